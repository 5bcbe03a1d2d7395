"""Every row of the table of limits is held, at its number and not one before, in the unit LINE counts in."""

import pytest

from simulator.checks.counting import graphemes, utf16
from simulator.checks.limits import BYTES, ITEMS, LIMITS
from simulator.checks.shapes import Node, model, walk
from tests.simulator.examples import BUBBLE, MENU, MESSAGES, fresh

EXAMPLES = [("Message", message) for message in MESSAGES.values()] + [("RichMenuRequest", MENU)]
# Rows of other calls have their own tests below and in test_menus.py. And no message can have 100 substitutions:
# 20 emojis are the most, and mentions belong to groups.
ELSEWHERE = ("userIds", "endpoint", "substitution")


def subject(limit, kind):
    """(base, example, path) of an object of that kind that the row speaks of; None if there is no example."""
    for base, example in EXAMPLES:
        for node in walk(model(base), example):
            speaks = isinstance(node, Node) and node.kind == kind and limit.speaks_of(node)
            if speaks and limit.property in node.value and limit.property not in ELSEWHERE:
                return base, example, node.path
    return None


ROWS = [(limit, kind) for limit in LIMITS if limit.unit is not BYTES for kind in limit.kinds if subject(limit, kind)]


def stretched(limit, path, example, number):
    grown = holder = fresh(example)
    for step in path:
        holder = holder[step]
    value = holder[limit.property]
    holder[limit.property] = value[:1] * number if limit.unit is ITEMS else "a" * number
    return grown


def ask(sim, base, value) -> int:
    if base == "RichMenuRequest":
        return sim.line("POST", "/v2/bot/richmenu/validate", value).status_code
    return sim.validate(value).status_code


@pytest.mark.parametrize(("limit", "kind"), ROWS, ids=[f"{limit.property} {limit.most} {kind}" for limit, kind in ROWS])
def test_at_the_limit_and_beyond(sim, limit, kind):
    base, example, path = subject(limit, kind)
    assert ask(sim, base, stretched(limit, path, example, limit.most)) == 200
    assert ask(sim, base, stretched(limit, path, example, limit.most + 1)) == 400
    if limit.least:
        assert ask(sim, base, stretched(limit, path, example, limit.least - 1)) == 400


def test_no_row_is_left_out():
    tested = {limit for limit, _ in ROWS}
    named = {"CreateRichMenuAliasRequest"}
    left = [limit for limit in LIMITS if limit not in tested and limit.unit is not BYTES and not named & set(limit.kinds)]
    assert {limit.property for limit in left} == set(ELSEWHERE)


def test_every_row_says_where_it_comes_from():
    assert all(limit.source.startswith(("REF#", "DOC/", "our own")) for limit in LIMITS)


@pytest.mark.parametrize(
    ("text", "clusters", "units"),
    [("แตะเพื่อเปิดเมนู", 12, 16), ("รายงานเยี่ยมบ้าน", 13, 16), ("ที่", 1, 3), ("🍎", 1, 2), ("👨‍👩‍👧", 1, 8), ("", 0, 0)],
)
def test_counting(text, clusters, units):
    assert (graphemes(text), utf16(text)) == (clusters, units)


@pytest.mark.parametrize("text", ["แตะเพื่อเปิดเมนู", "รายงานเยี่ยมบ้าน", "แจ้งเหตุเร่งด่วน", "ที่" * 14])
def test_thai_in_the_chat_bar_is_counted_as_people_count(sim, text):
    assert sim.line("POST", "/v2/bot/richmenu/validate", {**MENU, "chatBarText": text}).status_code == 200
    assert sim.line("POST", "/v2/bot/richmenu/validate", {**MENU, "chatBarText": "ที่" * 15}).status_code == 400


@pytest.mark.parametrize(("number", "status"), [(20, 200), (21, 400)])
def test_labels_and_shown_texts_are_counted_in_graphemes(sim, number, status):
    message = fresh(MESSAGES["plain buttons"])
    message["template"]["actions"] = [{"type": "postback", "label": "ที่" * number, "data": "x", "displayText": "ที่" * 300}]
    assert sim.validate(message).status_code == status


@pytest.mark.parametrize(("number", "status"), [(2500, 200), (2501, 400)])
def test_text_is_counted_in_utf16(sim, number, status):
    assert sim.validate({"type": "text", "text": "🍎" * number}).status_code == status


@pytest.mark.parametrize(("number", "status"), [(150, 200), (151, 400)])
def test_data_is_counted_in_utf16(sim, number, status):
    message = fresh(MESSAGES["plain buttons"])
    message["template"]["actions"] = [{"type": "postback", "label": "x", "data": "🍎" * number}]
    assert sim.validate(message).status_code == status


def flex(contents) -> dict:
    return {"type": "flex", "altText": "x", "contents": contents}


def bubble(size: int) -> dict:
    return {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "x" * size}]}}


def test_flex_in_kilobytes(sim):
    assert sim.validate(flex(bubble(30_000))).status_code == 200
    assert sim.validate(flex(bubble(31_000))).status_code == 400
    assert sim.validate(flex({"type": "carousel", "contents": [bubble(24_000)] * 2})).status_code == 200
    assert sim.validate(flex({"type": "carousel", "contents": [bubble(26_000)] * 2})).status_code == 400


def test_twelve_bubbles(sim):
    assert sim.validate(flex({"type": "carousel", "contents": [BUBBLE] * 12})).status_code == 200
    assert sim.validate(flex({"type": "carousel", "contents": [BUBBLE] * 13})).status_code == 400


@pytest.mark.parametrize(("seconds", "status"), [(5, 202), (60, 202), (7, 400), (0, 400), (65, 400), ("20", 400)])
def test_loading_goes_in_steps_of_five(sim, friend, seconds, status):
    answer = sim.line("POST", "/v2/bot/chat/loading/start", {"chatId": friend, "loadingSeconds": seconds})
    assert answer.status_code == status


@pytest.mark.parametrize(("number", "status"), [(500, 202), (501, 400), (0, 400)])
def test_five_hundred_people_can_be_unlinked_at_once(sim, friend, number, status):
    assert sim.line("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": [friend] * number}).status_code == status


@pytest.mark.parametrize(("length", "status"), [(500, 200), (501, 400)])
def test_the_webhook_address(sim, length, status):
    body = {"endpoint": "https://bot.example/".ljust(length, "x")}
    assert sim.line("PUT", "/v2/bot/channel/webhook/endpoint", body).status_code == status
