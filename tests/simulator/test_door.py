"""What every call to LINE passes: the token, the form of the body, the log."""

import uuid

import pytest

from tests.simulator.hand import AUNT, TOKEN, words

HELLO = words("สวัสดีค่ะ")


class TestTheDoor:
    @pytest.mark.parametrize(("token", "said"), [(None, "Authorization header required"), ("wrong", "invalid token")])
    def test_without_the_token(self, sim, token, said):
        answer = sim.line("POST", "/v2/bot/message/push", {"to": AUNT, "messages": [HELLO]}, token=token)
        assert answer.status_code == 401
        assert said in answer.json()["message"]

    def test_everything_else_is_not_found(self, sim):
        for method, path in [("GET", "/v2/bot/followers/ids"), ("POST", "/v2/bot/message/broadcast"), ("PUT", "/v2/nothing")]:
            answer = sim.line(method, path, {})
            assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})

    def test_every_answer_has_its_own_request_id(self, sim):
        answers = [sim.line("GET", path, token=token) for path in ("/v2/bot/info", "/v2/x") for token in ("wrong", TOKEN)]
        assert len({uuid.UUID(each.headers["x-line-request-id"]) for each in answers}) == 4

    def test_two_megabytes_are_the_most(self, sim):
        data, headers = b" " * (2 * 1024 * 1024 + 1), {"Content-Type": "application/json"}
        answer = sim.line("POST", "/v2/bot/message/push", data=data, headers=headers)
        assert answer.status_code == 413

    @pytest.mark.parametrize("data", [b"{", b"[]", b"\xff\xfe", b'{"to": NaN}', b'{"to": "\\ud800"}'])
    def test_what_is_no_json(self, sim, data):
        answer = sim.line("POST", "/v2/bot/message/push", data=data, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400
        assert "could not be parsed as JSON" in answer.json()["message"]

    def test_another_content_type(self, sim):
        answer = sim.line("POST", "/v2/bot/message/push", data=b"to=me", headers={"Content-Type": "text/plain"})
        assert answer.status_code == 415

    def test_calls_are_written_down(self, sim, friend):
        key = str(uuid.uuid4())
        answer = sim.push(AUNT, HELLO, key=key)
        sim.push(AUNT, {"type": "text"})
        first, second = sim.get("/sim/calls")["calls"]
        assert first["n"] == 1
        assert (first["method"], first["path"], first["status"]) == ("POST", "/v2/bot/message/push", 200)
        assert (first["body"], first["retryKey"]) == ({"to": AUNT, "messages": [HELLO]}, key)
        assert first["requestId"] == answer.headers["x-line-request-id"]
        assert (second["n"], second["status"], second["retryKey"]) == (2, 400, None)
        assert sim.get("/sim/calls", after=1)["calls"] == [second]
