"""Which earlier case may be about the same, and why one may be a prank. Both are only told to whoever reads the case: cases
are linked, never merged, and none is dropped."""

from datetime import timedelta

from models import case as models
from thai.distance import km_between
from thai.names import same_person_score

# Our own defaults, all of them.
AT_ONCE = timedelta(hours=1)  # two alarms of one reporter within so long may be about one thing
SAME_TIME = timedelta(hours=3)  # so may two of one kind in one place
SAME_PERSON = timedelta(hours=24)  # and two about somebody of that name in one sub-district
NEAR_KM = 0.3  # two shared places; a phone's own error is about a tenth of it
ALIKE = 85  # of 100: names at least this close may be one person
LATELY = timedelta(days=180)  # pranks older than this are forgiven
MANY = 3  # alarms within a day of somebody who is no volunteer


def link(tx, case):
    """Notes the earliest case that this one may be about, if there is one and it is not noted yet."""
    near = models.neighbours(tx, case, tx.now - SAME_PERSON)
    found = next((one for one in near if alike(tx, case, one)), None)
    number = (found.alike or found.case_no) if found else ""
    if number and number != case.alike:
        models.change(tx, case.id, alike=number)
        models.log(tx, case.id, "clock", "alike", case_no=number)


def alike(tx, case, other) -> bool:
    apart = case.opened_at - other.opened_at
    if case.reporter == other.reporter and apart <= AT_ONCE:
        return True
    if apart <= SAME_TIME and (near(case, other) or case.kind == other.kind and same_place(case, other)):
        return True
    return same_place(case, other) and same_name(tx, case, other)


def same_place(case, other) -> bool:
    """In one village, or in one sub-district where the village of either is not known."""
    one, two = sorted((case.area_code, other.area_code), key=len)
    return len(one) >= 6 and two.startswith(one)


def near(case, other) -> bool:
    if case.latitude is None or other.latitude is None:
        return False
    return km_between((case.latitude, case.longitude), (other.latitude, other.longitude)) <= NEAR_KM


def same_name(tx, case, other) -> bool:
    mine, theirs = (models.told_of(tx, one).get("who") for one in (case, other))
    return bool(mine and theirs) and same_person_score(mine, theirs) >= ALIKE


def doubts(tx, who) -> list[str]:
    """Codes of flows/case_words.py DOUBTS."""
    pranks = models.count_of_reporter(tx, who.line_user_id, tx.now - LATELY, models.Case.outcome == "prank")
    lately = models.count_of_reporter(tx, who.line_user_id, tx.now - timedelta(days=1))
    return [*(["pranks"] if pranks else []), *(["many"] if lately >= MANY and not who.is_volunteer else [])]
