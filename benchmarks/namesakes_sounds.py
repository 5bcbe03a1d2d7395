"""Which sound code of pythainlp finds the most misspelt names, and how many others?   python -m benchmarks.namesakes --sounds"""

import random
from collections import defaultdict
from collections.abc import Callable
from statistics import mean

from pythainlp.soundex import complete_soundex, lk82, metasound, udom83

from benchmarks.namesakes_people import KINDS, Names
from benchmarks.namesakes_town import chosen_places
from thai.name_keys import CONSONANT, NOT_THAI, asked_keys, kept_keys
from thai.names import parse_name

CODES = {"lk82": lk82, "udom83": udom83, "metasound": metasound, "complete": complete_soundex}
PIECES = ("begin", "end")
MOST_PLACES = 20


def compare(people: int, each: int):
    """Prints the share of misspelt names that share a key with the right one, and how many people of a sub-district do."""
    names, tallies = Names(), defaultdict(list)
    for code in chosen_places(people)[:MOST_PLACES]:
        of_code(names, code, max(1, each // MOST_PLACES), tallies)
    print(f"{'':24}{'found':>8}{'people':>8}   found, of each kind: {' '.join(kind.__name__ for kind in KINDS)}")
    for title in sorted({title for title, _ in tallies}, key=lambda one: (len(one), one)):
        kinds = [tallies[title, kind.__name__] for kind in KINDS]
        every = [one for kind in kinds for one in kind]
        shares = " ".join(f"{mean(found for found, _ in kind):.1%}" for kind in kinds)
        print(f"{title:24}{mean(found for found, _ in every):8.1%}{mean(number for _, number in every):8.1f}   {shares}")


def of_code(names: Names, code: str, each: int, tallies: dict):
    people, dice = list(names.people(code)), random.Random(code)
    index = indexed(people)
    for kind in KINDS:
        for place in dice.sample(range(len(people)), each):
            told = parse_name(f"{people[place].title}{kind(people[place].given, dice)}").given
            for title, who in sought(index, told).items():
                tallies[title, kind.__name__].append((place in who, len(who)))


def indexed(people: list) -> dict:
    index = defaultdict(set)
    for place, person in enumerate(people):
        for kind, key in kept_keys(person.given).items():
            index[kind, key].add(place)
        for name, code in CODES.items():
            index[name, coded(code, person.given)].add(place)
    return index


def sought(index: dict, told: str) -> dict[str, set]:
    asked = asked_keys(told)
    by = {kind: set().union(*(index[kind, key] for key in asked.get(kind, ()))) for kind in ("name", *PIECES)}
    by |= {name: index[name, coded(code, told)] if told else set() for name, code in CODES.items()}
    without = by["name"] | by["begin"] | by["end"]
    return {
        "name": by["name"], "name, ends": without,
        **{name: by[name] for name in CODES},
        **{f"name, {name}": by["name"] | by[name] for name in CODES},
        **{f"name, ends, {name}": without | by[name] for name in CODES}}


def coded(code: Callable, given: str) -> str:
    letters = NOT_THAI.sub("", given)
    return code(letters) if CONSONANT.search(letters) else ""
