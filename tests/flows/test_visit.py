"""Visits, as they are said."""
import orjson
import pytest

from tests.factories import volunteer

FIRST = """
    > เยี่ยมบ้าน
    < ไปเยี่ยมใครคะ
    > ยายคำ ใจดี 79 ปี
    < บ้านเลขที่เท่าไรคะ
    > 12/3
    < ในบ้านอยู่กันกี่คนคะ
    > 1
    < ยายคำ ใจดี อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < พบปัญหาอะไรบ้างคะ
    > [รายได้ไม่พอ]
    < พบปัญหาอะไรบ้างคะ
    > [ต่อไป]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [เบี้ยผู้สูงอายุ]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [ต่อไป]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ให้คำแนะนำ]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ต่อไป]
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [อีก 1 เดือน]
    < เบี้ยผู้สูงอายุ 700
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
"""
AGAIN = """
    > เยี่ยมบ้าน
    < เยี่ยมบ้านใครคะ
    > 1
    < ครั้งก่อนเยี่ยมเมื่อ
    < เหมือนครั้งก่อนไหมคะ
    > [เหมือนเดิม]
    < บันทึกการเยี่ยมตามนี้นะคะ
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
"""


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    return town


def visits(town) -> list[dict]:
    return [orjson.loads(line) for line in town.flask("export", "visits").splitlines() if line.startswith("{")]


def actions(lines: str) -> int:
    return sum(line.strip().startswith(">") for line in lines.splitlines())


def test_a_first_visit(aunt):
    aunt(FIRST)
    assert actions(FIRST) <= 14
    assert visits(aunt)[0]["incomes"] == [{"source": "old_age_allowance", "baht_per_month": 700}]


def test_a_repeat_with_nothing_changed(aunt):
    aunt(FIRST)
    aunt("~ 30 วัน\n" + AGAIN)
    assert actions(AGAIN) <= 4
    first, second = visits(aunt)
    for same in ("people", "problems", "incomes"):
        assert first[same] == second[same]
