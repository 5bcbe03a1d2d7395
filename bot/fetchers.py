"""Who fetches: a few threads beside those that send, so that neither a film nor a slow line keeps an answer waiting."""

import threading

from bot.jobs import Jobs
from models import media, work
from models.db import Database

FETCHERS = 4  # downloads under way at once in a process (our own default: a set of photos, and a film beside it)
KINDS = ("fetch",)


class Fetchers:
    def __init__(self, db: Database, fetcher, senders):
        """`fetcher`: bot/fetch.py; `senders`: the threads, FETCHERS of them (bot/senders.py)."""
        self._db, self._jobs, self._senders = db, Jobs(db, {KINDS[0]: fetcher}), senders
        self._idle = threading.BoundedSemaphore(FETCHERS)

    def soon(self, message_id: str):
        """After the commit: fetches what this message brought. Whatever does not come to it is found by `look`."""
        self._senders.later(self._jobs.run_one, media.fetch_key(message_id))

    def look(self, stop: threading.Event):
        """Sets idle threads to work on what is due, until `stop`; comes back at once. For `clock`."""
        with self._db.reading() as tx:
            due = work.count_due(tx, KINDS, FETCHERS)
        for _ in range(due):
            if not self._idle.acquire(blocking=False):
                return
            if not self._senders.later(self._until_none_is_due, stop):
                self._idle.release()

    def _until_none_is_due(self, stop: threading.Event):
        try:
            while not stop.is_set() and self._jobs.run_one():
                pass
        finally:
            self._idle.release()
