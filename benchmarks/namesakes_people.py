"""Made-up people of real sub-districts, and how their names are misspelt, for benchmarks/namesakes.py."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from pythainlp.corpus import common, thai_family_names

from benchmarks.places import SLIPS

COUNTRY = 64_076_033
# The five most frequent names and how many bear them, of the people above: Bureau of Registration Administration, 31 December
# 2554, as told by https://www.voicetv.co.th/read/44349.
FREQUENT = {"สมชาย": 240_000, "สมศักดิ์": 230_000, "สมพร": 210_000, "สมบูรณ์": 170_400, "ประเสริฐ": 170_000}
# Short names of the old, who are visited most: many names are one letter from each of them. The next in rank (our own choice).
OLD = """คำ มี แดง ดี บุญมี ทองคำ บุญ ทอง ศรี จันทร์ แก้ว สี ปัน บัว สาย หล้า ตา อินทร์ เขียว สมศรี สมหมาย บุญเหลือ ทองดี คำปัน
    จันทร์ดี บุญเลิศ สมใจ บัวผัน ทองใบ แสง มา พรหม""".split()  # noqa: SIM905
# Share of the name of rank r: as (1 + Q) / (r + Q) to the power of S. Both are fitted to the five and to a sum of 1 over all.
Q, S = 4.2, 0.61
CROWD = 1_345  # people of a sub-district: ten million over the 7,436 there are
FAMILIES = 120  # family names of a sub-district, some far more frequent than others (our own guess)
HOUSE = 4  # the largest house; one to four live together
KIN = {"m": ("ตา", "พ่อ", "ลุง", "นาย"), "f": ("ยาย", "แม่", "ป้า", "นาง")}


@dataclass(frozen=True)
class Person:
    house: int  # within the sub-district, from 0
    place: int  # within the house, from 1
    title: str
    given: str
    family: str
    sex: str
    birth_year: int


class Names:
    """Draws given names as frequent as in life, and family names as a village shares them."""

    def __init__(self):
        male, female = sorted(common.thai_male_names()), sorted(common.thai_female_names())
        known = [*FREQUENT, *OLD]
        rest = sorted({*male, *female} - set(known))
        random.Random(2505).shuffle(rest)  # the year of the Person Name Act
        self.given = [*known, *rest]
        self._weights = list(accumulate(_shares(len(self.given))))
        self._families = sorted(thai_family_names())
        self._female, self._male = frozenset(female), frozenset(male)

    def people(self, code: str, number: int = CROWD) -> Iterator[Person]:
        """The people of a sub-district, house by house; the same at every call."""
        dice = random.Random(code)
        families = dice.sample(self._families, FAMILIES)
        drawn = iter(dice.choices(self.given, cum_weights=self._weights, k=number))
        house = 0
        while number > 0:
            family, living = families[int(FAMILIES * dice.random() ** 2)], min(number, dice.randint(1, HOUSE))
            for place in range(1, living + 1):
                yield self._person(house, place, next(drawn), family, dice)
            number, house = number - living, house + 1

    def _person(self, house: int, place: int, given: str, family: str, dice: random.Random) -> Person:
        sexes = [sex for sex, names in (("m", self._male), ("f", self._female)) if given in names] or ["m", "f"]
        sex, year = dice.choice(sexes), dice.randint(1936, 2020)
        title = dice.choice(KIN[sex]) if year < 1975 else {"m": "นาย", "f": "นางสาว"}[sex]
        return Person(house, place, title, given, family, sex, year)


def _shares(names: int) -> list[float]:
    first = [number / COUNTRY for number in FREQUENT.values()]
    rest = [((1 + Q) / (rank + Q)) ** S for rank in range(len(first) + 1, names + 1)]
    return [*first, *((1 - sum(first)) * one / sum(rest) for one in rest)]


BY_EAR = (
    ("ทอง", "ธง"), ("ำ", "ัม"), ("รร", "ั"), ("ศรี", "สี"), ("ทร(?!์)", "ซ"), ("ประ", "ปะ"), ("ไ([ก-ฮ])ย?", r"\1ัย"),
    ("([ก-ฮ])ัย", r"ไ\1"),
    ("(?<=.)[ก-ฮ][ิุ]?์", ""),
)  # fmt: skip


def by_ear(word: str, dice: random.Random) -> str:
    """Written as it is heard: ธงคำ, คัม, สมสี, and สมศัก without what is silenced."""
    places = [pair for pair in BY_EAR if re.search(pair[0], word)]
    return re.sub(*dice.choice(places), word, count=1) if places else word


def as_it_is(word: str, dice: random.Random) -> str:
    return word


KINDS = (as_it_is, *SLIPS, by_ear)
