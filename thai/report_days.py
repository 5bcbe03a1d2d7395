"""On which day the reporter was there: "เยี่ยม 24 เม.ย. 62", "ไปหามาเมื่อวาน"; not what happened when, nor what is planned."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thai.date_reading import DateReading
from thai.dates import find_dates
from thai.report_words import any_of

BEFORE, AFTER = 70, 45      # letters from a day back and on to the word of a visit (our own default)
NEAR_BEFORE, NEAR_AFTER = 9, 6  # and to a word that tells of one only beside the day (our own default)
FARTHEST = 120      # and to the farthest, blanks weighed (our own default)
OTHERS = 14         # letters from another's name on to their going: "ลูกสาวแกเพิ่งไปหา" (our own default)
OLDEST = timedelta(days=200)    # a visit longer ago is no report of one (our own default)

_ME = any_of("days", "me")
_HOW = any_of("days", "how")
# "ขับรถเข้าไปดู", "แวะเอาข้าวไปส่ง", "ลงไปนั่งคุย"; "ผมพาหมอไป": who tells it is said, so any deed will do.
_WENT = re.compile(
    rf"{any_of('days', 'way')}{_HOW}*{any_of('days', 'deed')}"
    rf"|{any_of('days', 'take')}[ก-์]{{1,14}}ไป(?:ให้|ส่ง|ฝาก|เยี่ยม|เติม|แจก|มอบ|ไว้|หา)")
_I_WENT = re.compile(
    rf"{_ME}(?:\s?(?:กับ|และ)[ก-์. ]{{1,20}}?)?{_HOW}*"
    rf"(?:{any_of('days', 'way')}|{any_of('days', 'deed')}|{any_of('days', 'take')})")
_VISIT = re.compile(any_of("days", "visit"))
_NEAR = re.compile("(?<![ก-์])" + any_of("days", "near"))
# Somebody else went, or nobody did: "แกไปหา", "ยังไม่ได้ไปดู", "ฝากไปเยี่ยม".
_OTHERS = re.compile(rf"(?:{any_of('days', 'others')}[ก-์]{{0,{OTHERS}}}|{any_of('days', 'undone')}\s?)$")
# "ลูกมาเยี่ยม": they were visited by another.
_BY_OTHERS = re.compile(rf"{any_of('days', 'others')}[ก-์]{{0,{OTHERS}}}มา$")
_NOW = re.compile(any_of("days", "now"))
# Where the reporter is, or was on the day of writing: "ตอนนี้หนูอยู่กับแก", "ตอนเช้าหนูเดินวัดไข้".
_HERE = re.compile(
    rf"(?:(?:^|\n)(?:ตอนนี้|ขณะนี้|เดี๋ยวนี้)\s?(?:{_ME}\s?)?|{_ME}\s?)(?:กำลัง|ก็)?{any_of('days', 'stay')}{any_of('days', 'there')}"
    rf"|(?:ตอน|มื้อ)(?:เช้า|สาย|สายๆ|เที่ยง|บ่าย|เย็น)\s?(?:{_ME}{_HOW}*{any_of('days', 'deed')}|แวะ|ไปหา|ไปเยี่ยม)"
    rf"|{any_of('days', 'here')}")
_NOT = re.compile(any_of("days", "not") + r"(?:[ก-์]{0,9}|[ก-์]{0,5}\s)$")
_PLANNED = re.compile(any_of("days", "planned"))
# "พุธ (22)", "ไปวันแรกเลย (25)": the day of the month, put right in brackets.
_BRACKET = re.compile(r"\((?P<day>\d{1,2})\)")
_WRITTEN = re.compile(r"\d")
# "ค้างมา 9 วันแล้ว": how long, not when.
_LASTED = re.compile(r"(?:วัน|คืน|มื้อ|อาทิตย์|สัปดาห์)\s*(?:มา)?แล้ว$")


@dataclass(frozen=True)
class Visited:
    day: date
    words: str


def find_visit(text: str, said_on: date) -> Visited | None:
    """The day of the visit, with the words that told it; None if none is told. text: normalised, digits turned."""
    days = find_dates(text, said_on, lean="past")
    rated = [(rate, one) for one in days if (rate := _rate(one, text, said_on))]
    if rated:
        best = max(rated, key=lambda pair: (pair[0], pair[1].start))[1]
        return Visited(best.day, text[best.start : best.end])
    here = _HERE.search(text)
    return Visited(said_on, here.group()) if here else _of_several(days, text, said_on)


def _of_several(days: tuple[DateReading, ...], text: str, said_on: date) -> Visited | None:
    """ "เยี่ยม 9-11 ต.ค. … (11)": the one that is named again."""
    for one in days:
        for match in _BRACKET.finditer(text, one.end):
            day = next((each for each in one.candidates if each.day == int(match["day"]) and each <= said_on), None)
            if one.why == "several" and day:
                return Visited(day, f"{text[one.start : one.end]} … {match.group()}")
    return None


def _rate(day: DateReading, text: str, said_on: date) -> float:
    """How surely it is the day of the visit; 0 if it is not."""
    words = text[day.start : day.end]
    if day.day is None or not day.exact or not said_on - OLDEST <= day.day <= said_on or _NOW.fullmatch(words):
        return 0
    if _LASTED.search(words):
        return 0
    before, after = text[max(0, day.start - BEFORE) : day.start], text[day.end : day.end + AFTER]
    if _NOT.search(before[-18:]) or _PLANNED.search(before[-24:]) or _PLANNED.search(after[:14]):
        return 0
    near = _distances(before, after)
    written = bool(_WRITTEN.search(words)) and not re.search("วัน|คืน|เดือน|ปี", words.replace("วันที่", ""))
    return FARTHEST - min(near) + 30 * written if near else 0


def _distances(before: str, after: str) -> list[int]:
    """Letters to each word that tells of a visit; a blank between weighs as much as ten, for there a new thought begins."""
    found = [before[match.end() :] for match in _told(before)]
    found += [after[: match.start()] + "   " for match in _told(after)]
    found += [before[-NEAR_BEFORE:][match.end() :] for match in _NEAR.finditer(before[-NEAR_BEFORE:])]
    found += [after[: match.start()] + "   " for match in _NEAR.finditer(after[:NEAR_AFTER])]
    return [len(gap) + 10 * gap.count(" ") for gap in found if len(gap) + 10 * gap.count(" ") < FARTHEST]


def _told(text: str) -> list[re.Match]:
    """Every word of a visit by the reporter."""
    went = [one for one in _WENT.finditer(text) if one.group().startswith("พา") or not _OTHERS.search(text, 0, one.start())]
    visits = [match for match in _VISIT.finditer(text) if not _BY_OTHERS.search(text, 0, match.start())]
    return [*went, *_I_WENT.finditer(text), *visits]
