"""Webhooks are LINE's, to the letter: signed, typed, dated, and readable by LINE's own SDK."""

import base64
import hashlib
import hmac
import re

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.models import UnknownEvent
from linebot.v3.webhooks import Event

from tests.simulator.hand import AUNT, OFFICER, SECRET, UNCLE, words

ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
PLACE = {"latitude": 18.7, "longitude": 99.5, "title": "บ้านยายคำ"}


def the_event(sim, bot, do, person=AUNT, **more) -> dict:
    sim.act(person, do, **more)
    return bot.webhooks[-1].event


def test_a_webhook_is_signed_over_its_raw_bytes(sim, bot):
    sim.act(AUNT, "text", text="ไปเยี่ยมยายคำ")
    webhook = bot.webhooks[0]
    expected = base64.b64encode(hmac.new(SECRET.encode(), webhook.raw, hashlib.sha256).digest()).decode()
    assert webhook.headers["X-Line-Signature"] == expected
    assert webhook.headers["Content-Type"] == "application/json; charset=utf-8"
    assert re.fullmatch(r"U[0-9a-f]{32}", webhook.body["destination"])


def test_every_event_has_what_all_events_have(sim, bot):
    event = the_event(sim, bot, "text", text="สวัสดี")
    assert ULID.fullmatch(event["webhookEventId"])
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert event["mode"] == "active"
    assert event["source"] == {"type": "user", "userId": AUNT}
    assert abs(event["timestamp"] - sim.get("/sim/state")["now"]) < 5000


def test_time_and_id_follow_the_turned_clock(sim, bot):
    first = the_event(sim, bot, "text", text="วันนี้")
    sim.turn(forward=3 * 86400)
    second = the_event(sim, bot, "text", text="สามวันต่อมา")
    assert 3 * 86400_000 <= second["timestamp"] - first["timestamp"] < 3 * 86400_000 + 60_000
    assert second["webhookEventId"] > first["webhookEventId"]


def test_text(sim, bot):
    message = the_event(sim, bot, "text", text="ยายคำ\nล้ม 😢")["message"]
    assert message["type"] == "text"
    assert message["text"] == "ยายคำ\nล้ม 😢"
    assert message["id"].isdecimal()
    assert message["quoteToken"]
    assert message["markAsReadToken"]


def test_adding_blocking_and_taking_back(sim, bot):
    followed = the_event(sim, bot, "follow")
    blocked = the_event(sim, bot, "block")
    back = the_event(sim, bot, "unblock")
    assert (followed["type"], followed["follow"], "replyToken" in followed) == ("follow", {"isUnblocked": False}, True)
    assert (blocked["type"], "replyToken" in blocked) == ("unfollow", False)
    assert (back["type"], back["follow"]) == ("follow", {"isUnblocked": True})


def test_one_picture_has_no_set_and_several_share_one(sim, bot):
    assert "imageSet" not in the_event(sim, bot, "image")["message"]
    bot.forget()
    sim.act(AUNT, "image", count=3)
    sets = [event["message"]["imageSet"] for event in bot.events]
    assert [each["index"] for each in sets] == [1, 2, 3]
    assert {each["total"] for each in sets} == {3}
    assert len({each["id"] for each in sets}) == 1
    assert len({event["message"]["id"] for event in bot.events}) == 3


@pytest.mark.parametrize(
    ("do", "more", "expected"),
    [
        ("image", {}, {"contentProvider": {"type": "line"}}),
        ("video", {"duration": 1500}, {"contentProvider": {"type": "line"}, "duration": 1500}),
        ("audio", {"duration": 900}, {"contentProvider": {"type": "line"}, "duration": 900}),
        ("file", {"name": "ใบสมัคร.pdf", "base64": "JVBERg=="}, {"fileName": "ใบสมัคร.pdf", "fileSize": 4}),
        ("sticker", {"packageId": "1", "stickerId": "2"}, {"packageId": "1", "stickerId": "2"}),
        ("location", PLACE, PLACE),
    ],
)
def test_other_messages(sim, bot, do, more, expected):
    message = the_event(sim, bot, do, **more)["message"]
    assert message["type"] == do
    assert expected.items() <= message.items()
    assert message["markAsReadToken"]


def test_a_date_that_was_picked(sim, bot):
    picker = {"type": "datetimepicker", "label": "วันเกิด", "data": "born", "mode": "date"}
    event = the_event(sim, bot, "action", action=picker, params={"date": "2019-04-24"})
    assert event["postback"] == {"data": "born", "params": {"date": "2019-04-24"}}
    assert event["replyToken"]


def test_taking_back_a_message(sim, bot):
    written = the_event(sim, bot, "text", text="ผิดคน")["message"]["id"]
    event = the_event(sim, bot, "unsend")
    assert (event["type"], event["unsend"]) == ("unsend", {"messageId": written})
    assert "replyToken" not in event


def everything_a_person_does(sim):
    for person, do, more in [
        (AUNT, "follow", {}),
        (AUNT, "text", {"text": "สวัสดี"}),
        (AUNT, "image", {"count": 2}),
        (AUNT, "video", {}),
        (AUNT, "audio", {}),
        (AUNT, "file", {}),
        (AUNT, "sticker", {}),
        (UNCLE, "location", PLACE),
        (UNCLE, "action", {"action": {"type": "postback", "data": "x"}}),
        (UNCLE, "action", {"action": {"type": "richmenuswitch", "richMenuAliasId": "a", "data": "x"}}),
        (AUNT, "unsend", {}),
        (OFFICER, "block", {}),
        (OFFICER, "unblock", {}),
    ]:
        sim.act(person, do, **more)


def test_the_sdk_reads_every_event(sim, bot):
    everything_a_person_does(sim)
    parser = WebhookParser(SECRET)
    for webhook in bot.webhooks:
        (event,) = parser.parse(webhook.raw.decode(), webhook.headers["X-Line-Signature"])
        assert isinstance(event, Event)
        assert not isinstance(event, UnknownEvent), webhook.raw
    assert len(bot.webhooks) == 14


def test_what_is_sent_stands_in_the_chat(sim, bot):
    everything_a_person_does(sim)
    kinds = [item["message"]["type"] for item in sim.chat(AUNT)["items"]]
    assert kinds == ["follow", "text", "image", "image", "video", "audio", "file", "sticker", "unsend"]
    assert sim.chat(AUNT)["items"][7]["unsent"] is True


def test_the_reply_token_leads_back_to_the_chat(sim, bot):
    token = the_event(sim, bot, "text", text="สวัสดี")["replyToken"]
    assert sim.reply(token, words("สวัสดีค่ะ")).ok
    assert [item["message"] for item in sim.said(AUNT)] == [words("สวัสดีค่ะ")]
