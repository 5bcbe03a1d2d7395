"""What goes wrong when the bot fetches what people sent: the knobs content_fail and content_delay_ms."""

import pytest
import requests
from urllib3.exceptions import ProtocolError

from tests.simulator.hand import AUNT

PARTS = ["", "/preview"]


@pytest.fixture
def message(sim, bot) -> str:
    """The id of a picture."""
    return send(sim, bot, "image")


def send(sim, bot, do) -> str:
    sim.act(AUNT, do)
    return bot.events[-1]["message"]["id"]


def last_call(sim) -> dict:
    return sim.get("/sim/calls")["calls"][-1]


@pytest.mark.parametrize("part", PARTS)
class TestAQueueOfFailures:
    def test_each_call_takes_one(self, sim, message, part):
        sim.knobs(content_fail=[500, 429, 403])
        answers = [sim.content(message, part) for _ in range(4)]
        assert [each.status_code for each in answers] == [500, 429, 403, 200]
        assert answers[0].json() == {"message": "Internal Server Error"}
        assert sim.get("/sim/state")["knobs"]["content_fail"] == []

    def test_cut_off_before_any_answer(self, sim, message, part):
        sim.knobs(content_fail=["drop"])
        with pytest.raises(requests.ConnectionError):
            sim.content(message, part)
        assert last_call(sim)["status"] is None
        assert sim.content(message, part).status_code == 200

    def test_silence_until_the_bot_hangs_up(self, sim, message, part):
        sim.knobs(content_fail=["timeout"])
        with pytest.raises(requests.ReadTimeout):
            sim.content(message, part, timeout=0.2)
        assert sim.content(message, part).status_code == 200

    def test_half_of_it(self, sim, message, part):
        whole = sim.content(message, part)
        sim.knobs(content_fail=["half"])
        with sim.content(message, part, stream=True) as answer:
            assert answer.raw.read(len(whole.content) // 2) == whole.content[: len(whole.content) // 2]
            with pytest.raises(ProtocolError, match="IncompleteRead"):
                answer.raw.read()
        assert (answer.status_code, answer.headers["Content-Length"]) == (200, whole.headers["Content-Length"])
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert last_call(sim)["status"] is None

    def test_a_lie_about_what_it_is(self, sim, message, part):
        whole = sim.content(message, part).content
        sim.knobs(content_fail=["lie"])
        answer = sim.content(message, part)
        assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, "text/html", whole)


class TestBesideTheOtherKnobs:
    @pytest.mark.parametrize("fault", [500, "lie"])
    def test_a_failure_comes_before_the_202s_and_404s(self, sim, bot, fault):
        sim.knobs(content_202=1, content_404=1, content_fail=[fault])
        film = send(sim, bot, "video")
        expected = [200 if fault == "lie" else fault, 404, 202, 200]
        assert [sim.content(film).status_code for _ in range(4)] == expected

    @pytest.mark.parametrize("fault", ["half", "lie"])
    def test_no_fault_brings_back_what_is_gone(self, sim, message, fault):
        sim.act(AUNT, "unsend")
        sim.knobs(content_fail=[fault, fault])
        assert [sim.content(one).status_code for one in (message, "1")] == [410, 404]

    def test_the_other_calls_take_none(self, sim, bot):
        sound = send(sim, bot, "audio")
        sim.knobs(content_fail=[500], fail_next=[503])
        assert sim.content(sound, "/transcoding").json() == {"status": "succeeded"}
        assert sim.line("GET", f"/sim/contents/{sound}", token=None).status_code == 200
        assert sim.push(AUNT, {"type": "text", "text": "ค่ะ"}).status_code == 503
        assert sim.content(sound).status_code == 500

    def test_a_call_without_the_token_takes_none(self, sim, message):
        sim.knobs(content_fail=[500])
        assert [sim.content(message, token=token).status_code for token in ("wrong", "an-access-token")] == [401, 500]


class TestDelay:
    @pytest.mark.parametrize("part", PARTS)
    def test_an_answer_comes_later(self, sim, message, part):
        sim.knobs(content_delay_ms=400)
        before = sim.get("/sim/state")["now"]
        assert sim.content(message, part).status_code == 200
        assert sim.get("/sim/state")["now"] - before >= 400

    def test_a_failure_too(self, sim, message):
        sim.knobs(content_delay_ms=400, content_fail=[500])
        with pytest.raises(requests.ReadTimeout):
            sim.content(message, timeout=0.1)
        sim.knobs(content_delay_ms=0)
        assert sim.content(message).status_code == 200  # the one that hung up has taken its failure along

    def test_the_world_goes_on_meanwhile(self, sim, message):
        """The bot has asked and hears nothing for an hour; everybody else is served."""
        sim.knobs(content_delay_ms=3_600_000)
        with pytest.raises(requests.ReadTimeout):
            sim.content(message, timeout=0.1)
        sim.act(AUNT, "text", text="ยังอยู่ไหม")
        assert sim.line("GET", f"/sim/contents/{message}", token=None).status_code == 200
