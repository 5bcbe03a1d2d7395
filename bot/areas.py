"""Puts the areas of Thailand into the database: the official ones from a kept data package, villages from a list."""

import csv
import math
from pathlib import Path

import geothai

from models.area import LEVELS, keep_areas, keep_centres

COLUMNS = ("subdistrict_code", "village_no", "name")
CENTRES = ("code", "latitude", "longitude")


class BadVillages(ValueError):
    """What is wrong in which line of a list of villages."""


def official_areas():
    """{code, level, name, name_en} of the 77 provinces, 928 districts and 7,436 sub-districts of geothai (data of the
    Department of Provincial Administration, CC-BY-4.0)."""
    for province in geothai.provinces():
        yield _area(province)
        for district in geothai.districts(province.code):
            yield _area(district)
            yield from map(_area, geothai.subdistricts(district.code))


def _area(one) -> dict:
    return {"code": one.code, "level": LEVELS[len(one.code)], "name": one.name_th.removeprefix("เขต"), "name_en": one.name_en}


def load_areas(db) -> int:
    rows = list(official_areas())
    with db.transaction() as tx:
        keep_areas(tx, rows)
    return len(rows)


def load_villages(db, file: Path) -> int:
    """Reads a CSV of subdistrict_code, village_no, name. All of it or nothing; raises BadVillages with the line."""
    rows = _read_villages(file)
    with db.transaction() as tx:
        keep_areas(tx, rows)
    return len(rows)


def _read_villages(file: Path) -> list[dict]:
    known, rows = {row["code"] for row in official_areas()}, {}
    for number, line in _lines(file, COLUMNS):
        row = _village(line, number, file)
        if row["code"][:6] not in known:
            raise BadVillages(f"{file}, line {number}: there is no sub-district {row['code'][:6]}")
        if rows.setdefault(row["code"], row)["name"] != row["name"]:
            raise BadVillages(f"{file}, line {number}: village {row['code']} has two names")
    return list(rows.values())


def _lines(file: Path, columns: tuple):
    """(number, {column: text}) of each line below the heading. Raises BadVillages for a heading that lacks a column."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        if missing := [name for name in columns if name not in (table.fieldnames or ())]:
            raise BadVillages(f"{file}: the first line must name the columns {', '.join(columns)}; missing: {', '.join(missing)}")
        for line in table:
            yield table.line_num, line


def load_centres(db, file: Path) -> int:
    """Reads a CSV of code, latitude, longitude (degrees). All of it or nothing; raises BadVillages with the line."""
    rows = [_centre(line, number, file) for number, line in _lines(file, CENTRES)]
    with db.transaction() as tx:
        if unknown := keep_centres(tx, rows):
            raise BadVillages(f"{file}: there is no area {unknown[0]}; `flask migrate` and `flask villages import` load areas")
    return len(rows)


def _centre(line: dict, number: int, file: Path) -> dict:
    code, *degrees = (str(line[column] or "").strip() for column in CENTRES)
    try:
        latitude, longitude = map(float, degrees)
    except ValueError:
        latitude = longitude = math.nan
    if len(code) not in (6, 8) or not code.isdecimal() or not (5 < latitude < 21 and 97 < longitude < 106):   # Thailand's corners
        told = f"{code!r}, {', '.join(degrees)}"
        raise BadVillages(f"{file}, line {number}: needs a code of 6 or 8 digits and degrees in Thailand; it says {told}")
    return {"code": code, "latitude": latitude, "longitude": longitude}


def _village(line: dict, number: int, file: Path) -> dict:
    code, no, name = (str(line[column] or "").strip() for column in COLUMNS)
    if not (len(code) == 6 and code.isdecimal() and no.isdecimal() and 1 <= int(no) <= 99 and name):
        raise BadVillages(
            f"{file}, line {number}: needs a code of six digits, a number from 1 to 99 and a name; "
            f"it says {code!r}, {no!r}, {name!r}"
        )
    return {"code": f"{code}{int(no):02d}", "level": "village", "name": name.removeprefix("บ้าน"), "name_en": ""}
