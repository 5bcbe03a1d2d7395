"""The people who talk with us: friends of the account, volunteers, and who holds which role where."""
from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, LargeBinary, bindparam, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel

from models.db import Moment

ROLES = ("officer", "centre_president", "committee", "hotline", "admin", "auditor")
WHOLE_COUNTRY = ""


class Friend(SQLModel, table=True):
    """One row for each LINE account that ever wrote to us. A turn locks it: one person, one turn at a time."""

    line_user_id: str = Field(primary_key=True, max_length=64)
    since: datetime = Field(sa_type=Moment)
    blocked_at: datetime | None = Field(default=None, sa_type=Moment)
    heard_ms: int = Field(default=0, sa_type=BigInteger)    # LINE's timestamp of the newest event taken from them
    at_menu: bool = False                                   # is the menu what they last saw? Then "1" means its first button
    at_drafts: bool = False                                 # or the list of talks that wait? Then "2" means the second of them
    menu: str = ""                                          # the rich menu they should see: guest, volunteer, officer
    menu_linked: str = ""                                   # the rich menu id that LINE last accepted for them
    has_news: bool = False                                  # did a push to them give up, so that it is told when they write?
    name: str = ""                                          # of an officer or agent, for colleagues; a volunteer has their own


class Volunteer(SQLModel, table=True):
    """อพม. States: applied, returned, active, paused, left."""

    id: int | None = Field(default=None, primary_key=True)
    number: str | None = Field(default=None, unique=True)   # given at approval: province code and a running number
    line_user_id: str = Field(unique=True, max_length=64)
    state: str = Field(index=True)
    title: str = ""
    given: str = ""
    family: str = ""
    birth_date: date | None = None
    phone_sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    phone_hash: str | None = Field(default=None, index=True)
    occupations: list = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    teams: list = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    area_code: str = Field(index=True, max_length=8)        # the village (eight digits)
    consent_version: int
    applied_at: datetime = Field(sa_type=Moment)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = ""
    return_reason: str = ""
    left_at: datetime | None = Field(default=None, sa_type=Moment)


class RoleGrant(SQLModel, table=True):
    """A role, always with an area: "52" is Lampang, "" the whole country."""

    id: int | None = Field(default=None, primary_key=True)
    line_user_id: str = Field(index=True, max_length=64)
    role: str
    area_code: str = Field(max_length=8)
    granted_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class Consent(SQLModel, table=True):
    """What somebody agreed to: the version of the notice and a digest of its very words."""

    id: int | None = Field(default=None, primary_key=True)
    line_user_id: str = Field(index=True, max_length=64)
    version: int
    digest: str
    given_at: datetime = Field(sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class Counter(SQLModel, table=True):
    """Running numbers. The row stays locked until the commit, so no number is given twice and none is lost."""

    name: str = Field(primary_key=True)
    value: int


# What every turn asks, made once: building a statement costs several times as much as running it (docs/performance.md).
LOCK_FRIEND = select(Friend.__table__).where(Friend.line_user_id == bindparam("who")).with_for_update()
CHANGE_FRIEND = update(Friend.__table__).where(Friend.line_user_id == bindparam("who"))
VOLUNTEER_OF = select(Volunteer.__table__).where(Volunteer.line_user_id == bindparam("who"))
ROLES_OF = select(RoleGrant.role, RoleGrant.area_code).where(
    RoleGrant.line_user_id == bindparam("who"), RoleGrant.revoked_at.is_(None)).order_by(RoleGrant.id)
NEXT_NUMBER = {
    flavour.dialect.name: flavour.insert(Counter.__table__).on_conflict_do_update(
        index_elements=["name"], set_={"value": Counter.value + 1}).returning(Counter.value)
    for flavour in (sqlite, postgresql)}


def lock_friend(tx, line_user_id: str):
    """The person's row, made at the first word and locked until the commit (SQLite's single writer is lock enough)."""
    friend = tx.execute(LOCK_FRIEND, {"who": line_user_id}).first()
    if friend is None:
        tx.execute(tx.insert(Friend).values(
            line_user_id=line_user_id, since=tx.now, heard_ms=0, at_menu=False, at_drafts=False, menu="", menu_linked="", name="",
            has_news=False,
        ).on_conflict_do_nothing())
        friend = tx.execute(LOCK_FRIEND, {"who": line_user_id}).first()
    return friend


def change_friend(tx, line_user_id: str, **values):
    tx.execute(CHANGE_FRIEND, {"who": line_user_id, **values})


def volunteer_of(tx, line_user_id: str):
    return tx.execute(VOLUNTEER_OF, {"who": line_user_id}).first()


def has_blocked(tx, line_user_id: str) -> bool:
    return tx.value(select(Friend.blocked_at).where(Friend.line_user_id == line_user_id)) is not None


def friend_name(tx, line_user_id: str) -> str:
    """What colleagues call an officer or an agent; "" if nobody has told."""
    return tx.value(select(Friend.name).where(Friend.line_user_id == line_user_id)) or ""


def full_name(volunteer) -> str:
    return f"{volunteer.title}{volunteer.given} {volunteer.family}".strip()


def by_id(tx, volunteer_id: int):
    """A volunteer, whether or not they left since."""
    return tx.one(select(Volunteer.__table__).where(Volunteer.id == volunteer_id))


def name_of(tx, volunteer_id: int) -> str:
    """"" for one who left."""
    columns = (Volunteer.title, Volunteer.given, Volunteer.family)
    return full_name(tx.one(select(*columns).where(Volunteer.id == volunteer_id)))


def roles_of(tx, line_user_id: str) -> list:
    """The grants that hold now: rows of (role, area_code)."""
    return tx.execute(ROLES_OF, {"who": line_user_id}).all()


def holders(tx, role: str, area_code: str) -> list[str]:
    """LINE user ids of those who hold the role for a scope that this area lies in."""
    return [row.line_user_id for row in tx.all(select(RoleGrant.line_user_id).distinct().where(
        RoleGrant.role == role, RoleGrant.revoked_at.is_(None),
        literal(area_code).startswith(RoleGrant.area_code)))]


def grant(tx, line_user_id: str, role: str, area_code: str) -> bool:
    """True if it is new, False if they held it already."""
    if any(held.role == role and held.area_code == area_code for held in roles_of(tx, line_user_id)):
        return False
    lock_friend(tx, line_user_id)
    tx.execute(RoleGrant.__table__.insert().values(
        line_user_id=line_user_id, role=role, area_code=area_code, granted_at=tx.now))
    return True


def revoke(tx, line_user_id: str, role: str) -> int:
    """Gives how many grants ended."""
    return tx.execute(update(RoleGrant).where(
        RoleGrant.line_user_id == line_user_id, RoleGrant.role == role, RoleGrant.revoked_at.is_(None)
    ).values(revoked_at=tx.now)).rowcount


def next_number(tx, name: str) -> int:
    """1, 2, 3 … for each name."""
    return tx.execute(NEXT_NUMBER[tx.connection.dialect.name], {"name": name, "value": 1}).scalar()


def still_consents(tx, line_user_id: str, version: int) -> bool:
    return bool(tx.value(select(func.count()).select_from(Consent).where(
        Consent.line_user_id == line_user_id, Consent.version == version, Consent.withdrawn_at.is_(None))))
