"""What happens by itself: messages that are due, jobs, regular work. Any number of clocks may run side by side.

Each look is short and safe to repeat; whatever a dead clock left half done falls due again for the next one.
"""

import logging
import signal
import threading

from bot.beat import Beat
from bot.fetchers import Fetchers
from bot.jobs import Jobs
from bot.outbox import Outbox
from models import work
from models.db import Database

NAME = "clock"  # of its beat, which /readyz looks at
PAUSE = 1.0  # seconds between two rounds: an alarm that failed once leaves about a second later
CASES = 20  # moved in one look: a flood of cases must not keep the messages waiting, without which nobody takes any of them
STEPS = 200  # of one kind in a round, so that neither messages nor jobs starve the other

log = logging.getLogger(__name__)


class Clock:
    def __init__(self, db: Database, outbox: Outbox, jobs: Jobs, fetchers: Fetchers, cases, *, outside: Beat | None = None):
        """`cases`: moves the urgent case that is due longest; False if none is (bot/escalate.py).
        `outside`: tells others that we are alive."""
        self._db, self._outbox, self._jobs, self._fetchers, self._move_case = db, outbox, jobs, fetchers, cases
        self._outside, self.stop = outside, threading.Event()

    def run(self):
        """Goes round until SIGTERM or SIGINT, and then ends after the step it is at."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop.set())
        while not self.stop.is_set():
            if not self.round():
                self.stop.wait(PAUSE)

    def round(self) -> bool:
        """One look at everything; True if more is due than it did. What fails is logged, and the rest goes on: tomorrow's alarm
        needs this clock."""
        more = False
        work_to_do = (self._cases, self._messages, self._photos, self._jobs.queue_regular, self._due_jobs)
        for look in (self._beat, *work_to_do, self._tell_outside):  # at the end: what was only late is done by then
            try:
                more = bool(look()) or more
            except Exception:
                log.exception("clock: %s failed; the next round tries again", look.__name__)
        return more

    def _beat(self):
        with self._db.transaction() as tx:
            work.beat(tx, NAME)

    def _tell_outside(self):
        if self._outside:
            self._outside.look()

    def _messages(self):
        return self._until_none_is_due(self._sweep)

    def _sweep(self) -> int:
        """A sweep takes as long as LINE's slowest answer, and a round has up to 200: no case waits for more than one of them."""
        found = self._outbox.sweep()
        self._beat()
        self._cases()
        return found

    def _cases(self):
        return self._until_none_is_due(self._move_case, CASES)

    def _photos(self):
        self._fetchers.look(self.stop)

    def _due_jobs(self):
        return self._until_none_is_due(self._job)

    def _job(self) -> bool:
        """A morning has thousands of jobs: no case waits for more than one of them."""
        found = self._jobs.run_one()
        if found:
            self._cases()
        return found

    def _until_none_is_due(self, step, most: int = STEPS) -> bool:
        """True if so many were done that more may be due."""
        return all(not self.stop.is_set() and step() for _ in range(most))
