"""Thai text: one spelling for what looks the same, comparing commands, counting and cutting.

`normalise` comes first everywhere in this room; positions given by other modules are positions in
normalised text.
"""

import re
import unicodedata
from typing import Literal

import regex

Unit = Literal["graphemes", "utf16"]

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e]")
# A zero-width joiner holds emoji together; beside Thai it is only a slip of a keyboard.
_JOINER_IN_THAI = re.compile("(?<=[\u0e00-\u0e7f])\u200d|\u200d(?=[\u0e00-\u0e7f])")
_WIDE = re.compile("[\uff01-\uff5e\u3000]+")
_BLANKS = re.compile(r"[^\S\n]+")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
_STRETCHED = re.compile(r"([^\W\d_]|[\u0e30-\u0e4e])\1{2,}")
_LETTERS = re.compile(r"[^\w\u0e00-\u0e7f]|[_๏๚๛ๆฯ]")

# Below, above, tone, silencer: the order in which Thai marks are stored (Unicode 16, section 16.1).
_MARK_ORDER = dict.fromkeys("ฺุู", 0) | dict.fromkeys("ัิีึืํ็", 1) | dict.fromkeys("่้๊๋", 2)

_PARTICLES = re.compile(
    "(?:นะ|น่ะ|น้า)?(?:ครับผม|ครับ|คร้าบ|ครับป๋ม|คับ|คั้บ|งับ|ค่ะ|คะ|ค๊ะ|ค้ะ|ค่า|ค้า|ค่าา|จ้ะ|จ๊ะ|จ้า|จ๋า|จร้า|เจ้า|เด้อ|เน้อ|ฮะ|ฮับ)$|(?:นะ|น่ะ|น้า)$"
)


def normalise(text: str) -> str:
    """One spelling for text that looks the same on a phone. Doing it twice changes nothing.

    Puts right: doubled marks (ศุกร์์), split or misplaced sara am, marks in the wrong order, เเ for แ,
    ๅ for า, full-width letters, invisible characters, repeated blanks. Line breaks stay. Words and
    their length are otherwise left alone: "ด่วนนน" stays as it was cried.
    """
    text = _INVISIBLE.sub("", _JOINER_IN_THAI.sub("", text))
    text = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide.group()), text)
    text = _order_marks(unicodedata.normalize("NFC", text))
    text = re.sub("เเ", "แ", re.sub("(?<![ฤฦ])ๅ", "า", text))
    text = _BLANKS.sub(" ", re.sub(r"\r\n?", "\n", text))
    return re.sub(r" ?\n ?", "\n", text).strip()


def _order_marks(text: str) -> str:
    text = text.replace("ำ", "ํา")
    text = re.sub("(ํ[ัิ-ฺ็-๎]*)า([่-๋]+)", r"\1\2า", text)
    text = _MARKS.sub(lambda marks: _ordered(marks.group()), text)
    return re.sub("ํ([่-๋]*)า", r"\1ำ", text)


def _ordered(marks: str) -> str:
    kept = sorted(marks, key=lambda mark: _MARK_ORDER.get(mark, 3))
    return "".join(mark for place, mark in enumerate(kept) if mark not in kept[:place])


def plain(text: str) -> str:
    """The bare words, for comparing what was typed with a command.

    "ยกเลิก ค่ะ", "ยกเลิกนะคะ!!" and "ยกเลิกกกก" are all "ยกเลิก". Lower case, no blanks, no
    punctuation or emoji, no polite ending; a message that is only politeness ("ค่ะ") is kept.
    Not for showing, and not for names: it also takes the end off ชนะ.
    """
    text = _STRETCHED.sub(r"\1", normalise(text).casefold())
    text = _LETTERS.sub("", text)
    for _ in range(3):  # "ค่ะพี่นะคะ" has two; more is a joke, not a command
        rest = _PARTICLES.sub("", text)
        text = rest if len(rest) >= 2 else text
    return text


def graphemes(text: str) -> int:
    """How many letters a reader sees: a Thai consonant with its marks is one (LINE counts labels so)."""
    return len(regex.findall(r"\X", text))


def utf16(text: str) -> int:
    """How many UTF-16 units the text takes: LINE counts message texts and altText so; an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int, unit: Unit) -> str:
    """The text, cut to at most `limit` units with "…" at the end if it was too long.

    Never cuts between a consonant and its marks, nor inside an emoji.
    Raises ValueError for a unit other than "graphemes" and "utf16".
    """
    if unit not in ("graphemes", "utf16"):
        raise ValueError(f"unknown unit {unit!r}")
    size = graphemes if unit == "graphemes" else utf16
    if (unit == "graphemes" and len(text) <= limit) or size(text) <= limit:     # letters are quicker counted than graphemes
        return text
    kept, left = "", limit - 1
    for letter in regex.findall(r"\X", text):
        left -= size(letter)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + "…" if limit > 0 else ""
