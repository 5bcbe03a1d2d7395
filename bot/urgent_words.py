"""What is typed about urgent cases at any moment, whatever else is open: the number of a case, and words of danger."""

from datetime import timedelta

from bot.case_facts import own_case
from bot.case_steps import keep_words
from bot.numbers import number_meant
from flows import menu
from flows.menu import OFFICER
from flows.questions import Text
from flows.urgent import LONGEST_STORY, Danger, Meant, kept_too
from models import case, conversation
from thai.hearing import heard_emergency

VERBS = {
    "": "", "เคส": "", "รับเรื่อง": "take", "ได้รับแล้ว": "helped", "ช่วยแล้ว": "helped", "ยังไม่ได้รับความช่วยเหลือ": "not_helped",
    "ยังไม่ได้ช่วย": "not_helped", "ตอบ": "reply",
}  # fmt: skip
REPORTERS = {"helped": "case_answer", "not_helped": "case_answer", "reply": "case_reply"}  # flows of whoever raised it
SAME_ALARM = timedelta(minutes=30)  # who asks to raise one so soon means the one whose questions are open (our own default)


def case_meant(text: str) -> tuple[str, str] | None:
    """(what to do, number): ("take", "ฉ6911-00001"); None for other words."""
    meant = number_meant(text, "ฉ", VERBS)
    return (VERBS[meant[0]], meant[1]) if meant else None


def of_a_case(turn, talk, text: str) -> list | None:
    """What an officer does with a case by its number, typed or by the button of an alarm, and what its reporter answers."""
    meant = case_meant(text)
    if meant is None:
        return None
    verb, case_no = meant
    if not verb and OFFICER not in turn.who.roles:
        verb = "reply"
    if verb not in REPORTERS:
        return turn.start(talk, menu.flow_named("case"), {"case_no": case_no, "verb": verb})
    facts = {"raised_case": own_case(turn.tx, turn.who, case_no), "verb": verb}
    return turn.start(talk, menu.flow_named(REPORTERS[verb]), facts)


def of_danger(turn, talk, text: str) -> list | None:
    """Asks once whether it is urgent, before anything is filed; None where nothing is heard.

    What was open waits: if it is not urgent, the words are its answer after all (bot/case_record.py, NotUrgent)."""
    heard = heard_emergency(text)
    if heard is None or reported_here(turn, talk):
        return None
    if talk and talk.flow == "urgent":
        return turn.show(talk, lead=kept_too()) if keep_words(turn, talk.id, text) else None
    aside = keep_aside(turn, talk) if talk else None
    kind = heard.kind if heard.kind != "other" else ""
    facts = {"heard": text[:LONGEST_STORY], "heard_kind": kind, "heard_from": turn.message_id, "aside": aside}
    return turn.start(None, menu.flow_named("urgent"), facts)


def reported_here(turn, talk) -> bool:
    """Is what was typed the very report that is asked for? An officer's note, the story of an alarm, what is happening."""
    if talk is None or not menu.flow_named(talk.flow).reports:
        return False
    question = turn.stand(talk).question
    return isinstance(question, (Text, Danger, Meant))


def keep_aside(turn, talk) -> int | None:
    """The talk's number, if it is one that is worth going on with."""
    if not menu.flow_named(talk.flow).draft:
        turn.put_aside(talk)
        return None
    talk.state = "paused"
    conversation.keep(turn.tx, talk)
    return talk.id


def still_going(turn, talk):
    """The talk, or None: the questions of an alarm end with its case."""
    raised = case.by_talk(turn.tx, talk.id) if talk and talk.flow == "urgent" else None
    if raised is None or raised.state != "closed":
        return talk
    talk.state, talk.asking = "finished", ""
    conversation.keep(turn.tx, talk)
    return None


def is_another(turn, talk) -> bool:
    """Whoever asks to raise an alarm a while after the one that is open means another."""
    raised = case.by_talk(turn.tx, talk.id) if talk.flow == "urgent" else None
    return raised is not None and turn.tx.now - raised.opened_at > SAME_ALARM


def raises(text: str) -> bool:
    """Words about an urgent case are heard however late they come."""
    return case_meant(text) is not None or any(flow.name == "urgent" for flow in menu.started_by(text))
