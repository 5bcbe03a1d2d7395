"""Keeps a household as the newest visit that counts saw it. What a visit changed, its undoing changes back."""

from sqlalchemy import insert

from bot.lookups import may_open
from bot.name_index import hashes_of
from bot.residents import still_there
from flows.questions.telling import called
from models import area, household, visit
from models.audit import note
from models.household import Household

KEPT = ("title", "given", "family", "birth_year", "sex", "groups", "disabilities", "cared_for_by")


def keep(tx, who, outcome) -> tuple[int, str]:
    """The id and the area code of the house that was visited; a new one is made."""
    if outcome.household_id is not None:
        house = household.known(tx, outcome.household_id)
        if house is not None and may_open(who, house):
            return house.id, house.area_code
    home = outcome.house
    code = area.settle_village(tx, home["subdistrict"], home["village_no"], home["village"])
    made = tx.execute(
        insert(Household).values(
            head=called(outcome.people[0]),
            house_no=home["no"],
            area_code=code,
            made_by=who.volunteer.id,
            made_at=tx.now,
        )
    )
    return made.inserted_primary_key[0], code


def bring_up_to_date(tx, household_id: int):
    """Sets the people, the place and the dates of a house from its newest visit; a house without any is undone itself."""
    last = visit.latest(tx, household_id)
    if last is None:
        household.keep_residents(tx, household_id, "", [])
        household.change(tx, household_id, undone_at=tx.now)
        return
    latitude, longitude = visit.pinned(tx, household_id) or (None, None)
    household.change(
        tx,
        household_id,
        head=called(last.people[0]),
        last_visit_on=last.visited_on,
        next_visit_on=last.next_visit_on,
        latitude=latitude,
        longitude=longitude,
        undone_at=None,
    )
    household.keep_residents(tx, household_id, last.area_code, [_resident(tx, last.area_code, one) for one in last.people])


def _resident(tx, area_code: str, person: dict) -> dict:
    return {**{name: person[name] for name in KEPT}, **hashes_of(tx.vault, area_code, person["given"])}


def move_in(tx, who, people: list[dict]):
    """Whoever lives in a visited house now is let go from the one where they were known, so that nobody is kept twice."""
    for person, house in _moved(tx, people):
        if may_open(who, house):
            household.let_go(tx, house.id, person["moved_from"]["given"])
            _call_by_who_is_left(tx, house.id)
            note(tx, who.line_user_id, "moved", f"household:{house.id}", house.area_code)


def _call_by_who_is_left(tx, household_id: int):
    """A house is called by the first of its people; one that all have left keeps its name, by which it is looked for."""
    last = visit.latest(tx, household_id)
    if left := still_there(tx, last) if last else []:
        household.change(tx, household_id, head=called(left[0]))


def move_back(tx, people: list[dict]):
    """The visit that said so does not count any more."""
    for _, house in _moved(tx, people):
        bring_up_to_date(tx, house.id)


def _moved(tx, people: list[dict]) -> list:
    moved = [(person, household.known(tx, person["moved_from"]["id"])) for person in people if person.get("moved_from")]
    return [(person, house) for person, house in moved if house is not None]
