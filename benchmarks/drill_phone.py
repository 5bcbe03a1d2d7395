"""What people's phones send: signed events to the product's own port, at the world's time."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import secrets
from datetime import timedelta

import orjson

from benchmarks.sink import length_of

CONNECTIONS = 16  # kept open, as LINE keeps its own
PATIENCE = 30  # seconds of the machine for the webhook's answer
ANSWER = 90  # of the world's seconds that somebody waits for the bot's words


class Phones:
    """`failed`: webhooks that were not answered with 200, a line each."""

    def __init__(self, world, line, port: int, secret: bytes):
        self._world, self._line, self._port, self._secret = world, line, port, secret
        self._free, self._turns = [], asyncio.Semaphore(CONNECTIONS)
        self.failed, self.sent, self.unanswered = [], 0, 0

    async def say(self, user: str, text: str):
        """(when the webhook's 200 came, the bot's words or "" where none came in time)."""
        message = {"id": str(500_000_000_000 + self.sent), "type": "text", "quoteToken": "q", "text": text}
        event = {
            "type": "message", "message": message, "webhookEventId": secrets.token_hex(13).upper(),
            "deliveryContext": {"isRedelivery": False}, "timestamp": int(self._world.now().timestamp() * 1000),
            "source": {"type": "user", "userId": user}, "replyToken": secrets.token_hex(16), "mode": "active"}
        reply = self._line.expect(event["replyToken"])
        self.sent += 1
        async with self._turns:
            status = await self._post(orjson.dumps({"destination": "U" + "0" * 32, "events": [event]}))
        answered = self._world.now()
        if status != 200:
            self.failed.append(f"a webhook was answered {status}")
        return answered, await self._hear(reply, event["replyToken"])

    async def _hear(self, reply: asyncio.Future, token: str) -> str:
        """The words, or nothing: a reply may be lost for good, while LINE fails."""
        late = asyncio.ensure_future(self._world.rest(ANSWER))
        await asyncio.wait({reply, late}, return_when=asyncio.FIRST_COMPLETED)
        late.cancel()
        self._line.forget(token)
        self.unanswered += not reply.done()
        return reply.result() if reply.done() else ""

    async def _post(self, body: bytes):
        signature = base64.b64encode(hmac.new(self._secret, body, hashlib.sha256).digest())
        request = (b"POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                   b"X-Line-Signature: %b\r\nContent-Length: %d\r\n\r\n%b" % (signature, len(body), body))
        for _ in range(2):  # a connection that was kept may have been closed meanwhile; the same event again does nothing
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                return await asyncio.wait_for(self._ask(request), PATIENCE)
            self._free.clear()
        return None

    async def _ask(self, request: bytes) -> int:
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(length_of(head))
        except BaseException:
            writer.close()
            raise
        self._free.append((reader, writer))
        return int(head.split(b" ", 2)[1])


def spread(chance, least: float, most: float) -> timedelta:
    return timedelta(seconds=chance.uniform(least, most))
