"""Whom a story is about, what their troubles are, and how pressing it is: a small model (thai/report_model.py) on top of rules.

Its pieces are two to five letters of the text, meanings (thai/report_meanings.py), lists of words ([signs] in
thai/data/report.toml) and what the rules found.
"""

from dataclasses import dataclass

from thai.danger import Danger, Heard, listen
from thai.report_meanings import meanings
from thai.report_model import MEANING, SIGN, letters_of, loudest, scores
from thai.report_names import Mention
from thai.report_words import names, words

LONGEST, SHORTEST = 5, 2    # letters of a piece (chosen by cross-validation on the seen part)
ELDER, ADULT = 60, 18       # years (samples' README: elderly from 60, children under 18)
DENIED, OVER = 8, 12        # letters before and behind a word in which it is denied or over (our own default)
MOST = 10                   # points of danger words beyond which more make no difference (our own default)
SPOKEN = 12                 # letters shown round the piece that spoke loudest for a label

_WITH = {"homeless": "housing", "eviction": "housing", "neglect": "caregiving", "medical": "health"}
_ORDER = {"groups": ("elderly", "disabled", "poor", "women", "children")}


@dataclass(frozen=True)
class Signs:
    """urgency, and for dangers, groups and problems the words that each code was taken from: {code: words}."""

    urgency: tuple[str, str]
    dangers: dict[str, str]
    groups: dict[str, str]
    problems: dict[str, str]


def read_signs(text: str, people: list[Mention]) -> Signs:
    """text: normalised, digits turned. people: as `find_people` gives them."""
    heard = listen(text)
    pieces = features(text, people, heard)
    letters = letters_of(pieces)
    said = {label: text[slice(*spoken(label, letters, text))].strip() for label, score in scores(pieces).items() if score > 0}
    return judged(said, people, heard.danger)


def judged(said: dict[str, str], people: list[Mention], danger: Danger | None) -> Signs:
    """What the model said, put right by what tests/thai/messages/README.md defines. said: {label: words}."""
    urgency = _urgency(said, danger)
    dangers = _told("dangers", said) if urgency[0] != "routine" else {}
    if danger and danger.kind != "other" and urgency[0] == "emergency" and not dangers:
        dangers = {danger.kind: danger.words}
    problems = _told("problems", said)
    for kind, problem in _WITH.items():
        if kind in dangers:
            problems.setdefault(problem, dangers[kind])
    return Signs(urgency, dangers, _groups(said, people, problems), problems)


def _told(field: str, said: dict[str, str]) -> dict[str, str]:
    return {label.partition(":")[2]: words for label, words in said.items() if label.startswith(f"{field}:")}


def _urgency(said: dict[str, str], danger: Danger | None) -> tuple[str, str]:
    """What is plainly heard is an emergency though the model is calm; only its "urgent" is believed instead."""
    if danger and danger.sure and "urgency:urgent" not in said:
        return "emergency", danger.words
    if "urgency:emergency" in said:
        return "emergency", said["urgency:emergency"]
    return ("urgent", said["urgency:urgent"]) if "urgency:urgent" in said else ("routine", "")


def _groups(said: dict[str, str], people: list[Mention], problems: dict[str, str]) -> dict[str, str]:
    """Ages tell who is old and who a child; whoever lacks an income is poor; the model tells the rest."""
    told = _told("groups", said)
    for person in people:
        if person.age is not None and person.age >= ELDER:
            told["elderly"] = person.words
        if person.age is not None and person.age < ADULT:
            told["children"] = person.words
    told.pop("poor", None)
    if "income" in problems:
        told["poor"] = problems["income"]
    return {code: told[code] for code in _ORDER["groups"] if code in told}


def features(text: str, people: list[Mention], heard: Heard) -> set[str]:
    """The pieces of the text, digits as 0; its meanings; and what lists and rules found."""
    plain = "".join("0" if letter.isdigit() else letter for letter in text)
    pieces = {plain[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(plain) - size + 1)}
    pieces |= {MEANING + meaning for meaning in meanings(text)}
    pieces |= {SIGN + _kind_of(person) for person in people}
    pieces |= {f"{SIGN}{how} {name}" for name in names("signs") for how in _said(name, text)}
    return pieces | {SIGN + sign for sign in _of_danger(heard)}


def _of_danger(heard: Heard) -> set[str]:
    """The words of danger; their score in steps, so that the model may weigh each by itself."""
    found = {f"mark {mark}" for mark in heard.marks} | {f"score {step}" for step in range(1, MOST + 1) if heard.score >= step}
    return found | {"danger", heard.danger.kind, f"sure{heard.danger.sure}"} if heard.danger else found


def _said(name: str, text: str) -> set[str]:
    """How a word of this list of [signs] stands in the text: "says", "denies" or "over", of each that is there."""
    found = set()
    for word in words("signs", name):
        at = text.find(word)
        while at >= 0:
            found.add(_scope(text, at, at + len(word)))
            at = text.find(word, at + len(word))
    return found


def _scope(text: str, start: int, end: int) -> str:
    before, behind = text[max(0, start - DENIED) : start], text[end : end + OVER]
    if any(word in before for word in words("scope", "denied")):
        return "denies"
    return "over" if any(word in behind for word in words("scope", "over")) else "says"


def _kind_of(person: Mention) -> str:
    if person.age is None:
        return f"person {person.sex}"
    return "elder" if person.age >= ELDER else "child" if person.age < ADULT else f"adult {person.sex}"


def spoken(label: str, letters: list[str], text: str) -> tuple[int, int]:
    """Where the words stand that speak loudest for the label; (0, 0) if none of its letters (`letters_of`) is known."""
    best = loudest(label, letters)
    at = text.find(best)
    return (max(0, at - SPOKEN), min(len(text), at + len(best) + SPOKEN)) if best else (0, 0)
