"""A photo, a sound, a film, a paper or an unasked-for place arrives. It is no answer: it is filed beside the talk or the visit
that it belongs to, acknowledged at once, and fetched after the commit (bot/fetchers.py)."""

import re
from datetime import UTC, datetime, timedelta

from bot import alarms, words
from bot import facts as knowledge
from bot.fetch import LARGEST, MB
from bot.heard import Sent
from flows import menu, urgent
from flows import photos as said
from flows.menu import OFFICER
from flows.questions.placing import located
from flows.questions.showing import NAMES
from flows.steps import Pin, Say, Unclear
from models import audit, case, conversation, media, visit

STALE = timedelta(seconds=55)  # after so long the reply token is dead: a question would be seen by nobody
# The names that files we take end in, whatever is in them; a name without an end is judged by its bytes alone.
ENDS = (
    *("pdf", "jpg", "jpeg", "png", "webp", "gif", "mp4", "mov", "3gp", "webm", "mkv"),
    *("m4a", "mp3", "aac", "amr", "ogg", "opus", "wav"),
)
END = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def take_in(turn, talk, sent: Sent) -> list:
    """The sayings to send. `turn`: bot/talk.py."""
    talk = talk or of_their_case(turn)
    if why := refusal(turn.who, talk, sent):
        return turn.show(talk, lead=why) if talk else [Say(why), turn.menu()]
    together = media.of_set(turn.tx, turn.who.line_user_id, sent.set_id)
    if together:
        return follow(turn, talk, sent, together[-1])
    if takes_photos(talk) and turn.at_ms >= talk.facts.get("began_ms", 0):
        return add_to_talk(turn, talk, sent)
    if turn.late and turn.who.volunteer and (made := visit.made_during(turn.tx, turn.who.volunteer.id, moment(turn))):
        return add_to_visit(turn, talk, sent, made)
    return begin(turn, talk, sent)


def of_their_case(turn):
    """A guest who sends something while nothing is open, and whose alarm is: it is about that."""
    raised = None if turn.who.is_volunteer else case.open_of(turn.tx, turn.who.line_user_id)
    if raised is None:
        return None
    known = knowledge.gather(turn.tx, turn.desk, turn.who, "case_reply")
    return conversation.begin(turn.tx, turn.who.line_user_id, "case_reply", {**known, "began_ms": turn.at_ms})


def takes_photos(talk) -> bool:
    return talk is not None and menu.flow_named(talk.flow).photos


def moment(turn) -> datetime:
    """When LINE says that it was sent."""
    return datetime.fromtimestamp(turn.at_ms / 1000, UTC) if turn.at_ms else turn.tx.now


def welcome(who, talk) -> bool:
    """May this person send photos and places? Whoever raises an alarm may, though they be no volunteer."""
    return who.is_volunteer or (talk is not None and menu.flow_named(talk.flow).anybody)


def refusal(who, talk, sent: Sent) -> str:
    """Why it is not taken, in words; "" if it is."""
    thing = NAMES[sent.kind]
    if not welcome(who, talk):
        return (said.NOT_FROM_AN_OFFICER if OFFICER in who.roles else said.NOT_A_VOLUNTEER).format(thing=thing)
    if not sent.at_line:
        return said.ELSEWHERE.format(thing=thing)
    end = END.search(sent.name)
    if end and end[1].lower() not in ENDS:
        return said.WRONG_KIND
    return said.TOO_LARGE.format(most=LARGEST[sent.kind] // MB) if (sent.size or 0) > LARGEST[sent.kind] else ""


def follow(turn, talk, sent: Sent, sibling) -> list:
    """Pictures that were chosen together stay together, unless what they were sent to is no more."""
    made = sibling.visit_id and turn.who.volunteer and visit.own(turn.tx, turn.who.volunteer.id, sibling.visit_id)
    if made:
        return add_to_visit(turn, talk, sent, made)
    if talk and talk.id == sibling.talk_id:
        return add_to_talk(turn, talk, sent)
    draft = conversation.by_id(turn.tx, turn.who.line_user_id, sibling.talk_id)
    if draft is None or draft.state != "paused":
        return begin(turn, talk, sent)
    words_of_it = add(turn, draft, sent)
    conversation.keep(turn.tx, draft)
    return turn.shown_briefly(talk, words_of_it) if talk else [Say(words_of_it)]


def add_to_talk(turn, talk, sent: Sent) -> list:
    told = add(turn, talk, sent)
    reach_the_case(turn, talk)
    return turn.shown_briefly(talk, told)


def reach_the_case(turn, talk):
    """What is sent about an urgent case is for whoever has it now, not for when the questions are over."""
    if found := case.by_talk(turn.tx, talk.id) if talk.flow == "urgent" else None:
        alarms.more(turn.tx, turn.desk, found)


def add(turn, talk, sent: Sent) -> str:
    """Keeps it as the talk's; gives the words that say so."""
    keep(turn, sent, talk_id=talk.id, area_code=turn.who.volunteer.area_code if turn.who.is_volunteer else "")
    talk.facts["media"] = media.counts(turn.tx, talk.id)
    return acknowledged(turn, sent)


def add_to_visit(turn, talk, sent: Sent, made) -> list:
    """It came after its visit was recorded: weak signal, or one more."""
    keep(turn, sent, talk_id=made.conversation_id, visit_id=made.id, area_code=made.area_code)
    audit.note(turn.tx, turn.who.line_user_id, "added", f"visit:{made.id}", made.area_code, sent=sent.kind)
    told = said.went_to(acknowledged(turn, sent), visit.label_of(turn.tx, made.id))
    return turn.shown_briefly(talk, told.words) if talk else [told]


def begin(turn, talk, sent: Sent | Pin) -> list:
    """Nothing is open that it could belong to: whose house is it of? Where nobody would see the question, it waits as a draft."""
    unseen = turn.tx.now - moment(turn) > STALE
    aside = turn.put_aside(talk) if talk and not unseen else []
    kind = sent.kind if isinstance(sent, Sent) else "location"
    facts = {**knowledge.gather(turn.tx, turn.desk, turn.who, "photos"), "began_with": kind, "began_ms": turn.at_ms}
    new = conversation.begin(turn.tx, turn.who.line_user_id, "photos", facts)
    told = take(turn, new, sent)
    if unseen:
        new.state = "paused"
        conversation.keep(turn.tx, new)
        return [said.waits(told), *(turn.show(talk) if talk else [])]
    return [*aside, *([Say(told)] if isinstance(sent, Sent) and sent.total else []), *turn.go_on(new)]


def take(turn, talk, sent: Sent | Pin) -> str:
    if isinstance(sent, Sent):
        return add(turn, talk, sent)
    talk.facts |= {"pin": [sent.latitude, sent.longitude], "pin_from": turn.message_id}
    return said.PLACE_KEPT


def keep(turn, sent: Sent, **where):
    media.add(
        turn.tx,
        message_id=sent.message_id,
        line_user_id=turn.who.line_user_id,
        kind=sent.kind,
        set_id=sent.set_id,
        set_total=sent.total,
        sent_at=moment(turn),
        **where,
    )


def came(turn, sent: Sent) -> int:
    """How many of its set have come, itself among them; 0 for one that is in none."""
    return len(media.of_set(turn.tx, turn.who.line_user_id, sent.set_id))


def acknowledged(turn, sent: Sent) -> str:
    return said.received(sent.kind, came(turn, sent), sent.total)


def sent_in(talk) -> bool:
    """Was anything sent in this talk that must not be lost with it?"""
    return bool(talk.facts.get("media") or talk.facts.get("pin"))


# A place that no question asked for.


def take_place(turn, talk, pin: Pin) -> list:
    talk = talk or of_their_case(turn)
    ours = takes_photos(talk) and turn.at_ms >= talk.facts.get("began_ms", 0)
    asked = talk and turn.at_ms >= talk.asked_ms and wants_place(turn, talk)
    if asked and not ours:  # an application
        return turn.reply(talk, pin)
    if not welcome(turn.who, talk):
        return turn.show(talk, lead=words.PLACE_NOT_NEEDED) if talk else [Say(words.PLACE_IDLE), turn.menu()]
    try:
        located(turn.desk.towns, pin)
    except Unclear as unclear:
        return turn.show(talk, lead=unclear.words) if talk else [Say(unclear.words), turn.menu()]
    if not ours:
        return begin(turn, talk, pin)
    told = take(turn, talk, pin)  # the newest place counts, as an answer or beside one
    if talk.flow == "urgent" and not asked:
        return [Say(urgent.place_kept()), *turn.go_on(talk)]  # the case learns of it now
    if menu.flow_named(talk.flow).reports:
        told = urgent.place_kept()
    return turn.reply(talk, pin) if asked else turn.shown_briefly(talk, told)


def wants_place(turn, talk) -> bool:
    question = turn.stand(talk).question
    return question is not None and question.key == talk.asking and question.wants == "pin"
