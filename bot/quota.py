"""The month's messages: what LINE allows, what is used of it, and the last part of it that only alarms may use.

`clock` asks LINE every half hour, and at once when LINE has said that the month is spent. What LINE told is one row; what we
sent since then is counted from our own messages. Where LINE sets no limit, or was not asked yet this month, nothing is held back.

LINE calls its own figure approximate (Messaging API reference, "Get number of messages sent this month"), and others may
send from the same account. So an alarm is always tried, whatever we believe: only LINE itself says no to it.
"""

from datetime import datetime, timedelta, timezone

from models import message, work

KIND = "quota"  # of the job
MINUTES = 30  # between two looks (our own default): a free plan of 300 messages is not spent in the time between
SPENT = "monthly quota"  # the cause of a push that LINE refused for it (bot/endings.py)
KEPT = "kept for alarms"  # the cause of a push that we held back

# LINE does not say in which zone the month begins. Its other figures are counted in UTC+9 (LINE's insight.yml), so this is.
# Should it be another: both turns fall on a full hour, as our looks do, so what we believe is wrong for a moment only.
LINES_ZONE = timezone(timedelta(hours=9))


def asker(db, line):
    """The job's handler. When LINE gives no answer it raises LineFailed: the row stays, and the job is tried again."""

    def ask(job):
        at = db.now()  # before the call: what leaves meanwhile is counted twice rather than not at all
        most, used = line.quota(), line.consumption()
        with db.transaction() as tx:
            work.keep_quota(tx, most, used, at)
            job.done(tx)

    return ask


def ask_soon(tx):
    """LINE just said that the month is spent: its figures are asked at once, but only once in a half hour."""
    half_hours = int(tx.now.timestamp()) // (MINUTES * 60)
    work.enqueue(tx, KIND, {}, key=f"{KIND}:{half_hours}")


def limit(tx):
    """What LINE told of this month's limit {most, used, at}. None: there is none, or LINE was not asked yet this month."""
    row = work.quota(tx)
    return row if row and row.most is not None and _month(row.at) == _month(tx.now) else None


def left(tx) -> int | None:
    """Messages that this month still allows; below 0 when more were sent than LINE knew of. None as for `limit`."""
    told = limit(tx)
    return None if told is None else _rest(tx, told)


def kept(most: int, percent: int) -> int:
    """Messages of the month that only alarms may use."""
    return most * percent // 100


def holds_back(tx, percent: int) -> bool:
    """Is so little left that only alarms may have it? Never with a reserve of 0 percent: then LINE says when it is over."""
    told = limit(tx) if percent else None
    return told is not None and _rest(tx, told) <= kept(told.most, percent)


def trouble_of_quota(tx):
    """What /readyz says of it: lines, none while there are messages left."""
    rest = left(tx)
    if rest is not None and rest <= 0:
        yield "quota: the month's messages are spent, so alarms reach nobody in LINE; choose a larger plan"


def _rest(tx, told) -> int:
    return told.most - told.used - message.pushes_since(tx, told.at)


def _month(moment: datetime) -> tuple[int, int]:
    there = moment.astimezone(LINES_ZONE)
    return there.year, there.month
