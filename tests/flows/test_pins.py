"""A shared place: it becomes the house's, and proposes villages and districts as well as what is kept allows, with distances."""

import pytest

from models import area
from models.household import Household
from tests.factories import home, volunteer
from tests.town import UNCLE

MINE = "52060705"


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    return town


def middles(town, tmp_path, *lines: str):
    file = tmp_path / "centres.csv"
    file.write_text("\n".join(("code,latitude,longitude", *lines)))
    return town.flask("villages", "centres", str(file))


def begin(town, *more: str):
    town(
        "\n".join(("> เยี่ยมบ้าน", "< ไปเยี่ยมใครคะ", "> ยายคำ ใจดี 79 ปี", "< บ้านเลขที่เท่าไรคะ", *more))
    )


def test_a_pin_where_nothing_is_known_is_taken_for_the_own_village_if_the_district_fits(aunt):
    begin(aunt, "> (ตำแหน่ง 18.7100,99.5600)", "< ในบ้านอยู่กันกี่คนคะ")


def test_a_pin_of_another_district_is_asked_about(aunt):
    begin(
        aunt,
        "> (ตำแหน่ง 18.2900,99.4900)",
        "< ตำแหน่งนี้อยู่หมู่บ้านไหนคะ",
        "> 1",
        "< ในบ้านอยู่กันกี่คนคะ",
        "> ย้อนกลับ",
        "< ตำแหน่งนี้อยู่หมู่บ้านไหนคะ",
        "> อยู่หมู่บ้านอื่น",
        "< อยู่ตำบลไหนคะ",
    )
    assert "ใกล้ อ.เมืองลำปาง จ.ลำปาง ราว" in "\n".join(aunt.chat())


def test_houses_pinned_before_propose_their_village(aunt):
    """Another volunteer's house 300 m away lies in หมู่ 4; it is proposed, not taken, and nobody is told how near it is."""
    volunteer(aunt.db, UNCLE, number="52-00002", area_code="52060704")
    home(aunt.db, "ตามี ชัยดี", "52060704", made_by=2, latitude=18.7130, longitude=99.5600)
    begin(
        aunt,
        "> (ตำแหน่ง 18.7100,99.5600)",
        "< ราว 1 กม. · เคยมีบ้านแถวนี้",
        "> 1",
        "< หมู่ 4",     # it has no name yet, and is asked for it
        "> สันติสุข",
        "< ในบ้านอยู่กันกี่คนคะ",
    )


def test_an_imported_list_of_middles_proposes_villages(aunt, tmp_path):
    file = tmp_path / "villages.csv"
    file.write_text("subdistrict_code,village_no,name\n520607,4,สันติสุข\n520607,5,ป่าตึง\n")
    aunt.flask("villages", "import", str(file))
    assert "3 middles loaded" in middles(aunt, tmp_path, "52060704,18.712,99.561", "52060705,18.800,99.560", "520607,18.75,99.56")
    begin(
        aunt,
        "> (ตำแหน่ง 18.7100,99.5600)",
        "< หมู่ 4 สันติสุข ต.วิเชตนคร",
        "> 1",
        "< ในบ้านอยู่กันกี่คนคะ",
    )


def test_a_pin_before_the_address_counts_for_it(aunt):
    aunt("""
        > เยี่ยมบ้าน
        < ไปเยี่ยมใครคะ
        > (ตำแหน่ง 18.7100,99.5600)
        < ได้ตำแหน่งบ้านแล้วค่ะ
        > ยายคำ ใจดี 79 ปี
        < บ้านเลขที่เท่าไรคะ
        > 12/3
        < ในบ้านอยู่กันกี่คนคะ
        > 1
        < ยายคำ ใจดี อยู่กลุ่มไหนบ้างคะ
        > ต่อไป
        < พบปัญหาอะไรบ้างคะ
        > ไม่มี
        < บ้านนี้มีรายได้จากอะไรบ้างคะ
        > ไม่มี
        < วันนี้ช่วยอะไรไปบ้างคะ
        > 1
        < จะไปเยี่ยมอีกเมื่อไรคะ
        > [ไม่ต้องนัด]
        < ได้รับ ตำแหน่งบ้าน แล้ว
        > ใช่
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    (house,) = aunt.rows(Household)
    assert (house.latitude, house.longitude, house.house_no, house.area_code) == (18.71, 99.56, "12/3", MINE)


def test_a_pin_at_a_repeat_visit_moves_the_house(aunt):
    test_a_pin_before_the_address_counts_for_it(aunt)
    aunt("""
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
        > 1
        < ครั้งก่อนเยี่ยมเมื่อ
        < เหมือนครั้งก่อนไหมคะ
        > (ตำแหน่ง 18.7150,99.5650)
        < ได้ตำแหน่งบ้านแล้วค่ะ
        > เหมือนเดิม
        < บันทึกการเยี่ยมตามนี้นะคะ
        > ใช่
        < บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ
    """)
    (house,) = aunt.rows(Household)
    assert (house.latitude, house.longitude) == (18.715, 99.565)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("52060705,18.7",), "line 3"),
        (("52060705,48.85,2.35",), "degrees in Thailand"),
        (("520607,nan,99.5",), "degrees in Thailand"),
        (("9999,18.7,99.5",), "6 or 8 digits"),
        (("999999,18.7,99.5",), "there is no area 999999"),
    ],
)
def test_a_list_of_middles_with_a_slip_is_refused_whole(aunt, tmp_path, lines, words):
    file = tmp_path / "centres.csv"
    file.write_text("\n".join(("code,latitude,longitude", "520607,18.75,99.56", *lines)))
    assert words in aunt.refused("villages", "centres", str(file))
    with aunt.db.reading() as tx:
        assert area.centred_near(tx, 18.75, 99.56, 0.1) == []


def test_a_list_without_its_heading_is_refused(aunt, tmp_path):
    file = tmp_path / "centres.csv"
    file.write_text("code;lat;lon\n520607;18;99\n")
    assert "the first line must name the columns code, latitude, longitude" in aunt.refused("villages", "centres", str(file))
