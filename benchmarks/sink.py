"""LINE's end of the wire, as light as it can be: it takes replies, hands each to whoever waits for it, checks nothing.

The simulator would be the truer LINE, but it checks every message as LINE does, and the bench would measure that.
"""

import asyncio
import re

import orjson

REPLY = "/v2/bot/message/reply"
ASIDE = {  # what clock asks now and then, whatever else goes on (bot/quota.py)
    "/v2/bot/message/quota": b'{"type":"none"}', "/v2/bot/message/quota/consumption": b'{"totalUsage":0}'}
BODY = b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"IStG5h1Tz7bIStG5h1Tz7b"}]}'
TAKEN = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BACKLOG = 512  # connections that may wait to be taken: the echo bot opens one for each reply


class Sink:
    """`pause`: seconds until LINE answers a call. `strangers`: calls that nobody waited for; there must be none."""

    def __init__(self):
        self.pause, self.strangers, self._waiting = 0.0, [], {}

    async def open(self, port: int) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(lambda: Requests(self.called), "127.0.0.1", port, backlog=BACKLOG)

    def expect(self, reply_token: str) -> asyncio.Future:
        """Becomes the messages (list of dicts) of the reply that carries this token."""
        self._waiting[reply_token] = future = asyncio.get_running_loop().create_future()
        return future

    def called(self, transport, path: str, _head: bytes, body: bytes):
        told = ASIDE.get(path, BODY)
        if path not in ASIDE:
            self.take(path, body)
        asyncio.get_running_loop().call_later(self.pause, transport.write, TAKEN % (len(told), told))

    def take(self, path: str, body: bytes):
        told = orjson.loads(body) if path == REPLY else {}
        future = self._waiting.pop(told.get("replyToken"), None)
        if future is None or future.done():
            self.strangers.append(f"nobody waited for a call of {path}")
        else:
            future.set_result(told["messages"])


class Requests(asyncio.Protocol):
    """Requests one after another, as the clients of the SDK send them. `called(transport, path, head, body)` answers each."""

    def __init__(self, called):
        self._called, self._heard = called, b""

    def connection_made(self, transport):
        self._transport = transport

    def data_received(self, data: bytes):
        self._heard += data
        head, ended, body = self._heard.partition(b"\r\n\r\n")
        if not ended or len(body) < length_of(head):
            return
        self._heard = b""
        self._called(self._transport, head.split(b" ", 2)[1].decode(), head, body)


def length_of(head: bytes) -> int:
    """Bytes of the body that follows these headers."""
    told = LENGTH.search(head)
    return int(told[1]) if told else 0
