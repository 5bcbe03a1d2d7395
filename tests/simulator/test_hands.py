"""What people can see and tap, and what their taps do."""

import pytest

from tests.simulator.examples import MENU, MESSAGES
from tests.simulator.hand import AUNT, UNCLE, words
from tests.simulator.test_menus import create, link

YES = {"type": "postback", "label": "ใช่", "data": "yes", "displayText": "ใช่ค่ะ"}
NO = {"type": "postback", "label": "ไม่ใช่", "data": "no"}
SAY = {"type": "message", "label": "เมนู", "text": "ขอเมนูหน่อย"}
BORN = {"type": "datetimepicker", "label": "วันเกิด", "data": "born", "mode": "date", "min": "1920-01-01", "max": "2026-11-22"}
CALL = {"type": "uri", "label": "โทร", "uri": "tel:1300"}


def with_replies(text, *actions) -> dict:
    return {**words(text), "quickReply": {"items": [{"type": "action", "action": action} for action in actions]}}


def buttons(*actions, text="เลือกค่ะ") -> dict:
    return {"type": "template", "altText": text, "template": {"type": "buttons", "text": text, "actions": list(actions)}}


def visible(sim, person=AUNT) -> list[str]:
    status, answer = sim.cannot(person, "tap", label="ปุ่มที่ไม่มี")
    assert status == 404
    return answer["visible"]


class TestTap:
    def test_a_postback(self, sim, bot, friend):
        sim.push(AUNT, buttons(YES, NO))
        done = sim.act(AUNT, "tap", label="ใช่")
        assert done["label"] == "ใช่"
        assert bot.events[-1]["postback"] == {"data": "yes"}
        item = sim.chat(AUNT)["items"][-1]
        assert item["message"] == {"type": "postback", "label": "ใช่", "data": "yes", "displayText": "ใช่ค่ะ"}
        assert item["displayText"] == "ใช่ค่ะ"

    def test_a_message(self, sim, bot, friend):
        sim.push(AUNT, buttons(SAY))
        sim.act(AUNT, "tap", label="เมนู")
        assert bot.events[-1]["message"]["text"] == "ขอเมนูหน่อย"

    def test_a_link_tells_the_bot_nothing(self, sim, bot, friend):
        sim.push(AUNT, buttons(CALL))
        done = sim.act(AUNT, "tap", label="โทร")
        assert (done["deliveries"], done["opens"]) == ([], CALL)
        assert bot.webhooks == []

    def test_a_date(self, sim, bot, friend):
        sim.push(AUNT, buttons(BORN))
        sim.act(AUNT, "tap", label="วันเกิด", params={"date": "1954-03-01"})
        sim.act(AUNT, "date", date="1955-04-02")
        assert [event["postback"]["params"]["date"] for event in bot.events] == ["1954-03-01", "1955-04-02"]

    @pytest.mark.parametrize(
        "params", [None, {}, {"time": "10:00"}, {"date": "1/3/2497"}, {"date": "1919-12-31"}, {"date": "2026-11-23"}]
    )
    def test_a_date_the_picker_cannot_be_set_to(self, sim, bot, friend, params):
        sim.push(AUNT, buttons(BORN))
        assert sim.cannot(AUNT, "tap", label="วันเกิด", params=params)[0] == 400
        assert bot.webhooks == []

    def test_no_picker_in_sight(self, sim, friend):
        assert sim.cannot(AUNT, "date", date="2019-04-24")[0] == 404

    def test_what_is_not_there_lists_what_is(self, sim, friend):
        sim.push(AUNT, buttons(YES, NO))
        status, answer = sim.cannot(AUNT, "tap", label="อาจจะ")
        assert (status, answer["visible"]) == (404, ["ใช่", "ไม่ใช่"])

    def test_flex_with_and_without_labels(self, sim, bot, friend):
        card = {"type": "box", "layout": "vertical", "action": {"type": "postback", "data": "card"},
                "contents": [{"type": "text", "text": "ยายคำ"}]}  # fmt: skip
        sim.push(AUNT, {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": card}})
        assert visible(sim) == ["ยายคำ"]
        sim.act(AUNT, "tap", label="ยายคำ")
        assert bot.events[-1]["postback"] == {"data": "card"}
        assert sim.transcript(AUNT)[-1] == "> [ยายคำ]"

    def test_every_button_of_every_message_is_found(self, sim, friend):
        expected = {"bubble": 5, "bubbles": 10, "carousel": 8, "imagemap": 3, "buttons": 5, "image carousel": 1}
        for name, number in expected.items():
            sim.post("/sim/reset")
            sim.act(AUNT, "follow")
            sim.push(AUNT, MESSAGES[name])
            assert len(visible(sim)) == number, name

    def test_an_action_by_itself(self, sim, bot, friend):
        sim.act(AUNT, "action", action=NO)
        assert bot.events[-1]["postback"] == {"data": "no"}
        assert sim.cannot(AUNT, "action", action={"type": "hologram"})[0] == 400


class TestWhichButton:
    def test_the_newest_message_first(self, sim, bot, friend):
        sim.push(AUNT, buttons({**YES, "data": "old"}))
        sim.push(AUNT, buttons({**YES, "data": "new"}))
        sim.act(AUNT, "tap", label="ใช่")
        assert bot.events[-1]["postback"]["data"] == "new"

    def test_its_quick_replies_before_older_messages(self, sim, bot, friend):
        sim.push(AUNT, buttons({**YES, "data": "old"}))
        sim.push(AUNT, with_replies("ใช่ไหมคะ", {**YES, "data": "quick"}))
        sim.act(AUNT, "tap", label="ใช่")
        assert bot.events[-1]["postback"]["data"] == "quick"

    def test_the_rich_menu_last(self, sim, bot, friend):
        link(sim, AUNT, create(sim))
        sim.push(AUNT, buttons({"type": "message", "label": "เมนู", "text": "จากข้อความ"}))
        assert visible(sim)[1:] == [area["action"]["label"] for area in MENU["areas"]]
        sim.act(AUNT, "tap", label="เมนู")
        assert bot.events[-1]["message"]["text"] == "จากข้อความ"

    def test_old_buttons_stay(self, sim, bot, friend):
        sim.push(AUNT, buttons(YES))
        sim.push(AUNT, words("ต่อไปค่ะ"))
        sim.act(AUNT, "tap", label="ใช่")
        assert bot.events[-1]["postback"]["data"] == "yes"


class TestQuickReplies:
    def test_only_those_of_the_last_message(self, sim, friend):
        sim.push(AUNT, with_replies("หนึ่ง", YES), with_replies("สอง", NO))
        assert visible(sim) == ["ไม่ใช่"]
        sim.push(AUNT, words("สาม"))
        assert visible(sim) == []

    def test_are_gone_when_somebody_speaks_and_back_when_it_is_taken_back(self, sim, friend):
        sim.push(AUNT, with_replies("ใช่ไหมคะ", YES))
        sim.act(AUNT, "text", text="เดี๋ยวนะ")
        assert visible(sim) == []
        sim.act(AUNT, "unsend")
        assert visible(sim) == ["ใช่"]

    @pytest.mark.parametrize("action", [NO, CALL, {"type": "clipboard", "label": "คัดลอก", "clipboardText": "x"}])
    def test_are_gone_when_one_was_tapped(self, sim, friend, action):
        sim.push(AUNT, with_replies("เลือกค่ะ", action, YES))
        sim.act(AUNT, "tap", label=action["label"])
        assert visible(sim) == []

    @pytest.mark.parametrize("kind", ["camera", "cameraRoll", "location"])
    def test_stay_until_the_picture_is_sent(self, sim, bot, friend, kind):
        sim.push(AUNT, with_replies("ส่งรูปค่ะ", {"type": kind, "label": "เปิด"}))
        assert sim.act(AUNT, "tap", label="เปิด")["opens"] == {"type": kind, "label": "เปิด"}
        assert visible(sim) == ["เปิด"]
        sim.act(AUNT, "image")
        assert visible(sim) == []

    def test_a_tap_elsewhere_without_words_leaves_them(self, sim, friend):
        sim.push(AUNT, buttons(NO))
        sim.push(AUNT, with_replies("ใช่ไหมคะ", YES))
        sim.act(AUNT, "tap", label="ไม่ใช่")
        assert visible(sim) == ["ใช่", "ไม่ใช่"]

    def test_a_pc_shows_neither_them_nor_the_rich_menu(self, sim, friend):
        link(sim, AUNT, create(sim))
        sim.push(AUNT, buttons(NO), with_replies("ใช่ไหมคะ", YES))
        assert sim.post(f"/sim/people/{AUNT}", pc=True)["pc"] is True
        assert visible(sim) == ["ไม่ใช่"]
        sim.post(f"/sim/people/{AUNT}", pc=False)
        assert visible(sim)[:2] == ["ใช่", "ไม่ใช่"]


class TestPeople:
    def test_three_are_born(self, sim):
        people = sim.get("/sim/state")["people"]
        assert [each["name"] for each in people] == ["ป้านา", "ลุงมี", "คุณอร"]
        assert people[0] == {"userId": AUNT, "name": "ป้านา", "pc": False, "blocked": False, "friend": False}

    def test_more_can_come(self, sim, bot):
        person = sim.post("/sim/people", name="ยายคำ")
        sim.act(person["userId"], "follow")
        assert bot.events[-1]["source"]["userId"] == person["userId"]
        assert sim.get("/sim/state")["people"][3]["friend"] is True

    def test_a_blocker_must_take_the_bot_back_first(self, sim, bot, friend):
        sim.act(AUNT, "block")
        assert sim.cannot(AUNT, "text", text="สวัสดี")[0] == 409
        sim.act(AUNT, "unblock")
        sim.act(AUNT, "text", text="สวัสดี")
        assert [event["type"] for event in bot.events] == ["unfollow", "follow", "message"]

    @pytest.mark.parametrize(
        "body",
        [{}, {"do": "fly"}, {"do": "text"}, {"do": "text", "text": "\n"}, {"do": "tap"}, {"do": "location"},
         {"do": "location", "latitude": "x", "longitude": 1}, {"do": "image", "base64": "*"}, {"do": "image", "count": 0},
         {"do": "image", "count": "x"}, {"do": "video", "duration": "long"}, {"do": "action"},
         {"do": "action", "action": 5}, {"do": "action", "action": {"type": "postback"}}, {"do": ["text"]}],
    )  # fmt: skip
    def test_what_nobody_can_do(self, sim, bot, body):
        assert sim.ask(f"/sim/people/{AUNT}/act", **body)[0] == 400
        assert bot.webhooks == []

    @pytest.mark.parametrize("number", [b"1e999", b"-1e999"])
    def test_a_sound_without_an_end(self, sim, number):
        """JSON has such numbers, and Python reads them as infinite."""
        data = b'{"do": "audio", "duration": %s}' % number
        assert sim.line("POST", f"/sim/people/{AUNT}/act", data=data).status_code == 400

    def test_nothing_to_take_back(self, sim):
        assert sim.cannot(AUNT, "unsend")[0] == 404

    def test_nobody(self, sim):
        assert sim.ask("/sim/people/U0/act", do="follow")[0] == 404
        assert sim.ask("/sim/people/U0", pc=True)[0] == 404

    def test_taking_back_an_older_message(self, sim, bot):
        sim.act(UNCLE, "text", text="หนึ่ง")
        sim.act(UNCLE, "text", text="สอง")
        first = bot.events[0]["message"]["id"]
        sim.act(UNCLE, "unsend", message_id=first)
        assert [item["unsent"] for item in sim.chat(UNCLE)["items"]] == [True, False, False]
        assert sim.cannot(UNCLE, "unsend", message_id=first)[0] == 404
