"""Taking a typed place apart: the village number, the words marked ต. อ. จ., and the words with no mark."""

import re
from dataclasses import dataclass
from typing import Literal

from thai.numerals import Number, arabic, find_numbers
from thai.text import normalise

Level = Literal["province", "district", "subdistrict"]

_NEXT = r"\s?(?=[ก-ฮเแโใไ])"
# ต.ค. is October; a rank such as จ.ส.อ. has a dot before the letter.
_MARKS: tuple[tuple[Level, str], ...] = (
    ("subdistrict", rf"(?:เทศบาลตำบล|(?<!สาม)ตำบล|ตำบน|แขวง|อบต\.?|ทต\.|(?<!\.)ต\.(?!ค\.)|(?<!\S)ต(?= )){_NEXT}"),
    ("district", rf"(?:กิ่งอำเภอ|อำเภอ|อัมเภอ|กิ่ง\s?อ\.|เขต(?!อ\.)|(?<!\.)อ\.|(?<!\S)อ(?= )){_NEXT}"),
    ("province", rf"(?:จังหวัด|จังหวัส|จว\.|(?<!\.)จ\.(?![สปอ]\.)|(?<!\S)จ(?= )){_NEXT}"),
)
_MARK = re.compile("|".join(f"(?P<{level}>{words})" for level, words in _MARKS))
_ENGLISH_MARK = re.compile(
    r"\b(?:tambon|tumbon|amphoe|amphur|ampur|changwat|khwaeng|khet|sub-?district|district|province|thailand|moo(?: ?ban)?)\b\.?",
    re.I,
)
_VILLAGE = re.compile(r"(?P<sure>หมู่บ้านที่|หมู่ที่|หมุ่ที่|หมู่|หมุ่|มู่ที่|\bmoo\b)\s*(?=\d|[ก-ฮ])|(?<!\.)(?:ม\.|(?<![ก-ฮะ-์])ม)\s*(?=\d)", re.I)
# ม.3 is also the third year of secondary school, and ม.35 a section of a law.
_SCHOOL = re.compile(
    r"(?:ชั้น|เรียน|จบ|วุฒิ|เด็ก|เข้า|ตอน|รุ่นพี่|หญิง|ศูนย์|ศูนย์จ้างงาน|มาตรา|หลาน|ลูกสาว|ลูกชาย|ลงมาเรียน|ถึง|ตั้งแต่|(?:น้อง|ด\.[ชญ]\.)\s?[ก-์]+)\s*$"
)
_CLASS = re.compile(r"(?:ชั้น|เรียน|จบ|วุฒิ|สอบเข้า)\s*$")
_PLACE_NEXT = re.compile(r"\s*(?:บ้าน[ก-์]*\s*|บ\.[ก-์]*\s*)?(?:ต\.|ต |ตำบล|แขวง|อ\.|อำเภอ)")
_HOUSE = re.compile(r"(?:บ้านเลขที่|เลขที่|บ้าน\s?เลข|ที่อยู่)\s*:?\s*(?:\d+(?:/\d+)?)?|\d+/\d+|\d+")
# Words around a place that are no part of it.
_NOISE = re.compile(
    r"^(?:อยู่ที่|อยู่แถว|อยู่ใน|อยู่|แถว ?ๆ?|ที่|ใน|บ้านอยู่|คือ|ชื่อ|แถวบ้าน|ของ|พื้นที่|โทร.*|เบอร์.*)$|^(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|นะคะ|นะครับ|เจ้า|เด้อ)$"
)
_SPLIT = re.compile(r"[\s,;:/()|\"'“”!?…_]+|(?<![\w.])\.|\.(?=\s|$)|ฯ")


@dataclass(frozen=True)
class Term:
    """One word of a typed place. level: from its mark ("ต." …), None if it had none."""

    word: str
    level: Level | None = None


@dataclass(frozen=True)
class PlaceWords:
    """terms in the order typed; village_no from "ม.5", "หมู่ที่ ๕", "หมู่หก" (1 to 99), else None."""

    terms: tuple[Term, ...]
    village_no: int | None = None

    @property
    def marked(self) -> bool:
        return any(term.level for term in self.terms)


# Letters. A longer text is a message, not the answer to "where": there, only marked words and the two after each count.
LONGEST_ANSWER = 70


def read_place_words(text: str) -> PlaceWords:
    """Takes a typed place (or a whole message) apart. Never raises."""
    text = arabic(normalise(text)).replace("\n", " ")
    is_answer = len(text) <= LONGEST_ANSWER
    village_no, text = _without_village(text)
    text = _ENGLISH_MARK.sub(", ", _HOUSE.sub(" ", text))
    marks = list(_MARK.finditer(text))
    terms = _free(text[: marks[0].start() if marks else len(text)]) if is_answer or not marks else []
    if not is_answer and not marks:
        terms = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        words = _free(text[mark.end() : following.start() if following else len(text)])
        kept = words if is_answer else words[:3]
        terms += [Term(kept[0].word, _level(mark)), *kept[1:]] if kept else []
    return PlaceWords(tuple(terms), village_no)


def _level(mark: re.Match) -> Level:
    return next(level for level, _ in _MARKS if mark[level])


def _without_village(text: str) -> tuple[int | None, str]:
    """The village number, and the text without it. One beside ต. or อ. goes before one that stands alone."""
    found = [(match, number) for match in _VILLAGE.finditer(text) if (number := _village_number(text, match.end()))]
    beside = [
        pair
        for pair in found
        if _PLACE_NEXT.match(text, pair[0].end() + pair[1].end) and not _CLASS.search(text, 0, pair[0].start())
    ]
    alone = [pair for pair in found if pair[0]["sure"] or not _SCHOOL.search(text, 0, pair[0].start())]
    for match, number in beside or alone:
        return int(number.value), f"{text[: match.start()]} {text[match.end() + number.end :]}"
    return None, text


def _village_number(text: str, start: int) -> Number | None:
    number = next((n for n in find_numbers(text[start : start + 12]) if n.start == 0), None)
    return number if number and number.whole and 1 <= number.value <= 99 else None


def _free(text: str) -> list[Term]:
    """The unmarked words; a run of English words stays together ("pak kret")."""
    terms: list[Term] = []
    for part in re.split(r"[,;/()\n]+", text):
        if re.search("[A-Za-z]", part) and not re.search("[ก-ฮ]", part):
            terms += [Term(part.strip())] if part.strip() else []
        else:
            terms += [Term(word) for word in map(_bare, _SPLIT.split(part)) if len(word) > 1]
    return terms


def _bare(word: str) -> str:
    word = word.strip(".-–•*")
    return "" if _NOISE.match(word) else word
