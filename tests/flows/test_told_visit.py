"""A visit that is told in the volunteer's own words: read into answers, shown, put right, and only what is missing asked."""

import orjson
import pytest

from models.case import Case
from models.household import Household
from tests.factories import volunteer

WHOLE = (
    "วันนี้ไปเยี่ยมยายคำ ใจดี อายุ 79 ปี บ้านเลขที่ 12/3 อยู่คนเดียว สบายดี ได้เบี้ยคนแก่ 700 คุยให้กำลังใจแล้ว นัดอีก 1 เดือน"
)


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    return town


def visits(town) -> list[dict]:
    return [orjson.loads(line) for line in town.flask("export", "visits").splitlines() if line.startswith("{")]


def test_one_message_and_one_tap(aunt):
    aunt(f"""
        > {WHOLE}
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    (visit,) = visits(aunt)
    assert visit["incomes"] == [{"source": "old_age_allowance", "baht_per_month": 700}]
    assert (visit["problems"], visit["deeds"], visit["next_visit_on"]) == ([], ["advised"], "2026-12-22")
    assert [(one["name"], one["age"], one["groups"]) for one in visit["people"]] == [("ยายคำ ใจดี", 79, ["elderly"])]


def test_what_is_missing_is_asked_and_nothing_else(aunt):
    aunt("""
        > ไปเยี่ยมยายคำ ใจดี 79 ปี อยู่คนเดียว ได้เบี้ยคนแก่ 700 สบายดี คุยให้กำลังใจแล้ว
        < จดเป็นการเยี่ยมบ้านให้แล้วค่ะ: ยายคำ ใจดี 79 ปี
        > 12/3
        < จะไปเยี่ยมอีกเมื่อไรคะ
        > [อีก 1 เดือน]
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    assert visits(aunt)[0]["people"][0]["age"] == 79


def test_the_same_in_three_short_messages(aunt):
    aunt("""
        > ไปเยี่ยมยายคำ ใจดี 79 ปี บ้านเลขที่ 12/3
        < จดเป็นการเยี่ยมบ้านให้แล้วค่ะ: ยายคำ ใจดี 79 ปี
        > อยู่คนเดียว สบายดี คุยให้กำลังใจแล้ว
        < จดเพิ่มแล้วค่ะ: อยู่คนเดียว
        > เบี้ยคนแก่ 700 นัดอีก 1 เดือน
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    (visit,) = visits(aunt)
    assert (visit["problems"], visit["deeds"], visit["next_visit_on"]) == ([], ["advised"], "2026-12-22")


def test_two_people(aunt):
    aunt("""
        > ไปเยี่ยมยายคำ ใจดี 79 กับตามี ใจดี 78 บ้านเลขที่ 12 อยู่กันสองคน ได้เบี้ยคนละ 700 สบายดีทั้งคู่ คุยให้กำลังใจแล้ว นัดอีก 1 เดือน
        < ตามี ใจดี ชาย 78 ปี
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    (visit,) = visits(aunt)
    assert [(one["name"], one["age"], one["sex"]) for one in visit["people"]] == [
        ("ยายคำ ใจดี", 79, "f"), ("ตามี ใจดี", 78, "m")]  # fmt: skip
    assert visit["incomes"] == [{"source": "old_age_allowance", "baht_per_month": 1400}]


def test_a_correction_in_words_at_the_summary(aunt):
    aunt(f"""
        > {WHOLE}
        < ยายคำ ใจดี หญิง 79 ปี
        > อายุ 72 ค่ะ ไม่ใช่ 79
        < ยายคำ ใจดี หญิง 72 ปี
        > เบี้ย 600
        < เบี้ยผู้สูงอายุ 600
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    (visit,) = visits(aunt)
    assert visit["people"][0]["age"] == 72
    assert visit["incomes"] == [{"source": "old_age_allowance", "baht_per_month": 600}]


def test_a_correction_by_the_list(aunt):
    aunt(f"""
        > {WHOLE}
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [แก้ไข]
        < แก้ข้อไหนคะ
        > [ช่วยเหลือ]
        < แก้ข้อไหนคะ
        > นัดครั้งหน้า
        < จะไปเยี่ยมอีกเมื่อไรคะ
        > [อีก 3 เดือน]
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)


def test_danger_in_a_story_is_asked_first_and_the_visit_goes_on(aunt):
    aunt("""
        > ไปเยี่ยมยายคำ ใจดี 79 ปี บ้านเลขที่ 12/3 อยู่คนเดียว น้ำท่วมบ้านอยู่ ออกมาไม่ได้ ได้เบี้ยคนแก่ 700
        < เหตุด่วนใช่ไหมคะ
        > [ไม่ใช่เหตุด่วน]
        < พบปัญหาอะไรบ้างคะ
    """)
    assert aunt.rows(Case) == []


def test_a_denied_danger_asks_nothing(aunt):
    aunt(f"""
        > {WHOLE} ไม่มีการทำร้ายกัน
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)


def test_in_the_middle_of_the_questions(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี อายุ 79 อยู่คนเดียว บ้านเลขที่ 12/3 ได้เบี้ยคนแก่ 700
        < จดเพิ่มแล้วค่ะ: ยายคำ ใจดี 79 ปี
        > หลังคารั่วหลายจุด ลูกส่งเดือนละ 1000
        < จดเพิ่มแล้วค่ะ: บ้านหรือที่อยู่ · ลูกหลานส่งให้ 1,000
    """)


def test_a_house_that_is_known_by_its_name(aunt):
    aunt(f"""
        > {WHOLE}
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
        ~ 30 วัน
        > วันนี้แวะไปหายายคำ ใจดี อายุ 79 หลังคารั่ว แจ้ง อบต. แล้ว
        < เคยมีคนบันทึก ยายคำ ใจดี ไว้แล้ว
        > 1
        < ครั้งก่อนเยี่ยมเมื่อ
        < ถ่ายรูปไว้เป็นหลักฐานไหมคะ
        > ไม่มีรูป
        < บันทึกการเยี่ยมตามนี้นะคะ
        > [ถูกต้อง บันทึกเลย]
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    first, second = visits(aunt)
    assert len(aunt.rows(Household)) == 1
    assert second["incomes"] == first["incomes"]
    assert "housing" in second["problems"]


def test_a_place_of_many_is_offered(aunt):
    aunt("""
        > ไปเยี่ยมยายแก้ว มีสุข 75 ปี บ้านเลขที่ 4 หมู่ 2 ต.ช้างเผือก อยู่คนเดียว
        < “ต.ช้างเผือก” คือที่ไหนคะ
        > 2
        < ต.ช้างเผือก
    """)


def test_a_place_misspelt_is_found(aunt):
    aunt("""
        > ไปเยี่ยมยายแก้ว มีสุข 75 ปี บ้านเลขที่ 4 หมู่ 5 ต.วิเชดนคร อยู่คนเดียว
        < จดเป็นการเยี่ยมบ้านให้แล้วค่ะ: ยายแก้ว มีสุข 75 ปี · บ้านเลขที่ 4 หมู่ 5 ต.วิเชตนคร อยู่คนเดียว
    """)


def test_a_message_taken_back_takes_what_was_read_in_it(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
        > อยู่คนเดียว เบี้ยคนแก่ 700
        < จดเพิ่มแล้วค่ะ
        > (ลบข้อความ)
        > 12/3
        < ในบ้านอยู่กันกี่คนคะ
    """)


def test_a_greeting_and_a_guests_story_start_nothing(aunt):
    aunt("""
        > อรุณสวัสดิ์วันพุธค่ะ ขอให้สุขภาพแข็งแรงนะคะ
        < ยังไม่เข้าใจค่ะ
        < อยากทำอะไรคะ
        ลุงมี: > วันนี้ไปเยี่ยมยายคำ ใจดี อายุ 79 ปี ได้เบี้ยคนแก่ 700
        ลุงมี: < ยังไม่เข้าใจค่ะ
        ลุงมี: < อยากทำอะไรคะ
    """)
