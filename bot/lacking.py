"""What a house lacks as its newest visit left it, and what becomes of its referral when that visit is undone."""

from bot.residents import still_there
from flows.rights_missed import missed
from models import audit, referral, visit


def lacks(tx, household_id: int) -> tuple:
    """Lines of flows/rights_missed.py; () where nothing is missing, or no visit counts."""
    last = visit.latest(tx, household_id)
    return missed(still_there(tx, last), last.incomes, last.visited_on) if last else ()


def call_off(turn, undone) -> bool:
    """What was sent to the officers with this visit is withdrawn, unless an earlier visit of the house shows it as well."""
    tx = turn.tx
    if lacks(tx, undone.household_id):
        referral.move(tx, undone.id, visit.latest(tx, undone.household_id).id)
        return False
    if not referral.withdraw(tx, undone.id):
        return False
    audit.note(tx, turn.who.line_user_id, "withdrew", f"household:{undone.household_id}", undone.area_code)
    return True
