"""Where a told story names somebody: "ยายคำ", "นางสาวรัตติยา ใจดี", "ลูกชายชื่อโกวิท", "เมียป้าละออ"."""

import re
from dataclasses import dataclass
from typing import Literal

from thai.names import known_given_name
from thai.report_words import any_of, words

Sex = Literal["m", "f"]

LONGEST = 22        # letters of a given name with its marks: longer is a sentence (our own default)

_SEX: dict[str, Sex | None] = {
    **dict.fromkeys(words("people", "either"), None),
    **dict.fromkeys(words("people", "m"), "m"),
    **dict.fromkeys(words("people", "f"), "f"),
}
_KIN = "|".join(map(re.escape, sorted(_SEX, key=len, reverse=True)))
# A run of kin terms: "หลานสาวชื่อน้อง", "เมียป้า". No word begins behind a vowel that is written first, nor ends before a mark.
_RUN = re.compile(rf"(?<![เแโใไ])(?:(?!{any_of('people', 'no_kin')}(?![ะ-ฺ็-๎ๅ]))(?:{_KIN})(?![ะ-ฺ็-๎ๅ])\s?){{1,4}}")
_ONE = re.compile(rf"(?:{_KIN})(?![ะ-ฺ็-๎ๅ])")
_NAME = re.compile(rf"\s?(?P<name>[เแโใไ]?[ก-ฮ][ก-์]{{0,{LONGEST}}})")
_NEVER = re.compile(any_of("people", "never") + "(?![ะ-ฺ็-๎ๅ])")
_END = re.compile(any_of("people", "ends"))
_NO_NAME = re.compile(any_of("people", "no_name"))
_WEAK_END = re.compile(any_of("people", "weak_ends") + "$")
_BESIDE = re.compile(any_of("people", "beside") + r"\s?$")
_NOT_BEFORE = re.compile(any_of("people", "not_before") + r"[\s:]*$")
_NOT_AFTER = re.compile(r"\s?" + any_of("people", "not_after"))
_OPENS = re.compile(rf"(?:^|[\s(,\-:)\d\"']|{any_of('people', 'opens')})$")
_RISKY = words("people", "risky")
_PART_OF_NAME = words("people", "part_of_name")
_FAMILY = re.compile(r"\s(?P<family>[เแโใไ]?[ก-ฮ][ก-์]{2,24})(?=\s*(?:\d|อายุ|อ\.\s?\d|$|[,(\n/]))")
_FAMILY_OF_FORMAL = re.compile(r"\s(?P<family>[เแโใไ]?[ก-ฮ][ก-์]{2,24}|แซ่[ก-์]+)(?=\s|[,(\n/]|\d|อายุ|$)")
_FORMAL = re.compile(r"(?:นาย|นาง|นางสาว|น\.?ส\.?|ด\.?[ชญ]\.?|เด็กชาย|เด็กหญิง)\s?$")
SURE = 9            # letters without marks: before an age, so short a word is a name as a whole (our own default)
LONG_END = 4        # letters of a word that ends a name even before an age: shorter ones stand in names too (our own default)
_CALLED = re.compile(r"[ก-์]{0,12}ชื่อ(?:น้อง|พี่|นางสาว|นาง|นาย|ยาย|คุณ|ป้า|ลุง)?")
# No word begins so: the rest of another word, whose beginning looked like a kin term.
_NO_ONSET = re.compile(r"[ก-ฮ][เแโใไ]|ง[ก-ฮ]|[งยนมลวบด][ก-ฮ][่-๋ั]")
_MARKS = re.compile("[ัิ-ฺ็-๎]")


@dataclass
class Mention:
    """Somebody who is spoken of. name: "" if only a kin term was said. kin: the terms, as typed. beside: no subject.

    apart: a word of its own as far as the letters before it tell.
    """

    kin: str
    name: str
    sex: Sex | None
    start: int
    end: int
    age: int | None = None
    age_at: int | None = None
    age_end: int = 0
    beside: bool = False
    apart: bool = False
    words: str = ""


def find_mentions(text: str, ages: list[int] = ()) -> list[Mention]:
    """Everybody who is called by a kin term or title, in order. text: normalised, digits turned. ages: where ages begin."""
    found: list[Mention] = []
    for run in _RUN.finditer(text):
        if not found or run.start() >= found[-1].end:
            mention = _mention(run, text, ages)
            if mention.apart or mention.kin not in _RISKY or {mention.end, mention.end + 1} & {*ages}:
                found.append(mention)
    return found


def _mention(run: re.Match, text: str, ages: list[int]) -> Mention:
    kin = _kin(run.group().rstrip())
    start = run.start() + len(kin)
    name, end = _name(text, start, kin, next((age for age in ages if age >= start), None))
    before = text[max(0, run.start() - 16) : run.start()]
    beside = bool(_BESIDE.search(before) or _NOT_BEFORE.search(before) or _NOT_AFTER.match(text, end))
    apart = bool(_OPENS.search(before))
    return Mention(kin, name, _sex(kin), run.start(), end, beside=beside, apart=apart, words=text[run.start() : end])


def _kin(run: str) -> str:
    """The terms alone: in "น.ส.มะทู" มะ begins the name."""
    terms = list(_ONE.finditer(run))
    last = terms[-1]
    joined = len(terms) > 1 and last.group() in _PART_OF_NAME and run[last.start() - 1 : last.start()] != " "
    return run[: last.start()] if joined else run


def _sex(kin: str) -> Sex | None:
    """Of several terms the last that tells: "เมียลุง" is not said of one person, "ลูกสาวน้อง" is."""
    told = [_SEX[one.group()] for one in _ONE.finditer(kin)]
    return next((sex for sex in reversed(told) if sex), None)


def _name(text: str, start: int, kin: str, age: int | None) -> tuple[str, int]:
    """The name behind the terms and where it ends; ("", start) if there is none. An age right behind makes it sure."""
    token = _NAME.match(text, start, len(text) if age is None else age)
    called = _CALLED.match(token["name"]) if token else None
    if called:  # "ลูกชายผมชื่อบูม"
        token = _NAME.match(text, token.start("name") + called.end(), len(text) if age is None else age)
    if not token or _NEVER.match(text, token.start("name")) or _NO_ONSET.match(token["name"]):
        return "", start
    place = token.start("name")
    sure = age is not None and text[token.end() : age].strip(" (") == ""
    if place > start and not (called or sure or _FORMAL.search(kin) or kin.endswith("ชื่อ")):
        return "", start
    name = token["name"] if sure and _short(token["name"]) else _cut(token["name"])
    if len(name) < 2 or (not sure and _starts_other(name, text[place:])):
        return "", start
    family = _family(text, place + len(name), kin, age) if len(name) == len(token["name"]) else None
    return (f"{name} {family['family']}", family.end()) if family else (name, place + len(name))


def _family(text: str, start: int, kin: str, age: int | None) -> re.Match | None:
    """The family name behind a given name: what stands before the age, or behind a formal title, and is no other word."""
    family = (_FAMILY_OF_FORMAL if _FORMAL.search(kin) else _FAMILY).match(text, start, len(text) if age is None else age)
    other = family and any(word.match(family["family"]) for word in (_END, _NO_NAME, _KIN_START))
    return None if other else family


_KIN_START = re.compile(rf"(?:{_KIN})(?![ะ-ฺ็-๎ๅ])")


def _short(token: str) -> bool:
    """Is this no longer than a name, and is no plain word of the end of one in it?"""
    plain = any(len(end.group()) >= LONG_END for end in _END.finditer(token, 2))
    return len(_MARKS.sub("", token)) <= SURE and not plain


def _cut(token: str) -> str:
    """The token without what is no name any more: "บุญมีนอนป่วย" → "บุญมี"."""
    if known_given_name(token):
        return token
    for end in _END.finditer(token, 2):
        if not re.match("[ะ-ฺ็-๎ๅ]", token[end.end() :]) and token[end.start() - 1] not in "เแโใไัื็":
            token = token[: end.start()]
            break
    weak = _WEAK_END.search(token)
    return token[: weak.start()] if weak and weak.start() >= 2 and not known_given_name(token) else token


def _starts_other(name: str, rest: str) -> bool:
    """Is this another word that only begins like a kin term and a name (ตา-บอด)?"""
    other = _NO_NAME.match(rest)
    return bool(other) and not re.match("[ะ-ฺ็-๎ๅ]", rest[other.end() :]) and not known_given_name(name)
