"""What is taken, what is not, and what is left of a picture when we keep it."""

import io
import struct
import subprocess
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot import pictures
from bot.filetypes import media_type
from bot.pictures import LONGEST, LONGEST_THUMBNAIL, Unwelcome, Welcomed, Welcomer
from tests.media import pictures_made as made
from tests.media.pictures_made import SCRIPT, corners

KINDS = ("image", "audio", "video", "file")
WELCOMER = Welcomer()


def welcome(data: bytes, kind: str = "image") -> Welcomed:
    """With its file read into memory."""
    it = WELCOMER.welcome(io.BytesIO(data), kind)
    with it.file as file:
        return replace(it, file=io.BytesIO(file.read()))


def why_not(data: bytes, kind: str = "image") -> str:
    with pytest.raises(Unwelcome) as no:
        welcome(data, kind)
    return no.value.why


def kept(welcomed: Welcomed) -> bytes:
    return welcomed.file.getvalue()


def seen(data: bytes) -> Image.Image:
    """The picture that is kept of these bytes."""
    return Image.open(io.BytesIO(kept(welcome(data))))


def names(colour: tuple[int, ...]) -> str:
    return "".join(letter for letter, part in zip("RGB", colour, strict=True) if part > 128)


# ---------------------------------------------------------------------- what we take

PICTURES = {
    "jpeg": corners(),
    "progressive jpeg": corners(progressive=True),
    "grey jpeg": corners(mode="L"),
    "cmyk jpeg": corners(mode="CMYK"),
    "two jpegs in one (mpo)": made.saved(
        made.painted(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48), "lime")]
    ),
    "png": corners("PNG"),
    "palette png": corners("PNG", mode="P"),
    "black and white png": corners("PNG", mode="1"),
    "png one can see through": corners("PNG", mode="RGBA"),
    "webp": corners("WEBP"),
    "lossless webp": corners("WEBP", lossless=True),
    "moving webp": made.saved(made.painted(), "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48), "lime")]),
    "gif": corners("GIF"),
    "moving gif": made.saved(made.painted(), "GIF", save_all=True, append_images=[Image.new("RGB", (64, 48), "lime")]),
}
OTHERS = [
    ("mp4", made.film(), "video", "video/mp4"),
    ("mp4 of today", made.film(b"iso6", b"mp41"), "video", "video/mp4"),
    ("mp4 by a later brand", made.film(b"abcd", b"abcd", b"isom"), "video", "video/mp4"),
    ("mp4 with sound", made.film(), "audio", "audio/mp4"),
    ("m4a", made.film(b"M4A ", b"isom", b"mp42"), "audio", "audio/mp4"),
    ("3gp", made.film(b"3gp5", b"isom"), "video", "video/3gpp"),
    ("3gp with sound", made.film(b"3gp4"), "audio", "audio/3gpp"),
    ("3g2", made.film(b"3g2a"), "video", "video/3gpp2"),
    ("mov", made.film(b"qt  ", b"qt  "), "video", "video/quicktime"),
    ("webm", made.ebml(b"webm"), "video", "video/webm"),
    ("matroska", made.ebml(b"matroska"), "video", "video/matroska"),
    ("mp3", made.MP3_FRAME * 3, "audio", "audio/mpeg"),
    ("mp3 of one frame", made.MP3_FRAME, "audio", "audio/mpeg"),
    ("older mp3", made.MP3_OLDER_FRAME * 3, "audio", "audio/mpeg"),
    ("mp3 with a long tag", made.id3(300_000) + made.MP3_FRAME * 2, "audio", "audio/mpeg"),
    ("mp3 with a gap", made.id3(20) + bytes(500) + made.MP3_FRAME * 2, "audio", "audio/mpeg"),
    ("aac", made.ADTS_FRAME * 3, "audio", "audio/aac"),
    ("opus", made.ogg(b"OpusHead\x01\x01"), "audio", "audio/ogg"),
    ("vorbis", made.ogg(b"\x01vorbis\0"), "audio", "audio/ogg"),
    ("wav", made.wav(), "audio", "audio/wav"),
    ("amr", b"#!AMR\n" + (b"\x3c" + bytes(31)) * 3, "audio", "audio/amr"),
    ("wide amr", b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 3, "audio", "audio/amr-wb"),
    ("pdf", made.pdf(), "file", "application/pdf"),
]


@pytest.mark.parametrize("kind", ["image", "file"])
@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES.keys())
def test_a_picture_is_kept_as_a_jpeg_of_its_first_frame(data, kind):
    it = welcome(data, kind)
    assert (it.media_type, it.width, it.height, it.taken_at, it.latitude) == ("image/jpeg", 64, 48, None, None)
    with Image.open(io.BytesIO(it.thumbnail)) as small:
        assert (small.format, small.size) == ("JPEG", (64, 48))
    picture = Image.open(it.file)
    assert it.size == len(kept(it))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (64, 48))
    assert names(picture.getpixel((60, 4))) == "RGB"


@pytest.mark.parametrize(("data", "kind", "found"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_sounds_films_and_papers_are_kept_as_they_came(data, kind, found):
    file = io.BytesIO(data)
    it = WELCOMER.welcome(file, kind)
    assert it == Welcomed(found, file, len(data))
    assert file.read() == data
    assert welcome(data, "file").media_type.partition("/")[2] == found.partition("/")[2]


def test_a_film_is_kept_without_its_place():
    data = made.film(told=made.place_boxes())
    assert data.count(made.PLACE) == 4
    for kind in ("video", "audio", "file"):
        it = welcome(data, kind)
        assert (it.size, it.latitude) == (len(data), None)
        assert made.PLACE not in kept(it)


@pytest.mark.parametrize("name", [name for name in PICTURES if name not in ("grey jpeg", "black and white png")])
def test_colours_stay(name):
    picture = seen(PICTURES[name])
    assert (names(picture.getpixel((8, 8))), names(picture.getpixel((56, 40)))) == ("R", "B")


def test_what_one_can_see_through_lies_on_white():
    for form in ("PNG", "WEBP", "GIF"):
        picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        picture.paste((255, 0, 0, 255), (0, 0, 20, 40))
        picture = seen(made.saved(picture, form))
        assert (names(picture.getpixel((4, 20))), names(picture.getpixel((36, 20)))) == ("R", "RGB"), form


def test_sixteen_bits_of_grey_keep_their_shades():
    picture = seen(made.saved(Image.new("I;16", (40, 40), 40_000), "PNG"))
    assert abs(picture.getpixel((20, 20))[0] - 40_000 / 256) < 3


def test_a_colour_profile_is_followed_and_a_broken_one_is_not():
    for profile, colour in ((made.red_means_green(), "G"), (b"no profile" * 40, "R")):
        for form in ("JPEG", "PNG", "WEBP"):
            red = made.saved(Image.new("RGB", (40, 40), "red"), form, icc_profile=profile)
            assert names(seen(red).getpixel((20, 20))) == colour, form


def test_large_pictures_are_made_smaller_and_small_ones_stay():
    it = welcome(corners(size=(5200, 1300)))
    assert (it.width, it.height) == (LONGEST, LONGEST // 4)
    with Image.open(io.BytesIO(it.thumbnail)) as small:
        assert small.size == (LONGEST_THUMBNAIL, LONGEST_THUMBNAIL // 4)
    assert welcome(corners("PNG", size=(LONGEST + 1, 1))).width == LONGEST
    assert welcome(corners(size=(1, 9000))).height == LONGEST


# ---------------------------------------------------------------------- what we do not take

NOT_TAKEN = {
    "nothing": b"",
    "text": "สวัสดีค่ะ".encode(),
    "text that begins like a tag": b"ID3 is the name of a tag",
    "text in two bytes": "เยี่ยมบ้าน".encode("utf-16"),
    "a page": SCRIPT,
    "a page before a picture": SCRIPT + corners(),
    "a page before a png": b"<!-- " + corners("PNG") + b" -->" + SCRIPT,
    "a page that calls itself a film": b"<!--ftypisom-->" + SCRIPT,
    "a page before a paper": SCRIPT + made.pdf(),
    "a blank line before a picture": b"\n" + corners(),
    "a mark of order before a paper": b"\xef\xbb\xbf" + made.pdf(),
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "xml": b'<?xml version="1.0"?><svg/>',
    "a paper of words": b"%PDF-1.4\n" + SCRIPT,
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a script that calls itself a voice": b"#!AMR\nrm -rf /\n",
    "a zip": made.zipped(),
    "a document of Word": made.zipped("word/document.xml"),
    "a program for Windows": b"MZ\x90\0\x03" + bytes(400),
    "a program for Linux": b"\x7fELF\x02\x01\x01" + bytes(400),
    "a bitmap": corners("BMP"),
    "a tiff": corners("TIFF"),
    "an avif": made.film(b"avif", b"mif1", b"isom"),
    "a heic": made.film(b"heic", b"mif1", b"heic"),
    "an avi": b"RIFF\x24\0\0\0AVI LIST" + bytes(40),
    "a film in ogg": made.ogg(b"\x80theora"),
    "a film of nobody's": made.film(b"abcd"),
    "boxes without a size": b"\0\0\0\x08ftyp" + bytes(40),
    "other ebml": made.ebml(b"whatever"),
    "sync without frames": b"\xff\xfb\x90\x00" + b"zz" * 400,
    "sync of layer I": b"\xff\xfe" + bytes(400),
    "half a frame": made.MP3_FRAME[:200],
    "a tag and words": made.id3(40) + SCRIPT,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", NOT_TAKEN.values(), ids=NOT_TAKEN.keys())
def test_not_taken(data, kind):
    assert why_not(data, kind) == "not_media"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (corners(), "audio"),
        (corners(), "video"),
        (made.pdf(), "image"),
        (made.pdf(), "audio"),
        (made.film(), "image"),
        (made.film(b"M4A "), "video"),
        (made.wav(), "video"),
        (made.wav(), "image"),
        (corners(), "sticker"),
    ],
)
def test_a_kind_that_lies(data, kind):
    assert why_not(data, kind) == "not_media"


def test_what_is_said_of_it_holds_nothing_of_it():
    for data in (corners()[:-9], corners("PNG")[:-30] + SCRIPT, SCRIPT):
        with pytest.raises(Unwelcome) as no:
            welcome(data)
        assert len(str(no.value)) < 60
        assert "alert" not in str(no.value)
        assert no.value.__suppress_context__ or no.value.__context__ is None


# ---------------------------------------------------------------------- two things at once


@pytest.mark.parametrize(
    "data",
    [
        corners() + SCRIPT,
        corners("PNG") + SCRIPT,
        corners("WEBP") + SCRIPT,
        corners("GIF") + made.zipped(),
        corners() + made.zipped(),
        made.with_segments(corners(), made.segment(0xFE, SCRIPT)),
        made.with_segments(corners(), made.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SCRIPT)),
        made.with_segments(corners(), made.segment(0xE4, made.pdf() + SCRIPT)),
        made.png(before=made.chunk(b"tEXt", b"Comment\0" + SCRIPT), after=made.chunk(b"teXt", SCRIPT)),
        made.saved(made.painted(), "GIF", comment=SCRIPT),
    ],
    ids=["jpeg+page", "png+page", "webp+page", "gif+zip", "jpeg+zip", "comment", "xmp", "pdf in jpeg", "png text", "gif comment"],
)
def test_of_two_things_in_one_only_the_picture_is_kept(data):
    it = welcome(data)
    left = kept(it) + it.thumbnail
    for told in (b"script", b"alert", b"%PDF", b"PK\x03\x04", b"Evil", b"adobe.com"):
        assert told not in left
    assert only_a_picture(left[: it.size])
    assert only_a_picture(it.thumbnail)


def only_a_picture(jpeg: bytes) -> bool:
    """JFIF, tables, one frame, one scan, the end and nothing after it: no note of any kind."""
    at, markers = 2, []
    while jpeg[at + 1] != 0xDA:
        markers.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return set(markers) == {0xE0, 0xDB, 0xC0, 0xC4} and jpeg.find(b"\xff\xd9", at) == len(jpeg) - 2


# ---------------------------------------------------------------------- broken ones, and bombs


@pytest.mark.parametrize(
    "data",
    [
        corners()[:-2],
        corners()[: len(corners()) // 2],
        corners()[:200],
        b"\xff\xd8\xff\xe0",
        corners(progressive=True)[:-40],
        corners("PNG", size=(300, 300))[:-100],
        corners("GIF", size=(300, 300))[:-100],
        corners("WEBP", size=(300, 300))[:-20],
        made.png(data=b"no rows"),
        made.png(0, 0),
        made.jpeg_claiming(0, 0),
        made.png(before=made.chunk(b"tEXt", b"") * 200_000),
        made.with_segments(corners(), made.segment(0xE1, b"Exif\0\0x") * 3_000),
        corners(progressive=True)[:-2] + made.segment(0xDA, b"\x01\x01\0\x00\x3f\0") * 100 + b"\xff\xd9",
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_broken(data):
    assert why_not(data) == "broken"


@pytest.mark.parametrize(
    "data",
    [
        made.png(50_000, 50_000),
        made.png(20_000, 20_000),
        made.png(5001, 5000),
        made.jpeg_claiming(20_000, 20_000),
        made.jpeg_claiming(20_000, 20_000)[:-300],
        made.jpeg_claiming(12_000, 10_000),
        made.jpeg_claiming(5_000, 5_000, progressive=True),
        made.one_colour_after_the_other(made.jpeg_claiming(5_000, 5_000)),
        corners("GIF")[:6] + b"\xff\xff\xff\xff" + corners("GIF")[10:],
        corners("WEBP")[:26] + b"\xff\x3f\xff\x3f" + corners("WEBP")[30:],
        corners() + bytes(pictures.MOST_BYTES),
    ],
    ids=["png50k", "png20k", "png25MP", "jpeg20k", "jpeghead", "jpeg120MP", "progressive", "inlayers", "gif", "webp", "bytes"],
)
def test_too_large_to_be_decoded(data):
    assert why_not(data) == "too_many_pixels"


@pytest.mark.parametrize(
    "bomb",
    [
        made.chunk(b"zTXt", b"a\0\0" + made.zlib.compress(bytes(50_000_000))),
        made.chunk(b"iCCP", b"a\0\0" + made.zlib.compress(bytes(50_000_000))),
    ],
    ids=["text", "profile"],
)
def test_what_unpacks_to_far_more_is_not_unpacked(bomb):
    assert why_not(made.png(before=bomb)) == "broken"


def test_a_picture_with_more_rows_than_it_said_is_cut():
    assert welcome(made.png(data=made.zlib.compress(bytes(50_000_000)))).height == 8


MEMORY = """
import io, pathlib, resource, sys
from bot.pictures import Welcomer

def peak():  # MB; Linux counts what the parent had taken into ru_maxrss, but not here
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2

small, large = sys.stdin.buffer.read(int(sys.argv[1])), sys.stdin.buffer.read()
Welcomer().welcome(io.BytesIO(small), "image").file.close()
before = peak()
it = Welcomer().welcome(io.BytesIO(large), "image")
it.file.close()
print(it.width, it.height, peak() - before)
"""


@pytest.mark.parametrize(
    ("small", "large", "size", "most"),
    [
        (corners(), made.jpeg_claiming(8660, 5774), (2560, 1707), 130),
        (corners(), made.jpeg_claiming(12_000, 9_000), (2560, 1920), 110),
        (corners("PNG"), made.png(5000, 5000, data=made.zlib.compress(bytes(20_001 * 5000), 1), colours=6), (2560, 2560), 230),
    ],
    ids=["50 MP", "108 MP", "largest PNG"],
)
def test_memory(small, large, size, most):
    """MB on top of what a small picture takes. Decoded whole, the first would take 200 and the second 430 (4 bytes a pixel)."""
    command = [sys.executable, "-c", MEMORY, str(len(small))]
    said = subprocess.run(command, input=small + large, capture_output=True, check=True, cwd=Path(__file__).parents[2]).stdout
    wide, high, mb = map(int, said.split())
    assert (wide, high) == size
    assert mb < most


def test_two_at_a_time(monkeypatch):
    """While two are being decoded no third has a seat."""
    inside, go = threading.Semaphore(0), threading.Event()

    def decode(*_):
        inside.release()
        go.wait(10)

    welcomer = Welcomer()
    monkeypatch.setattr(pictures, "_made_anew", decode)
    threads = [threading.Thread(target=welcomer.welcome, args=(io.BytesIO(corners()), "image")) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert inside.acquire(timeout=10)
    assert inside.acquire(timeout=10)
    assert not welcomer._seats.acquire(blocking=False)
    go.set()
    for thread in threads:
        thread.join(10)
    assert inside.acquire(timeout=10)


# ---------------------------------------------------------------------- what EXIF said

FORMS = ("JPEG", "PNG", "WEBP")


@pytest.mark.parametrize("form", FORMS)
def test_time_and_place_are_read_and_not_kept(form):
    notes = made.exif(taken="2026:11:24 09:30:00", zone="+07:00", gps=made.gps())
    more = {} if form == "PNG" else {"xmp": b"<x:xmpmeta>somebody</x:xmpmeta>"}
    it = welcome(corners(form, exif=notes, **more))
    assert (it.taken_at, it.latitude, it.longitude) == ("2026-11-24T09:30:00+07:00", 18.788300, 98.985300)
    left = kept(it) + it.thumbnail
    assert only_a_picture(left[: it.size])
    for told in (b"Exif", b"telephone", b"2026", b"xmpmeta"):
        assert told not in left


@pytest.mark.parametrize(
    ("written", "zone", "taken_at"),
    [
        ("2026:11:24 09:30:00", None, "2026-11-24T09:30:00"),
        ("2569:02:28 09:30:00", None, "2026-02-28T09:30:00"),
        ("2567:02:29 09:30:00", None, "2024-02-29T09:30:00"),
        ("2026:11:24 09:30:00", "Bangkok", "2026-11-24T09:30:00"),
        ("2026:11:24 09:30:00", "+99:00", "2026-11-24T09:30:00"),
        ("0000:00:00 00:00:00", None, None),
        ("1970:01:01 00:00:00", None, None),
        ("2026:02:30 09:30:00", None, None),
        ("    :  :     :  :  ", None, None),
        ("yesterday", "+07:00", None),
        (None, "+07:00", None),
    ],
)
def test_the_time(written, zone, taken_at):
    assert welcome(corners(exif=made.exif(taken=written, zone=zone))).taken_at == taken_at


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (made.gps(), (18.7883, 98.9853)),
        (made.gps(north="S", east="W"), (-18.7883, -98.9853)),
        (made.gps((18.7883, 0.0, 0.0), "N", (98.9853, 0.0, 0.0), "E"), (18.7883, 98.9853)),
        (made.gps((0.0, 0.0, 0.0), "N", (0.0, 0.0, 0.0), "E"), (None, None)),
        (made.gps((91.0, 0.0, 0.0)), (None, None)),
        (made.gps(longitude=(181.0, 0.0, 0.0)), (None, None)),
        (made.gps(north="X"), (None, None)),
        (made.gps(north=""), (None, None)),
        ({1: "N", 2: (18.0, 47.0, 17.88)}, (None, None)),
        ({1: "N", 2: 18.0, 3: "E", 4: (98.0, 59.0)}, (None, None)),
    ],
)
def test_the_place(told, place):
    it = welcome(corners(exif=made.exif(gps=told)))
    assert (it.latitude, it.longitude) == place


def test_a_place_divided_by_nothing_is_none():
    notes = made.exif(gps=made.gps())
    for endian in "<>":
        notes = notes.replace(struct.pack(f"{endian}II", 18, 1), struct.pack(f"{endian}II", 18, 0))
    it = welcome(corners(exif=notes))
    assert (it.latitude, it.longitude) == (None, None)


@pytest.mark.parametrize("orientation", range(10))
@pytest.mark.parametrize("form", FORMS)
def test_upright(form, orientation):
    """The same scene eight times: as the sensor saw it, with the word on how the telephone was held."""
    undo = dict(enumerate(pictures.TURNS, 2)).get(orientation)
    backwards = {Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90}
    as_seen = made.painted() if undo is None else made.painted().transpose(backwards.get(undo, undo))
    picture = seen(made.saved(as_seen, form, exif=made.exif(orientation)))
    assert picture.size == (64, 48)
    assert [names(picture.getpixel(at)) for at in ((8, 8), (56, 40), (56, 8), (8, 40))] == ["R", "B", "RGB", "RGB"]


# ---------------------------------------------------------------------- a film's still


def test_a_poster():
    with Image.open(io.BytesIO(WELCOMER.poster(io.BytesIO(corners(size=(1280, 720)))))) as small:
        assert small.size == (512, 288)


@pytest.mark.parametrize("data", [b"", SCRIPT, corners()[:-20], made.film(), made.png(50_000, 50_000)])
def test_no_poster(data):
    assert WELCOMER.poster(io.BytesIO(data)) is None


# ---------------------------------------------------------------------- whatever comes

MAGICS = [data[:cut] for data in [*PICTURES.values(), *(row[1] for row in OTHERS)] for cut in (4, 12, 40)]
WHOLE = [*PICTURES.values(), *(row[1][:2000] for row in OTHERS)]


def either_way(data: bytes, kind: str) -> None:
    why = None
    try:
        welcome(data, kind)
    except Unwelcome as no:
        why = no.why
    assert why in (None, "not_media", "too_many_pixels", "broken")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MAGICS), st.binary(max_size=400), st.sampled_from(KINDS))
def test_anything_behind_a_good_beginning(magic, rest, kind):
    either_way(magic + rest, kind)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=6), st.floats(0, 1))
def test_a_good_file_with_bytes_changed_and_its_end_torn_off(data, changes, length):
    changed = bytearray(data)
    for where, new in changes:
        at = int(where * len(changed))
        changed[at : at + len(new)] = new
    either_way(bytes(changed[: int(length * len(changed)) + 20]), "file")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=6)), max_size=12))
def test_no_garbage_in_exif_hides_a_picture(changes):
    notes = bytearray(made.exif(6, "2026:11:24 09:30:00", "+07:00", made.gps()))
    for at, new in changes:
        notes[at : at + len(new)] = new
    it = welcome(made.with_segments(corners(), made.segment(0xE1, b"Exif\0\0" + bytes(notes[6:]))))
    assert only_a_picture(kept(it))


@given(st.binary(max_size=300), st.sampled_from(KINDS))
def test_judging_never_raises(data, kind):
    media_type(io.BytesIO(data), kind)


def test_a_large_file_is_judged_by_its_beginning():
    class Counting(io.BytesIO):
        asked = 0

        def read(self, size=-1):
            self.asked += len(data := super().read(size))
            return data

    file = Counting(made.id3(200_000) + made.MP3_FRAME * 9_000)
    assert media_type(file, "audio") == "audio/mpeg"
    assert file.asked <= 2 * 16 * 1024


def test_our_own_trouble_is_not_called_theirs(monkeypatch):
    """A full disk must be tried again, not told to the person who sent a good photo."""
    monkeypatch.setattr(pictures, "_decoded", partial(_raise, OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        welcome(corners())


def _raise(error, *_):
    raise error
