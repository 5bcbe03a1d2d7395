"""Somebody is in danger: raised in three taps, by volunteers and guests, with words and without. What follows: test_ladder.py."""

import re

from bot.links import Links
from models.audit import Audit
from models.case import Case
from models.media import Media
from tests.raised import ALARM, RAISE, aunt, friends, rounds, state
from tests.town import AUNT, OFFICER, UNCLE

__all__ = ["aunt"]


def test_three_taps_to_an_alarm_and_taken_at_once(aunt):
    aunt(RAISE + """
        คุณอร: < ต.วิเชตนคร
        คุณอร: > [รับเรื่อง]
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
        < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
        > [หมู่บ้านของฉัน หมู่ 5 ป่าตึง]
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < เคส ฉ6911-00001 ที่คุณรับไว้มีข้อมูลเพิ่มค่ะ
        > [ยังเกิดอยู่]
        < ใครเดือดร้อนคะ
        > ยายคำ บ้านสีฟ้า
        < เล่าสั้น ๆ ได้ไหมคะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > ลูกเขยเมาแล้วตบตี
        < โทรกลับเบอร์ 081-234-5678 ได้ไหมคะ
        > 1
        < ส่งให้เจ้าหน้าที่ครบแล้ว
    """)
    assert state(aunt) == ("acknowledged", 0, OFFICER)
    aunt("""
        คุณอร: > ฉ6911-00001
        คุณอร: < ลูกเขยเมาแล้วตบตี
        คุณอร: < รูป 1
        คุณอร: < เคสนี้เป็นของคุณค่ะ
        คุณอร: > ปิดเคส
        คุณอร: < ผลเป็นอย่างไรคะ
        คุณอร: > 1
        คุณอร: < ช่วยอย่างไรคะ
        คุณอร: > พาไปบ้านพักเด็กและครอบครัวแล้ว
        คุณอร: < มีรูปหลักฐานไหมคะ
        คุณอร: > ไม่มี
        คุณอร: < ปิดเคส ฉ6911-00001 ใช่ไหมคะ
        คุณอร: > ใช่
        คุณอร: < ปิดเคส ฉ6911-00001 แล้วค่ะ
        < ได้รับความช่วยเหลือจริงไหมคะ
        > [ได้รับแล้ว]
        < ขอบคุณที่แจ้งให้รู้นะคะ
        คุณอร: < ยืนยันว่าได้รับความช่วยเหลือแล้วค่ะ
    """)
    (told,) = aunt.exported("cases")
    assert (told["urgency"], told["dangers"], told["state"], told["outcome"]) == ("emergency", ["violence"], "closed", "helped")
    assert (told["acknowledged_by"], told["area_code"]) == (OFFICER, "52060705")
    rounds(aunt, 120)
    aunt("")  # nothing more is said


def test_a_guest_may_raise_and_is_asked_for_a_name(town):
    town.grant_officer("52", OFFICER)
    friends(town)("""
        ลุงมี: > แจ้งเหตุด่วน
        ลุงมี: < เกิดอะไรขึ้นคะ
        ลุงมี: > 9
        ลุงมี: < บอกที่เกิดเหตุก่อนนะคะ
        ลุงมี: < อยู่ตำบลไหน อำเภอไหนคะ
        ลุงมี: > วิเชตนคร แจ้ห่ม
        ลุงมี: < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < น้ำท่วม/ไฟไหม้
        ลุงมี: > [ไม่รู้]
        ลุงมี: < ใครเดือดร้อนคะ
        ลุงมี: > ข้าม
        ลุงมี: < เล่าสั้น ๆ ได้ไหมคะ
        ลุงมี: > น้ำมาเร็วมาก
        ลุงมี: < คุณชื่ออะไรคะ
        ลุงมี: > มี ใจดี
        ลุงมี: < โทรกลับเบอร์ไหนได้คะ
        ลุงมี: > 0899998888
        ลุงมี: < ส่งให้เจ้าหน้าที่ครบแล้ว
    """)
    town("""
        คุณอร: > [ดูรายละเอียด]
        คุณอร: < คนทั่วไป ยังไม่ยืนยัน
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
    """)
    assert "089-999-8888" in "\n".join(town.chat(OFFICER))


def test_where_nobody_can_be_told_it_is_said(town):
    friends(town)("""
        > แจ้งเหตุด่วน
        < เกิดอะไรขึ้นคะ
        > 1
        < บอกที่เกิดเหตุก่อนนะคะ
        < อยู่ตำบลไหน อำเภอไหนคะ
        > วิเชตนคร แจ้ห่ม
        < โทร 1300 เดี๋ยวนี้เลยนะคะ
        < ตอนนี้ยังเกิดอยู่ไหมคะ
    """)


def test_without_a_word(aunt):
    """One tap and a shared place: an emergency, told to those who are near, who can open and take it."""
    aunt("""
        > แจ้งเหตุด่วน
        < เกิดอะไรขึ้นคะ
        > (ตำแหน่ง 18.71,99.56)
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < แจ้งโดยไม่พูด
        คุณอร: > [ดูรายละเอียด]
        คุณอร: < 18.71000, 99.56000
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
    """)
    (case,) = aunt.rows(Case)
    assert (case.kind, case.urgency, case.latitude, case.area_code) == ("silent", "emergency", 18.71, "52060705")


def test_a_guest_without_a_word(town):
    town.grant_officer("520607", OFFICER)
    friends(town)("""
        ลุงมี: > แจ้งเหตุด่วน
        ลุงมี: < เกิดอะไรขึ้นคะ
        ลุงมี: > (ตำแหน่ง 18.71,99.56)
        ลุงมี: < บอกที่เกิดเหตุก่อนนะคะ
        ลุงมี: < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < แจ้งโดยไม่พูด
        ลุงมี: > (รูป)
        ลุงมี: < ได้รับรูปแล้วค่ะ
        คุณอร: > รับเรื่อง ฉ6911-00001
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
        ลุงมี: < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
        คุณอร: > ฉ6911-00001
        คุณอร: < แจ้งโดยไม่พูด
        คุณอร: < รูป 1
        คุณอร: < เคสนี้เป็นของคุณค่ะ
    """)
    links, browser = Links("", "a secret only for laptops and tests", town.db.now), town.app.test_client()
    page = browser.get(f"/photos/case/{links.token('case', 1, OFFICER)}", base_url="https://localhost")
    (photo,) = set(re.findall(r'href="(/media/[^"]+)"', page.text))
    assert browser.get(photo, base_url="https://localhost", buffered=True).status_code == 200
    town.grant_officer("50", UNCLE)
    assert browser.get(f"/photos/case/{links.token('case', 1, UNCLE)}", base_url="https://localhost").status_code == 403
    assert ("opened", "case:1") in [(row.action, row.subject) for row in town.rows(Audit)]


def test_another_kind_and_another_place(aunt):
    """What is worse climbs its own ladder; what is told again counts, also when it is what was told first."""
    aunt("""
        > แจ้งเหตุด่วน
        < เกิดอะไรขึ้นคะ
        > [เรื่องด่วนอื่น]
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < เรื่องด่วนอื่น
        > ย้อนกลับ
        < เกิดอะไรขึ้นคะ
        > [ถูกทำร้าย]
        < เกิดที่ไหนคะ
        คุณอร: < ถูกทำร้าย
    """)
    (case,) = aunt.rows(Case)
    assert (case.kind, case.urgency, case.rung) == ("violence", "emergency", 0)
    aunt("""
        > [หมู่บ้านของฉัน หมู่ 5 ป่าตึง]
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        > ย้อนกลับ
        < เกิดที่ไหนคะ
        > [ที่อื่น]
        < อยู่ตำบลไหน อำเภอไหนคะ
        > คลองกุ่ม บึงกุ่ม
        < โทร 1300 เดี๋ยวนี้เลยนะคะ
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        > ย้อนกลับ
        < อยู่ตำบลไหน อำเภอไหนคะ
        > ย้อนกลับ
        < เกิดที่ไหนคะ
        > [หมู่บ้านของฉัน หมู่ 5 ป่าตึง]
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < ถูกทำร้าย
    """)
    assert aunt.rows(Case)[0].area_code == "52060705"


def test_to_stop_asking_calls_nothing_off(aunt):
    aunt(RAISE + ALARM + """
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > ยกเลิก
        < ไม่ตอบต่อแล้วใช่ไหมคะ
        > 1
        < เรื่อง ฉ6911-00001 ยังเปิดอยู่ เจ้าหน้าที่ยังได้รับแจ้ง
    """)
    assert state(aunt)[0] == "open"
    assert [row.state for row in aunt.rows(Media)] == ["kept"]
    aunt(RAISE + ALARM + """
        > หยุดไว้ก่อน
        < หยุด “เรื่องที่แจ้งไว้” ไว้ให้แล้วค่ะ
        > ทำต่อ
        < เกิดที่ไหนคะ
    """)
    assert len(aunt.rows(Case)) == 2


def test_what_is_taken_back_goes_from_the_case_and_the_case_stays(aunt):
    aunt(RAISE + ALARM + """
        > 1
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        > 1
        < ใครเดือดร้อนคะ
        > ยายคำ บ้านสีฟ้า
        < เล่าสั้น ๆ ได้ไหมคะ
    """)
    aunt.act(AUNT, do="unsend")
    (told,) = aunt.exported("cases")
    assert (told["state"], told["who"]) == ("open", "")


def test_raised_in_the_middle_of_a_visit(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
        > แจ้งเหตุด่วน
        < เก็บ “เยี่ยมบ้าน ยายคำ ใจดี” ไว้ให้แล้วค่ะ
        < เกิดอะไรขึ้นคะ
    """)


