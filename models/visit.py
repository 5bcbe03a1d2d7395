"""Visits: what was seen, done and promised at a house on a day."""
from datetime import date, datetime

from sqlalchemy import JSON, Column, Index, LargeBinary, bindparam, insert, select, text, update
from sqlmodel import Field, SQLModel

from models.area import within_any
from models.conversation import Conversation
from models.db import Moment


class Visit(SQLModel, table=True):
    """`people` is the house as this visit saw it."""

    id: int | None = Field(default=None, primary_key=True)
    visit_no: str = Field(unique=True)
    conversation_id: int
    household_id: int = Field(foreign_key="household.id", index=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    area_code: str = Field(index=True, max_length=8)
    visited_on: date
    people: list = Field(sa_column=Column(JSON, nullable=False))
    problems: list = Field(sa_column=Column(JSON, nullable=False))
    incomes: list = Field(sa_column=Column(JSON, nullable=False))       # [{source, baht_per_month, other?}]
    deeds: list = Field(sa_column=Column(JSON, nullable=False))
    promised: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    note: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    next_visit_on: date | None = None
    recorded_at: datetime = Field(sa_type=Moment)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
    latitude: float | None = None       # where the house is, if its place was shared for this visit
    longitude: float | None = None
    pin_from: str = ""                  # LINE's message of that place: who takes it back takes back the place

    __table_args__ = (Index(        # whatever is delivered twice or crashes half-way: one talk has one visit that counts
        "uq_visit_that_counts", "conversation_id", unique=True,
        postgresql_where=text("undone_at IS NULL"), sqlite_where=text("undone_at IS NULL")),)


# Made once: building a statement costs several times as much as running it (docs/performance.md).
KEEP = insert(Visit.__table__)
OF_CONVERSATION = select(Visit.__table__).where(Visit.conversation_id == bindparam("talk"), Visit.undone_at.is_(None))
LATEST = select(Visit.__table__).where(
    Visit.household_id == bindparam("house"), Visit.undone_at.is_(None)
).order_by(Visit.visited_on.desc(), Visit.id.desc()).limit(1)


def keep(tx, **values) -> int:
    values["promised"] = tx.seal(values["promised"], "visit.promised") if values["promised"] else None
    values["note"] = tx.seal(values["note"], "visit.note") if values["note"] else None
    return tx.execute(KEEP, {"recorded_at": tx.now, **values}).inserted_primary_key[0]


def of_conversation(tx, conversation_id: int):
    """The visit that counts of a talk."""
    return tx.execute(OF_CONVERSATION, {"talk": conversation_id}).first()


def latest(tx, household_id: int):
    """The newest visit of a house that counts."""
    return tx.execute(LATEST, {"house": household_id}).first()


def by_id(tx, visit_id: int, scopes):
    """A visit that counts, if it lies in these areas; else None."""
    return tx.one(select(Visit.__table__).where(
        Visit.id == visit_id, Visit.undone_at.is_(None), within_any(Visit.area_code, scopes)))


def label_of(tx, visit_id: int | None) -> str:
    """ "ยายคำ ใจดี (ย6911-00001)", or "" for none."""
    row = visit_id and tx.one(select(Visit.visit_no, Visit.people).where(Visit.id == visit_id))
    return f"{_name(row.people[0])} ({row.visit_no})" if row else ""


def _name(person: dict) -> str:
    return f"{person['title']}{person['given']} {person['family']}".strip()


def recent_of(tx, volunteer_id: int, limit: int) -> list:
    """A volunteer's newest visits that count."""
    return tx.all(select(Visit.__table__).where(
        Visit.volunteer_id == volunteer_id, Visit.undone_at.is_(None)).order_by(Visit.id.desc()).limit(limit))


def made_during(tx, volunteer_id: int, at: datetime):
    """The visit of this volunteer whose talk was going on at that moment; None if none was."""
    return tx.one(select(Visit.__table__).join(Conversation, Conversation.id == Visit.conversation_id).where(
        Visit.volunteer_id == volunteer_id, Visit.undone_at.is_(None), Conversation.started_at <= at, Visit.recorded_at >= at,
    ).order_by(Visit.id.desc()))


def pinned(tx, household_id: int):
    """(latitude, longitude) of the newest place that was shared for a visit of this house that counts, or None."""
    row = tx.one(select(Visit.latitude, Visit.longitude).where(
        Visit.household_id == household_id, Visit.undone_at.is_(None), Visit.latitude.is_not(None)).order_by(Visit.id.desc()))
    return row and tuple(row)


def pin(tx, visit_id: int, latitude: float, longitude: float, message_id: str):
    tx.execute(update(Visit).where(Visit.id == visit_id).values(latitude=latitude, longitude=longitude, pin_from=message_id))


def unpin(tx, message_id: str) -> list[int]:
    """Takes back a place that came by this message; the houses concerned."""
    ours = (Visit.pin_from == message_id, Visit.latitude.is_not(None))
    houses = [row.household_id for row in tx.all(select(Visit.household_id).where(*ours))]
    tx.execute(update(Visit).where(*ours).values(latitude=None, longitude=None))
    return houses


def own(tx, volunteer_id: int, visit_id: int):
    """A visit of this volunteer, if it counts; else None."""
    return tx.one(select(Visit.__table__).where(
        Visit.id == visit_id, Visit.volunteer_id == volunteer_id, Visit.undone_at.is_(None)))


def forget_words(tx, conversation_id: int, columns: list[str]):
    """Erases free words of a talk's visits that the person took back: promised, note."""
    if columns:
        tx.execute(update(Visit).where(Visit.conversation_id == conversation_id).values(dict.fromkeys(columns)))


def undo(tx, visit_id: int) -> bool:
    """True for the one who undid it; a second attempt changes nothing."""
    return tx.execute(update(Visit).where(Visit.id == visit_id, Visit.undone_at.is_(None)).values(
        undone_at=tx.now)).rowcount == 1


def undone_of(tx, conversation_id: int):
    """The visit of a talk that was undone last, if none of it counts; else None."""
    rows = tx.all(select(Visit.__table__).where(Visit.conversation_id == conversation_id).order_by(Visit.id.desc()))
    return rows[0] if rows and all(row.undone_at for row in rows) else None


def redo(tx, visit_id: int):
    tx.execute(update(Visit).where(Visit.id == visit_id).values(undone_at=None))


def promised_of(tx, visit) -> str:
    return tx.open(visit.promised, "visit.promised") or ""


def note_of(tx, visit) -> str:
    return tx.open(visit.note, "visit.note") or ""
