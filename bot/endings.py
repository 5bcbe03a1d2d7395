"""What becomes of a message after an attempt: pure rules, from LINE's answer to the row's next state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.line import Answer

LONGEST_PAUSE = 15 * 60  # seconds between two attempts; LINE asks for pauses that grow, and names no end


@dataclass(frozen=True)
class Ending:
    """The next state of a row, and for a waiting one when it is due.

    `doubtful`: the words may have arrived all the same. `as_push`: they certainly have not, and must. `called`: False
    if the attempt ended before anything was sent, so that it does not count.
    """

    state: str
    cause: str = ""
    due: datetime | None = None
    doubtful: bool = False
    as_push: bool = False
    called: bool = True
    request_id: str = ""


def after_push(row, answer: Answer, now: datetime) -> Ending:
    if answer.outcome == "sent":
        return Ending("sent", request_id=answer.request_id)
    if answer.outcome == "refused":
        return Ending("gave_up", answer.cause, request_id=answer.request_id)
    if answer.outcome == "out_of_quota":
        return Ending("gave_up", "monthly quota", request_id=answer.request_id)
    return _once_more(row, answer, now)


def after_reply(row, answer: Answer, now: datetime) -> Ending:
    if answer.outcome == "sent":
        return Ending("sent", request_id=answer.request_id)
    again = _once_more(row, answer, now)
    if answer.outcome == "refused":
        token_gone = "reply token" in answer.cause.lower()  # "Invalid reply token": used, or too old
        return reply_failed(row, answer.cause, row.doubtful, as_push=token_gone, request_id=answer.request_id)
    if again.due >= row.token_dies_at:
        return reply_failed(row, answer.cause, again.doubtful, request_id=answer.request_id)
    return again


def reply_failed(row, cause: str, doubtful: bool, as_push: bool = True, **more) -> Ending:
    """The end of a reply that LINE does not take: as a push only if it must arrive and certainly has not."""
    if doubtful:
        return Ending("stale", f"{cause}; an earlier attempt may have arrived", doubtful=True, **more)
    return Ending("stale", cause, as_push=as_push and row.must_arrive, **more)


def columns(row, ending: Ending) -> dict:
    """What models/message.py `settle` writes."""
    return {
        "id": row.id,
        "lease": row.lease,
        "state": ending.state,
        "cause": ending.cause,
        "doubtful": ending.doubtful,
        "lease_until": ending.due or row.lease_until,
        "line_request_id": ending.request_id,
        "attempts": row.attempts if ending.called else row.attempts - 1,
    }


def _once_more(row, answer: Answer, now: datetime) -> Ending:
    due = now + timedelta(seconds=min(2 ** (row.attempts - 1), LONGEST_PAUSE))
    doubtful = row.doubtful or answer.outcome == "unknown"
    return Ending("waiting", answer.cause, due, doubtful, request_id=answer.request_id)
