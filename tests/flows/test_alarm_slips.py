"""What goes otherwise than planned around an alarm: other words, late words, words taken back, a second emergency, abandoned
photos. Nothing a person sent is lost, and no alarm is called off by a slip."""

from datetime import timedelta

from models.case import Case, CaseLog
from models.media import Media
from models.message import Message
from tests.raised import ALARM, CLOSE, LOOK, ON_HER_WORD, RAISE, aunt, friends, rounds, state, steps, taken
from tests.town import AUNT, OFFICER, UNCLE
from tests.wire import BORN, said

__all__ = ["aunt"]


def test_a_second_emergency_is_a_new_case(aunt):
    """The questions of the first end with it."""
    taken(aunt)(LOOK + CLOSE + ON_HER_WORD + """
        ~ 3 วัน
        > ช่วยด้วย ผัวถือมีดจะฆ่าแม่
        < เหตุด่วนใช่ไหมคะ
        > ใช่ค่ะ
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < ฉ6911-00002
    """)
    assert [row.state for row in aunt.rows(Case)] == ["closed", "open"]


def test_raising_again_later_is_another_case(aunt):
    aunt(RAISE + ALARM + """
        > แจ้งเหตุด่วน
        < กำลังทำ
    """)
    aunt.sim.post("/sim/clock", forward=31 * 60)
    aunt("""
        > แจ้งเหตุด่วน
        < เก็บ “เรื่องที่แจ้งไว้” ไว้ให้แล้วค่ะ
        < เกิดอะไรขึ้นคะ
    """)


def test_told_in_own_words_instead_of_a_button(aunt):
    """At the first question the kind is heard in the words; at the others they go to the case."""
    aunt("""
        > แจ้งเหตุด่วน
        < เกิดอะไรขึ้นคะ
        > ผัวถือมีดไล่ฟันแม่ เลือดออก
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < ถูกทำร้าย
        > บ้านยายคำ หลังวัด
        < บอกเจ้าหน้าที่เพิ่มให้แล้วค่ะ
        คุณอร: > [ดูรายละเอียด]
        คุณอร: < ไล่ฟันแม่
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
        คุณอร: > ฉ6911-00001
        คุณอร: < หลังวัด
        คุณอร: < ยังไม่มีใครรับเรื่องนี้ค่ะ
    """)


def test_answers_to_is_it_urgent(aunt):
    for words in ("ด่วนค่ะ", "ช่วยด้วยค่ะ", "(ตำแหน่ง 18.71,99.56)"):
        aunt(f"""
            > ช่วยด้วย
            < เหตุด่วนใช่ไหมคะ
            > {words}
            < เกิดอะไรขึ้นคะ
            > ยกเลิก
            < ยกเลิก
            > 1
            < ยกเลิกแล้วค่ะ
        """)


def test_a_cry_that_is_taken_back_opens_nothing(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
        > ผัวกำลังตีเมียเลือดออก
        < เหตุด่วนใช่ไหมคะ
    """)
    aunt.act(AUNT, do="unsend")
    aunt("""
        > 12/3
        < ในบ้านอยู่กันกี่คนคะ
    """)
    assert aunt.rows(Case) == []


def test_not_urgent_after_it_is_open_calls_nothing_off(aunt):
    aunt("""
        > ผัวกำลังตีเมียเลือดออก
        < เหตุด่วนใช่ไหมคะ
        > 1
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < ถูกทำร้าย
        > ย้อนกลับ
        < เหตุด่วนใช่ไหมคะ
        > 2
        < แจ้งเจ้าหน้าที่ไปแล้วค่ะ
    """)
    assert (state(aunt)[0], steps(aunt)[-1]) == ("open", "not_urgent")


def test_late_words_are_said_to_be_late_and_a_number_of_a_case_is_heard(aunt):
    taken(aunt)
    aunt("""
        > หมู่บ้านของฉัน
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < มีข้อมูลเพิ่มค่ะ
    """)
    early = BORN - timedelta(minutes=5)
    aunt.send(said("ยังเกิดอยู่", at=early))
    aunt("""
        < มาถึงช้าค่ะ
    """)
    aunt.send(said("รับเรื่อง ฉ๖๙๑๑-๐๐๐๐๑ ค่ะ", OFFICER, at=early))
    aunt("""
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
    """)


def test_a_photo_or_a_place_is_answer_enough(aunt):
    taken(aunt)(LOOK + """
        คุณอร: > ถามผู้แจ้ง
        คุณอร: < อยากถามผู้แจ้งว่าอะไรคะ
        คุณอร: > บ้านอยู่ตรงไหนคะ
        คุณอร: < ส่งคำถามให้ผู้แจ้งแล้วค่ะ
        < มีคำถามเรื่องที่ฝากไว้
        > [อ่านและตอบ]
        < เก็บ “เรื่องที่แจ้งไว้” ไว้ให้แล้วค่ะ
        < บ้านอยู่ตรงไหนคะ
        > (ตำแหน่ง 18.71,99.56)
        < ได้ตำแหน่ง
        > [ส่งแล้ว ไม่พิมพ์]
        < ส่งให้เจ้าหน้าที่แล้วค่ะ
        < ยังมี “เรื่องที่แจ้งไว้” ที่ทำค้างไว้ค่ะ
        คุณอร: < ตอบมาแล้วค่ะ
        คุณอร: > [อ่านคำตอบ]
        คุณอร: < 18.71000, 99.56000
        คุณอร: < เคสนี้เป็นของคุณค่ะ
    """)


def test_what_is_changed_after_taking_is_told_and_never_made_less(aunt):
    taken(aunt)("""
        > ย้อนกลับ
        < เกิดอะไรขึ้นคะ
        > [เรื่องด่วนอื่น]
        < เกิดที่ไหนคะ
        คุณอร: < มีข้อมูลเพิ่มค่ะ
    """)
    (case,) = aunt.rows(Case)
    assert (case.kind, case.urgency) == ("other", "emergency")


def test_a_referred_case_has_as_long_again_after_its_reminder(aunt):
    taken(aunt)(LOOK + """
        คุณอร: > ส่งต่อหน่วยงาน
        คุณอร: < ส่งต่อไปที่ไหนคะ
        คุณอร: > 1
        คุณอร: < ประสานกับใคร ตกลงกันว่าอย่างไรคะ
        คุณอร: > คุณแก้วจะมารับพรุ่งนี้
        คุณอร: < ส่งต่อเคส
        < ส่งต่อหน่วยงานที่ดูแลโดยตรงแล้วค่ะ
    """)
    rounds(aunt, 24 * 60 + 1)
    aunt("""
        คุณอร: < ช่วยกันถึงไหนแล้วคะ
    """)
    rounds(aunt, 23 * 60)
    aunt("")
    assert state(aunt)[0] == "referred"


def test_not_helped_while_somebody_has_it_is_told_to_them(aunt):
    taken(aunt)("""
        > ยังไม่ได้รับความช่วยเหลือ
        < เก็บ “เรื่องที่แจ้งไว้” ไว้ให้แล้วค่ะ
        < บอกคนที่รับเรื่อง ฉ6911-00001 แล้วค่ะ
        < ยังมี “เรื่องที่แจ้งไว้” ที่ทำค้างไว้ค่ะ
        คุณอร: < ยังไม่ได้รับความช่วยเหลือค่ะ
    """)
    assert state(aunt) == ("acknowledged", 0, OFFICER)
    rounds(aunt, 31)
    aunt("""
        คุณอร: < เปิดให้คนอื่นรับแล้วค่ะ
        < กำลังหาคนมาดู
        ลุงมี: < ถูกทำร้าย
    """)


def test_a_guest_sends_more_about_the_open_case(town):
    town.grant_officer("52", OFFICER)
    friends(town)("""
        ลุงมี: > แจ้งเหตุด่วน
        ลุงมี: < เกิดอะไรขึ้นคะ
        ลุงมี: > 1
        ลุงมี: < บอกที่เกิดเหตุก่อนนะคะ
        ลุงมี: < อยู่ตำบลไหน อำเภอไหนคะ
        ลุงมี: > วิเชตนคร แจ้ห่ม
        ลุงมี: < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < ถูกทำร้าย
        ลุงมี: > ยกเลิก
        ลุงมี: < ไม่ตอบต่อแล้วใช่ไหมคะ
        ลุงมี: > 1
        ลุงมี: < ยังเปิดอยู่
        ลุงมี: > (รูป)
        ลุงมี: < ได้รับรูปแล้วค่ะ
        ลุงมี: > [ส่งแล้ว ไม่พิมพ์]
        ลุงมี: < ส่งให้เจ้าหน้าที่แล้วค่ะ
        ลุงมี: > ฉ6911-00001
        ลุงมี: < จะบอกอะไรเพิ่มคะ
    """)
    (photo,) = town.rows(Media)
    assert photo.talk_id == town.rows(Case)[0].talk_id


def test_a_case_that_cannot_be_moved_is_seen(aunt, monkeypatch):
    aunt(RAISE + ALARM)
    with monkeypatch.context() as broken:
        broken.setattr("bot.alarms.tell", lambda *_, **__: 1 / 0)
        rounds(aunt, 6)
        assert "cannot be moved" in "\n".join(aunt.app.test_client().get("/readyz").json["wrong"])
    rounds(aunt, 2)
    assert "cannot be moved" not in "\n".join(aunt.app.test_client().get("/readyz").json["wrong"])
    assert "stuck" in [row.what for row in aunt.rows(CaseLog)]
    aunt.skip_to_the_end(UNCLE)
    aunt.skip_to_the_end(OFFICER)


def test_a_locked_screen_shows_no_name_and_no_number_that_chooses_nothing(aunt):
    taken(aunt)("""
        > 1
        < ตอนนี้ยังเกิดอยู่ไหมคะ
        คุณอร: < มีข้อมูลเพิ่มค่ะ
        > 1
        < ใครเดือดร้อนคะ
        > ยายคำ บ้านสีฟ้า
        < เล่าสั้น ๆ ได้ไหมคะ
        คุณอร: > ฉ6911-00001
        คุณอร: < ยายคำ บ้านสีฟ้า
        คุณอร: < เคสนี้เป็นของคุณค่ะ
    """)
    items = aunt.sim.get(f"/sim/people/{OFFICER}/chat?after=0")["items"]
    alts = "\n".join(item["message"].get("altText", "") for item in items if item["from"] == "bot")
    assert "ยายคำ" not in alts
    assert "1) รับเรื่อง" not in alts


def test_an_officers_half_written_closing_waits(aunt):
    taken(aunt)(LOOK + CLOSE + """
        คุณอร: > เคสด่วน
        คุณอร: < เก็บ “เคสด่วน” ไว้ให้แล้วค่ะ
        คุณอร: < เคสด่วน 1 เรื่อง
        คุณอร: > ทำต่อ
        คุณอร: < เคสด่วน 1 เรื่อง
    """)


def test_a_place_of_the_officer_is_a_note_and_moves_no_case(aunt):
    taken(aunt)(LOOK + """
        คุณอร: > (ตำแหน่ง 13.8,100.65)
        คุณอร: < ได้ตำแหน่งแล้วค่ะ
        คุณอร: > จบ
        คุณอร: < เก็บไว้กับเคส
    """)
    (case,) = aunt.rows(Case)
    assert (case.latitude, case.area_code) == (None, "52060705")


def test_a_place_that_its_reporter_sends_later_is_taken_back_with_its_message(aunt):
    taken(aunt)("""
        > ตอบ ฉ6911-00001
        < เก็บ “เรื่องที่แจ้งไว้” ไว้ให้แล้วค่ะ
        < จะบอกอะไรเพิ่มคะ
        > (ตำแหน่ง 18.71,99.56)
        < ได้ตำแหน่ง
        > [ส่งแล้ว ไม่พิมพ์]
        < ส่งให้เจ้าหน้าที่แล้วค่ะ
        < ยังมี “เรื่องที่แจ้งไว้” ที่ทำค้างไว้ค่ะ
        คุณอร: < ตอบมาแล้วค่ะ
    """)
    assert aunt.rows(Case)[0].latitude == 18.71
    aunt.act(AUNT, do="unsend")
    assert aunt.rows(Case)[0].latitude is None


def test_a_digest_of_what_was_taken_does_not_leave(aunt):
    for number in range(8):
        for words in ("แจ้งเหตุด่วน", "เรื่องด่วนอื่น"):
            aunt.send(said(words, f"U{900 + number:032d}"))
    with aunt.db.transaction() as tx:
        tx.execute(Case.__table__.update().values(area_code="520607", next_at=tx.now))
    aunt.go_round()
    aunt.skip_to_the_end(OFFICER)
    rounds(aunt, 3)
    with aunt.db.transaction() as tx:
        tx.execute(Case.__table__.update().values(state="acknowledged", acknowledged_by=UNCLE))
    aunt.go_round()
    assert {row.state for row in aunt.rows(Message) if row.purpose == "flood"} <= {"stale"}
    aunt.skip_to_the_end(OFFICER)
