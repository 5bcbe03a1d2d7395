"""What was understood of a date that somebody typed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from thai.calendar import MONTHS, days_in_month, show_date

Lean = Literal["past", "future"]


@dataclass(frozen=True)
class DateReading:
    """A date read from a text, or what is unclear about it.

    day: the date, or None. exact: False for "อาทิตย์ที่แล้ว", where `day` is the same weekday a week ago.
    why: None if all is well, else "nothing", "year_missing", "day_missing", "which_one" (a weekday or a day of
    the month with no more said), "several", "impossible" (31 ก.พ.), "year_unclear", "weekday" (day is given, but it is
    another weekday than was typed). candidates: days to offer as buttons, likeliest first.
    words: one plain Thai sentence that says what is unclear, "" if nothing is.
    start, end: where it stands in `normalise(text)`.
    """

    day: date | None
    exact: bool = True
    why: str | None = None
    candidates: tuple[date, ...] = ()
    words: str = ""
    start: int = 0
    end: int = 0

    def at(self, start: int, end: int) -> "DateReading":
        return replace(self, start=start, end=end)


NOTHING = DateReading(None, why="nothing", words="ยังไม่เห็นวันที่ค่ะ พิมพ์เช่น 24 เม.ย. 62 หรือ เมื่อวาน ก็ได้ค่ะ")


def either(past: date | None, future: date | None, lean: Lean | None, why: str) -> DateReading:
    """One of two days: settled by `lean`, by there being only one, or left open with both as candidates."""
    chosen = past if lean == "past" else future if lean == "future" else None
    days = tuple(day for day in dict.fromkeys((past, future)) if day)
    if chosen or len(days) == 1:
        return DateReading(chosen or days[0])
    if not days:
        return NOTHING
    return DateReading(None, why=why, candidates=days, words=f"หมายถึง{show_date(days[0])} หรือ{show_date(days[1])} คะ")


def several(days: tuple[date, ...]) -> DateReading:
    names = " กับ ".join(show_date(day, short=True) for day in days[:3])
    return DateReading(None, why="several", candidates=days, words=f"เห็นหลายวันค่ะ ({names}) หมายถึงวันไหนคะ")


def impossible(day: int, month: int, year: int | None) -> DateReading:
    """Why there is no such day. `year` in the Christian era, None if it was not said."""
    if not 1 <= month <= 12:
        words = f"ปีหนึ่งมี 12 เดือนค่ะ ไม่มีเดือนที่ {month}"
    else:
        leap = 2000
        last = days_in_month(year or leap, month)
        of_year = f" ปี {year + 543}" if year else ""
        words = f"เดือน{MONTHS[month - 1]}{of_year} มีแค่ {last} วันค่ะ ไม่มีวันที่ {day}"
    return DateReading(None, why="impossible", words=words)
