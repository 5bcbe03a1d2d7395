"""Where a person's talks with us stand. One open talk a person; drafts wait beside it for as long as they like."""
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BigInteger, Column, LargeBinary, bindparam, insert, select, update
from sqlmodel import Field, SQLModel

from models.db import Moment


class Conversation(SQLModel, table=True):
    """States: open, paused, finished, cancelled. `record` holds everything said, sealed."""

    id: int | None = Field(default=None, primary_key=True)
    line_user_id: str = Field(index=True, max_length=64)
    flow: str
    state: str
    record: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    started_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    asked_ms: int = Field(default=0, sa_type=BigInteger)    # LINE's time of the event that led to the question now open


@dataclass
class Talk:
    """A conversation as a turn holds it. All of it is plain JSON.

    facts     what was known at the start, so that the flow reads no clock and no database
    answers   {key: value}, the answers so far
    looked    {key: {"what": …, "found": …}}, what was looked up on the way
    done      keys of the Do steps carried out
    asking    the key that was shown; a reply is filed under no other
    shown     [[value, label], …] as numbered on the screen; a typed number means one of these
    picked    what is ticked so far in a question that takes several
    editing   the key that the person went back to change, or ""
    was       {key: value}, the answer that was given to the question reopened
    said      {key: message id}, the message that an answer was read from: who takes it back takes back the answer
    misses    how many replies in a row were not understood
    """

    id: int
    line_user_id: str
    flow: str
    state: str = "open"
    asked_ms: int = 0
    facts: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    looked: dict = field(default_factory=dict)
    done: list = field(default_factory=list)
    asking: str = ""
    shown: list = field(default_factory=list)
    picked: list = field(default_factory=list)
    editing: str = ""
    was: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)
    misses: int = 0


KEPT = ("facts", "answers", "looked", "done", "asking", "shown", "picked", "editing", "was", "said", "misses")
COLUMN = "conversation.record"

# What every turn asks, made once: building a statement costs several times as much as running it (docs/performance.md).
BEGIN = insert(Conversation.__table__)
KEEP = update(Conversation.__table__).where(Conversation.id == bindparam("the_id"))
IN_STATE = select(Conversation.__table__).where(
    Conversation.line_user_id == bindparam("who"), Conversation.state == bindparam("state")
).order_by(Conversation.updated_at.desc(), Conversation.id.desc())


def begin(tx, line_user_id: str, flow: str, facts: dict) -> Talk:
    talk = Talk(0, line_user_id, flow, facts=facts)
    talk.id = tx.execute(BEGIN, {
        "line_user_id": line_user_id, "flow": flow, "state": "open", "record": _sealed(tx, talk),
        "started_at": tx.now, "updated_at": tx.now, "asked_ms": 0}).inserted_primary_key[0]
    return talk


def keep(tx, talk: Talk):
    tx.execute(KEEP, {
        "the_id": talk.id, "state": talk.state, "record": _sealed(tx, talk), "updated_at": tx.now, "asked_ms": talk.asked_ms})


def opened(tx, line_user_id: str) -> Talk | None:
    """The talk that is going on."""
    row = tx.execute(IN_STATE, {"who": line_user_id, "state": "open"}).first()
    return _talk(tx, row) if row else None


def paused(tx, line_user_id: str) -> list[Talk]:
    """The drafts, the one touched last first."""
    return [_talk(tx, row) for row in tx.execute(IN_STATE, {"who": line_user_id, "state": "paused"}).all()]


def by_id(tx, line_user_id: str, conversation_id: int) -> Talk | None:
    return _first(tx, select(Conversation.__table__).where(
        Conversation.id == conversation_id, Conversation.line_user_id == line_user_id))


def remembered(tx, line_user_id: str) -> list[Talk]:
    """Those whose words are still kept: drafts, and talks that ended a short while ago."""
    return [_talk(tx, row) for row in tx.all(select(Conversation.__table__).where(
        Conversation.line_user_id == line_user_id, Conversation.record.is_not(None)).order_by(Conversation.id))]


def latest_finished(tx, line_user_id: str, flow: str) -> Talk | None:
    return _first(tx, select(Conversation.__table__).where(
        Conversation.line_user_id == line_user_id, Conversation.flow == flow, Conversation.state == "finished"
    ).order_by(Conversation.id.desc()))


def forget(tx, line_user_id: str, but: int = 0):
    """Erases every word said in any talk of this person, except the one that is asking for it. The rows stay: SQLite would
    hand out their ids again, and buttons and visits know a talk by its id."""
    tx.execute(update(Conversation).where(
        Conversation.line_user_id == line_user_id, Conversation.id != but).values(record=None, state="cancelled"))


def _first(tx, statement) -> Talk | None:
    row = tx.one(statement)
    return _talk(tx, row) if row else None


def _talk(tx, row) -> Talk:
    return Talk(row.id, row.line_user_id, row.flow, row.state, row.asked_ms, **(tx.open(row.record, COLUMN) or {}))


def _sealed(tx, talk: Talk) -> bytes:
    return tx.seal({name: getattr(talk, name) for name in KEPT}, COLUMN)
