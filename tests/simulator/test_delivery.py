"""How webhooks travel: in two seconds or not at all, in order or shuffled, once, twice, again."""

import base64
import hashlib
import hmac
import threading

import pytest

from tests.simulator.hand import AUNT, LATE, SECRET, UNCLE, words


def write(sim, *texts, person=AUNT):
    for text in texts:
        sim.act(person, "text", text=text, wait=False)


def texts(webhooks) -> list[str]:
    return [webhook.event["message"]["text"] for webhook in webhooks]


def test_an_act_tells_how_its_webhook_fared(sim, bot):
    bot.script = [200, 500]
    (good,) = sim.act(AUNT, "text", text="หนึ่ง")["deliveries"]
    (bad,) = sim.act(AUNT, "text", text="สอง")["deliveries"]
    assert (good["status"], good["error"]) == (200, None)
    assert (bad["status"], bad["error"]) == (500, "error_status_code")
    assert good["webhookEventId"] == bot.webhooks[0].event["webhookEventId"]
    assert good["ms"] < 1000


def test_after_two_seconds_it_is_a_timeout(sim, bot):
    bot.script = [LATE]
    (delivery,) = sim.act(AUNT, "text", text="ช้า")["deliveries"]
    assert (delivery["status"], delivery["error"]) == (None, "request_timeout")
    assert 1900 <= delivery["ms"] < 3500


def test_nobody_there(sim):
    sim.line("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": "http://127.0.0.1:9/callback"})
    (delivery,) = sim.act(AUNT, "text", text="ไม่มีใคร")["deliveries"]
    assert (delivery["status"], delivery["error"]) == (None, "could_not_connect")


def test_one_person_is_heard_in_order(sim, bot):
    said = [str(number) for number in range(20)]
    write(sim, *said)
    assert texts(bot.wait_for(20)) == said


def test_people_do_not_wait_for_each_other(sim, bot):
    bot.script = [LATE]
    slow = threading.Thread(target=sim.act, args=(AUNT, "text"), kwargs={"text": "ช้า"})
    slow.start()
    bot.wait_for(1)
    (delivery,) = sim.act(UNCLE, "text", text="เร็ว")["deliveries"]
    assert delivery["ms"] < 1000
    bot.wake()
    slow.join()


def test_redelivery_is_off_at_birth(sim, bot):
    bot.script = [500]
    sim.act(AUNT, "text", text="หาย")
    sim.act(AUNT, "text", text="ถัดไป")
    assert len(bot.webhooks) == 2


def test_redelivery_changes_one_thing_only(sim, bot):
    sim.knobs(redeliver=True)
    bot.script = [500, 503]
    sim.act(AUNT, "text", text="อีกครั้ง")
    first, second, third = [webhook.event for webhook in bot.wait_for(3)]
    assert second == third == {**first, "deliveryContext": {"isRedelivery": True}}


def test_redelivery_does_not_hold_up_what_comes_after(sim, bot):
    sim.knobs(redeliver=True)
    bot.script = [500]
    write(sim, "ล้มเหลว", "ถัดไป")
    assert texts(bot.wait_for(3)) == ["ล้มเหลว", "ถัดไป", "ล้มเหลว"]


def test_a_reset_ends_redelivery(sim, bot):
    sim.knobs(redeliver=True)
    bot.script = [500]
    sim.act(AUNT, "text", text="โลกเก่า")
    sim.post("/sim/reset")
    sim.knobs(redeliver=True)
    bot.script = [500]
    sim.act(AUNT, "text", text="โลกใหม่")
    assert texts(bot.wait_for(3)) == ["โลกเก่า", "โลกใหม่", "โลกใหม่"]


def test_redelivery_by_hand(sim, bot):
    (delivery,) = sim.act(AUNT, "text", text="ซ้ำ")["deliveries"]
    (again,) = sim.post("/sim/redeliver", webhookEventId=delivery["webhookEventId"])["deliveries"]
    assert again["status"] == 200
    assert bot.webhooks[1].event["deliveryContext"] == {"isRedelivery": True}
    assert sim.ask("/sim/redeliver", webhookEventId="01ARZ3NDEKTSV4RRFFQ69G5FAV")[0] == 404


def test_delivered_twice_both_as_first(sim, bot):
    sim.knobs(deliver_twice=True)
    deliveries = sim.act(AUNT, "text", text="สองครั้ง")["deliveries"]
    assert [each["status"] for each in deliveries] == [200, 200]
    first, second = bot.webhooks
    assert first.raw == second.raw
    assert first.event["deliveryContext"] == {"isRedelivery": False}


def test_shuffled(sim, bot):
    sim.knobs(shuffle=True)
    write(sim, "หนึ่ง", "สอง", "สาม")
    arrived = bot.wait_for(3)
    assert texts(arrived) != ["หนึ่ง", "สอง", "สาม"]
    by_time = sorted(arrived, key=lambda webhook: (webhook.event["timestamp"], webhook.event["message"]["id"]))
    assert texts(by_time) == ["หนึ่ง", "สอง", "สาม"]


def test_delayed(sim, bot):
    sim.knobs(delay_ms=300)
    before = sim.get("/sim/state")["now"]
    sim.act(AUNT, "text", text="รอ")
    assert sim.get("/sim/state")["now"] - before >= 300
    assert bot.webhooks[0].event["timestamp"] - before < 250


class TestRawEvents:
    def test_anything_is_signed_and_sent(self, sim, bot):
        event = {"type": "hologram", "mode": "standby", "timestamp": 1, "webhookEventId": "x", "source": {"type": "group"}}
        answer = sim.post("/sim/events", events=[event, event])
        assert (answer["status"], answer["body"]) == (200, "taken")
        assert bot.events == [event, event]

    @pytest.mark.parametrize("body", ["", "{", "[]", '{"events": null}', '{"events": [null, 5]}', "ไม่ใช่ JSON"])
    def test_a_broken_body_is_signed_all_the_same(self, sim, bot, body):
        assert sim.post("/sim/events", body=body)["status"] == 200
        (webhook,) = bot.webhooks
        expected = base64.b64encode(hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).digest()).decode()
        assert (webhook.raw, webhook.headers["X-Line-Signature"]) == (body.encode(), expected)

    def test_a_wrong_signature_and_another_destination(self, sim, bot):
        sim.post("/sim/events", events=[], destination="Uother", signature="bad")
        assert bot.webhooks[0].headers["X-Line-Signature"] == "bad"
        assert bot.webhooks[0].body == {"destination": "Uother", "events": []}

    def test_its_reply_token_is_good(self, sim, bot):
        source = {"type": "user", "userId": AUNT}
        sim.post("/sim/events", events=[{"type": "message", "replyToken": "made-up", "source": source}])
        assert sim.reply("made-up", words("ค่ะ")).status_code == 200
        assert len(sim.said(AUNT)) == 1
