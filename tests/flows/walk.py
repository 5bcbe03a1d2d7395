"""Every way through a flow: for each question every kind of answer, for each lookup every kind of finding.

A house of twelve has more ways than there are seconds. So each step from one question to the next is taken once, with every
kind of answer to it (`ways`); and many whole ways are taken at random from a fixed seed (`some_ways`).
"""

import random
from dataclasses import dataclass, field

from flows.questions import (
    Age,
    BirthDate,
    Choice,
    Choices,
    Confirm,
    Date,
    HouseNo,
    Money,
    Name,
    Number,
    Phone,
    Place,
    Text,
    Village,
)
from flows.replay import described, replay
from flows.steps import SKIPPED
from tests.flows.findings import FINDINGS

EDGE_AGES = (0, 17, 18, 59, 60, 79, 80, 101)


@dataclass
class Way:
    answers: dict = field(default_factory=dict)
    looked: dict = field(default_factory=dict)
    done: tuple = ()
    keys: tuple = ()  # what was asked and looked up, in order


def samples(question, today: str) -> list:
    """Kept values of every kind that the question takes."""
    found = _samples(question, today)
    return [*found, SKIPPED] if question.optional else found


def _samples(question, today) -> list:
    year = int(today[:4])
    match question:
        case Confirm():
            return [question.seal(), *(["no"] if question.no else [])]
        case Choices():
            values = [option.value for option in question.choices]
            return [*([[]] if question.none else []), *([value] for value in values), values]
        case Choice():
            return [*(option.value for option in question.choices), *([{"words": "ยายแก้ว"}] if question.free else [])]
        case Age():
            return [{"years": years, "birth_year": year - years} for years in EDGE_AGES]
        case Number():
            return sorted({question.least, 2, question.most})
        case Money():
            return [0, 700, question.most]
        case Name():
            return [name("ยาย", "คำ", "", "f", 79), name("", "สมใจ", "ใจดี", "", None), name("นาย", "ก" * 60, "ข" * 60, "m", 3)]
        case BirthDate():
            return [f"{year - question.years}{today[4:]}", "1930-02-28"]
        case Date():
            return sorted({question.first, question.last, today} if question.first <= today else {question.first, question.last})
        case Phone():
            return ["0812345678"]
        case Place():
            return [
                {"code": "520607"},
                {"code": "102701"},
                {"code": "520607", "village_no": 4},
                *([] if question.pinned else [{"pin": [18.71, 99.56]}]),
            ]
        case Village():
            return [
                {"number": None if question.in_bangkok else 4, "name": "ป่าตึง"},
                *([] if question.in_bangkok else [{"number": 99, "name": ""}]),
            ]
        case HouseNo():
            return [
                {"no": "12/3"},
                {"no": "", "pin": [18.71, 99.56]},
                {"no": "9", "village_no": 4},
                *([{"no": "", "elsewhere": True}] if question.elsewhere else []),
            ]
        case Text():
            return ["ส" * question.most]
    raise TypeError(f"no samples for a {type(question).__name__}: add some here")


def name(title, given, family, sex, years) -> dict:
    return {"title": title, "given": given, "family": family, "sex": sex, "years": years}


def ways(flow, facts):
    """Yields (way, place) for every place that a person can come to."""
    waiting, seen = [Way()], set()
    while waiting:
        way = waiting.pop()
        place = replay(flow, facts, way.answers, looked=way.looked, done=way.done)
        assert place == replay(flow, facts, way.answers, looked=way.looked, done=way.done), "two runs, two places"
        way.done += tuple(step.key for step in place.due)
        yield way, place
        if place.outcomes is not None:
            continue
        step = place.look or place.question
        here = (*way.keys[-1:], step.key)
        if here in seen:
            continue
        seen.add(here)
        waiting += list(_onward(way, step, here, facts["today"]))


def some_ways(flow, facts, number: int, seed=1):
    """Yields the end of so many whole ways, each answer drawn at random."""
    chance = random.Random(seed)
    for _ in range(number):
        way = Way()
        while (place := replay(flow, facts, way.answers, looked=way.looked, done=way.done)).outcomes is None:
            step = place.look or place.question
            way = chance.choice(list(_onward(way, step, (step.key,), facts["today"])))
        yield way, place


def _onward(way, step, here, today):
    if hasattr(step, "what"):
        for found in FINDINGS[type(step.what).__name__]:
            yield Way(way.answers, {**way.looked, step.key: {"what": described(step), "found": found}}, way.done, here)
    else:
        for value in samples(step, today):
            yield Way({**way.answers, step.key: value}, way.looked, way.done, here)
