"""Dates as they are typed. Today is Thursday 25 April 2562 (2019)."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thai.test_text import THAI
from thai.dates import BIRTH, find_dates, parse_date, show_date, show_month, years_between

TODAY = date(2019, 4, 25)
OPENING = date(2019, 4, 24)

CLEAR = [
    *((typed, OPENING) for typed in (
        "24 เม.ย. 62", "24/4/2562", "24-04-19", "24 เมษายน 2562", "วันพุธที่ ๒๔ เมษายน ๒๕๖๒", "24 เมษา 62",
        "2019-04-24", "24 Apr 2019",
        "April 24, 2019", "24.4.62", "24 4 62", "24042562", "24เมย62", "วันที่ 24 เดือน 4 ปี 62", "วันที่ 24 เดือนเมษายน พ.ศ. 2562",
        "2562-04-24",
        "24/4/62 ค่ะ", "เยี่ยมเมื่อ ๒๔/๔/๖๒ ครับ", "เมื่อวาน", "เมื่อวานนี้", "เมื่อคืน", "ตอนบ่ายวานนี้", "มื้อวาน", "ตะวา", "วันพุธที่แล้ว", "เมื่อวันพุธ",
    )),
    ("๗ มี.ค. ๒๕๖๕", date(2022, 3, 7)),
    ("ศุกร์์ ที่ 1 เดือน พฤษภาคม พ.ศ.2563", date(2020, 5, 1)),
    ("29 ก.พ. 63", date(2020, 2, 29)),
    ("วันนี้", TODAY), ("เมื่อเช้า", TODAY), ("เย็นนี้", TODAY), ("เมื่อกี้", TODAY),
    ("เมื่อวานซืน", date(2019, 4, 23)), ("3 วันก่อน", date(2019, 4, 22)), ("สามวันก่อน", date(2019, 4, 22)),
    ("วันจันทร์ที่แล้ว", date(2019, 4, 22)),
    ("พรุ่งนี้", date(2019, 4, 26)), ("มะรืน", date(2019, 4, 27)), ("จันทร์นี้", date(2019, 4, 29)), ("วันพุธหน้า", date(2019, 5, 1)),
    ("เสาร์ที่ผ่านมา", date(2019, 4, 20)), ("อีก 2 อาทิตย์", date(2019, 5, 9)), ("อีก 3 เดือน", date(2019, 7, 25)),
    ("สิ้นเดือน", date(2019, 4, 30)),
    ("วันที่ ๘ เดือนนี้", date(2019, 4, 8)), ("วันที่ 5 เดือนหน้า", date(2019, 5, 5)), ("วันที่ 14 ที่ผ่านมา", date(2019, 4, 14)),
    ("วันที่ 25", TODAY), ("พฤหัส", TODAY),
    ("วันสงกรานต์ที่ผ่านมา", date(2019, 4, 13)), ("เมื่อวันพ่อ", date(2018, 12, 5)), ("วันปีใหม่ที่ผ่านมา", date(2019, 1, 1)),
    ("เมื่อวันเด็ก", date(2019, 1, 12)), ("เมื่อวันมาฆะ", date(2019, 2, 19)),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "wanted"), CLEAR)
def test_a_clear_date(typed, wanted):
    reading = parse_date(typed, TODAY)
    assert (reading.day, reading.why, reading.exact) == (wanted, None, True)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("อาทิตย์ที่แล้ว", date(2019, 4, 18)),
        ("เดือนหน้า", date(2019, 5, 25)),
        ("ต้นเดือนหน้า", date(2019, 5, 1)),
        ("ปีที่แล้ว", date(2018, 4, 25)),
    ],
)
def test_a_rough_date_says_so(typed, wanted):
    reading = parse_date(typed, TODAY)
    assert (reading.day, reading.exact) == (wanted, False)


@pytest.mark.parametrize(
    ("typed", "why", "past", "future"),
    [
        ("24 เม.ย.", "year_missing", date(2019, 4, 24), date(2020, 4, 24)),
        ("24/4", "year_missing", date(2019, 4, 24), date(2020, 4, 24)),
        ("29 ก.พ.", "year_missing", date(2016, 2, 29), date(2020, 2, 29)),
        ("วันที่ 5", "which_one", date(2019, 4, 5), date(2019, 5, 5)),
        ("5", "which_one", date(2019, 4, 5), date(2019, 5, 5)),
        ("พุธ", "which_one", date(2019, 4, 24), date(2019, 5, 1)),
        ("วันอาทิตย์", "which_one", date(2019, 4, 21), date(2019, 4, 28)),
    ],
)
def test_what_is_open_has_two_candidates_and_can_lean(typed, why, past, future):
    reading = parse_date(typed, TODAY)
    assert (reading.day, reading.why, reading.candidates) == (None, why, (past, future))
    assert "หรือ" in reading.words
    assert parse_date(typed, TODAY, lean="past").day == past
    assert parse_date(typed, TODAY, lean="future").day == future


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31 ก.พ. 62", "เดือนกุมภาพันธ์ ปี 2562 มีแค่ 28 วันค่ะ ไม่มีวันที่ 31"),
        ("29 ก.พ. 62", "เดือนกุมภาพันธ์ ปี 2562 มีแค่ 28 วันค่ะ ไม่มีวันที่ 29"),
        ("31 ก.พ.", "เดือนกุมภาพันธ์ มีแค่ 29 วันค่ะ ไม่มีวันที่ 31"),
        ("31/4/62", "เดือนเมษายน ปี 2562 มีแค่ 30 วันค่ะ ไม่มีวันที่ 31"),
        ("24/13/62", "ปีหนึ่งมี 12 เดือนค่ะ ไม่มีเดือนที่ 13"),
    ],
)
def test_an_impossible_date_is_explained(typed, words):
    reading = parse_date(typed, TODAY)
    assert (reading.day, reading.why, reading.words) == (None, "impossible", words)


def test_other_ways_of_being_unclear():
    assert parse_date("เมษา 62", TODAY).why == "day_missing"
    assert parse_date("1/1/05", TODAY).candidates == (date(1962, 1, 1), date(2005, 1, 1))
    assert parse_date("8-12 ก.พ. 62", TODAY).candidates == (date(2019, 2, 8), date(2019, 2, 12))
    assert parse_date("เมื่อวาน หรือ 3 วันก่อน", TODAY).why == "several"
    assert parse_date("สวัสดีค่ะ", TODAY).why == "nothing"
    wrong_weekday = parse_date("วันอังคารที่ 24 เมษายน 2562", TODAY)
    assert (wrong_weekday.day, wrong_weekday.why) == (OPENING, "weekday")


@pytest.mark.parametrize(
    ("typed", "year"), [("12/3/05", 1962), ("1 ม.ค. 83", 1940), ("5 พ.ค. 2505", 1962), ("1 ม.ค. 2019", 2019), ("3/3/61", 2018)]
)
def test_two_digits_of_a_birth(typed, year):
    assert parse_date(typed, TODAY, window=BIRTH).day.year == year


@pytest.mark.parametrize("text", ["โทร 02-123-4567", "บ้านเลขที่ 12/3", "ม.3 ต.วิเชตนคร", "ยายจันทร์ 79 สองวัน", "เบี้ย 700"])
def test_what_is_no_date(text):
    assert find_dates(text, TODAY) == ()


def test_all_dates_of_a_message_in_order():
    found = find_dates("เยี่ยมเมื่อวาน หมอนัด 3 พ.ค. 62 และอีก 2 เดือน", TODAY)
    assert [each.day for each in found] == [OPENING, date(2019, 5, 3), date(2019, 6, 25)]


def test_showing():
    assert show_date(OPENING) == "วันพุธที่ 24 เมษายน 2562"
    assert show_date(OPENING, short=True) == "24 เม.ย. 62"
    assert (show_month(OPENING), show_month(OPENING, short=True)) == ("เมษายน 2562", "เม.ย. 62")


@given(st.dates(date(1850, 1, 1), date(2150, 12, 31)))
def test_a_shown_date_is_read_again(day):
    assert parse_date(show_date(day), TODAY).day == day
    assert parse_date(day.isoformat(), day).day == day


@given(st.dates(date(2010, 1, 1), date(2023, 12, 31)))
def test_a_short_date_near_today_is_read_again(day):
    assert parse_date(show_date(day, short=True), TODAY).day == day
    assert parse_date(f"{day.day}/{day.month}/{(day.year + 543) % 100:02d}", TODAY).day == day


@given(THAI, st.dates())
def test_nothing_raises(text, today):
    find_dates(text, today)
    parse_date(text, today, lean="past")


@given(
    st.from_regex(r"(วันที่|พุธ|อีก|เมื่อ)? ?[0-9๐-๙]{1,4}[ /.-]?([0-9]{1,2}|ก\.พ\.|เดือน|วันก่อน)?[ /.-]?[0-9]{0,4}", fullmatch=True),
    st.dates(),
)
def test_no_number_raises(text, today):
    parse_date(text, today)


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2001, 4, 25), date(2019, 4, 24), 17),
        (date(2001, 4, 25), date(2019, 4, 25), 18),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2019, 1, 1), date(2018, 12, 31), -1),
    ],
)
def test_age_in_law(birth, on, years):
    assert years_between(birth, on) == years


def test_importing_dates_loads_nothing_heavy():
    heavy = "import sys, thai.dates; print([m for m in sys.modules if m.split('.')[0] in ('pythainlp','rapidfuzz','geothai')])"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
