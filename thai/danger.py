"""Hearing danger in free words, so that no open question swallows a cry for help.

Words of danger are found by the lexicon (thai/danger_words.py) and weighed. What is denied, long over or only thought of
does not count; what tells that all is well weighs against the rest. Whoever calls this asks before anything is done, so it
would rather hear too much than too little.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from thai.danger_words import Entries, Page, read

# Weights, all our own default, chosen on the seen part of tests/thai/messages (benchmarks/danger.py prints what they give).
WEIGHTS = {"alone": 3.0, "half": 2.5, "weak": 1.5, "hint": 0.5, "mild": 0.3}
CALM = {"words": 2, "much": 4, "whole": 100}   # taken off; after `whole` (a rehearsal, a film) nothing is left
BESIDE = 2.0        # what hints and mild words add at most: ten times "ด่วน" is no danger yet
CROWD = 3           # different hints that make one ask, though no word of danger was found
ENOUGH = 2.5        # a word of danger, or a weak one with two hints
PLAIN = 5.5         # two words of danger, or one with many hints, and nothing that speaks against it
CRY = 60            # letters: in so short a message letters typed twice may be a cry (ช่วยยด้วยย)

# How far these reach, in letters (our own default).
DENIAL = 3          # from "ไม่ได้" to what is denied
THOUGHT = 12        # from "ถ้า" or "อบรม" to what is only thought of
THREAT = 8          # from "ขู่" or "บอก" to "ถ้า"
PAST_BEFORE = 25    # from what is over back to its danger: "ผัวตี เมื่อปีก่อน"
PAST_AFTER = 20     # and on to it: "เมื่อปีก่อน ผัวตี"

# The order settles which kind is told when two weigh the same: the one that needs the quieter hand first.
KINDS = (
    "sexual_abuse", "child_abuse", "trafficking", "self_harm", "violence",
    "medical", "missing", "neglect", "disaster", "eviction", "other",
)  # fmt: skip
# Between "ไม่ได้" and a danger these part the two: "เงินไม่ได้เลยตีแม่", "ห้ามไม่อยู่ตีกัน". Without tone marks, as on a page.
_UNDONE = (" ", "เลย", "ก็", "แลว", "จะ", "อยู", "หยุด", "กลา", "ไหว")

_BESIDE = ("hint", "mild")     # no danger of themselves
_SAYS, _WILL = ("ขู", "บอก", "วา"), ("จะ", "สิ")     # without tone marks, as on a page


@cache
def _lexicon() -> tuple[Entries, Entries]:
    """(ways of speaking, all other words). Built at the first message, in about 0.4 s: warm it before the fork."""
    told = read()
    idioms = Entries((words, "") for words in told.pop("idioms")["words"])
    rows = ((section, heading, lines) for section, headings in told.items() for heading, lines in headings.items())
    return idioms, Entries((words, (section, heading)) for section, heading, lines in rows for words in lines)


@dataclass(frozen=True)
class Danger:
    """kind: a code of [dangers] in flows/codes.toml. words: those it was heard in, a slice of `normalise(text)`.

    sure: present, plain danger. Otherwise it only may be, and the person is asked.
    """

    kind: str
    words: str
    sure: bool


@dataclass(frozen=True)
class Heard:
    """danger: as `heard_danger` gives it. score: what the words weigh together, above 0 or below. marks: headings of the lexicon
    whose words stand in the text, "violence half", with "taken back" behind it where they are denied, over or only thought of."""

    danger: Danger | None
    score: float
    marks: frozenset[str]


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    section: str
    heading: str


def heard_danger(text: str) -> Danger | None:
    """The danger that somebody tells of as present, or None. Never raises; any text, any length, about 1 ms for a message."""
    return listen(text).danger


def listen(text: str) -> Heard:
    """The same, with all that speaks for it and against it."""
    page = Page(text)
    idioms = _covered(page)
    heard = _heard(page)
    if heard.danger or idioms or len(page.bare) > CRY:
        return heard
    cried = _heard(Page(text, doubled=True))
    return cried if cried.danger else heard


def _covered(page: Page) -> bool:
    """Blots out the ways of speaking. True if there were any."""
    idioms = [(start, end) for start, end, _ in _lexicon()[0].find(page)]
    page.cover(idioms)
    return bool(idioms)


def _heard(page: Page) -> Heard:
    marks = [_Mark(start, end, *which) for start, end, which in _lexicon()[1].find(page)]
    told = _apart([mark for mark in marks if mark.section in KINDS], WEIGHTS)
    standing = [mark for mark in told if mark.heading in _BESIDE or not _taken_back(page, mark, marks)]
    calm = sum(CALM[mark.heading] for mark in _apart([mark for mark in marks if mark.section == "calm"], CALM))
    score = _weight(page, standing) - calm
    named = frozenset(_named(mark, mark in told and mark not in standing) for mark in marks)
    if score < ENOUGH:
        return Heard(None, score, named)
    strongest = max(standing, key=lambda mark: WEIGHTS[mark.heading])
    plain = score >= PLAIN and not calm and len(standing) == len(told)
    return Heard(Danger(_kind(standing), page.slice(strongest.start, strongest.end), plain), score, named)


def _named(mark: _Mark, taken_back: bool) -> str:
    return f"{mark.section} {mark.heading} taken back" if taken_back else f"{mark.section} {mark.heading}"


def _apart(marks: list[_Mark], weights: dict) -> list[_Mark]:
    """No two that overlap: the heavier stays, then the earlier, then the longer."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (-weights[mark.heading], mark.start, -mark.end)):
        if not any(mark.start < other.end and other.start < mark.end for other in kept):
            kept.append(mark)
    return kept


def _weight(page: Page, marks: list[_Mark]) -> float:
    """The same words twice weigh once."""
    said = Counter(heading for heading, _ in {(mark.heading, page.bare[mark.start : mark.end]) for mark in marks})
    beside = sum(WEIGHTS[heading] * said.pop(heading, 0) for heading in _BESIDE)
    dangers = sum(WEIGHTS[heading] * count for heading, count in said.items())
    return dangers + min(beside, BESIDE) if dangers else ENOUGH * (beside >= CROWD * WEIGHTS["hint"])


def _kind(marks: list[_Mark]) -> str:
    weights = Counter(dict.fromkeys(KINDS, 0.0))
    for mark in marks:
        weights[mark.section] += 0 if mark.heading in _BESIDE else WEIGHTS[mark.heading]
    return max(KINDS[:-1], key=weights.__getitem__) if any(weights[kind] for kind in KINDS[:-1]) else "other"


def _taken_back(page: Page, danger: _Mark, marks: list[_Mark]) -> bool:
    return any(_TAKES_BACK[mark.section](page, danger, mark, marks) for mark in marks if mark.section in _TAKES_BACK)


def _denies(page: Page, danger: _Mark, mark: _Mark, _) -> bool:
    between = page.bare[mark.end : danger.start + 2]  # with its first letters: "ถ้าไม่ให้ จะเผา" denies nothing
    return mark.end <= danger.start <= mark.end + DENIAL and not any(word in between for word in _UNDONE)


def _thinks(page: Page, danger: _Mark, mark: _Mark, _) -> bool:
    """Only supposed, unless it is a threat: "ขู่ว่าถ้าหนีโดนตี", "ถ้าบอกใครจะฆ่า"."""
    told = page.bare[max(0, mark.start - THREAT) : mark.start]
    threat = any(word in told for word in _SAYS) or any(word in page.bare[mark.end : danger.start + 2] for word in _WILL)
    return mark.end <= danger.start <= mark.end + THOUGHT and not threat


def _remembers(page: Page, danger: _Mark, mark: _Mark, marks: list[_Mark]) -> bool:
    """Over, unless a word of the present stands between: "เคยตีเมีย วันนี้ตีอีกแล้ว"."""
    near = mark.start - PAST_BEFORE <= danger.start <= mark.end + PAST_AFTER
    return near and not any(now.section == "now" and mark.end <= now.start <= danger.start for now in marks)


_TAKES_BACK = {"not": _denies, "if": _thinks, "past": _remembers}
