"""Where things are. An area code is the key to everything: province 2 digits, district 4, sub-district 6, village 8."""
from sqlalchemy import and_, false, func, insert, or_, select, true, update
from sqlmodel import Field, SQLModel

LEVELS = {2: "province", 4: "district", 6: "subdistrict", 8: "village"}
BANGKOK = "10"
VILLAGES = 99       # two digits of the code; a sub-district with more has never been seen (the largest has 30-odd)


class Area(SQLModel, table=True):
    code: str = Field(primary_key=True, max_length=8)
    level: str
    name: str                   # without the word for its level: วิเชตนคร, not ต.วิเชตนคร
    name_en: str = ""
    latitude: float | None = None       # of its middle, in degrees, where a list of them was imported
    longitude: float | None = None


def within(column, scope: str):
    """The one test of who may see what: does this area code lie in that scope? "" is the whole country.

    Written as a range, because an index serves that on both databases and in every locale; codes are digits only."""
    if not scope:
        return true()
    if not scope.isdecimal():
        return false()
    return and_(column >= scope, column < str(int(scope) + 1).zfill(len(scope)))


def within_any(column, scopes):
    """The same for a person with several areas; for one with none it is never true."""
    return or_(False, *(within(column, scope) for scope in scopes))


def lies_in(code: str, scopes) -> bool:
    """The same test for a code in hand."""
    return any(code.startswith(scope) for scope in scopes)


def village_no(code: str) -> int:
    """The หมู่ that an eight-digit code ends in."""
    return int(code[6:8])


def villages_of(tx, subdistrict: str) -> list:
    """[(code, name)] of the villages known so far, by number."""
    rows = tx.all(select(Area.code, Area.name).where(
        Area.level == "village", within(Area.code, subdistrict)).order_by(Area.code))
    return [(row.code, row.name) for row in rows]


def area_name(tx, code: str) -> str:
    return tx.value(select(Area.name).where(Area.code == code)) or ""


def village_code(tx, subdistrict: str, number: int | None, name: str) -> str | None:
    """The code of a village that may not be known yet: None for a community nobody told of."""
    if number is not None:
        return f"{subdistrict}{number:02d}"
    return tx.value(select(Area.code).where(Area.level == "village", within(Area.code, subdistrict), Area.name == name))


def settle_village(tx, subdistrict: str, number: int | None, name: str, ) -> str:
    """The code of that village, which is added when it is new. In Bangkok a community has a name and no number.

    A name that stands is not changed here: whoever applies could rename a village for everybody."""
    if number is None:
        return _community(tx, subdistrict, name)
    code = f"{subdistrict}{number:02d}"
    known = tx.value(select(Area.name).where(Area.code == code))
    if known is None:
        tx.execute(tx.insert(Area).values(code=code, level="village", name=name).on_conflict_do_nothing())
    elif name and not known:
        tx.execute(Area.__table__.update().where(Area.code == code).values(name=name))
    return code


def _community(tx, subdistrict: str, name: str) -> str:
    found = village_code(tx, subdistrict, None, name)
    if found:
        return found
    tx.one(select(Area.code).where(Area.code == subdistrict).with_for_update())      # one new community at a time
    last = tx.value(select(func.max(Area.code)).where(Area.level == "village", within(Area.code, subdistrict)))
    number = village_no(last) + 1 if last else 1
    if number > VILLAGES:
        raise ValueError(f"sub-district {subdistrict} already has {VILLAGES} communities")
    tx.execute(insert(Area).values(code=f"{subdistrict}{number:02d}", level="village", name=name))
    return f"{subdistrict}{number:02d}"


def keep_centres(tx, rows: list[dict]) -> list[str]:
    """Puts {code, latitude, longitude} rows in place. Gives the codes that are not known."""
    known = set(tx.connection.execute(select(Area.code)).scalars())
    for row in rows:
        tx.execute(update(Area).where(Area.code == row["code"]).values(latitude=row["latitude"], longitude=row["longitude"]))
    return [row["code"] for row in rows if row["code"] not in known]


def centred_near(tx, latitude: float, longitude: float, degrees: float) -> list:
    """(code, latitude, longitude) of sub-districts and villages whose middle lies in a square around this point."""
    return tx.all(select(Area.code, Area.latitude, Area.longitude).where(
        Area.latitude.between(latitude - degrees, latitude + degrees),
        Area.longitude.between(longitude - degrees, longitude + degrees),
        Area.level.in_(("subdistrict", "village"))).limit(500))


def keep_areas(tx, rows: list[dict]):
    """Puts {code, level, name, name_en} rows in place: new ones are added, renamed ones renamed, none is removed."""
    if not rows:
        return
    statement = tx.insert(Area)
    statement = statement.on_conflict_do_update(
        index_elements=["code"],
        set_={"name": statement.excluded.name, "name_en": statement.excluded.name_en, "level": statement.excluded.level})
    tx.execute(statement, rows)
