"""Pictures, sounds and files that people send. What is not given is made up."""

import base64
import binascii
import io
import itertools
import secrets
import wave

from PIL import Image

from simulator.hands.outcome import CannotDo
from simulator.webhooks.events import new_message
from simulator.world import World
from simulator.world.contents import Content

# Milliseconds a made-up sound or film lasts.
LENGTH_MS = 3000
_colours = itertools.cycle(["#2e7d32", "#1565c0", "#ef6c00", "#6a1b9a", "#00838f"])


def make(world: World, kind: str, body: dict) -> list[dict]:
    """The message objects of one sending: body has base64?, count? (images), duration? (ms), name? (files)."""
    data = _given(body)
    count = int(body.get("count", 1)) if kind == "image" else 1
    if not 1 <= count <= 20:
        raise CannotDo(400, "count lies between 1 and 20")
    described = _described(kind, body, data)
    sets = _image_sets(count) if kind == "image" else [{}]
    return [_keep(world, kind, data, {**described, **each}) for each in sets]


def _keep(world, kind, data, described) -> dict:
    message = new_message(world, kind, **described)
    data = data if data is not None else MADE_UP[kind]()
    slow = world.knobs.content_202 if kind in ("video", "audio") else 0
    content = Content(kind, data, _media_type(kind, data), not_yet=slow, missing=world.knobs.content_404)
    world.contents.put(message["id"], content)
    if kind == "file":
        message["fileSize"] = len(data)
    return message


def _given(body) -> bytes | None:
    try:
        return base64.b64decode(body["base64"], validate=True) if body.get("base64") is not None else None
    except (binascii.Error, TypeError, ValueError):
        raise CannotDo(400, "base64 is not base64") from None


def _described(kind, body, data) -> dict:
    if kind == "file":
        return {"fileName": str(body.get("name", "บันทึก.pdf"))}
    provided = {"contentProvider": {"type": "line"}}
    return provided if kind == "image" else {**provided, "duration": int(body.get("duration", LENGTH_MS))}


def _image_sets(count) -> list[dict]:
    """Several pictures at once carry a common id, their place and how many they are (REF#wh-image)."""
    if count == 1:
        return [{}]
    one = secrets.token_hex(32)
    return [{"imageSet": {"id": one, "index": place, "total": count}} for place in range(1, count + 1)]


def _media_type(kind, data) -> str:
    for signs, media_type in (
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG", "image/png"),
        (b"RIFF", "audio/wav"),
        (b"%PDF", "application/pdf"),
    ):
        if data.startswith(signs):
            return media_type
    return {"image": "image/jpeg", "audio": "audio/x-m4a", "video": "video/mp4"}.get(kind, "application/octet-stream")


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (640, 480), next(_colours)).save(held, "JPEG", comment=secrets.token_bytes(8))
    return held.getvalue()


def _sound() -> bytes:
    """Silence. LINE gives m4a; nothing here can make one, so it is a WAV and says so."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8 * 2 * LENGTH_MS))
    return held.getvalue()


def _film() -> bytes:
    """The head of an MP4 and nothing after it."""
    return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + secrets.token_bytes(1000)


def _paper() -> bytes:
    return b"%PDF-1.4\n%%EOF\n" + secrets.token_bytes(16)


MADE_UP = {"image": _picture, "audio": _sound, "video": _film, "file": _paper}
