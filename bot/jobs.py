"""Work that happens later or elsewhere. A job is a row, queued in the transaction that wants it.

Six rules, measured under kill -9 against what is on the market (docs/decisions):
1. One row is a job is a timer: kind, payload, a key that is unique or absent, and when it is due.
2. One statement claims it, skipping what others hold; a worker that dies lets its row fall due again.
3. Only the holder of the lease says how it ended.
4. A timer is cancelled in the transaction that makes it needless, and its handler looks again: either alone leaves a race.
5. A handler that only writes calls `job.done(tx)` in the transaction of its effect: both happen, or neither.
   One that calls LINE may run twice, and must not mind.
6. The slot of a regular job is its key, so it is queued once however many clocks there are; missed slots are one job.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.logs import cause_of
from models import work
from models.db import Database
from models.work import cancel, enqueue

__all__ = ["Job", "Jobs", "Later", "Lost", "Regular", "cancel", "daily", "enqueue", "every"]

BANGKOK = ZoneInfo("Asia/Bangkok")
LEASE = timedelta(minutes=2)  # longer than any handler: a few calls to LINE of at most 30 s each
LONGEST_PAUSE = 60 * 60  # seconds between two attempts

log = logging.getLogger(__name__)


class Lost(Exception):
    """The lease ran out and somebody else holds the job: whatever this transaction did must not happen."""


class Later(Exception):
    """What a handler raises when the time has not come: it is called again after so many seconds, as often as it asks."""

    def __init__(self, seconds: float, cause: str):
        super().__init__(cause)
        self.seconds, self.cause = seconds, cause


class Job:
    """What a handler is given: `payload`, and `done(tx)` for handlers that end in a transaction of their own."""

    def __init__(self, row):
        self.row, self.payload, self.finished = row, row.payload, False

    def done(self, tx):
        """Ends the job in the caller's transaction; raises Lost, which rolls it back, when it is not ours any more."""
        if not work.finish(tx, self.row):
            raise Lost(self.row.kind)
        self.finished = True

    def hold_on(self, tx):
        """For a handler that takes longer than a lease; raises Lost when the job is not ours any more."""
        if not work.renew(tx, self.row, LEASE):
            raise Lost(self.row.kind)


@dataclass(frozen=True)
class Regular:
    """Queued as a job of this kind at every slot; `slot(now)` gives the newest slot that is not after now.

    A slot that was missed by more than `late` is left out: nobody wants the morning's digest at night.
    """

    kind: str
    slot: Callable[[datetime], datetime]
    late: timedelta = timedelta(hours=3)


def daily(at: str) -> Callable[[datetime], datetime]:
    """Slots at "08:30" in Thailand, every day."""
    hour_and_minute = time.fromisoformat(at)

    def slot(now: datetime) -> datetime:
        today = now.astimezone(BANGKOK).date()
        due = datetime.combine(today, hour_and_minute, BANGKOK)
        return (due if due <= now else due - timedelta(days=1)).astimezone(UTC)

    return slot


def every(minutes: int) -> Callable[[datetime], datetime]:
    """Slots so many minutes apart, counted from a full hour; `minutes` divides an hour."""

    def slot(now: datetime) -> datetime:
        return now.replace(minute=now.minute // minutes * minutes, second=0, microsecond=0).astimezone(UTC)

    return slot


class Jobs:
    def __init__(self, db: Database, handlers: dict[str, Callable[[Job], None]], regular: tuple[Regular, ...] = ()):
        """`handlers`: {kind: handler(job)}. A kind without a handler waits for a process that has one."""
        self._db, self._handlers, self._regular = db, handlers, regular
        self._queued = {}  # the newest slot of each kind that this process has queued

    def run_one(self, key: str | None = None) -> bool:
        """Does the job that is due longest, or the one of this key if it is due; False if none is."""
        with self._db.transaction() as tx:
            row = work.claim(tx, list(self._handlers), LEASE, key)
        if row is None:
            return False
        self._run(Job(row))
        return True

    def queue_regular(self):
        """Queues the slots that have come since the last look."""
        now = self._db.now()
        for regular in self._regular:
            slot = regular.slot(now)
            if slot != self._queued.get(regular.kind) and now - slot <= regular.late:
                with self._db.transaction() as tx:
                    enqueue(tx, regular.kind, {"slot": slot.isoformat()}, key=f"regular:{regular.kind}:{slot.isoformat()}")
            self._queued[regular.kind] = slot

    def _run(self, job: Job):
        try:
            self._handlers[job.row.kind](job)
            if not job.finished:
                with self._db.transaction() as tx:
                    job.done(tx)
        except Lost:
            log.warning("job %d (%s) took longer than its lease", job.row.id, job.row.kind)
        except Later as later:
            with self._db.transaction() as tx:
                work.try_again(tx, job.row, tx.now + timedelta(seconds=later.seconds), later.cause)
        except Exception as error:
            log.exception("job %d (%s) failed", job.row.id, job.row.kind)
            self._failed(job, cause_of(error))

    def _failed(self, job: Job, cause: str):
        row = job.row
        with self._db.transaction() as tx:
            if row.attempts >= row.max_attempts:
                work.give_up(tx, row, cause)
            else:
                pause = min(2**row.attempts, LONGEST_PAUSE)
                work.try_again(tx, row, tx.now + timedelta(seconds=pause), cause)
