"""A photo, a sound, a film, a paper or an unasked-for place arrives. It is no answer: it is filed beside the talk or the visit
that it belongs to, acknowledged at once, and fetched after the commit (bot/fetchers.py)."""

from datetime import UTC, datetime, timedelta

from bot import facts as knowledge
from bot import words
from bot.fetch import LARGEST, MB
from bot.heard import Sent
from flows import menu
from flows import photos as said
from flows.menu import OFFICER, VOLUNTEER
from flows.questions.placing import located
from flows.questions.showing import NAMES
from flows.steps import Pin, Say, Unclear
from models import conversation, household, media, visit

STRAGGLERS = timedelta(minutes=10)  # so late may the photos of a visit come that was just recorded (our own default)
# The names that files we take end in, whatever is in them; a name without an end is judged by its bytes alone.
ENDS = (
    *("pdf", "jpg", "jpeg", "png", "webp", "gif", "mp4", "mov", "3gp", "webm", "mkv"),
    *("m4a", "mp3", "aac", "amr", "ogg", "opus", "wav"),
)


def take_in(turn, talk, sent: Sent) -> list:
    """The sayings to send. `turn`: bot/talk.py."""
    if why := refusal(turn.who, sent):
        return turn.show(talk, lead=why) if talk else [Say(why), turn.menu()]
    together = media.of_set(turn.tx, turn.who.line_user_id, sent.set_id)
    if together and (followed := follow(turn, talk, sent, together[-1])):
        return followed
    if talk and menu.flow_named(talk.flow).photos:
        return add_to_talk(turn, talk, sent)
    if turn.late and (made := just_recorded(turn)):
        return add_to_visit(turn, talk, sent, made)
    return begin(turn, talk, sent)


def refusal(who, sent: Sent) -> str:
    """Why it is not taken, in words; "" if it is."""
    thing = NAMES[sent.kind]
    if VOLUNTEER not in who.roles:
        return (said.NOT_FROM_AN_OFFICER if OFFICER in who.roles else said.NOT_A_VOLUNTEER).format(thing=thing)
    if not sent.at_line:
        return said.ELSEWHERE.format(thing=thing)
    end = sent.name.rpartition(".")[2].lower() if "." in sent.name else ""
    if end and end not in ENDS:
        return said.WRONG_KIND
    return said.TOO_LARGE.format(most=LARGEST[sent.kind] // MB) if (sent.size or 0) > LARGEST[sent.kind] else ""


def follow(turn, talk, sent: Sent, sibling) -> list:
    """Pictures that were chosen together stay together; [] if the first of them is in no place that still stands."""
    if sibling.visit_id:
        made = visit.own(turn.tx, turn.who.volunteer.id, sibling.visit_id)
        return add_to_visit(turn, talk, sent, made) if made else []
    if talk and talk.id == sibling.talk_id:
        return add_to_talk(turn, talk, sent)
    draft = conversation.by_id(turn.tx, turn.who.line_user_id, sibling.talk_id)
    if draft is None or draft.state != "paused":
        return []
    words_of_it = add(turn, draft, sent)
    conversation.keep(turn.tx, draft)
    return turn.show(talk, lead=words_of_it) if talk else [Say(words_of_it)]


def add_to_talk(turn, talk, sent: Sent) -> list:
    """Of pictures chosen together only the last one brings the question back: five times the same would bury it."""
    words_of_it = add(turn, talk, sent)
    if sent.total and not all_came(turn, sent):
        conversation.keep(turn.tx, talk)
        return [Say(words_of_it)]
    return turn.show(talk, lead=words_of_it)


def add(turn, talk, sent: Sent) -> str:
    """Keeps it as the talk's; gives the words that say so."""
    keep(turn, sent, talk_id=talk.id, area_code=turn.who.volunteer.area_code)
    talk.facts["media"] = media.counts(turn.tx, talk.id)
    return acknowledged(turn, sent)


def add_to_visit(turn, talk, sent: Sent, made) -> list:
    """It came after its visit was recorded: weak signal, or one more."""
    keep(turn, sent, talk_id=made.conversation_id, visit_id=made.id, area_code=made.area_code)
    told = said.went_to(acknowledged(turn, sent), label_of(turn.tx, made))
    return [told, *(turn.show(talk) if talk and not sent.total else [])]


def begin(turn, talk, sent: Sent | Pin) -> list:
    """Nothing is open that it could belong to: whose house is it of?"""
    aside = turn.put_aside(talk) if talk else []
    kind = sent.kind if isinstance(sent, Sent) else "location"
    facts = {**knowledge.gather(turn.tx, turn.desk, turn.who, "photos"), "began_with": kind}
    new = conversation.begin(turn.tx, turn.who.line_user_id, "photos", facts)
    if isinstance(sent, Pin):
        new.facts["pin"] = [sent.latitude, sent.longitude]
        return [*aside, *turn.go_on(new)]
    told = add(turn, new, sent)
    return [*aside, *([Say(told)] if sent.total else []), *turn.go_on(new)]


def keep(turn, sent: Sent, **where):
    media.add(
        turn.tx,
        message_id=sent.message_id,
        line_user_id=turn.who.line_user_id,
        kind=sent.kind,
        set_id=sent.set_id,
        set_total=sent.total,
        sent_at=datetime.fromtimestamp(turn.at_ms / 1000, UTC) if turn.at_ms else turn.tx.now,
        **where,
    )


def acknowledged(turn, sent: Sent) -> str:
    came = len(media.of_set(turn.tx, turn.who.line_user_id, sent.set_id))
    return said.received(sent.kind, came, sent.total)


def all_came(turn, sent: Sent) -> bool:
    return len(media.of_set(turn.tx, turn.who.line_user_id, sent.set_id)) >= sent.total


def just_recorded(turn):
    """The visit that this person recorded a moment ago, or None."""
    newest = visit.recent_of(turn.tx, turn.who.volunteer.id, 1)
    return newest[0] if newest and newest[0].recorded_at > turn.tx.now - STRAGGLERS else None


def label_of(tx, made) -> str:
    return f"{household.known(tx, made.household_id).head} ({made.visit_no})"


def sent_in(talk) -> bool:
    """Was anything sent in this talk that must not be lost with it?"""
    return bool(talk.facts.get("media") or talk.facts.get("pin"))


# A place that no question asked for.


def take_place(turn, talk, pin: Pin) -> list:
    if talk and wants_place(turn, talk):
        return turn.reply(talk, pin)
    if VOLUNTEER not in turn.who.roles:
        return turn.show(talk, lead=words.PLACE_NOT_NEEDED) if talk else [Say(words.PLACE_IDLE), turn.menu()]
    try:
        located(turn.desk.towns, pin)
    except Unclear as unclear:
        return turn.show(talk, lead=unclear.words) if talk else [Say(unclear.words), turn.menu()]
    if not (talk and menu.flow_named(talk.flow).photos):
        return begin(turn, talk, pin)
    talk.facts["pin"] = [pin.latitude, pin.longitude]
    return turn.show(talk, lead=said.PLACE_KEPT)


def wants_place(turn, talk) -> bool:
    question = turn.stand(talk).question
    return question is not None and question.key == talk.asking and question.wants == "pin"
