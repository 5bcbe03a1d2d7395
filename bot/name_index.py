"""Finds the people of a sub-district by a name, however it is typed: an index of keyed hashes gives the few who may be meant
(thai/name_keys.py says which), and the nearest spelling comes first. No other sub-district has the same hashes."""

from models import household
from thai.name_keys import KINDS, asked_keys, kept_keys, sound_of
from thai.names import PersonName, begins_like, likeness
from thai.spelling import fold

# Our own defaults, by the figures of benchmarks/namesakes.py.
ALIKE = 85  # of 100: names at least this close may be one person
FOUND = 60  # of 100: names at least this close are offered to whoever looks for a house
YEARS_APART = 3  # told ages of one person differ by this much in the field (the default of a peer's duplicate rule)
CANDIDATES = 300  # rows that are compared for one question; a sub-district has some 40 that share a key with a name
BATCH = 1000  # people who get their hashes in one transaction: a turn waits for a fraction of a second


def hashes_of(vault, area_code: str, given: str) -> dict[str, int | None]:
    """The columns by which the index finds a resident of this given name in a village."""
    keys = kept_keys(given)
    return {_column(kind): _hash(vault, area_code[:6], kind, keys[kind]) if kind in keys else None for kind in KINDS}


def found(tx, subdistrict: str, told: PersonName) -> list:
    """Rows of household.namesakes whom a person may look for by this name, the nearest first: misspelt, or only begun."""
    return [row for score, row in _ranked(tx, subdistrict, told) if score >= FOUND or begins_like(told, _name(row))]


def same_person(tx, subdistrict: str, told: PersonName, birth_year: int | None) -> list:
    """Rows of those who may well be this very person, the nearest first."""
    return [row for score, row in _ranked(tx, subdistrict, told) if _may_be(score, told, birth_year, row)]


def fill(db) -> int:
    """Gives hashes to all who were kept before there were any; how many. Can be stopped and begun anew, and run by several."""
    after = done = 0
    while rows := _next_without(db, after):
        with db.transaction() as tx:
            household.set_hashes(tx, [{"resident": row.id, **hashes_of(tx.vault, row.area_code, row.given)} for row in rows])
        after, done = rows[-1].id, done + len(rows)
    return done


def _next_without(db, after: int) -> list:
    with db.reading() as tx:
        return household.without_hashes(tx, after, BATCH)


def _ranked(tx, subdistrict: str, told: PersonName) -> list:
    """[(likeness, row)], the nearest first. Nobody, where it is not one sub-district that is asked for."""
    sought = {}
    for given in {told.given, told.nickname} - {""} if len(subdistrict) == 6 else ():
        for kind, texts in asked_keys(given).items():
            sought.setdefault(_column(kind), []).extend(_hash(tx.vault, subdistrict, kind, text) for text in texts)
    rows = household.namesakes(tx, sought, CANDIDATES) if sought else []
    ranked = [(likeness(told, _name(row)), row) for row in rows if row.area_code.startswith(subdistrict)]
    return sorted(ranked, key=lambda one: -one[0])


def _may_be(score: float, told: PersonName, birth_year: int | None, row) -> bool:
    if score == 0 or (birth_year and row.birth_year and abs(birth_year - row.birth_year) > YEARS_APART):
        return False
    if score >= ALIKE:
        return True
    families = fold(told.family) == fold(row.family) if told.family and row.family else True
    sound = sound_of(told.given)  # คัม and คำ: a short name that sounds the same is one slip away
    return families and bool(sound) and sound == sound_of(row.given)


def _name(row) -> PersonName:
    return PersonName(row.given, row.family, row.title, sex=row.sex or None)


def _column(kind: str) -> str:
    return f"{kind}_hash"


def _hash(vault, subdistrict: str, kind: str, text: str) -> int:
    return vault.hashed_short(f"name:{subdistrict}:{kind}:{text}")
