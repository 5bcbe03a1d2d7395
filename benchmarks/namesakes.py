"""Is a misspelt name found, and how fast, among how many?   make namesakes-bench   (docs/performance.md explains the figures)

Made-up people with names as frequent as in life live in real sub-districts, 1,345 in each: as if ten million lived in all of
them. Some of their names are typed with the slips of benchmarks/places.py, or as they are heard, and looked for by the
product's own index (bot/name_index.py); and, beside it, by comparing the name with everybody's of the sub-district.
"""

import argparse
import random
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import mean, median

from benchmarks.bench import LASTING
from benchmarks.namesakes_people import KINDS, Person
from benchmarks.namesakes_sounds import compare
from benchmarks.namesakes_town import Town, filled, whole
from bot import name_index
from bot.lookups import first_of_each
from tests import postgres
from thai.names import PersonName, begins_like, likeness, parse_name

SCANNED = 10  # of so many questions one is asked of the scan too: it takes its time
PLACES = 200  # sub-districts that are asked in, at the most


@dataclass(frozen=True)
class Question:
    """`alone`: title and given name as typed; `full`: with the family name. `house`: the right one's id."""

    kind: str
    code: str
    person: Person
    house: int
    alone: PersonName
    full: PersonName


@dataclass(frozen=True)
class Answer:
    first: bool
    three: bool
    wrong: int  # offered, and not right
    ms: float


def questions(town: Town, each: int) -> list[Question]:
    """So many of every kind of slip, in sub-districts and about people drawn by a fixed seed."""
    dice = random.Random(2562)
    codes = dice.sample(sorted(town.first_house), min(PLACES, len(town.first_house)))
    people = {code: town.people(code) for code in codes}
    return [ask(kind, code, dice.choice(people[code]), town, dice) for kind in KINDS for code in dice.choices(codes, k=each)]


def ask(kind, code: str, person: Person, town: Town, dice: random.Random) -> Question:
    typed = f"{person.title}{kind(person.given, dice)}"
    house = town.first_house[code] + person.house
    return Question(kind.__name__, code, person, house, parse_name(typed), parse_name(f"{typed} {person.family}"))


def answered(town: Town, search, is_right) -> Answer:
    """What a volunteer is offered, and after how long: a transaction of its own, as a turn has."""
    started = time.perf_counter()
    with town.db.reading() as tx:
        rows = first_of_each(search(tx))
    ms = (time.perf_counter() - started) * 1000
    right = [is_right(row) for row in rows]
    return Answer(any(right[:1]), any(right[:3]), right.count(False), ms)


def alone(town: Town, one: Question) -> Answer:
    """A visit's "whose house?", by title and given name. All who bear that name are right."""
    return answered(town, lambda tx: name_index.found(tx, one.code, one.alone), lambda row: row.given == one.person.given)


def full(town: Town, one: Question) -> Answer:
    return answered(town, lambda tx: name_index.found(tx, one.code, one.full), lambda row: row.id == one.house)


def twin(town: Town, one: Question) -> Answer:
    """Somebody known is about to be written down again."""
    born = one.person.birth_year
    return answered(town, lambda tx: name_index.same_person(tx, one.code, one.full, born), lambda row: row.id == one.house)


def stranger(town: Town, one: Question) -> Answer:
    """The same, of somebody who lives elsewhere: everybody offered is wrong."""
    elsewhere = next(code for code in town.first_house if code != one.code)
    born = one.person.birth_year
    return answered(town, lambda tx: name_index.same_person(tx, elsewhere, one.full, born), lambda row: False)


def scan(town: Town, one: Question) -> Answer:
    return answered(town, lambda tx: compared(tx, one), lambda row: row.id == one.house)


def compared(tx, one: Question) -> list:
    names = [(row, PersonName(row.given, row.family, row.title, sex=row.sex)) for row in whole(tx, one.code)]
    ranked = sorted(((likeness(one.full, name), place, row, name) for place, (row, name) in enumerate(names)), reverse=True)
    return [row for score, _, row, name in ranked if score >= name_index.FOUND or begins_like(one.full, name)]


HOW = {"given name": alone, "full name": full, "known already": twin, "stranger": stranger}


def measure(name: str, town: Town, each: int):
    asked = questions(town, each)
    for one in asked[:20]:
        full(town, one)  # the first ones load what is loaded once
    people = len(town.first_house) * len(town.people(next(iter(town.first_house))))
    print(f"\n{name}: {people:,} people in {len(town.first_house):,} sub-districts; "
          f"the index takes {town.index_bytes / 1e6:.1f} MB, {town.index_bytes / people:.0f} bytes a person")
    print(f"{'':24}{'first':>8}{'of three':>10}{'wrong offers':>14}{'p50 ms':>9}{'p99 ms':>9}")
    for title, way in HOW.items():
        answers = [(one.kind, way(town, one)) for one in asked]
        line(title, [answer for _, answer in answers])
        for kind in KINDS if way in (alone, twin) else ():
            line(f"  {kind.__name__}", [answer for each_kind, answer in answers if each_kind == kind.__name__])
    some = asked[::SCANNED]
    line("full name, index, same", [full(town, one) for one in some])
    line("full name, scan", [scan(town, one) for one in some])


def line(title: str, answers: list[Answer]):
    times = sorted(one.ms for one in answers)
    print(f"{title:24}{mean(one.first for one in answers):8.1%}{mean(one.three for one in answers):10.1%}"
          f"{mean(one.wrong for one in answers):14.2f}{median(times):9.2f}{times[int(len(times) * 0.99)]:9.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.namesakes", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=300, help="questions for every kind of slip")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--sounds", action="store_true", help="only compare the sound codes of pythainlp, without a database")
    chosen = parser.parse_args()
    if chosen.sounds:
        compare(chosen.people, chosen.each)
        return
    for name, make in (("SQLite", on_sqlite), ("PostgreSQL", on_postgres)):
        if chosen.only in (None, name.lower()):
            with ExitStack() as places:
                started = time.perf_counter()
                town = filled(make(places), chosen.people)
                print(f"{name}: filled in {time.perf_counter() - started:.0f} s")
                measure(name, town, chosen.each)
                town.db.close()


def on_sqlite(places: ExitStack) -> str:
    return f"sqlite:///{places.enter_context(tempfile.TemporaryDirectory(prefix='thuengbaan-bench-'))}/names.db"


def on_postgres(places: ExitStack) -> str:
    server = places.enter_context(postgres.running_server(settings=LASTING))
    return places.enter_context(postgres.empty_database(server))


if __name__ == "__main__":
    main()
