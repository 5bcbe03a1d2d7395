"""Carries out what a flow asked for about an urgent case, in the turn's own transaction."""

from datetime import timedelta

from bot import escalate
from bot.lookups import owner_name
from bot.photo_record import carry_out
from flows import cases, outcomes, urgent
from models import audit, media, people
from models import case as models
from models.case import Case
from models.media import Media
from thai.calendar import BUDDHIST_ERA


@carry_out.register
def _(outcome: outcomes.OpenCase, turn, talk):
    """One talk, one case. Those nearest are told in the same transaction."""
    tx, who, ladder = turn.tx, turn.who, turn.desk.ladders[outcome.urgency]
    copied = {"rungs": ladder.rungs, "again": ladder.again, "idle": ladder.idle}
    values = {"kind": outcome.kind, "urgency": outcome.urgency, "ladder": copied}
    if before := models.by_talk(tx, talk.id):
        return corrected(turn, before, values)
    opened = models.add(
        tx,
        {},
        case_no=next_case_no(tx, who.today),
        area_code=who.volunteer.area_code if who.is_volunteer else "",
        reporter=who.line_user_id,
        verified=who.is_volunteer,
        talk_id=talk.id,
        **values,
    )
    models.log(tx, opened.id, who.line_user_id, "opened", kind=outcome.kind, urgency=outcome.urgency)
    audit.note(tx, who.line_user_id, "opened", f"case:{opened.id}", opened.area_code)
    told = escalate.at_once(tx, turn.desk, opened)
    if not told and not opened.area_code:
        return [urgent.opened_nowhere(opened.case_no)]
    return [urgent.opened(opened.case_no) if told else urgent.opened_to_nobody(opened.case_no)]


def corrected(turn, before, values: dict) -> list:
    """It is something else than was tapped first. What turns out to be more urgent is told anew, on its own ladder."""
    tx, worse = turn.tx, values["urgency"] == "emergency" and before.urgency != "emergency"
    models.change(tx, before.id, **values)
    models.log(tx, before.id, turn.who.line_user_id, "more", told="kind")
    if worse and before.state == "open":
        models.change(tx, before.id, rung=-1)
        escalate.climb(tx, turn.desk, models.by_id(tx, before.id))
    return []


def next_case_no(tx, today: str) -> str:
    """ "ฉ6911-00001": the Buddhist year, the month, and the number in that month."""
    year = (int(today[:4]) + BUDDHIST_ERA) % 100
    return f"ฉ{year:02d}{today[5:7]}-{people.next_number(tx, f'case.{today[:7]}'):05d}"


@carry_out.register
def _(outcome: outcomes.TellCase, turn, talk):
    tx, found = turn.tx, models.by_talk(turn.tx, talk.id)
    told = models.told_of(tx, found) if found else {}
    if found is None or told.get(outcome.what) == outcome.value:
        return []
    told = {key: value for key, value in {**told, outcome.what: outcome.value}.items() if value is not None}
    models.change(tx, found.id, told=tx.seal(told, models.COLUMN))
    models.log(tx, found.id, turn.who.line_user_id, "more", told=outcome.what)
    if found.state == "acknowledged" and outcome.what == "place":    # the rest they see when they look
        escalate.push(tx, turn.desk, found.acknowledged_by, cases.more(found.case_no), found.case_no)
    return place(turn, found, outcome.value) if outcome.what == "place" and outcome.value else []


def place(turn, found, told: dict) -> list:
    """Where it is. Somewhere else than was thought: those who are near are told, from the first rung on."""
    pin, tx = told.get("pin"), turn.tx
    code = told.get("code") or turn.desk.towns.near(*pin).districts[0].district
    code = found.area_code if found.area_code.startswith(code) else code  # known more closely already
    models.change(tx, found.id, area_code=code, **({"latitude": pin[0], "longitude": pin[1]} if pin else {}))
    media.change(tx, Media.talk_id == found.talk_id, area_code=code)
    if code[:6] == found.area_code[:6] or found.state != "open":
        return []
    models.change(tx, found.id, rung=-1)
    reached = escalate.climb(tx, turn.desk, models.by_id(tx, found.id))
    return [] if reached else [urgent.opened_to_nobody(found.case_no)]


@carry_out.register
def _(outcome: outcomes.StepOfCase, turn, talk):
    found, step = models.by_id(turn.tx, outcome.case_id), STEPS[outcome.step]
    if not may(turn, found, outcome.step):
        return [cases.not_yours(found.case_no)]
    audit.note(turn.tx, turn.who.line_user_id, outcome.step, f"case:{found.id}", found.area_code)
    return step(turn, found, outcome)


def may(turn, found, step: str) -> bool:
    """Asked again when it is done: a role may have been taken away since the case was shown."""
    if step in ("helped", "not_helped"):
        return found.reporter == turn.who.line_user_id
    return models.numbered(turn.tx, found.case_no, turn.who.case_scopes, turn.who.line_user_id) is not None


def take(turn, found, outcome):
    """Of two who tap at once one has it, and the other is told who."""
    tx, who = turn.tx, turn.who.line_user_id
    idle = timedelta(minutes=found.ladder["idle"])
    values = {"state": "acknowledged", "acknowledged_by": who, "acknowledged_at": tx.now, "reminded": 0, "next_at": tx.now + idle}
    if not models.change(tx, found.id, Case.state == "open", **values):
        owner = models.by_id(tx, found.id).acknowledged_by
        return [cases.took(found.case_no) if owner == who else cases.others(found.case_no, owner_name(tx, owner))]
    models.log(tx, found.id, who, "taken")
    escalate.push(tx, turn.desk, found.reporter, urgent.taken(), found.case_no)
    return [cases.took(found.case_no)]


def let_go(turn, found, outcome):
    if not mine(turn, found):
        return [cases.others(found.case_no, owner_name(turn.tx, found.acknowledged_by))]
    models.log(turn.tx, found.id, turn.who.line_user_id, "let_go", why="asked")
    escalate.rearm(turn.tx, turn.desk, found)
    return [cases.let_go(found.case_no)]


def note(turn, found, outcome):
    """A word in the case; for its owner a sign of life, too."""
    tx = turn.tx
    told = models.told_of(tx, found)
    notes = [*told.get("notes", []), {"at": tx.now.isoformat(), "by": turn.who.line_user_id, "words": outcome.note}]
    values = {"reminded": 0, "next_at": tx.now + timedelta(minutes=found.ladder["idle"])} if mine(turn, found) else {}
    models.change(tx, found.id, told=tx.seal({**told, "notes": notes}, models.COLUMN), **values)
    models.log(tx, found.id, turn.who.line_user_id, "noted")
    return [cases.noted(found.case_no)]


def close(turn, found, outcome):
    tx, who = turn.tx, turn.who.line_user_id
    values = {"state": "closed", "closed_at": tx.now, "outcome": outcome.outcome, "next_at": None}
    sealed = tx.seal(outcome.note, "cases.closing")
    if not models.change(tx, found.id, Case.state == "acknowledged", Case.acknowledged_by == who, **values, closing=sealed):
        return [cases.others(found.case_no, owner_name(tx, found.acknowledged_by))]
    models.log(tx, found.id, who, "closed", outcome=outcome.outcome)
    words = urgent.closed(found.case_no, cases.told_reporter(outcome.outcome))
    escalate.push(tx, turn.desk, found.reporter, words, found.case_no)
    return [cases.shut(found.case_no)]


def helped(turn, found, outcome):
    models.log(turn.tx, found.id, turn.who.line_user_id, "confirmed")
    return [urgent.thanks()]


def not_helped(turn, found, outcome):
    """Whoever raised it says that nobody was helped: it opens again, from the first rung."""
    if found.state == "open":
        return [urgent.still_open(found.case_no)]
    models.log(turn.tx, found.id, turn.who.line_user_id, "reopened")
    told = escalate.rearm(turn.tx, turn.desk, found)
    return [urgent.reopened(found.case_no) if told else urgent.opened_to_nobody(found.case_no)]


def mine(turn, found) -> bool:
    return found.state == "acknowledged" and found.acknowledged_by == turn.who.line_user_id


STEPS = {"take": take, "let_go": let_go, "note": note, "close": close, "helped": helped, "not_helped": not_helped}
