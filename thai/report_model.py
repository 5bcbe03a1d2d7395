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
from pathlib import Path

MODEL = Path(__file__).parent / "data" / "report_model.json"
MEANING, SIGN = "¤", "§"
MEANT = 1.0     # what all meanings of a message weigh beside all its letters, which weigh 1 together (by cross-validation)
NOTED = 0.2     # what each sign weighs beside them, for it is one word among few (by cross-validation)


@dataclass(frozen=True)
class Model:
    """weights: a row of whole numbers for each piece, one a label, in steps of 1/scale. rarity: of each piece, 0 for a sign.
    bias: what each label starts from."""

    labels: list[str]
    rows: dict[str, int]
    rarity: list[float]
    weights: array
    scale: float
    bias: list[float]

    def weights_of(self, piece: str) -> array:
        start = self.rows[piece] * len(self.labels)
        return self.weights[start : start + len(self.labels)]


@cache
def model() -> Model:
    """Read at the first message, in about 40 ms."""
    told = json.loads(MODEL.read_text())
    rows = {piece: row for row, piece in enumerate(told["pieces"])}
    weights = array("b", base64.b64decode(told["weights"]))
    return Model(told["labels"], rows, told["rarity"], weights, told["scale"], told["bias"])


def scores(pieces: Iterable[str]) -> dict[str, float]:
    """{"problems:health": …}: above 0 the label is said. Letters weigh by their rarity, less in a long message, and so do
    meanings."""
    told = model()
    known = sorted(piece for piece in pieces if piece in told.rows)
    total = [0.0] * len(told.labels)
    for piece, share in shares(known).items():
        total = [so_far + share * weight for so_far, weight in zip(total, told.weights_of(piece), strict=True)]
    return {name: told.bias[place] + total[place] / told.scale for place, name in enumerate(told.labels)}


def shares(known: list[str]) -> dict[str, float]:
    """What each piece weighs in a message that has these."""
    rarity = {piece: model().rarity[model().rows[piece]] for piece in known}
    letters = _length(rarity[piece] for piece in known if piece[0] not in (MEANING, SIGN))
    meanings = _length(rarity[piece] for piece in known if piece[0] == MEANING)
    return {
        piece: NOTED if piece[0] == SIGN else MEANT * rarity[piece] / meanings if piece[0] == MEANING else rarity[piece] / letters
        for piece in known}  # fmt: skip


def _length(numbers: Iterable[float]) -> float:
    return sqrt(sum(number**2 for number in numbers)) or 1.0


def loudest(label: str, pieces: Iterable[str], text: str) -> str:
    """The letters of the text that speak loudest for the label; "" if none of them is known."""
    told = model()
    place, count = told.labels.index(label), len(told.labels)
    known = [piece for piece in pieces if piece in told.rows and piece[0] not in (MEANING, SIGN)]
    rated = sorted(((told.weights[told.rows[piece] * count + place], piece) for piece in known), reverse=True)
    return next((piece for _, piece in rated if piece in text), "")
