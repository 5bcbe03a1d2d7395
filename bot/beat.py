"""A sign of life to somebody outside, once a minute: when it stops, they wake a person. Silence is an alarm.

BEAT_URL is asked for (GET) as healthchecks.io and its like have it: itself when all is well, with /fail when the auditor
found something. Each process that runs clock beats by itself.
"""

import logging
from datetime import timedelta

import urllib3
from sqlalchemy.exc import SQLAlchemyError

from bot.auditor import findings

EVERY = timedelta(minutes=1)  # the shortest period that such services know (our own default)
PATIENCE = (3, 5)  # seconds to connect and to wait: clock stands still meanwhile (our own default)

log = logging.getLogger(__name__)


class Beat:
    def __init__(self, db, url: str = "", patience=PATIENCE):
        """Without a `url` the auditor's findings stand in the log only."""
        self._db, self._url, self._last = db, url.rstrip("/"), None
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(*patience))

    def look(self):
        """Once a minute; in between it does nothing. Raises nothing that the network or the database did."""
        now = self._db.now()
        if self._last is not None and timedelta(0) <= now - self._last < EVERY:  # a clock that was put back is due
            return
        self._last = now
        wrong = self._wrong()
        for words in wrong:
            log.warning("audit: %s", words)
        if self._url:
            self._tell(self._url + ("/fail" if wrong else ""))

    def _wrong(self) -> list[str]:
        try:
            with self._db.reading() as tx:
                return list(findings(tx))
        except SQLAlchemyError as error:
            return ["database: " + type(error).__name__]

    def _tell(self, url: str):
        """Its answer is not read, and the address not logged: who knows it can beat in our place."""
        try:
            answer = self._pool.request("GET", url, redirect=False, retries=False, preload_content=False)
        except urllib3.exceptions.HTTPError as error:
            log.warning("the beat did not get out: %s", type(error).__name__)
            return
        answer.close()
        if not 200 <= answer.status < 300:
            log.warning("the beat was not taken: status %d", answer.status)
