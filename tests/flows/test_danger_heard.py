"""Words of danger are heard in any state: the bot asks once, and files nothing before it knows."""

from models.case import Case
from tests.raised import aunt, friends
from tests.town import AUNT, OFFICER

__all__ = ["aunt"]


def test_in_the_middle_of_a_registration(town):
    town.grant_officer("52", OFFICER)
    friends(town)("""
        > สมัคร
        < ยินดีที่อยากมาเป็น อพม.
        < ประกาศ
        > ยอมรับ
        < ชื่อ นามสกุล อะไรคะ
        > ช่วยด้วยค่ะ ผัวกำลังตีเมียเลือดออก
        < เหตุด่วนใช่ไหมคะ
        > [ใช่ แจ้งเจ้าหน้าที่เดี๋ยวนี้]
        < บอกที่เกิดเหตุก่อนนะคะ
        < อยู่ตำบลไหน อำเภอไหนคะ
        > วิเชตนคร แจ้ห่ม
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < ถูกทำร้าย
        คุณอร: > [ดูรายละเอียด]
        คุณอร: < ผัวกำลังตีเมียเลือดออก
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        > 1
        < ใครเดือดร้อนคะ
        > ข้าม
        < คุณชื่ออะไรคะ
        > ข้าม
        < โทรกลับเบอร์ไหนได้คะ
        > ข้าม
        < ส่งให้เจ้าหน้าที่ครบแล้ว
        < ยังมี “สมัคร อพม.” ที่ทำค้างไว้ค่ะ
        > ทำต่อ
        < ชื่อ นามสกุล อะไรคะ
    """)
    (case,) = town.rows(Case)
    assert (case.kind, case.urgency) == ("violence", "emergency")


def test_denied_danger_is_an_answer_like_any_other(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
        > ไม่มีการทำร้ายกัน
        < บ้านเลขที่
    """)
    assert aunt.rows(Case) == []


def test_it_was_not_urgent_and_the_words_are_the_answer_after_all(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
        > 12/3 น้ำท่วมบ้านอยู่
        < เหตุด่วนใช่ไหมคะ
        > 2
        < ในบ้านอยู่กันกี่คนคะ
    """)


def test_from_nothing_with_two_words_and_one_tap(aunt):
    aunt("""
        > ช่วยด้วย
        < เหตุด่วนใช่ไหมคะ
        > 1
        < เกิดอะไรขึ้นคะ
        > [เจ็บป่วยหนัก]
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < เจ็บป่วยหนัก
    """)


def test_not_urgent_from_nothing(aunt):
    aunt("""
        > ช่วยด้วย
        < เหตุด่วนใช่ไหมคะ
        > ไม่ใช่
        < ถ้ามีเรื่องด่วนเมื่อไร
    """)
    assert aunt.rows(Case) == []


def test_words_taken_back_leave_the_case(aunt):
    aunt("""
        > ผัวกำลังตีเมียเลือดออก
        < เหตุด่วนใช่ไหมคะ
        > [ใช่ แจ้งเจ้าหน้าที่เดี๋ยวนี้]
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < ถูกทำร้าย
    """)
    assert aunt.exported("cases")[0]["story"] == "ผัวกำลังตีเมียเลือดออก"
    aunt.act(AUNT, do="unsend")
    (told,) = aunt.exported("cases")
    assert (told["story"], told["state"]) == ("", "open")
