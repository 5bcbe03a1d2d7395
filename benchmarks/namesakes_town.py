"""A database full of made-up people, with real keys in the index, for benchmarks/namesakes.py."""

import random
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import insert, select, text

from benchmarks.contestants import DATA_KEY
from benchmarks.namesakes_people import CROWD, Names, Person
from bot.areas import load_areas, official_areas
from bot.name_index import hashes_of
from models import schema
from models.area import within
from models.db import Database
from models.household import HASHES, Household, Resident
from models.people import Volunteer
from models.vault import Vault

AT_ONCE = 10  # sub-districts put in by one transaction
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
BY_AREA = "CREATE INDEX ix_resident_bench_area ON resident (area_code)"  # for the scan alone: the product has no use for it


@dataclass(frozen=True)
class Town:
    """`first_house`: {sub-district: the id of its first house}; `people`: of a sub-district, the same at each call."""

    db: Database
    names: Names
    first_house: dict[str, int]
    index_bytes: int

    def people(self, code: str) -> list[Person]:
        return list(self.names.people(code))


def chosen_places(number: int) -> list[str]:
    """As many real sub-districts as hold so many people, from all over the country."""
    codes = [one["code"] for one in official_areas() if one["level"] == "subdistrict"]
    return sorted(random.Random(2569).sample(codes, min(len(codes), max(1, round(number / CROWD)))))


def filled(url: str, number: int) -> Town:
    """`number` people in a new database at `url`. The indexes are made at the end, as a restored backup makes them."""
    schema.upgrade(url)
    db, names, houses, first = Database(url, Vault(DATA_KEY), lambda: NOW), Names(), 1, {}
    load_areas(db)
    with db.transaction() as tx:
        tx.execute(insert(Volunteer).values(
            line_user_id="U" + "0" * 32, state="active", area_code="52060705", consent_version=1, applied_at=NOW,
            occupations=[], teams=[]))
    codes = chosen_places(number)
    with without_indexes(db) as sizes:
        for start in range(0, len(codes), AT_ONCE):
            with db.transaction() as tx:
                for code in codes[start : start + AT_ONCE]:
                    first[code] = houses
                    houses += put_in(tx, code, list(names.people(code)), houses)
    return Town(db, names, first, sizes["index"])


@contextmanager
def without_indexes(db):
    """Takes the index of names off and makes it anew at the end; {"index": its bytes} is filled in then."""
    ours, sizes = [one for one in Resident.__table__.indexes if one.name.removeprefix("ix_resident_") in HASHES], {}
    with db.transaction() as tx:
        for index in ours:
            index.drop(tx.connection)
    yield sizes
    with db.transaction() as tx:
        before = file_bytes(tx)
        for index in ours:
            index.create(tx.connection)
        sizes["index"] = file_bytes(tx) - before
        tx.execute(text(BY_AREA))
        if tx.connection.dialect.name == "postgresql":
            tx.execute(text("ANALYZE"))  # what autovacuum does within a minute


def file_bytes(tx) -> int:
    if tx.connection.dialect.name == "sqlite":
        return tx.value(text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
    return tx.value(text("SELECT pg_database_size(current_database())"))


def put_in(tx, code: str, people: list[Person], first: int) -> int:
    """Keeps the people of a sub-district in houses numbered from `first`; how many houses."""
    village = f"{code}01"
    heads = [one for one in people if one.place == 1]
    many(tx, Household, [{
        "id": first + one.house, "head": f"{one.title}{one.given} {one.family}", "house_no": str(one.house + 1),
        "area_code": village, "made_by": 1, "made_at": NOW, "last_visit_on": date(2026, 10, 1)} for one in heads])
    many(tx, Resident, [{
        "household_id": first + one.house, "place": one.place, "area_code": village, "title": one.title, "given": one.given,
        "family": one.family, "birth_year": one.birth_year, "sex": one.sex, "groups": [], "disabilities": [], "cared_for_by": "",
        **hashes_of(tx.vault, village, one.given)} for one in people])
    return len(heads)


def many(tx, table, rows: list[dict]):
    """By COPY where there is one: ten million rows as statements take PostgreSQL an hour."""
    if tx.connection.dialect.name == "sqlite":
        tx.execute(insert(table.__table__), rows)
        return
    columns = list(rows[0])
    cursor = tx.connection.connection.dbapi_connection.cursor()
    with cursor.copy(f"COPY {table.__tablename__} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(["[]" if row[column] == [] else row[column] for column in columns])


SCAN = select(
    Household.__table__, Resident.title, Resident.given, Resident.family, Resident.sex, Resident.birth_year,
).join_from(Resident, Household, Household.id == Resident.household_id)


def whole(tx, code: str) -> list:
    """Everybody of a sub-district, by an index of areas: what is compared when nothing finds the few who may be meant."""
    return tx.all(SCAN.where(within(Resident.area_code, code), Household.undone_at.is_(None)))
