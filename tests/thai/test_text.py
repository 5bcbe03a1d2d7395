"""Normalising, comparing commands, counting and cutting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.spelling import fold
from thai.text import clip, graphemes, normalise, plain, utf16

THAI = st.text(alphabet=st.one_of(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B), st.characters()), max_size=60)

SAME = [
    ("ศุกร์์", "ศุกร์"),
    ("น้ํา", "น้ำ"),
    ("นํ้า", "น้ำ"),
    ("นำ้", "น้ำ"),
    ("ท่ี", "ที่"),
    ("เเม่", "แม่"),
    ("กๅร", "การ"),
    ("ฤๅษี", "ฤๅษี"),
    ("Ａ１", "A1"),
    ("ก\u200bข", "กข"),
    ("  ยาย   คำ \n\n ดี ", "ยาย คำ\n\nดี"),
    ("ด่วนนน", "ด่วนนน"),
    ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
]


@pytest.mark.parametrize(("typed", "wanted"), SAME)
def test_one_spelling(typed, wanted):
    assert normalise(typed) == wanted


@given(THAI)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("typed", ["ยกเลิก", "ยกเลิก ค่ะ", "ยกเลิกนะคะ!!", "ยกเลิกกกก", "ยก เลิก ครับผม", "ยกเลิกจ้าาา", "ยกเลิก 🙏"])
def test_a_command_with_manners_is_the_command(typed):
    assert plain(typed) == "ยกเลิก"


@pytest.mark.parametrize(("typed", "wanted"), [("ค่ะ", "ค่ะ"), ("ครับ!", "ครับ"), ("OK ค่า", "ok"), ("1000", "1000"), ("", "")])
def test_plain_keeps_what_matters(typed, wanted):
    assert plain(typed) == wanted


@given(THAI)
def test_plain_and_fold_never_raise(text):
    assert isinstance(plain(text), str)
    assert isinstance(fold(text), str)


@pytest.mark.parametrize(("text", "letters", "units"), [("ที่", 1, 3), ("น้ำ", 1, 3), ("ยาย", 3, 3), ("🙏", 1, 2), ("", 0, 0)])
def test_counting(text, letters, units):
    assert (graphemes(text), utf16(text)) == (letters, units)


@pytest.mark.parametrize(
    ("text", "limit", "unit", "wanted"),
    [
        ("สั้น", 10, "graphemes", "สั้น"),
        ("ยกเลิกการเยี่ยม", 6, "graphemes", "ยกเลิก…"),
        ("ที่นี่", 3, "utf16", "…"),
        ("ที่นี่", 4, "utf16", "ที่…"),
        ("🙏🙏🙏", 5, "utf16", "🙏🙏…"),
        ("ยาว", 0, "utf16", ""),
    ],
)
def test_clip_cuts_between_letters(text, limit, unit, wanted):
    assert clip(text, limit, unit) == wanted


@given(THAI, st.integers(0, 30), st.sampled_from(["graphemes", "utf16"]))
def test_clip_keeps_its_limit(text, limit, unit):
    size = graphemes if unit == "graphemes" else utf16
    assert size(clip(text, limit, unit)) <= limit


def test_clip_refuses_an_unknown_unit():
    with pytest.raises(ValueError, match="bytes"):
        clip("ก", 1, "bytes")


@pytest.mark.parametrize(
    ("a", "b"),
    [("วิเชตนคร", "วิเชดนคร"), ("ณัฐพล", "นัทพล"), ("พิษณุโลก", "พิสนุโลก"), ("ศักดิ์", "สัก"), ("แจ้ห่ม", "แจห่ม"), ("พรรณา", "พันา")],
)
def test_words_of_one_sound_have_one_key(a, b):
    assert fold(a) == fold(b)
