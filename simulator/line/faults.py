"""The faults a test ordered: of the calls that send (knob fail_next) and of those that fetch content (content_fail)."""

import select
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import wraps

from flask import Response, g, request

from simulator.line.refusal import Refusal, monthly_limit, rate_limit
from simulator.world.contents import Stuff

# Milliseconds the fault "timeout" stays silent if the bot does not hang up first: longer than any sane client waits.
SILENCE_MS = 30_000
# The most that poll() can be told, in milliseconds: 24 days.
LONGEST_POLL_MS = 2**31 - 1


def send_call(view):
    """Mark a call that sends messages: only these meet the faults of the knob fail_next."""

    @wraps(view)
    def guarded():
        with g.world.lock:
            failure = g.world.knobs.next_failure("fail_next")
        if failure in (None, "drop"):  # "drop" sends, and only the answer is lost
            answer = view()
            return _hang_up() if failure == "drop" else answer
        return _fail(failure)

    return guarded


def content_call(view):
    """Mark a call that fetches content. The view gets the message's id, and "half" or "lie" if it is to serve so."""

    @wraps(view)
    def guarded(message):
        with g.world.lock:
            failure, delay = g.world.knobs.next_failure("content_fail"), g.world.knobs.content_delay_ms
        _wait_unless_the_bot_hangs_up(delay)
        if failure in (None, "half", "lie"):
            return view(message, failure)
        return _fail(failure)

    return guarded


def half_of(stuff: Stuff) -> Iterator[bytes]:
    """The first half of these bytes; then the connection is cut."""
    g.hung_up, wire = True, request.environ["gunicorn.socket"]

    def pieces():  # runs when the request is no longer at hand
        yield from stuff.pieces(stuff.size // 2)
        _cut(wire)

    return pieces()


def _fail(failure):
    if failure == "429rate":
        raise rate_limit()
    if failure == "429month":
        raise monthly_limit()
    if failure == "timeout":
        _wait_unless_the_bot_hangs_up(SILENCE_MS)
    if failure in ("timeout", "drop"):
        return _hang_up()
    raise Refusal(failure, "Internal Server Error" if failure >= 500 else "This failure was ordered by a test")


def _wait_unless_the_bot_hangs_up(ms: int):
    """After its whole body was read, the next thing on the socket is the end."""
    request.get_data()
    waiting = select.poll()  # not select(): it cannot take sockets numbered over 1024
    waiting.register(request.environ["gunicorn.socket"], select.POLLIN)
    waiting.poll(min(ms, LONGEST_POLL_MS))


def _hang_up() -> Response:
    """Cut the connection: the bot cannot know what became of its call."""
    _cut(request.environ["gunicorn.socket"])
    g.hung_up = True
    return Response()


def _cut(wire: socket.socket):
    with suppress(OSError):  # the bot may have hung up before us
        wire.shutdown(socket.SHUT_RDWR)
