"""Names of people as they are typed."""

import pytest
from hypothesis import given

from tests.thai.test_text import THAI
from thai.name_keys import KINDS, asked_keys, kept_keys, sound_of
from thai.names import begins_like, parse_name, same_person_score

# typed: title, given, family, sex, age
NAMES = [
    ("ยายคำ ใจดี 79", "ยาย", "คำ", "ใจดี", "f", 79),
    ("นางคำ ใจดี อายุ ๗๙ ปี", "นาง", "คำ", "ใจดี", "f", 79),
    ("ยายคำ79", "ยาย", "คำ", "", "f", 79),
    ("ยาย คำ", "ยาย", "คำ", "", "f", None),
    ("ชื่อ นายบุญเหลือ ทองหล่อ อายุ 56 ปี", "นาย", "บุญเหลือ", "ทองหล่อ", "m", 56),
    ("1) นางเพ็ญศรี ดวงแก้ว อายุ ๖๔ ปี", "นาง", "เพ็ญศรี", "ดวงแก้ว", "f", 64),
    ("นางนวล", "นาง", "นวล", "", "f", None),
    ("นวล", "", "นวล", "", None, None),
    ("นางสาวิตรี วงศ์ดี", "นาง", "สาวิตรี", "วงศ์ดี", "f", None),
    ("นางสาว สาวิตรี", "นางสาว", "สาวิตรี", "", "f", None),
    ("ด.ญ.กัญญา", "ด.ญ.", "กัญญา", "", "f", None),
    ("ด.ช.ต้นน้ำ 4 ขวบ", "ด.ช.", "ต้นน้ำ", "", "m", 4),
    ("น.ส.แก้มบุ๋ม 18", "น.ส.", "แก้มบุ๋ม", "", "f", 18),
    ("แม่อุ้ยติ๊บ อายุ 90", "แม่อุ้ย", "ติ๊บ", "", "f", 90),
    ("แม่อุ้ยหมื่น", "แม่อุ้ย", "หมื่น", "", "f", None),
    ("อาม่าซิวลั้ง แปดสิบแปด", "อาม่า", "ซิวลั้ง", "", "f", 88),
    ("พ่อใหญ่บุญมี ๘๓ ปี", "พ่อใหญ่", "บุญมี", "", "m", 83),
    ("ลุงทิดมี 60", "ลุงทิด", "มี", "", "m", 60),
    ("ลุงช่วงหกสิบห้าแล้ว", "ลุง", "ช่วง", "", "m", 65),
    ("นายสอง", "นาย", "สอง", "", "m", None),
    ("พี่หนึ่ง 35", "พี่", "หนึ่ง", "", None, 35),
    ("น้องข้าวฟ่าง 8 เดือน", "น้อง", "ข้าวฟ่าง", "", None, 0),
    ("น้องเนส (ช) 17", "น้อง", "เนส", "", "m", 17),
    ("ยายหลุย / 79 / ญ", "ยาย", "หลุย", "", "f", 79),
    ("คุณยายลออ เก้าสิบสองปี", "คุณยาย", "ลออ", "", "f", 92),
    ("พ.ต.ท.หญิง สมศรี ใจดี", "พ.ต.ท.", "สมศรี", "ใจดี", "f", None),
    ("อาจารย์ ดร.สมชาย ดีงาม", "อาจารย์ดร.", "สมชาย", "ดีงาม", None, None),
    ("นายเล็ก แซ่ตั้ง", "นาย", "เล็ก", "แซ่ตั้ง", "m", None),
    ("สมศรี ณ อยุธยา", "", "สมศรี", "ณ อยุธยา", None, None),
    ("คุณดวงใจ", "คุณ", "ดวงใจ", "", None, None),
    ("คุณากร", "", "คุณากร", "", None, None),
    ("อารี", "", "อารี", "", None, None),
    ("อาแว", "", "อาแว", "", None, None),
    ("นายอาแว อายุห้าสิบสาม", "นาย", "อาแว", "", "m", 53),
    ("ตาล", "", "ตาล", "", None, None),
    ("ตาหวล", "ตา", "หวล", "", "m", None),
    ("ป้าย", "", "ป้าย", "", None, None),
    ("แม่น", "", "แม่น", "", None, None),
    ("หนูแดง", "", "หนูแดง", "", None, None),
    ("บ้านยายคำค่ะ", "ยาย", "คำ", "", "f", None),
]


@pytest.mark.parametrize(("typed", "title", "given_name", "family", "sex", "age"), NAMES)
def test_the_parts_of_a_name(typed, title, given_name, family, sex, age):
    person = parse_name(typed)
    assert (person.title, person.given, person.family, person.sex, person.age) == (title, given_name, family, sex, age)
    assert person.why is None


def test_nicknames():
    assert parse_name("สมชาย ใจดี (แดง)").nickname == "แดง"
    assert parse_name("คำ ใจดี ชื่อเล่น แดง").nickname == "แดง"
    assert parse_name("ยายคำ ใจดี").shown == "ยายคำ ใจดี"


@pytest.mark.parametrize("typed", ["", "79", "ยาย", "...", "🙏"])
def test_where_there_is_no_name(typed):
    assert parse_name(typed).why == "nothing"


def test_a_sentence_is_no_name():
    assert parse_name("วันนี้ ไป เยี่ยม บ้าน ของ ยาย มา แล้ว").why == "too_long"


def key(kind: str, typed: str) -> str:
    return kept_keys(parse_name(typed).given)[kind]


@pytest.mark.parametrize(("a", "b"), [("นางณัฐพร", "นัทพร"), ("ยายคำ ใจดี", "นางคำ ใจดี"), ("ประเสริฐ", "นายประเสรฺิฐ")])
def test_one_search_key(a, b):
    assert key("name", a) == key("name", b)


def test_sound_codes():
    assert key("sound", "สมศรี") == key("sound", "นางสมสรี")
    assert key("sound", "คำ") == key("sound", "ยายคัม")
    assert sound_of("ณัฐพล") != sound_of("ณัฐพงศ์")
    assert sound_of("John") == sound_of("") == sound_of("ะา") == ""


def test_the_keys_of_a_name():
    assert kept_keys("ทองคำ") == {"name": "ทองคำ", "sound": sound_of("ทองคำ"), "begin": "ทอ", "end": "คำ"}
    assert kept_keys("บุญเหลือ")["begin"] == "บุย"
    assert set(kept_keys("คำ")) == {"name", "sound"}  # an end of one letter would be every tenth person's
    assert set(kept_keys("John")) == {"name", "begin", "end"}
    assert kept_keys("") == asked_keys("") == {}


NAMES_OF_ALL_LENGTHS = ["ทองดี", "บุญเหลือ", "สมศักดิ์", "ประเสริฐ", "จันทร์เพ็ญ", "กาญจนาภรณ์"]


@pytest.mark.parametrize("name", NAMES_OF_ALL_LENGTHS)
def test_one_wrong_letter_leaves_a_key(name):
    """Any folded letter of the name left out, put in or exchanged, wherever it stands."""
    whole = kept_keys(name)["name"]
    slips = {whole[:n] + new + whole[n + old :] for n in range(len(whole)) for new in ("", "ง", "า") for old in (0, 1)}
    for typed in slips - {whole}:
        asked = asked_keys(typed)
        assert any(key in asked.get(kind, ()) for kind, key in kept_keys(name).items()), typed


@pytest.mark.parametrize("typed", ["ธงคำ", "ทองขำ", "ทองคํา", "ทองคัม", "ทองค", "อทงคำ"])
def test_slips_that_are_often_made_leave_a_key(typed):
    assert any(key in asked_keys(typed).get(kind, ()) for kind, key in kept_keys("ทองคำ").items())


def test_the_beginning_of_a_name():
    assert begins_like(parse_name("บุญ"), parse_name("นายบุญเหลือ"))
    assert not begins_like(parse_name("บ"), parse_name("บุญเหลือ"))
    assert not begins_like(parse_name("ยายบุญ"), parse_name("ตาบุญเหลือ"))
    assert not begins_like(parse_name("เหลือ"), parse_name("บุญเหลือ"))


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("ยายคำ ใจดี", "นางคำ ใจดี", 100, 100),
        ("นางณัฐพร", "นัทพร", 90, 100),
        ("แดง", "สมชาย (แดง)", 100, 100),
        ("สมศรี", "สมสี", 80, 95),
        ("สมชาย ดี", "สมหญิง ดี", 0, 75),
        ("คำ", "ดำ", 0, 60),
        ("ยายคำ", "ตาคำ", 0, 0),
        ("ยาย", "ยายคำ", 0, 0),
    ],
)
def test_the_same_person(a, b, least, most):
    assert least <= same_person_score(a, b) <= most
    assert same_person_score(a, b) == same_person_score(b, a)


@given(THAI, THAI)
def test_nothing_raises(a, b):
    person = parse_name(a)
    assert person.given or person.why == "nothing"
    assert set(kept_keys(a)) <= set(KINDS) >= set(asked_keys(a))
    assert 0 <= same_person_score(a, b) <= 100
