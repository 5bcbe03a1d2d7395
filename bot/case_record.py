"""Opens an urgent case and lets what is told flow into it, in the turn's own transaction; bot/case_steps.py has the rest."""

from datetime import timedelta

from bot import alarms, escalate, likeness, stories
from bot.case_place import place
from bot.case_steps import carry_out
from bot.numbers import next_no
from bot.photos import moment
from flows import case_words as cases
from flows import outcomes, urgent
from flows.steps import Words
from models import audit, conversation
from models import case as models

LATE = timedelta(minutes=1)  # an alarm that was said so long ago, as after a failure, tells when it was said


@carry_out.register
def _(outcome: outcomes.NotUrgent, turn, talk):
    """What was open goes on, and the words are heard there once more (bot/progress.py, finish)."""
    if raised := models.by_talk(turn.tx, talk.id):  # they went back after it was open: it is not for them to call off
        models.log(turn.tx, raised.id, turn.who.line_user_id, "not_urgent")
        alarms.to_owner(turn.tx, turn.desk, raised, cases.not_urgent(raised.case_no))
        return [urgent.stays(raised.case_no)]
    waiting = conversation.by_id(turn.tx, turn.who.line_user_id, outcome.aside) if outcome.aside else None
    if waiting is None or waiting.state != "paused":  # it may be a visit that is told, shown when this talk has ended
        return [] if stories.opened(turn, outcome.words, talk.facts.get("heard_from", "")) else [urgent.not_urgent()]
    waiting.state = "open"
    conversation.keep(turn.tx, waiting)
    turn.say_again = Words(outcome.words)
    return []


@carry_out.register
def _(outcome: outcomes.OpenCase, turn, talk):
    """One talk, one case. Those nearest are told in the same transaction."""
    tx, who, ladder = turn.tx, turn.who, turn.desk.ladders[outcome.urgency]
    values = {"kind": outcome.kind, "urgency": outcome.urgency, "ladder": ladder.copied()}
    if before := models.by_talk(tx, talk.id):
        return corrected(turn, before, values)
    opened = models.add(
        tx,
        {},
        case_no=next_no(tx, "ฉ", "case", who.today),
        area_code=who.volunteer.area_code if who.is_volunteer else "",
        reporter=who.line_user_id,
        verified=who.is_volunteer,
        talk_id=talk.id,
        opened_at=tx.now if tx.now - moment(turn) < LATE else moment(turn),
        doubts=likeness.doubts(tx, who),
        **values,
    )
    models.log(tx, opened.id, who.line_user_id, "opened", kind=outcome.kind, urgency=outcome.urgency)
    audit.note(tx, who.line_user_id, "opened", f"case:{opened.id}", opened.area_code)
    likeness.link(tx, opened)
    told = escalate.at_once(tx, turn.desk, models.by_id(tx, opened.id))
    if not told and not opened.area_code:
        return [urgent.opened_nowhere(opened.case_no)]
    return [urgent.opened(opened.case_no) if told else urgent.opened_to_nobody(opened.case_no)]


def corrected(turn, before, values: dict) -> list:
    """It is something else than was tapped first. What turns out to be more urgent is told anew, on its own ladder; what somebody
    has is never made less urgent by whoever holds the reporter's phone."""
    tx, worse = turn.tx, values["urgency"] == "emergency" and before.urgency != "emergency"
    if before.state == "closed":
        return []
    changed = values if worse or before.state == "open" else {"kind": values["kind"]}
    top = len(values["ladder"]["rungs"]) - 1
    models.change(tx, before.id, **changed, rung=min(before.rung, top))
    models.log(tx, before.id, turn.who.line_user_id, "more", told="kind")
    if before.state == "open" and worse:
        models.change(tx, before.id, rung=-1)
        escalate.climb(tx, turn.desk, models.by_id(tx, before.id))
    elif before.state != "open":
        alarms.to_owner(tx, turn.desk, before, cases.more(before.case_no))
        soon = tx.now + timedelta(minutes=values["ladder"]["idle"])
        models.change(tx, before.id, next_at=min(before.next_at, soon))
    return []


@carry_out.register
def _(outcome: outcomes.TellCase, turn, talk):
    tx, found = turn.tx, models.by_talk(turn.tx, talk.id)
    told = models.told_of(tx, found) if found else {}
    if found is None or found.state == "closed" or told.get(outcome.what) == outcome.value:
        return []
    told = {key: value for key, value in {**told, outcome.what: outcome.value}.items() if value is not None}
    models.change(tx, found.id, told=tx.seal(told, models.COLUMN))
    models.log(tx, found.id, turn.who.line_user_id, "more", told=outcome.what)
    alarms.more(tx, turn.desk, found)
    said = place(turn, found, outcome.value) if outcome.what == "place" and outcome.value else []
    if outcome.what in ("place", "who"):
        likeness.link(tx, models.by_id(tx, found.id))
    return said
