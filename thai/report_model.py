"""The weights by which a told story is judged: plain numbers, read from thai/data/report_model.json.

`python -m benchmarks.train_report` makes the file. A piece is a few letters of the text, a meaning ("¤…") or a sign ("§…").
"""

import base64
import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import sqrt
from operator import mul
from pathlib import Path

MODEL = Path(__file__).parent / "data" / "report_model.json"
MEANING, SIGN = "¤", "§"
MEANT = 1.0     # what all meanings of a message weigh beside all its letters, which weigh 1 together (by cross-validation)
NOTED = 0.2     # what each sign weighs beside them, for it is one word among few (by cross-validation)


@dataclass(frozen=True)
class Model:
    """rows: the place of each piece in the lists. rarity: of each piece, 0 for a sign. weights: of each label, a whole number for
    each piece, in steps of 1/scale. bias: what each label starts from."""

    rows: dict[str, int]
    rarity: list[float]
    weights: dict[str, array]
    scale: float
    bias: dict[str, float]


@cache
def model() -> Model:
    """Read at the first message, in about 50 ms."""
    told = json.loads(MODEL.read_text())
    whole, labels = array("b", base64.b64decode(told["weights"])), told["labels"]
    rows = {piece: row for row, piece in enumerate(told["pieces"])}
    weights = {label: whole[place :: len(labels)] for place, label in enumerate(labels)}
    return Model(rows, told["rarity"], weights, told["scale"], dict(zip(labels, told["bias"], strict=True)))


def scores(pieces: Iterable[str]) -> dict[str, float]:
    """{"problems:health": …}: above 0 the label is said. Letters and meanings weigh by their rarity, less in a long message."""
    known = sorted(piece for piece in pieces if piece in model().rows)
    rows, weighed = [model().rows[piece] for piece in known], _shares(known)
    return {
        label: model().bias[label] + sum(map(mul, weighed, map(weights.__getitem__, rows))) / model().scale
        for label, weights in model().weights.items()}  # fmt: skip


def _shares(known: list[str]) -> list[float]:
    """What each piece weighs in a message that has these."""
    rarity = [model().rarity[model().rows[piece]] for piece in known]
    letters = _length(rare for rare, piece in zip(rarity, known, strict=True) if piece[0] not in (MEANING, SIGN))
    meant = _length(rare for rare, piece in zip(rarity, known, strict=True) if piece[0] == MEANING) / MEANT
    return [
        NOTED if piece[0] == SIGN else rare / (meant if piece[0] == MEANING else letters)
        for rare, piece in zip(rarity, known, strict=True)]  # fmt: skip


def _length(numbers: Iterable[float]) -> float:
    return sqrt(sum(number**2 for number in numbers)) or 1.0


def loudest(label: str, pieces: Iterable[str]) -> str:
    """The letters that speak loudest for the label, digits aside, which stand for others; "" if none of them is known."""
    rows, weights = model().rows, model().weights[label]
    known = [piece for piece in pieces if piece in rows and piece[0] not in (MEANING, SIGN) and "0" not in piece]
    return max(known, key=lambda piece: (weights[rows[piece]], piece), default="")
