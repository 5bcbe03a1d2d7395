"""Bytes that people sent, profiles, the channel, and marking as read."""

import base64
import io
import wave

import pytest
from PIL import Image

from simulator.hands.pictures import photograph
from simulator.world.contents import PIECE, Stuff
from tests import transcript
from tests.simulator.hand import AUNT, LATE, UNCLE


def sent(sim, bot, do, **more) -> str:
    """Sends it; returns the message's id."""
    sim.act(AUNT, do, **more)
    return bot.events[-1]["message"]["id"]


def content(sim, message, part=""):
    return sim.content(message, part)


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


class TestContent:
    def test_comes_back_as_it_was_sent(self, sim, bot):
        message = sent(sim, bot, "file", name="ใบสมัคร.pdf", base64=base64_of(b"%PDF-1.4 x"))
        answer = content(sim, message)
        assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (200, b"%PDF-1.4 x", "application/pdf")

    @pytest.mark.parametrize(
        ("do", "media_type"),
        [("image", "image/jpeg"), ("audio", "audio/wav"), ("video", "video/mp4"), ("file", "application/pdf")],
    )
    def test_is_made_up_if_none_is_given(self, sim, bot, do, media_type):
        first, second = content(sim, sent(sim, bot, do)), content(sim, sent(sim, bot, do))
        assert first.headers["Content-Type"] == media_type
        assert first.content != second.content

    def test_made_up_pictures_differ_in_what_can_be_seen(self, sim, bot):
        sim.act(AUNT, "image", count=20)
        pictures = [content(sim, event["message"]["id"]).content for event in bot.events]
        assert {Image.open(io.BytesIO(each)).format for each in pictures} == {"JPEG"}
        assert len(set(map(pixels, pictures))) == 20

    def test_a_made_up_sound_can_be_heard(self, sim, bot):
        with wave.open(io.BytesIO(content(sim, sent(sim, bot, "audio")).content)) as sound:
            assert sound.getnframes() / sound.getframerate() == bot.events[-1]["message"]["duration"] / 1000
            assert len(set(sound.readframes(1000))) > 100

    def test_a_preview_is_a_small_jpeg(self, sim, bot):
        for do in ("image", "video"):
            answer = content(sim, sent(sim, bot, do), "/preview")
            assert max(Image.open(io.BytesIO(answer.content)).size) <= 240
            assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert content(sim, sent(sim, bot, "audio"), "/preview").status_code == 400

    @pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0", photograph()[:9000]])
    def test_a_preview_of_what_is_no_picture_is_grey(self, sim, bot, data):
        answer = content(sim, sent(sim, bot, "image", base64=base64_of(data)), "/preview")
        assert len(Image.open(io.BytesIO(answer.content)).getcolors()) == 1

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
        answer = sim.line("GET", f"/sim/contents/{message}", token=None)
        assert answer.content == content(sim, message).content
        assert answer.headers["Cache-Control"] == "no-store"  # else it would still be shown when it was unsent


class TestSize:
    @pytest.mark.parametrize(("do", "head"), [("image", b"\xff\xd8\xff"), ("audio", b"RIFF"), ("file", b"%PDF"),
                                              ("video", b"\0\0\0\x18ftyp")])  # fmt: skip
    def test_zeros_follow_the_head(self, sim, bot, do, head):
        answer = content(sim, sent(sim, bot, do, size=3_000_000))
        assert answer.content.startswith(head)
        assert len(answer.content) == int(answer.headers["Content-Length"]) == 3_000_000
        assert answer.content.endswith(bytes(2_900_000))

    def test_of_a_given_head(self, sim, bot):
        message = sent(sim, bot, "file", base64=base64_of(b"%PDF-1.7"), size=12)
        assert content(sim, message).content == b"%PDF-1.7\0\0\0\0"
        assert bot.events[-1]["message"]["fileSize"] == 12
        assert sim.cannot(AUNT, "file", base64=base64_of(b"%PDF-1.7"), size=7)[0] == 400

    def test_a_large_picture_is_one_and_has_a_preview(self, sim, bot):
        message = sent(sim, bot, "image", size=2_000_000)
        assert len(pixels(content(sim, message).content)) == 640 * 480 * 3
        assert Image.open(io.BytesIO(content(sim, message, "/preview").content)).size == (240, 180)

    @pytest.mark.parametrize("size", [-1, 10, 1_000_000_001, 2e6, "2000000", True, None, [1]])
    def test_that_no_picture_has(self, sim, bot, size):
        status, answer = sim.cannot(AUNT, "image", size=size)
        assert status == 400
        assert "size" in answer["error"]
        assert bot.webhooks == []

    def test_a_gigabyte_is_made_piece_by_piece(self):
        lengths = [len(piece) for piece in Stuff(b"head", "video/mp4", 1_000_000_000).pieces()]
        assert sum(lengths) == 1_000_000_000
        assert max(lengths) == PIECE

    @pytest.mark.parametrize("upto", [0, 3, 4, 5, PIECE + 4, PIECE + 5, None])
    def test_a_part_of_it(self, upto):
        whole = b"head" + bytes(2 * PIECE)
        assert b"".join(Stuff(b"head", "x/y", len(whole)).pieces(upto)) == whole[:upto]

    def test_the_world_goes_on_while_a_gigabyte_leaves(self, sim, bot):
        message = sent(sim, bot, "video", size=1_000_000_000)
        with sim.content(message, stream=True) as answer:
            assert answer.headers["Content-Length"] == "1000000000"
            assert answer.raw.read(12)[4:] == b"ftypmp42"
            sim.act(AUNT, "text", text="ระหว่างนั้น")
            sim.act(AUNT, "unsend", message_id=message)
        assert content(sim, message).status_code == 410


class TestSets:
    def test_pictures_of_ones_own(self, sim, bot):
        mine = [photograph() for _ in range(3)]
        sim.act(AUNT, "image", images=[base64_of(each) for each in mine])
        messages = [event["message"] for event in bot.events]
        assert [content(sim, message["id"]).content for message in messages] == mine
        assert len({message["imageSet"]["id"] for message in messages}) == 1
        assert [(message["imageSet"]["index"], message["imageSet"]["total"]) for message in messages] == [(1, 3), (2, 3), (3, 3)]

    def test_one_picture_is_no_set(self, sim, bot):
        sim.act(AUNT, "image", images=[base64_of(photograph())])
        assert "imageSet" not in bot.events[0]["message"]

    @pytest.mark.parametrize("what", [{"count": 5}, {"images": [base64_of(bytes([number])) for number in range(1, 6)]}])
    def test_some_arrive_in_any_order(self, sim, bot, what):
        sim.act(AUNT, "image", **what, arrive=[3, 1, 5])
        sets = [event["message"]["imageSet"] for event in bot.events]
        assert [(each["index"], each["total"]) for each in sets] == [(3, 5), (1, 5), (5, 5)]
        if "images" in what:
            assert [content(sim, event["message"]["id"]).content for event in bot.events] == [b"\3", b"\1", b"\5"]
        assert len(sim.chat(AUNT)["items"]) == 3

    @pytest.mark.parametrize(
        ("do", "what"),
        [*[("image", {"images": images}) for images in ([], "abcd", [5], ["*"], [""] * 21)],
         ("image", {"images": [""], "count": 1}), ("image", {"images": [""], "base64": ""}),
         *[("image", {"count": count}) for count in (0, 21, True, "2", 2.0)],
         *[("image", {"count": 2, "arrive": arrive}) for arrive in ([], [0], [3], [1, 1], 1, ["1"], [True], None)],
         ("audio", {"count": 2}), ("video", {"images": [""]}), ("file", {"arrive": [1]})],
    )  # fmt: skip
    def test_that_nobody_can_send(self, sim, bot, do, what):
        status, answer = sim.cannot(AUNT, do, **what)
        assert status == 400
        assert any(name in answer["error"] for name in what)
        assert bot.webhooks == []

    def test_are_one_line_of_a_transcript_and_are_read_back_from_it(self, sim, bot):
        sim.act(AUNT, "image", count=5)
        sim.act(AUNT, "image", count=3, arrive=[2, 3])
        sim.act(AUNT, "image")
        lines = sim.transcript(AUNT)
        assert lines == ["> (รูป 5)", "> (รูป 2)", "> (รูป)"]
        acts = [transcript.act(said) for _, _, said in transcript.read("\n".join(lines))]
        assert acts == [{"do": "image", "count": 5}, {"do": "image", "count": 2}, {"do": "image"}]


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
