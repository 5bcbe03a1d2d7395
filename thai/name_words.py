"""What tells a name from other words, all of it pythainlp's: given names and their letters, words, how frequent and of what kind.

Read once, at the first name: about a second and at most 30 MB; `gunicorn.conf.py` does it before the workers fork.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from thai.names import given_names, known_given_name

RAREST = 20         # times that a word stands in the Thai National Corpus: rarer ones are mostly slips (our own default)
LONGEST_WORD = 12   # letters of a word looked for: what is longer is made of others (our own default)
UNKNOWN = -7.0      # log of the chance of a letter in no word (our own default)
KNOWN = -7.5        # log of the chance of a known given name: old people's are few and common (our own default)
MIX = 0.15          # share of the names that are in no list (our own default)
_THAI = re.compile("[ก-์]+")


@cache
def words() -> dict[str, float]:
    """The log of each word's share of all words (Thai National Corpus)."""
    counts = {word: count for word, count in _counted() if count >= RAREST and len(word) > 1 and _THAI.fullmatch(word)}
    total = math.log(sum(counts.values()))
    return {word: math.log(count) - total for word, count in counts.items() if len(word) <= LONGEST_WORD}


def _counted() -> Iterator[tuple[str, int]]:
    """Line by line: pythainlp's own `tnc.word_freqs` holds all 100,000 at once, 25 MB that a process never gives back."""
    with files("pythainlp.corpus").joinpath("tnc_freq.txt").open(encoding="utf-8") as lines:
        for word, tab, count in (line.partition("\t") for line in lines):
            if tab:
                yield word, int(count)


@cache
def kinds() -> dict[str, str]:
    """The commonest part of speech of 8,000 words, as Universal Dependencies names them (the TUD and the PUD treebank)."""
    from pythainlp.corpus import get_corpus_as_is

    read = [json.loads("".join(get_corpus_as_is(name))) for name in ("pos_ud_unigram-v0.2.json", "pos_tud_unigram.json")]
    return {word: kind for part in read for word, kind in part.items() if word in words()}


@cache
def _letters() -> tuple[dict[str, float], dict[str, float]]:
    """How often a letter follows two others in given names, and one other. "^" begins and "$" ends a name."""
    three, two, begun, begun_by_one = Counter(), Counter(), Counter(), Counter()
    for name in given_names():
        told = f"^^{name}$"
        for place in range(2, len(told)):
            three[told[place - 2 : place + 1]] += 1
            begun[told[place - 2 : place]] += 1
            two[told[place - 1 : place + 1]] += 1
            begun_by_one[told[place - 1]] += 1
    return (
        {piece: count / begun[piece[:2]] for piece, count in three.items()},
        {piece: count / begun_by_one[piece[0]] for piece, count in two.items()},
    )


def as_name(name: str) -> float:
    """The log of how likely somebody is called so: by the given names that are known, else by its letters."""
    spelt = math.log(MIX) + _spelt(f"^^{name}$")
    return max(KNOWN, spelt) if known_given_name(name) else spelt


def known_family_name(name: str) -> bool:
    """Is this one of the 9,000 family names of pythainlp?"""
    from pythainlp.corpus import common

    return name in common.thai_family_names()


def _spelt(told: str) -> float:
    three, two = _letters()
    return sum(
        math.log(0.7 * three.get(told[place - 2 : place + 1], 0) + 0.25 * two.get(told[place - 1 : place + 1], 0) + 0.0007)
        for place in range(2, len(told))
    )


def as_words(text: str) -> tuple[list[float], list[str]]:
    """For each place of a text without blanks: how likely what stands from there on is in words, and the first of these words."""
    known, ends = words(), len(text)
    best, first = [0.0] * (ends + 1), [""] * (ends + 1)
    for start in range(ends - 1, -1, -1):
        best[start], first[start] = UNKNOWN + best[start + 1], ""
        for end in range(start + 2, min(start + LONGEST_WORD, ends) + 1):
            weight = known.get(text[start:end])
            if weight is not None and weight + best[end] > best[start] and (end == ends or may_part(text, end)):
                best[start], first[start] = weight + best[end], text[start:end]
    return best, first


def may_part(text: str, place: int) -> bool:
    """May a word end and another begin here? Not before a mark or a vowel that follows, nor behind one that is written first."""
    return not ("ะ" <= text[place] <= "ฺ" or "ๅ" <= text[place] <= "๎") and text[place - 1] not in "เแโใไัื"


def ends_with_word(text: str) -> bool:
    """Does a word of three letters or more end where the text ends?"""
    return any(
        text[-letters:] in words() and (letters == len(text) or may_part(text, len(text) - letters))
        for letters in range(3, min(len(text), LONGEST_WORD) + 1)
    )
