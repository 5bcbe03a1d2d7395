"""Ages and years, as the rules of the state count them."""

import calendar
from datetime import date

FISCAL_MONTH = 10  # the state's year begins on 1 October (Budget Procedures Act 2561, section 4)


def completed_years(born: date, on: date) -> int:
    """Negative where `on` is before the birth. Who was born on 29 February completes a year on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def last_october(on: date) -> date:
    """The first day of the fiscal year that `on` lies in."""
    return date(on.year - (on.month < FISCAL_MONTH), FISCAL_MONTH, 1)


def same_year(one: date, other: date, year: str) -> bool:
    """`year` is "calendar" or "fiscal"."""
    return last_october(one) == last_october(other) if year == "fiscal" else one.year == other.year


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
