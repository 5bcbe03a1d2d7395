"""An officer and an urgent case: the queue, questions to its reporter, referral, handing it on, closing it; and its reporter."""

from models import people
from models.audit import Audit
from models.case import Case
from models.media import Media
from models.message import Message
from tests.factories import volunteer
from tests.raised import ALARM, CLOSE, LOOK, ON_HER_WORD, RAISE, aunt, rounds, state, steps, taken
from tests.town import AUNT, OFFICER, UNCLE

__all__ = ["aunt"]


def test_asked_through_the_bot_and_answered(aunt):
    """Neither sees the other's account; the question itself stands on no locked screen."""
    taken(aunt)(LOOK + """
        คุณอร: > [ถามผู้แจ้ง]
        คุณอร: < อยากถามผู้แจ้งว่าอะไรคะ
        คุณอร: > บ้านอยู่ตรงไหนของหมู่บ้านคะ
        คุณอร: < ส่งคำถามให้ผู้แจ้งแล้วค่ะ
        < มีคำถามเรื่องที่ฝากไว้
        > [อ่านและตอบ]
        < เก็บ “เรื่องที่แจ้งไว้” ไว้ให้แล้วค่ะ
        < เจ้าหน้าที่ถามว่า “บ้านอยู่ตรงไหนของหมู่บ้านคะ”
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > หลังวัด บ้านสีฟ้า
        < ส่งให้เจ้าหน้าที่แล้วค่ะ
        < ยังมี “เรื่องที่แจ้งไว้” ที่ทำค้างไว้ค่ะ
        คุณอร: < ตอบมาแล้วค่ะ
        คุณอร: > [อ่านคำตอบ]
        คุณอร: < หลังวัด บ้านสีฟ้า
        คุณอร: < รูป 1
        คุณอร: < เคสนี้เป็นของคุณค่ะ
    """)
    pushed = [text for text in aunt.chat(AUNT) if "มีคำถามเรื่องที่ฝากไว้" in text]
    assert pushed
    assert "บ้านอยู่ตรงไหน" not in pushed[0]
    aunt("""
        > เรื่องที่แจ้ง
        < มีคนรับเรื่องแล้ว
        < ยังมี “เรื่องที่แจ้งไว้” ที่ทำค้างไว้ค่ะ
        > [บอกเพิ่มเรื่องล่าสุด]
        < จะบอกอะไรเพิ่มคะ
        > เขากลับมาแล้ว
        < ส่งให้เจ้าหน้าที่แล้วค่ะ
        < ยังมี “เรื่องที่แจ้งไว้” ที่ทำค้างไว้ค่ะ
        คุณอร: < ตอบมาแล้วค่ะ
        ลุงมี: > ตอบ ฉ6911-00001
        ลุงมี: < ไม่พบเรื่องนี้ในเรื่องที่คุณแจ้งไว้ค่ะ
    """)


def test_referred_to_an_agency_and_followed(aunt):
    taken(aunt)(LOOK + """
        คุณอร: > ส่งต่อหน่วยงาน
        คุณอร: < ส่งต่อไปที่ไหนคะ
        คุณอร: > บ้านพัก
        คุณอร: < ประสานกับใคร ตกลงกันว่าอย่างไรคะ
        คุณอร: > คุณแก้วจะมารับพรุ่งนี้
        คุณอร: < ส่งต่อเคส ฉ6911-00001 ไปบ้านพักเด็กและครอบครัวแล้วค่ะ
        < ส่งต่อหน่วยงานที่ดูแลโดยตรงแล้วค่ะ
    """)
    assert state(aunt)[0] == "referred"
    rounds(aunt, 24 * 60 - 1)
    aunt("")
    rounds(aunt, 2)
    aunt("""
        คุณอร: < ช่วยกันถึงไหนแล้วคะ
        คุณอร: > [เปิดเคส]
        คุณอร: < บ้านพักเด็กและครอบครัว
        คุณอร: < เคสนี้เป็นของคุณค่ะ
    """ + CLOSE + ON_HER_WORD)
    (told,) = aunt.exported("cases")
    assert (told["state"], told["agency"], told["evidence"]) == ("closed", "shelter", "")


def test_handed_to_a_colleague_who_takes_it(aunt):
    """Until the colleague takes it, it is whose it was; then its owner hears of it."""
    taken(aunt)(LOOK + """
        คุณอร: > ส่งให้คนอื่นทำต่อ
        คุณอร: < ให้ใครทำต่อคะ
        คุณอร: > [ลุงมี]
        คุณอร: < ขอให้ ลุงมี รับเคส ฉ6911-00001 ต่อแล้วค่ะ
        ลุงมี: < คุณอร ขอให้คุณรับเคส ฉ6911-00001 ต่อค่ะ
    """)
    assert state(aunt) == ("acknowledged", 0, OFFICER)
    aunt("""
        ลุงมี: > [รับเรื่อง]
        ลุงมี: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
        คุณอร: < ลุงมี รับเคส ฉ6911-00001 ต่อจากคุณแล้วค่ะ
        คุณอร: > รับเรื่อง ฉ6911-00001
        คุณอร: < ลุงมี รับไปก่อนแล้วค่ะ
    """)
    assert state(aunt) == ("acknowledged", 0, UNCLE)
    assert steps(aunt)[-2:] == ["offered", "handed"]


def test_closed_with_a_photo_needs_no_word_of_the_reporter(aunt):
    taken(aunt)(LOOK + CLOSE + """
        คุณอร: > (รูป)
        คุณอร: < ได้รับรูปแล้วค่ะ
        คุณอร: > [ส่งรูปแล้ว]
        คุณอร: < รูปที่ส่งมา
        คุณอร: > ใช่
        คุณอร: < ปิดเคส ฉ6911-00001 แล้วค่ะ
        < ได้รับความช่วยเหลือจริงไหมคะ
    """)
    (told,) = aunt.exported("cases")
    assert told["evidence"] == "photos"
    (photo,) = aunt.rows(Media)
    assert photo.talk_id == aunt.rows(Case)[0].talk_id
    rounds(aunt, 25 * 60)
    aunt("")


def test_closed_on_her_word_is_asked_twice_and_then_confirmed(aunt):
    taken(aunt)(LOOK + CLOSE + ON_HER_WORD)
    rounds(aunt, 24 * 60 + 1)
    aunt("""
        < ขอถามอีกครั้งค่ะ
    """)
    rounds(aunt, 48 * 60)
    aunt("""
        > [ได้รับแล้ว]
        < ขอบคุณที่แจ้งให้รู้นะคะ
        คุณอร: < ยืนยันว่าได้รับความช่วยเหลือแล้วค่ะ
    """)
    assert aunt.exported("cases")[0]["evidence"] == "reporter"
    assert steps(aunt)[-3:] == ["closed", "asked_again", "confirmed"]


def test_reopened_by_the_reporter(aunt):
    taken(aunt)(LOOK + CLOSE + ON_HER_WORD + """
        > [ยังไม่ได้รับความช่วยเหลือ]
        < เปิดเรื่อง ฉ6911-00001 ใหม่แล้ว
        คุณอร: < ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ
        ลุงมี: < ถูกทำร้าย
        > [ยังไม่ได้รับความช่วยเหลือ]
        < เรื่อง ฉ6911-00001 ยังเปิดอยู่ กำลังหาคนช่วยค่ะ
    """)
    assert state(aunt) == ("open", 2, "")


def test_not_closed_after_all(aunt):
    taken(aunt)(LOOK + CLOSE + """
        คุณอร: > (รูป)
        คุณอร: < ได้รับรูปแล้วค่ะ
        คุณอร: > 1
        คุณอร: < ใช่ไหมคะ
        คุณอร: > ยังก่อน
        คุณอร: < ยังไม่ได้ปิดเคส
    """)
    assert state(aunt)[0] == "acknowledged"


def test_let_go_is_told_to_others_first(aunt):
    taken(aunt)(LOOK + """
        คุณอร: > ปล่อยให้คนอื่นรับ
        คุณอร: < ปล่อยเคส ฉ6911-00001 แล้วค่ะ
        ลุงมี: < ถูกทำร้าย
    """)
    assert state(aunt) == ("open", 2, "")


def test_two_cases_of_one_household_are_linked(aunt):
    """Both are told, each says that it may be the other; whoever reads one sees the number of the other."""
    volunteer(aunt.db, UNCLE, number="52-00002", given="มี")
    aunt(RAISE + ALARM + """
        > 1
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        > 1
        < ใครเดือดร้อนคะ
        > ยายคำ ใจดี
        < เล่าสั้น ๆ ได้ไหมคะ
        ลุงมี: > แจ้งเหตุด่วน
        ลุงมี: < เกิดอะไรขึ้นคะ
        ลุงมี: > [ถูกทอดทิ้ง]
        ลุงมี: < แจ้งเจ้าหน้าที่แล้วค่ะ
        ลุงมี: < เกิดที่ไหนคะ
        คุณอร: < ถูกทอดทิ้ง
        ลุงมี: > 1
        ลุงมี: < ตอนนี้ยังเกิดอยู่ไหมคะ
        ลุงมี: > 1
        ลุงมี: < ใครเดือดร้อนคะ
        ลุงมี: > นางคำ ใจดี
        ลุงมี: < เล่าสั้น ๆ ได้ไหมคะ
        คุณอร: > เคสด่วน
        คุณอร: < คล้าย ฉ6911-00001
        คุณอร: > 2
        คุณอร: < คล้ายกับ
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
    """)
    first, second = aunt.rows(Case)
    assert (first.alike, second.alike) == ("", "ฉ6911-00001")


def test_another_alarm_of_the_same_reporter_says_so_at_once(aunt):
    aunt(RAISE + ALARM + """
        > ยกเลิก
        < ไม่ตอบต่อแล้วใช่ไหมคะ
        > 1
        < ยังเปิดอยู่
    """ + RAISE + """
        คุณอร: < อาจเป็นเรื่องเดียวกับ ฉ6911-00001
    """)


def test_whoever_rang_for_fun_before_is_marked_and_heard(aunt):
    taken(aunt)(LOOK + """
        คุณอร: > ปิดเคส
        คุณอร: < ผลเป็นอย่างไรคะ
        คุณอร: > แจ้งเล่น
        คุณอร: < ช่วยอย่างไรคะ
        คุณอร: > โทรไปแล้วไม่มีอะไร
        คุณอร: < มีรูปหลักฐานไหมคะ
    """ + ON_HER_WORD + RAISE + ALARM + """
        คุณอร: > เคสด่วน
        คุณอร: < อาจแจ้งเล่น
        คุณอร: > 1
        คุณอร: < ผู้แจ้งเคยแจ้งเล่น
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
    """)


def test_an_officer_of_elsewhere_sees_nothing(aunt):
    aunt(RAISE + ALARM)
    with aunt.db.transaction() as tx:
        people.revoke(tx, UNCLE, "officer")
        people.grant(tx, UNCLE, "officer", "50")
    aunt("""
        ลุงมี: > ฉ6911-00001
        ลุงมี: < ไม่พบเคส ฉ6911-00001 ในพื้นที่ของคุณค่ะ
        ลุงมี: > รับเรื่อง ฉ6911-00001
        ลุงมี: < ไม่พบเคส ฉ6911-00001 ในพื้นที่ของคุณค่ะ
        ลุงมี: > เคสด่วน
        ลุงมี: < ตอนนี้ไม่มีเคสด่วนในพื้นที่ค่ะ
        > เปิดเคส
        < เมนูนี้สำหรับเจ้าหน้าที่ค่ะ
        < อยากทำอะไรคะ
        ลุงมี: > ผลการช่วยเหลือ
        ลุงมี: < ยังไม่มีเรื่องด่วนที่แจ้งจากที่นี่ค่ะ
        ลุงมี: > ได้รับความช่วยเหลือแล้ว
        ลุงมี: < ตอนนี้ไม่มีเรื่องที่รอคำตอบจากคุณค่ะ
        ลุงมี: > บอกเพิ่ม
        ลุงมี: < ไม่พบเรื่องนี้
    """)
    assert ("read", "case:1") not in [(row.action, row.subject) for row in aunt.rows(Audit) if row.actor == UNCLE]


def test_a_role_that_was_taken_away_meanwhile(aunt):
    aunt(RAISE + ALARM + """
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


def test_its_reporter_is_told_so_often_and_no_oftener(aunt):
    taken(aunt)
    for _ in range(4):
        aunt("""
            คุณอร: > ฉ6911-00001
            คุณอร: < เมื่อ
            คุณอร: < เคสนี้เป็นของคุณค่ะ
            คุณอร: > ปล่อยให้คนอื่นรับ
            คุณอร: < ปล่อยเคส ฉ6911-00001 แล้วค่ะ
            ลุงมี: < ถูกทำร้าย
            คุณอร: > รับเรื่อง ฉ6911-00001
            คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
            < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
        """)
    news = [row for row in aunt.rows(Message) if row.purpose == "news"]
    assert len(news) == 5
    aunt.skip_to_the_end(AUNT)
    for person in (UNCLE, OFFICER):
        aunt.skip_to_the_end(person)
