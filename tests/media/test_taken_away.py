"""What is taken back, or has been kept long enough, goes: from the screens, the database, the store and the small pictures."""

from datetime import timedelta

import pytest

from bot.photofolder import Folder, StoreFailed
from bot.retention import read_days
from models.audit import Audit
from models.conversation import Conversation
from models.event import Event
from models.household import Household
from models.media import Media
from models.message import Message
from models.visit import Visit, note_of, promised_of
from tests.town import AUNT

VISIT = """
    > เยี่ยมบ้าน
    < เยี่ยมบ้านใครคะ
    > ตามี ชัยดี 82 ปี
    < บันทึกเป็นบ้านใหม่เลยนะคะ
    < บ้านเลขที่เท่าไรคะ
    > 45
    < ในบ้านอยู่กันกี่คนคะ
    > 1
    < ตามี ชัยดี อยู่กลุ่มไหนบ้างคะ
    > ต่อไป
    < ใครดูแลตามี ชัยดีคะ
    > ไม่มีใครดูแล
    < พบปัญหาอะไรบ้างคะ
    > เจ็บป่วย
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > ไม่มี
    < วันนี้ช่วยอะไรไปบ้างคะ
    > ประสานช่วยเหลือ
    < สัญญาอะไรกับเขาไว้ไหมคะ
"""


def forgotten(town):
    """A round for the job that removes the bytes."""
    town.sim.post("/sim/clock", forward=2)
    town.go_round()


def last_message_id(town) -> str:
    return town.rows(Event)[-1].message_id


@pytest.fixture
def photo(aunt):
    aunt("""
        > เพิ่มรูป
        < ส่งรูปของ ยายคำ ใจดี (ย6911-00001) ได้เลยค่ะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > ครบ
        < เก็บรูป 1 ไว้กับ
    """)
    return aunt


def test_a_photo_that_is_unsent_leaves_a_tombstone_without_content(photo):
    (item,) = photo.rows(Media)
    photo.act(AUNT, do="unsend", message_id=item.message_id)
    forgotten(photo)
    photo("")
    assert photo.stored() == []
    (told,) = photo.exported("photos")
    assert {name: told[name] for name in ("state", "visit_no", "sha256", "media_type", "latitude")} == {
        "state": "unsent", "visit_no": "ย6911-00001", "sha256": None, "media_type": None, "latitude": None}
    assert ("unsent", "message") in [(row.action, row.subject) for row in photo.rows(Audit)]


def test_words_that_are_unsent_take_their_answer_with_them(aunt):
    """While the talk is open it is asked again; the summary that repeated it cannot be read in our records either."""
    aunt(VISIT + """
        > จะพาไปหาหมอ เบอร์ญาติ 0891112222
        < จะไปเยี่ยมอีกเมื่อไรคะ
    """)
    message_id = last_message_id(aunt)
    aunt("""
        > [ไม่ต้องนัด]
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)
    aunt.act(AUNT, do="unsend", message_id=message_id)
    aunt("""
        > ใช่
        < ขอถามเพิ่มก่อนนะคะ
        > [ไม่ได้สัญญา]
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)
    for table, column in ((Conversation, "record"), (Message, "payload"), (Event, "raw")):
        sealed = [getattr(row, column) for row in aunt.rows(table)]
        kept = str([aunt.db.vault.open(one, f"{table.__tablename__}.{column}") for one in sealed])
        assert "สัญญาอะไรกับเขาไว้ไหมคะ" in kept or table is not Message
        assert "0891112222" not in kept


def test_words_that_are_unsent_after_the_visit_go_from_it_as_they_were_typed(aunt):
    aunt(VISIT + """
        > จะพาไปหาหมอ
        < จะไปเยี่ยมอีกเมื่อไรคะ
    """)
    message_id = last_message_id(aunt)
    aunt("""
        > [ไม่ต้องนัด]
        < บันทึกการเยี่ยมตามนี้นะคะ
        > ใช่
        < บันทึกการเยี่ยม ตามี ชัยดี แล้วค่ะ
    """)
    aunt.act(AUNT, do="unsend", message_id=message_id)
    aunt("")
    with aunt.db.reading() as tx:
        made = aunt.rows(Visit)[-1]
        assert (promised_of(tx, made), note_of(tx, made), made.deeds) == ("", "", ["coordinated"])


def test_a_place_that_is_unsent_goes_from_its_house(aunt):
    aunt(VISIT.split("> ตามี")[0] + """
        > (ตำแหน่ง 18.71,99.56)
        < ได้ตำแหน่งบ้านแล้วค่ะ
    """)
    message_id = last_message_id(aunt)
    aunt("""
        > ตามี ชัยดี 82 ปี
        < บันทึกเป็นบ้านใหม่เลยนะคะ
        < บ้านเลขที่เท่าไรคะ
    """)
    aunt.act(AUNT, do="unsend", message_id=message_id)
    aunt("""
        > ยกเลิก
        < คำตอบที่ตอบมาจะหายไป
        > 2
        < บันทึกเป็นบ้านใหม่เลยนะคะ
        < บ้านเลขที่เท่าไรคะ
    """)
    aunt(VISIT.split("บ้านเลขที่เท่าไรคะ")[1] + """
        > [ไม่ได้สัญญา]
        < จะไปเยี่ยมอีกเมื่อไรคะ
        > [ไม่ต้องนัด]
        < ส่งรูปหรือเสียงได้เลยค่ะ
        > (ตำแหน่ง 18.72,99.57)
        < ได้ตำแหน่งบ้านแล้วค่ะ
    """)
    message_id = last_message_id(aunt)
    aunt("""
        > ใช่
        < บันทึกการเยี่ยม ตามี ชัยดี แล้วค่ะ
    """)
    assert aunt.rows(Household)[-1].latitude == 18.72
    aunt.act(AUNT, do="unsend", message_id=message_id)
    assert aunt.rows(Household)[-1].latitude is None


def test_an_answer_left_as_it_was_still_goes_with_its_message(aunt):
    aunt(VISIT + """
        > จะพาไปหาหมอ
        < จะไปเยี่ยมอีกเมื่อไรคะ
    """)
    message_id = last_message_id(aunt)
    aunt("""
        > ย้อนกลับ
        < สัญญาอะไรกับเขาไว้ไหมคะ
        > คงเดิม
        < จะไปเยี่ยมอีกเมื่อไรคะ
    """)
    aunt.act(AUNT, do="unsend", message_id=message_id)
    aunt("""
        > [ไม่ต้องนัด]
        < สัญญาอะไรกับเขาไว้ไหมคะ
    """)


def test_who_leaves_takes_everything_they_sent(photo):
    photo("""
        > (เสียง)
        < เสียงนี้ของบ้านไหนคะ
        > ลาออก
        < เก็บ “ส่งรูป เสียง 1” ไว้ให้แล้วค่ะ
        < รูปและเสียงที่ส่งมา
        > [ใช่ ลาออก]
        < ลบข้อมูลให้เรียบร้อยแล้วค่ะ
    """)
    forgotten(photo)
    assert [row.state for row in photo.rows(Media)] == ["erased", "erased"]
    assert photo.stored() == []


def test_what_has_been_kept_long_enough_is_taken_away_and_written_down(photo):
    photo("""
        > (เสียง)
        < เสียงนี้ของบ้านไหนคะ
        > 1
        < เก็บเสียง 1 ไว้กับ
    """)
    photo.sim.post("/sim/clock", forward=timedelta(days=364).total_seconds())
    photo.go_round()
    photo.go_round()
    assert [row.state for row in photo.rows(Media)] == ["kept", "kept"]
    photo.sim.post("/sim/clock", forward=timedelta(days=2).total_seconds())
    photo.go_round()
    photo.go_round()
    assert [row.state for row in photo.rows(Media)] == ["kept", "erased"]
    assert len(photo.stored()) == 2
    (line,) = [row for row in photo.rows(Audit) if row.action == "erased"]
    assert (line.actor, line.detail) == ("system", {"image": 0, "audio": 1, "video": 0, "file": 0, "drafts": 0})


def test_photos_of_a_draft_go_with_it(aunt):
    aunt("""
        > (รูป)
        < รูปนี้ของบ้านไหนคะ
        > หยุดไว้ก่อน
        < หยุด “ส่งรูป รูป 1” ไว้ให้แล้วค่ะ
    """)
    aunt.sim.post("/sim/clock", forward=timedelta(days=181).total_seconds())
    aunt.go_round()
    aunt.go_round()
    assert [row.state for row in aunt.rows(Media)] == ["erased"]
    assert aunt.stored() == []


def test_a_store_that_is_away_does_not_keep_what_must_go(photo, monkeypatch):
    """Removing never gives up."""
    def away(*_):
        raise StoreFailed("it is away")

    monkeypatch.setattr(Folder, "delete", away)
    photo.act(AUNT, do="unsend", message_id=photo.rows(Media)[0].message_id)
    for _ in range(15):
        photo.sim.post("/sim/clock", forward=1000)
        photo.go_round()
    assert len(photo.stored()) == 2
    monkeypatch.undo()
    photo.sim.post("/sim/clock", forward=1000)
    photo.go_round()
    assert photo.stored() == []


@pytest.mark.parametrize("text", ["image", "image=0", "image=x", "photos=30", "image=99999999"])
def test_a_setting_that_says_nothing_is_refused_with_how_to_write_it(text):
    with pytest.raises(ValueError, match="write it as image=1825"):
        read_days(text)


def test_a_setting_changes_what_it_names():
    assert read_days("audio=30, file=10") == {"image": 1825, "audio": 30, "video": 365, "file": 10}
