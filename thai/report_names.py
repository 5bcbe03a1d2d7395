"""Where a told story names somebody: "ยายคำ", "นางสาวรัตติยา ใจดี", "ลูกชายชื่อโกวิท", "เมียป้าละออ"."""

import re
from dataclasses import dataclass
from typing import Literal

from thai.name_ends import name_end
from thai.name_words import ends_with_word, known_family_name, may_part
from thai.names import known_given_name
from thai.report_words import any_of, words

Sex = Literal["m", "f"]

_SEX: dict[str, Sex | None] = {
    **dict.fromkeys(words("people", "either"), None),
    **dict.fromkeys(words("people", "m"), "m"),
    **dict.fromkeys(words("people", "f"), "f"),
}
_KIN = "|".join(map(re.escape, sorted(_SEX, key=len, reverse=True)))
# A run of kin terms: "หลานสาวชื่อน้อง", "เมียป้า". No word begins behind a vowel that is written first, nor ends before a mark.
_RUN = re.compile(rf"(?<![เแโใไ])(?:(?!{any_of('people', 'no_kin')}(?![ะ-ฺ็-๎ๅ]))(?:{_KIN})(?![ะ-ฺ็-๎ๅ])\s?){{1,4}}")
_ONE = re.compile(rf"(?:{_KIN})(?![ะ-ฺ็-๎ๅ])")
_NEVER = re.compile(any_of("people", "never") + "(?![ะ-ฺ็-๎ๅ])")
_END = re.compile(any_of("people", "ends"))
_NO_NAME = re.compile(any_of("people", "no_name"))
_NO_NAMES = frozenset(words("people", "no_name"))
_BESIDE = re.compile(any_of("people", "beside") + r"\s?$")
_NOT_BEFORE = re.compile(any_of("people", "not_before") + r"[\s:]*$")
_NOT_AFTER = re.compile(r"\s?" + any_of("people", "not_after"))
_OPENS = re.compile(rf"(?:^|[\s(,\-:)\d\"']|{any_of('people', 'opens')})$")
_RISKY = words("people", "risky")
_PART_OF_NAME = words("people", "part_of_name")
_FAMILY = re.compile(r"\s(?P<family>[เแโใไ]?[ก-ฮ][ก-์]{2,24})(?=\s*(?:\d|อายุ|อ\.\s?\d|$|[,(\n/]))")
_FAMILY_OF_FORMAL = re.compile(r"\s(?P<family>[เแโใไ]?[ก-ฮ][ก-์]{2,24}|แซ่[ก-์]+)(?=\s|[,(\n/]|\d|อายุ|$)")
_FORMAL = re.compile(r"(?:นาย|นาง|นางสาว|น\.?ส\.?|ด\.?[ชญ]\.?|เด็กชาย|เด็กหญิง)\s?$")
LONG = 9            # letters without marks: so long a name behind a title may be two (our own default)
SHORTEST_FAMILY = 4 # letters of a family name that was typed without a blank (our own default)
_LETTERS = re.compile(r"\s?(?P<letters>[เแโใไ]?[ก-ฮ][ก-์]*)")
_OWNER = r"(?:ผม|หนู|แก|ฉัน|เขา|เค้า|ข่อย|เรา|เฮา|เพิ่น|เปิ้น|คน[ก-์]{1,8}?|ของ[ก-์]{1,8}?|แท้ๆ|เล็กๆ)"
_CALLED = re.compile(rf"{_OWNER}{{0,2}}(?:ชื่อ|จื้อ)(?:เล่น|จริง|ว่า)?(?:น้อง|พี่|นางสาว|นาง|นาย|ยาย|คุณ|ป้า|ลุง|ปู่|อ้าย)?")
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


@dataclass(frozen=True)
class Place:
    """Letters without a blank that may begin with a name. kin: the last term before. then: what stops them (see `name_end`)."""

    kin: str
    text: str
    start: int
    then: str


def find_mentions(text: str, ages: list[int] = ()) -> list[Mention]:
    """Everybody who is called by a kin term or title, in order. text: normalised, digits turned. ages: where ages begin."""
    found: list[Mention] = []
    for run in _RUN.finditer(text):
        if not found or run.start() >= found[-1].end:
            mention = _mention(run, text, ages)
            if mention.apart or mention.kin not in _RISKY or {mention.end, mention.end + 1} & {*ages}:
                found.append(mention)
    return found


def places_of_names(text: str, ages: list[int]) -> list[Place]:
    """Every place where a name may stand, whether one does or not: what the choice of its end is learned from."""
    runs = ((_kin(run.group().rstrip()), run.start()) for run in _RUN.finditer(text))
    places = (_place(text, start + len(kin), kin, _next(ages, start + len(kin))) for kin, start in runs)
    return [place for place in places if place]


def _mention(run: re.Match, text: str, ages: list[int]) -> Mention:
    kin = _kin(run.group().rstrip())
    start = run.start() + len(kin)
    name, end = _name(text, start, kin, _next(ages, start))
    before = text[max(0, run.start() - 16) : run.start()]
    beside = bool(_BESIDE.search(before) or _NOT_BEFORE.search(before) or _NOT_AFTER.match(text, end))
    apart = bool(_OPENS.search(before) or (_ONE.match(kin).group() not in _RISKY and ends_with_word(before)))
    return Mention(kin, name, _sex(kin), run.start(), end, beside=beside, apart=apart, words=text[run.start() : end])


def _next(ages: list[int], start: int) -> int | None:
    return next((age for age in ages if age >= start), None)


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
    """The name behind the terms and where it ends; ("", start) if there is none."""
    place = _place(text, start, kin, age)
    letters = name_end(place.text, place.kin, place.then) if place and not _NEVER.match(place.text) else 0
    name = place.text[:letters] if place else ""
    if not name or (name in _NO_NAMES and place.then != "age" and not known_given_name(name)):
        return "", start
    end = place.start + letters
    family = _family(text, end, kin, age) if letters == len(place.text) else None
    if family:
        return f"{name} {family['family']}", family.end()
    if not _FORMAL.search(kin):
        return name, end
    rest = place.text[letters:]
    if place.then == "age" and len(rest) >= SHORTEST_FAMILY and not _begins_other(rest):
        return f"{name} {rest}", end + len(rest)
    return _parted(name), end


def _place(text: str, start: int, kin: str, age: int | None) -> Place | None:
    """The letters behind the terms; None if no name can begin there. A blank is stepped over only before what surely is one."""
    stop = len(text) if age is None else age
    token = _LETTERS.match(text, start, stop)
    called = _CALLED.match(token["letters"]) if token else None
    if called:  # "ลูกชายผมชื่อบูม"
        token = _LETTERS.match(text, token.start("letters") + called.end(), stop)
    if not token or _NO_ONSET.match(token["letters"]):
        return None
    then = _stop(text, token.end(), kin, age)
    named = called or kin.endswith(("ชื่อ", "จื้อ", "ชื่อว่า", "ชื่อเล่น"))
    if token.start("letters") > start and not (named or then == "age" or _FORMAL.search(kin)):
        return None
    last = "ชื่อ" if named else [*_ONE.finditer(kin)][-1].group()
    return Place(last, token["letters"], token.start("letters"), then)


def _stop(text: str, end: int, kin: str, age: int | None) -> str:
    if age is not None and not text[end:age].strip(" ("):
        return "age"
    if _family(text, end, kin, age):
        return "family"
    return "blank" if text[end : end + 1] == " " else "stop"


def _family(text: str, start: int, kin: str, age: int | None) -> re.Match | None:
    """The family name behind a given name: what stands before the age, or behind a formal title, and is no other word."""
    family = (_FAMILY_OF_FORMAL if _FORMAL.search(kin) else _FAMILY).match(text, start, len(text) if age is None else age)
    return family if family and (known_family_name(family["family"]) or not _begins_other(family["family"])) else None


def _begins_other(family: str) -> bool:
    matches = (word.match(family) for word in (_END, _NO_NAME, _ONE))
    return any(match and (match.end() == len(family) or may_part(family, match.end())) for match in matches)


def _parted(name: str) -> str:
    """ "บรรจงชัยสงคราม": given and family name were typed without a blank."""
    if known_given_name(name) or len(_MARKS.sub("", name)) < LONG:
        return name
    given = [end for end in range(3, len(name) - 4) if may_part(name, end) and known_given_name(name[:end])]
    if not given:
        return name
    rest = name[given[-1] :]
    return name[: given[-1]] + ("" if _begins_other(rest) else f" {rest}")
