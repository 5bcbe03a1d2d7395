"""What LINE's event says in our words: who did what, and when. Nothing is interpreted here."""
from dataclasses import dataclass, field

import orjson

from flows.steps import Day, Pin, Tap, Thing, Words

MEDIA = ("image", "audio", "video", "file")
MOST_IN_A_SET = 100     # pictures chosen together; LINE's app lets one choose 50, and a number beyond reason is no number
LONGEST_TEXT = 5000         # UTF-16 units of a text message (LINE reference); more would only keep the readers of Thai busy
LAST_MS = 2 ** 53           # a moment that every database and every JSON reader holds exactly; it is in the year 287396


@dataclass(frozen=True)
class Pressed:
    """A button of ours: the talk and the question it belongs to, and what it says there."""

    talk_id: int
    key: str
    reply: Tap | Day


@dataclass(frozen=True)
class Resumed:
    """The button of one draft among several."""

    talk_id: int


@dataclass(frozen=True)
class Followed:
    pass


@dataclass(frozen=True)
class Unfollowed:
    pass


@dataclass(frozen=True)
class Sent:
    """A photo, a sound, a film or a paper; LINE keeps its bytes under the message's id. `set_id` and `total` are those of
    pictures that were chosen together (an old phone tells neither)."""

    kind: str
    message_id: str
    set_id: str = ""
    total: int = 0
    size: int | None = None     # bytes, told for a file only
    name: str = ""              # of a file
    at_line: bool = True        # False: it lies elsewhere (a LIFF app sent a link), and we fetch from nowhere else


@dataclass(frozen=True)
class Unsent:
    message_id: str


@dataclass(frozen=True)
class Heard:
    """One event. `said` is None for a kind that asks nothing of us; such events are kept and answered 200."""

    webhook_event_id: str
    line_user_id: str
    message_id: str
    kind: str                   # "message.text", "postback", "follow" …
    occurred_ms: int
    reply_token: str
    said: object
    raw: dict = field(repr=False)


def read_event(raw: dict) -> Heard | None:
    """None for an event that has no id or no sensible frame. Unknown kinds are read as far as they go."""
    if not isinstance(raw, dict) or not _text(raw, "webhookEventId") or not writable(raw):
        return None
    source, message = _dict(raw, "source"), _dict(raw, "message")
    kind = _text(raw, "type")
    return Heard(
        webhook_event_id=_text(raw, "webhookEventId")[:64],
        line_user_id=_text(source, "userId")[:64] if source.get("type") == "user" else "",
        message_id=(_text(message, "id") or _text(_dict(raw, "unsend"), "messageId"))[:64],
        kind=f"message.{_text(message, 'type')}" if kind == "message" else kind, occurred_ms=_moment(raw),
        reply_token=_text(raw, "replyToken"), said=_said(kind, raw, message), raw=raw)


def _said(kind: str, raw: dict, message: dict):
    if raw.get("mode") == "standby":
        return None             # another module of the account holds this chat: we must keep silent (LINE reference)
    if kind == "message":
        return _message(message)
    if kind == "postback":
        return pressed(_dict(raw, "postback"))
    if kind == "unsend":
        return Unsent(_text(_dict(raw, "unsend"), "messageId"))
    return {"follow": Followed(), "unfollow": Unfollowed()}.get(kind)


def _message(message: dict):
    kind = message.get("type")
    if kind == "text" and isinstance(message.get("text"), str):
        return Words(_text(message, "text")[:LONGEST_TEXT])
    if kind == "location" and all(isinstance(message.get(name), (int, float)) for name in ("latitude", "longitude")):
        return Pin(float(message["latitude"]), float(message["longitude"]), _text(message, "title"), _text(message, "address"))
    if kind in MEDIA and _text(message, "id"):
        return _sent(kind, message)
    return Thing(kind) if kind == "sticker" else None


def _sent(kind: str, message: dict) -> Sent:
    chosen, size = _dict(message, "imageSet"), message.get("fileSize")
    total = chosen.get("total")
    known = type(total) is int and 1 < total <= MOST_IN_A_SET and _text(chosen, "id")
    return Sent(
        kind, _text(message, "id")[:64], set_id=_text(chosen, "id")[:128] if known else "", total=total if known else 0,
        size=size if type(size) is int else None, name=_text(message, "fileName"),
        at_line=_dict(message, "contentProvider").get("type", "line") == "line")


def button(talk_id: int, key: str, value: str) -> str:
    """The data of a button: at most 300 UTF-16 units (LINE reference, postback action); ours stay under 150."""
    return orjson.dumps([talk_id, key, value]).decode()


def say_button(words: str) -> str:
    """A button that says these words for the person."""
    return orjson.dumps(["say", words]).decode()


def resume_button(talk_id: int) -> str:
    return orjson.dumps(["resume", talk_id]).decode()


def pressed(postback: dict):
    """Reads back what `button` wrote; None for data that is not ours."""
    try:
        data = orjson.loads(_text(postback, "data"))
    except orjson.JSONDecodeError:
        return None
    match data:
        case ["say", str(words)]:
            return Words(words)
        case ["resume", int(talk_id)]:
            return Resumed(talk_id)
        case [int(talk_id), str(key), str(value)]:
            day = _text(_dict(postback, "params"), "date")
            return Pressed(talk_id, key, Day(day) if day else Tap(value))
    return None


def _dict(of: dict, name: str) -> dict:
    return of[name] if isinstance(of.get(name), dict) else {}


def _text(of: dict, name: str) -> str:
    """Without NUL, which PostgreSQL keeps in no text."""
    return of[name].replace("\0", "") if isinstance(of.get(name), str) else ""


def _moment(raw: dict) -> int:
    at = raw.get("timestamp")
    return at if type(at) is int and 0 <= at < LAST_MS else 0


def writable(raw) -> bool:
    """What can be read can be nested more deeply than what can be written."""
    try:
        orjson.dumps(raw)
    except TypeError:
        return False
    return True
