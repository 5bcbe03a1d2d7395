"""Replies are free, pushes cost money. A volunteer's ordinary work is made of replies only."""

import pytest

from tests.flows.test_visit import AGAIN, FIRST
from tests.town import AUNT, OFFICER

REGISTERED = """
    > (เพิ่มเพื่อน)
    < ยินดีต้อนรับ
    < อยากทำอะไรคะ
    > สมัคร
    < สมัครฟรี
    < ก่อนเริ่ม ขออนุญาตเก็บข้อมูล
    > ช่วยเหลือ
    < ย้อนกลับ – กลับไปข้อก่อน
    < ก่อนเริ่ม ขออนุญาตเก็บข้อมูล
    > [ยอมรับ]
    < ชื่อ นามสกุล อะไรคะ
    > (สติกเกอร์)
    < น่ารักจังค่ะ
    > นางสมใจ ใจดี
    < เกิดวันที่เท่าไรคะ
    > ย้อนกลับ
    < ชื่อ นามสกุล อะไรคะ
    > นางสมใจ ใจดี
    < เกิดวันที่เท่าไรคะ
    > 24 เม.ย. 2501
    < เบอร์โทรที่ติดต่อได้คะ
    > หยุดไว้ก่อน
    < หยุด
    ~ 3 วัน
    > ทำต่อ
    < เบอร์โทรที่ติดต่อได้คะ
    > 081 234 5678
    < ตอนนี้ทำอะไรอยู่คะ
    > 1
    < บ้านอยู่ตำบลไหน
    > แจ้ห่ม วิเชตนคร
    < หมู่ที่เท่าไร
    > 5 ป่าตึง
    < อยากช่วยกลุ่มไหนคะ
    > 1 2
    < ตรวจดูอีกครั้งนะคะ
    > แก้ไข
    < แก้ข้อไหนคะ
    > ยกเลิก
    < ยกเลิก
    > ไม่ ทำต่อ
    < ตรวจดูอีกครั้งนะคะ
    > [ถูกต้อง ส่งใบสมัคร]
    < ส่งใบสมัครแล้วค่ะ
"""
APPROVED = """
    คุณอร: > ใบสมัคร
    คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    คุณอร: > 1
    คุณอร: < 081-234-5678
    คุณอร: < รับ นางสมใจ ใจดี เป็น อพม. ไหมคะ
    คุณอร: > [รับเป็น อพม.]
    คุณอร: < ใช่ไหมคะ
    คุณอร: > [ใช่ ยืนยัน]
    คุณอร: < รับ นางสมใจ ใจดี เป็น อพม. แล้วค่ะ
"""
TOLD = """
    < ยินดีด้วยค่ะ คุณสมใจ
    < เลขที่ 52-00001
"""


def spent(town) -> int:
    return town.sim.get("/sim/state")["quota"]["used"]


def billable(town) -> list[tuple]:
    return [(row["to"], row["purpose"]) for row in town.exported("messages") if row["billable"]]


@pytest.fixture
def worked(town):
    """Registered, approved, a first visit and a repeat of it; each with whatever a person does on the way."""
    town.grant_officer("52")
    town(REGISTERED)
    town(APPROVED)
    town.go_round()
    town(TOLD)
    town(FIRST)
    town.november = spent(town)
    town("~ 30 วัน\n" + AGAIN)
    town("""
        > บ้านของฉัน
        < บ้าน
        > บัตรของฉัน
        < เลขที่ 52-00001
        > 1300
        < โทร 1300
    """)
    return town


def test_a_volunteers_ordinary_work_costs_nothing(worked):
    """Everything but the one word of the decision, which is the officer's work and is counted below."""
    theirs = [row for row in worked.exported("messages") if row["to"] == AUNT and row["purpose"] != "decision"]
    assert len(theirs) > 30
    assert {row["kind"] for row in theirs} == {"reply"}
    assert {row["state"] for row in theirs} == {"sent"}
    assert not any(row["billable"] for row in theirs)
    assert worked.november == len(billable(worked)) == 1
    assert spent(worked) == 0  # in December: the repeat of the visit


def test_registering_alone_costs_nothing(town):
    town(REGISTERED)
    assert spent(town) == 0
    assert billable(town) == []


def test_only_the_officers_work_costs(town):
    """The word of a decision, and the morning's digest to an officer whose area has applications waiting."""
    town.grant_officer("52")
    town("""
        คุณอร: > (เพิ่มเพื่อน)
        คุณอร: < ยินดีต้อนรับ
        คุณอร: < อยากทำอะไรคะ
    """)
    town(REGISTERED)
    town.sim.post("/sim/clock", at="2026-11-26T08:31:00+07:00")
    town.go_round()
    town.go_round()
    town("คุณอร: < รอตรวจ 1 ใบ")
    town(APPROVED)
    town.go_round()
    town(TOLD)
    assert billable(town) == [(OFFICER, "digest"), (AUNT, "decision")]
    assert spent(town) == 2


def test_an_officer_with_nothing_waiting_gets_no_digest(town):
    town.grant_officer("52")
    town.sim.post("/sim/clock", at="2026-11-26T08:31:00+07:00")
    town.go_round()
    assert (billable(town), spent(town)) == ([], 0)
