"""What one may look at, and what may be said at any moment."""
import pytest
from sqlalchemy import select

from models import people
from models.audit import Audit
from models.work import Job, enqueue
from tests.factories import volunteer
from tests.flows.test_visit import FIRST
from tests.town import AUNT, OFFICER, UNCLE


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    return town


def test_a_newcomer(town):
    town("""
        > สวัสดีค่ะ
        < อยากทำอะไรคะ
        > อพม. คืออะไร
        < อายุ 18 ปีขึ้นไป สมัครได้ทุกคน ฟรีค่ะ
        > ความเป็นส่วนตัว
        < ประกาศความเป็นส่วนตัว ฉบับที่ 2
        > บัตร
        < ใช้ได้เมื่อเป็น อพม. แล้วค่ะ
        < อยากทำอะไรคะ
        > ฮัลโหล
        < ยังไม่เข้าใจค่ะ
        < อยากทำอะไรคะ
        > ขอบคุณค่ะ
        < ยินดีค่ะ
        > ทำต่อ
        < ตอนนี้ไม่มีเรื่องที่ทำค้างอยู่ค่ะ
        < อยากทำอะไรคะ
        > (รูป)
        < ตอนนี้ยังเก็บรูปไม่ได้ค่ะ
        < อยากทำอะไรคะ
        > (ตำแหน่ง 18.71,99.56)
        < ได้ตำแหน่งแล้วค่ะ
        < อยากทำอะไรคะ
        > สายด่วน
        < สายด่วน พม. โทร 1300
    """)


def test_ones_card_and_houses(aunt):
    aunt("""
        > บ้านของฉัน
        < ยังไม่มีบ้านที่คุณบันทึกค่ะ
    """)
    aunt(FIRST)
    aunt("""
        ~ 31 วัน
        > บ้านของฉัน
        < บ้านของคุณ 1 หลัง ถึงวันนัดแล้ว 1 หลังค่ะ
        > บัตรของฉัน
        < นางสมใจ ใจดี
    """)


def test_an_officer_sees_the_visits_of_the_area_and_that_is_noted(aunt):
    aunt.grant_officer("5206")
    aunt.grant_officer("53", "U00000000000000000000000000000002")
    aunt(FIRST)
    aunt("""
        คุณอร: > การเยี่ยมล่าสุด
        คุณอร: < ยายคำ ใจดี (ย6911-00001)
        ลุงมี: > การเยี่ยมล่าสุด
        ลุงมี: < ยังไม่มีการเยี่ยมบ้านในพื้นที่ของคุณค่ะ
        > การเยี่ยมล่าสุด
        < เมนูนี้สำหรับเจ้าหน้าที่ค่ะ
        < อยากทำอะไรคะ
    """)
    with aunt.db.reading() as tx:
        assert tx.one(select(Audit.actor).where(Audit.action == "read", Audit.subject == "visits:latest")).actor == OFFICER


def test_the_morning_digest_tells_an_officer_once(town):
    town.grant_officer("52")
    volunteer(town.db, state="applied", number=None)
    town("""
        คุณอร: > (เพิ่มเพื่อน)
        คุณอร: < สวัสดีค่ะ
        คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    """)
    town.sim.post("/sim/clock", at="2026-11-23T08:31:00+07:00")
    for _ in range(3):
        town.go_round()
    town("""
        คุณอร: < มีใบสมัคร อพม. รอตรวจ 1 ใบค่ะ
    """)


def test_line_for_pc_answers_everything_by_typing(aunt):
    """No quick replies, no rich menu, no taps."""
    aunt.sim.post(f"/sim/people/{AUNT}", pc=True)
    aunt("""
        > เมนู
        < อยากทำอะไรคะ
        > 1
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี อายุเจ็ดสิบเก้า
        < บ้านเลขที่เท่าไรคะ
        > อยู่หมู่บ้านอื่น
        < อยู่ตำบลไหนคะ
        > ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง
        < หมู่ที่เท่าไร บ้านอะไรคะ
        > หมู่ 7
        < หมู่ 7 ชื่อบ้านอะไรคะ
        > ไม่ทราบ
        < บ้านเลขที่เท่าไรคะ
        > ๑๒/๓
        < ในบ้านอยู่กันกี่คนคะ
        > หนึ่งคน
        < อยู่กลุ่มไหนบ้างคะ
        > 1 2
        < พิการด้านไหนคะ
        > 2
        < ใครดูแลยายคำ ใจดีคะ
        > 1
        < พบปัญหาอะไรบ้างคะ
        > ไม่พบปัญหา
        < บ้านนี้มีรายได้จากอะไรบ้างคะ
        > 1 2
        < เบี้ยคนพิการ รวมทั้งบ้าน เดือนละกี่บาทคะ
        > 800
        < วันนี้ช่วยอะไรไปบ้างคะ
        > 4
        < จะไปเยี่ยมอีกเมื่อไรคะ
        > เดือนหน้า
        < นัดครั้งหน้า: 22 ธ.ค. 69
    """)


def test_blocking_and_coming_back(town):
    town("""
        > (บล็อก)
        > (เลิกบล็อก)
        < สวัสดีค่ะ
        < อยากทำอะไรคะ
    """)


def test_a_hotline_agents_menu_has_no_empty_rooms(town):
    with town.db.transaction() as tx:
        people.grant(tx, OFFICER, "hotline", "")
    town("""
        คุณอร: > เมนู
        คุณอร: < อยากทำอะไรคะ
        คุณอร: > 2
        คุณอร: < ยังไม่มีตารางเวรค่ะ
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวรค่ะ
    """)


def test_the_morning_counts_nothing_twice_and_tells_each_officer_alone(town):
    for number, area in enumerate(("52060705", "52060705", "52070101"), 1):
        volunteer(town.db, f"U{number:032d}", state="applied", number=None, area_code=area)
    for area in ("52", "5206"):  # an area inside the other one
        town.grant_officer(area)
    town.grant_officer("5206", UNCLE)
    town.grant_officer("90", "U" + "0" * 30 + "77")
    town.sim.post("/sim/clock", at="2026-11-23T08:31:00+07:00")
    town.go_round()
    told = [(row.payload["officer"], row.payload["applied"]) for row in town.rows(Job, Job.kind == "digest_for")]
    assert sorted(told) == [(UNCLE, 2), (OFFICER, 3)]


def test_no_case_waits_for_more_than_one_job(town, monkeypatch):
    looks = []
    monkeypatch.setattr("bot.clock.Clock._cases", lambda self: looks.append(len(town.rows(Job, Job.state == "done"))))
    with town.db.transaction() as tx:
        for number in range(5):
            enqueue(tx, "menu", {"line_user_id": f"U{number:032d}"})
    town.go_round()
    done = [looked for looked in looks if looked]
    assert done[:5] == sorted(set(done))[:5]  # one look after each
