"""Finds an urgent case for whoever may see it, with what may be done about it."""

import hashlib

from bot.colleagues import called
from bot.facts import place_line
from bot.lookups import find, photos_of
from bot.person import BANGKOK_TIME, thai_day
from bot.reach import may_take_over
from flows import lookups
from flows.case_words import DOUBTS
from flows.questions.telling import Phone
from models import case, media

NOTES_SHOWN = 3  # of a case: more do not fit a phone's screen, nor LINE's limit
COLLEAGUES_SHOWN = 8  # whom a case may be handed to: more do not fit a phone's screen
WRITTEN = {"asked": "ถาม", "answered": "ผู้แจ้งตอบ", "added": "ผู้แจ้งบอกเพิ่ม", "referred": "ส่งต่อ"}
NOW = {"yes": "ยังเกิดอยู่", "no": "หยุดแล้ว"}


@find.register
def _(what: lookups.CaseOf, tx, desk, person):
    row = case.numbered(tx, what.case_no, person.case_scopes, person.line_user_id)
    if row is None:
        return None
    me, owner = person.line_user_id, row.acknowledged_by
    has = row.state in case.OWNED
    return {
        "id": row.id, "case_no": row.case_no, "state": row.state, "area_code": row.area_code, "reader": me,
        "photos": photos_of(media.of_talk(tx, row.talk_id)), "title": desk.codes.label("dangers", row.kind),
        "mine": has and owner == me, "offered": has and row.offered_to == me, "owner": called(tx, owner),
        "colleagues": colleagues(tx, row, person) if has and owner == me else [], "lines": lines(tx, desk, row)}


def lines(tx, desk, row) -> list:
    told = case.told_of(tx, row)
    phone, doubts = told.get("phone", ""), " · ".join(DOUBTS[code] for code in row.doubts if code in DOUBTS)
    return [
        ("เมื่อ", f"{thai_day(row.opened_at)} {row.opened_at.astimezone(BANGKOK_TIME):%H:%M} น."),
        ("ที่ไหน", case_place(tx, desk, row, told)),
        *([("แผนที่", f"{row.latitude:.5f}, {row.longitude:.5f}")] if row.latitude is not None else []),
        *([("ตอนนี้", NOW[told["now"]])] if told.get("now") in NOW else []),
        *((label, told[key]) for label, key in (("ใคร", "who"), ("เล่าว่า", "story"), ("ผู้แจ้ง", "reporter")) if told.get(key)),
        ("โทรกลับ", "ขออย่าโทร" if phone == "no" else Phone(key="", words="").show(phone) if phone else "ไม่ได้ให้ไว้"),
        ("ผู้แจ้งเป็น", f"อพม. {called(tx, row.reporter)}" if row.verified else "คนทั่วไป ยังไม่ยืนยัน"),
        *([("ระวัง", doubts)] if doubts else []),
        *([("คล้ายกับ", row.alike)] if row.alike else []),
        *([("ส่งต่อไป", desk.codes.label("agencies", row.agency))] if row.agency else []),
        *((WRITTEN.get(one.get("what"), "บันทึก"), one["words"]) for one in told.get("notes", [])[-NOTES_SHOWN:])]


def case_place(tx, desk, row, told: dict) -> str:
    """As closely as it is known: the village, the sub-district, or the district of a shared place."""
    if len(row.area_code) == 8:
        return place_line(tx, desk, row.area_code)
    village = told.get("place", {}).get("village_no")
    where = desk.places.name(row.area_code) if row.area_code else "ยังไม่ทราบ"
    return f"หมู่ {village} {where}" if village else where


def colleagues(tx, row, person) -> list:
    """[{"key", "name"}] of those who may go on with it. Two without a name of their own are told apart by a number."""
    near = may_take_over(tx, row, person.line_user_id)[:COLLEAGUES_SHOWN]
    names = [called(tx, one) for one in near]
    return [
        {"key": key_of(one), "name": name if names.count(name) == 1 else f"{name} ({place})"}
        for place, (one, name) in enumerate(zip(near, names, strict=True), 1)]


def colleague(tx, row, person, key: str) -> str | None:
    """The LINE user id behind a key of `colleagues`, if they may still go on with it."""
    return next((one for one in may_take_over(tx, row, person.line_user_id) if key_of(one) == key), None)


def key_of(line_user_id: str) -> str:
    """What travels in a button in place of somebody's id."""
    return hashlib.sha256(line_user_id.encode()).hexdigest()[:12]
