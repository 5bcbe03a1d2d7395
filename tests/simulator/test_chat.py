"""What a page sees of a chat, the transcript, the clock, the knobs, and beginning anew."""

import re
import threading

import pytest

from tests.simulator.hand import AUNT, UNCLE, words
from tests.simulator.test_hands import BORN, SAY, YES, buttons, with_replies


class TestChat:
    def test_items_are_numbered_and_can_be_asked_for_from_there(self, sim, friend):
        sim.push(AUNT, words("หนึ่ง"), words("สอง"))
        everything = sim.chat(AUNT)
        assert [item["n"] for item in everything["items"]] == [1, 2, 3]
        assert everything["next"] == 3
        later = sim.chat(AUNT, after=2)
        assert [item["message"] for item in later["items"]] == [words("สอง")]

    def test_an_item(self, sim, friend):
        sent = sim.push(AUNT, words("สวัสดีค่ะ")).json()["sentMessages"][0]
        item = sim.chat(AUNT, after=1)["items"][0]
        assert abs(item.pop("at") - sim.get("/sim/state")["now"]) < 5000
        assert item.pop("message") == words("สวัสดีค่ะ")
        assert item == {"n": 2, "from": "bot", "kind": "push", "billable": True, "unsent": False, "id": sent["id"]}

    @pytest.mark.parametrize("news", ["message", "loading", "pc", "clock"])
    def test_a_long_poll_answers_at_any_news(self, sim, started, friend, news):
        seen = sim.chat(AUNT)
        answers = []
        query = {"after": seen["next"], "version": seen["version"], "wait": 20}
        poll = threading.Thread(target=lambda: answers.append(sim.chat(AUNT, **query)))
        poll.start()
        poll.join(0.2)
        assert poll.is_alive()
        happen(sim, news)
        poll.join(5)
        assert not poll.is_alive()
        assert answers[0]["version"] > seen["version"]

    def test_a_long_poll_ends_empty(self, sim, friend):
        seen = sim.chat(AUNT)
        before = sim.get("/sim/state")["now"]
        assert sim.chat(AUNT, after=seen["next"], wait=0.4)["items"] == []
        assert sim.get("/sim/state")["now"] - before >= 400

    def test_a_poll_that_is_behind_answers_at_once(self, sim, friend):
        assert sim.chat(AUNT, after=0, wait=20)["items"]
        assert sim.chat(AUNT, after=1, version=0, wait=20)["items"] == []

    def test_many_polls_at_once(self, sim, friend):
        polls = [threading.Thread(target=sim.chat, args=(AUNT, 1), kwargs={"wait": 20}) for _ in range(40)]
        for poll in polls:
            poll.start()
        assert sim.push(AUNT, words("ทุกคนได้ยิน")).status_code == 200
        for poll in polls:
            poll.join(10)
        assert not any(poll.is_alive() for poll in polls)

    @pytest.mark.parametrize("query", [{"after": "x"}, {"wait": "soon"}, {"version": ""}])
    def test_what_is_no_number(self, sim, started, query):
        assert sim.line("GET", f"/sim/people/{AUNT}/chat?{'&'.join(f'{k}={v}' for k, v in query.items())}").status_code == 400


def happen(sim, news):
    if news == "message":
        sim.push(AUNT, words("ข่าว"))
    if news == "loading":
        sim.line("POST", "/v2/bot/chat/loading/start", {"chatId": AUNT})
    if news == "pc":
        sim.post(f"/sim/people/{AUNT}", pc=True)
    if news == "clock":
        sim.turn(forward=60)


class TestTranscript:
    def test_reads_like_a_conversation_test(self, sim, bot):
        sim.act(AUNT, "follow")
        sim.push(AUNT, words("\nสวัสดีค่ะ\nเลือกได้เลย"), buttons(YES, SAY, BORN, text="ไปเยี่ยมบ้านใครคะ"))
        sim.act(AUNT, "text", text="ยายคำ\nบ้านเลขที่ 1")
        sim.act(AUNT, "tap", label="ใช่")
        sim.act(AUNT, "tap", label="เมนู")
        sim.act(AUNT, "date", date="2019-04-24")
        sim.turn(forward=3 * 86400)
        for do in ("sticker", "image", "audio", "video", "file"):
            sim.act(AUNT, do)
        sim.act(AUNT, "location", latitude=18.7, longitude=99.5)
        sim.turn(forward=7200)
        sim.turn(forward=90)
        sim.act(AUNT, "unsend")
        sim.act(AUNT, "block")
        sim.act(AUNT, "unblock")
        sim.push(AUNT, {"type": "sticker", "packageId": "1", "stickerId": "1"})
        sim.turn(forward=120)
        assert sim.transcript(AUNT) == [
            "> (เพิ่มเพื่อน)", "< สวัสดีค่ะ", "< ไปเยี่ยมบ้านใครคะ", "> ยายคำ\\nบ้านเลขที่ 1", "> [ใช่]", "> ขอเมนูหน่อย",
            "> (วันที่ 2019-04-24)", "~ 3 วัน", "> (สติกเกอร์)", "> (รูป)", "> (เสียง)", "> (วิดีโอ)", "> (ไฟล์)",
            "> (ตำแหน่ง 18.70000,99.50000)", "~ 2 ชั่วโมง", "~ 90 วินาที", "> (ลบข้อความ)", "> (บล็อก)", "> (เลิกบล็อก)",
            "<", "~ 2 นาที",
        ]  # fmt: skip

    def test_of_nobody(self, sim):
        assert sim.line("GET", "/sim/people/U0/transcript").status_code == 404


class TestClock:
    def test_forward_back_and_to_a_moment(self, sim):
        assert sim.turn(forward=86400)["offset"] == 86400
        assert sim.turn(forward=-3600)["offset"] == 82800
        assert sim.turn(offset=0)["offset"] == 0
        assert abs(sim.turn(at="2026-12-05T08:00:00+07:00")["now"] - 1796432400_000) < 5000
        assert abs(sim.turn(at="2026-12-05T08:00")["now"] - 1796432400_000) < 5000

    def test_everybody_can_read_it(self, sim):
        sim.turn(forward=86400)
        assert float(sim.clock.read_text()) == 86400
        sim.post("/sim/reset")
        assert float(sim.clock.read_text()) == 0

    @pytest.mark.parametrize(
        "body", [{}, {"forward": "x"}, {"at": "เมื่อวาน"}, {"offset": None}, {"forward": 1e300}, {"forward": "nan"}]
    )
    def test_what_is_no_time(self, sim, body):
        assert sim.ask("/sim/clock", **body)[0] == 400
        assert sim.get("/sim/state")["offset"] == 0


class TestKnobs:
    def test_all_at_rest_at_birth(self, sim):
        assert sim.get("/sim/state")["knobs"] == {
            "deliver_twice": False, "shuffle": False, "delay_ms": 0, "redeliver": False, "fail_next": [], "monthly_quota": None,
            "content_fail": [], "content_delay_ms": 0, "content_202": 0, "content_404": 0,
        }  # fmt: skip

    def test_are_turned_and_shown(self, sim):
        state = sim.knobs(shuffle=True, monthly_quota=300, fail_next=[500, "drop"])
        assert state["knobs"]["shuffle"] is True
        assert state["knobs"]["fail_next"] == [500, "drop"]
        assert state["quota"] == {"limit": 300, "used": 0}

    @pytest.mark.parametrize(
        "knobs",
        [{"gravity": 1}, {"shuffle": "yes"}, {"delay_ms": -1}, {"delay_ms": True}, {"fail_next": "drop"}, {"fail_next": ["x"]},
         {"fail_next": [200]}, {"fail_next": [[]]}, {"fail_next": ["half"]},
         {"content_fail": "half"}, {"content_fail": [600]}, {"content_fail": ["429rate"]}, {"content_fail": [True]},
         {"content_delay_ms": -1}, {"content_delay_ms": 0.5}, {"content_delay_ms": None},
         {"monthly_quota": "many"}, {"shuffle": True, "gravity": 1}],
    )  # fmt: skip
    def test_that_do_not_fit(self, sim, knobs):
        status, answer = sim.ask("/sim/knobs", **knobs)
        assert status == 400
        assert re.search("there is no knob|it takes (a whole number|a list|true or false)", answer["error"])
        assert sim.get("/sim/state")["knobs"]["shuffle"] is False


def test_beginning_anew(sim, bot, friend):
    sim.post("/sim/people", name="ยายคำ")
    sim.push(AUNT, with_replies("สวัสดี", YES))
    sim.knobs(monthly_quota=5, delay_ms=5)
    sim.turn(forward=86400)
    sim.line("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": f"{bot.root}/elsewhere"})
    state = sim.post("/sim/reset")
    assert (len(state["people"]), state["offset"], state["callback"]) == (3, 0, bot.url)
    assert state["public"] == ["https://bot.example"]
    assert state["quota"] == {"limit": None, "used": 0}
    assert sim.chat(AUNT)["items"] == sim.chat(UNCLE)["items"] == []
    assert sim.get("/sim/calls")["calls"] == []
