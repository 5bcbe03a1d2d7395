"""Areas: the official ones, the villages that grow, and the one test of who may see what."""

import pytest
from sqlalchemy import func, select

from bot.areas import load_areas, official_areas
from models import area, people
from models.area import Area, within, within_any
from models.people import RoleGrant
from tests.stores import clock, db, store_url  # noqa: F401  (fixtures)

WICHET = "520607"  # ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง
KLONG_KUM = "102701"  # แขวงคลองกุ่ม เขตบึงกุ่ม กรุงเทพ


def test_all_of_thailand():
    told = list(official_areas())
    counts = {level: sum(one["level"] == level for one in told) for level in ("province", "district", "subdistrict")}
    assert counts == {"province": 77, "district": 928, "subdistrict": 7436}
    assert len({one["code"] for one in told}) == len(told)
    names = {one["code"]: one["name"] for one in told}
    assert (names["52"], names["5206"], names[WICHET], names["1027"]) == ("ลำปาง", "แจ้ห่ม", "วิเชตนคร", "บึงกุ่ม")
    assert all(len(code) == 2 or code[:-2] in names for code in names)


def test_loading_twice_changes_nothing_and_a_new_name_is_taken(db):  # noqa: F811
    assert load_areas(db) == load_areas(db) == 77 + 928 + 7436
    with db.transaction() as tx:
        assert tx.value(select(func.count()).select_from(Area)) == 8441
        area.settle_village(tx, WICHET, 5, "ป่าตึง")
        area.keep_areas(tx, [{"code": WICHET, "level": "subdistrict", "name": "วิเชตใหม่", "name_en": ""}])
        assert area.area_name(tx, WICHET) == "วิเชตใหม่"
        assert area.villages_of(tx, WICHET) == [("52060705", "ป่าตึง")]
        area.keep_areas(tx, [])


# ---------------------------------------------------------------------- villages


def test_a_village_is_kept_when_it_is_told(db):  # noqa: F811
    with db.transaction() as tx:
        assert area.settle_village(tx, WICHET, 5, "") == "52060705"
        assert area.settle_village(tx, WICHET, 5, "ป่าตึง") == "52060705"
        assert area.settle_village(tx, WICHET, 5, "") == "52060705"
        area.settle_village(tx, WICHET, 12, "ทุ่งฝูง")
        assert area.villages_of(tx, WICHET) == [("52060705", "ป่าตึง"), ("52060712", "ทุ่งฝูง")]
    assert area.village_no("52060712") == 12


def test_communities_of_bangkok_have_names_and_no_numbers(db):  # noqa: F811
    with db.transaction() as tx:
        first = area.settle_village(tx, KLONG_KUM, None, "คลองกุ่มนิเวศน์")
        second = area.settle_village(tx, KLONG_KUM, None, "หมู่บ้านสหกรณ์")
        assert (first, second) == ("10270101", "10270102")
        assert area.settle_village(tx, KLONG_KUM, None, "คลองกุ่มนิเวศน์") == first


def test_the_hundredth_community_is_not_invented(db):  # noqa: F811
    with db.transaction() as tx:
        for number in range(area.VILLAGES):
            area.settle_village(tx, KLONG_KUM, None, f"ชุมชน {number}")
        with pytest.raises(ValueError, match="already has 99"):
            area.settle_village(tx, KLONG_KUM, None, "อีกชุมชน")


# ---------------------------------------------------------------------- who may see what


def found(tx, test) -> set:
    return {row.code for row in tx.all(select(Area.code).where(test))}


@pytest.fixture
def four(db):  # noqa: F811
    with db.transaction() as tx:
        area.keep_areas(
            tx,
            [
                {"code": code, "level": "village", "name": "", "name_en": ""}
                for code in ("52060705", "52060712", "52010101", "10270101")
            ],
        )
    return db


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        ("", {"52060705", "52060712", "52010101", "10270101"}),
        ("52", {"52060705", "52060712", "52010101"}),
        ("5206", {"52060705", "52060712"}),
        (WICHET, {"52060705", "52060712"}),
        ("52060705", {"52060705"}),
        ("50", set()),
        ("%", set()),
        ("52%", set()),
        ("5_", set()),
        ("520607055", set()),
    ],
)
def test_an_area_lies_in_a_scope(four, scope, seen):
    with four.reading() as tx:
        assert found(tx, within(Area.code, scope)) == seen


def test_who_has_several_areas_sees_all_of_them_and_who_has_none_nothing(four):
    with four.reading() as tx:
        assert found(tx, within_any(Area.code, ["5201", "10"])) == {"52010101", "10270101"}
        assert found(tx, within_any(Area.code, [""])) == {"52060705", "52060712", "52010101", "10270101"}
        assert found(tx, within_any(Area.code, [])) == set()


def test_who_holds_a_role_for_a_place(four):
    """Alice for the province, Bob for another, Charlie for the country; Dora's was taken away."""
    with four.transaction() as tx:
        for who, scope in (("alice", "52"), ("bob", "10"), ("charlie", ""), ("dora", "52")):
            people.grant(tx, who, "officer", scope)
        people.revoke(tx, "dora", "officer")
        people.grant(tx, "alice", "auditor", "10")
        assert sorted(people.holders(tx, "officer", "52060705")) == ["alice", "charlie"]
        assert sorted(people.holders(tx, "officer", "10270101")) == ["bob", "charlie"]
        assert sorted(people.holders(tx, "officer", "5")) == ["charlie"]
        assert people.holders(tx, "hotline", "52060705") == []
        assert len(tx.all(RoleGrant.__table__.select())) == 5
