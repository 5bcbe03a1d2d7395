"""The lexicon of danger: reads thai/data/dangers.toml, and finds its entries in a text.

How the lines of the file are written stands at its top.
"""

import itertools
import re
import tomllib
from functools import cache
from pathlib import Path

from thai.text import normalise

GAP = 15    # letters between two parts of an entry: about three words (our own default)
SHORT = 6   # letters: a shorter part must have its tone marks right (our own default)
LONG = 8    # letters: in a part as long as this they do not matter at all (our own default)

_TONES = "่้๊๋"
_SAME = str.maketrans(
    {"ศ": "ส", "ษ": "ส", "ณ": "น", "ใ": "ไ", "ฬ": "ล"} | dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)))
_STRETCHED = re.compile(r"([^\W\d_]|[\u0e30-\u0e4e])\1{2,}")
_DOUBLED = re.compile(r"([^\W\d_]|[\u0e30-\u0e4e])\1+")
_CHOICE = re.compile(r"\(([^()]*)\)|\{(\w+)\}")
_BEFORE = frozenset("เแโไใ")            # a vowel written before its consonant: no word begins behind it
_NONE: dict = {}
_AFTER = frozenset("ัิีึืฺุู็์ําะำ")     # what belongs to the letter before it: no word ends in front of it


class Page:
    """A text made ready for searching: `bare` without tone marks and stretched letters (ด้วยยยย), `tones` the mark of each letter.

    Positions are those of `bare`; `slice` gives the words as they stand in the normalised text. doubled: letters typed
    twice count once as well, for short cries (ช่วยยด้วยย); in a long text that would join words.
    """

    def __init__(self, text: str, doubled: bool = False):
        self.text = normalise(text)
        self._places = [*self._kept(_DOUBLED if doubled else _STRETCHED), len(self.text)]
        self.bare = "".join(self.text[place] for place in self._places[:-1]).casefold().translate(_SAME)
        self.tones = [self._tone(place + 1) for place in self._places[:-1]]

    def _kept(self, runs: re.Pattern) -> list[int]:
        dropped = {place for run in runs.finditer(self.text) for place in range(run.start() + 1, run.end())}
        return [place for place, letter in enumerate(self.text) if letter not in _TONES and place not in dropped]

    def _tone(self, place: int) -> str:
        return self.text[place] if place < len(self.text) and self.text[place] in _TONES else ""

    def slice(self, start: int, end: int) -> str:
        return self.text[self._places[start] : self._places[end]]

    def has(self, part: "Part", start: int) -> bool:
        """Does this part stand here, as a word of its own as far as the letters tell?"""
        end = start + len(part.bare)
        if not self.bare.startswith(part.bare, start) or self.bare[end : end + 1] in _AFTER:
            return False
        if start and self.bare[start - 1] in _BEFORE:
            return False
        return part.sounds_like(self.tones[start:end])

    def cover(self, spans):
        """Blots out what must not be heard. The length stays the same."""
        for start, end in spans:
            self.bare = self.bare[:start] + "\0" * (end - start) + self.bare[end:]


class Part:
    def __init__(self, words: str):
        page = Page(words)
        self.bare, self.tones = page.bare, page.tones

    def sounds_like(self, tones: list[str]) -> bool:
        """A tone mark left out is forgiven in all but the shortest, a wrong one only in the longest."""
        if len(self.bare) < SHORT:
            return tones == self.tones
        return len(self.bare) >= LONG or all(heard in ("", meant) for heard, meant in zip(tones, self.tones, strict=True))


_part = cache(Part)  # one object a part: thousands of entries share a few hundred


class Entries:
    """Many entries with a payload each, found together. rows: (words, payload)."""

    def __init__(self, rows):
        self._by_start: dict[str, dict[str, tuple]] = {}
        for words, payload in rows:
            head, *rest = map(_part, words.split("…"))
            group = self._by_start.setdefault(head.bare[:3], {})
            group.setdefault(head, (head, []))[1].append((tuple(rest), payload))

    def find(self, page: Page):
        """(start, end, payload) of everything on the page, in order of their beginnings. An end is behind the last letter."""
        for start in range(len(page.bare) - 1):
            for size in (1, 2, 3):
                for head, tails in self._by_start.get(page.bare[start : start + size], _NONE).values():
                    if page.has(head, start):
                        yield from _whole(page, start, start + len(head.bare), tails)


def _whole(page: Page, start: int, end: int, tails):
    for rest, payload in tails:
        last = _end(page, rest, end)
        if last is not None:
            yield start, last, payload


def _end(page: Page, rest: tuple[Part, ...], end: int) -> int | None:
    for part in rest:
        place = page.bare.find(part.bare, end, end + GAP + len(part.bare))
        while place >= 0 and not page.has(part, place):
            place = page.bare.find(part.bare, place + 1, end + GAP + len(part.bare))
        if place < 0:
            return None
        end = place + len(part.bare)
    return end


def spelled_out(line: str, lists: dict[str, str]) -> set[str]:
    """Every form of one line: "(ก|ข)…ค" gives "ก…ค" and "ข…ค"; lists: {name: words with blanks between}."""
    choice = _CHOICE.search(line)
    if not choice:
        return {line}
    words = spelled_words(lists[choice[2]], lists) if choice[2] else choice[1].split("|")
    forms = (line[: choice.start()] + word + line[choice.end() :] for word in words)
    return set(itertools.chain.from_iterable(spelled_out(form, lists) for form in forms))


def spelled_words(words: str, lists: dict[str, str]) -> list[str]:
    return list(itertools.chain.from_iterable(spelled_out(word, lists) for word in words.split()))


def read(name: str = "dangers.toml") -> dict:
    """{section: {heading: [words, spelled out]}} of the file; the section `lists` is used up."""
    told = tomllib.loads((Path(__file__).parent / "data" / name).read_text())
    lists = told.pop("lists")
    return {
        section: {heading: sorted(set().union(*(spelled_out(line, lists) for line in lines))) for heading, lines in parts.items()}
        for section, parts in told.items()
    }
