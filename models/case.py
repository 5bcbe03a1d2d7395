"""Urgent cases: who is in danger where, who owns it, and what happens next if nobody does. The log only grows."""

from datetime import datetime, timedelta

from sqlalchemy import JSON, Column, Index, LargeBinary, case, exists, false, func, insert, or_, select, text, update
from sqlmodel import Field, SQLModel

from models.area import within_any
from models.db import Moment
from models.message import Message

COLUMN = "cases.told"
WAITING = text("next_at IS NOT NULL")  # as text, so that both databases see that the partial index serves
OPEN_STATES = ("open", "acknowledged", "referred")


class Case(SQLModel, table=True):
    """States: open -> acknowledged -> referred -> closed, and back to open when its owner fell silent or nobody was helped.

    `next_at` is when `clock` must look again; a case that is not closed always has one. `ladder` is the copy of the rungs that
    were in force when it opened: {"rungs": [{"role", "digits", "minutes"}], "again", "idle"} (bot/ladders.toml).
    """

    __tablename__ = "cases"

    id: int | None = Field(default=None, primary_key=True)
    case_no: str = Field(unique=True)
    kind: str  # a code of the list `dangers` in flows/codes.toml
    urgency: str  # emergency, urgent
    state: str
    area_code: str = Field(default="", index=True, max_length=8)
    reporter: str = Field(index=True, max_length=64)
    verified: bool = True  # False for one raised by somebody who is no volunteer
    talk_id: int = Field(unique=True)
    told: bytes | None = Field(default=None, sa_column=Column(LargeBinary))  # sealed {"place", "who", "story", "phone", "now"}
    latitude: float | None = None
    longitude: float | None = None
    ladder: dict = Field(sa_column=Column(JSON, nullable=False))
    rung: int = -1  # the last one that was told; -1 before the first
    next_at: datetime | None = Field(default=None, sa_type=Moment)
    opened_at: datetime = Field(sa_type=Moment)
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    reminded: int = 0  # how often its owner was reminded since they last did something
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str = ""
    evidence: str = ""  # of what its closing says: "photos" that were sent, its "reporter", or "" for the owner's word alone
    agency: str = ""  # a code of the list `agencies`: whom it was referred to
    offered_to: str = ""  # the colleague whom its owner asked to take it over
    alike: str = ""  # the number of an earlier case that may be about the same; linked, never merged
    doubts: list = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # why it may be a prank
    closing: bytes | None = Field(default=None, sa_column=Column(LargeBinary))  # sealed: the note of whoever closed it

    __table_args__ = (Index("ix_cases_due", "next_at", "id", postgresql_where=WAITING, sqlite_where=WAITING),)


class CaseLog(SQLModel, table=True):
    """Every step of a case with its reason. `detail` holds codes, numbers and user ids; never names or words."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    at: datetime = Field(sa_type=Moment)
    actor: str  # a LINE user id, or "clock"
    what: str  # opened, told, nobody, taken, reminded, let_go, closed, reopened …
    detail: dict = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


OWNED = ("acknowledged", "referred")
MOST_NEAR = 200  # neighbours that are looked at: in a flood there may be thousands, and a turn must end
ALARMS = ("alarm", "again")  # purposes of pushes
GATHERED = "gathered"  # the cause of an alarm that comes together with others
UNTOLD = {"agency": "", "offered_to": "", "alike": "", "doubts": [], "evidence": ""}
UNOWNED = {
    "acknowledged_by": "", "acknowledged_at": None, "reminded": 0, "closed_at": None, "outcome": "", "evidence": "",
    "offered_to": "", "agency": "",
}  # fmt: skip
FIRST = case((Case.urgency == "emergency", 0), else_=1)


def patience(ladder: dict, state: str) -> timedelta:
    """After so long an owner who does nothing is reminded, and after as long again let go."""
    return timedelta(minutes=ladder.get("referred" if state == "referred" else "idle") or ladder["idle"])


def log(tx, case_id: int, actor: str, what: str, **detail):
    row = {"case_id": case_id, "at": tx.now, "actor": actor, "what": what, "detail": detail}
    tx.execute(insert(CaseLog.__table__), row)


def story_of(tx, case_id: int) -> list:
    return tx.all(select(CaseLog.__table__).where(CaseLog.case_id == case_id).order_by(CaseLog.id))


def add(tx, told: dict, **values):
    """The new case's row."""
    begun = {"state": "open", "opened_at": tx.now, "next_at": tx.now, "rung": -1, "reminded": 0}
    row = {"told": tx.seal(told, COLUMN), **begun, "acknowledged_by": "", "outcome": "", **UNTOLD, **values}
    return tx.execute(insert(Case.__table__).returning(*Case.__table__.c), row).one()


def told_of(tx, case) -> dict:
    return tx.open(case.told, COLUMN) or {}


def forget(tx, case, keys: list[str]):
    """Its reporter took back what these answers were read from."""
    gone = {*keys, *(["reporter"] if "name" in keys else [])}
    told = {key: value for key, value in told_of(tx, case).items() if key not in gone}
    nowhere = {"latitude": None, "longitude": None} if "place" in gone else {}
    tx.execute(update(Case).where(Case.id == case.id).values(told=tx.seal(told, COLUMN), **nowhere))


WRITTEN = ("noted", "asked", "answered", "added", "referred")  # steps that leave somebody's words in the case


def forget_written(tx, line_user_id: str, message_id: str):
    """Somebody took back a message that a note, a question, an answer or a place was read from."""
    steps = select(CaseLog.case_id).where(CaseLog.actor == line_user_id, CaseLog.what.in_((*WRITTEN, "more")))
    for row in tx.all(select(Case.__table__).where(Case.id.in_(steps)).with_for_update()):
        told = told_of(tx, row)
        if told.get("pin_from") == message_id:  # a place is no note
            forget(tx, row, ["place", "pin_from"])
            continue
        kept = [one for one in told.get("notes", []) if one.get("from") != message_id]
        if len(kept) < len(told.get("notes", [])):
            change(tx, row.id, told=tx.seal({**told, "notes": kept}, COLUMN))


def by_id(tx, case_id: int):
    """Locked: whoever changes a case must see what the clock, or another, did to it."""
    return tx.one(select(Case.__table__).where(Case.id == case_id).with_for_update())


def by_number(tx, case_no: str):
    """Locked, whoever asks: for the clock and the outbox, not for people."""
    return tx.one(select(Case.__table__).where(Case.case_no == case_no).with_for_update())


def by_talk(tx, talk_id: int):
    return tx.one(select(Case.__table__).where(Case.talk_id == talk_id).with_for_update())


def numbered(tx, case_no: str, scopes, who: str = ""):
    """The case of this number, if it lies in these areas, or this person owns it or was told of it; else None."""
    return tx.one(select(Case.__table__).where(Case.case_no == case_no, seen_from(scopes, who)))


def talks_seen_from(scopes, who: str):
    """The talks of those cases: what was sent in them belongs to the case."""
    return select(Case.talk_id).where(seen_from(scopes, who))


def raised_by(tx, line_user_id: str, case_no: str):
    return tx.one(select(Case.__table__).where(Case.case_no == case_no, Case.reporter == line_user_id))


def queue(tx, scopes, who: str, most: int) -> list:
    """Cases that are not closed: the most urgent first, of those the ones that nobody has, then the oldest."""
    ours = (Case.state.in_(OPEN_STATES), seen_from(scopes, who))
    order = (FIRST, Case.state != "open", Case.opened_at, Case.id)
    return tx.all(select(Case.__table__).where(*ours).order_by(*order).limit(most))


def count(tx, scopes, who: str) -> int:
    return tx.value(select(func.count()).select_from(Case).where(Case.state.in_(OPEN_STATES), seen_from(scopes, who)))


def seen_from(scopes, who: str):
    """A case may turn out to lie elsewhere than was thought: whoever was told of it, has it or was asked to take it still sees
    it. One whose place is known only roughly is seen by all who look after a part of that."""
    told = exists().where(Message.case_no == Case.case_no, Message.to == who, Message.purpose.in_(ALARMS))
    around = Case.area_code.in_({scope[:digits] for scope in scopes for digits in (2, 4) if len(scope) > digits})
    ours = [within_any(Case.area_code, scopes), around, Case.acknowledged_by == who, Case.offered_to == who, told]
    ours = ours if scopes else [false()]
    return or_(false(), *ours)


def alarms_on_their_way(tx, case_no: str) -> bool:
    """Was any alarm of the step that was told last sent, or may it still be?"""
    alarm = (Message.case_no == case_no, Message.purpose.in_(ALARMS))
    newest = select(func.max(Message.created_at)).where(*alarm).scalar_subquery()
    alive = Message.state.in_(("waiting", "sending", "sent"))
    return tx.value(select(func.count()).select_from(Message).where(*alarm, alive, Message.created_at == newest)) > 0


def forget_reporter(tx, line_user_id: str):
    """Whoever raised it left: their name and number go; what is known of those in danger stays with the case."""
    for row in tx.all(select(Case.__table__).where(Case.reporter == line_user_id, Case.told.is_not(None)).with_for_update()):
        forget(tx, row, ["reporter", "phone"])


def neighbours(tx, case, since: datetime) -> list:
    """Earlier cases of the same sub-district or of the same reporter: the newest of them, the earliest first."""
    place = Case.area_code.startswith(case.area_code[:6]) if len(case.area_code) >= 6 else false()
    near = or_(place, Case.reporter == case.reporter)
    mine = (Case.id < case.id, Case.opened_at >= since, near)
    return tx.all(select(Case.__table__).where(*mine).order_by(Case.id.desc()).limit(MOST_NEAR))[::-1]


def count_of_reporter(tx, line_user_id: str, since: datetime, *tests) -> int:
    mine = (Case.reporter == line_user_id, Case.opened_at >= since, *tests)
    return tx.value(select(func.count()).select_from(Case).where(*mine))


def open_of(tx, line_user_id: str):
    """The newest of their cases that is not closed; None if there is none."""
    mine = (Case.reporter == line_user_id, Case.state.in_(OPEN_STATES))
    return tx.one(select(Case.__table__).where(*mine).order_by(Case.id.desc()).limit(1))


def of_reporter(tx, line_user_id: str, most: int) -> list:
    """The newest first."""
    return tx.all(select(Case.__table__).where(Case.reporter == line_user_id).order_by(Case.id.desc()).limit(most))


def change(tx, case_id: int, *tests, **values) -> bool:
    """A guarded update: False if the case is no longer as the caller saw it. Of two who act at once, one does."""
    return tx.execute(update(Case).where(Case.id == case_id, *tests).values(**values)).rowcount == 1


def last_told(tx, case_id: int) -> list[str]:
    """LINE user ids of those whom the newest step that told anybody told."""
    newest = select(CaseLog.detail).where(CaseLog.case_id == case_id, CaseLog.what == "told").order_by(CaseLog.id.desc()).limit(1)
    return (tx.value(newest) or {}).get("people", [])


def gathered_for(tx, who: str, since: datetime) -> list:
    """Cases that are open and whose alarm to this person was gathered with others since then, the most urgent first."""
    told = Case.case_no.in_(select(Message.case_no).where(
        Message.to == who, Message.cause == GATHERED, Message.created_at >= since))
    newest = (FIRST, Case.opened_at.desc(), Case.id.desc())  # the others were told before
    return tx.all(select(Case.__table__).where(Case.state == "open", told).order_by(*newest))


def count_alarms(tx, who: str, urgency: str, since: datetime) -> int:
    """Alarms of that urgency that this person got alone since then, or will; those told again are not counted."""
    alone = (Message.to == who, Message.purpose == "alarm", Message.created_at > since)
    left = Message.state.not_in(("stale", "gave_up"))
    return tx.value(select(func.count()).select_from(Message).join(Case, Case.case_no == Message.case_no).where(
        *alone, left, Case.urgency == urgency))


def due(tx):
    """The case whose next step has been due longest, locked; None if none is."""
    statement = select(Case.__table__).where(WAITING, Case.next_at <= tx.now).order_by(Case.next_at, Case.id).limit(1)
    return tx.one(statement.with_for_update(skip_locked=True))
