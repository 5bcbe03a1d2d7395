"""Carries out what a flow asked for about duty, in the turn's own transaction. Whether they still hold the role there is asked
again: days may lie between the question and the answer."""

from datetime import datetime, timedelta

from bot import jobs
from bot.case_record import carry_out
from bot.colleagues import called
from bot.duty import handed_over, label, push, span
from bot.duty_pattern import show_span, show_time
from flows import duty, outcomes
from models import audit
from models import duty as models
from models.duty import Shift

SOON = timedelta(minutes=1)  # whose shift ends so soon is no cover; and two who go home at once differ by milliseconds


def plan(tx, made_by: str, **values) -> int:
    """A shift, and the look at what is open when it begins. `values` as in models/duty.py; gives its id."""
    shift_id = models.plan(tx, made_by=made_by, **values)
    jobs.enqueue(tx, "handover", {"shift_id": shift_id}, key=f"handover:{shift_id}", run_at=values["begins_at"])
    return shift_id


@carry_out.register
def _(outcome: outcomes.StartDuty, turn, talk):
    tx, who, (role, area_code) = turn.tx, turn.who.line_user_id, (outcome.role, outcome.area_code)
    if not models.holds(tx, who, role, area_code):
        return [duty.not_yours()]
    if running := [shift for shift in models.on_duty_locked(tx, role, area_code) if shift.line_user_id == who]:
        return [duty.on_already(show_time(max(shift.ends_at for shift in running)))]
    first, until = not models.has_roster(tx, role, area_code), turn.desk.duty.runs_until(tx.now)
    post = {"role": role, "area_code": area_code, "line_user_id": who}
    shift_id = models.plan(tx, made_by=who, **post, begins_at=tx.now, ends_at=until)
    audit.note(tx, who, "on_duty", f"shift:{shift_id}", area_code)
    return [duty.entered(show_time(until), first), *handed_over(tx, turn.desk, role, area_code, who)]


@carry_out.register
def _(outcome: outcomes.EndDuty, turn, talk):
    tx, who, (role, area_code) = turn.tx, turn.who.line_user_id, (outcome.role, outcome.area_code)
    running = models.on_duty_locked(tx, role, area_code)
    ours = [shift for shift in running if shift.line_user_id == who]
    if not ours:
        return [duty.off_already()]
    for shift in ours:
        go_home(tx, shift)
        audit.note(tx, who, "off_duty", f"shift:{shift.id}", area_code)
    anybody = any(shift.line_user_id != who and shift.ends_at > tx.now + SOON for shift in running)
    if not anybody:
        tell_hole(tx, turn.desk, role, area_code, who)
    return [duty.left(anybody)]


def go_home(tx, shift):
    """One that ended as it began never was."""
    ended = {"ends_at": tx.now} if shift.begins_at < tx.now else {"state": "cancelled"}
    models.change(tx, shift.id, **ended, wanted_away=False)


def tell_hole(tx, desk, role: str, area_code: str, who: str):
    """The others who hold the role there hear that nobody is on duty."""
    words = duty.hole(label(desk, role, area_code), show_time(desk.duty.runs_until(tx.now)))
    for one in models.colleagues(tx, role, area_code, but=who):
        push(tx, desk, one, words)


@carry_out.register
def _(outcome: outcomes.PlanShift, turn, talk):
    """Two who plan the same hours at the same moment are both on duty then; that hurts nobody."""
    tx, who = turn.tx, turn.who.line_user_id
    begins, ends = datetime.fromisoformat(outcome.begins_at), datetime.fromisoformat(outcome.ends_at)
    if not models.holds(tx, who, outcome.role, outcome.area_code):
        return [duty.not_yours()]
    if begins <= tx.now:
        return [duty.over()]
    if not models.gaps(tx, outcome.role, outcome.area_code, begins, ends):
        holder = models.between(tx, outcome.role, outcome.area_code, begins, ends)[0].line_user_id
        return [duty.held_by(show_span(begins, ends), called(tx, holder) if holder != who else "คุณ")]
    first = not models.has_roster(tx, outcome.role, outcome.area_code)
    post = {"role": outcome.role, "area_code": outcome.area_code, "line_user_id": who}
    shift_id = plan(tx, who, **post, begins_at=begins, ends_at=ends)
    audit.note(tx, who, "planned", f"shift:{shift_id}", outcome.area_code)
    return [duty.planned(show_span(begins, ends), first)]


@carry_out.register
def _(outcome: outcomes.DropShift, turn, talk):
    tx, who = turn.tx, turn.who.line_user_id
    shift = models.by_id(tx, outcome.shift_id)
    if shift is None or shift.line_user_id != who:
        return [duty.not_yours()]
    if shift.begins_at <= tx.now:
        return [duty.begun()]
    models.change(tx, shift.id, state="cancelled", wanted_away=False)
    audit.note(tx, who, "dropped", f"shift:{shift.id}", shift.area_code)
    tell_gap(tx, turn.desk, shift)
    return [duty.dropped(span(shift))]


def tell_gap(tx, desk, shift):
    """The others hear at once of hours that have nobody now, if they are near; of later ones in the morning (bot/duty.py)."""
    gaps = models.gaps(tx, shift.role, shift.area_code, shift.begins_at, shift.ends_at)
    if gaps and shift.begins_at < tx.now + timedelta(days=desk.duty.warn_days):
        lines = [(label(desk, shift.role, shift.area_code), show_span(*gap)) for gap in gaps]
        for one in models.colleagues(tx, shift.role, shift.area_code, but=shift.line_user_id):
            push(tx, desk, one, duty.gaps(lines, 0))


@carry_out.register
def _(outcome: outcomes.SwapShift, turn, talk):
    tx, desk, who = turn.tx, turn.desk, turn.who.line_user_id
    shift = models.by_id(tx, outcome.shift_id)
    if shift is None or shift.line_user_id != who:
        return [duty.not_yours()]
    if shift.ends_at <= tx.now:
        return [duty.over()]
    friends = models.colleagues(tx, shift.role, shift.area_code, but=who)
    if outcome.wanted and not friends:
        return [duty.nobody_to_ask()]
    if models.change(tx, shift.id, Shift.wanted_away.is_(not outcome.wanted), wanted_away=outcome.wanted) and outcome.wanted:
        words = duty.wanted(shift.id, called(tx, who), span(shift), label(desk, shift.role, shift.area_code))
        for one in friends:
            push(tx, desk, one, words, "swap")
    audit.note(tx, who, "offered" if outcome.wanted else "kept", f"shift:{shift.id}", shift.area_code)
    return [duty.asked_for(span(shift), len(friends)) if outcome.wanted else duty.kept(span(shift))]


@carry_out.register
def _(outcome: outcomes.TakeShift, turn, talk):
    """Of two who say so at once, one has it and the other is told who."""
    tx, who = turn.tx, turn.who.line_user_id
    shift = models.by_id(tx, outcome.shift_id)
    if shift is None or not models.holds(tx, who, shift.role, shift.area_code):
        return [duty.no_such_shift(outcome.shift_id)]
    if shift.ends_at <= tx.now:
        return [duty.over()]
    if shift.line_user_id == who:
        return [duty.took(span(shift))]
    tests = (Shift.wanted_away.is_(True), Shift.line_user_id == shift.line_user_id)
    if not models.change(tx, shift.id, *tests, line_user_id=who, wanted_away=False, begins_at=max(shift.begins_at, tx.now)):
        return [duty.others(span(shift), called(tx, shift.line_user_id))]
    return changed_hands(turn, shift)


def changed_hands(turn, shift) -> list:
    """The shift is this person's now; what was worked of it before stays with whoever worked it."""
    tx, desk, who = turn.tx, turn.desk, turn.who.line_user_id
    runs = shift.begins_at < tx.now
    if runs:
        post = {"role": shift.role, "area_code": shift.area_code, "line_user_id": shift.line_user_id}
        models.plan(tx, made_by=shift.made_by, **post, begins_at=shift.begins_at, ends_at=tx.now)
    audit.note(tx, who, "took_over", f"shift:{shift.id}", shift.area_code)
    push(tx, desk, shift.line_user_id, duty.taken_over(span(shift), called(tx, who)))
    return [duty.took(span(shift)), *(handed_over(tx, desk, shift.role, shift.area_code, who) if runs else [])]
