"""The other end of the wire, for tests: a server that misbehaves on order, and the simulator as a process."""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

SECRET, TOKEN = "a-channel-secret", "an-access-token"
BORN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)    # when the town of tests/town.py wakes up: 10:00 in Thailand
DATA_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


class TurnedClock:
    """The world's clock of a test: it stands still until it is turned."""

    def __init__(self, at=datetime(2026, 11, 22, 5, 0, tzinfo=UTC)):
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **span):
        self.at += timedelta(**span)


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    headers: dict
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


@dataclass(frozen=True)
class Says:
    """An answer: status, body (a dict is made JSON) and headers."""

    status: int = 200
    body: object = field(default_factory=dict)
    headers: dict = field(default_factory=dict)


SILENCE, HANG_UP = "never answers", "reads the request and hangs up"


class Wire:
    """Answers from `script`, one for each call, then with 200 and {}. `calls` holds what arrived."""

    def __init__(self, url: str):
        self.url, self.script, self.calls, self.over = url, [], [], threading.Event()

    def sent(self, path="/v2/bot/message/") -> list[Call]:
        return [call for call in self.calls if call.path.startswith(path)]


@contextmanager
def wire():
    server = _Server(("127.0.0.1", 0), _Handler)
    server.wire = Wire(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.wire
    finally:
        server.wire.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # many threads may knock at once; Python's five are turned away on a busy machine


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def handle_any(self):
        wire = self.server.wire
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        wire.calls.append(Call(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        says = wire.script.pop(0) if wire.script else Says()
        if says == SILENCE:
            wire.over.wait()
        if says in (SILENCE, HANG_UP):
            self.close_connection = True
            return
        self._answer(says)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def _answer(self, says: Says):
        body = says.body if isinstance(says.body, bytes) else json.dumps(says.body).encode()
        headers = {"content-type": "application/json", "x-line-request-id": "request-1", **says.headers}
        self.send_response(says.status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Simulator:
    """The simulator's control side, as its own page uses it."""

    VOLUNTEER, SECOND, OFFICER = (f"U{number:032d}" for number in (1, 2, 3))

    def __init__(self, url: str):
        self.url = url

    def get(self, path: str) -> dict:
        return self._checked(requests.get(self.url + path, timeout=10))

    def post(self, path: str, **body) -> dict:
        return self._checked(requests.post(self.url + path, json=body, timeout=10))

    def chat(self, person: str) -> list[dict]:
        """What the bot said to this person."""
        return [item for item in self.get(f"/sim/people/{person}/chat")["items"] if item["from"] == "bot"]

    def _checked(self, response) -> dict:
        assert response.ok, response.text
        return response.json()


@contextmanager
def simulator(callback: str, *more: str):
    command = [
        sys.executable,
        "-m",
        "simulator",
        "--port",
        "0",
        "--callback",
        callback,
        "--secret",
        SECRET,
        "--token",
        TOKEN,
        *more,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield Simulator(process.stdout.readline().split()[-1].rstrip("/"))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def signature(body: bytes, secret: str = SECRET) -> str:
    """What LINE puts into x-line-signature for these very bytes."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def webhook_body(*events) -> bytes:
    return json.dumps({"destination": "U" + "f" * 32, "events": events}, ensure_ascii=False).encode()


def event(kind: str, who: str = Simulator.VOLUNTEER, *, at: datetime = BORN, **more) -> dict:
    """An event as LINE sends it, with an id of its own; `more` adds properties or replaces them."""
    told = {
        "type": kind, "mode": "active", "timestamp": int(at.timestamp() * 1000), "source": {"type": "user", "userId": who},
        "webhookEventId": f"01{uuid.uuid4().hex[:24].upper()}", "deliveryContext": {"isRedelivery": False},
        "replyToken": uuid.uuid4().hex}
    return {**told, **more}


def said(text: str, who: str = Simulator.VOLUNTEER, **more) -> dict:
    """A text message."""
    message = {"type": "text", "id": str(uuid.uuid4().int)[:18], "text": text, "quoteToken": "q", "markAsReadToken": "m"}
    return event("message", who, **{"message": message, **more})


def pressed(data: str, who: str = Simulator.VOLUNTEER, **more) -> dict:
    """A tap on a button that sends data."""
    return event("postback", who, **{"postback": {"data": data}, **more})
