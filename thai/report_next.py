"""When the volunteer comes again: "นัดอีก 1 เดือน", "อาทิตย์หน้าจะไปใหม่"; not the doctor's appointment, nor what others will do."""

import re
from datetime import date, timedelta

from thai.date_reading import DateReading
from thai.dates import find_dates
from thai.numerals import arabic
from thai.report_words import any_of
from thai.text import normalise

BEFORE, AFTER = 30, 26          # letters from a day back and on to the words of coming again (our own default)
FURTHEST = timedelta(days=366)  # a visit planned for later than in a year is a slip (our own default)

_AGAIN = re.compile(any_of("next", "again"))
_APPOINTED = re.compile(any_of("next", "appointed"))
_OTHERS = re.compile(any_of("next", "others") + r"(?:ก็|ว่า|บอก|บอกว่า)*\s?(?:จะ|นัด|สิ)?$")
_ELSEWHERE = re.compile(any_of("next", "elsewhere"))


def find_next(text: str, said_on: date) -> date | None:
    """The day of the next visit, after `said_on`; None if none is told. Any text; never raises.

    "เดือนหน้า" and "อาทิตย์หน้า" give the same day of the next month, the same weekday of the next week. Of several days the
    one nearest to its words of coming again counts.
    """
    text = arabic(normalise(text))
    days = [one for one in find_dates(text, said_on, lean="future") if one.day and said_on < one.day <= said_on + FURTHEST]
    told = [(gap, one.start, one.day) for one in days if (gap := _gap(one, text)) is not None]
    return min(told)[2] if told else None


def _gap(day: DateReading, text: str) -> int | None:
    """Letters between the day and the words of coming again; None if they are not there, or say another thing."""
    start = max(0, day.start - BEFORE, text.rfind("\n", 0, day.start) + 1)
    end = min(day.end + AFTER, len(text), text.find("\n", day.end) % (len(text) + 1))
    gaps = [_letters(one, day) for one in _AGAIN.finditer(text, start, end) if not _of_others(one, day, text)]
    if not _ELSEWHERE.search(text, start, end):
        gaps += [_letters(one, day) for one in _APPOINTED.finditer(text, start, end) if not _of_others(one, day, text)]
    return min(gaps, default=None)


def _letters(words: re.Match, day: DateReading) -> int:
    return max(0, day.start - words.end(), words.start() - day.end)


def _of_others(words: re.Match, day: DateReading, text: str) -> bool:
    """ "ลูกชายจะมา", or on to the doctor: "จะไปหาหมอ"."""
    return bool(_OTHERS.search(text[max(0, words.start() - 16) : words.start()]) or _ELSEWHERE.match(text, words.end()))
