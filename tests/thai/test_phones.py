"""Telephone and ID numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thai.test_text import THAI
from thai.phones import PhoneAnswer, find_phones, national_id_ok, phone, show_phone


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("081-234-5678", "0812345678"),
        ("๐๘๑-๐๐๐-๕๕๑๒", "0810005512"),
        ("085.000.6620", "0850006620"),
        ("091 000 7785", "0910007785"),
        ("โทร0860002231ด่วน", "0860002231"),
        ("+66 81 234 5678", "0812345678"),
        ("+66812345678", "0812345678"),
        ("+66 (0) 81 234 5678", "0812345678"),
        ("66812345678", "0812345678"),
        ("02-123-4567", "021234567"),
        ("054-000-418ในเวลา", "054000418"),
    ],
)
def test_a_number(typed, digits):
    assert phone(typed) == PhoneAnswer(digits)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1300", "hotline"),
        ("191", "hotline"),
        ("1-2345-67890-12-1", "too_long"),
        ("0810000000001", "too_long"),
        ("บัญชี 020-1-55870-1", "too_long"),
        ("081234567", "too_short"),
        ("ไม่มี", "nothing"),
    ],
)
def test_no_number(typed, why):
    assert phone(typed) == PhoneAnswer(None, why)


def test_two_numbers():
    assert phone("0812345678 หรือ 02 123 4567").choices == ("0812345678", "021234567")
    first, second = find_phones("0812345678/0898765432")
    assert (first.kind, second.digits) == ("mobile", "0898765432")


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("0812345678", "081-234-5678"), ("021234567", "02-123-4567"), ("054000418", "054-000-418"), ("1300", "1300")],
)
def test_showing(digits, shown):
    assert show_phone(digits) == shown


@given(st.from_regex(r"0[689][0-9]{8}|0[23457][0-9]{7}", fullmatch=True))
def test_a_shown_number_is_read_again(digits):
    assert phone(show_phone(digits)).digits == digits


def test_id_check_digit():
    assert national_id_ok("1-1017-00207-03-0")
    assert national_id_ok("๑๑๐๑๗๐๐๒๐๗๐๓๐")
    assert not national_id_ok("1101700207031")
    assert not national_id_ok("110170020703")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_just_one_last_digit_fits(start):
    assert sum(national_id_ok(start + last) for last in "0123456789") == 1


@given(THAI)
def test_nothing_raises(text):
    find_phones(text), phone(text), national_id_ok(text), show_phone(text)
