"""Carries out what a flow asked for about photos, sounds and places; bot/record.py has the rest."""

from bot import facts as knowledge
from bot import household_record as houses
from bot.record import carry_out
from flows import outcomes, photos
from flows.questions.showing import counted
from models import audit, conversation, media, visit


@carry_out.register
def _(outcome: outcomes.AddToVisit, turn, talk):
    tx, who = turn.tx, turn.who
    made = visit.own(tx, who.volunteer.id, outcome.visit_id)
    if made is None:  # undone since it was chosen
        return [photos.visit_gone(), *asked_again(turn, talk)]
    sent, pin = counted(media.counts(tx, talk.id)), talk.facts.get("pin")
    media.take_to_visit(tx, talk.id, made.id, made.area_code)
    if pin:
        visit.pin(tx, made.id, *pin, talk.facts.get("pin_from", ""))
        houses.bring_up_to_date(tx, made.household_id)
    audit.note(tx, who.line_user_id, "added", f"visit:{made.id}", made.area_code, sent=sent, pin=bool(pin))
    return [photos.added(visit.label_of(tx, made.id), sent, bool(pin), media.still_to_come(tx, talk.id))]


@carry_out.register
def _(outcome: outcomes.AddToDraft, turn, talk):
    draft = conversation.by_id(turn.tx, turn.who.line_user_id, outcome.talk_id)
    if draft is None or draft.state != "paused":
        return [photos.visit_gone(), *asked_again(turn, talk)]
    draft.state = "open"
    move(turn.tx, talk, draft)
    return []


@carry_out.register
def _(outcome: outcomes.BeginVisit, turn, talk):
    tx, who = turn.tx, turn.who
    facts = {**knowledge.gather(tx, turn.desk, who, "visit"), "began_ms": talk.facts.get("began_ms", 0)}
    move(tx, talk, conversation.begin(tx, who.line_user_id, "visit", facts))
    return []


def move(tx, talk, other):
    """What was sent in a talk goes on in another, which is open now."""
    media.take_to_talk(tx, talk.id, other.id)
    other.facts["media"] = media.counts(tx, other.id)
    other.facts |= {name: talk.facts[name] for name in ("pin", "pin_from") if talk.facts.get(name)}
    conversation.keep(tx, other)


def asked_again(turn, talk) -> list:
    """The same question, with what can be chosen now."""
    talk.state, talk.asking = "open", ""
    talk.answers.pop("visit", None)
    talk.facts |= knowledge.whose_photos(turn.tx, turn.who)
    return []
