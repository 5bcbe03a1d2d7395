"""Where a name ends in letters without blanks: "บุญมีนอนป่วย" is บุญมี and two words; "นอนป่วย" behind ยาย is no name at all.

Every place where it may end is rated by the letters before it as a name and by those behind it as words (thai/name_words.py). The
weights are plain numbers, learned from the seen part of the messages by benchmarks/train_names.py (thai/data/name_ends.json).
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from thai.name_words import as_name, as_words, kinds, may_part, words
from thai.names import known_given_name
from thai.report_words import any_of
from thai.report_words import words as words_of

WEIGHTS = Path(__file__).parent / "data" / "name_ends.json"
SHORTEST, LONGEST = 2, 22       # letters of a given name with its marks: longer is a sentence (our own default)
RARE = -14.0    # log of the share of a word that is in no list: rarer than the rarest (our own default)
AHEAD = 34      # letters looked at: a name and two words (our own default)
# Taken from "no name" behind terms that names follow: helpers and the dead are labelled with none (chosen on the seen part).
LEAN = 2.0
_MARKS = re.compile("[ัิ-ฺ็-๎]")
_FORMAL = words_of("people", "formal")
_NAMED = words_of("people", "named")
_SPOKEN = re.compile(any_of("people", "spoken"))


def name_end(text: str, kin: str, then: str) -> int:
    """How many letters of the text, which stands behind the kin term without a blank or after one, are a name; 0 if none.

    text: Thai letters alone. then: what stops it, "age", "family" (a family name and then an age), "blank" or "stop".
    """
    weights = _weights()
    rated = [(sum(weights.get(name, 0) * value for name, value in signs.items()), end) for end, signs in ends(text, kin, then)]
    none, *named = rated
    lean = LEAN if _class(kin) in ("named", "formal") else 0
    return max([(none[0] - lean, 0), *named])[1]


@cache
def _weights() -> dict[str, float]:
    return json.loads(WEIGHTS.read_text())


def ends(text: str, kin: str, then: str) -> Iterator[tuple[int, dict[str, float]]]:
    """Each place where the name may end (0: there is none), with its signs by name."""
    text = text[:AHEAD]
    rest, first = as_words(text)
    yield 0, _no_name(text, kin, rest, first, then)
    for end in range(SHORTEST, min(len(text), LONGEST) + 1):
        if end == len(text) or may_part(text, end):
            yield end, {**_name(text[:end], kin, rest[0] - rest[end]), **_behind(text[end:], rest[end], first[end], then)}


def _no_name(text: str, kin: str, rest: list[float], first: list[str], then: str) -> dict[str, float]:
    word = first[0]
    return {
        "none": 1.0,
        f"none behind {_class(kin)}": 1.0,
        f"none, {_kind(word)}": 1.0,
        "none, rest": rest[0] / 10,
        f"none, then {then}": 1.0,
        "none, common": words().get(word, RARE) / 10,
        "none, whole": float(word == text),
        "none, spoken": float(bool(_SPOKEN.match(text))),
    }


def _name(name: str, kin: str, said: float) -> dict[str, float]:
    """said: how likely the same letters are as words."""
    letters = len(_MARKS.sub("", name))
    known, word = known_given_name(name), name in words()
    return {
        "known": float(known),
        "word": float(word and not known),
        f"{min(letters, 9)} letters": 1.0,
        "as name": as_name(name) / 10,
        "rather name": (as_name(name) - said) / 10,
        f"{_class(kin)}, known": float(known),
        f"a {_kind(name)}": float(word and not known),
    }


def _behind(text: str, rest: float, word: str, then: str) -> dict[str, float]:
    if not text:
        return {f"all, {then}": 1.0}
    return {
        "rest": rest / 10,
        f"then {_kind(word)}": 1.0,
        "then common": words().get(word, RARE) / 10,
        "then spoken": float(bool(_SPOKEN.match(text))),
        f"{min(len(word), 4)} letters behind": 1.0,
    }


def _class(kin: str) -> str:
    """Terms that seldom stand without a name count as one; of the others each for itself."""
    return "formal" if kin in _FORMAL else "named" if kin in _NAMED else kin


def _kind(word: str) -> str:
    """The part of speech; "word" if it is a word of no known kind, "nothing" if it is none."""
    return kinds().get(word, "word" if word in words() else "nothing")
