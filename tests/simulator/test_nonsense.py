"""Whatever a bot sends, the simulator answers as LINE would and never falls over."""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from simulator.checks.message import faults_of
from tests.simulator.examples import MENU, MESSAGES
from tests.simulator.hand import AUNT
from tests.simulator.test_shapes import at, places

JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-5, 10_000)
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
CALLS = ["push", "reply", "multicast"]
NAMED = [("Message", message) for message in MESSAGES.values()] + [("RichMenuRequest", MENU)]


@some.composite
def spoiled(draw):
    """An example with one property, somewhere, set to anything."""
    base, example = draw(some.sampled_from(NAMED))
    example = copy.deepcopy(example)
    place = at(example, draw(some.sampled_from(list(places(example)))))
    place[draw(some.sampled_from(sorted(place) or ["x"]))] = draw(JSON)
    return base, example


@settings(max_examples=400, deadline=None)
@given(spoiled())
def test_a_spoiled_object_is_judged(case):
    base, example = case
    for fault in faults_of(base, example):
        assert fault.said
        assert fault.dotted is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.dictionaries(some.sampled_from(["to", "messages", "replyToken", "x"]), JSON), some.sampled_from(CALLS))
def test_a_nonsensical_request_is_refused(sim, body, call):
    answer = sim.line("POST", f"/v2/bot/message/{call}", body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.dictionaries(some.sampled_from(["do", "text", "action", "label", "count", "base64", "params", "date"]), JSON))
def test_a_nonsensical_act_is_refused(sim, body):
    status, answer = sim.ask(f"/sim/people/{AUNT}/act", **body)
    assert status in (400, 404)
    assert answer["error"]


MEDIA = ["count", "base64", "images", "arrive", "size", "duration"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.sampled_from(["image", "audio", "video", "file"]), some.dictionaries(some.sampled_from(MEDIA), JSON))
def test_nonsensical_things_are_sent_or_refused(sim, kind, body):
    status, answer = sim.cannot(AUNT, kind, **body)
    assert status == 200 or (status == 400 and answer["error"])
