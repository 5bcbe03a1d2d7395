"""Finding numbers in a Thai sentence: digits, Thai digits, number words, and mixtures of them.

Only numbers; what a number means (money, age, date) is for the modules above this one.
"""

import re
import unicodedata
from dataclasses import dataclass

from thai.text import normalise

_OTHER_DIGIT = re.compile(r"[^\D0-9]")

_UNITS = {
    "ศูนย์": 0, "หนึ่ง": 1, "นึง": 1, "เอ็ด": 1, "ยี่": 2, "สอง": 2, "สาม": 3, "สี่": 4,
    "ห้า": 5, "หก": 6, "เจ็ด": 7, "เจด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_SCALES = {"สิบ": 10, "ซาว": 20, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}

# Number words that are only the head of another word: สามี husband, หกล้ม to fall, ห้าม forbid …
_NOT_NUMBERS = (
    "สามี|สามัญ|สามาร|สามัค|สามเณร|สามล้อ|หกล้ม|หกคะเมน|ห้าม|ห้าง|เก้าอี้|เก้ๆ|พันธ|พันท้าย|แสนสุข|แสนดี|แสนยา|ล้านนา|ล้านช้าง"
    "|สองแคว|สองพี่น้อง|หกสิบ(?=ร้อย)|ร้อยกรอง|ร้อยมาลัย|ร้อยละ|ร้อยตำรวจ|ร้อยโท|ร้อยตรี|ร้อยเอก|พันตรี|พันโท|พันเอก|สิบตรี|สิบโท|สิบเอก|ยี่ห้อ|สี่แยก|สามแยก|ห้าแยก"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_WORDS = "|".join(sorted([*_UNITS, *_SCALES, "ครึ่ง", "จุด"], key=len, reverse=True))
_ATOM = re.compile(
    rf"(?P<other>{_NOT_NUMBERS})|(?P<digits>{_DIGITS})(?P<thousand>\s?[kK](?![A-Za-z]))?|(?P<word>{_WORDS})(?![ะ-ฺ็-๎])"
)
_ABOUT_BEFORE = re.compile(r"(?:ประมาณ|ราวๆ|ราว|เกือบ|ใกล้|น่าจะ|สัก|ซัก|เกิน|ไม่เกิน|ไม่ถึง|ตก|แถว ?ๆ)\s*$")
_ABOUT_AFTER = re.compile(r"\s*(?:กว่า|เศษ|ต้นๆ|ปลายๆ|นิดๆ)")
# A longer row of digits is a card or a slip of the thumb, not an amount; whole floats are exact up to here.
_MOST = 1e15
_BETWEEN = re.compile(r"\s*(?:-|–|—|~|ถึง|หรือ|ไม่ก็)\s*")


@dataclass(frozen=True)
class Number:
    """A number found in a text.

    value: what it most likely is. also: what else it may be ("ร้อยห้า" is 150 in a price, 105 in a count;
    the far end of a range). about: said as an estimate (ประมาณ, กว่า). start, end: where, in normalised text.
    spelled: written in words, at least in part.
    """

    value: float
    start: int
    end: int
    also: tuple[float, ...] = ()
    about: bool = False
    spelled: bool = False

    @property
    def whole(self) -> bool:
        return self.value.is_integer()


@dataclass(frozen=True)
class _Atom:
    kind: str  # "digits", "unit", "scale", "half", "point"
    value: float
    start: int
    end: int
    word: str


def arabic(text: str) -> str:
    """The text with Thai digits (and those of any other script) turned: "๗๙" → "79". The length stays the same."""
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number in the text, in order. Positions count in `normalise(text)`; never raises.

    "๑,๐๐๐" 1000 · "1พัน" 1000 · "2.5 พัน" 2500 · "สามพันห้า" 3500 · "พันสอง" 1200 · "ครึ่งหมื่น" 5000 ·
    "เจ็ดสิบเก้า" 79 · "12k" 12000 · "ห้าหกพัน" and "500-600" one number with the other end in `also`.
    """
    text = arabic(normalise(text))
    groups = _grouped(_atoms(text), text)
    numbers = [_number(group, text) for group in groups]
    return tuple(_with_ranges([number for number in numbers if number], text))


def _atoms(text: str) -> list[_Atom]:
    return [_atom(match) for match in _ATOM.finditer(text) if not match["other"]]


def _atom(match: re.Match) -> _Atom:
    start, end = match.span()
    if match["digits"]:
        value = min(float(match["digits"].replace(",", "")) * (1000 if match["thousand"] else 1), _MOST)
        return _Atom("digits", value, start, end, match.group())
    word = match["word"]
    if word in _UNITS:
        return _Atom("unit", _UNITS[word], start, end, word)
    if word in _SCALES:
        return _Atom("scale", _SCALES[word], start, end, word)
    return _Atom("half" if word == "ครึ่ง" else "point", 0.5, start, end, word)


def _grouped(atoms: list[_Atom], text: str) -> list[list[_Atom]]:
    groups: list[list[_Atom]] = []
    for place, atom in enumerate(atoms):
        following = atoms[place + 1] if place + 1 < len(atoms) else None
        gap = text[groups[-1][-1].end : atom.start] if groups else "?"
        if gap in ("", " ") and _continues(groups[-1], atom, gap, _scale_of(atom, following, text)):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return groups


def _scale_of(atom: _Atom, following: _Atom | None, text: str) -> float:
    """The scale that belongs to a bare digit: 100 for the 5 of "5 ร้อย", else 1."""
    if following is None or following.kind != "scale" or text[atom.end : following.start] not in ("", " "):
        return 1
    return following.value


def _continues(group: list[_Atom], atom: _Atom, gap: str, scale: float) -> bool:
    """Does this atom go on with the number before it? "3 พัน 5 ร้อย" does; "79 สองคน" does not."""
    last = group[-1]
    if atom.kind == "scale":
        return _may_scale(group, atom)
    if last.kind == "scale":
        # A blank ends the number unless a smaller scale follows: "สองพัน 5 คน", "ห้าพันหกพัน" are two.
        return (atom.value * scale < last.value or scale == 1_000_000) and (not gap or scale > 1)
    if gap or atom.kind == "digits":
        return not gap and last.kind == "point"
    return last.kind in ("unit", "point") and atom.kind in ("unit", "point")


def _may_scale(group: list[_Atom], atom: _Atom) -> bool:
    last = group[-1]
    if last.kind == "digits":  # "12 พัน", "2.5 ล้าน"; but not the "600 ร้อยเอ็ด" of an address
        return last.value < (1000 if atom.value == 1_000_000 else 100) and last.value < atom.value
    if last.kind == "scale":
        return atom.value < last.value or atom.value == 1_000_000
    return last.kind in ("unit", "half")


def _number(group: list[_Atom], text: str) -> Number | None:
    start, end = group[0].start, group[-1].end
    value, also = _value(group)
    if value is None:
        return None
    after = _ABOUT_AFTER.match(text, end)
    about = bool(after or _ABOUT_BEFORE.search(text, 0, start))
    spelled = any(atom.kind != "digits" for atom in group)
    return Number(value, start, after.end() if after else end, also, about, spelled)


def _value(group: list[_Atom]) -> tuple[float | None, tuple[float, ...]]:
    """The value of one run of atoms, and what else it may be. None if it is no number ("ครึ่ง" alone)."""
    point = next((place for place, atom in enumerate(group) if atom.kind == "point"), None)
    if point is not None:
        return _decimal(group[:point], group[point + 1 :]), ()
    pair = _pair(group)
    if pair:
        return pair[0], pair[1:]
    total, section, last, pending = 0.0, 0.0, 0.0, None
    for atom in group:
        if atom.kind == "scale":
            coefficient = 1.0 if pending is None else pending.value
            if atom.value == 1_000_000 and section:  # สิบสองล้าน: all that was said so far, millions
                total, section = (section + (pending.value if pending else 0)) * atom.value, 0.0
            else:
                section += coefficient * atom.value
            last, pending = atom.value, None
        else:
            pending = atom
    return _with_tail(total + section, last, pending)


def _with_tail(value: float, last: float, tail: _Atom | None) -> tuple[float | None, tuple[float, ...]]:
    """Adds what stands after the last scale: พันสอง 1,200, ร้อยห้า 150 or 105, ยี่สิบเอ็ด 21, พันครึ่ง 1,500."""
    if tail is None:
        return value, ()
    if tail.kind == "half":
        return (value + last / 2, ()) if last else (None, ())
    if tail.word == "นึง":  # พันนึง: one thousand
        return value, ()
    short = last >= 100 and 1 <= tail.value <= 9 and tail.word != "เอ็ด"
    if not short:
        return value + tail.value, ()
    if last == 100:
        return value + tail.value * 10, (value + tail.value,)
    return value + tail.value * last / 10, ()


def _decimal(before: list[_Atom], after: list[_Atom]) -> float | None:
    if not before or not after:
        return _value(before or after)[0] if (before or after) else None
    whole = _value(before)[0]
    digits = "".join(str(int(atom.value)) for atom in after if atom.kind in ("unit", "digits"))
    return None if whole is None else float(f"{int(whole)}.{digits or 0}")


def _pair(group: list[_Atom]) -> tuple[float, ...]:
    """ "ห้าหกพัน" is five or six thousand. Empty if the run is not of that kind."""
    units = [atom for atom in group if atom.kind == "unit"]
    scales = [atom for atom in group if atom.kind == "scale"]
    if len(units) < 2 or group[: len(units)] != units:
        return ()
    scale = 1.0
    for atom in scales:
        scale *= atom.value
    return tuple(atom.value * scale for atom in units) if len(scales) <= 1 else ()


def _with_ranges(numbers: list[Number], text: str) -> list[Number]:
    """Two numbers with a dash, ถึง or หรือ between are one answer with two ends."""
    kept: list[Number] = []
    for number in numbers:
        before = kept[-1] if kept else None
        if before and not before.also and before.value < number.value and _are_ends(before, number, text):
            kept[-1] = _range(before, number)
        else:
            kept.append(number)
    return kept


def _are_ends(low: Number, high: Number, text: str) -> bool:
    """ "500-600", "ห้าพันถึงหกพัน", and "ร้อยสองร้อย", which needs no word between."""
    if low.end == high.start:
        return low.spelled and high.spelled and high.value >= 100
    return bool(_BETWEEN.fullmatch(text, low.end, high.start))


def _range(low: Number, high: Number) -> Number:
    # "5-6 พัน" means five to six thousand: the scale of the end counts for the start too.
    scale = next((s for s in (1_000_000, 100_000, 10_000, 1_000, 100) if high.value >= s), 1)
    start = low.value * scale if high.spelled and not low.spelled and low.value * scale < high.value else low.value
    return Number(start, low.start, high.end, (high.value,), low.about or high.about, low.spelled or high.spelled)
