"""Photos, sounds, films, papers and places in conversation: in a visit, for a visit just made, and out of the blue."""

import pytest

from models.audit import Audit
from models.household import Household
from models.media import Media
from tests.factories import volunteer
from tests.flows.test_visit import FIRST
from tests.town import AUNT, UNCLE
from tests.wire import event

OPEN = """
    > เยี่ยมบ้าน
    < ไปเยี่ยมใครคะ
    > ยายคำ ใจดี 79 ปี
    < บ้านเลขที่เท่าไรคะ
"""
REST = """
    > 12/3
    < ในบ้านอยู่กันกี่คนคะ
    > 1
    < ยายคำ ใจดี อยู่กลุ่มไหนบ้างคะ
    > ต่อไป
    < พบปัญหาอะไรบ้างคะ
    > เจ็บป่วย
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > ไม่มี
    < วันนี้ช่วยอะไรไปบ้างคะ
    > 1
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [ไม่ต้องนัด]
"""
RECORD = """
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
"""


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    return town


def states(town) -> list:
    return [(row.kind, row.state, row.visit_id) for row in town.rows(Media)]


# In a visit


def test_five_at_once_a_voice_and_a_place(aunt):
    aunt(OPEN)
    aunt("""
        > (รูป 5)
        < ได้รับรูปที่ 1 จาก 5 แล้วค่ะ
        < ได้รับรูปที่ 2 จาก 5 แล้วค่ะ
        < ได้รับรูปที่ 3 จาก 5 แล้วค่ะ
        < ได้รับรูปที่ 4 จาก 5 แล้วค่ะ
        < ได้รับรูปครบ 5 รูปแล้วค่ะ
        > (เสียง)
        < ได้รับเสียงแล้วค่ะ
    """)
    assert "บ้านเลขที่เท่าไรคะ" in aunt.chat()[-1]  # the question is still there to be answered
    aunt(REST + """
        < ได้รับ รูป 5 · เสียง 1 แล้ว ส่งเพิ่มได้เลยค่ะ
        > (ตำแหน่ง 18.71,99.56)
        < ได้ตำแหน่งบ้านแล้วค่ะ
    """)
    assert "ได้รับ รูป 5 · เสียง 1 · ตำแหน่งบ้าน แล้ว" in aunt.chat()[-1]
    aunt("""
        > [ถูกต้อง บันทึกเลย]
        < เก็บ รูป 5 · เสียง 1 ไว้ด้วยแล้ว
    """)
    assert states(aunt) == [("image", "kept", 1)] * 5 + [("audio", "kept", 1)]
    (house,) = aunt.rows(Household)
    assert (house.latitude, house.longitude) == (18.71, 99.56)
    (told,) = aunt.exported("visits")
    assert [one["kind"] for one in told["photos"]] == ["image"] * 5 + ["audio"]
    assert len(aunt.stored()) == 11  # five pictures with their small ones, and a voice


def test_a_photo_between_the_summary_and_the_tap_changes_nothing_that_was_agreed_to(aunt):
    aunt(OPEN)
    aunt(REST + """
        < บันทึกการเยี่ยมตามนี้นะคะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
    """)
    aunt(RECORD)
    assert states(aunt) == [("image", "kept", 1)]


def test_a_broken_house_is_asked_for_its_picture(aunt):
    aunt(OPEN)
    aunt("""
        > 12/3
        < ในบ้านอยู่กันกี่คนคะ
        > 1
        < ยายคำ ใจดี อยู่กลุ่มไหนบ้างคะ
        > ต่อไป
        < พบปัญหาอะไรบ้างคะ
        > บ้านพัง
        < ถ่ายรูปไว้เป็นหลักฐานไหมคะ ส่งรูปได้เลย
        > (รูป)
        < ได้รับแล้ว รูป 1
        > ครบแล้วค่ะ
        < บ้านนี้มีรายได้จากอะไรบ้างคะ
        > ย้อนกลับ
        < ถ่ายรูปไว้เป็นหลักฐานไหมคะ
        > ไม่มีรูป
        < บ้านนี้มีรายได้จากอะไรบ้างคะ
        > ยกเลิก
        < คำตอบและรูปที่ส่งมาจะหายไป
        > [ใช่ ยกเลิก]
        < ยกเลิกแล้วค่ะ
    """)
    aunt.go_round()
    assert states(aunt) == [("image", "erased", None)]
    assert aunt.stored() == []


def test_a_talk_with_photos_only_is_kept_when_something_else_begins(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > เมนู
        < เก็บ “เยี่ยมบ้าน” ไว้ให้แล้วค่ะ
        < อยากทำอะไรคะ
        > ทำต่อ
        < ไปเยี่ยมใครคะ
    """)


def test_undone_and_recorded_again_with_what_was_sent(aunt):
    aunt(OPEN)
    aunt("""
        > (รูป)
        < ได้รับรูปแล้วค่ะ
    """)
    aunt(REST + """
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)
    aunt(RECORD)
    aunt("""
        > แก้การเยี่ยม
        < ยกเลิกการเยี่ยมเลขที่ ย6911-00001 แล้วค่ะ
        < ได้รับ รูป 1 แล้ว
    """)
    assert states(aunt) == [("image", "kept", None)]
    aunt(RECORD)
    assert states(aunt) == [("image", "kept", 2)]


# Late, out of order, missing


def test_what_comes_after_the_visit_was_recorded_goes_to_it(aunt):
    """Five chosen together on a weak signal: two come in time, two later in any order, one never."""
    aunt(OPEN)
    aunt.act(AUNT, do="image", count=5, arrive=[4, 1])
    aunt("""
        < ได้รับรูปที่ 1 จาก 5 แล้วค่ะ
        < ได้รับรูปที่ 2 จาก 5 แล้วค่ะ
    """)
    aunt(REST + """
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < ยังมีรูปที่มาไม่ถึงอีก 3 รูป ถ้ามาถึงจะเก็บให้เองค่ะ
    """)
    first, *_ = aunt.rows(Media)
    for place in (5, 2):
        aunt.send(photo_of_set(aunt, first.set_id, place, 5))
    aunt("""
        < ได้รับรูปที่ 3 จาก 5 แล้วค่ะ เก็บไว้กับ ยายคำ ใจดี (ย6911-00001) ให้แล้ว
        < ได้รับรูปที่ 4 จาก 5 แล้วค่ะ เก็บไว้กับ ยายคำ ใจดี (ย6911-00001) ให้แล้ว
    """)
    assert [row.visit_id for row in aunt.rows(Media)] == [1, 1, 1, 1]


# For a visit just made, and out of the blue


def test_one_more_for_the_visit_just_made(aunt):
    aunt(FIRST)
    aunt("""
        > [เพิ่มรูป]
        < ส่งรูปของ ยายคำ ใจดี (ย6911-00001) ได้เลยค่ะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > (ไฟล์)
        < ได้รับเอกสารแล้วค่ะ
        > [ส่งครบแล้ว]
        < เก็บรูป 1 · เอกสาร 1 ไว้กับ ยายคำ ใจดี (ย6911-00001) แล้วค่ะ
    """)
    assert states(aunt) == [("image", "kept", 1), ("file", "kept", 1)]


def test_whose_is_it(aunt):
    aunt(FIRST)
    aunt("""
        ~ 1 วัน
        > (รูป 2)
        < ได้รับรูปที่ 1 จาก 2 แล้วค่ะ
        < รูปนี้ของบ้านไหนคะ
        < ได้รับรูปครบ 2 รูปแล้วค่ะ
        > เมื่อกี้ส่งผิด
        < ยังไม่แน่ใจว่า
        > 1
        < เก็บรูป 2 ไว้กับ ยายคำ ใจดี (ย6911-00001) แล้วค่ะ
        > (เสียง)
        < เสียงนี้ของบ้านไหนคะ
        > ยกเลิก
        < คำตอบและรูปที่ส่งมาจะหายไป
        > 1
        < ยกเลิกแล้วค่ะ
        > (ตำแหน่ง 18.71,99.56)
        < ตำแหน่งนี้ของบ้านไหนคะ
        > [ยายคำ ใจดี (ย6911-00001)]
        < เก็บตำแหน่งบ้าน ไว้กับ ยายคำ ใจดี (ย6911-00001) แล้วค่ะ
    """)
    assert states(aunt) == [("image", "kept", 1)] * 2 + [("audio", "erased", None)]
    assert aunt.rows(Household)[0].latitude == 18.71


def test_a_photo_first_and_the_visit_after_it(aunt):
    aunt("""
        > เพิ่มรูป
        < ยังไม่มีการเยี่ยมให้เพิ่มรูปค่ะ
        > (รูป)
        < ได้รูปแล้วค่ะ บันทึกการเยี่ยมบ้านเลยไหมคะ
        > 1
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
    """)
    aunt(REST + """
        < ได้รับ รูป 1 แล้ว
    """)
    aunt(RECORD)
    assert states(aunt) == [("image", "kept", 1)]


def test_a_visit_that_was_undone_meanwhile(aunt):
    aunt(FIRST)
    aunt("""
        > (รูป)
        < รูปนี้ของบ้านไหนคะ
        > แก้การเยี่ยม
        < เก็บ “ส่งรูป” ไว้ให้แล้วค่ะ
        < ยกเลิกการเยี่ยมเลขที่ ย6911-00001 แล้วค่ะ
        < บันทึกการเยี่ยมตามนี้นะคะ
        > เมนู
        < เก็บ “เยี่ยมบ้าน ยายคำ ใจดี” ไว้ให้แล้วค่ะ
        < อยากทำอะไรคะ
        > ทำต่อ 2
        < รูปนี้ของบ้านไหนคะ
        > 1
        < การเยี่ยมนั้นถูกยกเลิกไปแล้วค่ะ รูปยังอยู่ เลือกใหม่นะคะ
        < ได้รูปแล้วค่ะ บันทึกการเยี่ยมบ้านเลยไหมคะ
    """)


# Who, and what


def test_who_may_not_send_hears_so(town):
    volunteer(town.db, UNCLE, state="applied")
    town("""
        ลุงมี: > (รูป)
        ลุงมี: < ตอนนี้ยังเก็บรูปไม่ได้ค่ะ ส่งได้เมื่อเป็น อพม. แล้ว
        ลุงมี: < อยากทำอะไรคะ
    """)
    assert town.rows(Media) == []


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"do": "file", "name": "รายชื่อ.docx"}, "เก็บได้เฉพาะรูป เสียง วิดีโอ และ PDF"),
        ({"do": "file", "name": "หนังสือ.pdf", "size": 60_000_000}, "ใหญ่เกินไป เก็บไม่ได้ค่ะ ขอไม่เกิน 50 MB"),
    ],
)
def test_what_is_refused_at_once(aunt, what, words):
    aunt.act(AUNT, **what)
    aunt(f"""
        < {words}
        < อยากทำอะไรคะ
    """)
    assert aunt.rows(Media) == []


def test_a_picture_that_lies_elsewhere_is_not_fetched(aunt):
    told = photo_of_set(aunt, "", 1, 1)
    told["message"]["contentProvider"] = {"type": "external", "originalContentUrl": "https://evil.example/a.jpg"}
    aunt.send(told)
    aunt("""
        < รูปนี้เป็นลิงก์จากที่อื่น เก็บไม่ได้ค่ะ
        < อยากทำอะไรคะ
    """)


@pytest.mark.parametrize(("place", "words"), [("0,0", "ยังไม่เห็นตำแหน่งค่ะ"), ("48.85,2.35", "อยู่นอกประเทศไทยค่ะ")])
def test_a_place_that_cannot_be(aunt, place, words):
    aunt(f"""
        > (ตำแหน่ง {place})
        < {words}
        < อยากทำอะไรคะ
    """)
    aunt(OPEN)
    aunt(f"""
        > (ตำแหน่ง {place})
        < {words}
    """)


def photo_of_set(town, set_id: str, place: int, total: int) -> dict:
    """A webhook event of one more picture of that set."""
    message = {
        "type": "image", "id": f"9{place:017d}", "contentProvider": {"type": "line"}, "quoteToken": "q", "markAsReadToken": "m"}
    if set_id:
        message["imageSet"] = {"id": set_id, "index": place, "total": total}
    return event("message", message=message)


def test_the_audit_knows_what_was_added(aunt):
    aunt(FIRST)
    aunt("""
        > เพิ่มรูป
        < ส่งรูปของ ยายคำ ใจดี
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > ครบ
        < เก็บรูป 1 ไว้กับ
    """)
    assert ("added", "visit:1") in [(row.action, row.subject) for row in aunt.rows(Audit)]
