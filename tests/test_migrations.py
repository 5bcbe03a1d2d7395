"""The history of the tables gives exactly the tables of models/, on both databases, and locks what must not change."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, delete, inspect, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot import name_index
from migrations.append_only import REFUSAL
from models import schema
from models.audit import Audit, note
from models.db import Database
from models.vault import Vault
from tests.wire import DATA_KEY
from thai.names import parse_name

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


def test_people_kept_before_there_were_keys_are_found_after_the_upgrade(url):
    with schema.connected(url) as connection:
        command.upgrade(schema.config(connection), "0004")
        put_in_an_old_resident(connection)
    schema.upgrade(url)
    database = Database(url, Vault(DATA_KEY), lambda: NOON)
    assert name_index.fill(database) == 1
    with database.reading() as tx:
        assert [row.given for row in name_index.found(tx, "520607", parse_name("ยายทองขำ"))] == ["ทองคำ"]
    database.close()
    with schema.connected(url) as connection:
        command.downgrade(schema.config(connection), "0004")
        resident = Table("resident", MetaData(), autoload_with=connection)
        assert [(row.given, row.name_key) for row in connection.execute(select(resident))] == [("ทองคำ", "")]


def put_in_an_old_resident(connection):
    tables, at = MetaData(), NOON if connection.dialect.name == "postgresql" else NOON.isoformat()
    tables.reflect(connection, only=("volunteer", "household", "resident"))
    one = {"id": 1, "area_code": "52060705", "title": "ยาย", "given": "ทองคำ", "family": "ใจดี"}
    connection.execute(tables.tables["volunteer"].insert().values(
        {**one, "line_user_id": "U1", "state": "active", "occupations": [], "teams": [], "consent_version": 1, "applied_at": at,
         "return_reason": "", "decided_by": ""}))
    connection.execute(tables.tables["household"].insert().values(
        id=1, head="ยายทองคำ ใจดี", house_no="", area_code="52060705", made_by=1, made_at=at))
    connection.execute(tables.tables["resident"].insert().values(
        {**one, "household_id": 1, "place": 1, "name_key": "ทองคำ", "sound_key": "ท", "birth_year": 1947, "sex": "f",
         "groups": [], "disabilities": [], "cared_for_by": ""}))
