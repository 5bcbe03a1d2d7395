"""Folding Thai spelling: words that sound alike get the same key.

Typists slip where letters share a sound (ศ ษ ส, ณ น, ฎ ด, ญ ย) and forget or double the marks above.
`fold` takes those differences away. It is a key for searching, never a word to show.
"""

import re

from thai.text import normalise

_SAME_SOUND = str.maketrans(
    {
        **dict.fromkeys("ศษ", "ส"),
        "ณ": "น",
        "ญ": "ย",
        "ฬ": "ล",
        **dict.fromkeys("ฎฏต", "ด"),
        **dict.fromkeys("ธฑฒถฐ", "ท"),
        "ภ": "พ",
        **dict.fromkeys("ฆฃฅข", "ค"),
        "ฌ": "ช",
        "ใ": "ไ",
        "ฤ": "ร",
        "ี": "ิ",
        "ื": "ึ",
        "ู": "ุ",
        **dict.fromkeys("่้๊๋็ฺ๎ๆฯ", None),
    }
)
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_NOT_LETTER = re.compile(r"[^\w\u0e00-\u0e7f]|_")


def fold(text: str) -> str:
    """The sound-alike key of a Thai or English word: "วิเชตนคร" and "วิเชดนคร" have the same.

    Drops tone marks, silenced letters (ศักดิ์ → สัก), length of ิ ึ ุ, blanks and punctuation; folds letters of
    one sound and doubled letters; lower case. May be empty, if nothing in the text is a letter.
    """
    text = _NOT_LETTER.sub("", normalise(text).casefold())
    text = _SILENT.sub("", text).translate(_SAME_SOUND)
    text = text.replace("รร", "ั").replace("ัย", "ย").replace("ไย", "ไ").replace("ํา", "ำ")
    return re.sub(r"(\D)\1+", r"\1", text)
