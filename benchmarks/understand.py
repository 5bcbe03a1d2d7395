"""How well is a told story read?   python -m benchmarks.understand [--show FIELD] [--seen]

Runs thai/report.py over the labelled messages of tests/thai/messages, parted as benchmarks/danger.py parts them. Prints for
each part precision, recall and F1 of every field, how many messages were read without one mistake, emergencies found and
falsely raised, and the time a message takes; then how often a misspelt sub-district is found (benchmarks/places.py).
--show FIELD lists the mistakes of one field, in the seen part only. --seen leaves the other parts and the places out.
"""

import argparse
import sys
import time
from collections import Counter
from datetime import date
from statistics import median

from benchmarks.danger import messages
from benchmarks.places import SLIPS, spelt
from thai.places import Gazetteer
from thai.report import read_report

MISSPELT = 200      # sub-districts for each kind of slip: enough for one per cent, and done in a minute (our own default)


def people(told: dict, part: str) -> Counter:
    return Counter(person[part] for person in told["people"] if person[part] is not None)


# field: what of it counts, one by one
FIELDS = {
    "urgency": lambda told: Counter([told["urgency"]]),
    "dangers": lambda told: Counter(told["dangers"]),
    "groups": lambda told: Counter(told["groups"]),
    "problems": lambda told: Counter(told["problems"]),
    "people": lambda told: Counter(tuple(person.values()) for person in told["people"]),
    "names": lambda told: people(told, "name"),
    "ages": lambda told: people(told, "age"),
    "sexes": lambda told: people(told, "sex"),
    "incomes": lambda told: Counter(tuple(income.values()) for income in told["incomes"]),
    "village": lambda told: Counter([told["place"]["village_no"]] if told["place"]["village_no"] else []),
    "place": lambda told: Counter(f"{level}:{told['place'][level]}" for level in ("subdistrict", "district", "province")
                                  if told["place"][level]),
    "code": lambda told: Counter([told["place"]["subdistrict_code"]] if told["place"]["subdistrict_code"] else []),
    "phone": lambda told: Counter([told["phone"]] if told["phone"] else []),
    "visited_on": lambda told: Counter([told["visited_on"]] if told["visited_on"] else []),
}  # fmt: skip


PARTS = {"names": "people", "ages": "people", "sexes": "people", "village": "place", "code": "place"}  # of which label


def labelled(line: dict) -> list[str]:
    """Our own messages have not all labels: most have four."""
    return [field for field in FIELDS if PARTS.get(field, field) in line["expect"]]


class Score:
    """Counts of one field over many messages. right, said, meant: values read rightly, read at all, and labelled."""

    def __init__(self):
        self.right = self.said = self.meant = self.exact = self.messages = 0

    def add(self, said: Counter, meant: Counter) -> bool:
        """Takes one message in; was it read without a mistake?"""
        self.right += (said & meant).total()
        self.said += said.total()
        self.meant += meant.total()
        self.exact += said == meant
        self.messages += 1
        return said == meant

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.meant if self.meant else 1.0

    @property
    def f1(self) -> float:
        both = self.said + self.meant
        return 2 * self.right / both if both else 1.0


def read(lines: list[dict], places: Gazetteer) -> list[dict]:
    return [read_report(line["text"], date.fromisoformat(line["said_on"]), places) for line in lines]


def scores(lines: list[dict], told: list[dict]) -> dict[str, Score]:
    """A score for every field, and "everything", whose `exact` counts the messages without one mistake."""
    found = {field: Score() for field in [*FIELDS, "everything"]}
    for line, one in zip(lines, told, strict=True):
        good = [found[field].add(FIELDS[field](one), FIELDS[field](line["expect"])) for field in labelled(line)]
        found["everything"].exact += all(good)
        found["everything"].messages += 1
    return found


def emergencies(lines: list[dict], told: list[dict]) -> Counter:
    """ "there", "found", "calm" (routine messages) and "false" (those of them that were taken for an emergency)."""
    counts = Counter()
    for line, one in zip(lines, told, strict=True):
        said, meant = one["urgency"] == "emergency", line["expect"]["urgency"]
        counts["there"] += meant == "emergency"
        counts["found"] += meant == "emergency" and said
        counts["calm"] += meant == "routine"
        counts["false"] += meant == "routine" and said
    return counts


def show_part(name: str, lines: list[dict], told: list[dict]):
    print(f"{name} ({len(lines)} messages)\n  {'':11} precision recall     F1  exact")
    for field, score in scores(lines, told).items():
        if field in FIELDS and not any(field in labelled(line) for line in lines):
            continue
        rates = f"{score.precision:8.3f} {score.recall:7.3f} {score.f1:6.3f}" if field in FIELDS else " " * 23
        print(f"  {field:11} {rates} {score.exact / score.messages:6.1%}")
    counts = emergencies(lines, told)
    print(f"  emergencies found {counts['found']} of {counts['there']}, false {counts['false']} of {counts['calm']}")


def show_mistakes(field: str, lines: list[dict], told: list[dict]):
    for line, one in zip(lines, told, strict=True):
        said, meant = FIELDS[field](one), FIELDS[field](line["expect"])
        if said != meant:
            print(f"{line['id']} {line['said_on']} {line['text']!r}\n    wrong {[*(said - meant)]} missing {[*(meant - said)]}")


def show_times(lines: list[dict], places: Gazetteer):
    times = sorted(min(_once(line, places) for _ in range(2)) for line in lines)
    print(f"ms a message: median {median(times):.1f}, p99 {times[len(times) * 99 // 100]:.1f}, longest {times[-1]:.1f}")


def _once(line: dict, places: Gazetteer) -> float:
    start = time.thread_time()
    read_report(line["text"], date.fromisoformat(line["said_on"]), places)
    return (time.thread_time() - start) * 1000


def show_places():
    for slip in SLIPS:
        first, three, _ = spelt(slip, MISSPELT)
        print(f"  {slip.__name__:12} top-1 {first / MISSPELT:6.1%}   top-3 {three / MISSPELT:6.1%}")


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understand", description=__doc__.partition("\n")[0])
    parser.add_argument("--show", choices=FIELDS, metavar="FIELD", help="list the mistakes of this field in the seen part")
    parser.add_argument("--seen", action="store_true", help="the seen part alone")
    asked, places, parts = parser.parse_args(), Gazetteer(), messages()
    told = {name: read(lines, places) for name, lines in parts.items() if name == "seen" or not (asked.seen or asked.show)}
    if asked.show:
        sys.exit(show_mistakes(asked.show, parts["seen"], told["seen"]))
    for name, one in told.items():
        show_part(name, parts[name], one)
    show_times(parts["seen"], places)
    if not asked.seen:
        print("misspelt sub-districts, with their district")
        show_places()


if __name__ == "__main__":
    main()
