"""The database: one engine, one way to write. `with db.transaction() as tx:` is a whole step or nothing.

SQLite and PostgreSQL are driven by the same statements. What differs is said here and nowhere else.
"""
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Callable

from sqlalchemy import DateTime, MetaData, String, TypeDecorator, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from models.vault import Vault

BUSY_MS = 10_000    # how long a writer waits for another process; a turn takes a few ms, a slow disk 100 times that
POOL = 8            # connections a process may hold: the threads of one worker (gunicorn.conf.py) and its senders

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
        # SQLite has one writer. Threads that queue here wait fairly and wake at once; threads that queue inside
        # SQLite sleep and retry, which cost half a second at the 99th percentile (docs/performance.md).
        self._writer = threading.Lock() if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def transaction(self):
        """Yields a Transaction; commits at the end, rolls back when anything raises."""
        if self._writer is None:
            with self.engine.begin() as connection:
                yield Transaction(connection, self.vault, self.now())
            return
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
        if self._writer is not None:
            self._writer = threading.Lock()


def _engine(url: str):
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=POOL, max_overflow=0, pool_pre_ping=True)
    engine = create_engine(url, pool_size=POOL, max_overflow=4, connect_args={"check_same_thread": False})
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
    looking = connection.get_execution_options().get("looking")
    connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")
