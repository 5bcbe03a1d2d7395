"""What people sent (api-data.line.me): the bytes, their preview, and whether they are ready.

The bytes leave when the world's lock is free again: a film takes as long as the bot takes to read it.
"""

import io

from flask import Response, g, jsonify
from PIL import Image

from simulator.line.faults import content_call, half_of
from simulator.line.gate import build_gate
from simulator.line.refusal import Refusal
from simulator.world.contents import Stuff

# Pixels of a preview's longer side. LINE does not disclose its own.
PREVIEW_PIXELS = 240
# Kinds LINE gives a preview of, and kinds it prepares (REF#get-content).
PREVIEWED, PREPARED = ("image", "video"), ("video", "audio")
# What Pillow raises for bytes that are no picture, or not all of one, or one too large to be opened.
NO_PICTURE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def build_contents():
    """GET /v2/bot/message/ID/content…"""
    gate = build_gate("contents")
    gate.get("/v2/bot/message/<message>/content")(content)
    gate.get("/v2/bot/message/<message>/content/preview")(preview)
    gate.get("/v2/bot/message/<message>/content/transcoding")(transcoding)
    return gate


@content_call
def content(message, fault):
    """The bytes; 202 without any while LINE prepares a film or sound; 404 unknown; 410 unsent."""
    with g.world.lock:
        known = _known(message)
        status, stuff = _ask(known, fault), known.stuff
    return Response(status=202) if status == 202 else _serve(stuff, fault)


@content_call
def preview(message, fault):
    """A small JPEG of a picture; of a film, a grey one."""
    with g.world.lock:
        known = _known(message)
        if known.kind not in PREVIEWED:
            raise Refusal(400, "Preview doesn't support this type of content")
        status, stuff = _ask(known, fault), known.stuff
    return Response(status=202) if status == 202 else _serve(_small(stuff), fault)


def transcoding(message):
    """processing, then succeeded. Asking brings it nearer, as it does for the bytes."""
    with g.world.lock:
        known = _known(message)
        if known.kind not in PREPARED:
            raise Refusal(400, "Transcoding status doesn't support this type of content")
        return jsonify(status="processing" if _ask(known) == 202 else "succeeded")


def _known(message):
    known = g.world.contents.get(message)
    if known is None:
        raise Refusal(404, "not found")
    return known


def _ask(known, fault=None) -> int:
    """200 or 202. What is to come by halves or under a false name comes now: its 202s and 404s are left for later."""
    status = known.ask() if fault is None or known.unsent else 200
    if status == 410:
        raise Refusal(410, "The content is gone")
    if status == 404:
        raise Refusal(404, "not found")
    return status


def _serve(stuff: Stuff, fault) -> Response:
    pieces = half_of(stuff) if fault == "half" else stuff.pieces()
    answer = Response(pieces, content_type="text/html" if fault == "lie" else stuff.media_type)
    answer.content_length = stuff.size
    return answer


def _small(stuff: Stuff) -> Stuff:
    held = io.BytesIO()
    _thumbnail(stuff.head).convert("RGB").save(held, "JPEG")
    return Stuff(held.getvalue(), "image/jpeg", held.tell())


def _thumbnail(data: bytes) -> Image.Image:
    """Films, and what a test sent though it is no picture, are shown in grey."""
    try:
        picture = Image.open(io.BytesIO(data))
        picture.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
        return picture
    except NO_PICTURE:
        return Image.new("RGB", (PREVIEW_PIXELS, PREVIEW_PIXELS * 9 // 16), "grey")
