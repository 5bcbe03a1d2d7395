"""A bot of straw, and a hand that moves the simulator."""

import json
import threading
from dataclasses import dataclass

from flask import Flask, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

SECRET, TOKEN = "a-channel-secret", "an-access-token"
AUNT, UNCLE, OFFICER = (f"U{number:032d}" for number in (1, 2, 3))
STRANGER = "U" + "f" * 32
LATE = "an answer that comes when the test is over"


@dataclass(frozen=True)
class Webhook:
    """What arrived at the bot."""

    raw: bytes
    headers: dict

    @property
    def body(self) -> dict:
        return json.loads(self.raw)

    @property
    def event(self) -> dict:
        return self.body["events"][0]


class StrawBot:
    """Answers webhooks with the statuses of `script`, one each, then with 200. LATE answers when woken.

    `pages` maps paths to what makes their answer; every other path says what it is.
    """

    def __init__(self):
        app = Flask("straw_bot")
        app.post("/callback")(self._take)
        app.get("/<path:path>")(self._show)
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._arrived, self._awake = threading.Condition(), threading.Event()
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.root}/callback"
        self.forget()

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.wake()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def forget(self):
        self.webhooks, self.script, self.pages = [], [], {}
        self._awake = threading.Event()

    def wake(self):
        self._awake.set()

    @property
    def events(self) -> list[dict]:
        return [event for webhook in self.webhooks for event in webhook.body["events"]]

    def wait_for(self, number: int) -> list[Webhook]:
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.webhooks) >= number, timeout=10), self.webhooks
            return list(self.webhooks)

    def _show(self, path):
        return self.pages[path]() if path in self.pages else Response(f"behind {path}", mimetype="text/plain")

    def _take(self):
        awake = self._awake
        with self._arrived:
            status = self.script.pop(0) if self.script else 200
            self.webhooks.append(Webhook(request.get_data(), dict(request.headers)))
            self._arrived.notify_all()
        if status == LATE:
            awake.wait(30)
        return Response("taken", 200 if status == LATE else status)


class _Quiet(WSGIRequestHandler):
    def log_request(self, *args):
        pass


class Sim:
    """The simulator's control side, and the bot's side of LINE's API."""

    def __init__(self, address, session, clock):
        self.address, self.clock, self._session = address, clock, session

    def get(self, path: str, **query):
        return _good(self._session.get(self.address + path, params=query, timeout=30)).json()

    def post(self, path: str, **body):
        return _good(self._session.post(self.address + path, json=body, timeout=30)).json()

    def ask(self, path: str, **body):
        """Like post, but any status will do; returns (status, body)."""
        answer = self._session.post(self.address + path, json=body, timeout=30)
        return answer.status_code, answer.json()

    def act(self, person: str, do: str, **more) -> dict:
        return self.post(f"/sim/people/{person}/act", do=do, **more)

    def cannot(self, person: str, do: str, **more):
        return self.ask(f"/sim/people/{person}/act", do=do, **more)

    def chat(self, person: str, after=0, **query) -> dict:
        return self.get(f"/sim/people/{person}/chat", after=after, **query)

    def said(self, person: str) -> list[dict]:
        """What the bot said to this person."""
        return [item for item in self.chat(person)["items"] if item["from"] == "bot"]

    def transcript(self, person: str) -> list[str]:
        answer = _good(self._session.get(f"{self.address}/sim/people/{person}/transcript", timeout=30))
        return answer.content.decode().splitlines()

    def turn(self, **clock):
        return self.post("/sim/clock", **clock)

    def knobs(self, **knobs):
        return self.post("/sim/knobs", **knobs)

    def line(self, method: str, path: str, body=None, token=TOKEN, headers=None, data=None, timeout=30, stream=False):
        """A call of the bot to LINE."""
        headers = {"Authorization": f"Bearer {token}", **(headers or {})} if token else (headers or {})
        return self._session.request(method, self.address + path, json=body, data=data, headers=headers, timeout=timeout,
                                     stream=stream)

    def content(self, message: str, part="", **how):
        """The bot fetches what came with that message; `part` is "/preview" or "/transcoding"."""
        return self.line("GET", f"/v2/bot/message/{message}/content{part}", **how)

    def push(self, to: str, *messages, key=None):
        headers = {"X-Line-Retry-Key": key} if key else {}
        return self.line("POST", "/v2/bot/message/push", {"to": to, "messages": list(messages)}, headers=headers)

    def reply(self, token: str, *messages):
        return self.line("POST", "/v2/bot/message/reply", {"replyToken": token, "messages": list(messages)})

    def multicast(self, to: list[str], *messages):
        return self.line("POST", "/v2/bot/message/multicast", {"to": to, "messages": list(messages)})

    def validate(self, *messages):
        return self.line("POST", "/v2/bot/message/validate/push", {"messages": list(messages)})


def words(text: str) -> dict:
    return {"type": "text", "text": text}


def _good(answer):
    assert answer.ok, answer.text
    return answer
