"""Virtual volunteers. Each says something, waits for the answer and only then says the next: a conversation, no hail.

One connection a conversation: LINE keeps its connections open as well, and new ones spread people over the workers.
"""

import asyncio
import base64
import hashlib
import hmac
import itertools
import secrets
import time
from dataclasses import dataclass, field

import orjson

from benchmarks.sink import Sink, length_of
from tests import transcript

PATIENCE = 10  # seconds for an answer; one that takes longer is an error
# The grammar of tests/transcript.py. A first visit of a one-person household, and the same house once more.
VISITS = """
    > เยี่ยมบ้าน
    < ไปเยี่ยมใครคะ
    > ยายคำ ใจดี 79 ปี
    < บ้านเลขที่เท่าไรคะ
    > 12/3
    < ในบ้านอยู่กันกี่คนคะ
    > 1
    < ยายคำ ใจดี อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < พบปัญหาอะไรบ้างคะ
    > [รายได้ไม่พอ]
    < พบปัญหาอะไรบ้างคะ
    > [ต่อไป]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [เบี้ยผู้สูงอายุ]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [ต่อไป]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ให้คำแนะนำ]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ต่อไป]
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [อีก 1 เดือน]
    < เบี้ยผู้สูงอายุ 700
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    > เยี่ยมบ้าน
    < เยี่ยมบ้านใครคะ
    > [ยายคำ ใจดี 12/3]
    < เหมือนครั้งก่อนไหมคะ
    > [เหมือนเดิม]
    < บันทึกการเยี่ยมตามนี้นะคะ
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
"""
RECORDED = "บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ"


def lines_of(text: str) -> list[tuple[str, str]]:
    """[(what is said, what must be heard)]"""
    said = [line for _, mark, line in transcript.read(text) if mark == ">"]
    heard = [line for _, mark, line in transcript.read(text) if mark == "<"]
    return list(zip(said, heard, strict=True))


LINES = lines_of(VISITS)


@dataclass
class Tally:
    """What a round gave. Times are in seconds, from the event's first byte."""

    acknowledged: list = field(default_factory=list)
    replied: list = field(default_factory=list)
    visits: int = 0
    errors: list = field(default_factory=list)


@dataclass(frozen=True)
class Bot:
    """Whom they talk to. `echoes`: it says back what it hears, so there are no buttons and every tap is typed."""

    port: int
    secret: bytes
    echoes: bool = False


class Volunteer:
    """One person in one conversation."""

    _numbers = itertools.count(1)

    def __init__(self, bot: Bot, sink: Sink, user: str, tally: Tally):
        self.bot, self.sink, self.user, self.tally = bot, sink, user, tally
        self.seen = []

    async def walk(self, deadline: float):
        """Both visits, or as far as the time goes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.bot.port)
        try:
            for said, heard in LINES:
                if time.perf_counter() >= deadline:
                    return
                await self._step(reader, writer, said, heard)
        finally:
            writer.close()

    async def _step(self, reader, writer, said: str, heard: str):
        event = self._event(said)
        reply = self.sink.expect(event["replyToken"])
        begun = time.perf_counter()
        reply.add_done_callback(lambda _: self.tally.replied.append(time.perf_counter() - begun))
        writer.write(self._request(event))
        status = await asyncio.wait_for(_status(reader), PATIENCE)
        self.tally.acknowledged.append(time.perf_counter() - begun)
        self.seen = await asyncio.wait_for(reply, PATIENCE)
        self._check(status, said, heard)

    def _check(self, status: int, said: str, heard: str):
        told = " ".join(message.get("altText") or message.get("text", "") for message in self.seen)
        if status != 200 or (said.strip("[]") if self.bot.echoes else heard) not in told:
            raise Wrong(f"{said} -> {status}: {told[:200]}")
        self.tally.visits += not self.bot.echoes and heard == RECORDED

    def _event(self, said: str) -> dict:
        """LINE's event for what is said: words, or in brackets the button to tap."""
        if not said.startswith("[") or self.bot.echoes:
            return self._framed("message", message=self._text(said.strip("[]")))
        action = button(self.seen, said[1:-1])
        if action["type"] == "message":
            return self._framed("message", message=self._text(action["text"]))
        return self._framed("postback", postback={"data": action["data"]})

    def _text(self, words: str) -> dict:
        number = 500_000_000_000 + next(self._numbers)
        return {"id": str(number), "type": "text", "quoteToken": secrets.token_urlsafe(48), "text": words}

    def _framed(self, kind: str, **more) -> dict:
        return {
            "type": kind, **more, "webhookEventId": secrets.token_hex(13).upper(), "deliveryContext": {"isRedelivery": False},
            "timestamp": int(time.time() * 1000), "source": {"type": "user", "userId": self.user},
            "replyToken": secrets.token_hex(16), "mode": "active"}

    def _request(self, event: dict) -> bytes:
        body = orjson.dumps({"destination": "U" + "0" * 32, "events": [event]})
        signature = base64.b64encode(hmac.new(self.bot.secret, body, hashlib.sha256).digest())
        return (b"POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: LineBotWebhook/2.0\r\n"
                b"Content-Type: application/json; charset=utf-8\r\nX-Line-Signature: %b\r\nContent-Length: %d\r\n\r\n%b"
                % (signature, len(body), body))


async def _status(reader) -> int:
    """Reads the webhook's answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(length_of(head))
    return int(head.split(b" ", 2)[1])


class Wrong(Exception):
    """The bot did not say what it was to say."""


def button(part, label: str) -> dict:
    """The action with that label, wherever it is in a message. Raises Wrong if there is none."""
    found = next(_actions(part, label), None)
    if found is None:
        raise Wrong(f"no button {label!r}")
    return found


def _actions(part, label: str):
    if isinstance(part, dict):
        if part.get("label") == label and part.get("type") in ("postback", "message"):
            yield part
        part = [each for each in part.values() if isinstance(each, (dict, list))]
    for each in part:
        if isinstance(each, (dict, list)):
            yield from _actions(each, label)


async def talk(bot: Bot, sink: Sink, users, at_a_time: int, seconds: float) -> Tally:
    """So many volunteers at a time, for so long; who is done gives way to the next of `users` (an iterator of ids)."""
    tally, deadline = Tally(), time.perf_counter() + seconds

    async def seat():
        while time.perf_counter() < deadline:
            await _tell_errors(Volunteer(bot, sink, next(users), tally).walk(deadline), tally)

    await asyncio.gather(*(seat() for _ in range(at_a_time)))
    return tally


async def _tell_errors(walk, tally: Tally):
    """A conversation that goes wrong ends there, and is counted."""
    try:
        await walk
    except (Wrong, TimeoutError, OSError, asyncio.IncompleteReadError) as error:
        tally.errors.append(f"{type(error).__name__}: {error}")
