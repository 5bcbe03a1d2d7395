"""People of a sub-district, found by names that are misspelt: by keyed hashes, in their own sub-district, on both databases."""

import pytest
from sqlalchemy import select, text, update

from bot import name_index
from models import household
from models.household import HASHES, Resident
from models.people import volunteer_of
from models.vault import Vault
from tests.factories import VILLAGE, home, volunteer
from tests.stores import clock, db, store_url  # noqa: F401  (fixtures)
from tests.wire import DATA_KEY
from thai.names import parse_name

HERE, ELSEWHERE = VILLAGE[:6], "50010101"
NAME = "ยายทองคำ ใจดี"


@pytest.fixture
def made_by(db):  # noqa: F811
    volunteer(db)
    with db.reading() as tx:
        return volunteer_of(tx, "U00000000000000000000000000000001").id


def found(db, typed: str, subdistrict=HERE) -> list[int]:  # noqa: F811
    with db.reading() as tx:
        return [row.id for row in name_index.found(tx, subdistrict, parse_name(typed))]


def twins(db, typed: str, birth_year=None) -> list[int]:  # noqa: F811
    with db.reading() as tx:
        return [row.id for row in name_index.same_person(tx, HERE, parse_name(typed), birth_year)]


@pytest.mark.parametrize(
    "typed",
    ["ยายทองคำ", "ทองคำ ใจดี", "ทองขำ", "ทองคํา", "ธงคำ", "นางทองคำ", "ทองค", "ทอคำ", "ทองงคำ", "ทอง", "ทองคัม", "ท่องคำ ใจดี 79 ปี"],
)
def test_a_misspelt_name_is_found(db, made_by, typed):  # noqa: F811
    house = home(db, NAME, VILLAGE, made_by)
    home(db, "ตาบุญเลิศ แสนดี", VILLAGE, made_by)
    assert found(db, typed) == [house]


@pytest.mark.parametrize("typed", ["", "79", "%", "_", "ยาย%", "\\", "สมชาย", "ตาทองคำ"])
def test_others_are_not(db, made_by, typed):  # noqa: F811
    home(db, NAME, VILLAGE, made_by)
    assert found(db, typed) == []


def test_the_nearest_comes_first(db, made_by):  # noqa: F811
    begun = home(db, "ยายทองคำดี", VILLAGE, made_by)
    near = home(db, "ยายทองขำ", VILLAGE, made_by)
    right = home(db, "ยายทองคำ", VILLAGE, made_by)
    assert found(db, "ทองคำ") == [right, near, begun]


def test_only_in_the_sub_district_that_is_asked(db, made_by):  # noqa: F811
    here, there = home(db, NAME, VILLAGE, made_by), home(db, NAME, ELSEWHERE, made_by)
    assert (found(db, NAME), found(db, NAME, ELSEWHERE[:6])) == ([here], [there])
    assert found(db, NAME, "520606") == found(db, NAME, "52") == found(db, NAME, "") == []


@pytest.mark.parametrize(
    ("typed", "birth_year", "same"),
    [
        ("ยายทองขำ ใจดี", 1947, True),
        ("ยายทองคำ ใจดี", 1950, True),
        ("ยายทองคำ ใจดี", 1951, False),  # the one that is kept was born in 1947
        ("ยายทองคำ แสนสุข", 1947, False),
        ("ยายทองคำ", None, True),
        ("ตาทองคำ ใจดี", 1947, False),
        ("ยายทองดี ใจดี", 1947, False),
    ],
)
def test_who_may_be_the_same_person(db, made_by, typed, birth_year, same):  # noqa: F811
    house = home(db, NAME, VILLAGE, made_by)
    assert twins(db, typed, birth_year) == ([house] if same else [])


def test_without_the_key_the_columns_tell_nothing(db, made_by):  # noqa: F811
    home(db, NAME, VILLAGE, made_by), home(db, NAME, ELSEWHERE, made_by)
    with db.reading() as tx:
        here, there = tx.all(select(*(getattr(Resident, column) for column in HASHES)).order_by(Resident.id))
    assert len({*here, *there}) == 8  # no two kinds and no two sub-districts have a number in common
    assert tuple(name_index.hashes_of(Vault(DATA_KEY), VILLAGE, "ทองคำ").values()) == tuple(here)
    assert not {*name_index.hashes_of(Vault(DATA_KEY + "x"), VILLAGE, "ทองคำ").values()} & {*here}


def test_it_is_an_index_and_no_scan(db):  # noqa: F811
    """Told by the databases themselves; PostgreSQL would read a table of a few rows whole, so it is told not to."""
    asked = household.NAMESAKES.limit(9).params({column: [1, 2] for column in HASHES})
    with db.transaction() as tx:
        dialect = tx.connection.dialect
        if sqlite := dialect.name == "sqlite":
            how = "EXPLAIN QUERY PLAN"
        else:
            how = "EXPLAIN"
            tx.execute(text("SET LOCAL enable_seqscan = off"))
            tx.execute(text("SET LOCAL enable_indexscan = off"))
        words = asked.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        plan = "\n".join(str(row) for row in tx.connection.exec_driver_sql(f"{how} {words}"))
    assert all(f"ix_resident_{column}" in plan for column in HASHES), plan
    assert ("SCAN" if sqlite else "Seq Scan") not in plan, plan


def test_those_kept_before_there_were_keys_are_put_in_once(db, made_by, monkeypatch):  # noqa: F811
    monkeypatch.setattr(name_index, "BATCH", 2)
    houses = [home(db, NAME, VILLAGE, made_by) for _ in range(5)]
    with db.transaction() as tx:
        tx.execute(update(Resident).values(dict.fromkeys(HASHES)))
    assert found(db, NAME) == []
    assert name_index.fill(db) == 5
    assert found(db, NAME) == houses
    assert name_index.fill(db) == 0
