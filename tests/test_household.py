"""Households: found by those who may see them, and by nobody else."""

from datetime import date

import pytest

from bot import name_index
from models import household
from models.people import volunteer_of
from tests.factories import home, volunteer
from tests.stores import clock, db, store_url  # noqa: F401  (fixtures)
from thai.names import parse_name

ALICE, BOB = "52060705", "50010101"  # two villages in two provinces
NAME = "ยายคำ ใจดี"
TODAY = date(2026, 11, 22)


@pytest.fixture
def two(db):  # noqa: F811
    """The same name and house number in two provinces. Gives (db, Alice's volunteer and house, Bob's volunteer and house)."""
    volunteer(db)
    volunteer(db, "U2", number="50-00001", area_code=BOB)
    with db.reading() as tx:
        alice, bob = volunteer_of(tx, "U00000000000000000000000000000001").id, volunteer_of(tx, "U2").id
    return db, alice, home(db, NAME, ALICE, alice), bob, home(db, NAME, BOB, bob)


def ids(rows) -> list:
    return [row.id for row in rows]


def test_a_number_is_looked_for_in_its_area_alone(two):
    db, _, alices, _, bobs = two  # noqa: F811
    with db.reading() as tx:
        assert ids(household.numbered(tx, "52", "12/3", 9)) == [alices]
        assert ids(household.numbered(tx, ALICE, "12/3", 9)) == [alices]
        assert ids(household.numbered(tx, "10", "12/3", 9)) == []
        assert sorted(ids(household.numbered(tx, "", "12/3", 9))) == sorted([alices, bobs])


def test_what_was_undone_is_found_by_nobody(two):
    db, alice, alices, _, _ = two  # noqa: F811
    with db.transaction() as tx:
        household.change(tx, alices, undone_at=tx.now)
        assert household.known(tx, alices) is None
        assert household.numbered(tx, ALICE, "12/3", 9) == []
        assert name_index.found(tx, ALICE[:6], parse_name(NAME)) == []
        assert household.households_of(tx, alice, TODAY, 9) == []
        assert household.count_of(tx, alice) == household.count_due(tx, alice, TODAY) == 0


def test_everybody_has_their_own(two):
    db, alice, alices, bob, bobs = two  # noqa: F811
    with db.reading() as tx:
        assert ids(household.households_of(tx, alice, TODAY, 9)) == [alices]
        assert ids(household.households_of(tx, bob, TODAY, 9)) == [bobs]
        assert household.households_of(tx, 10**6, TODAY, 9) == []
        assert (household.count_of(tx, alice), household.count_of(tx, 10**6)) == (1, 0)


def test_those_that_are_due_come_first_then_those_seen_last(two):
    db, alice, seen_never, _, _ = two  # noqa: F811
    overdue = home(db, "ก", ALICE, alice, next_visit_on=date(2026, 11, 1), last_visit_on=date(2026, 10, 1))
    due = home(db, "ข", ALICE, alice, next_visit_on=TODAY, last_visit_on=date(2026, 11, 20))
    later = home(db, "ค", ALICE, alice, next_visit_on=date(2027, 1, 1), last_visit_on=date(2026, 11, 21))
    seen = home(db, "ง", ALICE, alice, last_visit_on=date(2026, 11, 19))
    with db.reading() as tx:
        order = ids(household.households_of(tx, alice, TODAY, 9))
        assert order[:2] == [overdue, due]
        assert order.index(later) < order.index(seen) < order.index(seen_never)
        assert household.count_due(tx, alice, TODAY) == 2
        assert len(household.households_of(tx, alice, TODAY, 2)) == 2


def test_the_people_of_a_house_are_those_of_the_newest_visit(two):
    db, _, alices, _, bobs = two  # noqa: F811
    with db.transaction() as tx:
        household.keep_residents(
            tx,
            alices,
            ALICE,
            [
                {
                    "title": "นาย",
                    "given": given,
                    "family": "",
                    "birth_year": None,
                    "sex": "m",
                    "groups": [],
                    "disabilities": [],
                    "cared_for_by": "",
                }
                for given in ("หนึ่ง", "สอง")
            ],
        )
        assert [(row.place, row.given) for row in household.residents_of(tx, alices)] == [(1, "หนึ่ง"), (2, "สอง")]
        assert len(household.residents_of(tx, bobs)) == 1
        household.keep_residents(tx, alices, ALICE, [])
        assert household.residents_of(tx, alices) == []
        assert name_index.found(tx, ALICE[:6], parse_name(NAME)) == []


def test_pins_tell_areas_and_no_names(two):
    db, alice, _, _, _ = two  # noqa: F811
    home(db, "ตามี", ALICE, alice, latitude=18.70, longitude=99.50)
    home(db, "ไกล", BOB, alice, latitude=18.80, longitude=98.98)
    with db.reading() as tx:
        (row,) = household.pinned_near(tx, 18.71, 99.51, 0.03)
        assert row.area_code == ALICE
        assert set(row._fields) == {"area_code", "latitude", "longitude"}
