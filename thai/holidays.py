"""The public holidays of Thailand by their Thai names. The one door to the library `holidays`."""

from datetime import date
from functools import cache

import holidays


def holiday_name(day: date) -> str | None:
    """ "วันปิยมหาราช", or None for an ordinary day. Days that make up for one on a weekend count too ("ชดเชยวันมาฆบูชา").

    Where a day has several names, the shortest: "วันพ่อแห่งชาติ" fits a phone's line, the name in full does not. Days that the
    cabinet adds later in a year are known only once the library is raised.
    """
    names = _of(day.year).get(day)
    return min(names.split("; "), key=len) if names else None


def days_of(name: str, years: tuple[int, ...]) -> list[date]:
    """The first day in each of these years whose name has these words, but not one that makes up for it; [] for none."""
    found = ((day, names) for year in years for day, names in sorted(_of(year).items()))
    first = {}
    for day, names in found:
        if any(name in one and not one.startswith("ชดเชย") for one in names.split("; ")):
            first.setdefault(day.year, day)
    return list(first.values())


@cache
def _of(year: int):
    """{day: names} of one year; what the library gives grows by itself when asked about another."""
    return dict(holidays.country_holidays("TH", years=year, language="th"))
