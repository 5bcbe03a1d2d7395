"""What we tell LINE to deliver: every message is a row before it is a call, and its end has a name."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Column, Index, LargeBinary, Row, bindparam, case, exists, func, insert, literal, or_, select, text, update
from sqlmodel import Field, SQLModel

from models.db import Moment

COLUMN = "message.payload"
# As text, not as parameters: SQLite uses a partial index only for the very same words, and PostgreSQL's prepared
# statements only when they see the values.
UNFINISHED = text("state IN ('waiting', 'sending')")
PUSHED = text("kind = 'push' AND state = 'sent'")
LEASE = timedelta(seconds=30)  # a call ends after 13 s at the latest (bot/line.py); a dead process is noticed after this
IN_ORDER = 5  # attempts for which a push holds back the person's later ones; then they overtake it
# What holds back later pushes to the same person. With an index of its own: where LINE fails for an hour hundreds wait for one
# person, and to look through them for each of them took seconds.
HOLDS_BACK = text(f"kind = 'push' AND state IN ('waiting', 'sending') AND attempts < {IN_ORDER}")


class Message(SQLModel, table=True):
    """States: waiting -> sending -> sent | stale (no longer wanted or possible) | gave_up (with its cause).

    `lease_until` is when a row in `sending` may be taken over from a process that is silent; for a waiting row it is
    when it is next due. A push's `retry_key` stands here before its first attempt; `tried_at` is when that attempt
    began, for LINE forgets the key 24 hours later. `doubtful`: an attempt ended without a clear answer, so the words
    may or may not have arrived.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str  # reply, push
    to: str = Field(index=True, max_length=64)
    purpose: str  # question, receipt, decision, digest, apology …
    state: str
    payload: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    must_arrive: bool = False  # a receipt: when its reply is clearly refused, it goes as a push
    reply_token: str = ""
    token_dies_at: datetime | None = Field(default=None, sa_type=Moment)
    retry_key: str = ""
    event_id: int | None = Field(default=None, index=True)
    case_no: str = ""
    billable: bool = False
    attempts: int = 0
    doubtful: bool = False
    lease: str = ""  # who is sending it; only they may say how it went
    lease_until: datetime = Field(sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)
    tried_at: datetime | None = Field(default=None, sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    line_request_id: str = ""
    cause: str = ""

    __table_args__ = (
        Index("ix_message_lately", "to", "created_at"),
        Index("ix_message_in_turn", "to", "id", postgresql_where=HOLDS_BACK, sqlite_where=HOLDS_BACK),
        Index("ix_message_due", "lease_until", "id", postgresql_where=UNFINISHED, sqlite_where=UNFINISHED),
        Index("ix_message_pushed", "sent_at", postgresql_where=PUSHED, sqlite_where=PUSHED),
    )


# Made once: building a statement of so many columns anew for each message costs as much as running it.
ADD = insert(Message.__table__).returning(*Message.__table__.c)
BY_IDS = select(Message.__table__).where(Message.id.in_(bindparam("ids", expanding=True))).order_by(Message.id)

SETTLE = (
    update(Message.__table__)
    .where(
        Message.id == bindparam("the_id"),
        Message.lease == bindparam("the_lease"),
        Message.state == "sending",
    )
    .values(
        {
            name: bindparam(f"the_{name}")
            for name in ("state", "lease_until", "attempts", "doubtful", "line_request_id", "cause", "sent_at")
        }
    )
)


class Letter(NamedTuple):
    """A row just queued and its words, so that whoever sends it soon need not read and unseal them."""

    row: Row
    messages: list[dict]


def queue(tx, messages: list[dict], **values) -> Letter:
    """Keeps one call's messages (1–5 LINE message objects)."""
    row = {"created_at": tx.now, "payload": tx.seal(messages, COLUMN), "billable": values["kind"] == "push", **values}
    return Letter(tx.execute(ADD, row).one(), messages)


def payload_of(tx, row) -> list[dict]:
    return tx.open(row.payload, COLUMN)


def replies_of(tx, event_id: int) -> list:
    return tx.all(select(Message.__table__).where(Message.event_id == event_id, Message.kind == "reply"))


def by_ids(tx, ids: list[int]) -> list:
    return tx.execute(BY_IDS, {"ids": ids}).all()


def claim(tx, limit: int, *tests) -> list:
    """Takes up to `limit` rows that are due, for LEASE: rows in `sending`, the longest due first, for nobody else.

    A row whose sender fell silent is due as well; whether its words arrived is then in doubt.
    """
    due = (
        select(Message.id)
        .where(UNFINISHED, Message.lease_until <= tx.now, _in_turn(), *tests)
        .order_by(Message.lease_until, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    due = due.prefix_with("MATERIALIZED", dialect="postgresql")  # else its planner may run it twice and lock more
    rows = tx.all(
        update(Message)
        .where(Message.id.in_(select(due.c.id)))
        .values(
            state="sending",
            lease=secrets.token_hex(8),
            lease_until=tx.now + LEASE,
            attempts=Message.attempts + 1,
            tried_at=func.coalesce(Message.tried_at, literal(tx.now, Moment)),
            doubtful=case((Message.state == "sending", True), else_=Message.doubtful),
        )
        .returning(*Message.__table__.c)
    )
    return sorted(rows, key=lambda row: row.id)


def _in_turn():
    """No push leaves before an earlier one to the same person, unless that one has kept failing."""
    earlier = Message.__table__.alias("earlier")
    holds_back = text(f"earlier.kind = 'push' AND earlier.state IN ('waiting', 'sending') AND earlier.attempts < {IN_ORDER}")
    return or_(Message.kind == "reply", ~exists().where(earlier.c.to == Message.to, earlier.c.id < Message.id, holds_back))


def settle(tx, endings: list[dict]) -> int:
    """Writes how attempts ended, each only where its lease still holds. Gives how many did.

    An ending: {id, lease, state, lease_until, attempts, doubtful, line_request_id, cause}.
    """
    return tx.execute(
        SETTLE,
        [
            {
                "the_sent_at": tx.now if ending["state"] == "sent" else None,
                **{f"the_{name}": value for name, value in ending.items()},
            }
            for ending in endings
        ],
    ).rowcount


def keep_unsent(tx, to: str, purpose: str, case_no: str, cause: str):
    """That this was to be told, and why it is not told alone."""
    row = {"kind": "push", "to": to, "purpose": purpose, "case_no": case_no, "state": "stale", "cause": cause}
    tx.execute(insert(Message.__table__).values(
        **row, billable=False, must_arrive=False, reply_token="", retry_key="", attempts=0, doubtful=False, lease="",
        line_request_id="", lease_until=tx.now, created_at=tx.now))


def count_pushes(tx, to: str, purpose: str, since: datetime) -> int:
    """Those to this person that left or will leave, queued since then."""
    ours = (Message.to == to, Message.kind == "push", Message.purpose == purpose, Message.created_at > since)
    return tx.value(select(func.count()).select_from(Message).where(*ours, Message.state != "stale"))


def count_about(tx, to: str, case_no: str) -> int:
    """Pushes to this person about a case."""
    return tx.value(select(func.count()).select_from(Message).where(
        Message.to == to, Message.case_no == case_no, Message.kind == "push"))


def oldest_due(tx) -> datetime | None:
    """Since when the message that is due longest has been due; None when nothing waits. For /readyz."""
    return tx.value(select(func.min(Message.lease_until)).where(UNFINISHED, Message.lease_until <= tx.now))


def pushes_since(tx, moment: datetime) -> int:
    """How many pushes that count toward the month LINE took after that moment."""
    return tx.value(select(func.count()).select_from(Message).where(PUSHED, Message.sent_at > moment))


def unheard(tx, to: str, purposes) -> list:
    """Pushes of these purposes that gave up and certainly did not arrive, with their words, the oldest first."""
    table = Message.__table__.c
    lost = (table.kind == "push", table.state == "gave_up", table.doubtful.is_(False), table.payload.is_not(None))
    return tx.all(select(Message.__table__).where(table.to == to, table.purpose.in_(purposes), *lost).order_by(table.id))


def told_at_last(tx, ids: list[int]):
    """Their words went out with a reply."""
    tx.execute(update(Message).where(Message.id.in_(ids)).values(state="stale", cause="told in a reply"))


def forget_sent_since(tx, line_user_id: str, since: datetime):
    """Erases what we said to this person from that moment on: it may repeat what they took back."""
    ended = Message.state.in_(("sent", "stale", "gave_up"))
    tx.execute(update(Message).where(Message.to == line_user_id, Message.created_at >= since, ended).values(payload=None))


def forget(tx, line_user_id: str):
    """Erases what was said to this person; waiting messages no longer leave."""
    tx.execute(
        update(Message)
        .where(Message.to == line_user_id, Message.state == "waiting")
        .values(state="stale", cause="the person left")
    )
    tx.execute(update(Message).where(Message.to == line_user_id, Message.state != "waiting").values(payload=None))
