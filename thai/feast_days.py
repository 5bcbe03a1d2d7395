"""Days called by their feast: "เมื่อวันแม่", "วันวิสาขะ", "วันปีใหม่ที่จะถึง". Their dates are the library's (thai/holidays.py)."""

import re
from collections.abc import Iterator
from datetime import date

from thai.date_reading import DateReading, Lean, either
from thai.holidays import days_of

# What is said: what the calendar calls it. "วันแม่" may also be any mother's day: "ทุกวันแม่ไปทำงาน".
_PLAIN = {
    "มาฆบูชา": "มาฆ", "มาฆะ": "มาฆ", "วิสาขบูชา": "วิสาข", "วิสาขะ": "วิสาข", "อาสาฬหบูชา": "อาสาฬห", "อาสาฬ": "อาสาฬห",
    "เข้าพรรษา": "เข้าพรรษา", "สงกรานต์": "สงกรานต์", "ผู้สูงอายุ": "สงกรานต์", "ปีใหม่": "ขึ้นปีใหม่", "ขึ้นปีใหม่": "ขึ้นปีใหม่", "แรงงาน": "แรงงาน",
    "ปิยะ": "ปิยมหาราช", "ปิยมหาราช": "ปิยมหาราช", "จักรี": "จักรี", "รัฐธรรมนูญ": "รัฐธรรมนูญ", "สิ้นปี": "สิ้นปี",
}  # fmt: skip
_DOUBTFUL = {"แม่": "แม่แห่งชาติ", "พ่อ": "พ่อแห่งชาติ", "เด็ก": "เด็กแห่งชาติ"}
_CALLED = _PLAIN | _DOUBTFUL
_AGO = r"(?P<ago>เมื่อ\s?)?"
_WHICH = r"\s?(?:(?P<past>ที่แล้ว|ที่ผ่านมา|ก่อน|ปีก่อน)|(?P<future>ที่จะถึง|หน้า|ปีหน้า|นี้))?"
_PLAINLY = re.compile(rf"{_AGO}วัน(?P<feast>{'|'.join(sorted(_PLAIN, key=len, reverse=True))}){_WHICH}")
_AS_A_DAY = re.compile(rf"(?P<ago>เมื่อ\s?)วัน(?P<feast>{'|'.join(_DOUBTFUL)})(?:แห่งชาติ)?{_WHICH}")


def feast_days(text: str, today: date, lean: Lean | None) -> Iterator[DateReading]:
    """Every such wording in the (normalised, digits turned) text."""
    for pattern in (_PLAINLY, _AS_A_DAY):
        for match in pattern.finditer(text):
            days = days_of(_CALLED[match["feast"]], (today.year - 1, today.year, today.year + 1))
            if days:
                yield _which(match, days, today, lean).at(*match.span())


def _which(match: re.Match, days: list[date], today: date, lean: Lean | None) -> DateReading:
    if today in days:
        return DateReading(today)
    if match["past"] or match["ago"]:
        lean = "past"
    elif match["future"]:
        lean = "future"
    past = max((day for day in days if day < today), default=None)
    future = min((day for day in days if day > today), default=None)
    return either(past, future, lean, "which_one")
