"""Numbers, money and ages as they are typed."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thai.test_text import THAI
from thai.dates import find_dates
from thai.names import parse_name
from thai.numbers import Age, Count, Money, age, arabic, count, find_numbers, money
from thai.phones import find_phones

TODAY = date(2019, 4, 24)

NUMBERS = [
    ("เจ็ดสิบเก้า", 79), ("ร้อยยี่สิบ", 120), ("สามพันห้า", 3500), ("พันสอง", 1200), ("หมื่นห้า", 15000), ("ครึ่งหมื่น", 5000),
    ("1,000", 1000), ("๑,๐๐๐", 1000), ("1พัน", 1000), ("2.5 พัน", 2500), ("3 พัน 5 ร้อย", 3500), ("3พัน5", 3500), ("3พัน500", 3500),
    ("พันห้าร้อย", 1500), ("ร้อยเอ็ด", 101), ("ยี่สิบเอ็ดจุดห้า", 21.5), ("สองล้านห้าแสน", 2_500_000), ("สิบสองล้าน", 12_000_000),
    ("12k", 12000),
    ("พันนึง", 1000), ("หมื่นครึ่ง", 15000), ("ซาวห้า", 25), ("ศูนย์", 0), ("0.5", 0.5), ("เก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้า", 99999),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), NUMBERS)
def test_one_number(typed, value):
    (found,) = find_numbers(typed)
    assert found.value == value
    assert (found.start, found.end) == (0, len(typed))


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("500-600", 500, 600), ("ห้าหกพัน", 5000, 6000), ("5-6 พัน", 5000, 6000), ("ร้อยสองร้อย", 100, 200), ("๕๐๐ ถึง ๖๐๐", 500, 600)],
)
def test_a_range_has_two_ends(typed, low, high):
    (found,) = find_numbers(typed)
    assert (found.value, found.also) == (low, (high,))


@pytest.mark.parametrize("text", ["สามีหกล้มห้ามเดิน", "เก้าอี้พันธุ์ดี", "ล้านนา", "", "ครึ่ง"])
def test_words_that_only_begin_like_numbers(text):
    assert find_numbers(text) == ()


def test_numbers_in_a_sentence():
    found = find_numbers("ยาย ๗๙ ปี อยู่กับหลานสองคน ได้เดือนละประมาณ 1,000 บาท")
    assert [(n.value, n.about) for n in found] == [(79, False), (2, False), (1000, True)]


@given(st.integers(0, 10**9))
def test_digits_come_back(value):
    for typed in (str(value), f"{value:,}"):
        assert [n.value for n in find_numbers(typed)] == [value]


MONEY = [
    ("1000", Money(1000)),
    ("๑,๐๐๐ บาท", Money(1000)),
    ("เดือนละ 1,000", Money(1000, "month")),
    ("3พันต่อเดือน", Money(3000, "month")),
    ("8,500/เดือน", Money(8500, "month")),
    ("๖๐๐ บ./เดือน", Money(600, "month")),
    ("วันละ 300", Money(300, "day")),
    ("อาทิตย์ละ 500", Money(500, "week")),
    ("ปีละสองหมื่นกว่า", Money(20000, "year", about=True)),
    ("ครั้งละ 600", Money(600, "once")),
    ("คนละ 600", Money(600, per_person=True)),
    ("สามพันห้า", Money(3500)),
    ("หมื่นห้า", Money(15000)),
    ("1.000", Money(1000)),
    ("600.-", Money(600)),
    ("อายุ 79 ได้ 700", Money(700)),
    ("2 คน ได้ 1,400 บาท", Money(1400)),
    ("ไม่มีค่ะ", Money(0)),
    ("ไม่มีรายได้", Money(0)),
    ("0", Money(0)),
    ("500-600", Money(None, why="several", choices=(500, 600))),
    ("เบี้ย 800 กับ 600", Money(None, why="several", choices=(800, 600))),
    ("ร้อยห้า", Money(None, why="several", choices=(150, 105))),
    ("-500", Money(None, why="negative")),
    ("ติดลบ 500", Money(None, why="negative")),
    ("1,00", Money(None, why="unclear")),
    ("10 ล้าน", Money(None, why="too_much")),
    ("9" * 400, Money(None, why="too_much")),
    ("ไม่รู้ค่ะ", Money(None, why="nothing")),
]


@pytest.mark.parametrize(("typed", "wanted"), MONEY)
def test_money(typed, wanted):
    assert money(typed) == wanted


def test_only_a_month_is_per_month():
    assert money("เดือนละ 300").per_month == money("300").per_month == 300
    assert money("วันละ 300").per_month is None


AGES = [
    ("อายุ 79", Age(79)),
    ("๗๙ ปี", Age(79)),
    ("79", Age(79)),
    ("เจ็ดสิบเก้าปี", Age(79)),
    ("ร้อยสองปี", Age(102)),
    ("อายุ 45 ลูก 2 คน", Age(45)),
    ("อายุ 25 เจ็บเมื่อ 3 ปีก่อน", Age(25)),
    ("8 เดือน", Age(0)),
    ("18 เดือน", Age(1)),
    ("15 วัน", Age(0)),
    ("1 ปี 6 เดือน", Age(1)),
    ("2 ขวบครึ่ง", Age(2)),
    ("ขวบกว่า", Age(1)),
    ("แรกเกิด", Age(0)),
    ("อายุราวๆ 55", Age(55, about=True)),
    ("เกิด 2483", Age(79, birth_year=1940, about=True)),
    ("ปี 2483", Age(79, birth_year=1940, about=True)),
    ("พ.ศ. ๒๔๘๓", Age(79, birth_year=1940, about=True)),
    ("2483", Age(79, birth_year=1940, about=True)),
    ("เกิดปี 83", Age(79, birth_year=1940, about=True)),
    ("เกิด 25/4/2483", Age(78, birth_year=1940)),
    ("เกิด 24 เม.ย. 2483", Age(79, birth_year=1940)),
    ("12/3/2505", Age(57, birth_year=1962)),
    ("เกิด 60", Age(None, why="several", choices=(2, 102))),
    ("79-80", Age(None, why="several", choices=(79, 80))),
    ("300", Age(None, why="too_old")),
    ("เกิด 2600", Age(None, why="future")),
    ("-3", Age(None, why="negative")),
    ("ไม่รู้", Age(None, why="nothing")),
]


@pytest.mark.parametrize(("typed", "wanted"), AGES)
def test_age(typed, wanted):
    assert age(typed, TODAY) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("๓ คน", Count(3)),
        ("สามคนค่ะ", Count(3)),
        ("ไม่มี", Count(0)),
        ("2.5", Count(None, "fraction")),
        ("3-4", Count(None, "several", (3, 4))),
        ("-1", Count(None, "negative")),
        ("5000", Count(None, "too_big")),
        ("หลายคน", Count(None, "nothing")),
    ],
)
def test_count(typed, wanted):
    assert count(typed) == wanted


@pytest.mark.parametrize("text", ["9" * 5000, "1 " * 2500, "0-" * 2500, "ำ" * 5000, "สองพัน " * 700, "5 ปี" * 1200, "ม.5 ต." * 800])
def test_the_longest_message_stays_quick(text):
    """5,000 letters are the most that LINE lets a person send; each reader needs some 0.1 s at worst."""
    started = time.perf_counter()
    find_numbers(text), money(text), age(text, TODAY), count(text), find_dates(text, TODAY), parse_name(text), find_phones(text)
    assert time.perf_counter() - started < 3


@given(THAI)
def test_nothing_raises(text):
    find_numbers(text), money(text), age(text, TODAY), count(text)
    assert len(arabic(text)) == len(text)
