"""Names, ages, incomes and days in our own sentences.   python -m benchmarks.people [--show FIELD]

Reads tests/thai/messages/people/told.jsonl, which was written before the rules that read it and from which nothing was learned.
Prints precision, recall and F1 of each field; --show FIELD lists its mistakes.
"""

import argparse
from datetime import date

from benchmarks.danger import lines
from benchmarks.understand import FIELDS, Score, show_mistakes
from thai.numerals import arabic
from thai.report_days import find_visit
from thai.report_incomes import find_incomes
from thai.report_people import find_people
from thai.text import normalise

FILE = "people/told.jsonl"
TOLD = ("names", "ages", "sexes", "people", "incomes", "visited_on")


def read(line: dict) -> dict:
    """The fields of `read_report` that this file is labelled with."""
    text = arabic(normalise(line["text"]))
    visit = find_visit(text, date.fromisoformat(line["said_on"]))
    return {
        "people": [{"name": one.name or None, "age": one.age, "sex": one.sex} for one in find_people(text)],
        "incomes": [{"source": one.source, "baht_per_month": one.baht} for one in find_incomes(text)],
        "visited_on": visit.day.isoformat() if visit else None,
    }


def scores(labelled: list[dict], told: list[dict]) -> dict[str, Score]:
    found = {field: Score() for field in TOLD}
    for line, one in zip(labelled, told, strict=True):
        for field, score in found.items():
            score.add(FIELDS[field](one), FIELDS[field](line["expect"]))
    return found


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description=__doc__.partition("\n")[0])
    parser.add_argument("--show", choices=TOLD, metavar="FIELD", help="list the mistakes of this field")
    asked, labelled = parser.parse_args(), lines(FILE)
    told = [read(line) for line in labelled]
    for field, score in scores(labelled, told).items():
        print(f"{field:11} {score.precision:8.3f} {score.recall:7.3f} {score.f1:6.3f}")
    if asked.show:
        show_mistakes(asked.show, labelled, told)


if __name__ == "__main__":
    main()
