"""A person takes a message back: what it held goes, and what was read from it (LINE: it must not be seen or used any more).

A photo or a sound goes with its bytes, a place from its house. Words go from the event, from our answers that repeated
them, and from the answer that was read from them, which is then asked again. A visit that was recorded was confirmed by a
tap on our own summary of it; it keeps its facts and loses the words that stood in it as they were typed (docs/decisions).
"""

from bot.household_record import bring_up_to_date
from models import audit, case, conversation, event, media, message, referral, visit

FREE_WORDS = ("promised", "note")  # answers that a visit keeps as they were typed; the columns have the same names


def take_back(tx, line_user_id: str, message_id: str):
    """The friend's row is locked."""
    since = event.received_at(tx, line_user_id, message_id)
    event.forget_message(tx, line_user_id, message_id)
    if since is not None:
        message.forget_sent_since(tx, line_user_id, since)
    media.unsend(tx, line_user_id, message_id)
    case.forget_written(tx, line_user_id, message_id)
    referral.forget_word(tx, message_id)
    for household_id in visit.unpin(tx, message_id):
        bring_up_to_date(tx, household_id)
    for talk in conversation.remembered(tx, line_user_id):
        _forget_answers(tx, talk, message_id)
    audit.note(tx, line_user_id, "unsent", "message")


def _forget_answers(tx, talk, message_id: str):
    keys = [key for key, source in talk.said.items() if source == message_id]
    for key in keys:
        del talk.said[key]
        talk.answers.pop(key, None)
        talk.done = [done for done in talk.done if not done.startswith(f"{key}:")]
        talk.was.pop(key, None)
    placed = talk.facts.get("pin_from") == message_id
    heard = talk.facts.get("heard_from") == message_id
    story = [one for one in talk.facts.get("story", ()) if one["id"] != message_id]
    untold = len(story) < len(talk.facts.get("story", ()))
    gone = [*keys, *(["place"] if placed else []), *(["story"] if heard else [])]
    if gone and (raised := case.by_talk(tx, talk.id)):  # it keeps its existence, its time and what officers wrote
        case.forget(tx, raised, gone)
    if keys:
        talk.looked = {}  # what was looked up may have been looked up by these words
        if talk.state == "finished" and talk.flow == "visit":
            visit.forget_words(tx, talk.id, [key for key in keys if key in FREE_WORDS])
    if untold:
        _untell(tx, talk, story)
    if placed:
        talk.facts |= {"pin": None, "pin_from": ""}
    if heard:
        _unhear(tx, talk)
    sent = media.counts(tx, talk.id)
    if gone or untold or sent != talk.facts.get("media", {}):
        talk.facts["media"] = sent
        conversation.keep(tx, talk)


def _untell(tx, talk, story: list):
    """What was read from these words is not assumed any more; what was answered since stands."""
    talk.facts["story"], talk.looked = story, {}
    if talk.state == "finished":
        visit.forget_words(tx, talk.id, ["note"])


def _unhear(tx, talk):
    """A cry for help is taken back: what was asked about it ends, unless it was answered, and what was open goes on."""
    aside = talk.facts.get("aside")
    talk.facts |= {"heard": "", "heard_from": "", "heard_kind": ""}
    if talk.state != "open" or "meant" in talk.answers:
        return
    talk.state = "cancelled"
    waiting = conversation.by_id(tx, talk.line_user_id, aside) if aside else None
    if waiting and waiting.state == "paused":
        waiting.state = "open"
        conversation.keep(tx, waiting)
