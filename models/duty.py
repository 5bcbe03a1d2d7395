"""Who is on duty for which area, from when to when. An area for which nobody ever planned a shift has no roster: there
everybody who holds the role is asked.

A shift counts as long as its holder still holds the role for exactly that area: whoever lost it is on no roster any more.
"""

from datetime import datetime, timedelta

from sqlalchemy import Index, exists, func, insert, select, update
from sqlmodel import Field, SQLModel

from models.db import Moment
from models.people import Friend, RoleGrant

# An area that planned nothing ahead, and whose last shift ended so long ago, has given its roster up (our own default): in a
# shorter span a holiday of two weeks would do that, and everybody would be rung at night once more.
ROSTER_LIVES = timedelta(days=30)


class Shift(SQLModel, table=True):
    """States: planned -> cancelled (given up, swapped away, gone home early from the start). One that is over stays planned."""

    id: int | None = Field(default=None, primary_key=True)
    role: str  # officer, hotline
    area_code: str = Field(max_length=8)  # exactly as the role is held
    line_user_id: str = Field(index=True, max_length=64)
    begins_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    state: str = "planned"
    wanted_away: bool = False  # its holder looks for somebody who takes it over
    made_by: str  # a LINE user id, or "command"
    made_at: datetime = Field(sa_type=Moment)

    __table_args__ = (Index("ix_shift_when", "role", "area_code", "ends_at"),)


HELD = exists().where(
    RoleGrant.line_user_id == Shift.line_user_id, RoleGrant.role == Shift.role,
    RoleGrant.area_code == Shift.area_code, RoleGrant.revoked_at.is_(None))  # fmt: skip
COUNTS = (Shift.state == "planned", HELD)


def plan(tx, *, made_by: str, **values) -> int:
    """The new shift's id. `values`: role, area_code, line_user_id, begins_at, ends_at (aware moments)."""
    row = {"state": "planned", "wanted_away": False, "made_by": made_by, "made_at": tx.now, **values}
    return tx.execute(insert(Shift.__table__).returning(Shift.id), row).scalar_one()


def by_id(tx, shift_id: int):
    """Locked: whoever changes a shift must see what another did to it. None if there is none, or it counts no more."""
    return tx.one(select(Shift.__table__).where(Shift.id == shift_id, *COUNTS).with_for_update(of=Shift.__table__))


def change(tx, shift_id: int, *tests, **values) -> bool:
    """A guarded update: False if the shift is no longer as the caller saw it. Of two who take it at once, one has it."""
    return tx.execute(update(Shift).where(Shift.id == shift_id, *tests).values(**values)).rowcount == 1


def between(tx, role: str, area_code: str, since: datetime, until: datetime) -> list:
    """The shifts of an area that touch this span, the earliest first."""
    ours = (Shift.role == role, Shift.area_code == area_code, Shift.ends_at > since, Shift.begins_at < until)
    return tx.all(select(Shift.__table__).where(*ours, *COUNTS).order_by(Shift.begins_at, Shift.id))


def on_duty(tx, role: str, area_code: str, at: datetime) -> list[str]:
    """LINE user ids of those on duty at that moment, each once."""
    ours = (Shift.role == role, Shift.area_code == area_code, Shift.begins_at <= at, Shift.ends_at > at)
    return sorted(set(tx.connection.execute(select(Shift.line_user_id).where(*ours, *COUNTS)).scalars()))


def on_duty_locked(tx, role: str, area_code: str) -> list:
    """The shifts that run now, locked one after the other: of two who go home at once the second sees the first gone."""
    ours = (Shift.role == role, Shift.area_code == area_code, Shift.begins_at <= tx.now, Shift.ends_at > tx.now)
    return tx.all(select(Shift.__table__).where(*ours, *COUNTS).order_by(Shift.id).with_for_update(of=Shift.__table__))


def has_roster(tx, role: str, area_code: str) -> bool:
    """Is there a shift ahead, or one that ended less than ROSTER_LIVES ago? Else everybody who holds the role is asked."""
    ours = (Shift.role == role, Shift.area_code == area_code, Shift.ends_at > tx.now - ROSTER_LIVES)
    return tx.one(select(Shift.id).where(*ours, *COUNTS).limit(1)) is not None


def rosters(tx) -> list:
    """(role, area_code) of every area that has a roster."""
    alive = (Shift.ends_at > tx.now - ROSTER_LIVES, *COUNTS)
    return tx.all(select(Shift.role, Shift.area_code).distinct().where(*alive).order_by(Shift.role, Shift.area_code))


def gaps(tx, role: str, area_code: str, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """The hours of that span which nobody holds: [(from, to), …]."""
    return uncovered(between(tx, role, area_code, since, until), since, until)


def uncovered(shifts, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """The same for shifts in hand, the earliest first."""
    free, at = [], since
    for shift in shifts:
        if shift.ends_at <= at or shift.begins_at >= until:
            continue
        if shift.begins_at > at:
            free.append((at, shift.begins_at))
        at = shift.ends_at
    return [*free, (at, until)] if at < until else free


def of_person(tx, line_user_id: str, since: datetime) -> list:
    """Their shifts that are not over at that moment, the earliest first."""
    ours = (Shift.line_user_id == line_user_id, Shift.ends_at > since)
    return tx.all(select(Shift.__table__).where(*ours, *COUNTS).order_by(Shift.begins_at, Shift.id))


def wanted_away(tx, role: str, area_code: str, but: str) -> list:
    """Shifts that others than `but` would like to give away, the earliest first."""
    ours = (Shift.role == role, Shift.area_code == area_code, Shift.ends_at > tx.now, Shift.wanted_away.is_(True))
    return tx.all(select(Shift.__table__).where(*ours, Shift.line_user_id != but, *COUNTS).order_by(Shift.begins_at, Shift.id))


def holds(tx, line_user_id: str, role: str, area_code: str) -> bool:
    """Do they hold the role now, for exactly this area?"""
    ours = (RoleGrant.line_user_id == line_user_id, RoleGrant.role == role, RoleGrant.area_code == area_code)
    return tx.value(select(func.count()).select_from(RoleGrant).where(*ours, RoleGrant.revoked_at.is_(None))) > 0


def colleagues(tx, role: str, area_code: str, but: str = "") -> list[str]:
    """LINE user ids of those who hold the role for exactly this area and can hear us, without `but`."""
    rows = tx.all(
        select(RoleGrant.line_user_id)
        .distinct()
        .join(Friend, Friend.line_user_id == RoleGrant.line_user_id)
        .where(
            RoleGrant.role == role, RoleGrant.area_code == area_code, RoleGrant.revoked_at.is_(None),
            Friend.blocked_at.is_(None), Friend.heard_ms > 0, RoleGrant.line_user_id != but,
        )  # fmt: skip
    )
    return sorted(row.line_user_id for row in rows)
