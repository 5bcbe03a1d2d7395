"""Carries out what a flow asked for about photos, sounds and places; bot/record.py has the rest."""

from bot import facts as knowledge
from bot.photos import label_of
from bot.record import carry_out
from flows import outcomes, photos
from flows.questions.showing import counted
from models import audit, conversation, household, media, visit


@carry_out.register
def _(outcome: outcomes.AddToVisit, turn, talk):
    tx, who = turn.tx, turn.who
    made = visit.own(tx, who.volunteer.id, outcome.visit_id)
    if made is None:  # undone since it was chosen
        talk.state, talk.asking = "open", ""
        talk.answers.pop("visit", None)
        talk.facts |= {"visits": knowledge.gather(tx, turn.desk, who, "photos")["visits"]}
        return [photos.visit_gone()]
    sent, pin = counted(media.counts(tx, talk.id)), talk.facts.get("pin")
    media.take_to_visit(tx, talk.id, made.id, made.area_code)
    if pin:
        household.change(tx, made.household_id, latitude=pin[0], longitude=pin[1])
    audit.note(tx, who.line_user_id, "added", f"visit:{made.id}", made.area_code, sent=sent, pin=bool(pin))
    return [photos.added(label_of(tx, made), sent, bool(pin))]


@carry_out.register
def _(outcome: outcomes.BeginVisit, turn, talk):
    tx, who = turn.tx, turn.who
    begun = conversation.begin(tx, who.line_user_id, "visit", knowledge.gather(tx, turn.desk, who, "visit"))
    media.take_to_talk(tx, talk.id, begun.id)
    begun.facts |= {name: talk.facts[name] for name in ("media", "pin") if talk.facts.get(name)}
    conversation.keep(tx, begun)
    return []
