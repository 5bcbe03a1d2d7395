"""What was kept of the day, read into what the judge reads."""

from collections import defaultdict

from sqlalchemy import select

from benchmarks.drill_judge import Alarm, History, Step
from models.case import Case, CaseLog
from models.event import Event
from models.message import Message

ALARMS = ("alarm", "again")  # purposes of pushes that call somebody to a case


def histories(db, line, day) -> list[History]:
    with db.reading() as tx:
        cases = tx.all(select(Case.__table__).order_by(Case.id))
        steps, alarms = defaultdict(list), defaultdict(list)
        for row in tx.all(select(CaseLog.__table__).order_by(CaseLog.id)):
            steps[row.case_id].append(Step(row.at, row.what, row.actor, row.detail))
        for row in tx.all(select(Message.__table__).where(Message.purpose.in_(ALARMS)).order_by(Message.id)):
            alarms[row.case_no].append(Alarm(row.to, row.created_at, _taken(line, row)))
    return [_history(case, steps[case.id], alarms[case.case_no], day) for case in cases]


def _taken(line, row):
    push = line.pushes.get(row.retry_key) if row.retry_key else None
    return push.at if push else None


def _history(case, steps: list, alarms: list, day) -> History:
    home = day.town.volunteers.get(case.reporter, "")
    return History(
        case.case_no, case.ladder, steps, alarms, case.reporter, first=home, then=home or day.told.get(case.reporter, ""),
        owned={step.at: answered(day, case.case_no, step) for step in steps if step.what == "taken"})


def answered(day, case_no: str, step: Step):
    """When the webhook that took it was answered: the first answer after the step."""
    return min((at for at in day.owned.get((case_no, step.actor), []) if at >= step.at), default=step.at)


def unfinished(db, before) -> list[str]:
    """Events that failed, messages that gave up, and those from before that moment that still wait: a line each."""
    with db.reading() as tx:
        events = tx.all(select(Event.cause).where(Event.state.not_in(("done", "ignored"))))
        given_up = tx.all(select(Message.purpose, Message.cause).where(Message.state == "gave_up"))
        waiting = tx.all(select(Message.purpose).where(Message.state.in_(("waiting", "sending")), Message.created_at < before))
    return [*(f"an event failed: {row.cause}" for row in events),
            *(f"a message gave up ({row.purpose}): {row.cause}" for row in given_up),
            *(f"a message still waits ({row.purpose})" for row in waiting)]
