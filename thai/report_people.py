"""Whom a told story is about: the mentions of people, put together with their ages."""

import re
from dataclasses import replace

from thai.names import known_given_name
from thai.report_ages import ToldAge, find_ages
from thai.report_names import Mention, find_mentions
from thai.report_words import any_of, without_phones, words

FAR = 130           # letters from a kin term alone to "อายุ 70" said of whoever it is (our own default)
FAR_NAMED = 220     # and from somebody with a name (our own default)
NAMED_LATER = 120   # letters from "พ่อเฒ่า" to "แกชื่อสงวน" (our own default)
LONGEST_ALONE = 9   # letters of a name without an age: a longer one is likelier a sentence (our own default)
FAR_ALONE = 120     # to a number that stands alone (chosen on the seen part)
ELDER = 60          # years from which a number between blanks is taken for an age (chosen on the seen part)
ADULT = 15          # years: younger is nobody who is called ยาย or ลุง (our own default)

_TOUCHING = re.compile(
    r"[\s(,:/]*(?:อีก)?(?:(?:สอง|สาม|สี่|2|3|4)?\s?คน(?:เดียว|นี้|นั้น)?\s*)?(?:ก็|แก|เพิ่น|เปิ้น|น่าจะ|ราวๆ|ประมาณ|ปีนี้|ตอนนี้|เพิ่ง|วัย)*\s*")
_NAME_AND_AGE = re.compile(
    r"(?:^|\n|(?<![ก-์])(?:ไป)?บ้าน|เยี่ยม|ไปหา)\s?(?P<name>[เแโใไ]?[ก-ฮ][ก-์]{2,14})\s(?=[1-9]\d(?:\s|$|ปี|,))")
_BARE = re.compile(r"[\s(]*")
_AND = re.compile(r"\s*(?:กับ|และ|,|/|กะ)\s*")
# "ต้นกล้า 13 ใบข้าว 9 กับจ้ำม่ำ 2 ขวบ": names in a row after the first.
_LISTED = re.compile(r"\s*,?\s*(?:กับ|และ)?\s?(?P<name>(?!อีก|ทั้ง|คน|แต่|หาย|มี|อยู่|ไม่|เรียน|ตก|ป่วย)[เแโใไ]?[ก-ฮ][ก-์]{1,9})\s?")
_CALLED = re.compile(r"^(?:แก|น้อง|เด็ก|เธอ|ลูก|หลาน|ยาย|ตา|ลุง|ป้า|ปู่|ย่า)?ชื่อ")
_NAMED = re.compile(any_of("people", "named"))
# "ผัวเมาแล้วตี", "เสียชีวิตเมื่อเดือนก่อน": right behind somebody. "โดนหลานตี": round somebody.
_DEAD = re.compile(r"\s?(?:แก|ก็|เพิ่ง|ได้|นั้น|\s)*(?:" + any_of("people", "died") + ")")
_HURTS = re.compile(
    rf"(?:\s|{any_of('people', 'before_blow')}|{any_of('people', 'weapon')}[ก-์]{{1,8}}?)*{any_of('people', 'blow')}"
    r"(?!ปลอม|ผุ|หลุด|หลอ|ร่วง)")  # ฟัน are teeth, too
_SEX_BEFORE = re.compile(r"(?:(?P<f>หญิง|แม่เลี้ยงเดี่ยว|แม่เดี่ยว|แม่ม่าย)|(?P<m>ผู้ชาย|พ่อเลี้ยงเดี่ยว|พ่อเดี่ยว|พ่อม่าย))[ก-์]{0,14}\s?$")
_SEX_BEHIND = re.compile(
    r"[\s,(]*(?:\d+[\sปีขวบ]*)?(?:แก|น้อง)?(?:เป็น|เพศ)?(?:เด็ก)?\s?"
    r"(?:(?P<f>ผู้หญิง|หญิง|ท้อง\s?\d|ท้องแก่|ตั้งครรภ์)|(?P<m>ผู้ชาย|ชาย(?![ก-์])))")
_GROWN = re.compile(any_of("people", "grown") + r"(?!.*(?:ลูก|หลาน|เหลน|น้อง|ด\.|เด็ก|ชื่อ))")
_PRONOUNS = words("people", "pronouns")
_ROOTS = ("ยาย", "ตา", "ปู่", "ย่า", "ลุง", "ป้า", "น้า", "อา", "พ่อ", "แม่", "พี่", "น้อง", "ทวด", "หลาน", "ลูก")


def find_people(text: str) -> list[Mention]:
    """The subjects, in order of their first mention. text: normalised, digits turned."""
    ages = find_ages(without_phones(text))
    mentions = [one for one in find_mentions(text, [age.start for age in ages]) if one.name or one.kin not in _PRONOUNS]
    mentions = sorted([*mentions, *_called_by_name(text, mentions)], key=lambda one: one.start)
    for first, age in zip([None, *ages], ages, strict=False):
        if not (first and _pair(first, age, mentions, text)):
            _give(age, mentions, text)
    mentions.sort(key=lambda one: one.start)
    named = _named_later(mentions, text)
    merged = _merged([_sexed(one, text) for one in named if one.name or one.age is not None or one.sex])
    return [one for one in merged if not (one.beside or _is_other(one, text)) and _counts(one)]


def _called_by_name(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "ขนิษฐา 46 หย่าแล้ว": a known name at a beginning, without a kin term, and an age right behind it."""
    found = [one for one in _NAME_AND_AGE.finditer(text) if known_given_name(one["name"])]
    free = [one for one in found if all(one.end("name") <= other.start or other.end <= one.start("name") for other in mentions)]
    return [Mention("", one["name"], None, one.start("name"), one.end("name"), words=one["name"]) for one in free]


def _sexed(one: Mention, text: str) -> Mention:
    """With the sex that stands beside the name: "แม่เลี้ยงเดี่ยวชื่อจุ๋ม", "พี่อาร์ต 41 ผู้ชาย", "น้องพลอย 19 ท้อง 6 เดือน"."""
    told = _SEX_BEFORE.search(text, 0, one.start) or _SEX_BEHIND.match(text, max(one.end, one.age_end))
    return one if one.sex or not told else replace(one, sex="f" if told["f"] else "m")


def _is_other(one: Mention, text: str) -> bool:
    """Dead, or who does the harm."""
    behind = max(one.end, one.age_end)
    return bool(_DEAD.match(text, behind) or _HURTS.match(text, behind) or one.kin == "ไอ้")


def _counts(one: Mention) -> bool:
    """Whoever has an age, or a name that surely is one."""
    like_a_name = len(one.name) <= LONGEST_ALONE or known_given_name(one.name.split()[0])
    named = one.name and one.apart and _NAMED.fullmatch(one.kin) and like_a_name
    return one.age is not None or bool(named)


def _give(age: ToldAge, mentions: list[Mention], text: str) -> None:
    """Files an age under the person it is said of; one said of nobody makes a person of its own."""
    before = [one for one in mentions if one.end <= age.start + 1 and _may_be(one, age.years)]
    last = before[-1] if before else None
    if last and len(before) > 1 and _beside_name(before[-2], last, text):
        last = before[-2]
    gap = text[before[-1].end : age.start] if last else "?"
    if last and last.age is None and (_BARE if not age.said else _TOUCHING).fullmatch(gap):
        _file(age, last, text)
    elif last and last.age is not None and (listed := _LISTED.fullmatch(text, last.age_end, age.start)):
        other = Mention(last.kin, listed["name"], None, listed.start("name"), listed.end(), words=listed["name"])
        _file(age, other, text)
        mentions.append(other)
    elif age.said:
        person = _nearest(before, age)
        if not person:
            person = Mention("", "", None, age.start, age.end, words=text[age.start : age.end])
            mentions.append(person)
        _file(age, person, text)
    elif (person := _nearest(before, age)) and person.name and age.start - person.end <= FAR_ALONE and _stands_alone(age, text):
        _file(age, person, text)


def _nearest(before: list[Mention], age: ToldAge) -> Mention | None:
    """The last one who has no age yet, rather one with a name."""
    near = [one for one in before if one.age is None and not one.beside and age.start - one.end <= _reach(one)]
    return next((one for one in reversed(near) if one.name), near[-1] if near else None)


def _stands_alone(age: ToldAge, text: str) -> bool:
    """ "ไปดูบ้านยายเวียงกับผู้ใหญ่ ปกติครับ 76": so large a number between blanks is seldom anything else."""
    return age.years >= ELDER and not (text[: age.start][-1:] + text[age.end : age.end + 1]).strip()


def _may_be(one: Mention, years: int) -> bool:
    """No grandmother is seven: "ยายคำเลี้ยงหลาน 7 ขวบ"."""
    return years >= ADULT or not _GROWN.match(one.kin)


def _reach(one: Mention) -> int:
    return FAR_NAMED if one.name else FAR


def _pair(first: ToldAge, second: ToldAge, mentions: list[Mention], text: str) -> bool:
    """ "ตาสวัสดิ์กับยายเจียม (69 กับ 66)", "ลูก 5 ขวบกับ 1 ขวบ": the second of two ages, given to the second of two people."""
    bearer = next((one for one in mentions if one.age_at == first.start), None)
    if not bearer or not _AND.fullmatch(text[first.end : second.start]):
        return False
    ageless = [one for one in mentions if one.end <= bearer.start and one.age is None]
    before = [one for one in ageless if _AND.fullmatch(text[one.end : bearer.start])]
    if before:
        _file(first, before[-1], text)
        _file(second, bearer, text)
    elif bearer.name:
        return False
    else:
        twin = replace(bearer)
        _file(second, twin, text)
        mentions.append(twin)
    return True


def _beside_name(named: Mention, kin: Mention, text: str) -> bool:
    """ "นายวีระ ดวงแก้ว บุตร อายุ ๓๔": the term says whose he is."""
    return bool(named.name) and named.age is None and not kin.name and text[named.end : kin.start] in ("", " ")


def _file(age: ToldAge, person: Mention, text: str) -> None:
    person.age, person.age_at, person.age_end = age.years, age.start, age.end
    person.words = f"{person.words} … {text[age.start : age.end]}" if age.start - person.end > 2 else text[person.start : age.end]


def _named_later(mentions: list[Mention], text: str) -> list[Mention]:
    """ "พ่อเฒ่าเข้าป่า … แกชื่อสงวน": one person."""
    kept: list[Mention] = []
    for one in mentions:
        called = one.name and _CALLED.search(one.kin) and kept
        earlier = [other for other in kept if not other.name and one.start - other.end < NAMED_LATER and _fits(other, one)]
        if called and earlier:
            _join(earlier[-1], one)
        else:
            kept.append(one)
    return kept


def _fits(one: Mention, other: Mention) -> bool:
    sexes, ages = {one.sex, other.sex} - {None}, {one.age, other.age} - {None}
    return len(sexes) < 2 and len(ages) < 2


def _join(one: Mention, other: Mention) -> None:
    one.name = one.name or other.name
    one.sex = one.sex or other.sex
    one.age = other.age if one.age is None else one.age
    one.beside = one.beside and other.beside
    one.words = one.words if other.words in one.words else f"{one.words} … {other.words}"


def _merged(mentions: list[Mention]) -> list[Mention]:
    """The same person spoken of again: by the same name, or by the kin term alone where only one bears it."""
    kept: list[Mention] = []
    for one in mentions:
        same = next((other for other in kept if _same(other, one)), None)
        if same:
            _join(same, one)
        else:
            kept.append(one)
    return kept


def _same(one: Mention, other: Mention) -> bool:
    if not _fits(one, other):
        return False
    if one.name and other.name:
        return one.name.split()[0] == other.name.split()[0]
    roots = {root for root in _ROOTS if root in one.kin} & {root for root in _ROOTS if root in other.kin}
    return bool(roots) and (one.age is None or other.age is None)
