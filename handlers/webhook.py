"""POST /callback: LINE tells us what people did. 200 means: it is on disk, with everything that follows from it."""
import json
import logging

import orjson
from flask import Blueprint, request

from bot.inbox import Inbox
from bot.line import Line
from bot.logs import cause_of

# LINE states no limit; a body of 100 long messages is under 2 MB. Above this it is not LINE, and we read no further.
LARGEST = 16 * 1024 * 1024      # bytes

log = logging.getLogger(__name__)


def webhook(line: Line, inbox: Inbox) -> Blueprint:
    pages = Blueprint("webhook", __name__)

    @pages.post("/callback")
    def callback():
        """Answers 200 when every event is kept, 400 or 403 for a body that LINE did not send, 503 when nothing could be
        kept: then LINE delivers again."""
        request.max_content_length = LARGEST
        body = request.get_data(cache=False)
        if not line.signed(body, request.headers.get("x-line-signature")):
            return "the signature does not fit the body\n", 403
        events = events_of(body)
        if events is None:
            return 'the body must be JSON with a list "events"\n', 400
        return answer(inbox, events)

    return pages


def events_of(body: bytes) -> list | None:
    """The events of a signed body, in the order in which they happened; None if it is no such body."""
    try:
        told = read_json(body)
    except (ValueError, RecursionError):
        return None
    events = told.get("events") if isinstance(told, dict) else None
    return sorted(events, key=happened) if isinstance(events, list) else None


def read_json(body: bytes):
    """Raises ValueError or RecursionError. Half an emoji, as some keyboards send it, is no reason to refuse a whole body."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return orjson.loads(json.dumps(json.loads(body), ensure_ascii=False).encode(errors="replace"))


def happened(raw) -> int:
    at = raw.get("timestamp") if isinstance(raw, dict) else None
    return at if type(at) is int else 0


def answer(inbox: Inbox, events: list):
    """Takes each event by itself: one that fails does not hold back the others."""
    lost = 0
    for raw in events:
        try:
            inbox.take(raw)
        except Exception as error:      # whatever the reason, LINE still has it and can deliver it again
            lost += 1
            log.error("an event was not kept", extra={"cause": cause_of(error)})
    return ("try again\n", 503) if lost else ("", 200)
