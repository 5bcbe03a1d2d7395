"""Carries out what an officer does with an urgent case, and what its reporter says of it afterwards."""

from bot import alarms, escalate
from bot.case_lookup import colleague
from bot.case_place import place
from bot.colleagues import called
from bot.photo_record import carry_out
from flows import case_words as cases
from flows import outcomes, reporting
from flows.cases import told_reporter
from models import audit, media, people
from models import case as models
from models.case import Case

REPORTERS = ("helped", "not_helped", "answered")


@carry_out.register
def _(outcome: outcomes.StepOfCase, turn, talk):
    found, step = models.by_id(turn.tx, outcome.case_id), STEPS[outcome.step]
    if not may(turn, found, outcome.step):
        return [cases.not_yours(found.case_no)]
    audit.note(turn.tx, turn.who.line_user_id, outcome.step, f"case:{found.id}", found.area_code)
    if talk.facts.get("pin"):
        found = place_sent(turn, found, talk.facts, outcome.step)
    if talk.facts.get("media"):  # what was sent beside the answers belongs to the case, whatever is done with it
        media.take_to_talk(turn.tx, talk.id, found.talk_id)
    return step(turn, found, outcome)


def place_sent(turn, found, facts: dict, step: str):
    """A place beside the answers: its reporter's is where the case is, anybody else's a note. Gives the case as it is now."""
    pin, source = facts["pin"], facts.get("pin_from", "")
    if step in REPORTERS:
        told = {**models.told_of(turn.tx, found), "pin_from": source}
        models.change(turn.tx, found.id, told=turn.tx.seal(told, models.COLUMN))
        models.log(turn.tx, found.id, turn.who.line_user_id, "more", told="place")
        place(turn, found, {"pin": pin})
    else:
        write(turn, found, "noted", f"ตำแหน่ง {pin[0]:.5f}, {pin[1]:.5f}", source)
    return models.by_id(turn.tx, found.id)


def may(turn, found, step: str) -> bool:
    """Asked again when it is done: a role may have been taken away since the case was shown."""
    if step in REPORTERS:
        return found.reporter == turn.who.line_user_id
    return models.numbered(turn.tx, found.case_no, turn.who.case_scopes, turn.who.line_user_id) is not None


def mine(turn, found) -> bool:
    return found.state in models.OWNED and found.acknowledged_by == turn.who.line_user_id


def owned(turn, found):
    """The tests of an update that only its owner may make."""
    return (Case.state.in_(models.OWNED), Case.acknowledged_by == turn.who.line_user_id)


def not_mine(turn, found) -> list:
    now = models.by_id(turn.tx, found.id)
    return [cases.others(now.case_no, called(turn.tx, now.acknowledged_by) if now.state != "closed" else "")]


def next_look(turn, found, state: str = "") -> dict:
    """Its owner did something: they are left in peace for a while."""
    return {"reminded": 0, "next_at": turn.tx.now + models.patience(found.ladder, state or found.state)}


# Whose it is


def take(turn, found, outcome):
    """Of two who tap at once one has it, and the other is told who. Whoever it was offered to takes it from its owner."""
    tx, who = turn.tx, turn.who.line_user_id
    values = {"acknowledged_by": who, "acknowledged_at": tx.now, "offered_to": "", **next_look(turn, found)}
    if models.change(tx, found.id, Case.state == "open", **values, state="acknowledged"):
        models.log(tx, found.id, who, "taken")
        alarms.to_reporter(tx, turn.desk, found, reporting.taken())
        return [cases.took(found.case_no)]
    if models.change(tx, found.id, Case.state.in_(models.OWNED), Case.offered_to == who, **values):
        models.log(tx, found.id, who, "handed", owner=found.acknowledged_by)
        alarms.to_owner(tx, turn.desk, found, cases.handed(found.case_no, called(tx, who)))
        return [cases.took(found.case_no)]
    return [cases.took(found.case_no)] if mine(turn, models.by_id(tx, found.id)) else not_mine(turn, found)


def let_go(turn, found, outcome):
    if not mine(turn, found):
        return not_mine(turn, found)
    models.log(turn.tx, found.id, turn.who.line_user_id, "let_go", why="asked")
    escalate.rearm(turn.tx, turn.desk, found)
    return [cases.let_go(found.case_no)]


def hand(turn, found, outcome):
    """Offered to a colleague; until they take it nothing changes."""
    tx, to = turn.tx, colleague(turn.tx, found, turn.who, outcome.outcome)
    if to is None:
        return [cases.nobody_there(found.case_no)]
    if not models.change(tx, found.id, *owned(turn, found), offered_to=to, **next_look(turn, found)):
        return not_mine(turn, found)
    models.log(tx, found.id, turn.who.line_user_id, "offered", to=to)
    alarms.offer(tx, turn.desk, found, to)
    return [cases.offer_sent(found.case_no, called(tx, to))]


# What is done


def note(turn, found, outcome):
    """A word in the case; for its owner a sign of life, too."""
    write(turn, found, "noted", outcome.note)
    return [cases.noted(found.case_no)]


def ask(turn, found, outcome):
    """A question to whoever raised it; they read it when they open it, not on a locked screen."""
    if not mine(turn, found):
        return not_mine(turn, found)
    if people.has_blocked(turn.tx, found.reporter):
        return [cases.cannot_ask(found.case_no)]
    write(turn, found, "asked", outcome.note)
    alarms.to_reporter(turn.tx, turn.desk, found, reporting.question(found.case_no), must=True)
    return [cases.asked(found.case_no)]


def answered(turn, found, outcome):
    if outcome.note:
        write(turn, found, "answered", outcome.note)
    if found.acknowledged_by:  # of one that was closed meanwhile, too
        alarms.to_owner(turn.tx, turn.desk, found, cases.answered(found.case_no))
    return [reporting.passed_on(found.case_no)]


def write(turn, found, what: str, words: str, source: str = ""):
    """`source`: the message that it was read from, if not the one that was just heard."""
    tx, told, who = turn.tx, models.told_of(turn.tx, found), turn.who.line_user_id
    written = {"at": tx.now.isoformat(), "by": who, "from": source or turn.message_id, "what": what, "words": words}
    notes = [*told.get("notes", []), written]
    values = next_look(turn, found) if mine(turn, found) else {}
    models.change(tx, found.id, told=tx.seal({**told, "notes": notes}, models.COLUMN), **values)
    models.log(tx, found.id, who, what)


def keep_words(turn, talk_id: int, words: str) -> bool:
    """What was typed while an alarm's questions were open and answers none of them; False if no case is open there."""
    found = models.by_talk(turn.tx, talk_id)
    if found is None or found.state == "closed":
        return False
    write(turn, found, "added", words)
    alarms.more(turn.tx, turn.desk, found)
    return True


def refer(turn, found, outcome):
    """An agency goes on with it. It stays its owner's, who is asked later what came of it."""
    values = {"state": "referred", "agency": outcome.outcome, **next_look(turn, found, "referred")}
    if not models.change(turn.tx, found.id, *owned(turn, found), **values):
        return not_mine(turn, found)
    write(turn, models.by_id(turn.tx, found.id), "referred", outcome.note)
    alarms.to_reporter(turn.tx, turn.desk, found, reporting.referred())
    return [cases.referred(found.case_no, turn.desk.codes.label("agencies", outcome.outcome))]


def sent_only(turn, found, outcome):
    """Nothing was done but to send something, which is the case's now."""
    return [cases.kept(found.case_no)]


# How it ends


def not_yet(turn, found, outcome):
    return [cases.not_closed(found.case_no)]


def close(turn, found, outcome):
    """Closed with photos, or on its owner's word; then the reporter is asked until they answer, twice at most."""
    tx, who = turn.tx, turn.who.line_user_id
    values = {
        "state": "closed", "closed_at": tx.now, "outcome": outcome.outcome, "closing": tx.seal(outcome.note, "cases.closing"),
        "offered_to": "", "evidence": "photos" if outcome.photos else "",
        "next_at": None if outcome.photos else tx.now + escalate.ASK_AGAIN,
    }  # fmt: skip
    if not models.change(tx, found.id, *owned(turn, found), **values):
        return not_mine(turn, found)
    models.log(tx, found.id, who, "closed", outcome=outcome.outcome, evidence=values["evidence"])
    words = reporting.closed(found.case_no, told_reporter(outcome.outcome))
    alarms.to_reporter(tx, turn.desk, found, words, must=True)
    return [cases.shut(found.case_no)]


def helped(turn, found, outcome):
    """The reporter's word is evidence, too: of a case that somebody else closed. One that is open stays so: whoever has it, or
    will, is to look all the same."""
    tx, who = turn.tx, turn.who.line_user_id
    closed = (Case.state == "closed", Case.acknowledged_by != who, Case.evidence != "reporter")
    if models.change(tx, found.id, *closed, evidence="reporter", next_at=None):
        models.log(tx, found.id, who, "confirmed")
        alarms.to_owner(tx, turn.desk, found, cases.confirmed(found.case_no))
    elif found.state != "closed":
        models.log(tx, found.id, who, "said_helped")
        if found.state in models.OWNED:
            alarms.to_owner(tx, turn.desk, found, cases.said_helped(found.case_no))
    return [reporting.thanks()]


def not_helped(turn, found, outcome):
    """Nobody was helped: a closed case opens again, from the first rung; whoever has one is told, and has not long."""
    tx, who = turn.tx, turn.who.line_user_id
    if found.state == "open":
        return [reporting.still_open(found.case_no)]
    models.log(tx, found.id, who, "reopened" if found.state == "closed" else "not_helped")
    if found.state in models.OWNED:
        soon = tx.now + models.patience(found.ladder, "acknowledged")
        models.change(tx, found.id, reminded=escalate.REMINDERS, next_at=min(soon, found.next_at))
        alarms.to_owner(tx, turn.desk, found, cases.not_helped(found.case_no))
        return [reporting.told_owner(found.case_no)]
    alarms.to_owner(tx, turn.desk, found, cases.reopened(found.case_no))
    escalate.rearm(tx, turn.desk, found)
    return [reporting.reopened(found.case_no)]


STEPS = {
    "take": take, "let_go": let_go, "hand": hand, "note": note, "ask": ask, "answered": answered, "refer": refer,
    "back": sent_only, "not_yet": not_yet, "close": close, "helped": helped, "not_helped": not_helped,
}  # fmt: skip
