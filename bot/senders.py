"""Who does what may wait until after the commit: a few threads in each process, or, in tests, the caller itself.

Threads are made when first needed, so a server that forks has none yet. When a process ends, what was handed in is
still done (Python waits for its executors); what is cut short by a kill is picked up by `clock`.
"""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

THREADS = 8  # calls to LINE under way at once; each waits some 50 ms for LINE and costs us half of one
BACKLOG = 400  # calls that may wait for a thread. More are left to `clock`: memory is finite, rows are patient
LATE = 0.05  # seconds that a result may wait for company, so that many are written in one transaction
MANY = 50  # results that need not wait for more

log = logging.getLogger(__name__)


class Senders:
    def __init__(self, threads: int = THREADS):
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sender")
        self._hands = ThreadPoolExecutor(threads, thread_name_prefix="hand")  # of `together`, which a sender may be waiting for
        self._room = threading.BoundedSemaphore(BACKLOG + threads)

    def later(self, work, *args) -> bool:
        """Does it soon in another thread. False when there is too much to do already, or the process is ending."""
        if not self._room.acquire(blocking=False):
            log.warning("senders are busy; left to clock")
            return False
        try:
            self._pool.submit(self._do, work, args)
        except RuntimeError:  # Python is on its way out and takes no more work
            self._room.release()
            return False
        return True

    def together(self, work, items):
        """Does it for all items, several at a time, and comes back when all are done."""
        list(self._hands.map(lambda item: _guarded(work, (item,)), items))

    def group(self, write) -> "Group":
        return Group(write)

    def _do(self, work, args):
        try:
            _guarded(work, args)
        finally:
            self._room.release()


class Group:
    """Collects single results and writes many at once: `write(list)` in one transaction instead of fifty."""

    def __init__(self, write):
        self._write, self._waiting = write, []
        self._lock, self._full = threading.Lock(), threading.Event()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="group")

    def put(self, result):
        with self._lock:
            self._waiting.append(result)
            first, full = len(self._waiting) == 1, len(self._waiting) >= MANY
        if full:
            self._full.set()
        if first:
            self._start()

    def _start(self):
        try:
            self._writer.submit(_guarded, self._write_soon, ())
        except RuntimeError:  # Python is on its way out: no company is coming
            self._write_soon()

    def _write_soon(self):
        self._full.wait(LATE)
        with self._lock:
            taken, self._waiting = self._waiting, []
            self._full.clear()
        self._write(taken)


class Inline:
    """The same verbs without threads: for tests, for commands, and wherever the next line must see the result."""

    def later(self, work, *args) -> bool:
        work(*args)
        return True

    def together(self, work, items):
        for item in items:
            work(item)

    def group(self, write) -> "InlineGroup":
        return InlineGroup(write)


class InlineGroup:
    def __init__(self, write):
        self._write = write

    def put(self, result):
        self._write([result])


def _guarded(work, args):
    """Nobody looks at what a thread of ours raises, so it is told here and ends here."""
    try:
        work(*args)
    except Exception:
        log.exception("a sender failed; its row is taken up again when its lease has run out")
