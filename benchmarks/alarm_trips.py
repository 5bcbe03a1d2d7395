"""How often does an alarm ask the database before LINE is called? Counted in one process of our own, apart from the timed run.

The same app on the same database as gunicorn's, served by threads, so that the way is the same: the webhook's thread, a sender,
and a hand that calls. What the reply does beside it, in a thread called "group" (bot/senders.py), is not on the way.
"""

import re
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import event
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from benchmarks.alarm_course import Alarms, Ears, Reporter
from benchmarks.contestants import DATA_KEY, SECRET, environment
from benchmarks.volunteers import Bot
from bot.settings import read_settings
from models.db import Database
from models.vault import Vault
from scripts import laptop

COUNTED = 5  # alarms; clock is quicker than the sender in one of some fifty, so the usual count is told


class Quiet(WSGIRequestHandler):
    """Tells nobody of each request."""

    def log_request(self, *_):
        pass


class Trips:
    """What one engine was asked between `begin` and `end`: "BEGIN", "SELECT cases", "COMMIT" …"""

    def __init__(self, engine):
        self._seen, self.ways = [], []
        event.listen(engine, "before_cursor_execute", self._statement)
        for what in ("begin", "commit", "rollback"):
            event.listen(engine, what, lambda _, what=what: self._note(what.upper()))

    def begin(self):
        self._seen = []

    def end(self, _=None):
        self.ways.append(tuple(self._seen))

    def usual(self) -> tuple:
        return Counter(self.ways).most_common(1)[0][0] if self.ways else ()

    def _statement(self, connection, cursor, statement, *_):
        self._note(named(statement))

    def _note(self, what: str):
        if not threading.current_thread().name.startswith("group"):
            self._seen.append(what)


def named(statement: str) -> str:
    """ "UPDATE cases SET …" -> "UPDATE cases"; "SELECT a FROM friend" -> "SELECT friend"."""
    table = re.search(r"\b(?:FROM|INTO|UPDATE)\s+(?!SKIP\b)(\w+)", statement)
    return f"{statement.split()[0]} {table[1]}" if table else statement.split()[0]


async def count(url: str, ears: Ears, line_port: int, people) -> tuple[tuple, list[str]]:
    """(what the database is asked on the usual way, what went wrong)."""
    alarms = Alarms()
    with served(url, line_port) as (bot, trips):
        for _ in range(COUNTED):
            user, officer = next(people)
            await Reporter(bot, ears, user, officer).raise_alarm(alarms, trips.begin, trips.end)
    return trips.usual(), alarms.errors


@contextmanager
def served(url: str, line_port: int):
    """Yields (Bot, Trips): the app in this process, on a port of its own."""
    db = Database(url, Vault(DATA_KEY), lambda: datetime.now(UTC))
    app = create_app(read_settings({**environment(line_port), "DATABASE_URL": url}), db=db)
    trips, port = Trips(db.engine), laptop.next_free(line_port)
    server = make_server(laptop.ADDRESS, port, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Bot(port, SECRET.encode()), trips
    finally:
        server.shutdown()
        thread.join()
        db.close()
