"""Carries out what a flow asked for about referrals, in the turn's own transaction."""

from bot.colleagues import called
from bot.duty_record import carry_out
from bot.record import next_no
from bot.referral_facts import lacks
from bot.render import draw
from flows import outcomes, referrals, referring
from models import audit, household, people, visit
from models import referral as models
from models.referral import Referral


@carry_out.register
def _(outcome: outcomes.Refer, turn, talk):
    """One tap, twice: the second finds the house referred already. A house undone by now has no visit that is one's own."""
    tx = turn.tx
    found = visit.own(tx, turn.who.volunteer.id, outcome.visit_id)
    house = household.known(tx, found.household_id) if found else None
    if house is None:
        return [referring.no_such_visit()]
    if before := models.open_of(tx, house.id):
        return [referring.sent_before(before.referral_no, house.head)]
    if not lacks(tx, house.id):
        return [referring.nothing_missing(house.head)]
    referral_no = next_no(tx, "ส", "referral", turn.who.today)
    if not models.send(tx, referral_no, found):  # the numbers are counted under a lock: this one was the later
        return [referring.sent_before(models.open_of(tx, house.id).referral_no, house.head)]
    audit.note(tx, turn.who.line_user_id, "referred", f"household:{house.id}", found.area_code, referral_no=referral_no)
    return [referring.sent(referral_no, house.head)]


@carry_out.register
def _(outcome: outcomes.StepOfReferral, turn, talk):
    tx, who = turn.tx, turn.who.line_user_id
    found = models.by_id(tx, outcome.referral_id, turn.who.scopes("officer"))
    if found is None:
        return []
    if not STEPS[outcome.step](tx, who, found, outcome.word):
        now = models.by_id(tx, found.id, turn.who.scopes("officer"))
        return [referrals.too_late(found.referral_no, called(tx, now.held_by) if now.state == "accepted" else "")]
    audit.note(tx, who, outcome.step, f"referral:{found.id}", found.area_code)
    if outcome.step == "accept":
        return [referrals.accepted(found.referral_no)]
    tell(turn, found, outcome)
    return [referrals.ended(found.referral_no, outcome.step == "done")]


def accept(tx, who: str, found, word: str) -> bool:
    return models.change(
        tx, found.id, Referral.state == "sent", state="accepted", held_by=who, accepted_at=tx.now)


def done(tx, who: str, found, word: str) -> bool:
    return end(tx, found, word, "done", Referral.state == "accepted", Referral.held_by == who)


def decline(tx, who: str, found, word: str) -> bool:
    """By whoever accepted it, or where nobody has."""
    return end(tx, found, word, "declined", Referral.state.in_(models.OPEN), Referral.held_by.in_(("", who)))


def end(tx, found, word: str, state: str, *tests) -> bool:
    return models.change(tx, found.id, *tests, state=state, ended_at=tx.now, word=tx.seal(word, models.COLUMN))


STEPS = {"accept": accept, "done": done, "decline": decline}


def tell(turn, found, outcome):
    """The one push that a referral costs: whoever sent it hears what came of it."""
    tx = turn.tx
    sender = people.by_id(tx, found.volunteer_id)
    if sender.state != "left":
        words = referring.ended(found.referral_no, outcome.step == "done", outcome.word)
        turn.desk.outbox.queue_push(tx, to=sender.line_user_id, messages=draw([words], turn.desk), purpose="referral")
