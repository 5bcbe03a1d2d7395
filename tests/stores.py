"""Both databases, for tests that must hold on either: one of each for a module, emptied before each test."""

import pytest
from sqlmodel import SQLModel

from models import schema
from models.db import Database
from models.vault import Vault
from tests.postgres import empty_database
from tests.wire import DATA_KEY, TurnedClock


@pytest.fixture
def clock():
    return TurnedClock()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store_url(request, tmp_path_factory):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('store')}/test.db"
        schema.upgrade(url)
        yield url
        return
    with empty_database(request.getfixturevalue("postgres_server")) as url:
        schema.upgrade(url)
        yield url


@pytest.fixture
def db(store_url, clock):
    database = Database(store_url, Vault(DATA_KEY), clock)
    with database.transaction() as tx:
        for table in reversed(SQLModel.metadata.sorted_tables):
            if table.name not in ("audit", "cases", "caselog"):  # the lines of audit and caselog cannot be deleted
                tx.execute(table.delete())
    yield database
    database.close()
