"""The webhook: what LINE may send, what others may send in its name, and what becomes of each."""

import json
import time
import tracemalloc
from datetime import timedelta

import orjson
import pytest

from models.conversation import Conversation
from models.event import Event
from models.message import Message
from models.people import Friend
from tests.town import AUNT, UNCLE
from tests.wire import BORN, event, pressed, said, signature, webhook_body

NOBODY = {"type": "group", "groupId": "C" + "1" * 32}
MEMORY = 256 * 2**20  # bytes that one request may take at its worst: half of the smallest machine that is for hire


def kept(town) -> list[tuple]:
    return [(row.kind, row.state) for row in town.rows(Event)]


def friends(town) -> list:
    with town.db.reading() as tx:
        return tx.all(Friend.__table__.select())


# ---------------------------------------------------------------------- who may speak


def test_only_line_may_speak(town):
    hello = said("เมนู")
    wrong = (None, "", "AAAA", "ลายเซ็น", signature(b"something else"), signature(webhook_body(hello), "another secret"))
    assert [town.deliver(hello, **{"x-line-signature": one}) for one in wrong] == [403] * len(wrong)
    assert kept(town) == []


def test_the_signature_is_over_the_very_bytes(town):
    """As text this body says the same as without its blanks and escapes; as bytes it does not."""
    body = b' {"destination":"U1", "events" : [] , "note":"\\u0e01" }\n'
    assert town.deliver(body=body) == 200
    same = orjson.dumps(orjson.loads(body))
    assert town.deliver(body=same, **{"x-line-signature": signature(body)}) == 403


NO_BODY_OF_LINES = (
    b"",
    b"{",
    b"[]",
    b"{}",
    b"null",
    b"7",
    b'"events"',
    b"\xff\xfe",
    b'{"events": null}',
    b'{"events": {}}',
    b'{"events": "x"}',
    b'{"events": [NaN]}',
    b'{"events": ' + b"[" * 5000 + b"]" * 5000 + b"}",
)


def test_a_signed_body_that_line_would_not_send(town):
    assert [town.deliver(body=body) for body in NO_BODY_OF_LINES] == [400] * len(NO_BODY_OF_LINES)
    assert kept(town) == []


def test_the_verify_button_sends_no_events(town):
    assert town.deliver(body=webhook_body()) == 200
    assert kept(town) == []


def test_get_is_no_webhook(town):
    assert town.app.test_client().get("/callback").status_code == 405


# ---------------------------------------------------------------------- what asks nothing of us

UNASKED = {
    "standby": said("เมนู", mode="standby"),
    "unknown event": event("teleport", teleport={"to": "moon"}),
    "no type": event(None),
    "type is a number": event(7),
    "unknown message": event("message", message={"type": "hologram", "id": "1"}),
    "no message": event("message"),
    "message is a list": event("message", message=["text"]),
    "text without text": event("message", message={"type": "text", "id": "1"}),
    "text is a number": event("message", message={"type": "text", "id": "1", "text": 5}),
    "location without a place": event("message", message={"type": "location", "id": "1", "latitude": "18.7"}),
    "postback without data": event("postback"),
    "postback of somebody else": event("postback", postback={"data": "action=buy&id=7"}),
    "group": said("เมนู", source={**NOBODY, "userId": AUNT}),
    "room": said("เมนู", source={"type": "room", "roomId": "R1"}),
    "unknown source": said("เมนู", source={"type": "spaceship", "userId": AUNT}),
    "no source": said("เมนู", source=None),
    "source without a user": said("เมนู", source={"type": "user"}),
    "joined a group": event("join", source=NOBODY),
    "account link": event("accountLink", link={"result": "ok", "nonce": "n"}),
    "unsend of nothing": event("unsend"),
}


@pytest.mark.parametrize("told", UNASKED.values(), ids=UNASKED.keys())
def test_what_asks_nothing_of_us_is_kept_and_not_answered(town, told):
    assert town.send(told) == 200
    (row,) = town.rows(Event)
    assert row.webhook_event_id == told["webhookEventId"]
    assert row.state in ("ignored", "done")
    assert town.rows(Message) == []
    with town.db.reading() as tx:
        assert row.state == "done" or tx.open(row.raw, "event.raw") == told


MALFORMED = {
    "null": None,
    "a number": 7,
    "a list": [],
    "a word": "follow",
    "empty": {},
    "no id": {key: value for key, value in said("เมนู").items() if key != "webhookEventId"},
    "id is a number": said("เมนู", webhookEventId=7),
    "id is empty": said("เมนู", webhookEventId=""),
    "half an emoji": said("\ud83d"),
    "too deep": said("เมนู", message=orjson.loads(b"[" * 500 + b"]" * 500)),
}


@pytest.mark.parametrize("bad", MALFORMED.values(), ids=MALFORMED.keys())
def test_one_malformed_event_does_not_hold_back_the_good_ones(town, bad):
    # json, not orjson: half an emoji goes as an escape, as a phone that cut one in two would have it sent
    body = json.dumps({"destination": "U1", "events": [bad, said("เมนู"), said("เมนู", UNCLE)]})
    assert town.sim.post("/sim/events", body=body)["status"] == 200
    assert len(town.rows(Event)) == 3
    for person in (AUNT, UNCLE):
        assert "อยากทำอะไรคะ" in town.chat(person)[-1]


def test_a_timestamp_that_is_none(town):
    strange = ("1700000000000", None, -5, 2**63, 2**64 - 1, 1e300, True, [], {})
    assert [town.send(said("เมนู", timestamp=timestamp)) for timestamp in strange] == [200] * len(strange)
    assert kept(town) == [("message.text", "done")] * len(strange)
    assert len(town.chat()) == len(strange)


def test_strange_words_are_words(town):
    strange = ("\0", "เม\0นู", "ก" * 5000, "😀" * 5000, "", " ", "\n\n", "\u202e", "\u200b")
    assert [town.send(said(words)) for words in ("สมัคร", "ยอมรับ", *strange)] == [200] * (len(strange) + 2)
    assert {state for _, state in kept(town)} == {"done"}


def test_names_with_nul_do_not_stop_either_database(town):
    strange = said("เมนู", source={"type": "user", "userId": AUNT}, webhookEventId="a\0b", replyToken="t\0")
    assert town.deliver(strange, event("x\0y"), event("message", message={"type": "a\0", "id": "\0"})) == 200
    assert [state for _, state in kept(town)] == ["done", "ignored", "ignored"]


# ---------------------------------------------------------------------- once, in order, each by itself


def test_the_same_event_twice_is_once(town):
    hello = said("เมนู")
    assert [town.send(hello) for _ in range(3)] == [200, 200, 200]
    again = {**hello, "deliveryContext": {"isRedelivery": True}}
    assert town.send(again) == 200
    assert town.send(hello, again, hello) == 200
    assert len(town.rows(Event)) == len(town.rows(Message)) == len(town.chat()) == 1


def test_two_people_in_one_body(town):
    assert town.send(said("สมัคร", AUNT), said("เมนู", UNCLE)) == 200
    assert "สมัครฟรี" in town.chat(AUNT)[0]
    assert "อยากทำอะไรคะ" in town.chat(UNCLE)[0]
    assert {row.line_user_id for row in friends(town)} == {AUNT, UNCLE}


def test_events_of_a_body_are_taken_in_the_order_they_happened(town):
    first, second = said("สมัคร"), said("ยอมรับ", at=BORN + timedelta(seconds=5))
    assert town.send(second, first) == 200
    assert [row.webhook_event_id for row in town.rows(Event)] == [first["webhookEventId"], second["webhookEventId"]]
    assert "ชื่อ นามสกุล อะไรคะ" in town.chat()[-1]


def test_a_large_body_ends_well(town):
    big = said("ก" * 3_400_000)
    body = webhook_body(big, said("เมนู", at=BORN + timedelta(seconds=1)))
    assert len(body) > 10_000_000
    tracemalloc.start()
    begun = time.perf_counter()
    assert town.deliver(body=body) == 200
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - begun < 5
    assert peak < MEMORY
    assert kept(town) == [("message.text", "done"), ("message.text", "done")]


def test_a_body_of_many_events_ends_well(town):
    events = [said("ก" * 34_000, source=NOBODY) for _ in range(100)]
    assert len(webhook_body(*events)) > 10_000_000
    assert town.deliver(*events) == 200
    assert len(town.rows(Event)) == len(events)


def test_a_body_larger_than_any_of_lines_is_not_read(town):
    body = webhook_body(said("ก" * 5_700_000))
    assert len(body) > 17_000_000
    tracemalloc.start()
    assert town.deliver(body=body) == 413
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * len(body)
    assert kept(town) == []


# ---------------------------------------------------------------------- following, leaving, taking back


def test_following_blocking_and_coming_back(town):
    town("""
        > (เพิ่มเพื่อน)
        < ยินดีต้อนรับ
        < อยากทำอะไรคะ
        > (บล็อก)
    """)
    assert friends(town)[0].blocked_at is not None
    town("""
        > (เลิกบล็อก)
        < ยินดีต้อนรับ
        < อยากทำอะไรคะ
    """)
    assert friends(town)[0].blocked_at is None
    assert [row.kind for row in town.rows(Event)] == ["follow", "unfollow", "follow"]


def test_any_word_shows_that_somebody_came_back(town):
    town.send(event("unfollow", replyToken=None))
    town.send(said("เมนู", at=BORN + timedelta(seconds=1)))
    assert friends(town)[0].blocked_at is None


def test_a_message_that_was_taken_back_is_erased(town):
    town("""
        > เขาเป็นหนี้นอกระบบ
        < ยังไม่เข้าใจค่ะ
        < อยากทำอะไรคะ
        > (ลบข้อความ)
    """)
    message, unsent = town.rows(Event)
    assert message.raw is None
    assert message.state == "done"
    assert unsent.kind == "unsend"


def test_only_ones_own_message_can_be_taken_back(town):
    message = said("เมนู", AUNT)
    town.send(message, event("unsend", UNCLE, unsend={"messageId": message["message"]["id"]}, at=BORN + timedelta(seconds=1)))
    assert town.rows(Event)[0].raw is not None


def test_the_news_that_a_message_was_taken_back_may_come_first(town):
    message = said("สมัคร")
    town.send(event("unsend", unsend={"messageId": message["message"]["id"]}, at=BORN + timedelta(seconds=9)))
    assert town.send(message) == 200
    with town.db.reading() as tx:
        assert tx.open(town.rows(Event)[1].raw, "event.raw") == {}
    assert town.rows(Conversation) == []
    assert town.chat() == []


def test_an_unsend_that_names_no_message_erases_nothing(town):
    town.send(pressed('[1,"x","y"]'), event("unsend", at=BORN + timedelta(seconds=1)))
    assert all(row.raw is not None for row in town.rows(Event))
