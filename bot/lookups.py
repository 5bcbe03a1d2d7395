"""Finds what a flow asks for on its way, and only within the areas that the person may see."""
import re
from datetime import date
from functools import singledispatch

from sqlalchemy import select

from bot import name_index
from bot.facts import house_entry, place_line, village_line
from bot.person import thai_date
from bot.residents import still_there
from flows import lookups
from flows.questions.dating import birthday
from flows.questions.placing import BANGKOK
from flows.questions.telling import Phone
from flows.visit.summary import income_line, people_lines
from models import area, household, media, people, visit
from models.area import lies_in, within_any
from models.audit import note
from models.people import Volunteer, full_name
from thai.dates import show_date, years_between
from thai.distance import km_between
from thai.names import parse_name
from thai.numerals import arabic

MOST = 6            # findings offered at once
NEAR_DEGREES = 0.03     # about 3 km: half of a sub-district's usual width (our own default)
CENTRE_DEGREES = 0.1    # about 11 km: from the middle of a large sub-district to its farthest house (our own default)
HOUSE_NO = re.compile(r"^\s*(?:บ้าน)?เลขที่\s*")
LEAST_KM = 1.0          # nearer than this nobody is told that a house is: three pins would find it
NEAR_AREAS = 4          # villages and sub-districts proposed for a pin


@singledispatch
def find(what, tx, desk, person):
    raise TypeError(f"nobody knows how to look up a {type(what).__name__}")


@find.register
def _(what: lookups.VillagesOf, tx, desk, person):
    return [[code, name] for code, name in area.villages_of(tx, what.subdistrict)]


@find.register
def _(what: lookups.AreasNear, tx, desk, person):
    pins = household.pinned_near(tx, what.latitude, what.longitude, NEAR_DEGREES)
    centres = area.centred_near(tx, what.latitude, what.longitude, CENTRE_DEGREES)
    found = [(_km(what, row), row.code, "centre") for row in centres]
    found += [(max(LEAST_KM, _km(what, row)), row.area_code, "pin") for row in pins]
    nearest = {}
    for km, code, source in sorted(found):
        code = code[:6] if code.startswith(BANGKOK) else code       # its communities have names only, and are chosen by them
        nearest.setdefault(code, {"code": code, "name": area.area_name(tx, code), "km": round(km, 2), "from": source})
    return list(nearest.values())[:NEAR_AREAS]


def _km(pin, row) -> float:
    return km_between((pin.latitude, pin.longitude), (row.latitude, row.longitude))


@find.register
def _(what: lookups.HouseholdsLike, tx, desk, person):
    if not person.may_see:
        return []
    number = HOUSE_NO.sub("", arabic(what.words)).strip()
    rows = name_index.found(tx, person.speaks_for, parse_name(what.words))
    if number[:1].isdigit():
        rows += household.numbered(tx, person.speaks_for, number, MOST)
    rows = first_of_each(rows)
    note(tx, person.line_user_id, "searched", "households", person.speaks_for, found=len(rows))
    return [house_entry(row, date.fromisoformat(person.today)) for row in rows]


@find.register
def _(what: lookups.SamePerson, tx, desk, person):
    if not person.may_see:
        return []
    near = first_of_each(name_index.same_person(tx, person.speaks_for, parse_name(what.name), what.birth_year))
    for row in near:
        note(tx, person.line_user_id, "read", f"household:{row.id}", person.speaks_for, why="same person?")
    return [{
        "id": row.id, "label": f"{row.head} {row.house_no}".strip(), "given": row.given,
        "note": f"มี {row.title}{row.given} {row.family}".strip() + (f" อายุ {years(row, person)} ปี" if row.birth_year else ""),
    } for row in near]


def first_of_each(rows: list) -> list:
    """Each house once, where it stands first, and no more than are offered at once."""
    first = {}
    for row in rows:
        first.setdefault(row.id, row)
    return list(first.values())[:MOST]


@find.register
def _(what: lookups.SameHouse, tx, desk, person):
    code = area.village_code(tx, what.subdistrict, what.village_no, what.village)
    if not what.house_no or code is None or not lies_in(code, person.may_see):
        return []
    return [house_entry(row, date.fromisoformat(person.today)) for row in household.numbered(tx, code, what.house_no, MOST)]


def years(row, person) -> int:
    return int(person.today[:4]) - row.birth_year


@find.register
def _(what: lookups.HouseholdKnown, tx, desk, person):
    house = household.known(tx, what.household_id)
    if house is None or not may_open(person, house):
        return None
    note(tx, person.line_user_id, "read", f"household:{house.id}", house.area_code)
    return household_known(tx, desk, house, person)


def may_open(person, house) -> bool:
    """Whoever cares for the area, and whoever brought the house to us, wherever it lies."""
    ours = person.volunteer is not None and house.made_by == person.volunteer.id
    return ours or lies_in(house.area_code, person.may_see)


def household_known(tx, desk, house, person) -> dict | None:
    last = visit.latest(tx, house.id)
    if last is None:
        return None
    interval = (last.next_visit_on - last.visited_on).days if last.next_visit_on else None
    facts = desk.facts({})
    head, people = last.people[0], still_there(tx, last)
    return {
        "id": house.id, "label": house.head, "visited_on": show_date(last.visited_on, short=True), "people": people,
        "problems": last.problems, "incomes": last.incomes, "interval_days": interval,
        "home": {
            "head": {**{key: head[key] for key in ("title", "given", "family", "sex")}, "years": None},
            "no": house.house_no, "subdistrict": house.area_code[:6], "village": area.area_name(tx, house.area_code),
            "village_no": None if house.area_code.startswith("10") else area.village_no(house.area_code),
            "pin": household.exact_place(tx, house, person)},
        "lines": [
            ("บ้าน", f"{house.house_no} {place_line(tx, desk, house.area_code)}".strip()),
            *([("ตำแหน่ง", pin_line(tx, house, person))] if house.latitude is not None else []),
            *people_lines(facts, people),
            ("ปัญหา", desk.codes.labels("problems", last.problems) or "ไม่พบ"), ("รายได้", income_line(facts, last.incomes)),
            *([("สัญญาไว้", promised)] if (promised := visit.promised_of(tx, last)) else [])],
    }


def pin_line(tx, house, person) -> str:
    """Whoever does not care for the house hears the village and no more."""
    if household.exact_place(tx, house, person):
        return "ส่งไว้แล้ว"
    return f"แถว{village_line(house.area_code, area.area_name(tx, house.area_code))}"


@find.register
def _(what: lookups.VisitOf, tx, desk, person):
    row = visit.by_id(tx, what.visit_id, person.scopes("officer"))
    if row is None:
        return None
    facts, house = desk.facts({}), household.known(tx, row.household_id)
    return {
        "visit_no": row.visit_no, "area_code": row.area_code, "head": house.head, "reader": person.line_user_id,
        "photos": photos_of(media.of_visit(tx, row.id)),
        "lines": [
            ("วันที่เยี่ยม", show_date(row.visited_on, short=True)), ("ผู้เยี่ยม", people.name_of(tx, row.volunteer_id) or "–"),
            ("บ้าน", f"{house.house_no} {place_line(tx, desk, row.area_code)}".strip()),
            *people_lines(facts, row.people),
            ("ปัญหา", desk.codes.labels("problems", row.problems) or "ไม่พบ"), ("รายได้", income_line(facts, row.incomes)),
            ("สิ่งที่ทำ", desk.codes.labels("deeds", row.deeds)),
            *([("สัญญาไว้", promised)] if (promised := visit.promised_of(tx, row)) else []),
            ("นัดครั้งหน้า", show_date(row.next_visit_on, short=True) if row.next_visit_on else "ไม่ได้นัด"),
            *([("บันทึก", told)] if (told := visit.note_of(tx, row)) else [])],
    }


def photos_of(items) -> list:
    """[{"id", "kind", "state", "thumbnail"}, …], as a gallery draws them."""
    return [
        {"id": one.id, "kind": one.kind, "state": one.state, "thumbnail": one.state == "kept" and bool(one.thumbnail)}
        for one in items]


@find.register
def _(what: lookups.ApplicationOf, tx, desk, person):
    row = tx.one(select(Volunteer.__table__).where(
        Volunteer.id == what.volunteer_id, Volunteer.state == "applied",
        within_any(Volunteer.area_code, person.scopes("officer"))))
    if row is None:
        return None
    phone = tx.open(row.phone_sealed, "volunteer.phone")
    return {"name": full_name(row), "area_code": row.area_code, "lines": [
        ("ชื่อ", full_name(row)),
        ("วันเกิด", f"{birthday(row.birth_date)} ({years_between(row.birth_date, date.fromisoformat(person.today))} ปี)"),
        ("เบอร์โทร", Phone(key="", words="").show(phone)),
        ("อาชีพ", desk.codes.labels("occupations", row.occupations)),
        ("ที่อยู่", place_line(tx, desk, row.area_code)),
        ("ทีม", desk.codes.labels("groups", row.teams)),
        ("สมัครเมื่อ", show_date(thai_date(row.applied_at), short=True))]}
