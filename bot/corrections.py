"""A recorded visit was taken back to be corrected, and the person thinks better of it: the record comes back as it was."""

from bot.household_record import bring_up_to_date, move_in
from bot.person import person
from flows import recorded
from flows.steps import Say
from models import conversation, media, referral, visit


def put_back(tx, talk) -> Say | None:
    """The words that say so; None for a talk that is no correction."""
    made = visit.undone_of(tx, talk.id)
    if made is None:
        return None
    visit.redo(tx, made.id)
    referral.restore(tx, made.id)
    media.take_to_visit(tx, talk.id, made.id, made.area_code)
    bring_up_to_date(tx, made.household_id)
    move_in(tx, person(tx, talk.line_user_id), made.people)
    talk.state, talk.asking = "finished", ""
    conversation.keep(tx, talk)
    return recorded.put_back(made.visit_no)
