"""What was missing at a visit and was handed to the officers of the area, who see to it."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, and_, func, or_, select, text, update
from sqlmodel import Field, SQLModel

from models.area import within_any
from models.db import Moment
from models.household import Household

OPEN = ("sent", "accepted")
COUNTS = text("state IN ('sent', 'accepted')")  # as text, so that both databases see that the partial index serves
COLUMN = "referral.word"


class Referral(SQLModel, table=True):
    """States: sent -> accepted -> done; declined, with a reason, from either; withdrawn together with its visit.

    What is missing is not copied: whoever opens it sees the house as its newest visit left it. So a house has one that is open.
    """

    id: int | None = Field(default=None, primary_key=True)
    referral_no: str = Field(unique=True)
    household_id: int = Field(foreign_key="household.id")
    visit_id: int = Field(foreign_key="visit.id", index=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    area_code: str = Field(index=True, max_length=8)
    state: str = "sent"
    sent_at: datetime = Field(sa_type=Moment)
    held_by: str = Field(default="", max_length=64)  # the officer who accepted it
    accepted_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    word: bytes | None = Field(default=None, sa_column=Column(LargeBinary))  # sealed: what came of it, or why it was declined

    __table_args__ = (Index("uq_referral_open", "household_id", unique=True, postgresql_where=COUNTS, sqlite_where=COUNTS),)


def send(tx, referral_no: str, found) -> bool:
    """`found`: the visit. False if another one of this house became open in the same moment."""
    row = {
        "referral_no": referral_no, "household_id": found.household_id, "visit_id": found.id, "volunteer_id": found.volunteer_id,
        "area_code": found.area_code, "state": "sent", "sent_at": tx.now, "held_by": "",
    }  # fmt: skip
    kept = tx.insert(Referral.__table__).values(row).on_conflict_do_nothing(index_elements=["household_id"], index_where=COUNTS)
    return tx.execute(kept).rowcount == 1


def open_of(tx, household_id: int):
    """The one of this house that is open, or None."""
    return tx.one(select(Referral.__table__).where(Referral.household_id == household_id, Referral.state.in_(OPEN)))


def by_id(tx, referral_id: int, scopes):
    """One that lies in these areas; else None."""
    return tx.one(select(Referral.__table__).where(Referral.id == referral_id, within_any(Referral.area_code, scopes)))


def change(tx, referral_id: int, *tests, **values) -> bool:
    """A guarded update: False if it is no longer as the caller saw it. Of two who accept at once, one has it."""
    return tx.execute(update(Referral).where(Referral.id == referral_id, *tests).values(**values)).rowcount == 1


def withdraw(tx, visit_id: int):
    """Its visit was undone."""
    ours = (Referral.visit_id == visit_id, Referral.state.in_(OPEN))
    tx.execute(update(Referral).where(*ours).values(state="withdrawn", ended_at=tx.now))


def _waiting(scopes, officer: str):
    mine = and_(Referral.state == "accepted", Referral.held_by == officer)
    return (or_(Referral.state == "sent", mine), within_any(Referral.area_code, scopes))


def waiting(tx, scopes, officer: str, most: int) -> list:
    """Those that nobody accepted yet, and the officer's own; the oldest first, each with the name of its house."""
    found = select(*Referral.__table__.c, Household.head).join(Household, Household.id == Referral.household_id)
    return tx.all(found.where(*_waiting(scopes, officer)).order_by(Referral.sent_at, Referral.id).limit(most))


def count(tx, scopes, officer: str) -> int:
    return tx.value(select(func.count()).select_from(Referral).where(*_waiting(scopes, officer)))


def count_due(tx, scopes, officer: str, accepted_before: datetime) -> int:
    """Those that nobody accepted, and the officer's own that were accepted before this moment."""
    old = and_(Referral.state == "accepted", Referral.held_by == officer, Referral.accepted_at < accepted_before)
    due = (or_(Referral.state == "sent", old), within_any(Referral.area_code, scopes))
    return tx.value(select(func.count()).select_from(Referral).where(*due))


def of_volunteer(tx, volunteer_id: int, most: int) -> list:
    """What somebody sent, the newest first, each with the name of its house."""
    found = select(*Referral.__table__.c, Household.head).join(Household, Household.id == Referral.household_id)
    ours = (Referral.volunteer_id == volunteer_id, Referral.state != "withdrawn")
    return tx.all(found.where(*ours).order_by(Referral.id.desc()).limit(most))


def word_of(tx, row) -> str:
    return tx.open(row.word, COLUMN) or ""
