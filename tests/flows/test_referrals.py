"""What is missing to a house goes to the officers in one tap; they see to it, and whoever sent it hears what came of it."""

import pytest

from models.audit import Audit
from models.referral import Referral
from tests.factories import volunteer
from tests.flows.test_rights_told import ALONE, answer
from tests.town import AUNT, OFFICER, UNCLE
from tests.transcript import told

STRANGER = "U" + "0" * 30 + "99"
RECORDED = f"""{ALONE}
    > ถูกต้อง บันทึกเลย
    < ควรได้เบี้ยความพิการ 800 บาท
"""
SENT = f"""{RECORDED}
    > [ส่งเรื่องให้เจ้าหน้าที่]
    < ส่งเรื่องของ ยายคำ ใจดี ให้เจ้าหน้าที่แล้วค่ะ เลขที่ ส6911-00001
"""
OPENED = """
    คุณอร: > เรื่องส่งต่อ
    คุณอร: < มีเรื่องส่งต่อ 1 เรื่อง เปิดเรื่องไหนคะ
    คุณอร: > 1
    คุณอร: < ควรได้เบี้ยความพิการ 800 บาท
    คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
"""


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    town.grant_officer("5206")
    town.grant_officer("52", UNCLE)
    return town


def test_one_tap_after_the_visit_and_what_came_of_it(aunt):
    aunt(SENT)
    aunt(OPENED)
    aunt("""
        คุณอร: > รับเรื่อง
        คุณอร: < คุณรับเรื่อง ส6911-00001 แล้วค่ะ
        > เรื่องส่งต่อ
        < เจ้าหน้าที่รับแล้ว
        คุณอร: > [ดูเรื่องอื่น]
        คุณอร: < มีเรื่องส่งต่อ 1 เรื่อง
        คุณอร: > 1
        คุณอร: < ควรได้เบี้ยความพิการ
        คุณอร: < คุณรับเรื่องนี้ไว้ค่ะ
        คุณอร: > 1
        คุณอร: < ทำอะไรให้แล้วบ้างคะ
        คุณอร: > ยื่นให้ที่ อบต. แล้ว เริ่มได้เดือนหน้า
        คุณอร: < เรื่อง ส6911-00001 เสร็จแล้วค่ะ
    """)
    aunt.go_round()
    message = aunt.next_message(AUNT)
    assert "ยื่นให้ที่ อบต. แล้ว เริ่มได้เดือนหน้า" in told(message)
    assert "คำ" not in message["altText"]  # a locked screen tells a number and no name
    aunt("""
        คุณอร: > เรื่องส่งต่อ
        คุณอร: < ตอนนี้ไม่มีเรื่องส่งต่อที่รออยู่ค่ะ
        > เรื่องที่ส่ง
        < เสร็จแล้ว 22 พ.ย. 69
    """)


def test_who_reads_one_leaves_a_line(aunt):
    aunt(SENT)
    aunt(OPENED)
    lines = [line for line in aunt.rows(Audit) if line.action == "referred" or line.subject.startswith("referral:")]
    assert [(line.actor, line.action, line.subject) for line in lines] == [
        (AUNT, "referred", "household:1"), (OFFICER, "read", "referral:1")]
    assert "ใจดี" not in str([line.detail for line in lines])


def test_it_is_sent_once_however_often_it_is_tapped(aunt):
    aunt(SENT)
    aunt("""
        > ส่งเรื่องสิทธิ 1
        < เรื่องของ ยายคำ ใจดี ส่งไว้แล้วค่ะ เลขที่ ส6911-00001 (รอเจ้าหน้าที่รับ)
        > ส่งเรื่องสิทธิ
        < ยังไม่มีบ้านที่รอส่งเรื่องค่ะ
    """)
    assert len(aunt.rows(Referral)) == 1


def test_the_next_visit_says_that_it_was_sent_already(aunt):
    aunt(SENT)
    aunt("""
        ~ 3 วัน
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
        > 1
        < ครั้งก่อนเยี่ยมเมื่อ
        < เหมือนครั้งก่อนไหมคะ
        > 1
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)
    message = answer(aunt, "ถูกต้อง บันทึกเลย")
    assert "บ้านนี้ส่งเรื่องให้เจ้าหน้าที่ไว้แล้วค่ะ" in told(message)
    assert "ส่งเรื่องสิทธิ" not in str(message)


def test_it_can_be_sent_later_without_the_button(aunt):
    aunt(RECORDED)
    aunt("""
        ~ 2 วัน
        > ส่งเรื่อง
        < ส่งเรื่องของบ้านไหนคะ
        > แมว
        < คือข้อไหนค่ะ
        > 1
        < ส่งเรื่องของ ยายคำ ใจดี ให้เจ้าหน้าที่แล้วค่ะ
    """)


def test_a_visit_that_is_taken_back_takes_its_referral_with_it(aunt):
    aunt(SENT)
    aunt("""
        > แก้การเยี่ยม
        < เรื่องที่ส่งเจ้าหน้าที่ถอนไว้ก่อนแล้ว
        < บันทึกการเยี่ยมตามนี้นะคะ
        คุณอร: > เรื่องส่งต่อ
        คุณอร: < ตอนนี้ไม่มีเรื่องส่งต่อที่รออยู่ค่ะ
        > ส่งเรื่องสิทธิ 1
        < เก็บ
        < ไม่พบการเยี่ยมนี้
        < ยังมี “เยี่ยมบ้าน ยายคำ ใจดี” ที่ทำค้างไว้ค่ะ
    """)
    assert [row.state for row in aunt.rows(Referral)] == ["withdrawn"]


def test_of_two_who_accept_one_has_it_and_the_other_hears_who(aunt):
    aunt(SENT)
    aunt(OPENED)
    aunt("""
        ลุงมี: > เรื่องส่งต่อ
        ลุงมี: < มีเรื่องส่งต่อ 1 เรื่อง
        ลุงมี: > 1
        ลุงมี: < ควรได้เบี้ยความพิการ
        ลุงมี: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        คุณอร: > รับเรื่อง
        คุณอร: < คุณรับเรื่อง
        ลุงมี: > 2
        ลุงมี: < ทำไม่ได้เพราะอะไรคะ
        ลุงมี: > ไม่มีเวลาเลยช่วงนี้
        ลุงมี: < เรื่อง ส6911-00001 เจ้าหน้าที่ท่านอื่น รับไปแล้วค่ะ
    """)
    aunt.nobody_spoke("the aunt hears nothing of a decline that did not happen")


def test_declined_with_a_reason_and_wrong_input_everywhere(aunt):
    aunt(SENT)
    aunt("""
        คุณอร: > เรื่องส่งต่อ
        คุณอร: < มีเรื่องส่งต่อ 1 เรื่อง
        คุณอร: > 7
        คุณอร: < มีให้เลือก
        คุณอร: > 1
        คุณอร: < ควรได้เบี้ยความพิการ
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        คุณอร: > แมว
        คุณอร: < คือข้อไหนค่ะ
        คุณอร: > ย้อนกลับ
        คุณอร: < เปิดเรื่องไหนคะ
        คุณอร: > 1
        คุณอร: < ควรได้เบี้ยความพิการ
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        คุณอร: > 2
        คุณอร: < ทำไม่ได้เพราะอะไรคะ
        คุณอร: > ไม่
        คุณอร: < ทำไม่ได้เพราะอะไรคะ
        คุณอร: > ทะเบียนบ้านอยู่จังหวัดอื่น
        คุณอร: < ส่งกลับแล้วค่ะ
    """)
    aunt.go_round()
    aunt("""
        < เจ้าหน้าที่ยังทำให้ไม่ได้ค่ะ
        > เรื่องที่ส่ง
        < ทะเบียนบ้านอยู่จังหวัดอื่น
    """)


def test_it_comes_back_with_the_visit_that_is_not_corrected_after_all(aunt):
    aunt(SENT)
    aunt("""
        > แก้การเยี่ยม
        < ถอนไว้ก่อนแล้ว
        < บันทึกการเยี่ยมตามนี้นะคะ
        > ยกเลิก
        < ไม่แก้แล้วใช่ไหมคะ
        > [ใช่ ไม่แก้แล้ว]
        < ยังอยู่เหมือนเดิมค่ะ
    """)
    aunt(OPENED)


def test_what_was_answered_is_not_sent_again_by_an_old_button(aunt):
    aunt(SENT)
    aunt(OPENED)
    aunt("""
        คุณอร: > 2
        คุณอร: < ทำไม่ได้เพราะอะไรคะ
        คุณอร: > ทะเบียนบ้านอยู่จังหวัดอื่น
        คุณอร: < ส่งกลับแล้วค่ะ จะแจ้ง อพม. ที่ส่งเรื่องให้นะคะ
    """)
    aunt.go_round()
    aunt("""
        < ทะเบียนบ้านอยู่จังหวัดอื่น
        > ส่งเรื่องสิทธิ 1
        < เจ้าหน้าที่ตอบแล้วค่ะ เลขที่ ส6911-00001
        > ส่งเรื่อง
        < ยังไม่มีบ้านที่รอส่งเรื่องค่ะ
    """)


def test_whoever_accepted_it_gives_it_back_and_a_colleague_goes_on(aunt):
    aunt(SENT)
    aunt(OPENED)
    aunt("""
        คุณอร: > รับเรื่อง
        คุณอร: < คุณรับเรื่อง
        ลุงมี: > เรื่องส่งต่อ
        ลุงมี: < ตอนนี้ไม่มีเรื่องส่งต่อที่รออยู่ค่ะ
        คุณอร: > เรื่องส่งต่อ
        คุณอร: < มีเรื่องส่งต่อ 1 เรื่อง
        คุณอร: > 1
        คุณอร: < ควรได้เบี้ยความพิการ
        คุณอร: < คุณรับเรื่องนี้ไว้ค่ะ
        คุณอร: > ให้คนอื่นรับแทน
        คุณอร: < คืนเรื่อง ส6911-00001 ให้เพื่อนรับต่อแล้วค่ะ
        ลุงมี: > เรื่องส่งต่อ
        ลุงมี: < มีเรื่องส่งต่อ 1 เรื่อง
        ลุงมี: > 1
        ลุงมี: < ควรได้เบี้ยความพิการ
        ลุงมี: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        ลุงมี: > รับเรื่อง
        ลุงมี: < คุณรับเรื่อง ส6911-00001 แล้วค่ะ
    """)


def test_what_an_officer_accepted_who_is_none_any_more_is_to_be_had_again(aunt):
    aunt(SENT)
    aunt(OPENED)
    aunt("""
        คุณอร: > รับเรื่อง
        คุณอร: < คุณรับเรื่อง
    """)
    aunt.flask("people", "revoke", OFFICER, "--role", "officer")
    aunt("""
        ลุงมี: > เรื่องส่งต่อ
        ลุงมี: < มีเรื่องส่งต่อ 1 เรื่อง
        ลุงมี: > 1
        ลุงมี: < ควรได้เบี้ยความพิการ
        ลุงมี: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        ลุงมี: > รับเรื่อง
        ลุงมี: < คุณรับเรื่อง ส6911-00001 แล้วค่ะ
    """)


def test_where_no_officer_is_it_is_said_and_nothing_is_promised(town):
    volunteer(town.db)
    town.grant_officer("5201")
    town(f"""{RECORDED}
        > [ส่งเรื่องให้เจ้าหน้าที่]
        < พื้นที่นี้ยังไม่มีเจ้าหน้าที่ในระบบค่ะ
    """)
    assert town.rows(Referral) == []


def test_officers_of_other_areas_and_strangers_see_nothing(town):
    volunteer(town.db)
    town.grant_officer("5201")
    town.grant_officer("5206", STRANGER)
    town(SENT)
    town("""
        คุณอร: > เรื่องส่งต่อ
        คุณอร: < ตอนนี้ไม่มีเรื่องส่งต่อที่รออยู่ค่ะ
        ลุงมี: > ส่งเรื่องสิทธิ 1
        ลุงมี: < อพม.
        ลุงมี: < อยากทำอะไรคะ
    """)


def test_the_number_opens_it_for_its_officer_and_tells_its_volunteer_how_it_stands(aunt):
    aunt(SENT)
    aunt("""
        คุณอร: > เรื่อง ส๖๙๑๑-๐๐๐๐๑ ค่ะ
        คุณอร: < ควรได้เบี้ยความพิการ 800 บาท
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        คุณอร: > รับเรื่อง
        คุณอร: < คุณรับเรื่อง ส6911-00001 แล้วค่ะ
        > ส691100001
        < เจ้าหน้าที่รับแล้ว
    """)


def test_a_number_that_is_nobodys_or_somebody_elses_is_not_found(town):
    volunteer(town.db)
    volunteer(town.db, UNCLE, number="52-00002", given="มี")
    town.grant_officer("5206", STRANGER)
    town.grant_officer("5201")
    town(SENT)
    town("""
        คุณอร: > ส6911-00001
        คุณอร: < ไม่พบเรื่อง ส6911-00001 ในพื้นที่ของคุณค่ะ
        ลุงมี: > ส6911-00001
        ลุงมี: < ไม่พบเรื่อง ส6911-00001 ในเรื่องที่คุณส่งไว้ค่ะ
        คุณอร: > เปิดเรื่อง
        คุณอร: < พิมพ์เลขเรื่อง เช่น ส6911-00001
    """)
    assert [line for line in town.rows(Audit) if line.subject.startswith("referral:")] == []


def test_a_colleagues_visit_is_not_ones_own(aunt):
    aunt(RECORDED)
    volunteer(aunt.db, UNCLE, number="52-00002", given="มี")
    aunt("""
        ลุงมี: > ส่งเรื่องสิทธิ 1
        ลุงมี: < ไม่พบการเยี่ยมนี้ในรายการของคุณค่ะ
    """)


def test_the_morning_tells_officers_what_waits_and_what_they_forgot(town):
    volunteer(town.db)
    town.grant_officer("5206")
    town(SENT)
    town("""
        คุณอร: > (เพิ่มเพื่อน)
        คุณอร: < สวัสดีค่ะ
        คุณอร: < มีเรื่องส่งต่อ 1 เรื่องค่ะ
    """)
    morning(town, "2026-11-23")
    town(f"""
        คุณอร: < มีเรื่องที่ อพม. ส่งต่อรออยู่ 1 เรื่องค่ะ
        {OPENED}
        คุณอร: > รับเรื่อง
        คุณอร: < คุณรับเรื่อง
    """)
    morning(town, "2026-11-24")
    town.nobody_spoke("what was accepted yesterday is on its way")
    morning(town, "2026-12-01")
    town("คุณอร: < มีเรื่องที่ อพม. ส่งต่อรออยู่ 1 เรื่องค่ะ")


def morning(town, day: str):
    town.sim.post("/sim/clock", at=f"{day}T08:31:00+07:00")
    for _ in range(3):
        town.go_round()
