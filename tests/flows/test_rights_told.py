"""Rights, as they are asked for and told."""

from datetime import date

import pytest

from flows.rights_missed import missed
from tests.factories import volunteer
from tests.flows.findings import PERSON, SISTER
from tests.flows.test_visit import FIRST
from tests.town import AUNT
from tests.transcript import told

TODAY = date(2026, 11, 22)
OLD = {"source": "old_age_allowance", "baht_per_month": 700}
ALONE = """
    > เยี่ยมบ้าน
    < ไปเยี่ยมใครคะ
    > ยายคำ ใจดี 79 ปี
    < บ้านเลขที่เท่าไรคะ
    > 12/3
    < ในบ้านอยู่กันกี่คนคะ
    > 1
    < อยู่กลุ่มไหนบ้างคะ
    > 1 2
    < พิการด้านไหนคะ
    > 1
    < ใครดูแลยายคำ ใจดีคะ
    > ดูแลตัวเองได้
    < พบปัญหาอะไรบ้างคะ
    > ไม่พบปัญหา
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > เบี้ยผู้สูงอายุ
    < วันนี้ช่วยอะไรไปบ้างคะ
    > 1
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [อีก 1 เดือน]
    < บันทึกการเยี่ยมตามนี้นะคะ
"""


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    return town


def answer(town, words: str) -> dict:
    """The bot's one message to these words."""
    town.act(AUNT, do="text", text=words)
    message = town.next_message(AUNT)
    town.nobody_spoke("the end")
    return message


def test_what_is_missing_and_what_to_do_about_it(town):
    """Anybody may ask; everything can be tapped or typed."""
    town("""
        > สิทธิสวัสดิการ
        < อายุเท่าไรคะ
        > ๗๙
        < มีบัตรคนพิการไหมคะ
        > [มี]
        < ได้บำนาญข้าราชการ หรือเงินประจำจากรัฐไหมคะ
        > ไม่มี
        < ตอนนี้ได้เงินอะไรอยู่บ้างคะ
        > [เบี้ยผู้สูงอายุ]
        < ตอนนี้ได้เงินอะไรอยู่บ้างคะ
        > [ต่อไป]
        < เบี้ยผู้สูงอายุ ได้เดือนละกี่บาทคะ
    """)
    message = answer(town, "700")
    for words in (
        "เบี้ยยังชีพผู้สูงอายุ 700 บาท/เดือน\nเบี้ยความพิการ 800 บาท/เดือน", "ยังไม่ได้", "มีชื่อในทะเบียนบ้านไหม", "สมุดบัญชีธนาคาร",
        "อบต. เทศบาล หรือสำนักงานเขต", "ตรวจสอบกับเจ้าหน้าที่ก่อนนะคะ", "ยังไม่ประกาศใช้", "850 บาท/เดือน (ข่าว 29 พ.ย. 67)",
        "W2a ใช้ตั้งแต่ 1 ต.ค. 63 ตรวจเมื่อ 22 พ.ย. 69", "กู้ยืมกองทุนคนพิการ",
    ):  # fmt: skip
        assert words in told(message), words
    assert message["altText"] == "สิทธิสวัสดิการ\nเปิดแชทเพื่ออ่านค่ะ"  # a locked screen tells nothing of it


def test_nothing_is_known_and_nothing_is_claimed(town):
    town("""
        > เช็คสิทธิ
        < อายุเท่าไรคะ
        > ไม่รู้
        < มีบัตรคนพิการไหมคะ
        > [ไม่รู้]
        < ตอนนี้ได้เงินอะไรอยู่บ้างคะ
        > ไม่ทราบ
        < รายได้ทุกคนในบ้านรวมกัน
        > ไม่รู้
        < ยังไม่พบเงินรายเดือนที่ควรได้
    """)


def test_a_child_in_a_poor_house_and_one_goes_back(aunt):
    aunt("""
        > สิทธิ
        < อายุเท่าไรคะ
        > 3 ขวบ
        < มีบัตรคนพิการไหมคะ
        > ไม่มี
        < ตอนนี้ได้เงินอะไรอยู่บ้างคะ
        > ไม่มี
        < รายได้ทุกคนในบ้านรวมกัน เดือนละกี่บาทคะ
        > ย้อนกลับ
        < ตอนนี้: ไม่ได้อะไรเลย
        > ไม่มี
        < รายได้ทุกคนในบ้านรวมกัน เดือนละกี่บาทคะ
        > 33000
        < ในบ้านอยู่กันกี่คนคะ
        > 4
        < เงินอุดหนุนเด็กแรกเกิด 600 บาท/เดือน
    """)


def test_wrong_input_everywhere(town):
    town("""
        > สิทธิสวัสดิการ
        < อายุเท่าไรคะ
        > แมว
        < เป็นอายุไม่ออกค่ะ
        > 60
        < มีบัตรคนพิการไหมคะ
        > แมว
        < ยังไม่แน่ใจว่า “แมว” คือข้อไหนค่ะ
        > ไม่มี
        < บำนาญข้าราชการ
        > (สติกเกอร์)
        < บำนาญข้าราชการ
        > ใช่
        < ตอนนี้ได้เงินอะไรอยู่บ้างคะ
        > 99
        < ยังไม่แน่ใจว่า “99” คือข้อไหนค่ะ
        > ไม่ได้อะไรเลย
        < ได้บำนาญหรือเงินประจำจากรัฐแล้ว
    """)


# ---------------------------------------------------------------------- after a visit


def test_after_a_visit_what_is_missing_is_one_line_and_one_tap(aunt):
    aunt(ALONE)
    message = answer(aunt, "ถูกต้อง บันทึกเลย")
    assert "ยายคำ ใจดี ควรได้เบี้ยความพิการ 800 บาท (ถ้ามีบัตรคนพิการ) แต่ยังไม่ได้ค่ะ" in told(message)
    assert message["altText"] == "บันทึกแล้ว\nเปิดแชทเพื่ออ่านค่ะ"
    aunt("""
        > [ดูสิทธิ เอกสาร และที่ยื่น]
        < ดูสิทธิของใครคะ
        > [ยายคำ ใจดี]
        < มีบัตรคนพิการไหมคะ
        > [มี]
        < ได้บำนาญข้าราชการ
        > [ไม่ใช่]
        < ตอนนี้ได้เงินอะไรอยู่บ้างคะ
        > [ต่อไป]
        < เบี้ยผู้สูงอายุ ได้เดือนละกี่บาทคะ
        > [700 บาท]
        < เบี้ยความพิการ 800 บาท/เดือน
    """)


def test_after_a_visit_where_nothing_is_missing_nothing_is_said(aunt):
    aunt(FIRST)
    aunt("""
        > สิทธิสวัสดิการ
        < ดูสิทธิของใครคะ
        > คนอื่น
        < อายุเท่าไรคะ
        > ยกเลิก
        < ใช่ไหมคะ
        > [ใช่ ยกเลิก]
        < ยกเลิกแล้วค่ะ
    """)
    aunt("""
        ~ 11 นาที
        > สิทธิสวัสดิการ
        < อายุเท่าไรคะ
    """)


@pytest.mark.parametrize(
    ("people", "incomes", "lines"),
    [
        ([PERSON], [OLD], ("ยายคำ ใจดี ควรได้เบี้ยความพิการ 800 บาท (ถ้ามีบัตรคนพิการ) แต่ยังไม่ได้",)),
        ([SISTER], [{**OLD, "baht_per_month": 800}], ()),
        ([SISTER], [{**OLD, "baht_per_month": 0}], ("ยายบุญ ใจดี ควรได้เบี้ยผู้สูงอายุ 800 บาท แต่ยังไม่ได้",)),
        ([SISTER], [{**OLD, "baht_per_month": 600}], ("ยายบุญ ใจดี ควรได้เบี้ยผู้สูงอายุ 800 บาท แต่ได้ 600 บาท",)),
        ([SISTER, {**SISTER, "given": "แก้ว"}], [{**OLD, "baht_per_month": 800}],
         ("ยายบุญ ใจดี และยายแก้ว ใจดี ควรได้เบี้ยผู้สูงอายุรวม 1,600 บาท แต่ได้ 800 บาท",)),
        ([{**PERSON, "years": 30, "groups": []}], [], ()),
        ([PERSON] * 12, [], ("ยายคำ ใจดี ควรได้เบี้ยผู้สูงอายุ 700 บาท และเบี้ยความพิการ 800 บาท (ถ้ามีบัตรคนพิการ) แต่ยังไม่ได้",) * 4),
    ],
)  # fmt: skip
def test_what_a_visit_shows(people, incomes, lines):
    assert missed(people, incomes, TODAY) == lines


def test_in_the_year_of_a_step_the_allowance_is_asked_for_the_rise_comes_in_october(aunt):
    aunt(ALONE.replace("79 ปี", "80 ปี").replace("""
    > เบี้ยผู้สูงอายุ
""", """
    > เบี้ยผู้สูงอายุ
    < เบี้ยผู้สูงอายุ รวมทั้งบ้าน เดือนละกี่บาทคะ
    > 700
"""))


def test_an_allowance_is_asked_again_where_it_should_have_risen_with_the_age(aunt):
    """Seen at 79, and again at 81: whether the rise has come is what the visit is to find."""
    aunt(FIRST)
    aunt("""
        ~ 800 วัน
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
        > 1
        < เบี้ยผู้สูงอายุ 700
        < เหมือนครั้งก่อนไหมคะ
        > 1
        < ใครดูแลยายคำ ใจดีคะ
        > 1
        < เบี้ยผู้สูงอายุ รวมทั้งบ้าน เดือนละกี่บาทคะ
        > 700
        < เบี้ยผู้สูงอายุ 700
        > [ถูกต้อง บันทึกเลย]
        < ควรได้เบี้ยผู้สูงอายุ 800 บาท แต่ได้ 700 บาท
    """)

