"""Rows that the bench begins with."""

import secrets
from datetime import date

from sqlalchemy import insert, select

from models.area import BANGKOK, Area
from models.people import Friend, Volunteer


def volunteers(db) -> list[str]:
    """An active volunteer in the first village of every sub-district outside Bangkok; their LINE user ids."""
    with db.transaction() as tx:
        codes = [row.code for row in tx.all(select(Area.code).where(Area.level == "subdistrict").order_by(Area.code))]
        people = [(f"U{secrets.token_hex(16)}", f"{code}01") for code in codes if not code.startswith(BANGKOK)]
        tx.execute(insert(Area), [{"code": code, "level": "village", "name": "บ้านเหนือ", "name_en": ""} for _, code in people])
        tx.execute(insert(Friend), [
            {"line_user_id": user, "since": tx.now, "heard_ms": 0, "menu": "", "menu_linked": ""} for user, _ in people])
        tx.execute(insert(Volunteer), [_volunteer(tx, number, user, code) for number, (user, code) in enumerate(people, 1)])
    return [user for user, _ in people]


def _volunteer(tx, number: int, user: str, code: str) -> dict:
    phone = f"08{number:08d}"
    return {
        "number": f"{code[:2]}-{number:05d}", "line_user_id": user, "state": "active", "title": "นาง", "given": "สมใจ",
        "family": "ใจดี", "birth_date": date(1958, 4, 24), "phone_sealed": tx.seal(phone, "volunteer.phone"),
        "phone_hash": tx.vault.hashed(phone), "occupations": ["health_volunteer"], "teams": ["elderly"], "area_code": code,
        "consent_version": 1, "applied_at": tx.now, "decided_by": "", "return_reason": ""}
