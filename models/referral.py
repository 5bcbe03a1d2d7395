"""What was missing at a visit and was handed to the officers of the area, who see to it."""

from datetime import datetime, timedelta

from sqlalchemy import Column, Index, LargeBinary, and_, exists, func, or_, select, text, update
from sqlmodel import Field, SQLModel

from models.area import within_any
from models.db import Moment
from models.household import Household
from models.people import RoleGrant

OPEN = ("sent", "accepted")
COUNTS = text("state IN ('sent', 'accepted')")  # as text, so that both databases see that the partial index serves
COLUMN = "referral.word"
LEFT_LYING = timedelta(days=30)  # after so long a colleague may take it over from whoever accepted it (our own default)


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
    word_from: str = ""  # LINE's message that it was read from: who takes it back takes back the word

    __table_args__ = (Index("uq_referral_open", "household_id", unique=True, postgresql_where=COUNTS, sqlite_where=COUNTS),)


def send(tx, referral_no: str, found) -> bool:
    """`found`: the visit. False if another one of this house became open in the same moment."""
    row = {
        "referral_no": referral_no, "household_id": found.household_id, "visit_id": found.id, "volunteer_id": found.volunteer_id,
        "area_code": found.area_code, "state": "sent", "sent_at": tx.now, "held_by": "",
        "word_from": "",
    }  # fmt: skip
    kept = tx.insert(Referral.__table__).values(row).on_conflict_do_nothing(index_elements=["household_id"], index_where=COUNTS)
    return tx.execute(kept.returning(Referral.id)).first() is not None


def open_of(tx, household_id: int):
    """The one of this house that is open, or None."""
    return tx.one(select(Referral.__table__).where(Referral.household_id == household_id, COUNTS))


def answered(tx, last):
    """The one of the house of this visit that ended after the visit was recorded: what it found was seen to. Else None."""
    ended = (Referral.state.in_(("done", "declined")), Referral.ended_at > last.recorded_at)
    return tx.one(
        select(Referral.__table__).where(Referral.household_id == last.household_id, *ended).order_by(Referral.id.desc()))


def by_id(tx, referral_id: int, scopes):
    """One that lies in these areas; else None."""
    return tx.one(select(Referral.__table__).where(Referral.id == referral_id, within_any(Referral.area_code, scopes)))


def by_no(tx, referral_no: str, scopes):
    """One that lies in these areas, by its number; else None."""
    return tx.one(select(Referral.__table__).where(Referral.referral_no == referral_no, within_any(Referral.area_code, scopes)))


def change(tx, referral_id: int, *tests, **values) -> bool:
    """A guarded update: False if it is no longer as the caller saw it. Of two who accept at once, one has it."""
    return tx.execute(update(Referral).where(Referral.id == referral_id, *tests).values(**values)).rowcount == 1


def withdraw(tx, visit_id: int) -> bool:
    """Its visit was undone. False where none was open."""
    ours = (Referral.visit_id == visit_id, COUNTS)
    return tx.execute(update(Referral).where(*ours).values(state="withdrawn", ended_at=tx.now)).rowcount == 1


def move(tx, visit_id: int, to: int):
    """Its visit was undone, and another one shows the same."""
    tx.execute(update(Referral).where(Referral.visit_id == visit_id, COUNTS).values(visit_id=to))


def restore(tx, visit_id: int):
    """Its visit is back, and so is the referral, unless another one was sent meanwhile."""
    ours = (Referral.visit_id == visit_id, Referral.state == "withdrawn")
    last = tx.one(select(Referral.__table__).where(*ours).order_by(Referral.id.desc()))
    if last and open_of(tx, last.household_id) is None:
        change(tx, last.id, Referral.state == "withdrawn", state="accepted" if last.held_by else "sent", ended_at=None)


def forget_word(tx, message_id: str):
    """An officer took back the message that the word was read from."""
    tx.execute(update(Referral).where(Referral.word_from == message_id).values(word=None, word_from=""))


# Whose it is to see to


def to_be_had(tx):
    """Nobody accepted it, or whoever did is no officer there any more, or has had it too long."""
    still = exists().where(
        RoleGrant.line_user_id == Referral.held_by, RoleGrant.role == "officer", RoleGrant.revoked_at.is_(None),
        Referral.area_code.startswith(RoleGrant.area_code))  # fmt: skip
    lost = and_(Referral.state == "accepted", or_(~still, Referral.accepted_at < tx.now - LEFT_LYING))
    return or_(Referral.state == "sent", lost)


def is_to_be_had(tx, referral_id: int) -> bool:
    return tx.value(select(func.count()).select_from(Referral).where(Referral.id == referral_id, to_be_had(tx))) == 1


def _waiting(tx, scopes, officer: str):
    mine = and_(Referral.state == "accepted", Referral.held_by == officer)
    return (COUNTS, or_(to_be_had(tx), mine), within_any(Referral.area_code, scopes))


def waiting(tx, scopes, officer: str, most: int) -> list:
    """Those to be had, and then the officer's own; the oldest first, each with the name of its house."""
    found = select(*Referral.__table__.c, Household.head).join(Household, Household.id == Referral.household_id)
    order = (Referral.state.desc(), Referral.sent_at, Referral.id)  # sent before accepted
    return tx.all(found.where(*_waiting(tx, scopes, officer)).order_by(*order).limit(most))


def count(tx, scopes, officer: str) -> int:
    return tx.value(select(func.count()).select_from(Referral).where(*_waiting(tx, scopes, officer)))


def to_be_had_in(tx) -> dict[str, int]:
    """{area code: those to be had there}"""
    counted = select(Referral.area_code, func.count()).where(COUNTS, to_be_had(tx)).group_by(Referral.area_code)
    return dict(tx.all(counted))


def accepted_before(tx, moment: datetime) -> dict[str, dict[str, int]]:
    """{officer: {area code: those they accepted before this moment, and which are theirs still}}"""
    old = (Referral.state == "accepted", Referral.accepted_at < moment, ~to_be_had(tx))
    counted = select(Referral.held_by, Referral.area_code, func.count()).where(*old)
    found = {}
    for officer, code, count in tx.all(counted.group_by(Referral.held_by, Referral.area_code)):
        found.setdefault(officer, {})[code] = count
    return found


def of_volunteer(tx, volunteer_id: int, most: int, referral_no: str = "") -> list:
    """What somebody sent, or the one of this number; the newest first, each with the name of its house."""
    found = select(*Referral.__table__.c, Household.head).join(Household, Household.id == Referral.household_id)
    ours = [Referral.volunteer_id == volunteer_id, Referral.state != "withdrawn"]
    ours += [Referral.referral_no == referral_no] if referral_no else []
    return tx.all(found.where(*ours).order_by(Referral.id.desc()).limit(most))


def word_of(tx, row) -> str:
    return tx.open(row.word, COLUMN) or ""
