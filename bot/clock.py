"""What happens by itself: messages that are due, jobs, regular work. Any number of clocks may run side by side.

Each look is short and safe to repeat; whatever a dead clock left half done falls due again for the next one.
"""

import logging
import signal
import threading

from bot.fetchers import Fetchers
from bot.jobs import Jobs
from bot.outbox import Outbox
from models import work
from models.db import Database

NAME = "clock"  # of its beat, which /readyz looks at
PAUSE = 1.0  # seconds between two rounds: an alarm that failed once leaves about a second later
STEPS = 200  # of one kind in a round, so that neither messages nor jobs starve the other

log = logging.getLogger(__name__)


class Clock:
    def __init__(self, db: Database, outbox: Outbox, jobs: Jobs, fetchers: Fetchers, cases):
        """`cases`: moves the urgent case that is due longest; False if none is (bot/escalate.py)."""
        self._db, self._outbox, self._jobs, self._fetchers, self._move_case = db, outbox, jobs, fetchers, cases
        self.stop = threading.Event()

    def run(self):
        """Goes round until SIGTERM or SIGINT, and then ends after the step it is at."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop.set())
        while not self.stop.is_set():
            self.round()
            self.stop.wait(PAUSE)

    def round(self):
        """One look at everything. What fails is logged, and the rest goes on: tomorrow's alarm needs this clock."""
        for look in (self._beat, self._cases, self._messages, self._photos, self._jobs.queue_regular, self._due_jobs):
            try:
                look()
            except Exception:
                log.exception("clock: %s failed; the next round tries again", look.__name__)

    def _beat(self):
        with self._db.transaction() as tx:
            work.beat(tx, NAME)

    def _messages(self):
        self._until_none_is_due(self._outbox.sweep)

    def _cases(self):
        self._until_none_is_due(self._move_case)

    def _photos(self):
        self._fetchers.look(self.stop)

    def _due_jobs(self):
        self._until_none_is_due(self._jobs.run_one)

    def _until_none_is_due(self, step):
        for _ in range(STEPS):
            if self.stop.is_set() or not step():
                return
