"""The database: one engine, one way to write. `with db.transaction() as tx:` is a whole step or nothing.

SQLite and PostgreSQL are driven by the same statements; how each is opened, tuned and locked is said here.
"""
import fcntl
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import DateTime, MetaData, String, TypeDecorator, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlmodel import SQLModel

from models.vault import Vault

BUSY_MS = 10_000    # how long a writer waits for another process; a turn takes a few ms, a slow disk 100 times that
POOL = 8            # connections a process may hold: the threads of one worker (gunicorn.conf.py) and its senders
FRESH = 1.0         # seconds for which a connection to PostgreSQL is trusted after its last use; asking costs 0.2 ms a turn

SQLModel.metadata.naming_convention = MetaData(naming_convention={
    # Alembic needs a name for every constraint it may have to change one day.
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
}).naming_convention


class Moment(TypeDecorator):
    """A point in time: aware UTC in Python, timestamptz in PostgreSQL, ISO text in SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value, dialect):
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value, dialect):
        if value is None or dialect.name != "sqlite":
            return value
        return datetime.fromisoformat(value)


class Transaction:
    """What a step may use: statements, the vault, and the one `now` that holds for all of it."""

    def __init__(self, connection, vault: Vault, now: datetime):
        self.connection, self.vault, self.now = connection, vault, now
        self.urgent = []    # letters queued here that must not wait for clock: whoever opened this sends them after the commit

    def execute(self, statement, rows=None):
        return self.connection.execute(statement, rows) if rows is not None else self.connection.execute(statement)

    def one(self, statement):
        """The first row, or None."""
        return self.connection.execute(statement).first()

    def all(self, statement) -> list:
        return self.connection.execute(statement).all()

    def value(self, statement):
        """The first column of the first row, or None."""
        return self.connection.execute(statement).scalar()

    def insert(self, table):
        """INSERT that can say `.on_conflict_do_nothing()`, which both databases know by the same name."""
        flavour = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        return flavour.insert(table)

    def seal(self, value, column: str) -> bytes:
        return self.vault.seal(value, column)

    def open(self, sealed, column: str):
        return self.vault.open(sealed, column)


class Database:
    def __init__(self, url: str, vault: Vault, now: Callable[[], datetime]):
        """`url` as SQLAlchemy reads it; `now` is the clock, an aware UTC datetime."""
        self.vault, self.now = vault, now
        self.engine = _engine(url)
        self._writer = self._one_writer()

    @contextmanager
    def transaction(self):
        """Yields a Transaction; commits at the end, rolls back when anything raises."""
        with self._writer, self.engine.begin() as connection:
            yield Transaction(connection, self.vault, self.now())

    @contextmanager
    def reading(self):
        """A Transaction for looking only: it never waits for a writer and keeps nothing."""
        with self.engine.connect() as connection:
            yield Transaction(connection.execution_options(looking=True), self.vault, self.now())

    def after_fork(self):
        """A child process must not share its parent's connections (dependencies: one wrong error in each child)."""
        self.engine.dispose(close=False)
        self._writer = self._one_writer()

    def close(self):
        """Lets go of every connection and file; the next use opens them again."""
        self.engine.dispose()
        if isinstance(self._writer, OneWriter):
            self._writer.close()

    def _one_writer(self):
        """PostgreSQL locks rows; SQLite has one writer at a time."""
        file = self.engine.url.database
        return OneWriter(f"{file}-writer") if self.engine.dialect.name == "sqlite" and file else nullcontext()


class OneWriter:
    """One writer at a time, over all threads and processes that write into an SQLite file.

    Those who queue here wake at once. Those who queue inside SQLite sleep, up to 100 ms at a time, and wake too late again
    and again: with two busy processes a webhook in a hundred took a second (docs/performance.md). SQLite's own lock stays
    what keeps the data right; who does not come by here is only slower.
    """

    def __init__(self, file: str):
        self._file, self._opened, self._thread = file, None, threading.Lock()

    def __enter__(self):
        self._thread.acquire()
        try:
            self._opened = self._opened or Path(self._file).open("ab")  # stays open; the system lets go for a dead process
            fcntl.flock(self._opened, fcntl.LOCK_EX)
        except BaseException:
            self._thread.release()
            raise

    def __exit__(self, *cause):
        fcntl.flock(self._opened, fcntl.LOCK_UN)
        self._thread.release()

    def close(self):
        with self._thread:
            if self._opened:
                self._opened.close()
            self._opened = None


def _engine(url: str):
    # hide_parameters: an error is printed and logged with its statement, never with the names and words in it.
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_size=POOL, max_overflow=0, hide_parameters=True)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", lambda connection, record, _: _ask_if_stale(engine.dialect, connection, record))
        return engine
    engine = create_engine(
        url, pool_size=POOL, max_overflow=4, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(connection, _record):
    connection.isolation_level = None       # we say BEGIN ourselves: Python's own comes too late and as DEFERRED
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",                 # readers do not wait for the writer
        "synchronous=FULL",                 # a 200 to LINE means: on disk, also after a power cut
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection):
    """Straight to the driver: as a statement of SQLAlchemy's it would cost as much as the transaction's other ones."""
    looking = connection.get_execution_options().get("looking")
    connection.connection.dbapi_connection.execute("BEGIN" if looking else "BEGIN IMMEDIATE")


def _note_use(_connection, record):
    record.info["used"] = time.monotonic()


def _ask_if_stale(dialect, connection, record):
    """A connection that lay idle may have been cut meanwhile: PostgreSQL is asked, and the pool makes a new one."""
    if time.monotonic() - record.info.get("used", 0.0) < FRESH:
        return
    try:
        dialect.do_ping(connection)
    except dialect.dbapi.Error as error:
        raise DisconnectionError from error
