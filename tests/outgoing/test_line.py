"""The door to LINE: each of the SDK's manners that bite is met here, at the wire."""

import base64
import hashlib
import hmac
import logging
import os
import socket
import subprocess
import sys
import threading
import time

import pytest
from linebot.v3.messaging.rest import RESTClientObject

from bot.line import Answer, Line, LineFailed
from tests.wire import HANG_UP, SECRET, SILENCE, TOKEN, Says, wire

HELLO = [{"type": "text", "text": "สวัสดีค่ะ"}]
KEY = "123e4567-e89b-12d3-a456-426614174000"
SOON = (0.3, 0.3)  # seconds; what a test can wait where production waits 3 and 10


@pytest.fixture
def there():
    with wire() as the_other_end:
        yield the_other_end


@pytest.fixture
def line(there):
    return Line(SECRET, TOKEN, there.url, SOON)


# What comes in


def test_a_signature_is_of_the_raw_bytes(line):
    body = '{"events":[],"destination":"กขค"}'.encode()
    good = "VFNHgBeypBAkYcqB0IVFxvVSRUfCYMU/h20xMiMQQv4="
    assert not line.signed(body, good)
    assert line.signed(body, _signature(body))
    assert not line.signed(body + b" ", _signature(body))


@pytest.mark.parametrize("signature", [None, "", "ไม่ใช่", "\udcff", "AAAA", "a" * 10_000])
def test_what_is_no_signature_is_refused_and_nothing_raises(line, signature):
    assert line.signed(b"{}", signature) is False


def _signature(body: bytes) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), body, hashlib.sha256)).decode()


# What goes out


def test_a_reply_is_the_plain_json_of_line(line, there):
    assert line.reply("token-1", HELLO) == Answer("sent", 200, "request-1")
    (call,) = there.calls
    assert (call.method, call.path) == ("POST", "/v2/bot/message/reply")
    assert call.json == {"replyToken": "token-1", "messages": HELLO}
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    assert call.headers["content-type"] == "application/json"
    assert "x-line-retry-key" not in call.headers


def test_a_push_carries_its_retry_key(line, there):
    assert line.push("U1", HELLO, KEY).outcome == "sent"
    (call,) = there.calls
    assert (call.path, call.headers["x-line-retry-key"]) == ("/v2/bot/message/push", KEY)
    assert call.json == {"to": "U1", "messages": HELLO}


def test_a_push_that_had_arrived_before_counts_as_sent(line, there):
    there.script += [Says(409, {"message": "The retry key is already accepted"}, {"x-line-accepted-request-id": "request-0"})]
    answer = line.push("U1", HELLO, KEY)
    assert (answer.outcome, answer.status, answer.request_id) == ("sent", 409, "request-0")


REFUSALS = [
    (400, {"message": "Invalid reply token"}, "refused"),
    (
        400,
        {
            "message": "The request body has 1 error(s)",
            "details": [{"message": "May not be empty", "property": "messages[0].text"}],
        },
        "refused",
    ),
    (401, {"message": "Authentication failed"}, "refused"),
    (403, {"message": "Not authorized"}, "refused"),
    (404, {"message": "Not found"}, "refused"),
    (413, b"", "refused"),
    (429, {"message": "The API rate limit has been exceeded. Try again later."}, "throttled"),
    (429, {"message": "You have reached your monthly limit."}, "out_of_quota"),
    (429, {"message": "words that LINE has never used"}, "throttled"),
    (500, {"message": "The server had an error"}, "unknown"),
    (503, b"<html>busy</html>", "unknown"),
    (503, b"[1]", "unknown"),
    (302, b"", "unknown"),
]


@pytest.mark.parametrize(("status", "body", "outcome"), REFUSALS)
def test_every_answer_has_its_meaning(line, there, status, body, outcome):
    there.script += [Says(status, body)]
    answer = line.push("U1", HELLO, KEY)
    assert (answer.outcome, answer.status, answer.request_id) == (outcome, status, "request-1")


def test_the_cause_names_the_property_that_was_wrong(line, there):
    there.script += [Says(*REFUSALS[1][:2])]
    assert line.reply("token", HELLO).cause == "400 The request body has 1 error(s) messages[0].text"


# Trouble below HTTP (the SDK lets urllib3's errors through)


def test_a_silent_server_is_not_waited_for(line, there):
    there.script += [SILENCE]
    begun = time.monotonic()
    assert line.reply("token", HELLO) == Answer("unknown", cause="ReadTimeoutError")
    assert time.monotonic() - begun < 5


def test_a_dropped_connection_is_not_tried_again(line, there):
    there.script += [HANG_UP]
    assert line.push("U1", HELLO, KEY) == Answer("unknown", cause="ProtocolError")
    assert len(there.calls) == 1


def test_a_refused_connection_is_known_to_have_sent_nothing():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: the port refuses
        line = Line(SECRET, TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}", SOON)
        assert line.push("U1", HELLO, KEY).outcome == "unreachable"


def test_a_name_that_does_not_exist_is_unreachable():
    assert Line(SECRET, TOKEN, "http://no-such-host.invalid", SOON).reply("token", HELLO).outcome == "unreachable"


def test_a_server_that_is_not_who_it_says_is_not_spoken_to(there):
    line = Line(SECRET, TOKEN, there.url.replace("http:", "https:"), SOON)
    assert line.reply("token", HELLO).outcome == "unknown"
    assert there.calls == []


def test_a_redirect_does_not_carry_the_token_elsewhere(line, there):
    with wire() as elsewhere:
        there.script += [Says(307, b"", {"location": elsewhere.url + "/v2/bot/message/push"})]
        assert line.push("U1", HELLO, KEY).outcome == "unknown"
        assert elsewhere.calls == []


def test_every_call_has_a_timeout(there, monkeypatch):
    """The SDK has no setting for it, so a call that forgets it would wait for ever."""
    given = []
    monkeypatch.setattr(
        RESTClientObject, "request", lambda *_, _request_timeout=None, **__: given.append(_request_timeout) or _Nothing()
    )
    line = Line(SECRET, TOKEN, there.url)
    calls = [name for name in vars(Line) if not name.startswith("_") and name not in ("signed", "content")]
    for name in calls:
        _call_with_anything(line, name)
    assert len(given) == len(calls) > 15
    assert all(0 < connect <= 3 and 0 < read <= 30 for connect, read in given)


class _Nothing:
    data, status = b'{"richmenus": [], "richMenuId": "", "totalUsage": 0}', 200

    def getheader(self, _name, default=None):
        return default


def _call_with_anything(line, name):
    method = getattr(line, name)
    return method(*["x"] * (method.__func__.__code__.co_argcount - 1))


# One client for the process


def test_many_threads_share_a_few_connections_and_mix_nothing_up(line, there):
    def speak(who):
        for _ in range(20):
            assert line.push(who, [{"type": "text", "text": who}], KEY).outcome == "sent"

    threads = [threading.Thread(target=speak, args=(f"U{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(there.calls) == 160
    assert all(call.json["messages"][0]["text"] == call.json["to"] for call in there.calls)


def test_a_client_made_before_a_fork_serves_both_sides(there):
    """No connection is opened by making one; `web` makes it once and forks."""
    program = f"""
import os
from bot.line import Line
line = Line({SECRET!r}, {TOKEN!r}, {there.url!r})
child = os.fork()
for number in range(20):
    assert line.reply("parent" if child else "child", [{{"type": "text", "text": "x"}}]).outcome == "sent"
os._exit(0 if child == 0 or os.waitpid(child, 0)[1] == 0 else 1)
"""
    assert subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": "."}).returncode == 0
    said = [call.json["replyToken"] for call in there.calls]
    assert sorted(said) == ["child"] * 20 + ["parent"] * 20


# Secrets


@pytest.mark.parametrize("says", [Says(400, {"message": "Invalid reply token"}), Says(500, b"secret-words"), HANG_UP])
def test_neither_token_nor_words_reach_the_log_or_an_error(there, caplog, says):
    caplog.set_level(logging.DEBUG)
    there.script += [says, says]
    line = Line(SECRET, TOKEN, there.url, SOON)
    answer = line.reply("secret-reply-token", [{"type": "text", "text": "secret-words"}])
    with pytest.raises(LineFailed) as raised:
        line.profile("U-secret-person")
    told = f"{answer} {raised.value!r} {raised.value.__cause__!r} {raised.value.__context__!r} {caplog.text}"
    assert "secret" not in told
    assert TOKEN not in told


# Asking


def test_a_profile_or_nobody(line, there):
    there.script += [Says(200, {"displayName": "ป้านา", "userId": "U1"}), Says(404, {"message": "Not found"}), Says(500)]
    assert line.profile("U1")["displayName"] == "ป้านา"
    assert line.profile("U2") is None
    with pytest.raises(LineFailed, match="unknown"):
        line.profile("U3")


def test_quota_with_and_without_a_limit(line, there):
    there.script += [Says(200, {"type": "limited", "value": 300}), Says(200, {"type": "none"}), Says(200, {"totalUsage": 7})]
    assert (line.quota(), line.quota(), line.consumption()) == (300, None, 7)


def test_a_page_that_is_not_lines_is_an_error_and_not_a_crash(line, there):
    there.script += [Says(200, b"<html>Welcome to the hotel</html>")]
    with pytest.raises(LineFailed, match="not LINE's"):
        line.bot()


def test_a_chat_bar_text_that_the_sdk_refuses_is_sent(line, there):
    there.script += [Says(200, {"richMenuId": "richmenu-1"})]
    assert line.create_rich_menu({"chatBarText": "แตะเพื่อเปิดเมนู"}) == "richmenu-1"
    assert there.calls[0].json["chatBarText"] == "แตะเพื่อเปิดเมนู"


def test_a_picture_is_uploaded_as_it_is(line, there):
    line.upload_rich_menu_picture("richmenu-1", b"\x89PNG\x00\xff")
    (call,) = there.calls
    assert (call.path, call.headers["content-type"]) == ("/v2/bot/richmenu/richmenu-1/content", "image/png")
    assert call.body == b"\x89PNG\x00\xff"


def test_ids_cannot_lead_a_call_elsewhere(line, there):
    line.profile("../../richmenu/list?x")
    assert there.calls[0].path == "/v2/bot/profile/..%2F..%2Frichmenu%2Flist%3Fx"
