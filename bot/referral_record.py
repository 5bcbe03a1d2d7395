"""Carries out what a flow asked for about referrals, in the turn's own transaction."""

from sqlalchemy import or_

from bot.colleagues import called
from bot.duty_record import carry_out
from bot.lacking import lacks
from bot.numbers import next_no
from bot.person import VOLUNTEERS
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
        return [referring.sent_before(before.referral_no, house.head, before.state, before.volunteer_id == found.volunteer_id)]
    if seen_to := models.answered(tx, visit.latest(tx, house.id)):
        return [referring.answered(seen_to.referral_no, house.head)]
    if not lacks(tx, house.id):
        return [referring.nothing_missing(house.head)]
    if not people.holders(tx, "officer", found.area_code):
        return [referring.nobody_there(house.head)]
    return send(turn, house, found)


def send(turn, house, found):
    """Of two volunteers who send it in the same moment one has sent it, and the other is told so."""
    tx, referral_no = turn.tx, next_no(turn.tx, "ส", "referral", turn.who.today)
    if not models.send(tx, referral_no, found):
        other = models.open_of(tx, house.id)
        return [referring.sent_before(other.referral_no, house.head, other.state, False)]
    audit.note(tx, turn.who.line_user_id, "referred", f"household:{house.id}", found.area_code, referral_no=referral_no)
    return [referring.sent(referral_no, house.head)]


@carry_out.register
def _(outcome: outcomes.StepOfReferral, turn, talk):
    tx, who = turn.tx, turn.who.line_user_id
    found = models.by_id(tx, outcome.referral_id, turn.who.scopes("officer"))
    if found is None:
        return [referrals.not_yours()]
    if not STEPS[outcome.step](turn, found, outcome.word):
        now = models.by_id(tx, found.id, turn.who.scopes("officer"))
        return [referrals.too_late(found.referral_no, called(tx, now.held_by) if now.state == "accepted" else "")]
    audit.note(tx, who, outcome.step, f"referral:{found.id}", found.area_code)
    if outcome.step in ENDS:
        return [referrals.ended(found.referral_no, outcome.step == "done", tell(turn, found, outcome))]
    return [referrals.accepted(found.referral_no) if outcome.step == "accept" else referrals.let_go(found.referral_no)]


def accept(turn, found, word: str) -> bool:
    tx = turn.tx
    values = {"state": "accepted", "held_by": turn.who.line_user_id, "accepted_at": tx.now}
    return models.change(tx, found.id, models.COUNTS, models.to_be_had(tx), **values)


def let_go(turn, found, word: str) -> bool:
    return models.change(turn.tx, found.id, *mine(turn), state="sent", held_by="", accepted_at=None)


def done(turn, found, word: str) -> bool:
    return end(turn, found, word, "done", *mine(turn))


def decline(turn, found, word: str) -> bool:
    """By whoever accepted it, or where it is to be had."""
    ours = or_(models.to_be_had(turn.tx), Referral.held_by == turn.who.line_user_id)
    return end(turn, found, word, "declined", models.COUNTS, ours)


def mine(turn) -> tuple:
    return Referral.state == "accepted", Referral.held_by == turn.who.line_user_id


def end(turn, found, word: str, state: str, *tests) -> bool:
    tx = turn.tx
    values = {"state": state, "ended_at": tx.now, "word": tx.seal(word, models.COLUMN), "word_from": turn.message_id}
    return models.change(tx, found.id, *tests, **values)


STEPS = {"accept": accept, "let_go": let_go, "done": done, "decline": decline}
ENDS = ("done", "decline")


def tell(turn, found, outcome) -> bool:
    """The one push that a referral costs: whoever sent it hears what came of it. False where they cannot hear us any more."""
    tx, sender = turn.tx, people.by_id(turn.tx, found.volunteer_id)
    if sender.state not in VOLUNTEERS or people.has_blocked(tx, sender.line_user_id):
        return False
    words = referring.ended(found.referral_no, outcome.step == "done", outcome.word)
    turn.desk.outbox.queue_push(tx, to=sender.line_user_id, messages=draw([words], turn.desk), purpose="referral")
    return True
