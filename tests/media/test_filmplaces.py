"""The place is gone from a film, and nothing else is."""

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import filmplaces
from bot.filmplaces import forget_places
from tests.media.pictures_made import PLACE, box, corners, film, place_boxes

TELLING = place_boxes()
EMPTY = b"".join(
    box(b"free", bytes(len(each) - 8)) for each in (TELLING[: TELLING.index(b"meta") - 4], TELLING[TELLING.index(b"meta") - 4 :])
)


def after(data: bytes) -> tuple[bytes, int]:
    file = io.BytesIO(data)
    wiped = forget_places(file)
    return file.getvalue(), wiped


def test_every_way_to_tell_the_place_becomes_empty_room():
    left, wiped = after(film(told=TELLING))
    assert PLACE not in left
    assert b"location" not in left
    assert b"home" not in left
    assert (left, wiped) == (film(told=EMPTY), 4)


def test_a_film_that_tells_nothing_stays_as_it_is():
    assert after(film()) == (film(), 0)


@pytest.mark.parametrize("kind", [b"udta", b"meta", b"uuid"])
def test_beside_the_film(kind):
    left, wiped = after(film() + box(kind, PLACE))
    assert (left, wiped) == (film() + box(b"free", bytes(len(PLACE))), 1)


def test_what_is_seen_and_heard_may_say_udta():
    words = box(b"mdat", box(b"udta", PLACE)) + box(b"free", box(b"meta", PLACE))
    assert after(film() + words) == (film() + words, 0)


def test_a_size_of_eight_bytes_and_one_that_means_to_the_end():
    wide = struct.pack(">I4sQ", 1, b"moov", 16 + 8 + len(PLACE)) + box(b"udta", PLACE)
    open_ended = struct.pack(">I4s", 0, b"moov") + box(b"meta", PLACE)
    left, wiped = after(film() + wide + open_ended)
    assert (PLACE in left, wiped, len(left)) == (False, 2, len(film() + wide + open_ended))


def test_a_box_longer_than_what_holds_it_wipes_nothing_outside():
    left, wiped = after(
        box(b"ftyp", b"isom", bytes(4)) + box(b"moov", struct.pack(">I4s", 9999, b"udta"), PLACE) + box(b"mdat", b"seen")
    )
    assert wiped == 1
    assert PLACE not in left
    assert left.endswith(box(b"mdat", b"seen"))


@pytest.mark.parametrize("size", [2, 7])
def test_a_box_shorter_than_its_head_ends_the_walk(size):
    data = film() + struct.pack(">I4s", size, b"udta") + PLACE
    assert after(data) == (data, 0)


def test_boxes_in_boxes_in_boxes():
    deep = box(b"udta", PLACE)
    for _ in range(3000):
        deep = box(b"moov", deep)
    left, wiped = after(film() + deep)
    assert (PLACE in left, wiped) == (False, 1)


def test_no_end_of_boxes(monkeypatch):
    monkeypatch.setattr(filmplaces, "MOST_BOXES", 100)
    data = film() + box(b"free") * 1000 + box(b"udta", PLACE)
    assert after(data) == (data, 0)


@pytest.mark.parametrize(
    "data", [b"", b"ftyp", corners(), box(b"moov", TELLING)], ids=["nothing", "a word", "a picture", "no ftyp"]
)
def test_what_is_no_film_is_left_alone(data):
    assert after(data) == (data, 0)


KINDS = st.sampled_from([b"moov", b"trak", b"udta", b"meta", b"uuid", b"free", b"mdat"])
BOXES = st.recursive(
    st.builds(box, KINDS, st.binary(max_size=20)),
    lambda inside: st.builds(lambda kind, boxes: box(kind, *boxes), KINDS, st.lists(inside, max_size=4)),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(BOXES, max_size=5), st.lists(st.tuples(st.integers(12, 300), st.binary(max_size=5)), max_size=6))
def test_whatever_comes_keeps_its_length_and_its_beginning(boxes, changes):
    data = bytearray(film() + b"".join(boxes))
    for at, new in changes:
        data[at : at + len(new)] = new
    left, wiped = after(bytes(data))
    assert len(left) == len(data)
    assert left[:12] == data[:12]
    assert after(left) == (left, 0)
    assert (left != data) <= (wiped > 0)
