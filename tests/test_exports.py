"""Exports: every noun, every format, one area, and nothing that a spreadsheet would run."""

import csv
import io
import re
import tracemalloc
import zipfile

import pytest
from sqlalchemy import insert

from models import household, referral, visit
from models.audit import Audit
from models.event import Event
from programme import exports, sheets
from tests.factories import home, visited, volunteer
from tests.flows.test_visit import FIRST
from tests.town import AUNT, UNCLE

ELSEWHERE = "50010101"  # หมู่ 1 of a sub-district in Chiang Mai
CONTRACT = {  # design, section 4: "at least"
    "events": {"webhook_event_id", "message_id", "line_user_id", "state", "received_at"},
    "volunteers": {"number", "line_user_id", "state", "name", "area_code"},
    "households": {"household", "head", "area_code", "people"},
    "visits": {
        "visit_no",
        "volunteer_line_user_id",
        "visited_on",
        "household",
        "area_code",
        "people",
        "problems",
        "incomes",
        "photos",
    },
    "photos": {"id", "kind", "state", "visit_no", "area_code", "sent_at", "sha256", "media_type"},
    "cases": {"case_no", "urgency", "dangers", "area_code", "state", "opened_at", "acknowledged_by", "acknowledged_at",
              "closed_at", "outcome"},
    "referrals": {"referral_no", "household", "visit_no", "area_code", "state", "sent_at"},
    "messages": {"kind", "to", "purpose", "state", "billable", "attempts", "case_no"},
}
FLAT = 6 * 2**20  # bytes: a page of 500 rows and what writes them; all the rows below together are far more


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    town(FIRST)
    return town


@pytest.fixture
def sent_a_photo(aunt):
    aunt("""
        > เพิ่มรูป
        < ส่งรูปของ ยายคำ ใจดี (ย6911-00001) ได้เลยค่ะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > [ส่งครบแล้ว]
        < เก็บรูป 1 ไว้กับ ยายคำ ใจดี (ย6911-00001) แล้วค่ะ
        > แจ้งเหตุด่วน
        < เกิดอะไรขึ้นคะ
        > 1
        < โทร 1300 เดี๋ยวนี้เลยนะคะ
        < เกิดที่ไหนคะ
    """)
    with aunt.db.transaction() as tx:
        referral.send(tx, "ส6911-00001", visit.own(tx, 1, 1))
    return aunt


@pytest.fixture
def two_provinces(town):
    volunteer(town.db)
    volunteer(town.db, UNCLE, number="50-00001", area_code=ELSEWHERE)
    visited(town.db, home(town.db))
    visited(town.db, home(town.db, "ตามี ชัยดี", ELSEWHERE, made_by=2), ELSEWHERE, volunteer_id=2)
    return town


def cells(file) -> str:
    with zipfile.ZipFile(file) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("noun", CONTRACT)
def test_every_noun_has_the_fields_that_others_rely_on(sent_a_photo, noun):
    rows = sent_a_photo.exported(noun)
    assert rows
    assert all(set(row) >= CONTRACT[noun] for row in rows)


def test_nothing_is_exported_that_is_not_held_here():
    assert set(exports.NOUNS) == set(CONTRACT)


def test_a_visit_is_given_back_field_for_field(aunt):
    (told,) = aunt.exported("visits")
    assert told["household"] == {"id": 1, "head": "ยายคำ ใจดี", "house_no": "12/3", "village": "ป่าตึง"}
    assert told["people"] == [
        {"name": "ยายคำ ใจดี", "age": 79, "sex": "f", "groups": ["elderly"], "disabilities": [], "cared_for_by": ""}
    ]
    assert (told["volunteer_line_user_id"], told["area_code"], told["photos"]) == (AUNT, "52060705", [])


@pytest.mark.parametrize("noun", CONTRACT)
def test_three_formats_tell_the_same(sent_a_photo, noun, tmp_path):
    rows = sent_a_photo.exported(noun)
    count = len(rows)
    for how in sheets.FORMATS:
        assert f"{count} {noun}" in sent_a_photo.flask("export", noun, "--format", how, "--out", str(tmp_path / how))
    assert len((tmp_path / "jsonl").read_bytes().splitlines()) == count
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [list(row) for row in table] == [list(row) for row in rows]
    sheet = cells(tmp_path / "xlsx")
    assert sheet.count("<row ") == count + 1
    assert all(f">{name}<" in sheet for name in rows[0])


def test_a_csv_opens_in_excel_as_thai(aunt, tmp_path):
    aunt.flask("export", "visits", "--format", "csv", "--out", str(tmp_path / "visits.csv"))
    assert (tmp_path / "visits.csv").read_bytes().startswith(b"\xef\xbb\xbfvisit_no,")


# ---------------------------------------------------------------------- whose


@pytest.mark.parametrize("noun", ["volunteers", "households", "visits"])
def test_an_area_holds(two_provinces, noun):
    """Alice sees Lampang, Bob Chiang Mai; Charlie sees what lies in his area: nothing."""
    alice, bob, charlie = ("52", "5206", "520607", "52060705"), ("50", "5001", "500101"), ("10", "5201", "520601")
    assert len(two_provinces.exported(noun)) == 2
    for scope, seen in [(scope, {"52060705"}) for scope in alice] + [(scope, {ELSEWHERE}) for scope in bob]:
        assert {row["area_code"] for row in two_provinces.exported(noun, "--area", scope)} == seen, scope
    assert [two_provinces.exported(noun, "--area", scope) for scope in charlie] == [[], [], []]


def test_an_area_that_there_is_not(town):
    for scope in ("5", "%", "52%", "999999", "ลำปาง"):
        assert "there is no area" in town.refused("export", "visits", "--area", scope)


def test_what_has_no_area_is_not_for_one(town):
    for noun in exports.COUNTRY_ONLY:
        assert "leave out --area" in town.refused("export", noun, "--area", "52")


def test_undone_visits_are_left_out(town):
    volunteer(town.db)
    visited(town.db, home(town.db), undone_at=town.db.now())
    assert town.exported("visits") == []


def test_every_export_leaves_a_line_in_the_audit(two_provinces, tmp_path):
    two_provinces.flask("export", "visits", "--area", "52", "--format", "csv", "--out", str(tmp_path / "v.csv"))
    line = two_provinces.rows(Audit)[-1]
    assert (line.actor, line.action, line.subject, line.area_code, line.detail) == (
        "command",
        "exported",
        "visits",
        "52",
        {"format": "csv", "exact": False},
    )


def test_places_are_blurred_to_the_village_unless_asked_for(two_provinces):
    with two_provinces.db.transaction() as tx:
        household.change(tx, 1, latitude=18.712345, longitude=99.567891)
    (mine, _), (exact, _) = two_provinces.exported("households"), two_provinces.exported("households", "--exact")
    assert (mine["latitude"], mine["longitude"]) == (18.71, 99.57)
    assert (exact["latitude"], exact["longitude"]) == (18.712345, 99.567891)


# ---------------------------------------------------------------------- what a spreadsheet would run

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+66812345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
)


@pytest.mark.parametrize("value", FORMULAS)
def test_a_cell_of_a_csv_is_never_a_formula(value):
    out = io.BytesIO()
    sheets.write([{"head": value, "lines": [value]}], "csv", out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""))
    assert row["head"] == "'" + value
    assert row["lines"].startswith("[")


def test_a_cell_of_a_workbook_is_never_a_formula_or_a_link():
    out = io.BytesIO()
    sheets.write([{"head": value} for value in (*FORMULAS, "http://x.example", "{=1}", "mailto:x@y")], "xlsx", out)
    sheet = cells(out)
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert sheet.count('t="inlineStr"') == len(FORMULAS) + 4


def test_what_is_no_formula_stays_as_it_is():
    assert [sheets.safe(value) for value in ("ยายคำ", "", "12/3", -5, 3.5, None, True, "a=b")] == [
        "ยายคำ",
        "",
        "12/3",
        -5,
        3.5,
        None,
        True,
        "a=b",
    ]


# ---------------------------------------------------------------------- whole or not at all


def rows_that_break():
    yield {"a": 1}
    raise RuntimeError("the database went away")


@pytest.mark.parametrize("how", sheets.FORMATS)
def test_a_file_appears_whole_or_not_at_all(tmp_path, how):
    file = tmp_path / "visits"
    with pytest.raises(RuntimeError):
        sheets.write_file(rows_that_break(), how, file)
    assert list(tmp_path.iterdir()) == []
    file.write_text("of yesterday")
    with pytest.raises(RuntimeError):
        sheets.write_file(rows_that_break(), how, file)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["of yesterday"]


def test_a_place_where_nothing_can_be_written(town, tmp_path):
    told = town.refused("export", "visits", "--out", str(tmp_path / "no" / "such" / "folder.csv"))
    assert told.startswith("Error: ")
    assert len(told.splitlines()) == 1


def test_a_workbook_needs_a_file(town):
    assert "--out" in town.refused("export", "visits", "--format", "xlsx")


def test_a_workbook_does_not_lose_rows_in_silence(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(sheets.TooMuch, match="3 rows"):
        sheets.write_file(({"a": n} for n in range(4)), "xlsx", tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", sheets.FORMATS)
def test_nothing_to_export(town, tmp_path, how):
    file = tmp_path / f"visits.{how}"
    assert "0 visits" in town.flask("export", "visits", "--format", how, "--out", str(file))
    assert file.exists()


def test_thousands_of_rows_need_the_memory_of_a_page(town, tmp_path):
    with town.db.transaction() as tx:
        tx.execute(
            insert(Event),
            [
                {
                    "webhook_event_id": f"e{n}",
                    "line_user_id": AUNT,
                    "message_id": "",
                    "kind": "message.text",
                    "state": "done",
                    "cause": "",
                    "attempts": 1,
                    "occurred_ms": n,
                    "received_at": tx.now,
                    "raw": b"x" * 3000,
                }
                for n in range(4000)
            ],
        )
    for how in sheets.FORMATS:
        tracemalloc.start()
        with town.db.reading() as tx:
            assert sheets.write_file(exports.events(tx, ""), how, tmp_path / how) == 4000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < FLAT, how
    ids = re.findall(r'"webhook_event_id":"e(\d+)"', (tmp_path / "jsonl").read_text())
    assert list(map(int, ids)) == list(range(4000))
