"""A misspelt name finds its house, and somebody known already is noticed before they are kept a second time."""

import pytest
from sqlalchemy import select

from bot.household_record import bring_up_to_date
from models import household
from models.audit import Audit
from tests.factories import home, visited, volunteer
from tests.town import UNCLE

MAN = {
    "title": "ตา", "given": "บุญมี", "family": "ใจดี", "sex": "m", "years": 79, "birth_year": 1947, "groups": ["elderly"],
    "disabilities": [], "cared_for_by": "",
}  # fmt: skip
TO_THE_SECOND = """
    > เยี่ยมบ้าน
    < เยี่ยมบ้านใครคะ
    > บ้านใหม่
    < ไปเยี่ยมใครคะ
    > ยายแก้ว แสนดี 75 ปี
    < บ้านเลขที่เท่าไรคะ
    > 9
    < ในบ้านอยู่กันกี่คนคะ
    > 2
    < ยายแก้ว แสนดี อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < คนที่ 2 ชื่ออะไร อายุเท่าไรคะ
"""
TO_THE_END = """
    < อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < พบปัญหาอะไรบ้างคะ
    > ไม่มี
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > ไม่มี
    < วันนี้ช่วยอะไรไปบ้างคะ
    > ให้คำแนะนำ
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [อีก 1 เดือน]
"""
RECORDED = """
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายแก้ว แสนดี แล้วค่ะ
"""


@pytest.fixture
def known(town):
    """The house of a man who lives alone, visited once. Gives (town, its id)."""
    volunteer(town.db)
    house = home(town.db, "ตาบุญมี ใจดี")  # born in 1947
    visited(town.db, house, people=[MAN])
    return town, house


def names(town, house: int) -> list[str]:
    with town.db.reading() as tx:
        return [row.given for row in household.residents_of(tx, house)]


def made_last(town) -> int:
    with town.db.reading() as tx:
        return max(row.id for row in tx.all(select(household.Household.id)))


@pytest.mark.parametrize("typed", ["บุนมี", "ตาบุญมื", "ลุงบุยมี ใจดี", "ลุงบุญมี", "บุญหมี"])
def test_a_misspelt_name_finds_the_house(known, typed):
    known[0](f"""
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
        > {typed}
        < พบบ้านที่คล้าย “{typed}” หลังไหนคะ
        > [ตาบุญมี ใจดี 12/3]
        < ครั้งก่อนเยี่ยมเมื่อ
        < ตาบุญมี ใจดี เหมือนครั้งก่อนไหมคะ
    """)


def test_another_volunteer_of_the_sub_district_is_shown_the_house(known):
    volunteer(known[0].db, UNCLE, number="52-00002", given="มี")
    known[0]("""
        ลุงมี: > เยี่ยมบ้าน
        ลุงมี: < ไปเยี่ยมใครคะ
        ลุงมี: > ลุงบุนมี ใจดี 77
        ลุงมี: < เคยมีคนบันทึก
        ลุงมี: > [ตาบุญมี ใจดี 12/3]
        ลุงมี: < ครั้งก่อนเยี่ยมเมื่อ
        ลุงมี: < เหมือนครั้งก่อนไหมคะ
    """)


def test_a_volunteer_of_another_sub_district_is_not(known):
    volunteer(known[0].db, UNCLE, number="52-00002", given="มี", area_code="52060601")
    known[0]("""
        ลุงมี: > เยี่ยมบ้าน
        ลุงมี: < ไปเยี่ยมใครคะ
        ลุงมี: > ลุงบุญมี ใจดี 78
        ลุงมี: < บ้านเลขที่เท่าไรคะ
    """)


def test_somebody_who_moved_in_is_kept_once_and_moves_back_when_it_is_undone(known):
    town, house = known
    town(TO_THE_SECOND + """
        > นายบุนมี ใจดี 77
        < นายบุนมี ใจดี คล้ายกับคนที่เคยบันทึกไว้ ใช่คนเดียวกันไหมคะ
        > เอ๊ะ
        < ยังไม่แน่ใจว่า “เอ๊ะ” คือข้อไหนค่ะ
        > [ตาบุญมี ใจดี 12/3]
    """ + TO_THE_END + """
        < ย้ายมาจากบ้าน ตาบุญมี ใจดี 12/3
    """ + RECORDED)
    assert (names(town, house), names(town, made_last(town))) == ([], ["แก้ว", "บุนมี"])
    with town.db.reading() as tx:
        (moved,) = tx.all(select(Audit.__table__).where(Audit.action == "moved"))
    assert moved.subject == f"household:{house}"
    town("""
        > [แก้ (ภายใน 10 นาที)]
        < แก้การเยี่ยมไหนคะ
        > 1
        < ยกเลิกการเยี่ยมเลขที่
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)
    assert names(town, house) == ["บุญมี"]
    town("""
        > ยกเลิก
        < การเยี่ยมที่บันทึกไว้จะกลับมาเหมือนเดิม
        > [ใช่ ไม่แก้แล้ว]
        < ไม่แก้แล้วนะคะ
    """)
    assert names(town, house) == []


MOVED = TO_THE_SECOND + """
    > นายบุญมี ใจดี 77
    < ใช่คนเดียวกันไหมคะ
    > [ตาบุญมี ใจดี 12/3]
""" + TO_THE_END + """
    < ย้ายมาจากบ้าน ตาบุญมี ใจดี 12/3
""" + RECORDED
WIFE = {**MAN, "title": "ยาย", "given": "จันทร์", "sex": "f", "years": 84, "birth_year": 1942, "cared_for_by": "1"}


def test_whoever_moved_out_does_not_come_back_when_the_old_house_is_the_same(known):
    town, house = known
    visited(town.db, house, people=[MAN, WIFE])
    with town.db.transaction() as tx:
        bring_up_to_date(tx, house)
    town(MOVED + """
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
        > [ยายจันทร์ ใจดี 12/3]
        < ยายจันทร์ ใจดี หญิง 84 ปี
        < ยายจันทร์ ใจดี เหมือนครั้งก่อนไหมคะ
        > เหมือนเดิม
        < ใครดูแลยายจันทร์ ใจดีคะ
        > ไม่มีใครดูแล
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายจันทร์ ใจดี แล้วค่ะ
    """)
    assert names(town, house) == ["จันทร์"]


def test_a_house_that_all_have_left_asks_who_is_there_now(known):
    town, _ = known
    town(MOVED + """
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
        > [ตาบุญมี ใจดี 12/3]
        < คนในบ้านนี้ย้ายไปอยู่บ้านอื่นแล้วค่ะ
        < มีคนมาอยู่ใหม่กี่คนคะ
        > 1
        < คนที่ 1 ชื่ออะไร อายุเท่าไรคะ
    """)


def test_somebody_else_of_the_same_name_stays_where_they_are(known):
    town, house = known
    town(TO_THE_SECOND + """
        > นายบุญมี ใจดี 77
        < นายบุญมี ใจดี คล้ายกับคนที่เคยบันทึกไว้ ใช่คนเดียวกันไหมคะ
        > [ไม่ใช่ คนละคนกัน]
    """ + TO_THE_END + """
        < บันทึกการเยี่ยมตามนี้นะคะ
    """ + RECORDED)
    assert (names(town, house), names(town, made_last(town))) == (["บุญมี"], ["แก้ว", "บุญมี"])


@pytest.mark.parametrize("typed", ["นายประเสริฐ ใจดี 77", "นายบุญมี ใจดี 40", "นางบุญมี ใจดี 77", "นายบุญมี แก้วมา 77"])
def test_who_is_plainly_another_is_not_asked_about(known, typed):
    known[0](TO_THE_SECOND + f"""
        > {typed}
        < อยู่กลุ่มไหนบ้างคะ
    """)
