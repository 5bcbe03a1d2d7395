"""Names of people as they are typed: "ยายคำ ใจดี 79", "นางคำ ใจดี อายุ ๗๙ ปี", "น้องเนส (ช) 17", "ยายคำ79".

A score for "is this the same person" is at the end; the keys of a search are in thai/name_keys.py.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from thai.numerals import arabic, find_numbers
from thai.spelling import fold
from thai.text import normalise
from thai.titles import SEX_OF, TITLE, WEAK, Sex

# Letters. The longest allowed family name under the Person Name Act is 10 consonants unless royally given; real ones
# with marks stay far below this, so a longer "name" is a sentence.
LONGEST = 60


@dataclass(frozen=True)
class PersonName:
    """The parts of a typed name. given is "" if there is none ("ยาย" alone), and then `why` is set.

    title: as typed, "" if none ("ด.ญ.", "แม่อุ้ย"). family, nickname: "" if not said. sex: "m", "f", or None where no title
    or bracket tells. age: whole years if said in the same words. why: None, "nothing", "too_long".
    """

    given: str
    family: str = ""
    title: str = ""
    nickname: str = ""
    sex: Sex | None = None
    age: int | None = None
    why: str | None = None

    @property
    def name(self) -> str:
        """Given and family name without title, normalised: "คำ ใจดี"."""
        return f"{self.given} {self.family}".strip()

    @property
    def shown(self) -> str:
        """As people say it, title included: "ยายคำ ใจดี", "ด.ญ.กัญญา"."""
        return f"{self.title}{self.name}"


_LEAD = re.compile(
    r"^(?:(?:คนที่|รายที่|เคสที่|ราย|เคส|คน)\s?\d+|\d{1,2}\s?[.)]|[-•*:]|ชื่อว่า|ชื่อ-สกุล|ชื่อสกุล|ชื่อ(?!เล่น)|คือ"
    r"|เป็น(?=ยาย|ตา|นาง|นาย)|เคส|ไปหา|เยี่ยม|บ้าน)\s*:?\s*"
)
_POLITE = re.compile(r"\s*(?:นะ)?(?:ค่ะ|คะ|ครับผม|ครับ|คับ|จ้า|จ้ะ|เจ้า|เด้อ)\s*[.!]*$")
_BRACKET = re.compile(r"[(\[（]([^)\]）]*)[)\]）]?|(?:ชื่อเล่น|ฉายา)\s*(?:ว่า|ชื่อ)?\s*(\S+)")
_SEX_WORDS: dict[str, Sex] = {"ช": "m", "ชาย": "m", "ผู้ชาย": "m", "ญ": "f", "หญิง": "f", "ผู้หญิง": "f"}
_SEX_SAID = re.compile(r"(?:^|[\s/,])(?:เพศ\s*)?(ผู้ชาย|ผู้หญิง|ชาย|หญิง|ช|ญ)\.?(?=[\s/,]|$)")
_AGE_DIGITS = re.compile(r"(?:อายุ|วัย|อ\.)?\s*(?:ราว\s?ๆ?|ประมาณ|ได้|เกือบ)?\s*(?<!\d)(\d{1,3})(?!\d|[/-]\d)\s*(ปี|ขวบ|เดือน|วัน)?")
_AGE_WORD = re.compile(r"(?:อายุ|วัย)\s*$")
_EDGES = re.compile(r"^[^\w\u0e00-\u0e7f]+|[^\w\u0e00-\u0e7f.]+$")
_ONSET = re.compile(r"[เแโใไ]?[ก-ฮ]")


def parse_name(text: str) -> PersonName:
    """Splits what was typed as somebody's name. Never raises; `why` says when there is no name in it.

    A title is cut off only where it surely is one: "นางนวล" is นาง + นวล, but อารี, ตาล and ป้าย stay whole. Number words are an
    age only beside อายุ, ปี or ขวบ or with สิบ in them, so นายสอง and แม่อุ้ยหมื่น keep their names.
    """
    text = _without_lead(arabic(normalise(text)).replace("\n", " "))
    text, nickname, sex = _without_brackets(text)
    text, age = _without_age(_POLITE.sub("", text))
    text, said_sex = _without_sex(text)
    text = _without_lead(_POLITE.sub("", text))
    title, rest, title_sex = _without_title(_EDGES.sub("", text))
    sex = sex or said_sex or title_sex
    return _parts(rest, PersonName("", title=title, nickname=nickname, sex=sex, age=age))


def _without_lead(text: str) -> str:
    while (rest := _LEAD.sub("", text)) != text:
        text = rest
    return text


def _without_brackets(text: str) -> tuple[str, str, Sex | None]:
    nickname, sex = "", None
    for match in _BRACKET.finditer(text):
        inside = (match[1] or match[2] or "").strip()
        sex = sex or _SEX_WORDS.get(inside.rstrip("."))
        if inside and inside not in _SEX_WORDS and not any(letter.isdigit() for letter in inside):
            nickname = nickname or re.sub(r"^ชื่อเล่น\s*(?:ว่า)?\s*", "", inside)
    kept = _BRACKET.sub(lambda m: f" {m[1]} " if m[1] and any(c.isdigit() for c in m[1]) else " ", text)
    return kept.strip(), nickname, sex


def _without_age(text: str) -> tuple[str, int | None]:
    match = next((m for m in _AGE_DIGITS.finditer(text) if m.start() or len(m[0].strip()) < len(text)), None)
    if match and int(match[1]) <= 122:
        years = int(match[1]) if match[2] in (None, "ปี", "ขวบ") else int(match[1]) // 12 if match[2] == "เดือน" else 0
        # What follows the age is about something else: "ยายคำ 79 อยู่คนเดียว".
        return text[: match.start()].strip(), years
    return _without_spelled_age(text)


def _without_spelled_age(text: str) -> tuple[str, int | None]:
    for number in find_numbers(text):
        before, after = text[: number.start], text[number.end :]
        said = _AGE_WORD.search(before) or re.match(r"\s*(?:ปี|ขวบ)", after)
        sure = said or ("สิบ" in text[number.start : number.end] and number.value > 10)
        years = min((v for v in (number.value, *number.also) if v <= 122), default=None)
        if number.spelled and sure and before.strip() and years is not None and number.whole:
            return _AGE_WORD.sub("", before).strip(), int(years)
    return text, None


def _without_sex(text: str) -> tuple[str, Sex | None]:
    match = _SEX_SAID.search(text)
    if not match or not match.start():
        return text, None
    return text[: match.start()].strip(" /,"), _SEX_WORDS[match[1]]


def _without_title(text: str) -> tuple[str, str, Sex | None]:
    """Cuts up to three titles off ("คุณ" + "ยาย", "อาจารย์ ดร."); the sex is that of the first that tells one."""
    titles = ""
    sex: Sex | None = None
    for _ in range(3):
        title = _title_of(text, first=not titles)
        if not title:
            break
        rest = text[len(title) :].lstrip(" .")
        if title.endswith(".") and rest.startswith("หญิง"):
            rest, sex = rest.removeprefix("หญิง").strip(), "f"
        titles, text, sex = titles + title, rest, sex or SEX_OF[title]
    return titles, text, sex


def _title_of(text: str, *, first: bool) -> str:
    """The longest title that the text begins with and that leaves a name standing; "" if none."""
    fitting = [t for t in _titles_at(text) if _is_title(t, text[len(t) :], first)]
    return max(fitting, key=len, default="")


def _titles_at(text: str) -> list[str]:
    longest = TITLE.match(text)
    return [t for t in SEX_OF if text.startswith(t)] if longest else []


def _is_title(title: str, rest: str, first: bool) -> bool:
    if not rest.strip():
        return first  # "ยาย" alone: a title without a name
    if rest[0] in " .":
        return first or title not in WEAK or rest[0] == " "
    if not _ONSET.match(rest) or len(rest.split()[0]) < 2:
        return False  # ตา-ล, ป้า-ย, นางสาว-ิตรี
    if title not in WEAK:
        return first or title.endswith(".")
    return first and not _is_whole_name(title + rest.split()[0], rest.split()[0])


def _is_whole_name(whole: str, rest: str) -> bool:
    """อารี is a name, so it is not อา + รี, unless the rest is the likelier name (ตา + สี)."""
    known = given_names()
    return whole in known and (rest not in known or len(rest) < 4)


def known_given_name(word: str) -> bool:
    """Is this one of the 12,000 given names of pythainlp? The first call loads them (10 ms, about 10 MB)."""
    return word in given_names()


@cache
def given_names() -> frozenset[str]:
    """The 12,000 given names of pythainlp. Loaded at the first name with a doubtful title: 10 ms, about 10 MB with pythainlp."""
    from pythainlp.corpus import common

    return frozenset(common.thai_male_names() | common.thai_female_names())


def _parts(rest: str, person: PersonName) -> PersonName:
    words = [_EDGES.sub("", word) for word in rest.split()]
    words = [word for word in words if re.search(r"[^\W\d_]", word)]
    if not words:
        return replace(person, given=person.nickname, why=None if person.nickname else "nothing")
    if len(words) > 5 or len(rest) > LONGEST:
        return replace(person, given=words[0], why="too_long")
    return replace(person, given=words[0], family=" ".join(words[1:]))


def same_person_score(a: str, b: str) -> float:
    """How likely two typed names mean one person, as `likeness` tells it."""
    return likeness(parse_name(a), parse_name(b))


def likeness(one: PersonName, two: PersonName) -> float:
    """How likely two names mean one person, 0 to 100, by edit distance. 90 and more: ask "คนเดียวกันไหม"; under 70: different.

    Given names count most; a family name counts only if both have one; a nickname may stand for a given name;
    contradicting sexes end it. Ages are not compared: they change.
    """
    if not one.given or not two.given or _sexes_differ(one, two):
        return 0.0
    pairs = [(x, y) for x in (one.given, one.nickname) for y in (two.given, two.nickname) if x and y]
    given = max(_alike(x, y) for x, y in pairs)
    if one.family and two.family:
        return round(0.6 * given + 0.4 * _alike(one.family, two.family), 1)
    return round(given * 0.95, 1) if one.family or two.family else given


def begins_like(begun: PersonName, whole: PersonName) -> bool:
    """Was only the beginning of a given name typed? บุญ for บุญเหลือ."""
    start = fold(begun.given)
    return len(start) >= 2 and fold(whole.given).startswith(start) and not _sexes_differ(begun, whole)


def _sexes_differ(one: PersonName, two: PersonName) -> bool:
    return bool(one.sex and two.sex and one.sex != two.sex)


def _alike(a: str, b: str) -> float:
    key = fuzz.ratio(fold(a), fold(b))
    return round(0.8 * key + 0.2 * fuzz.ratio(a, b), 1)
