"""What people sent (api-data.line.me): the bytes, their preview, and whether they are ready."""

import io

from flask import Response, g, jsonify
from PIL import Image

from simulator.line.gate import build_gate
from simulator.line.refusal import Refusal

# Pixels of a preview's longer side. LINE does not disclose its own.
PREVIEW_PIXELS = 240
# Kinds LINE gives a preview of, and kinds it prepares (REF#get-content).
PREVIEWED, PREPARED = ("image", "video"), ("video", "audio")


def build_contents():
    """GET /v2/bot/message/ID/content…"""
    gate = build_gate("contents")
    gate.get("/v2/bot/message/<message>/content")(content)
    gate.get("/v2/bot/message/<message>/content/preview")(preview)
    gate.get("/v2/bot/message/<message>/content/transcoding")(transcoding)
    return gate


def content(message):
    """The bytes; 202 without any while LINE prepares a film or sound; 404 unknown; 410 unsent."""
    with g.world.lock:
        known = _known(message)
        status = _ask(known)
        return Response(status=202) if status == 202 else Response(known.data, mimetype=known.media_type)


def preview(message):
    """A small JPEG of a picture; of a film, a grey one."""
    with g.world.lock:
        known = _known(message)
        if known.kind not in PREVIEWED:
            raise Refusal(400, "Preview doesn't support this type of content")
        return Response(status=202) if _ask(known) == 202 else Response(_small(known), mimetype="image/jpeg")


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


def _ask(known) -> int:
    status = known.ask()
    if status == 410:
        raise Refusal(410, "The content is gone")
    if status == 404:
        raise Refusal(404, "not found")
    return status


def _small(known) -> bytes:
    held = io.BytesIO()
    picture = _open(known.data) if known.kind == "image" else Image.new("RGB", (240, 135), "grey")
    picture.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
    picture.convert("RGB").save(held, "JPEG")
    return held.getvalue()


def _open(data: bytes) -> Image.Image:
    """A test may have sent bytes that are no picture; their preview is grey too."""
    try:
        return Image.open(io.BytesIO(data))
    except OSError:
        return Image.new("RGB", (PREVIEW_PIXELS, PREVIEW_PIXELS), "grey")
