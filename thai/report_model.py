"""The weights by which a told story is judged: plain numbers, read from thai/data/report_model.json.

`python -m benchmarks.train_report` makes the file. A piece is a few letters of the text, a meaning ("¤…") or a sign ("§…").
"""

import base64
import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from operator import itemgetter, mul
from pathlib import Path

MODEL = Path(__file__).parent / "data" / "report_model.json"
LETTERS, MEANING, SIGN = "", "¤", "§"
MEANT = 1.0     # what all meanings of a message weigh beside all its letters, which weigh 1 together (by cross-validation)
NOTED = 0.2     # what each sign weighs beside them, for it is one word among few (by cross-validation)


@dataclass(frozen=True)
class Model:
    """rows: the place of each piece in the lists. kinds: LETTERS, MEANING or SIGN. rarity: of each piece, 0 for a sign.
    weights: of each label, a whole number for each piece, in steps of 1/scale. bias: what each label starts from."""

    rows: dict[str, int]
    kinds: list[str]
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
    kinds = [piece[0] if piece[0] in (MEANING, SIGN) else LETTERS for piece in told["pieces"]]
    return Model(rows, kinds, told["rarity"], weights, told["scale"], dict(zip(labels, told["bias"], strict=True)))


def scores(pieces: Iterable[str]) -> dict[str, float]:
    """{"problems:health": …}: above 0 the label is said. Letters and meanings weigh by their rarity, less in a long message."""
    places = sorted(model().rows[piece] for piece in pieces if piece in model().rows)  # in order: sums stay as they are
    weighed = _shares(places)
    return {
        label: model().bias[label] + sum(map(mul, weighed, _at(weights, places))) / model().scale
        for label, weights in model().weights.items()}  # fmt: skip


def _at(numbers: Sequence, places: list[int]) -> tuple:
    return itemgetter(*places)(numbers) if len(places) > 1 else tuple(numbers[place] for place in places)


def _shares(places: list[int]) -> list[float]:
    """What each piece weighs in a message that has these."""
    kinds, rarity = _at(model().kinds, places), _at(model().rarity, places)
    letters = _length(rare for rare, kind in zip(rarity, kinds, strict=True) if kind == LETTERS)
    meant = _length(rare for rare, kind in zip(rarity, kinds, strict=True) if kind == MEANING) / MEANT
    return [
        NOTED if kind == SIGN else rare / (meant if kind == MEANING else letters)
        for rare, kind in zip(rarity, kinds, strict=True)]  # fmt: skip


def _length(numbers: Iterable[float]) -> float:
    return sqrt(sum(number**2 for number in numbers)) or 1.0


def letters_of(pieces: Iterable[str]) -> list[str]:
    """Those that are letters the model knows, digits aside, which stand for others."""
    return [piece for piece in pieces if piece in model().rows and piece[0] not in (MEANING, SIGN) and "0" not in piece]


def loudest(label: str, letters: list[str]) -> str:
    """Those of them (`letters_of`) that speak loudest for the label; "" if there are none."""
    weights = _at(model().weights[label], [model().rows[piece] for piece in letters])
    most = max(weights, default=0)
    return max((piece for piece, weight in zip(letters, weights, strict=True) if weight == most), default="")
