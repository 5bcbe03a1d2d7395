"""Days said from today: เมื่อวานซืน, 3 วันก่อน, จันทร์ที่แล้ว, อีก 2 อาทิตย์, สิ้นเดือน; and their northern, Isan and southern words."""

import re
from collections.abc import Iterator
from datetime import date

from thai.calendar import add_days, add_months, days_in_month, last_weekday, next_weekday, week_start
from thai.date_reading import DateReading, Lean, either
from thai.date_words import WEEKDAY
from thai.numerals import find_numbers

_WHEN = "(?:เช้ามืด|เช้า|สาย|บ่าย|เย็น|ค่ำ|คืน)"
# Days from today; the first pattern that fits counts. Dialect: ตะวา, มื้อวาน, แรกวา yesterday; มื้ออื่น tomorrow.
_NEAR_DAYS = (
    (-2, rf"(?:เมื่อ|เมี่อ|ตะ|แรก|มื้อ)?(?:วัน)?{_WHEN}?(?:วานซืน|วานก่อน|วานซื่น|วันซืน|ก่อนวาน|วาซืน)(?:นี้)?"
         r"|(?:มื้อ|แรก|ตะวา)ซืน|เมื่อวันก่อนวาน|เมื่อซืน|วันก่อนวาน"),
    (-1, rf"(?:เมื่อ|เมี่อ)(?:วัน)?{_WHEN}?วาน(?:นี้)?|(?<!สา){_WHEN}วาน(?:นี้)?|(?<![ก-ฮ])วานนี้|มื้อวาน(?:นี้)?"
         r"|ตะวาน?(?![ะ-ฺ็-๎])|แรกวาน?(?![งดจรยสทะ-ฺ็-๎])|แต่วา(?![ก-ฮะ-ฺ็-๎])|(?:เมื่อ|แรก)คืน(?:นี้)?|ตะคืน|มื้อคืน|เมื่อวา(?![งดจรยสทนลก]|[ะ-ฺ็-๎])|เมื่อแลงวาน"),
    (3, r"มะเรื่อง(?:นี้)?|มะเรืองนี้"),
    (2, r"(?:วัน)?มะรืน(?:นี้)?|มะฮืน|มื้อฮือ"),
    (1, rf"(?:วัน)?(?:พรุ่งนี้|พรุ้งนี้|พุ่งนี้|พรุ่งนิ้|พรุ่งนี่){_WHEN}?|วันพรุ่ง|มื้ออื่น|วันพูก|ต่อเช้า"),
    (0, rf"วันนี้|มื้อนี้|วันเนี้ย|(?:เมื่อ|ตอน)?{_WHEN}นี้|เมื่อ(?:เช้ามืด|เช้า|สาย|บ่าย|เย็น|ค่ำ|กี้|กี๊|ครู่|ตะกี้)(?:นี้)?|ตะกี้|ตอนนี้|เดี๋ยวนี้|ขณะนี้"),
)  # fmt: skip
_NEAR = tuple((days, re.compile(words)) for days, words in _NEAR_DAYS)

_UNIT = "(?P<unit>วัน|คืน|มื้อ|อาทิตย์|อาทิด|สัปดาห์|เดือน|ปี)"
_AGO = re.compile(rf"\s*{_UNIT}\s*(?:ก่อน|ที่แล้ว|ที่ผ่านมา|มาแล้ว|แล้ว|ให้หลัง)")
_AHEAD_BEFORE = re.compile(r"(?:อีก|ในอีก)\s*(?:ประมาณ|ราวๆ?|สัก|ซัก)?\s*$")
_AHEAD = re.compile(rf"\s*{_UNIT}(?P<after>\s*(?:ข้างหน้า|ถัดไป|จากนี้))?")
_ONE_AHEAD = re.compile(rf"อีก\s*(?:สัก|ซัก)?\s*(?P<half>ครึ่ง)?{_UNIT}\s*(?:หนึ่ง|นึง|เดียว)?(?![ก-ฮ])")
_SPAN = re.compile(r"(?P<unit>อาทิตย์|อาทิด|สัปดาห์|เดือน|ปี)\s*(?P<which>ที่แล้ว|ก่อน|ที่ผ่านมา|กลาย|นี้|หน้า|ที่จะถึง)|(?:เมื่อ)?วันก่อน(?!วาน)")
_EDGE = re.compile(r"(?P<edge>สิ้น|ปลาย|ต้น|กลาง)เดือน(?P<which>ที่แล้ว|ก่อน|หน้า|นี้)?")

_PAST_WHICH = r"ที่แล้ว|ที่ผ่านมา|ก่อน|เพิ่งผ่าน|กลาย"
_FUTURE_WHICH = r"ที่จะถึง|ที่จะมาถึง|ถัดไป|หน้า|นี้"
_WEEKDAY = re.compile(
    rf"(?P<ago>เมื่อ{_WHEN}?\s*)?(?P<day>วัน)?{WEEKDAY}(?![ก-ฮ]*เดือน)\s*(?:(?P<past>{_PAST_WHICH})|(?P<future>{_FUTURE_WHICH}))?(?!\s*(?:ที่\s*)?\d)"
)
_ALONE = re.compile(rf"(?:วัน)?{WEEKDAY}")


def relative_days(text: str, today: date, lean: Lean | None) -> list[DateReading]:
    """Every such wording in the (normalised, digits turned) text; may overlap, `find_dates` sorts that out."""
    return [
        *_near(text, today),
        *_counted(text, today),
        *_spans(text, today),
        *_edges(text, today),
        *_weekdays(text, today, lean),
    ]


def weekday_alone(text: str, today: date, lean: Lean | None) -> DateReading | None:
    """ "พุธ" or "วันอาทิตย์" as a whole answer; None if it is not that."""
    match = _ALONE.fullmatch(text)
    return _which_weekday(_weekday(match), today, lean) if match else None


def _near(text: str, today: date) -> Iterator[DateReading]:
    for days, pattern in _NEAR:
        for match in pattern.finditer(text):
            yield DateReading(add_days(today, days)).at(*match.span())


def _counted(text: str, today: date) -> Iterator[DateReading]:
    for number in find_numbers(text):
        steps = int(min(number.value, 10_000)) if number.whole else 0
        ago, ahead = _AGO.match(text, number.end), _AHEAD.match(text, number.end)
        before = _AHEAD_BEFORE.search(text, 0, number.start)
        if ago and not number.also:
            yield _moved(today, -steps, ago["unit"]).at(number.start, ago.end())
        elif ahead and (before or ahead["after"]) and not number.also:
            yield _moved(today, steps, ahead["unit"]).at(before.start() if before else number.start, ahead.end())
    for match in _ONE_AHEAD.finditer(text):
        days = {"เดือน": 15, "ปี": 183}.get(match["unit"], 3) if match["half"] else 0
        reading = DateReading(add_days(today, days), exact=False) if days else _moved(today, 1, match["unit"])
        yield reading.at(*match.span())


def _moved(today: date, steps: int, unit: str) -> DateReading:
    """Days and weeks are exact; "2 เดือนก่อน" is a memory, but "อีก 3 เดือน" is an appointment."""
    if unit in ("เดือน", "ปี"):
        return DateReading(add_months(today, steps * (12 if unit == "ปี" else 1)), exact=steps > 0)
    return DateReading(add_days(today, steps * (1 if unit in ("วัน", "คืน", "มื้อ") else 7)))


def _spans(text: str, today: date) -> Iterator[DateReading]:
    for match in _SPAN.finditer(text):
        which = match["which"]
        if which is None:
            words = "วันไหนคะ พิมพ์วันที่หรือบอกว่ากี่วันก่อนก็ได้ค่ะ"
            yield DateReading(None, why="which_one", words=words).at(*match.span())
        elif text[max(0, match.start() - 3) : match.start()] != "วัน":  # "วันอาทิตย์ที่แล้ว" is a Sunday
            step = 0 if which == "นี้" else 1 if which in ("หน้า", "ที่จะถึง") else -1
            moved = _moved(today, step, match["unit"]).day
            yield DateReading(moved, exact=False).at(*match.span())


def _edges(text: str, today: date) -> Iterator[DateReading]:
    for match in _EDGE.finditer(text):
        step = {"ที่แล้ว": -1, "ก่อน": -1, "หน้า": 1}.get(match["which"] or "", 0)
        month = add_months(today.replace(day=1), step)
        last = days_in_month(month.year, month.month)
        day = {"สิ้น": last, "ปลาย": last - 5, "ต้น": 1, "กลาง": 15}[match["edge"]]
        yield DateReading(month.replace(day=day), exact=match["edge"] == "สิ้น").at(*match.span())


def _weekdays(text: str, today: date, lean: Lean | None) -> Iterator[DateReading]:
    for match in _WEEKDAY.finditer(text):
        weekday, said = _weekday(match), match["day"] or match["ago"]
        # จันทร์ is also a name, อาทิตย์ also a week: without วัน or เมื่อ only "จันทร์นี้", "จันทร์ที่แล้ว".
        if not said and (weekday == 6 or not (match["past"] or match["future"])):
            continue
        yield _said_weekday(match, weekday, today, lean).at(*match.span())


def _said_weekday(match: re.Match, weekday: int, today: date, lean: Lean | None) -> DateReading:
    if match["past"] or match["ago"]:
        return DateReading(last_weekday(today, weekday))
    if match["future"] == "หน้า":  # Monday's "พุธหน้า" is the Wednesday of next week
        return DateReading(add_days(week_start(today), 7 + weekday))
    if match["future"]:
        return DateReading(next_weekday(today, weekday))
    return _which_weekday(weekday, today, lean)


def _which_weekday(weekday: int, today: date, lean: Lean | None) -> DateReading:
    if today.weekday() == weekday:
        return DateReading(today)
    return either(last_weekday(today, weekday), next_weekday(today, weekday), lean, "which_one")


def _weekday(match: re.Match) -> int:
    return next(number for number in range(7) if match[f"w{number}"])
