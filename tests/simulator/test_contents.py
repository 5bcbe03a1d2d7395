"""Bytes that people sent, profiles, the channel, and marking as read."""

import base64
import io

import pytest
from PIL import Image

from tests.simulator.hand import AUNT, LATE, UNCLE


def sent(sim, bot, do, **more) -> str:
    """Sends it; returns the message's id."""
    sim.act(AUNT, do, **more)
    return bot.events[-1]["message"]["id"]


def content(sim, message, part=""):
    return sim.line("GET", f"/v2/bot/message/{message}/content{part}")


class TestContent:
    def test_comes_back_as_it_was_sent(self, sim, bot):
        message = sent(sim, bot, "file", name="ใบสมัคร.pdf", base64=base64.b64encode(b"%PDF-1.4 x").decode())
        answer = content(sim, message)
        assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (200, b"%PDF-1.4 x", "application/pdf")

    @pytest.mark.parametrize(
        ("do", "media_type"),
        [("image", "image/jpeg"), ("audio", "audio/wav"), ("video", "video/mp4"), ("file", "application/pdf")],
    )
    def test_is_made_up_if_none_is_given(self, sim, bot, do, media_type):
        first, second = content(sim, sent(sim, bot, do)), content(sim, sent(sim, bot, do))
        assert first.headers["Content-Type"] == media_type
        assert (first.content != second.content) or do == "audio"

    def test_a_preview_is_a_small_jpeg(self, sim, bot):
        for do in ("image", "video"):
            answer = content(sim, sent(sim, bot, do), "/preview")
            assert max(Image.open(io.BytesIO(answer.content)).size) <= 240
        assert content(sim, sent(sim, bot, "audio"), "/preview").status_code == 400

    def test_what_was_never_sent(self, sim):
        for part in ("", "/preview", "/transcoding"):
            answer = content(sim, "1", part)
            assert (answer.status_code, answer.json()) == (404, {"message": "not found"})

    def test_what_was_taken_back(self, sim, bot):
        message = sent(sim, bot, "image")
        sim.act(AUNT, "unsend")
        answer = content(sim, message)
        assert (answer.status_code, answer.json()) == (410, {"message": "The content is gone"})
        assert sim.line("GET", f"/sim/contents/{message}", token=None).status_code == 404

    @pytest.mark.parametrize("do", ["video", "audio"])
    def test_not_ready_yet(self, sim, bot, do):
        sim.knobs(content_202=2)
        message = sent(sim, bot, do)
        answers = [content(sim, message) for _ in range(3)]
        assert [each.status_code for each in answers] == [202, 202, 200]
        assert answers[0].content == b""
        assert content(sim, message, "/transcoding").json() == {"status": "succeeded"}

    def test_asking_whether_it_is_ready(self, sim, bot):
        sim.knobs(content_202=1)
        message = sent(sim, bot, "video")
        states = [content(sim, message, "/transcoding").json()["status"] for _ in range(2)]
        assert states == ["processing", "succeeded"]
        assert content(sim, sent(sim, bot, "image"), "/transcoding").status_code == 400

    def test_pictures_are_ready_at_once(self, sim, bot):
        sim.knobs(content_202=1)
        assert content(sim, sent(sim, bot, "image")).status_code == 200

    def test_an_early_404(self, sim, bot):
        sim.knobs(content_404=1)
        message = sent(sim, bot, "image")
        assert [content(sim, message).status_code for _ in range(2)] == [404, 200]

    def test_the_page_can_show_it(self, sim, bot):
        message = sent(sim, bot, "image")
        assert sim.line("GET", f"/sim/contents/{message}", token=None).content == content(sim, message).content


class TestProfile:
    def test_of_a_friend(self, sim, friend):
        assert sim.line("GET", f"/v2/bot/profile/{AUNT}").json() == {"userId": AUNT, "displayName": "ป้านา", "language": "th"}

    def test_of_somebody_who_wrote(self, sim):
        assert sim.line("GET", f"/v2/bot/profile/{UNCLE}").status_code == 404
        sim.act(UNCLE, "text", text="สวัสดี")
        assert sim.line("GET", f"/v2/bot/profile/{UNCLE}").status_code == 200

    def test_of_a_blocker_and_of_nobody(self, sim, friend):
        sim.act(AUNT, "block")
        for person in (AUNT, "U" + "0" * 32):
            answer = sim.line("GET", f"/v2/bot/profile/{person}")
            assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})


class TestChannel:
    def test_who_the_bot_is(self, sim, bot):
        sim.act(AUNT, "text", text="สวัสดี")
        assert sim.line("GET", "/v2/bot/info").json()["userId"] == bot.webhooks[0].body["destination"]

    def test_where_its_webhook_is(self, sim, bot):
        path = "/v2/bot/channel/webhook/endpoint"
        assert sim.line("GET", path).json() == {"endpoint": bot.url, "active": True}
        assert sim.line("PUT", path, {"endpoint": "ftp://x"}).json() == {"message": "Invalid webhook endpoint URL"}
        assert sim.line("PUT", path, {"endpoint": f"{bot.root}/elsewhere"}).json() == {}
        assert sim.act(AUNT, "text", text="ที่ใหม่")["deliveries"][0]["status"] == 405

    @pytest.mark.parametrize(("status", "reason"), [(200, "OK"), (500, "ERROR_STATUS_CODE"), (LATE, "REQUEST_TIMEOUT")])
    def test_trying_it_out(self, sim, bot, status, reason):
        bot.script = [status]
        answer = sim.line("POST", "/v2/bot/channel/webhook/test", {}).json()
        assert (answer["success"], answer["reason"]) == (status == 200, reason)
        assert answer["statusCode"] == (0 if status == LATE else status)
        assert bot.webhooks[0].body["events"] == []

    def test_marking_as_read(self, sim, bot):
        sim.act(AUNT, "text", text="อ่านหรือยัง")
        token = bot.events[0]["message"]["markAsReadToken"]
        assert sim.line("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": token}).json() == {}
        assert sim.line("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "x"}).status_code == 400

    def test_loading_in_a_chat_that_is_none(self, sim):
        assert sim.line("POST", "/v2/bot/chat/loading/start", {"chatId": "C" + "0" * 32}).status_code == 400

    def test_loading_ends_by_itself(self, sim, friend):
        sim.line("POST", "/v2/bot/chat/loading/start", {"chatId": AUNT, "loadingSeconds": 5})
        assert sim.chat(AUNT)["loading"] is True
        sim.turn(forward=6)
        assert sim.chat(AUNT)["loading"] is False
