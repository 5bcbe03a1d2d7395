"""Reading and showing dates as volunteers type and read them: Buddhist era first, nothing guessed silently.

Own code, because pythainlp's readers know few of these forms; importing this module does not import pythainlp.
"""

import re
from collections.abc import Iterator
from datetime import date

from thai import date_words as shape
from thai.calendar import (
    BUDDHIST_ERA,
    DAYS,
    MONTHS,
    add_months,
    days_in_month,
    show_date,
    show_month,
    years_between,
)  # fmt: skip
from thai.date_reading import NOTHING, DateReading, Lean, either, impossible, several
from thai.feast_days import feast_days
from thai.numerals import arabic
from thai.relative_days import relative_days, weekday_alone
from thai.text import normalise

__all__ = ["DateReading", "find_dates", "parse_date", "show_date", "show_month", "years_between"]

Window = tuple[int, int]

# Years back and ahead that two typed digits may mean: visits and appointments lie close to today.
NEAR: Window = (10, 5)
# For a date of birth pass this: the oldest documented human lived 122 years, and nobody is born tomorrow.
BIRTH: Window = (110, 0)

_POLITE_END = re.compile(r"\s*(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|เจ้า|เด้อ)[.!]*$")


def parse_date(text: str, today: date, *, window: Window = NEAR, lean: Lean | None = None) -> DateReading:
    """The one date in an answer. Never raises.

    Reads "24 เม.ย. 62", "๗ มี.ค. ๒๕๖๕", "24/4/2562", "24-04-19", "วันพุธที่ ๒๔ เมษายน ๒๕๖๒", "2019-04-24", "24 Apr 2019",
    "เมื่อวานซืน", "3 วันก่อน", "จันทร์นี้", "อีก 2 อาทิตย์", "สิ้นเดือน", "วันที่ 5" and the like.
    Two-digit years are Buddhist if that falls in `window` (years back, years ahead of `today`), else Christian if
    that does; for a birth pass `dates.BIRTH`. `lean` settles what was left open ("24 เม.ย.", "วันที่ 5", "วันพุธ") to
    the nearest past or future day; without it such a text comes back with `why` and `candidates`.
    """
    text = _POLITE_END.sub("", arabic(normalise(text)))
    whole = _whole(text, today, window, lean)
    if whole:
        return whole.at(0, len(text))
    found = find_dates(text, today, window=window, lean=lean)
    days = tuple(dict.fromkeys(reading.day for reading in found if reading.day))
    if len(days) > 1:
        return several(days)
    settled = [reading for reading in found if reading.day]
    return (settled or list(found) or [NOTHING])[0]


def find_dates(text: str, today: date, *, window: Window = NEAR, lean: Lean | None = None) -> tuple[DateReading, ...]:
    """Every date in a longer message, in order, overlaps removed (the longest wording wins). Never raises."""
    text = arabic(normalise(text))
    found = [*_named(text, today, window, lean), *_numeric(text, today, window), *_parts(text, today, window, lean)]
    found += [*relative_days(text, today, lean), *feast_days(text, today, lean)]
    kept: list[DateReading] = []
    for reading in sorted(found, key=lambda r: (r.start - r.end, r.start)):
        if all(reading.end <= other.start or other.end <= reading.start for other in kept):
            kept.append(reading)
    return tuple(sorted(kept, key=lambda r: r.start))


def _named(text: str, today: date, window: Window, lean: Lean | None) -> Iterator[DateReading]:
    for match in shape.RANGE.finditer(text):
        ends = [_dated(int(match[end]), match, today, window, lean) for end in ("first", "day")]
        if all(end.day for end in ends):
            yield several(tuple(end.day for end in ends if end.day)).at(*match.span())
    for pattern in (shape.NAMED, shape.ENGLISH):
        for match in pattern.finditer(text):
            reading = _dated(int(match["day"]), match, today, window, lean)
            yield _checked_weekday(reading, match).at(*match.span())


def _numeric(text: str, today: date, window: Window) -> Iterator[DateReading]:
    for pattern in (shape.ISO, shape.SLASHED, shape.SPOKEN):
        for match in pattern.finditer(text):
            if match["year"] and _plausible(match, today):
                reading = _day(int(match["day"]), int(match["month"]), match["year"], today, window)
                yield _checked_weekday(reading, match).at(*match.span())


def _parts(text: str, today: date, window: Window, lean: Lean | None) -> Iterator[DateReading]:
    for match in shape.DAY_ONLY.finditer(text):
        weekday = next((found for kind in "wv" if (found := _group(match, kind)) is not None), None)
        yield _day_only(int(match["day"]), match["which"], weekday, today, lean).at(*match.span())
    for match in shape.DAY_OF_MONTH.finditer(text):
        yield _day_only(int(match["day"]), match["which"], None, today, lean).at(*match.span())
    for match in shape.SPOKEN.finditer(text):
        if not match["year"]:
            yield _no_year(int(match["day"]), int(match["month"]), today, lean).at(*match.span())
    for match in shape.MONTH_ONLY.finditer(text):
        month = _group(match, "m") or _group(match, "n")
        yield _month_only(month or 1, match["year"] or match["year2"], today, window).at(*match.span())


def _whole(text: str, today: date, window: Window, lean: Lean | None) -> DateReading | None:
    """Shapes too loose for a sentence, read only when they are all that was typed."""
    dotted, packed, day, month = (pattern.fullmatch(text) for pattern in shape.LOOSE)
    parts = dotted or packed
    if parts:
        if parts["year"] is None:
            return _no_year(int(parts["day"]), int(parts["month"]), today, lean)
        return _day(int(parts["day"]), int(parts["month"]), parts["year"], today, window)
    if day:
        return _day_only(int(day["day"]), day["which"], None, today, lean)
    if month:
        return _month_only(_group(month, "m") or 1, month["year"], today, window)
    return weekday_alone(text, today, lean)


def _group(match: re.Match, kind: str) -> int | None:
    """Which of the numbered groups m1…m12, w0…w6 was found."""
    names = (name for name, value in match.groupdict().items() if value and re.fullmatch(rf"{kind}\d+", name))
    return next((int(name[1:]) for name in names), None)


def _plausible(match: re.Match, today: date) -> bool:
    """A four-digit year that is no year (a telephone, a house number) makes the whole no date."""
    year = int(match["year"])
    return len(match["year"]) == 2 or 2300 <= year <= today.year + 643 or 1800 <= year <= today.year + 100


def _dated(day: int, match: re.Match, today: date, window: Window, lean: Lean | None) -> DateReading:
    month = _group(match, "m") or 1
    if match["year"] is None:
        return _no_year(day, month, today, lean)
    return _day(day, month, match["year"], today, window, era=match.groupdict().get("era"))


def _day(day: int, month: int, digits: str, today: date, window: Window, era: str | None = None) -> DateReading:
    years = _years(digits, today, window, era)
    readings = [_made(day, month, year) for year in years]
    days = tuple(reading.day for reading in readings if reading.day)
    if len(days) < 2:
        return readings[0]
    names = " หรือ ".join(str(d.year + BUDDHIST_ERA) for d in days)
    return DateReading(None, why="year_unclear", candidates=days, words=f"หมายถึงปี พ.ศ. {names} คะ")


def _made(day: int, month: int, year: int) -> DateReading:
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        return impossible(day, month, year)


def _years(digits: str, today: date, window: Window, era: str | None) -> tuple[int, ...]:
    """The Christian years that the typed digits may mean: one, or two if neither century is near today."""
    number = int(digits)
    if len(digits) == 4:
        is_buddhist = number >= 2300 if not era else era.startswith("พ")
        return (max(1, min(9999, number - BUDDHIST_ERA if is_buddhist else number)),)
    buddhist, christian = 2500 + number - BUDDHIST_ERA, 2000 + number
    if era:
        return (buddhist if era.startswith("พ") else christian,)
    earlier = (buddhist - 100,) if window[1] == 0 else ()  # a birth may lie in the century before
    near = [y for y in (buddhist, *earlier, christian) if -window[0] <= y - today.year <= window[1]]
    return tuple(near[:1]) or (buddhist, christian)


def _no_year(day: int, month: int, today: date, lean: Lean | None) -> DateReading:
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(2000, month):
        return impossible(day, month, None)
    # 29 February is there at most every eight years.
    years = range(max(1, today.year - 8), min(9999, today.year + 8) + 1)
    days = [made.day for year in years if (made := _made(day, month, year)).day]
    return _nearest(days, today, lean, "year_missing")


def _nearest(days: list[date], today: date, lean: Lean | None, why: str) -> DateReading:
    if today in days:
        return DateReading(today)
    past = max((day for day in days if day < today), default=None)
    future = min((day for day in days if day > today), default=None)
    return either(past, future, lean, why)


def _day_only(day: int, which: str | None, weekday: int | None, today: date, lean: Lean | None) -> DateReading:
    """ "วันที่ 5", "วันที่ 5 เดือนหน้า", "วันศุกร์ที่ 14"."""
    if not 1 <= day <= 31:
        return DateReading(None, why="impossible", words="เดือนหนึ่งมีไม่เกิน 31 วันค่ะ")
    if which and which.startswith(("เดือน", "นี้", "หน้า")):
        month = add_months(today.replace(day=1), {"ห": 1, "ท": -1, "ก": -1}.get(which.removeprefix("เดือน")[0], 0))
        return _made(day, month.month, month.year)
    lean = "future" if which == "ที่จะถึง" else "past" if which else lean
    first = today.replace(day=1)
    months = [add_months(first, step) for step in range(-3, 4)]
    days = [made.day for month in months if (made := _made(day, month.month, month.year)).day]
    fitting = [found for found in days if found.weekday() == weekday]
    return _nearest(fitting or days, today, lean, "which_one")


def _month_only(month: int, digits: str | None, today: date, window: Window) -> DateReading:
    year = _years(digits, today, window, None)[0] + BUDDHIST_ERA if digits else None
    name = MONTHS[month - 1] + (f" {year}" if year else "")
    return DateReading(None, why="day_missing", words=f"วันที่เท่าไรของเดือน{name}คะ")


def _checked_weekday(reading: DateReading, match: re.Match) -> DateReading:
    said = _group(match, "w")
    if reading.day is None or said is None or said == reading.day.weekday():
        return reading
    true = f"{show_date(reading.day, short=True)} เป็นวัน{DAYS[reading.day.weekday()]}"
    words = f"{true} ไม่ใช่วัน{DAYS[said]} ใช่วันนี้ไหมคะ"
    return DateReading(reading.day, why="weekday", candidates=(reading.day,), words=words)
