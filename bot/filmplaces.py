"""A film or voice note made on a phone may say where it was taken. That is wiped from the file, which stays as long as it was.

Phones write the place into boxes that no player needs (`udta` with ©xyz or loci, `meta` with Apple's keys, `uuid` with XMP),
together with the owner's name and the make of the phone. So nothing is looked for among the dozens of ways to write it: each
such box beside the film, in it or in one of its tracks becomes an empty `free` box, which every player steps over (ISO/IEC
14496-12, 8.1.2). All other bytes and their positions stay, so sound and picture are untouched.

Not wiped: a place in a track of its own among the frames (action cameras, Apple's `mebx`), and Matroska's and MP3's tags.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

TELLING = {b"udta", b"meta", b"uuid"}
OPENED = {b"moov", b"trak"}
# Boxes looked at in one file: a fragmented film of an hour has some 7,200 beside each other (our own default).
MOST_BOXES = 20_000
BLOCK = 64 * 1024  # bytes of zeros written at a time


@dataclass(frozen=True)
class Box:
    """A box of a film: its kind, where its type and its content stand in the file, and where it ends (bytes)."""

    kind: bytes
    kind_at: int
    content_at: int
    end: int


def forget_places(film: BinaryIO) -> int:
    """Wipes `film` (seekable, writable) in place and says how many boxes it wiped. What has no boxes is left as it is."""
    film.seek(4)
    if film.read(4) != b"ftyp":
        return 0
    wiped = 0
    for box in _walk(film, film.seek(0, 2)):
        if box.kind in TELLING:
            _wipe(film, box)
            wiped += 1
    return wiped


def _walk(film: BinaryIO, end: int) -> Iterator[Box]:
    """The boxes of the file, then those inside the film and its tracks: breadth first, so that no nesting is too deep."""
    ranges = [(0, end)]
    left = MOST_BOXES
    while ranges:
        at, stop = ranges.pop(0)
        while left and (box := _box(film, at, stop)):
            left -= 1
            if box.kind in OPENED:
                ranges.append((box.content_at, box.end))
            yield box
            at = box.end


def _box(film: BinaryIO, at: int, stop: int) -> Box | None:
    """The box at byte `at`, cut at `stop` where it claims to reach farther; None if there is none."""
    film.seek(at)
    header = film.read(min(16, max(0, stop - at)))
    size, kind, length = int.from_bytes(header[:4], "big"), header[4:8], 8
    if size == 1:  # the true size follows, in eight bytes
        size, length = int.from_bytes(header[8:16], "big"), 16
    elif size == 0:  # to the end
        size = stop - at
    if len(header) < length or size < length:
        return None
    return Box(kind, at + 4, at + length, min(at + size, stop))


def _wipe(film: BinaryIO, box: Box) -> None:
    film.seek(box.kind_at)
    film.write(b"free")
    film.seek(box.content_at)
    left = box.end - box.content_at
    while left > 0:
        left -= film.write(bytes(min(left, BLOCK)))
