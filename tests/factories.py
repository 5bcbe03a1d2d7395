"""Rows that a test begins with, one function a table."""

from datetime import date

from sqlalchemy import insert

from bot.name_index import hashes_of
from models import area, household, people, visit
from models.household import Household
from models.people import Volunteer
from thai.names import parse_name

VILLAGE = "52060705"  # หมู่ 5 ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง


def volunteer(db, line_user_id="U00000000000000000000000000000001", **values):
    """An active volunteer of VILLAGE."""
    with db.transaction() as tx:
        people.lock_friend(tx, line_user_id)
        area.settle_village(tx, VILLAGE[:6], int(VILLAGE[6:]), "ป่าตึง")
        tx.execute(
            insert(Volunteer).values(
                **{
                    "number": "52-00001",
                    "line_user_id": line_user_id,
                    "state": "active",
                    "title": "นาง",
                    "given": "สมใจ",
                    "family": "ใจดี",
                    "birth_date": date(1958, 4, 24),
                    "phone_sealed": tx.seal("0812345678", "volunteer.phone"),
                    "phone_hash": tx.vault.hashed("0812345678"),
                    "occupations": ["health_volunteer"],
                    "teams": ["elderly"],
                    "area_code": VILLAGE,
                    "consent_version": 1,
                    "applied_at": tx.now,
                    **values,
                }
            )
        )


def home(db, head="ยายคำ ใจดี", area_code=VILLAGE, made_by=1, **values) -> int:
    """A household of one person; its id."""
    name = parse_name(head)
    with db.transaction() as tx:
        row = {"head": head, "house_no": "12/3", "area_code": area_code, "made_by": made_by, "made_at": tx.now, **values}
        household_id = tx.execute(insert(Household).values(**row)).inserted_primary_key[0]
        household.keep_residents(
            tx,
            household_id,
            area_code,
            [
                {
                    "title": name.title,
                    "given": name.given,
                    "family": name.family,
                    **hashes_of(tx.vault, area_code, name.given),
                    "birth_year": 1947,
                    "sex": name.sex or "f",
                    "groups": ["elderly"],
                    "disabilities": [],
                    "cared_for_by": "",
                }
            ],
        )
    return household_id


def visited(db, household_id: int, area_code=VILLAGE, volunteer_id=1, **values) -> int:
    """A visit to that household; its id."""
    with db.transaction() as tx:
        number = people.next_number(tx, "visit.of.a.test")
        return visit.keep(
            tx,
            **{
                "visit_no": f"ย2611-{number:05d}",
                "conversation_id": -number,
                "household_id": household_id,
                "volunteer_id": volunteer_id,
                "area_code": area_code,
                "visited_on": date(2026, 11, 22),
                "people": [
                    {
                        "title": "ยาย",
                        "given": "คำ",
                        "family": "ใจดี",
                        "sex": "f",
                        "years": 79,
                        "birth_year": 1947,
                        "groups": ["elderly"],
                        "disabilities": [],
                        "cared_for_by": "",
                    }
                ],
                "problems": ["income"],
                "incomes": [{"source": "old_age_allowance", "baht_per_month": 700}],
                "deeds": ["advised"],
                "promised": "",
                "note": "",
                "next_visit_on": None,
                **values,
            },
        )
