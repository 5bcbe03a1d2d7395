"""Danger is heard by words or by the model; neither makes a danger of a calm answer."""

import pytest

from benchmarks.danger import messages
from tests.thai.test_danger import CALM, HEARD
from thai.danger import KINDS, heard_danger
from thai.hearing import heard_emergency
from thai.text import normalise

# No kind of danger is called by its name here; none of them stands in tests/thai/messages.
UNSAID = [
    "ตานั่งพิงฝาคางตก เขี่ยก็ไม่ขยับ มือซีดหมดแล้วลูก",
    "มันยังยืนถือของอยู่หน้าประตู หนูไม่กล้าหายใจดัง",
]


@pytest.mark.parametrize("text", [text for text, _ in HEARD], ids=str)
def test_what_the_words_hear_is_still_heard(text):
    assert heard_emergency(text)


@pytest.mark.parametrize("text", UNSAID)
def test_danger_is_heard_where_no_word_of_it_is_said(text):
    danger = heard_emergency(text)
    assert danger
    assert danger.kind in KINDS
    assert danger.words in normalise(text)


@pytest.mark.parametrize("text", CALM, ids=CALM)
def test_a_calm_answer_stays_calm(text):
    assert heard_emergency(text) is None


def test_what_only_the_model_hears_is_asked_about():
    unnamed = [line["text"] for line in messages()["own"] if not heard_danger(line["text"])]
    heard = [danger for text in unnamed if (danger := heard_emergency(text))]
    assert len(heard) > 20
    assert not any(danger.sure for danger in heard)


def test_any_text_is_borne():
    for text in ("", " ", "😭", "ๆ", "ก" * 5000, "่้๊๋", "12/3", "\n\n", "เ", "a" * 300):
        assert heard_emergency(text) is None
