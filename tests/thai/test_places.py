"""Finding places by what was typed."""

import random
import time

import pytest
from hypothesis import given, settings

from benchmarks.places import SLIPS
from tests.thai.test_text import THAI
from thai.places import AreaParts, Gazetteer

WICHET = "520607"


@pytest.fixture(scope="module")
def places():
    return Gazetteer()


FIRST = [
    *((typed, WICHET) for typed in (
        "แจ้ห่ม วิเชตนคร", "วิเชตนคร แจ้ห่ม", "ต.วิเชตนคร", "ต. วิเชตนคร ค่ะ", "วิเชตนครค่ะ", "วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", "วิเชดนคร",
        "วิเชตนคอน แจ้ห่ม", "วิเชตน์นคร",
        "ตำบลวิเชตนครอำเภอแจ้ห่มจังหวัดลำปาง", "ต วิเชตนคร อ แจ้ห่ม จ ลำปาง", "ม.5 ต.วิเชตนคร", "วิเชต",
        "wichet nakhon", "Wichet Nakhon, Chae Hom",
        "บ้านเลขที่ 12/3 หมู่ ๕ ต.วิเชตนคร อ.แจ้ห่ม ลำปาง 52120",
    )),
    ("แขวงคลองกุ่ม", "102701"), ("คลองกุ่ม บึงกุ่ม กทม", "102701"), ("แขวงคลองกุ่มเขตบึงกุ่มกทม.", "102701"), ("เขตบึงกุ่ม", "1027"),
    ("เมืองลำปาง", "5201"), ("อ.เมือง ลำปาง", "5201"), ("อ.เมือง จ.ลำปาง", "5201"), ("เมืองยโส", "3501"), ("เมืองโคราช", "3001"),
    ("โคราช", "30"), ("กรุงเทพ", "10"), ("กรุงเทพฯ", "10"), ("กทม.", "10"),
    ("อยุธยา", "14"), ("สุราษ", "84"), ("แปดริ้ว", "24"), ("ลำปาง", "52"),
    ("bangpood pak kret", "120604"), ("Pak Kret", "1206"), ("korat", "30"),
    ("แจ้ห่ม", "5206"), ("ชะแลทองผาภูมิ", "710705"), ("ต.โนนปูน อ.ไพรบึง ศรีษะเกษ", "330606"),
    ("ต.ไร่ใต้ พิบูลฯ", "341912"), ("ต.แม่คะ", "500910"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), FIRST)
def test_the_first_match(places, typed, code):
    assert places.search(typed)[0].code == code


def test_a_match_names_its_line(places):
    match = places.search("ม.5 ต.วิเชตนคร")[0]
    assert (match.subdistrict, match.district, match.province) == ("วิเชตนคร", "แจ้ห่ม", "ลำปาง")
    assert (match.level, match.score, match.village_no) == ("subdistrict", 100.0, 5)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("หมู่ 5 ต.วิเชตนคร", 5),
        ("หมู่ที่ ๑๒ ต.วิเชตนคร", 12),
        ("หมู่หก ต.วิเชตนคร", 6),
        ("ลูกอยู่ชั้น ม.3 ต.วิเชตนคร ม.7", 7),
        ("ต.วิเชตนคร", None),
    ],
)
def test_village_numbers(places, typed, number):
    assert places.search(typed)[0].village_no == number


def test_a_name_in_many_districts_comes_back_for_each(places):
    found = places.search("ต.หนองบัว", limit=40)
    assert len(found) > 20
    assert {match.score for match in found if match.subdistrict == "หนองบัว"} == {100.0}


def test_near_comes_first(places):
    # วังทอง is a district of Phitsanulok and a subdistrict of nine districts.
    assert places.search("วังทอง")[0].code == "6508"
    assert places.search("วังทอง", near="160904")[0].code == "160904"
    assert places.search("ต.วังทอง", near="65")[0].code.startswith("65")
    assert places.search("ต.วิเชตนคร", near="10")[0].code == WICHET


def test_contradiction_puts_the_rarer_name_first(places):
    assert places.search("ต.วิเชตนคร อ.เมือง")[0].code == WICHET


@pytest.mark.parametrize("typed", ["", "ค่ะ", "555", "xyz", "...", "🙏"])
def test_nothing_is_found_in_nothing(places, typed):
    assert places.search(typed) == []


def test_limit(places):
    assert len(places.search("บ้านนา", limit=3)) == 3


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "ย่าละไม อายุ 73 โดนหลานขู่ ขอเจ้าหน้าที่มาช่วยก่อนได้ไหมคะ ตอนนี้อยู่คนเดียว ม.13 ต.แม่เจดีย์ใหม่ อ.เวียงป่าเป้า เชียงราย โทร 1300",
            ["571107"],
        ),
        ("ตอนนี้นอนอยู่แถวโคกนาโก ป่าติ้ว ใครว่างแวะไปดูแกหน่อยนะคะ แกไม่มีข้าวกินมาสองวันแล้ว ลูกหลานก็ไม่อยู่", ["350503"]),
        ("หมาข้างบ้านเห่าทั้งคืนรำคาญจะตาย วันนี้เลยตื่นสาย", []),
    ],
)
def test_a_place_mentioned_in_a_message(places, text, codes):
    assert [match.code for match in places.mention(text)] == codes


def test_a_mention_that_may_be_several(places):
    assert len(places.mention("เมื่อกี้มีคนโทรมาบอกว่าเห็นเด็กเดินอยู่คนเดียวที่ ต.บางเลน ช่วยตามดูหน่อยค่ะ ด่วนนะคะ")) > 1


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("520607", "ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", "ต.วิเชตนคร"),
        ("52060705", "ม.5 ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", "ม.5"),
        ("5206", "อ.แจ้ห่ม จ.ลำปาง", "อ.แจ้ห่ม"),
        ("52", "จ.ลำปาง", "จ.ลำปาง"),
        ("102701", "แขวงคลองกุ่ม เขตบึงกุ่ม กรุงเทพมหานคร", "แขวงคลองกุ่ม"),
        ("10", "กรุงเทพมหานคร", "กรุงเทพมหานคร"),
        ("", "ทั่วประเทศ", "ทั่วประเทศ"),
        ("999999", "999999", "999999"),
    ],
)
def test_names_of_codes(places, code, full, short):
    assert (places.name(code), places.name(code, short=True)) == (full, short)


def test_parts_of_a_code(places):
    assert places.parts("52060705") == AreaParts("ลำปาง", "แจ้ห่ม", "วิเชตนคร", 5)
    assert places.parts("10") == AreaParts("กรุงเทพมหานคร")
    assert [places.parts(code) for code in ("", "5", "99", "5206070", "52060700x")] == [None] * 5


def test_all_areas_are_there_and_found_by_their_full_name(places):
    districts = [district for province in places.under("") for district in places.under(province)]
    codes = [code for district in districts for code in places.under(district)]
    assert (len(places.under("")), len(districts), len(codes)) == (77, 928, 7436)
    for code in random.Random(1).sample(codes, 300):
        assert places.search(places.name(code))[0].code == code


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
def test_slips_are_forgiven(places, slip):
    dice = random.Random(7)
    codes = [code for district in places.under("52") + places.under("40") for code in places.under(district)]
    sample = dice.sample(codes, 60)
    typed = [(code, f"{slip(places.parts(code).subdistrict, dice)} {places.parts(code).district}") for code in sample]
    right = sum(code in [match.code for match in places.search(text, limit=3)] for code, text in typed)
    assert right >= 54  # nine of ten among the first three; the benchmark has the exact shares


def test_a_search_is_quick(places):
    started = time.perf_counter()
    for _ in range(50):
        places.search("วิเชดนคร อ.แจ้ห่ม ลำปาง")
    assert (time.perf_counter() - started) / 50 < 0.02  # 0.5 ms on an idle machine


@settings(max_examples=60, deadline=None)
@given(THAI)
def test_nothing_raises(text):
    for match in _PLACES.search(text, near=text) + _PLACES.mention(text):
        assert 0 < match.score <= 100
    _PLACES.name(text), _PLACES.parts(text)


_PLACES = Gazetteer()
