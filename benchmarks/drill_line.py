"""LINE's end of the wire in the drill: it keeps every push, knows retry keys, fails for an hour, lets people hear the words."""

import asyncio
import random
import re
from dataclasses import dataclass
from datetime import datetime

import orjson

from benchmarks.sink import BACKLOG, Requests

REPLY, PUSH = "/v2/bot/message/reply", "/v2/bot/message/push"
KEY = re.compile(rb"\r\nx-line-retry-key: *([^\r]+)", re.IGNORECASE)
SENT = b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"IStG5h1Tz7bIStG5h1Tz7b"}]}'
OTHERWISE = {"/v2/bot/message/quota": b'{"type":"none"}', "/v2/bot/message/quota/consumption": b'{"totalUsage":0}'}
ANSWER = b"HTTP/1.1 %d .\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
HANGS = 10  # of the world's seconds for which a call hangs while LINE fails, before the line goes dead
# While it fails: answers 500, hangs and then hangs up, or takes the message and hangs up all the same (what share of calls).
WAYS = {"500": 0.45, "hangs": 0.35, "takes and hangs up": 0.20}


@dataclass(frozen=True)
class Push:
    """A push that LINE took, at a moment of the world's time."""

    key: str
    to: str
    at: datetime


class LineEnd:
    """`fails`: (from, until), of the world's time. `heard(to, words)` is called for each push that a person gets."""

    def __init__(self, world, fails: tuple, seed: int):
        self._world, self._fails, self._random = world, fails, random.Random(seed)
        self.pushes, self.refused, self.repeated, self.calls = {}, 0, 0, 0
        self.heard = lambda to, words: None
        self._waiting = {}

    async def open(self, port: int) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(lambda: Requests(self.called), "127.0.0.1", port, backlog=BACKLOG)

    def expect(self, reply_token: str) -> asyncio.Future:
        """Becomes the words of the reply with this token."""
        self._waiting[reply_token] = future = asyncio.get_running_loop().create_future()
        return future

    def forget(self, reply_token: str):
        self._waiting.pop(reply_token, None)

    def called(self, transport, path: str, head: bytes, body: bytes):
        status, told, pause = self.answer(path, head, body)
        if pause:
            asyncio.get_running_loop().call_later(pause, say, transport, status, told)
        else:
            say(transport, status, told)

    def answer(self, path: str, head: bytes, body: bytes) -> tuple[int | None, bytes, float]:
        """(status or None to hang up, body, seconds of the machine to wait before)."""
        self.calls += 1
        way = self._way()
        if way in ("500", "hangs"):
            self.refused += 1
            return (500, b'{"message":"Internal error"}', 0) if way == "500" else (None, b"", HANGS / self._world.pace)
        status, told = self._take(path, head, body)
        return (status, told, 0) if way is None else (None, b"", HANGS / self._world.pace)

    def _way(self) -> str | None:
        begins, ends = self._fails
        if not begins <= self._world.now() < ends:
            return None
        return self._random.choices(list(WAYS), WAYS.values())[0]

    def _take(self, path: str, head: bytes, body: bytes) -> tuple[int, bytes]:
        if path == PUSH:
            return self._push(KEY.search(head)[1].decode(), orjson.loads(body))
        if path == REPLY:
            told = orjson.loads(body)
            future = self._waiting.pop(told["replyToken"], None)
            if future and not future.done():
                future.set_result(words_of(told["messages"]))
            return 200, SENT
        return 200, OTHERWISE.get(path, b"{}")

    def _push(self, key: str, told: dict) -> tuple[int, bytes]:
        if key in self.pushes:
            self.repeated += 1
            return 409, b'{"message":"The retry key is already accepted"}'
        self.pushes[key] = Push(key, told["to"], self._world.now())
        self.heard(told["to"], words_of(told["messages"]))
        return 200, SENT


def say(transport, status: int | None, told: bytes):
    if status is None:
        return transport.close()
    transport.write(ANSWER % (status, len(told), told))


def words_of(messages: list) -> str:
    """Every text of these messages, buttons' too."""
    return " ".join(_texts(messages))


def _texts(part):
    if isinstance(part, dict):
        yield from (value for name, value in part.items() if name in ("text", "altText") and isinstance(value, str))
        part = list(part.values())
    for each in part:
        if isinstance(each, (dict, list)):
            yield from _texts(each)
