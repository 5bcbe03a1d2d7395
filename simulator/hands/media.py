"""Pictures, sounds and files that people send. What is not given is made up."""

import base64
import binascii
import io
import math
import random
import secrets
import wave
from array import array

from simulator.hands.outcome import CannotDo
from simulator.hands.pictures import photograph
from simulator.webhooks.events import new_message
from simulator.world import World
from simulator.world.contents import Content, Stuff

# Milliseconds a made-up sound or film lasts.
LENGTH_MS = 3000
# Pictures sent at once. LINE does not disclose its own; this is more than any form asks for.
SET_AT_MOST = 20
# Bytes of what is sent. LINE does not disclose this either: 1 GB is beyond what a bot should ever take.
SIZE_AT_MOST = 1_000_000_000
# Samples a second of a made-up sound (telephone quality), and how loud it is, of 32767.
SAMPLES, LOUDNESS = 8000, 4000


def make(world: World, kind: str, body: dict) -> list[dict]:
    """The message objects of one sending: body has base64?, size? (bytes), count?, images? (base64) and arrive? (places)
    of pictures, duration? (ms) of sounds and films, name? of files."""
    given = _given(kind, body)
    places = _arriving(body, len(given))
    size = _whole(body, "size", 0, SIZE_AT_MOST) if "size" in body else None
    described, shared = _described(kind, body), secrets.token_hex(32)
    sent = [(_stuff(kind, given[place - 1], size), _of_a_set(shared, place, len(given))) for place in places]
    return [_keep(world, kind, stuff, {**described, **of_a_set}) for stuff, of_a_set in sent]


def _whole(body: dict, name: str, least: int, most: int) -> int:
    """The whole number that `body` has under that name."""
    if not _is_whole(body[name], least, most):
        raise CannotDo(400, f"{name} must be a whole number from {least} to {most}, not {body[name]!r}")
    return body[name]


def _is_whole(value, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _given(kind, body) -> list[bytes | None]:
    """The bytes of each thing that is sent; None for one to be made up."""
    if kind != "image" and {"count", "images", "arrive"} & body.keys():
        raise CannotDo(400, "only pictures are sent in sets: count, images and arrive go with image")
    if "images" in body:
        return _several(body)
    count = _whole(body, "count", 1, SET_AT_MOST) if "count" in body else 1
    data = _bytes("base64", body["base64"]) if body.get("base64") is not None else None
    return [data] * count


def _several(body) -> list[bytes]:
    images = body["images"]
    if "count" in body or "base64" in body:
        raise CannotDo(400, "images says which and how many: neither count nor base64 goes with it")
    if not isinstance(images, list) or not 1 <= len(images) <= SET_AT_MOST:
        raise CannotDo(400, f"images must be a list of 1 to {SET_AT_MOST} pictures in base64")
    return [_bytes("images", each) for each in images]


def _bytes(name, text) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise CannotDo(400, f"{name} is not base64") from None


def _arriving(body, count) -> list[int]:
    """The places of a set that leave the phone, in that order; 1 is the first."""
    places = body.get("arrive", list(range(1, count + 1)))
    fits = isinstance(places, list) and all(_is_whole(place, 1, count) for place in places)
    if not fits or not places or len(set(places)) < len(places):
        raise CannotDo(400, f"arrive must be a list of places from 1 to {count}, each at most once")
    return places


def _stuff(kind, data, size) -> Stuff:
    """`data`, or something made up; with a size, zeros after it up to that."""
    head = MADE_UP[kind]() if data is None else data
    if size is not None and size < len(head):
        raise CannotDo(400, f"size must not be below {len(head)} bytes: this {kind} has as many before the zeros begin")
    return Stuff(head, _media_type(kind, head), len(head) if size is None else size)


def _described(kind, body) -> dict:
    if kind == "file":
        return {"fileName": str(body.get("name", "บันทึก.pdf"))}
    provided = {"contentProvider": {"type": "line"}}
    return provided if kind == "image" else {**provided, "duration": int(body.get("duration", LENGTH_MS))}


def _of_a_set(one, place, count) -> dict:
    """Several pictures at once carry a common id, their place and how many they are (REF#wh-image)."""
    return {"imageSet": {"id": one, "index": place, "total": count}} if count > 1 else {}


def _keep(world, kind, stuff, described) -> dict:
    message = new_message(world, kind, **described)
    slow = world.knobs.content_202 if kind in ("video", "audio") else 0
    world.contents.put(message["id"], Content(kind, stuff, not_yet=slow, missing=world.knobs.content_404))
    if kind == "file":
        message["fileSize"] = stuff.size
    return message


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


def _sound() -> bytes:
    """A hum of any pitch. LINE gives m4a; nothing here can make one, so it is a WAV and says so."""
    held, pitch = io.BytesIO(), random.uniform(220, 440)  # Hz: about where people speak and sing
    hum = (round(LOUDNESS * math.sin(2 * math.pi * pitch * now / SAMPLES)) for now in range(SAMPLES * LENGTH_MS // 1000))
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLES)
        sound.writeframes(array("h", hum).tobytes())
    return held.getvalue()


def _film() -> bytes:
    """The head of an MP4, and a box of chance that lasts to the end of the file, however far that is (size 0)."""
    return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x00\x00mdat" + secrets.token_bytes(1000)


MADE_UP = {"image": photograph, "audio": _sound, "video": _film, "file": lambda: photograph("PDF")}
