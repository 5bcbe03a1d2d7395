"""Households and the people in them, as the last visit that counts left them."""
from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, bindparam, case, delete, func, insert, or_, select, update
from sqlmodel import Field, SQLModel

from models.area import lies_in, within
from models.db import Moment
from models.visit import Visit


class Household(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    head: str                                       # the name people call the house by: ยายคำ ใจดี
    house_no: str = ""
    area_code: str = Field(index=True, max_length=8)
    latitude: float | None = None
    longitude: float | None = None
    made_by: int = Field(foreign_key="volunteer.id", index=True)
    made_at: datetime = Field(sa_type=Moment)
    last_visit_on: date | None = None
    next_visit_on: date | None = Field(default=None, index=True)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class Resident(SQLModel, table=True):
    """One person of a household. `birth_year` is of the common era; an age that was told gives it to within a year."""

    id: int | None = Field(default=None, primary_key=True)
    household_id: int = Field(foreign_key="household.id", index=True)
    place: int                                      # 1 is the head; the order in which they were told
    area_code: str = Field(max_length=8)
    title: str = ""
    given: str = ""
    family: str = ""
    # Keyed hashes of what the given name shares with its misspellings, each for one sub-district (bot/name_index.py). None where
    # the name has no such key, and for those kept before there were any, until `flask migrate` has been there.
    name_hash: int | None = Field(default=None, sa_type=BigInteger, index=True)
    sound_hash: int | None = Field(default=None, sa_type=BigInteger, index=True)
    begin_hash: int | None = Field(default=None, sa_type=BigInteger, index=True)
    end_hash: int | None = Field(default=None, sa_type=BigInteger, index=True)
    birth_year: int | None = None
    sex: str = ""
    groups: list = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    disabilities: list = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    cared_for_by: str = ""                          # "2" is the second person of the house, "outside", "nobody", ""


# What a visit asks, made once: building a statement costs several times as much as running it (docs/performance.md).
KNOWN = select(Household.__table__).where(Household.id == bindparam("house"), Household.undone_at.is_(None))
CHANGE = update(Household.__table__).where(Household.id == bindparam("house"))
RESIDENTS_OF = select(Resident.__table__).where(Resident.household_id == bindparam("house")).order_by(Resident.place)
EMPTY = delete(Resident.__table__).where(Resident.household_id == bindparam("house"))
FILL = insert(Resident.__table__)
HASHES = ("name_hash", "sound_hash", "begin_hash", "end_hash")
SOUGHT = [getattr(Resident, column).in_(bindparam(column, expanding=True)) for column in HASHES]
NAMESAKES = select(
    Household.__table__, Resident.title, Resident.given, Resident.family, Resident.sex, Resident.birth_year,
).join_from(Resident, Household, Household.id == Resident.household_id).where(
    or_(*SOUGHT), Household.undone_at.is_(None),
).order_by(case((SOUGHT[0], 0), (SOUGHT[1], 1), else_=2), Resident.id).limit(bindparam("most"))
WITHOUT_HASHES = select(Resident.id, Resident.area_code, Resident.given).where(
    Resident.id > bindparam("after"), Resident.name_hash.is_(None)).order_by(Resident.id).limit(bindparam("most"))
SET_HASHES = update(Resident.__table__).where(Resident.__table__.c.id == bindparam("resident"))
DUE = Household.next_visit_on <= bindparam("today")
# Those a volunteer brought to us, and those they have visited: the care goes on when somebody else began it.
MINE = or_(Household.made_by == bindparam("volunteer"), Household.id.in_(
    select(Visit.household_id).where(Visit.volunteer_id == bindparam("volunteer"), Visit.undone_at.is_(None))))
HOUSEHOLDS_OF = select(Household.__table__).where(
    MINE, Household.undone_at.is_(None)
).order_by(
    DUE.is_not(True), case((DUE, Household.next_visit_on)), Household.last_visit_on.desc().nulls_last(), Household.id.desc()
).limit(bindparam("most"))


def known(tx, household_id: int):
    return tx.execute(KNOWN, {"house": household_id}).first()


def exact_place(tx, house, who) -> tuple | None:
    """(latitude, longitude) for those who care for this house: the volunteers who brought it or visited it, and the officers of
    its area. For everybody else the village must do, whatever else of the house they may see; then None, as without a pin."""
    if house.latitude is None:
        return None
    officer = lies_in(house.area_code, who.scopes("officer"))
    return (house.latitude, house.longitude) if officer or (who.volunteer and cares_for(tx, house, who.volunteer.id)) else None


def cares_for(tx, house, volunteer_id: int) -> bool:
    return house.made_by == volunteer_id or tx.one(select(Visit.id).where(
        Visit.household_id == house.id, Visit.volunteer_id == volunteer_id, Visit.undone_at.is_(None)).limit(1)) is not None


def residents_of(tx, household_id: int) -> list:
    return tx.execute(RESIDENTS_OF, {"house": household_id}).all()


def keep_residents(tx, household_id: int, area_code: str, people: list[dict]):
    """Replaces the people of a house by what the newest visit says. `people`: the columns of Resident, head first."""
    tx.execute(EMPTY, {"house": household_id})
    if people:
        tx.execute(FILL, [
            {**person, "household_id": household_id, "area_code": area_code, "place": place}
            for place, person in enumerate(people, 1)])


def households_of(tx, volunteer_id: int, today: date, limit: int) -> list:
    """A volunteer's own: those due (soonest first), then the most recently visited."""
    return tx.execute(HOUSEHOLDS_OF, {"volunteer": volunteer_id, "today": today, "most": limit}).all()


def let_go(tx, household_id: int, given: str):
    """Somebody of this given name does not live in the house any more."""
    tx.execute(delete(Resident.__table__).where(Resident.household_id == household_id, Resident.given == given))


def numbered(tx, scope: str, house_no: str, limit: int) -> list:
    """Houses of this number in a village or a larger area, those visited last first."""
    return tx.all(select(Household.__table__).where(
        within(Household.area_code, scope), Household.house_no == house_no, Household.undone_at.is_(None),
    ).order_by(Household.last_visit_on.desc().nulls_last(), Household.id).limit(limit))


def pinned_near(tx, latitude: float, longitude: float, degrees: float) -> list:
    """(area_code, latitude, longitude) of villages with houses pinned in a square around this one: the middle of those pins,
    rounded to about a kilometre. Whoever asks need not be of the caring team, so no house's own place is told."""
    middle = (func.round(func.avg(Household.latitude) * 100) / 100, func.round(func.avg(Household.longitude) * 100) / 100)
    return tx.all(select(Household.area_code, middle[0].label("latitude"), middle[1].label("longitude")).where(
        Household.latitude.between(latitude - degrees, latitude + degrees),
        Household.longitude.between(longitude - degrees, longitude + degrees), Household.undone_at.is_(None),
    ).group_by(Household.area_code).limit(50))


def namesakes(tx, sought: dict[str, list[int]], limit: int) -> list:
    """The columns of Household with title, given, family, sex and birth_year of a person in it, for all who have one of these
    numbers in one of the columns HASHES: those of the same name first, then those of the same sound."""
    nothing = [None]  # IN (NULL) is true of nobody, and the statement stays the same
    return tx.execute(NAMESAKES, {"most": limit, **{column: sought.get(column) or nothing for column in HASHES}}).all()


def without_hashes(tx, after: int, limit: int) -> list:
    """(id, area_code, given) of people kept before names had hashes, by id, those behind `after`."""
    return tx.execute(WITHOUT_HASHES, {"after": after, "most": limit}).all()


def set_hashes(tx, rows: list[dict]):
    """`rows`: {"resident": its id, and each of HASHES}."""
    tx.execute(SET_HASHES, rows)


def count_of(tx, volunteer_id: int) -> int:
    counted = select(func.count()).select_from(Household).where(MINE, Household.undone_at.is_(None))
    return tx.execute(counted, {"volunteer": volunteer_id}).scalar()


def count_due(tx, volunteer_id: int, today: date) -> int:
    counted = select(func.count()).select_from(Household).where(MINE, Household.undone_at.is_(None), DUE)
    return tx.execute(counted, {"volunteer": volunteer_id, "today": today}).scalar()


def change(tx, household_id: int, **values):
    tx.execute(CHANGE, {"house": household_id, **values})
