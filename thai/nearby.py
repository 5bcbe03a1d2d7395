"""Which district may a shared pin lie in? Proposals by the nearest towns, for the person to confirm.

No kept package has the borders of districts, so this knows only where 1,027 towns lie: mostly the seats of 906 of the 928
districts, from GeoNames (CC-BY 4.0), see `make_towns.py`. How good that is (tests/thai/test_nearby.py measures it): a town's
own position gives its own district first for all 1,027, which says little. With the town itself taken out, the
199 towns whose district has another one find it first in 80 %, among the first three in 91 %, among the first five in 94 %;
those are the crowded districts, and the next seat is 13 km away for half of all towns. Near a seat it is right; halfway
between two seats it is a coin toss. So never store a proposal that nobody confirmed, and put the places of
the person's own earlier pins first.
"""

import csv
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from thai.distance import Point, km_between

TOWNS = Path(__file__).parent / "data" / "towns.csv"

# Degrees: the corners of Thailand with a little over (Mae Sai, Betong, Mae Sariang, Khong Chiam), CIA World Factbook.
_SOUTH, _NORTH, _WEST, _EAST = 5.5, 20.6, 97.2, 105.8
# km. In the emptiest places (Kaeng Krachan, Thungyai) the next seat is some 60 km away; farther out is sea or abroad.
_FARTHEST = 80


@dataclass(frozen=True)
class NearDistrict:
    """A district's code, the km from the pin to its nearest known town, and that town's English name."""

    district: str
    km: float
    town: str


@dataclass(frozen=True)
class Nearby:
    """districts: nearest first, () if the pin is not usable.

    why: None; "no_position" (not a number, out of range, or 0,0, which a telephone sends when it knows nothing); "outside"
    (not in Thailand); "border" (a foreign town is nearer than any Thai one: proposals are there, but ask).
    """

    districts: tuple[NearDistrict, ...]
    why: str | None = None


@dataclass(frozen=True)
class _Town:
    name: str
    at: Point
    district: str


class TownMap:
    """Make one per process (1,200 towns, under 1 MB) and hand it in."""

    def __init__(self, path: Path = TOWNS) -> None:
        self._towns = tuple(_read(path))

    def near(self, latitude: float, longitude: float, limit: int = 5) -> Nearby:
        """The districts whose towns are nearest to the pin (degrees). About 5 ms. Never raises on odd numbers."""
        if not _is_position(latitude, longitude):
            return Nearby((), "no_position")
        if not (_SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST):
            return Nearby((), "outside")
        ranked = sorted((km_between((latitude, longitude), town.at), town.name, town.district) for town in self._towns)
        thai = [(km, name, district) for km, name, district in ranked if district]
        if not thai or thai[0][0] > _FARTHEST:
            return Nearby((), "outside")
        nearest: dict[str, NearDistrict] = {}
        for km, name, district in thai:
            nearest.setdefault(district, NearDistrict(district, round(km, 1), name))
        return Nearby(tuple(nearest.values())[:limit], None if ranked[0][2] else "border")


def _is_position(latitude: float, longitude: float) -> bool:
    if not (isfinite(latitude) and isfinite(longitude)):
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180 and (abs(latitude) > 0.01 or abs(longitude) > 0.01)


def _read(path: Path) -> list[_Town]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [_Town(row["town"], (float(row["lat"]), float(row["lon"])), row["district"]) for row in rows]
