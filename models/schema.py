"""Brings the tables of a database up to date. Safe to call from several processes at once: the others wait.

Alembic is imported where it is used: it is 8 MB, and the web processes and the clock never need it.
"""

from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, event, make_url, text

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
LOCK = 0x7468756E  # "thun": any number will do, as long as every process asks for the same one


def upgrade(database_url: str):
    """Runs every step of migrations/ that this database has not seen, all of them or none."""
    from alembic import command

    with connected(database_url) as connection:
        command.upgrade(config(connection), "head")


def config(connection):
    """Alembic's settings (alembic.config.Config) without an ini file."""
    from alembic.config import Config

    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(MIGRATIONS))
    made.set_main_option("path_separator", "os")
    return made


@contextmanager
def connected(database_url: str):
    """A connection in one transaction that only one process holds at a time.

    Not the engine of models/db.py: that one enforces foreign keys, and SQLite must be able to make a table anew.
    """
    engine = create_engine(database_url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, make_url(database_url).database)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def _prepare_sqlite(engine, file: str | None):
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _leave_begin_to_us)
    event.listen(engine, "begin", _begin_as_writer)


def _leave_begin_to_us(connection, _record):
    connection.isolation_level = None


def _begin_as_writer(connection):
    connection.exec_driver_sql("BEGIN IMMEDIATE")
