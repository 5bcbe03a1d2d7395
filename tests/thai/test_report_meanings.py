"""Words that mean the same read alike; a longer word guards against a shorter within it."""

import tomllib
from pathlib import Path

import pytest

from thai.report_meanings import meanings

WORDS = tomllib.loads((Path(__file__).parents[2] / "thai" / "data" / "meanings.toml").read_text())["meanings"]


@pytest.mark.parametrize("text", ["ผัวตบ", "สามีทำร้าย", "แฟนเก่าต่อย", "ป้อบ้านต๋บ"])
def test_words_of_one_meaning_read_alike(text):
    assert meanings(text) == {"husband", "hit", "husband hit"}


@pytest.mark.parametrize(("text", "found"), [
    ("ตามไป", set()),                   # not ตา
    ("แม่น้ำ", set()),                   # not แม่
    ("ปรบมือ", set()),                  # not ตบ
    ("ตีสองมาตี", {"hit"}),              # two o'clock, and a blow
    ("เด็กขาดเรียน", {"child", "noschool", "child noschool"}),
    ("ไม่มีใคร", {"nobody"}),           # the longest word, not ไม่
    ("", set()),
    ("ๆ 12 😭", set()),
])  # fmt: skip
def test_the_longest_word_is_taken(text, found):
    assert meanings(text) == found


def test_three_in_a_row_are_one_piece_more():
    assert "long_ago husband hit" in meanings("เมื่อก่อนผัวตี")


def test_what_is_far_apart_makes_no_pair():
    assert "husband hit" not in meanings("ผัว" + "กขค" * 20 + "ตี")


def test_no_word_is_said_to_mean_two_things():
    once = [word for words in WORDS.values() for word in set(words.split())]
    assert sorted({word for word in once if once.count(word) > 1}) == []
