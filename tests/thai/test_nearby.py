"""Districts proposed for a shared pin."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.nearby import TOWNS, TownMap
from thai.places import Gazetteer


@pytest.fixture(scope="module")
def towns():
    return TownMap()


@pytest.fixture(scope="module")
def rows():
    lines = [line for line in TOWNS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("latitude", "longitude", "district"),
    [
        (18.70, 99.56, "5206"),
        (13.7563, 100.5018, "1001"),
        (17.88, 102.74, "4301"),
        (18.29, 99.49, "5201"),
        (14.97, 102.10, "3001"),
    ],
)
def test_near_a_seat(towns, latitude, longitude, district):
    nearby = towns.near(latitude, longitude)
    assert (nearby.districts[0].district, nearby.why) == (district, None)
    assert [each.km for each in nearby.districts] == sorted(each.km for each in nearby.districts)


@pytest.mark.parametrize(
    ("latitude", "longitude", "why"),
    [
        (0.0, 0.0, "no_position"),
        (float("nan"), 100.0, "no_position"),
        (13.0, float("inf"), "no_position"),
        (91.0, 100.0, "no_position"),
        (48.8, 2.3, "outside"),
        (10.0, 101.0, "outside"),
        (9.5, 97.3, "outside"),
        (16.8, 105.7, "outside"),
        (17.9667, 102.6, "border"),
    ],
)
def test_pins_that_are_elsewhere(towns, latitude, longitude, why):
    nearby = towns.near(latitude, longitude)
    assert nearby.why == why
    assert bool(nearby.districts) == (why == "border")


def test_limit_and_each_district_once(towns):
    districts = [each.district for each in towns.near(13.75, 100.5, limit=8).districts]
    assert len(districts) == len(set(districts)) == 8


def test_every_town_is_in_a_district_of_today(rows):
    places = Gazetteer()
    thai = [row for row in rows if row["country"] == "TH"]
    assert all(places.parts(row["district"]) for row in thai)
    assert len({row["district"] for row in thai}) >= 900


def test_how_good_it_is(towns, rows, tmp_path):
    """The figures of the module's docstring: a town that the map does not know, in a district where it knows another."""
    thai = [row for row in rows if row["country"] == "TH"]
    own = sum(towns.near(float(r["lat"]), float(r["lon"]), 1).districts[0].district == r["district"] for r in thai[::10])
    assert own == len(thai[::10])
    count = Counter(row["district"] for row in thai)
    asked = [row for row in thai if count[row["district"]] > 1][::4]
    first = sum(_first_without(row, rows, tmp_path) == row["district"] for row in asked)
    assert first / len(asked) >= 0.7


def _first_without(row, rows, tmp_path):
    path = tmp_path / "towns.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(row))
        writer.writeheader()
        writer.writerows(other for other in rows if other is not row)
    return TownMap(path).near(float(row["lat"]), float(row["lon"]), 1).districts[0].district


@given(st.floats(), st.floats())
def test_no_number_raises(latitude, longitude):
    assert _TOWNS.near(latitude, longitude).why in (None, "no_position", "outside", "border")


_TOWNS = TownMap()
