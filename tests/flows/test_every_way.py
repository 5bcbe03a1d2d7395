"""Every way through every flow ends, uses no key twice, stands at the same place when run twice, and fits into LINE."""

import pytest

from bot import screens
from bot.desk import Desk
from bot.ladders import read_ladders
from bot.links import Links
from bot.progress import ticked
from bot.render import draw
from flows.codes import read_codes
from flows.menu import FLOWS
from flows.questions import Confirm
from models.conversation import Talk
from simulator.checks.requests import reply_faults
from tests.flows.findings import FACTS, TODAY
from tests.flows.walk import some_ways, ways
from tests.wire import TurnedClock
from thai.nearby import TownMap
from thai.places import Gazetteer


@pytest.fixture(scope="module")
def desk():
    links = Links("https://thuengbaan.example", "a secret for cards", TurnedClock())
    return Desk(read_codes(), Gazetteer(), TownMap(), None, links, read_ladders())


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_way_ends_and_fits(flow, desk):
    ended, drawn = 0, set()
    for facts in FACTS[flow.name]:
        handed = desk.facts({"today": TODAY, "begun": TODAY, **facts})
        for _, place in ways(flow.run, handed):
            ended += place.outcomes is not None
            if (looks := screen_of(place)) not in drawn:
                drawn.add(looks)
                for misses in (0, 3):
                    check_what_is_shown(flow, place, desk, misses)
    assert ended


@pytest.mark.parametrize("flow", [flow for flow in FLOWS if flow.draft], ids=lambda flow: flow.name)
def test_many_whole_ways_end_with_outcomes(flow, desk):
    for facts in FACTS[flow.name]:
        for _, place in some_ways(flow.run, desk.facts({"today": TODAY, "begun": TODAY, **facts}), 40):
            assert place.question is None


def screen_of(place):
    """Screens that differ in nothing but a word or two are drawn once."""
    question = place.question
    size = sum(len(told) for line in getattr(question, "lines", ()) for told in line) // 500
    return (
        question and (question.key, len(question.options()), size, len(place.say)),
        len(place.asked) // 40 if size else 0,
        place.outcomes is None,
    )


def check_what_is_shown(flow, place, desk, misses):
    talk = Talk(id=123456789, line_user_id="U", flow=flow.name, misses=misses)
    sayings = list(place.say)
    if place.question:
        talk.picked = ticked(talk, place.question)
        sayings.append(screens.ask(talk, place.question, lead="ก" * 200))
    fits(sayings, desk)
    if misses or not isinstance(place.question, Confirm):
        return
    sections = screens.editable(place)  # everything that was answered can be changed from the summary
    for options in (sections, *(screens.editable(place, one.label) for one in sections if one.value.startswith(screens.SECTION))):
        talk.asking, talk.shown = "?edit", [[option.value, option.label] for option in options]
        fits([screens.ask_among(talk)], desk)


def fits(sayings, desk):
    messages = draw(sayings, desk)
    faults = reply_faults({"replyToken": "0" * 32, "messages": messages}) if messages else []
    assert not faults, (faults[:3], sayings[-1])


def test_every_flow_has_facts_to_walk_with():
    assert set(FACTS) == {flow.name for flow in FLOWS}
