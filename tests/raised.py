"""Somebody raises an alarm: what the tests of urgent cases begin with."""

import pytest

from models import people
from models.case import Case, CaseLog
from tests.factories import volunteer
from tests.town import AUNT, OFFICER, UNCLE

RAISE = """
    > แจ้งเหตุด่วน
    < เกิดอะไรขึ้นคะ
    > [ถูกทำร้าย]
    < แจ้งเจ้าหน้าที่แล้วค่ะ
    < เกิดที่ไหนคะ
"""
ALARM = """
    คุณอร: < ถูกทำร้าย
"""
TAKE = """
    คุณอร: > [รับเรื่อง]
    คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
    < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
"""
CLOSE = """
    คุณอร: > ปิดเคส
    คุณอร: < ผลเป็นอย่างไรคะ
    คุณอร: > 1
    คุณอร: < ช่วยอย่างไรคะ
    คุณอร: > พาไปบ้านพักเด็กและครอบครัวแล้ว
    คุณอร: < มีรูปหลักฐานไหมคะ
"""
ON_HER_WORD = """
    คุณอร: > [ไม่มีรูป ให้ผู้แจ้งยืนยัน]
    คุณอร: < รอผู้แจ้งยืนยัน
    คุณอร: > ใช่
    คุณอร: < ปิดเคส ฉ6911-00001 แล้วค่ะ
    < ได้รับความช่วยเหลือจริงไหมคะ
"""
LOOK = """
    คุณอร: > [เปิดเคส]
    คุณอร: < เมื่อ
    คุณอร: < เคสนี้เป็นของคุณค่ะ
"""


@pytest.fixture
def aunt(town):
    """ป้านา is a volunteer; คุณอร is the officer of her sub-district, ลุงมี of the province."""
    volunteer(town.db)
    town.grant_officer("520607", OFFICER)
    town.grant_officer("52", UNCLE)
    return friends(town)


def friends(town):
    """Everybody has added the account, else LINE delivers no push; officers have names."""
    for person in (AUNT, UNCLE, OFFICER):
        town.act(person, do="follow")
        town.skip_to_the_end(person)
    with town.db.transaction() as tx:
        people.change_friend(tx, OFFICER, name="คุณอร")
        people.change_friend(tx, UNCLE, name="ลุงมี")
    return town


def taken(town):
    town(RAISE + ALARM + TAKE)
    return town


def state(town) -> tuple:
    (case,) = town.rows(Case)
    return case.state, case.rung, case.acknowledged_by


def steps(town) -> list:
    return [row.what for row in town.rows(CaseLog)]


def rounds(town, minutes: int):
    """Turns the clock and lets it go round."""
    town.sim.post("/sim/clock", forward=minutes * 60)
    town.go_round()
