"""Somebody is in danger: raised in three taps, told to one rung after another until somebody owns it. The clock is turned."""

import re

import pytest

from bot.links import Links
from models import people
from models.audit import Audit
from models.case import Case, CaseLog
from models.media import Media
from models.message import Message
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


@pytest.fixture
def aunt(town):
    """ป้านา is a volunteer; คุณอร is the officer of her sub-district, ลุงมี of the province."""
    volunteer(town.db)
    town.grant_officer("520607", OFFICER)
    town.grant_officer("52", UNCLE)
    return friends(town)


def friends(town):
    """Everybody has added the account, else LINE delivers no push."""
    for person in (AUNT, UNCLE, OFFICER):
        town.act(person, do="follow")
        town.skip_to_the_end(person)
    return town


def state(town) -> tuple:
    (case,) = town.rows(Case)
    return case.state, case.rung, case.acknowledged_by


def steps(town) -> list:
    return [row.what for row in town.rows(CaseLog)]


def rounds(town, minutes: int, count: int = 2):
    """Turns the clock and lets it go round: once to climb, once to send."""
    town.sim.post("/sim/clock", forward=minutes * 60)
    for _ in range(count):
        town.go_round()


def test_three_taps_to_an_alarm_and_taken_at_once(aunt):
    aunt(RAISE)
    aunt.go_round()
    aunt("""
        คุณอร: < ต.วิเชตนคร
        คุณอร: > [รับเรื่อง]
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
    """)
    aunt.go_round()
    aunt("""
        < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
        > [หมู่บ้านของฉัน หมู่ 5 ป่าตึง]
        < ตอนนี้ยังเกิดอยู่ไหมคะ
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
        คุณอร: < ปิดเคส ฉ6911-00001 ใช่ไหมคะ
        คุณอร: > ใช่
        คุณอร: < ปิดเคส ฉ6911-00001 แล้วค่ะ
    """)
    aunt.go_round()
    aunt("""
        คุณอร: < เคส ฉ6911-00001 ที่คุณรับไว้มีข้อมูลเพิ่มค่ะ
        < ได้รับความช่วยเหลือจริงไหมคะ
        > [ได้รับแล้ว]
        < ขอบคุณที่แจ้งให้รู้นะคะ
    """)
    (told,) = aunt.exported("cases")
    assert (told["urgency"], told["dangers"], told["state"], told["outcome"]) == ("emergency", ["violence"], "closed", "helped")
    assert (told["acknowledged_by"], told["area_code"]) == (OFFICER, "52060705")
    rounds(aunt, 120)
    aunt("")  # nothing more is said


def test_nobody_answers_through_all_rungs(aunt):
    with aunt.db.transaction() as tx:
        people.grant(tx, OFFICER, "hotline", "")
    aunt(RAISE)
    aunt.go_round()
    aunt(ALARM)
    assert state(aunt)[:2] == ("open", 0)
    rounds(aunt, 4)
    aunt("")
    rounds(aunt, 2)
    aunt("""
        ลุงมี: < ถูกทำร้าย
    """)  # no officer holds the district: the province at once
    assert state(aunt)[:2] == ("open", 2)
    rounds(aunt, 6)
    aunt(ALARM)
    rounds(aunt, 11)
    aunt("""
        คุณอร: < ยังไม่มีใครรับ
    """)
    assert steps(aunt) == ["opened", "told", "nobody", "told", "told", "told"]
    story = aunt.flask("cases", "why", "ฉ6911-00001")
    assert "ขั้นที่ 2 (officer) ไม่มีใครแจ้งได้" in story
    assert "ขั้นต่อไป" in story


def test_taken_and_forgotten(aunt):
    aunt(RAISE)
    aunt.go_round()
    aunt(ALARM + """
        คุณอร: > รับเรื่อง ฉ6911-00001
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
    """)
    aunt.go_round()
    aunt("""
        < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
    """)
    rounds(aunt, 31)
    aunt("""
        คุณอร: < ยังไม่มีอะไรคืบหน้าค่ะ
    """)
    rounds(aunt, 31)
    aunt("""
        คุณอร: < เปิดให้คนอื่นรับแล้วค่ะ
        < กำลังหาคนมาดูเรื่องที่ฝากไว้อีกครั้งค่ะ
        ลุงมี: < ถูกทำร้าย
    """)  # not whoever fell silent is rung first
    assert state(aunt) == ("open", 2, "")


def test_two_take_at_once(aunt):
    aunt(RAISE)
    aunt.go_round()
    aunt(ALARM + """
        คุณอร: > [รับเรื่อง]
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
        ลุงมี: > รับเรื่อง ฉ6911-00001
        ลุงมี: < เจ้าหน้าที่ท่านอื่น รับไปก่อนแล้วค่ะ
        คุณอร: > [รับเรื่อง]
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
    """)
    assert state(aunt) == ("acknowledged", 0, OFFICER)


def test_an_officer_who_blocked_us_is_no_rung(aunt):
    aunt.act(OFFICER, do="block")
    aunt(RAISE)
    aunt.go_round()
    aunt("""
        ลุงมี: < ถูกทำร้าย
    """)
    assert steps(aunt) == ["opened", "nobody", "nobody", "told"]


def test_an_alarm_that_line_refuses_moves_the_ladder_at_once(aunt):
    aunt(RAISE)
    aunt.sim.post("/sim/knobs", fail_next=[400])
    aunt.go_round()
    aunt.go_round()
    aunt("""
        ลุงมี: < ถูกทำร้าย
    """)
    assert steps(aunt) == ["opened", "told", "unreached", "nobody", "told"]


def test_one_alarm_of_two_arrives_and_the_ladder_waits(aunt):
    aunt.grant_officer("520607", UNCLE)
    aunt(RAISE)
    aunt.sim.post("/sim/knobs", fail_next=[400])
    aunt.go_round()
    aunt.go_round()
    assert (state(aunt)[1], steps(aunt)) == (0, ["opened", "told"])


def test_where_every_alarm_is_refused_the_last_rung_keeps_its_time(aunt):
    aunt.sim.post("/sim/knobs", monthly_quota=0)
    aunt(RAISE)
    for _ in range(9):
        aunt.go_round()
    told = steps(aunt).count("told")
    rounds(aunt, 9)
    assert steps(aunt).count("told") == told
    rounds(aunt, 2)
    assert steps(aunt).count("told") == told + 1


def test_taken_before_the_alarm_leaves(aunt):
    aunt(RAISE)
    with aunt.db.transaction() as tx:
        tx.execute(Case.__table__.update().values(state="acknowledged"))
    aunt.go_round()
    aunt("")
    assert [row.state for row in aunt.rows(Message) if row.purpose == "alarm"] == ["stale"]


def closed_as_not_found(aunt):
    aunt(RAISE)
    aunt.go_round()
    aunt(ALARM + """
        > [หมู่บ้านของฉัน หมู่ 5 ป่าตึง]
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: > [รับเรื่อง]
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
        คุณอร: > เคสด่วน
        คุณอร: < เคสด่วน 1 เรื่อง เปิดเรื่องไหนคะ
        คุณอร: > 1
        คุณอร: < ถูกทำร้าย
        คุณอร: < เคสนี้เป็นของคุณค่ะ
        คุณอร: > ปิดเคส
        คุณอร: < ผลเป็นอย่างไรคะ
        คุณอร: > 3
        คุณอร: < ช่วยอย่างไรคะ
        คุณอร: > ไปแล้วไม่มีคนอยู่
        คุณอร: < ใช่ไหมคะ
        คุณอร: > 1
        คุณอร: < ปิดเคส ฉ6911-00001 แล้วค่ะ
    """)
    aunt.go_round()
    aunt.go_round()
    aunt("""
        < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
        < ได้รับความช่วยเหลือจริงไหมคะ
    """)


def test_reopened_by_the_reporter(aunt):
    closed_as_not_found(aunt)
    aunt("""
        > [ยังไม่ได้รับความช่วยเหลือ]
        < เก็บ “แจ้งเหตุด่วน” ไว้ให้แล้วค่ะ
        < เปิดเรื่อง ฉ6911-00001 ใหม่แล้ว
        < ยังมี “แจ้งเหตุด่วน” ที่ทำค้างไว้ค่ะ
    """)
    aunt.go_round()
    aunt("""
        ลุงมี: < ถูกทำร้าย
        > [ยังไม่ได้รับความช่วยเหลือ]
        < เรื่อง ฉ6911-00001 ยังเปิดอยู่ กำลังหาคนช่วยค่ะ
        < ยังมี “แจ้งเหตุด่วน” ที่ทำค้างไว้ค่ะ
    """)
    assert state(aunt) == ("open", 2, "")


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
    town.go_round()
    town("""
        คุณอร: < น้ำท่วม/ไฟไหม้/ภัย
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
    """)
    aunt.go_round()
    aunt("""
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
        ลุงมี: > (รูป)
        ลุงมี: < ได้รับรูปแล้วค่ะ
    """)
    town.go_round()
    town("""
        คุณอร: < แจ้งโดยไม่พูด
        คุณอร: > รับเรื่อง ฉ6911-00001
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
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
        > ย้อนกลับ
        < เกิดอะไรขึ้นคะ
        > [ถูกทำร้าย]
        < เกิดที่ไหนคะ
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
    """)
    assert aunt.rows(Case)[0].area_code == "52060705"


def test_to_stop_asking_calls_nothing_off(aunt):
    aunt(RAISE + """
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > ยกเลิก
        < ยกเลิก “แจ้งเหตุด่วน
        > 1
        < เรื่อง ฉ6911-00001 ยังเปิดอยู่ เจ้าหน้าที่ยังได้รับแจ้ง
    """)
    assert state(aunt)[0] == "open"
    assert [row.state for row in aunt.rows(Media)] == ["kept"]
    aunt(RAISE + """
        > หยุดไว้ก่อน
        < หยุด “แจ้งเหตุด่วน” ไว้ให้แล้วค่ะ
        > ทำต่อ
        < เกิดที่ไหนคะ
    """)
    assert len(aunt.rows(Case)) == 2


def test_the_last_rung_is_empty(aunt):
    """Everybody who was told is told again, and the auditor sees a case that nobody hears."""
    aunt(RAISE)
    aunt.go_round()
    aunt(ALARM)
    rounds(aunt, 6)
    aunt("""
        ลุงมี: < ถูกทำร้าย
    """)
    rounds(aunt, 6)
    aunt("""
        คุณอร: < ถูกทำร้าย
        ลุงมี: < ถูกทำร้าย
    """)
    with aunt.db.transaction() as tx:
        for person in (UNCLE, OFFICER):
            people.revoke(tx, person, "officer")
    rounds(aunt, 11)
    assert "reach nobody" in "\n".join(aunt.app.test_client().get("/readyz").json["wrong"])


def test_a_bug_in_telling_does_not_undo_the_case(aunt, monkeypatch):
    """The case stays, the reporter is told to ring, and clock tells the rung once the bug is gone; other cases go on."""
    with monkeypatch.context() as broken:
        broken.setattr("bot.escalate.tell", lambda *_, **__: 1 / 0)
        aunt("""
            > แจ้งเหตุด่วน
            < เกิดอะไรขึ้นคะ
            > 1
            < โทร 1300 เดี๋ยวนี้เลยนะคะ
            < เกิดที่ไหนคะ
        """)
        aunt.go_round()
    assert state(aunt)[:2] == ("open", -1)
    rounds(aunt, 1)
    aunt(ALARM)


def test_a_role_that_was_taken_away_meanwhile(aunt):
    aunt(RAISE)
    aunt.go_round()
    aunt(ALARM + """
        คุณอร: > เคสด่วน
        คุณอร: < เปิดเรื่องไหนคะ
        คุณอร: > 1
        คุณอร: < ถูกทำร้าย
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
    """)
    with aunt.db.transaction() as tx:
        people.revoke(tx, OFFICER, "officer")
    aunt("""
        คุณอร: > 1
        คุณอร: < ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ
    """)
    assert state(aunt) == ("open", 0, "")


def test_what_is_taken_back_goes_from_the_case_and_the_case_stays(aunt):
    aunt(RAISE + """
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


def test_an_officer_of_elsewhere_sees_nothing(aunt):
    aunt(RAISE)
    with aunt.db.transaction() as tx:
        people.revoke(tx, UNCLE, "officer")
        people.grant(tx, UNCLE, "officer", "50")
    aunt.go_round()
    aunt(ALARM + """
        ลุงมี: > ฉ6911-00001
        ลุงมี: < ไม่พบเคส ฉ6911-00001 ในพื้นที่ของคุณค่ะ
        ลุงมี: > รับเรื่อง ฉ6911-00001
        ลุงมี: < ไม่พบเคส ฉ6911-00001 ในพื้นที่ของคุณค่ะ
        ลุงมี: > เคสด่วน
        ลุงมี: < ตอนนี้ไม่มีเคสด่วนในพื้นที่ค่ะ
        > ผลการช่วยเหลือ
        < เก็บ “แจ้งเหตุด่วน” ไว้ให้แล้วค่ะ
        < ตอนนี้ไม่มีเรื่องที่รอคำตอบจากคุณค่ะ
        < ยังมี “แจ้งเหตุด่วน” ที่ทำค้างไว้ค่ะ
        > เปิดเคส
        < เมนูนี้สำหรับเจ้าหน้าที่ค่ะ
        < อยากทำอะไรคะ
    """)
