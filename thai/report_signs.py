"""Whom a story is about, what their troubles are, and how pressing it is: a small model on top of rules.

The model (thai/data/report_model.json, made by `python -m benchmarks.train_report`) is a line of weights for each label over
pieces of two to five letters, lists of words ([signs] in thai/data/report.toml) and what the rules found.
"""

import base64
import json
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thai.danger import Danger, heard_danger
from thai.report_names import Mention
from thai.report_words import names, words

LONGEST, SHORTEST = 5, 2    # letters of a piece (chosen by cross-validation on the seen part)
ELDER, ADULT = 60, 18       # years (samples' README: elderly from 60, children under 18)
SCALE = 60                  # weights are kept as whole numbers of 1/60 in a byte (our own default)
SPOKEN = 12                 # letters shown round the piece that spoke loudest for a label

MODEL = Path(__file__).parent / "data" / "report_model.json"
_WITH = {"homeless": "housing", "eviction": "housing", "neglect": "caregiving", "medical": "health"}


@dataclass(frozen=True)
class Signs:
    """urgency, and for dangers, groups and problems the words that each code was taken from: {code: words}."""

    urgency: tuple[str, str]
    dangers: dict[str, str]
    groups: dict[str, str]
    problems: dict[str, str]


def read_signs(text: str, people: list[Mention]) -> Signs:
    """text: normalised, digits turned. people: as `find_people` gives them."""
    danger = heard_danger(text)
    pieces = features(text, people, danger)
    said = {label: _loudest(label, pieces, text) for label, score in scores(pieces).items() if score > 0}
    urgency = _urgency(said, danger)
    dangers = {code: said[f"dangers:{code}"] for code in _codes("dangers", said)} if urgency[0] != "routine" else {}
    if danger and danger.kind != "other" and urgency[0] == "emergency" and not dangers:
        dangers = {danger.kind: danger.words}
    problems = {code: said[f"problems:{code}"] for code in _codes("problems", said)}
    for kind, problem in _WITH.items():
        if kind in dangers:
            problems.setdefault(problem, dangers[kind])
    return Signs(urgency, dangers, _groups(said, people, problems), problems)


def _codes(field: str, said: dict[str, str]) -> list[str]:
    return [label.partition(":")[2] for label in labels() if label.startswith(f"{field}:") and label in said]


def _urgency(said: dict[str, str], danger: Danger | None) -> tuple[str, str]:
    """What is plainly heard is an emergency though the model is calm; only its "urgent" is believed instead."""
    if danger and danger.sure and "urgency:urgent" not in said:
        return "emergency", danger.words
    if "urgency:emergency" in said:
        return "emergency", said["urgency:emergency"]
    return ("urgent", said["urgency:urgent"]) if "urgency:urgent" in said else ("routine", "")


def _groups(said: dict[str, str], people: list[Mention], problems: dict[str, str]) -> dict[str, str]:
    """Ages tell who is old and who a child; the model tells the rest."""
    told = {code: said[f"groups:{code}"] for code in _codes("groups", said)}
    for person in people:
        if person.age is not None and person.age >= ELDER:
            told["elderly"] = person.words
        if person.age is not None and person.age < ADULT:
            told["children"] = person.words
    if "income" in problems:
        told.setdefault("poor", problems["income"])
    elif "poor" in told:
        del told["poor"]
    order = ("elderly", "disabled", "poor", "women", "children")
    return {code: told[code] for code in order if code in told}


def features(text: str, people: list[Mention], danger: Danger | None) -> set[str]:
    """The pieces of the text, digits as 0, and what the rules found, each as a word after "§"."""
    plain = "".join("0" if letter.isdigit() else letter for letter in text)
    pieces = {plain[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(plain) - size + 1)}
    pieces |= {f"§{_kind_of(person)}" for person in people}
    pieces |= {f"§says {name}" for name in names("signs") if any(word in text for word in words("signs", name))}
    if danger:
        pieces |= {"§danger", f"§{danger.kind}", f"§sure{danger.sure}"}
    return pieces


def _kind_of(person: Mention) -> str:
    if person.age is None:
        return f"person {person.sex}"
    return "elder" if person.age >= ELDER else "child" if person.age < ADULT else f"adult {person.sex}"


@cache
def _model() -> tuple[list[str], dict[str, int], array, list[float]]:
    """(labels, row of each piece, weights row by row, what each label starts from). Read at the first message, in about 20 ms."""
    told = json.loads(MODEL.read_text())
    pieces = {piece: row for row, piece in enumerate(told["pieces"])}
    return told["labels"], pieces, array("b", base64.b64decode(told["weights"])), told["bias"]


def labels() -> list[str]:
    return _model()[0]


def scores(pieces: set[str]) -> dict[str, float]:
    """{"problems:health": …}: above 0 the label is said."""
    codes, rows, weights, bias = _model()
    total = [0] * len(codes)
    for row in sorted(rows[piece] for piece in pieces if piece in rows):
        for place, weight in enumerate(weights[row * len(codes) : (row + 1) * len(codes)]):
            total[place] += weight
    return {name: bias[place] + total[place] / SCALE for place, name in enumerate(codes)}


def _loudest(label: str, pieces: set[str], text: str) -> str:
    """The words round the piece that speaks loudest for the label; "" if it was not one of the letters."""
    codes, rows, weights, _ = _model()
    place = codes.index(label)
    known = [piece for piece in pieces if piece in rows and piece[0] != "§" and piece in text]
    best = max(known, key=lambda piece: (weights[rows[piece] * len(codes) + place], piece), default="")
    at = text.find(best)
    return text[max(0, at - SPOKEN) : at + len(best) + SPOKEN].strip() if best else ""
