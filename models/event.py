"""What LINE told us: every event once, by its webhookEventId, with what became of it."""
from datetime import datetime

from sqlalchemy import BigInteger, Column, LargeBinary, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel

from models.db import Moment

COLUMN = "event.raw"


class Event(SQLModel, table=True):
    """States: done, ignored (nothing to do for this kind), failed (its turn raised; `cause` says how)."""

    id: int | None = Field(default=None, primary_key=True)
    webhook_event_id: str = Field(unique=True, max_length=64)
    line_user_id: str = Field(default="", index=True, max_length=64)
    message_id: str = Field(default="", index=True, max_length=64)
    kind: str                                               # "message.text", "postback", "follow" …
    state: str = Field(index=True)
    cause: str = ""                                         # the error's kind and place; never what a person wrote
    attempts: int = 1
    occurred_ms: int = Field(default=0, sa_type=BigInteger)
    received_at: datetime = Field(sa_type=Moment)
    raw: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


# Made once, for either database: building the statement anew for each event costs several times as much as running it.
TAKE_IN = {
    flavour.dialect.name: flavour.insert(Event.__table__).on_conflict_do_nothing(
        index_elements=["webhook_event_id"]).returning(Event.id)
    for flavour in (sqlite, postgresql)}


def take_in(tx, *, webhook_event_id, line_user_id, message_id, kind, occurred_ms, raw, state="done", cause="") -> int | None:
    """Keeps the event; its row's id, or None if it was here before."""
    return tx.execute(TAKE_IN[tx.connection.dialect.name], {
        "webhook_event_id": webhook_event_id, "line_user_id": line_user_id, "message_id": message_id, "kind": kind,
        "state": state, "cause": cause, "attempts": 1, "occurred_ms": occurred_ms, "received_at": tx.now,
        "raw": tx.seal(raw, COLUMN)}).scalar()


def mark(tx, event_id: int, state: str, cause: str = "", tried: int = 0):
    tx.execute(update(Event).where(Event.id == event_id).values(
        state=state, cause=cause, attempts=Event.attempts + tried))


def by_webhook_id(tx, webhook_event_id: str):
    return tx.one(select(Event.id, Event.state).where(Event.webhook_event_id == webhook_event_id))


def failed_ids(tx) -> list[int]:
    """Those whose turn raised, in the order in which they happened."""
    return [row.id for row in tx.all(select(Event.id).where(Event.state == "failed").order_by(Event.occurred_ms, Event.id))]


def count_failed(tx, since: datetime) -> int:
    return tx.value(select(func.count()).select_from(Event).where(Event.state == "failed", Event.received_at >= since))


def failed_event(tx, row_id: int):
    """The row, locked, if it is still failed."""
    return tx.one(select(Event.__table__).where(Event.id == row_id, Event.state == "failed").with_for_update())


def raw_of(tx, row) -> dict:
    return tx.open(row.raw, COLUMN)


def forget(tx, line_user_id: str):
    """Erases what was said; that something was said, and when, stays."""
    tx.execute(update(Event).where(Event.line_user_id == line_user_id).values(raw=None))


def was_unsent(tx, line_user_id: str, message_id: str) -> bool:
    """Did the person take this message back?"""
    return tx.one(select(Event.id).where(
        Event.line_user_id == line_user_id, Event.message_id == message_id, Event.kind == "unsend")) is not None


def received_at(tx, line_user_id: str, message_id: str) -> datetime | None:
    """When this message came to us, if it did."""
    return tx.value(select(Event.received_at).where(
        Event.line_user_id == line_user_id, Event.message_id == message_id, Event.kind != "unsend"))


def forget_message(tx, line_user_id: str, message_id: str) -> int:
    """The person took a message back: what it held is erased. Gives the number of rows."""
    return tx.execute(update(Event).where(
        Event.line_user_id == line_user_id, Event.message_id == message_id).values(raw=None)).rowcount
