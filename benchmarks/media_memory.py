"""How much a process grows while it fetches: looked at again and again from outside."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

PAUSE = 0.02  # seconds between two looks: a photo of 12 megapixels is in memory for some 300 ms
MB = 1_000_000


@dataclass
class Growth:
    """MB. RSS is what lies in memory; PSS counts pages that other processes share only in part."""

    rss_before: float
    pss_before: float
    rss_most: float
    pss_most: float
    rss_after: float = 0
    looks: int = 1
    seconds: float = 0

    def look(self, process: psutil.Process):
        rss, pss = sizes(process)
        self.rss_most, self.pss_most = max(self.rss_most, rss), max(self.pss_most, pss)
        self.rss_after, self.looks = rss, self.looks + 1

    @property
    def more(self) -> float:
        """The larger of the two growths."""
        return max(self.rss_most - self.rss_before, self.pss_most - self.pss_before)


@contextmanager
def watched(process: psutil.Process):
    """Yields a Growth, which is complete when the block is left."""
    growth, over, begun = Growth(*sizes(process), *sizes(process)), threading.Event(), time.perf_counter()
    watcher = threading.Thread(target=_watch, args=(process, growth, over))
    watcher.start()
    try:
        yield growth
    finally:
        over.set()
        watcher.join()
        growth.seconds = time.perf_counter() - begun


def _watch(process: psutil.Process, growth: Growth, over: threading.Event):
    while not over.wait(PAUSE):
        growth.look(process)


def sizes(process: psutil.Process) -> tuple[float, float]:
    """(RSS, PSS)"""
    looked = process.memory_full_info()
    return looked.rss / MB, looked.pss / MB
