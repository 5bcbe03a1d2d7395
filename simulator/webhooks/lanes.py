"""One person's webhooks one after the other, different people's at the same time."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Lanes:
    """`arrange` is told a lane and takes the jobs `waiting` there, in the order they shall go."""

    def __init__(self, workers: int, arrange: Callable[[str], list]):
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="webhook")
        self._waiting: dict[str, deque] = {}
        self._lock = threading.Lock()
        self._arrange = arrange

    def put(self, lane: str, job: Callable) -> Future:
        """Queue `job`; the future holds what it returns."""
        future = Future()
        with self._lock:
            idle = lane not in self._waiting
            self._waiting.setdefault(lane, deque()).append((job, future))
        if idle:
            self._pool.submit(self._drain, lane)
        return future

    def waiting(self, lane: str) -> list:
        """Take everything that waits in a lane."""
        with self._lock:
            jobs = list(self._waiting[lane])
            self._waiting[lane].clear()
            return jobs

    def _drain(self, lane):
        while self._has_work(lane):
            for job, future in self._arrange(lane):
                _run(job, future)

    def _has_work(self, lane) -> bool:
        with self._lock:
            if self._waiting[lane]:
                return True
            del self._waiting[lane]
            return False


def _run(job, future):
    try:
        future.set_result(job())
    except Exception as problem:  # whoever waits for the future must hear of it, and so must those who do not
        logging.exception("a webhook could not be sent")
        future.set_exception(problem)
