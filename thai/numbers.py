"""What a typed number means: a count, an amount of money, an age.

Every reader returns a small frozen result: what was understood, or `why` not, so that the caller can ask.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from thai.dates import BIRTH, find_dates, years_between
from thai.numerals import Number, arabic, find_numbers
from thai.text import normalise, plain

__all__ = ["Age", "Count", "Money", "Number", "Period", "age", "arabic", "count", "find_numbers", "money"]

Period = Literal["day", "week", "month", "year", "once"]

# Baht a month. Our own default: above it a typing slip is likelier than a poor household's income.
MOST_BAHT = 1_000_000
# Years. The oldest documented human lived 122 years (Jeanne Calment, 1875–1997).
OLDEST = 122

_PERIODS: tuple[tuple[Period, str], ...] = (
    ("day", r"วันละ|ต่อวัน|/ ?วัน|รายวัน|ทุกวัน"),
    ("week", r"(?:อาทิตย์|อาทิด|สัปดาห์)ละ|ต่อ(?:อาทิตย์|สัปดาห์)|/ ?(?:อาทิตย์|สัปดาห์)|รายสัปดาห์"),
    ("month", r"เดือนละ|เดือนนึง|ต่อเดือน|/ ?(?:เดือน|ด\.)|รายเดือน|เงินเดือน|ทุกเดือน"),
    ("year", r"ปีละ|ต่อปี|/ ?ปี|รายปี"),
    ("once", r"(?:ครั้ง|เที่ยว|งวด|งาน|ชิ้น|รอบ|ตัว|หน|มื้อ)ละ|ต่อครั้ง|ก้อนเดียว"),
)
_NOTHING = {"ไม่มี", "ไม่มีเลย", "ไม่มีรายได้", "ไม่มีรายได้เลย", "ไม่ได้", "ไม่ได้เลย", "ไม่ได้รับ", "บ่มี", "ไม่มีเงิน", "ศูนย์"}
_MINUS = re.compile(r"(?:^|[\s:=])[-−–]\s?(?=[\d.])|ติดลบ|ลบ\s?(?=\d)")
_BROKEN_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d{4,},\d|\d,\d{4,}|\d,\d{3},?\d{1,2}(?!\d)")
_DOT_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3})\.(\d{3})(?![\d.])")
_OTHER_UNIT = re.compile(
    r"\s*(?:คน|ปี(?!ละ)|ขวบ|วัน(?!ละ)|เดือน(?!ละ)|ครั้ง|ราย|ไร่|กก|กิโล|หลัง|ชั่วโมง|ชม\.|อาทิตย์(?!ละ)|โมง|นาที|%|เปอร์เซ็น)"
)
_BAHT = re.compile(r"\s*(?:บาท|บ\.|฿|-\s*บาท|\.-)")


@dataclass(frozen=True)
class Count:
    """value: the whole number, or None with `why`: "nothing", "negative", "fraction", "several", "too_big"."""

    value: int | None
    why: str | None = None
    choices: tuple[int, ...] = ()


@dataclass(frozen=True)
class Money:
    """baht: the amount in whole baht per `period`, or None with `why`.

    period: as said in the same words; None if nothing was said (then a question about a month means a month).
    per_person: "คนละ 600". about: said as an estimate.
    why: "nothing", "negative", "several" (choices has them), "unclear" (like "1,00"), "too_much".
    """

    baht: int | None
    period: Period | None = None
    per_person: bool = False
    about: bool = False
    why: str | None = None
    choices: tuple[int, ...] = ()

    @property
    def per_month(self) -> int | None:
        """Baht a month, if that is what was said or no period was. Ask when it is None and baht is not."""
        return self.baht if self.period in (None, "month") else None


@dataclass(frozen=True)
class Age:
    """years: completed years, 0 in the first year; or None with `why`.

    birth_year: Christian era, only if a year of birth was said; then `years` may be one too many until the
    birthday, and `about` is true. why: "nothing", "several" (choices), "too_old", "future", "negative".
    """

    years: int | None
    birth_year: int | None = None
    about: bool = False
    why: str | None = None
    choices: tuple[int, ...] = ()


def count(text: str, most: int = 999) -> Count:
    """A whole number answering "how many": "3", "๓ คน", "สามคนค่ะ". Above `most` is refused as a slip."""
    if _MINUS.search(arabic(normalise(text))):
        return Count(None, "negative")
    numbers = find_numbers(text)
    if not numbers:
        return Count(0) if plain(text) in _NOTHING else Count(None, "nothing")
    if not all(number.whole for number in numbers):
        return Count(None, "fraction")
    values = _values(numbers)
    if len(values) > 1:
        return Count(None, "several", values)
    return Count(values[0]) if values[0] <= most else Count(None, "too_big")


def money(text: str) -> Money:
    """The amount in "เดือนละ ๑,๐๐๐", "3พันต่อเดือน", "สามพันห้า", "วันละ 300", "ไม่มีค่ะ" (0 baht). Never raises."""
    text = _DOT_THOUSANDS.sub(r"\1,\2", arabic(normalise(text)))
    if _MINUS.search(text):
        return Money(None, why="negative")
    if _BROKEN_COMMA.search(text):
        return Money(None, why="unclear")
    amounts = _amounts(text)
    if not amounts:
        return Money(0) if plain(text) in _NOTHING else Money(None, why="nothing")
    values = _values(amounts)
    if max(values) > MOST_BAHT:
        return Money(None, _period(text), why="too_much")
    only = values[0] if len(values) == 1 else None
    money = Money(only, _period(text), "คนละ" in text, any(number.about for number in amounts))
    return money if only is not None else replace(money, why="several", choices=values)


def _amounts(text: str) -> list[Number]:
    """The numbers that may be money: those with บาท beside them, else those that count nothing else."""
    numbers = [n for n in find_numbers(text) if not re.search(r"(?:อายุ|วัย|ม\.|หมู่|ที่)\s*$", text[: n.start])]
    marked = [n for n in numbers if _BAHT.match(text, n.end)]
    return marked or [n for n in numbers if not _OTHER_UNIT.match(text, n.end)]


def _values(numbers: list[Number] | tuple[Number, ...]) -> tuple[int, ...]:
    every = [value for number in numbers for value in (number.value, *number.also)]
    return tuple(dict.fromkeys(int(min(value, 10**12) + 0.5) for value in every))


def _period(text: str) -> Period | None:
    return next((period for period, words in _PERIODS if re.search(words, text)), None)


_BIRTH = re.compile(r"(?:เกิด|เกืด|ปีเกิด|พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|(?<![\d\s])ปี|^ปี)\D{0,12}?(?P<year>\d{4}|\d{2}(?!\d))")
_AGE_BEFORE = re.compile(r"(?:อายุ|วัย)\s*(?:ราว|ประมาณ|ได้|เกือบ)?\s*ๆ?\s*$")
_YEARS = re.compile(r"\s*(?:ปี(?!\s*(?:ก่อน|ที่แล้ว))|ขวบ|พรรษา|เต็ม)")
_YOUNG = re.compile(r"\s*(?:เดือน|วัน|สัปดาห์|อาทิตย์)")
_NEWBORN = re.compile(r"แรกเกิด|เพิ่งเกิด|พึ่งเกิด|เพิ่งคลอด|แบเบาะ|ยังไม่ถึงขวบ|ไม่ถึงขวบ")
_ONE_YEAR = re.compile(r"(?<![\d๐-๙])(?:^|\s|อายุ)ขวบ(?:กว่า|ครึ่ง|เดียว)?")


def age(text: str, today: date) -> Age:
    """The age in "อายุ ๗๙ ปี", "เจ็ดสิบเก้า", "8 เดือน" (0), "1 ปี 6 เดือน" (1), "เกิด 2483", "เกิดปี 83".

    `today` turns a year of birth into an age. Two digits after เกิด or ปี are a Buddhist year; where both
    centuries are possible, `choices` has both ages. Never raises.
    """
    text = arabic(normalise(text))
    if _MINUS.search(text):
        return Age(None, why="negative")
    birthday = _birthday(text, today)
    if birthday:
        return _from_birthday(birthday, today)
    born = _BIRTH.search(text)
    if born:
        return _from_birth_year(int(born["year"]), len(born["year"]), today)
    return _from_years(text, today)


def _birthday(text: str, today: date) -> date | None:
    """The day in "เกิด 24/4/2483", or of an answer that is nothing but a date in an earlier year."""
    for found in find_dates(text, today, window=BIRTH):
        is_whole = found.end - found.start == len(text)
        if found.day and found.exact and ("เกิด" in text or (is_whole and found.day.year < today.year)):
            return found.day
    return None


def _from_birthday(birthday: date, today: date) -> Age:
    years = years_between(birthday, today)
    if years < 0:
        return Age(None, why="future")
    return Age(years, birth_year=birthday.year) if years <= OLDEST else Age(None, why="too_old")


def _from_birth_year(year: int, digits: int, today: date) -> Age:
    if digits == 4:
        return _checked_birth_year(year - 543 if year >= 2400 else year, today)
    # A full century is two choices: someone "born in 60" may be 2 or 102 in 2562.
    possible = [y for y in (1957 + year, 1857 + year) if 0 <= today.year - y <= 105]
    if len(possible) > 1:
        return Age(None, why="several", choices=tuple(today.year - y for y in possible))
    return _checked_birth_year(possible[0] if possible else 1957 + year, today)


def _checked_birth_year(year: int, today: date) -> Age:
    years = today.year - year
    if years < 0:
        return Age(None, why="future")
    return Age(None, why="too_old") if years > OLDEST else Age(years, birth_year=year, about=True)


def _from_years(text: str, today: date) -> Age:
    numbers = [n for n in find_numbers(text) if n.value >= 0]
    said = [n for n in numbers if _AGE_BEFORE.search(text, 0, n.start)] or [n for n in numbers if _YEARS.match(text, n.end)]
    young = [n for n in numbers if _YOUNG.match(text, n.end)]
    if young and all(number in young for number in said):
        return _in_months(young[0], text)
    if not numbers:
        infant = _NEWBORN.search(text) or (_ONE_YEAR.search(text) and "1")
        return Age(None, why="nothing") if not infant else Age(1 if infant == "1" else 0)
    return _checked_age(said or numbers, today)


def _in_months(number: Number, text: str) -> Age:
    months = number.value if re.match(r"\s*เดือน", text[number.end :]) else 0
    return Age(int(months // 12), about=number.about) if months <= 60 else Age(None, why="nothing")


def _checked_age(numbers: list[Number], today: date) -> Age:
    values = tuple(dict.fromkeys(int(min(v, 10**6)) for n in numbers for v in _age_values(n)))
    if len(values) > 1:
        return Age(None, why="several", choices=values)
    if 2400 <= values[0] <= today.year + 543 or 1850 <= values[0] <= today.year:
        return _from_birth_year(values[0], 4, today)
    return Age(values[0], about=numbers[0].about) if values[0] <= OLDEST else Age(None, why="too_old")


def _age_values(number: Number) -> tuple[float, ...]:
    # ร้อยห้า is 150 baht but an age of 105; with the larger one second it is a range, "79-80".
    shorter = tuple(value for value in number.also if value < number.value)
    return shorter or (number.value, *number.also)
