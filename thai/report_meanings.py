"""A told story in meanings: words that mean the same are one, so that "ผัวตบ", "สามีตี" and "ป้อบ้านต๋บ" read alike.

The words stand in thai/data/meanings.toml. What comes out is for the model of thai/report_signs.py alone.
"""

import tomllib
from functools import cache
from pathlib import Path

REACH = 3       # meanings from the first to the last of a pair (chosen by cross-validation on the seen part)
FAR = 30        # letters between two that still belong together (our own default)

_FILE = Path(__file__).parent / "data" / "meanings.toml"
_BEFORE = frozenset("เแโไใ")            # a vowel written before its consonant: no word begins behind it
_AFTER = frozenset("ัิีึืฺุู็์ําะำ่้๊๋")   # what belongs to the letter before it: no word ends in front of it
_GUARD = "nothing"


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    """{first two letters: {word: meaning}}, longest words first. A word that stands in two lists belongs to the first."""
    found: dict[str, dict[str, str]] = {}
    for meaning, words in tomllib.loads(_FILE.read_text())["meanings"].items():
        for word in words.split():
            word = word.replace("_", " ")
            found.setdefault(word[:2], {}).setdefault(word, meaning)
    return {start: dict(sorted(words.items(), key=lambda one: -len(one[0]))) for start, words in found.items()}


def meanings(text: str) -> set[str]:
    """Every meaning of the text, every two near each other, and every three in a row: "hit", "husband hit", "now husband hit"."""
    told = _read(text)
    found = {meaning for _, meaning in told}
    for place, (at, first) in enumerate(told):
        near = [meaning for start, meaning in told[place + 1 : place + 1 + REACH] if start - at <= FAR]
        found |= {f"{first} {other}" for other in near}
        found |= {f"{first} {near[0]} {near[1]}"} if len(near) > 1 else set()
    return found


def _read(text: str) -> list[tuple[int, str]]:
    """(where it begins, meaning) of each word that is known, from left to right, the longest first; none overlap."""
    told, at = [], 0
    while at < len(text):
        here = _lexicon().get(text[at : at + 2], {})
        word = next((word for word in here if _stands(word, text, at)), "")
        if word and here[word] != _GUARD:
            told.append((at, here[word]))
        at += len(word) or 1
    return told


def _stands(word: str, text: str, at: int) -> bool:
    end = at + len(word)
    return text.startswith(word, at) and text[end : end + 1] not in _AFTER and text[at - 1 : at] not in _BEFORE
