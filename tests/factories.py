"""Rows that a test begins with, one function a table."""
from datetime import date

from sqlalchemy import insert

from models import area, people
from models.people import Volunteer

VILLAGE = "52060705"    # หมู่ 5 ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง


def volunteer(db, line_user_id="U00000000000000000000000000000001", **values):
    """An active volunteer of VILLAGE."""
    with db.transaction() as tx:
        people.lock_friend(tx, line_user_id)
        area.settle_village(tx, VILLAGE[:6], int(VILLAGE[6:]), "ป่าตึง")
        tx.execute(insert(Volunteer).values(**{
            "number": "52-00001", "line_user_id": line_user_id, "state": "active", "title": "นาง", "given": "สมใจ", "family": "ใจดี",
            "birth_date": date(1958, 4, 24), "phone_sealed": tx.seal("0812345678", "volunteer.phone"),
            "phone_hash": tx.vault.hashed("0812345678"), "occupations": ["health_volunteer"], "teams": ["elderly"],
            "area_code": VILLAGE, "consent_version": 1, "applied_at": tx.now, **values}))
