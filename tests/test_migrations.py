"""The history of the tables gives exactly the tables of models/, on both databases, and locks what must not change."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from migrations.append_only import REFUSAL
from models import schema
from models.audit import Audit, note
from models.db import Database
from models.vault import Vault
from tests.wire import DATA_KEY

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/folder/test.db"
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture
def db(url):
    schema.upgrade(url)
    database = Database(url, Vault(DATA_KEY), lambda: NOON)
    yield database
    database.close()


def test_the_history_gives_the_tables_of_the_models(url):
    schema.upgrade(url)
    with schema.connected(url) as connection:
        command.check(schema.config(connection))  # raises when the models say something else
        assert set(inspect(connection).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}


def test_a_second_upgrade_changes_nothing(url):
    schema.upgrade(url)
    schema.upgrade(url)


def test_every_step_can_be_taken_back(url):
    schema.upgrade(url)
    with schema.connected(url) as connection:
        command.downgrade(schema.config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    schema.upgrade(url)


def test_there_is_one_history():
    script = ScriptDirectory(str(schema.MIGRATIONS))
    assert len(script.get_heads()) == 1


def test_a_step_that_fails_leaves_nothing_behind(url, monkeypatch):
    monkeypatch.setattr("migrations.append_only.lock", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        schema.upgrade(url)
    with schema.connected(url) as connection:
        assert inspect(connection).get_table_names() == []


@pytest.mark.parametrize(
    "change", [update(Audit).values(actor="somebody else"), delete(Audit), delete(Audit).where(Audit.id == 1)]
)
def test_a_line_of_the_audit_stays_as_it_is(db, change):
    with db.transaction() as tx:
        note(tx, "system", "approved", "volunteer:1")
    with pytest.raises(DBAPIError, match=REFUSAL), db.transaction() as tx:
        tx.execute(change)
    with db.reading() as tx:
        assert [row.actor for row in tx.all(select(Audit.__table__))] == ["system"]


def test_names_of_the_locks_do_not_stop_more_lines(db):
    for number in (1, 2):
        with db.transaction() as tx:
            note(tx, "system", "approved", f"volunteer:{number}")
    with db.reading() as tx:
        assert len(tx.all(select(Audit.id))) == 2
