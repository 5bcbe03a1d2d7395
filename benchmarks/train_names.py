"""Makes thai/data/name_ends.json anew: where a name ends.   python -m benchmarks.train_names [--check]

A log-linear choice among the places that thai/name_ends.py names, on the seen part of tests/thai/messages (parted as
benchmarks/danger.py parts them) and the own ones that tell who is spoken of. Prints how many are right by five-fold
cross-validation; --check writes nothing.
"""

import argparse
import json
import math
from collections import Counter, defaultdict

from benchmarks.danger import messages
from thai.name_ends import WEIGHTS, ends
from thai.names import known_given_name
from thai.numerals import arabic
from thai.report_ages import find_ages
from thai.report_names import Place, places_of_names
from thai.text import normalise

FOLDS, ROUNDS = 5, 30
STEP, STRENGTH = 0.2, 0.01     # of the descent, and how much a weight is drawn to nothing (chosen by cross-validation)
SURE = 4        # letters of a known name that nobody was labelled with: of the dead and of helpers, and nothing to learn from


def choices(line: dict) -> list[tuple[int, list]]:
    """(where the name ends, every place where it may) for each kin term of one message."""
    text = arabic(normalise(line["text"]))
    given = {person["name"].split()[0] for person in line["expect"]["people"] if person["name"]}
    found = []
    for place in places_of_names(text, [age.start for age in find_ages(text)]):
        right = max((len(name) for name in given if place.text.startswith(name)), default=0)
        if right or not _somebody(place):
            found.append((right, list(ends(place.text, place.kin, place.then))))
    return [one for one in found if one[0] in [end for end, _ in one[1]]]


def _somebody(place: Place) -> bool:
    return any(known_given_name(place.text[:end]) for end in range(SURE, len(place.text) + 1))


def chance(weights: dict, places: list) -> list[float]:
    rated = [sum(weights[name] * value for name, value in signs.items()) for _, signs in places]
    highest = max(rated)
    raised = [math.exp(one - highest) for one in rated]
    return [one / sum(raised) for one in raised]


def learned(examples: list) -> dict[str, float]:
    """The weights, by AdaGrad over the examples in their order."""
    weights, squares = defaultdict(float), defaultdict(lambda: 1e-6)
    for _ in range(ROUNDS):
        for right, places in examples:
            slope = Counter()
            for (end, signs), share in zip(places, chance(weights, places), strict=True):
                for name, value in signs.items():
                    slope[name] += ((end == right) - share) * value
            for name, one in slope.items():
                pull = one - STRENGTH * weights[name]
                squares[name] += pull * pull
                weights[name] += STEP * pull / math.sqrt(squares[name])
    return weights


def trusted(examples: list) -> list:
    """Without those where a name is likely and nobody was labelled: the dead, offenders and helpers tell nothing of names."""
    weights = learned(examples)
    return [one for one in examples if one[0] or chance(weights, one[1])[0] >= 0.5]


def right_of(weights: dict, examples: list) -> Counter:
    counts = Counter()
    for right, places in examples:
        shares = chance(weights, places)
        said = places[shares.index(max(shares))][0]
        counts.update({"all": 1, "right": said == right, "named": right > 0, "named right": said == right > 0, "said": said > 0})
    return counts


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_names", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="print the figures, write nothing")
    parts = messages()
    lines = [choices(line) for line in parts["seen"] + [line for line in parts["own"] if "people" in line["expect"]]]
    counts = Counter()
    for fold in range(FOLDS):
        apart = [one for number, line in enumerate(lines) if number % FOLDS == fold for one in line]
        weights = learned(trusted([one for number, line in enumerate(lines) if number % FOLDS != fold for one in line]))
        counts += right_of(weights, apart)
    print(dict(counts))
    if not parser.parse_args().check:
        weights = learned(trusted([one for line in lines for one in line]))
        kept = {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.01}
        WEIGHTS.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    main()
