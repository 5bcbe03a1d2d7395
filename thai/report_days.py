"""On which day the reporter was there: "เยี่ยม 24 เม.ย. 62", "ไปหามาเมื่อวาน"; not what happened when, nor what is planned."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thai.date_reading import DateReading
from thai.dates import find_dates
from thai.report_words import any_of

BEFORE, AFTER = 70, 45      # letters from a day back and on to the word of a visit (our own default)
NEAR_BEFORE, NEAR_AFTER = 9, 6  # and to a word that tells of one only beside the day (our own default)
BESIDE = 33          # letters from a going to last night, which is oftener the time of what happened (chosen on the seen part)
FARTHEST = 120      # and to the farthest, blanks weighed (our own default)
OTHERS = 14         # letters from another's name on to their going: "ลูกสาวแกเพิ่งไปหา" (our own default)
OLDEST = timedelta(days=200)    # a visit longer ago is no report of one (our own default)

_ME = any_of("days", "me")
_HOW = any_of("days", "how")
# "ขับรถเข้าไปดู", "แวะเอาข้าวไปส่ง", "ลงไปนั่งคุย"; "ผมพาหมอไป": who tells it is said, so any deed will do.
_WENT = re.compile(
    rf"{any_of('days', 'way')}{_HOW}*{any_of('days', 'deed')}"
    rf"|{any_of('days', 'take')}[ก-์]{{1,14}}ไป(?:ให้|ส่ง|ฝาก|เยี่ยม|เติม|แจก|มอบ|ไว้|หา)")
_NO_CARE = "(?!ใบ|เรื่อง|รูป|เอกสาร|ข้อมูล|[ก-์ ]{1,14}ไป(?:จำนำ|ขาย|ซ่อม))"  # "ผมเอาทีวีไปจำนำ", "ผมส่งรูปไปแล้ว"
# The last: "ฉันล้างให้เอง", "ผมอ่านจดหมายให้แกฟัง".
_I_WENT = re.compile(
    rf"{_ME}(?:\s?(?:กับ|และ)[ก-์. ]{{1,20}}?)?{_HOW}*"
    rf"(?:{any_of('days', 'way')}|{any_of('days', 'deed')}|{any_of('days', 'take')}{_NO_CARE}"
    r"|[ก-์]{2,10}ให้(?:แก|เอง|ยาย|ตา|น้อง|เขา)|[ก-์]{2,14}(?:เข้าไป|ขึ้นไป|ลงไป|ไปถึง|ไปหา))")
# A report of a visit begins so; its day stands somewhere, if anywhere.
_REPORTS = re.compile(rf"\W*(?:{any_of('days', 'begins')})(?!ไม่|ไหน|ได้|กัน)")
# And what somebody did with whoever tells it: "แกร้องไห้ให้หนูฟัง", "พาผมดู", "นั่งจิบน้ำกับผม".
_VISIT = re.compile(
    rf"{any_of('days', 'visit')}"
    rf"|ไปมา(?=$|\s?(?:แล้ว|วัน|เมื่อ|วาน|มื้อ|แรก|ตะ))|(?<!โทร)มาหา{_ME}|(?:ดู|แล|เบิ่ง|ผ่อ|เห็น)มา(?!ก|ย|ร|น|ต|ส|ล)"
    rf"|ให้{_ME}(?:ฟัง|ดู)|พา{_ME}(?:ดู|เดิน|ชม|ไปดู)|(?:อยู่|นั่ง[ก-์]{{0,8}})กับ{_ME}")
# "เมื่อวันที่ 5 พาลุงไปเปลี่ยนบัตร": of somebody else it would be said who.
_TOOK = re.compile(r"(?<![ก-์])พา(?!กัน)[ก-์.]{1,16}ไป")
_NEAR = re.compile("(?<![ก-์])" + any_of("days", "near"))
# Somebody else went, or nobody did: "แกไปหา", "ยังไม่ได้ไปดู", "ฝากไปเยี่ยม".
_OTHERS = re.compile(rf"(?:{any_of('days', 'others')}[ก-์]{{0,{OTHERS}}}|{any_of('days', 'undone')}\s?)$")
# "ลูกมาเยี่ยม": they were visited by another; "ยังไม่ได้แวะ": by nobody.
_BY_OTHERS = re.compile(rf"(?:{any_of('days', 'others')}[ก-์]{{0,{OTHERS}}}มา|{any_of('days', 'undone')}(?:ไป|มา|ได้)?)$")
_NOW = re.compile(any_of("days", "now"))
# Where the reporter is, or was on the day of writing: "ตอนนี้หนูอยู่กับแก", "ตอนเช้าหนูเดินวัดไข้".
_HERE = re.compile(
    rf"(?:(?:^|\n)(?:ตอนนี้|ขณะนี้|เดี๋ยวนี้)\s?(?:{_ME}\s?)?|{_ME}\s?)(?:กำลัง|ก็)?{any_of('days', 'stay')}{any_of('days', 'there')}"
    rf"|(?:ตอน|มื้อ)(?:เช้า|สาย|สายๆ|เที่ยง|บ่าย|เย็น)\s?(?:{_ME}{_HOW}*{any_of('days', 'deed')}|แวะ|ไปหา|ไปเยี่ยม)"
    rf"|{any_of('days', 'here')}")
_NOT = re.compile(any_of("days", "not") + r"(?:[ก-์]{0,9}|[ก-์]{0,5}\s)$")
_PLANNED = re.compile(any_of("days", "planned"))
_CAME_TO_NOTHING = re.compile(r"\s?(?:ไปไม่|ไม่ทัน|ไม่ได้ไป|ยังไม่ได้ไป)")
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
    since = [0, *(one.end for one in days)]  # what was said with the day before is not said of this one
    possible = [one for one, start in zip(days, since, strict=False) if _may_be(one, start, text, said_on)]
    rated = [(rate, one) for one in possible if (rate := _rate(one, text))]
    if rated:
        best = max(rated, key=lambda pair: (pair[0], pair[1].start))[1]
        return Visited(best.day, text[best.start : best.end])
    if only := _only(possible, text):
        return Visited(only.day, text[only.start : only.end])
    here = _HERE.search(text)
    return Visited(said_on, here.group()) if here else _of_several(days, text, said_on)


def _only(possible: list[DateReading], text: str) -> DateReading | None:
    """Far from what its teller did, but there is no other day."""
    days = [one for one in possible if not _NOW.fullmatch(text[one.start : one.end])]
    return days[0] if len(days) == 1 and (_I_WENT.search(text) or _REPORTS.match(text)) else None


def _of_several(days: tuple[DateReading, ...], text: str, said_on: date) -> Visited | None:
    """ "เยี่ยม 9-11 ต.ค. … (11)": the one that is named again."""
    for one in days:
        for match in _BRACKET.finditer(text, one.end):
            day = next((each for each in one.candidates if each.day == int(match["day"]) and each <= said_on), None)
            if one.why == "several" and day:
                return Visited(day, f"{text[one.start : one.end]} … {match.group()}")
    return None


def _may_be(day: DateReading, since: int, text: str, said_on: date) -> bool:
    """Is this a day on which one may have been there? since: where the day told before it ends."""
    if day.day is None or not day.exact or not said_on - OLDEST <= day.day <= said_on:
        return False
    if _LASTED.search(text[day.start : day.end]):
        return False
    before, after = text[max(since, day.start - BEFORE) : day.start], text[day.end : day.end + AFTER]
    planned = _PLANNED.search(before[-24:]) or _PLANNED.search(after[:14])
    return not (planned or _CAME_TO_NOTHING.match(after) or _NOT.search(before[-18:]))


def _rate(day: DateReading, text: str) -> float:
    """How surely it is the day of the visit, by the words around it; 0 if none tells of one."""
    words = text[day.start : day.end]
    distances = _distances(text[max(0, day.start - BEFORE) : day.start], text[day.end : day.end + AFTER])
    near = [far for far in distances if far <= BESIDE or not _NOW.fullmatch(words)]
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
    return [*went, *_I_WENT.finditer(text), *visits, *_TOOK.finditer(text)]
