"""Talks as they stood in the past, on today's flows: each ends with the same outcome, or stops at a known question.

What a file of tests/flows/past/ tells is never edited: drafts like it lie in people's phones. Only where today's flow stops
earlier on purpose (a new version of the privacy notice), its `stops_at` names the question that will be asked next.
"""
from dataclasses import asdict, fields
from pathlib import Path

import orjson
import pytest

from flows.codes import read_codes
from flows.facts import Facts
from flows.menu import flow_named
from flows.replay import described, replay
from thai.nearby import TownMap
from thai.places import Gazetteer

PAST = sorted((Path(__file__).parent / "past").glob("*.json"))


@pytest.fixture(scope="module")
def world():
    return {"codes": read_codes(), "places": Gazetteer(), "towns": TownMap()}


@pytest.mark.parametrize("file", PAST, ids=lambda file: file.stem)
def test_it_goes_on_as_it_would_have(file, world):
    told = orjson.loads(file.read_bytes())
    place = replay(
        flow_named(told["flow"]).run, Facts(told["facts"], **world), told["answers"], looked=told["looked"], done=told["done"])
    if "stops_at" in told:
        assert getattr(place.question, "key", None) == told["stops_at"]
    else:
        pairs = zip(place.outcomes, told["outcomes"], strict=True)
        assert [[type(one).__name__, as_it_was(one, past)] for one, (_, past) in pairs] == told["outcomes"]


def as_it_was(outcome, past: dict) -> dict:
    """Its values; a field that it got since must be at rest."""
    new = [one for one in fields(outcome) if one.name not in past]
    assert all(getattr(outcome, one.name) == one.default for one in new)
    return {name: value for name, value in asdict(outcome).items() if name in past}


def test_there_is_one_for_every_flow_that_is_kept_as_a_draft():
    assert {orjson.loads(file.read_bytes())["flow"] for file in PAST} == {"register", "visit", "photos", "urgent"}


def test_a_finding_of_the_past_counts_only_for_the_same_question():
    from flows.lookups import VillagesOf
    from flows.steps import Look

    assert described(Look("a", VillagesOf("520607"))) != described(Look("a", VillagesOf("520606")))
