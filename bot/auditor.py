"""Has everything that was due been done? Asked by /readyz, and by `clock`, which tells somebody outside (bot/beat.py).

It looks at rows only, and trusts nobody's word that they were looked after.
"""

from datetime import timedelta

from sqlalchemy import func, select

from bot import quota, second
from models import case_watch, event, media, message
from models.work import Job

STUCK = timedelta(minutes=15)  # a row that was due so long ago and has not been tried: nobody tries
LATELY = timedelta(days=1)
LATE = timedelta(minutes=2)  # clock looks every second; a step that was due so long ago is one that nobody takes


def findings(tx):
    """What is wrong, a line of words each, without anything of anybody. Clock's own beat is not looked at: who asks may be
    clock."""
    yield from of_cases(tx)
    yield from of_rows(tx)
    yield from of_events(tx)
    yield from of_second(tx)
    yield from quota.trouble_of_quota(tx)


def of_cases(tx):
    silent = case_watch.overdue(tx, tx.now - LATE)
    if silent:
        yield f"cases: {silent} urgent case(s) had a next step that nobody took; is `flask clock` running?"
    stuck = case_watch.stuck(tx)
    if stuck:
        yield f"cases: {stuck} urgent case(s) cannot be moved; the log tells where it breaks"
    unheard = case_watch.unheard(tx)
    if unheard:
        yield f"cases: {unheard} urgent case(s) reach nobody; give roles with `flask people grant`"


def of_rows(tx):
    since = tx.now - STUCK
    waiting, unfetched, undone = message.oldest_due(tx), media.oldest_waiting(tx), oldest_job(tx)
    if waiting and waiting < since:
        yield "messages: one has been due for more than 15 minutes; is `flask clock` running?"
    if unfetched and unfetched < since:
        yield "media: something has waited for more than 15 minutes to be fetched from LINE; `flask export photos` tells why"
    if undone and undone < since:
        yield "jobs: one has been due for more than 15 minutes; is `flask clock` running, and of this version?"


def of_events(tx):
    """A turn that failed may have been an alarm, and its person was only told that it is kept."""
    failed = event.count_failed(tx, tx.now - LATELY)
    if failed:
        yield f"events: {failed} of the last day failed; once the bug is mended, `flask events retry`"


def of_second(tx):
    """LINE was not enough, and the other way fails too: nobody else is left to say so."""
    failing = (Job.kind == second.KIND, Job.state == "ready", Job.cause != "")
    count = tx.value(select(func.count()).select_from(Job).where(*failing))
    if count:
        yield f"second: {count} alarm(s) cannot be sent by e-mail or to the hotline's system; the log tells why"


def oldest_job(tx):
    """Since when the job that is due longest has been due; None when none is."""
    return tx.value(select(func.min(Job.run_at)).where(Job.state == "ready", Job.run_at <= tx.now))
