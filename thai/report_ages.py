"""Ages in a told story: "อายุ ๗๙", "ยายคำ 79", "น้อง 6 ขวบ", "ทารก 20 วัน", "หกสิบเอ็ดปี"; not years of something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thai.numbers import OLDEST
from thai.numerals import Number, find_numbers
from thai.report_words import any_of

_SAID = re.compile(r"(?:อายุ|วัย|(?<![ก-์])อ\.)\s*:?\s*(?:ได้|ราวๆ|ราว|ประมาณ|เกือบ|แค่|เพิ่ง|น่าจะ|สัก|ก็|ครบ|แกก็|กะ)*\s*$")
_NOT_BEFORE = re.compile(any_of("people", "no_age_before") + r"\s*$")
_ALONE_BEFORE = re.compile(r"(?:^|[\s\d])" + any_of("people", "no_age_before") + r"\s*$")
_DAY = r"วัน(?!นี้|ที่|พุธ|เสาร์|อาทิตย์|จันทร์|อังคาร|พฤหัส|ศุกร์)"     # "3 วัน", but not "82 วันนี้"
_NOT_AFTER = re.compile(
    r"\s*(?:กว่า\s*)?(?!ตัวคนเดียว|เดือน(?:นี้|ก่อน|หน้า|ที่))"
    rf"(?:คน(?!เดียว|ที่|โต|เล็ก|นี้|ขาย)|{_DAY}|/\s*\d|{any_of('people', 'no_age_after')})")
_YEARS = re.compile(
    r"\s*(?:กว่าๆ?|เศษ|ย่าง \d+|ต้นๆ|ปลายๆ)?\s*(?P<unit>ปี๋?|ขวบ|พรรษา|ฝน)(?P<already>\s*แล้ว)?"
    r"(?!\s*(?:ก่อน|ที่แล้ว|มาแล้ว|เต็ม|ละ|ที่ผ่าน|หน้า|ซ้อน|นี้|ได้))")
_YOUNG = re.compile(r"\s*(?:กว่า)?\s*(?P<unit>เดือน|วัน|สัปดาห์|อาทิตย์)(?!\s*(?:ก่อน|ละ|ที่แล้ว|แล้ว|มาแล้ว|ที่ผ่าน|หน้า|นี้))")
_BABY = re.compile(r"(?:ลูก|หลาน|น้อง|เด็ก|ทารก|อ่อน|น้อย|คนเล็ก|แฝด|อายุ|ละอ่อน|คลอด|คลอดได้|ลูกได้|ได้)[ก-์]{0,12}\s*$")
_OLD_ALREADY = re.compile(r"\s*แล้ว\s?(?:ยัง|แก|เพิ่น|เดิน|ไม่|ก็|ค่ะ|ครับ|แต่|อยู่|นะ|แข็ง)")
_AGED_ALREADY = re.compile(r"\s*(?:กว่าๆ?)?\s*(?:แล้ว|เต็ม|พอดี|เข้าไปแล้ว)")
_PRONOUN = re.compile(r"(?<![ก-์])" + any_of("people", "pronouns") + r"\s?(?:ปีนี้|เพิ่ง|ก็|น่าจะ|ราวๆ?|ประมาณ|ตอนนี้)*\s?$")
_SELF = re.compile(r"(?:(?<![ก-์])(?:ผม|ดิฉัน|หนู|ฉัน|ข้อย|ข่อย|เรา|เจ้าตัว)|ปีนี้(?:แก|เพิ่น|เปิ้น)?)\s?$")
_BORN = re.compile(r"(?<!เงิน)(?<!อุดหนุน)(?:ทารก|เด็ก|ด\.[ชญ]\.|ลูก)\s*(?:แรกเกิด|แบเบาะ|เพิ่งคลอด|เพิ่งเกิด)")

ITEMS = 13      # "(3)" counts a list; from here on it is an age in brackets (our own default)
YOUNGEST = 18    # years: fewer, said with ปีแล้ว, are how long something has lasted (our own default)
OLD = 55         # years: so many of something else, said with แล้ว or พอดี, are hardly ever told of (our own default)
GROWN = 30      # years: as many years of something else are seldom told of (our own default)


@dataclass(frozen=True)
class ToldAge:
    """years: completed. start, end: with อายุ and ปี. said: a word tells that it is an age; else it only stands behind a name."""

    years: int
    start: int
    end: int
    said: bool


def find_ages(text: str) -> list[ToldAge]:
    """Every number of the text (normalised, digits turned) that may be an age, in order."""
    found = [age for number in find_numbers(text) if (age := _age(number, text))]
    return sorted([*found, *_newborn(text, found)], key=lambda age: age.start)


def _age(number: Number, text: str) -> ToldAge | None:
    before, years = text[: number.start], _YEARS.match(text, number.end)
    said, value = _SAID.search(before), _years(number)
    young = _YOUNG.match(text, number.end)
    if young and (said or _BABY.search(before[-20:])) and value is not None and not re.search("ท้อง|ครรภ์", before[-12:]):
        months = value if young["unit"] == "เดือน" else 0
        return ToldAge(months // 12, said.start() if said else number.start, young.end(), True) if value <= 60 else None
    if value is None or value > OLDEST:
        return None
    if said:
        return ToldAge(value, said.start(), years.end() if years else number.end, True)
    sure = years and (years["unit"] == "ขวบ" or value >= OLD)
    if (_NOT_BEFORE if years else _ALONE_BEFORE).search(before[-12:]) and not sure:
        return None
    if years:
        child = years["unit"] == "ขวบ"
        if years["already"] and value < YOUNGEST and not child:
            return None
        said = child or value >= (OLD if years["already"] else GROWN)
        return ToldAge(value, number.start, years.end(), said)
    if (_OLD_ALREADY.match(text, number.end) and value >= GROWN) or (_AGED_ALREADY.match(text, number.end) and value >= OLD):
        return ToldAge(value, number.start, number.end, True)
    if value > ITEMS and (_PRONOUN.search(before[-16:]) or _SELF.search(before[-16:])) and not _NOT_AFTER.match(text, number.end):
        return ToldAge(value, number.start, number.end, True)
    if number.spelled and "สิบ" not in text[number.start : number.end]:
        return None
    listed = text[number.end : number.end + 1] == ")" and value < ITEMS and not re.search(r"[ก-์]\s?\($", before)
    bare = not listed and not _NOT_AFTER.match(text, number.end) and not re.search(r"[\d.,/:\-]$", before)
    return ToldAge(value, number.start, number.end, False) if bare else None


def _years(number: Number) -> int | None:
    """ "79-80" is 79: the lower end."""
    return int(min(number.value, 10**6, *number.also)) if number.value >= 0 else None


def _newborn(text: str, found: list[ToldAge]) -> Iterator[ToldAge]:
    for match in _BORN.finditer(text):
        near = any(0 <= age.start - match.end() < 30 for age in found)
        if not near:
            yield ToldAge(0, match.end(), match.end(), True)
