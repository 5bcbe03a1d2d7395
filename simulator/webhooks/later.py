"""Jobs for later, on one thread. (Redeliveries wait in the machine's time, not in the simulated one.)"""

import heapq
import itertools
import threading
import time
from collections.abc import Callable


class Later:
    """Runs each job about `seconds` after it was put here."""

    def __init__(self):
        self._due, self._order, self._changed = [], itertools.count(), threading.Condition()
        threading.Thread(target=self._run, daemon=True, name="later").start()

    def put(self, seconds: float, job: Callable):
        """`job` must be quick: it holds up the ones after it."""
        with self._changed:
            heapq.heappush(self._due, (time.monotonic() + seconds, next(self._order), job))
            self._changed.notify()

    def _run(self):
        while True:
            self._next()()

    def _next(self) -> Callable:
        with self._changed:
            while not self._due or self._due[0][0] > time.monotonic():
                self._changed.wait(self._due[0][0] - time.monotonic() if self._due else None)
            return heapq.heappop(self._due)[2]
