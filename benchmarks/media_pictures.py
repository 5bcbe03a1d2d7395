"""Photos for the bench of photos and films. Made of noise, coarse and fine, so that decoding them costs what a real one's does.

A few are made once; each that is sent carries a number of its own in a comment, so that no two have the same bytes.
"""

import io
import itertools
from dataclasses import dataclass, field

from PIL import Image, ImageChops

from bot.pictures import Welcomer

# (pixels of a grain, its strength in levels of 256): as in nature, coarse shapes are strong and fine ones weak. With the
# qualities below it gives files as large as those of telephones (our own choice, by trying).
LIGHT = ((256, 40), (64, 20), (16, 12), (4, 8), (2, 5))
COLOUR = ((256, 30), (64, 12))
MIDDLE = 128  # grey


@dataclass(frozen=True)
class Sort:
    """`quality`: of JPEG. `made`: how many different ones."""

    title: str
    size: tuple[int, int]
    quality: int
    made: int


USUAL = Sort("photos as LINE sends them on (1,478 × 1,108 px, some 240 KB)", (1478, 1108), 80, 24)
LARGE = Sort("photos of 12 megapixels (4,032 × 3,024 px, some 2.8 MB)", (4032, 3024), 92, 8)


@dataclass(frozen=True)
class Photo:
    """`jpeg`: what is sent. `kept`, `thumbnail`: what bot/pictures.py makes of it."""

    jpeg: bytes
    kept: bytes
    thumbnail: bytes


@dataclass
class Album:
    """Photos of one sort, as many as anybody asks for."""

    sort: Sort
    _made: list[Photo] = field(default_factory=list)
    _numbers = itertools.count(1)

    def take(self, count: int) -> list[Photo]:
        self._made = self._made or [_photo(self.sort) for _ in range(self.sort.made)]
        return [_numbered(self._made[place % len(self._made)], next(self._numbers)) for place in range(count)]


def _photo(sort: Sort) -> Photo:
    colours = [_plane(sort.size, COLOUR) for _ in range(2)]
    held = io.BytesIO()
    picture = Image.merge("YCbCr", [_plane(sort.size, LIGHT), *colours]).convert("RGB")
    picture.save(held, "JPEG", quality=sort.quality)
    welcomed = Welcomer().welcome(held, "image")
    with welcomed.file:
        return Photo(held.getvalue(), welcomed.file.read(), welcomed.thumbnail)


def _plane(size: tuple[int, int], grains) -> Image.Image:
    plane = Image.new("L", size, MIDDLE)
    for pixels, strength in grains:
        small = (max(2, size[0] // pixels), max(2, size[1] // pixels))
        noise = Image.effect_noise(small, strength).resize(size, Image.Resampling.BICUBIC)
        plane = ImageChops.add(plane, noise, offset=-MIDDLE)
    return plane


def _numbered(photo: Photo, number: int) -> Photo:
    """The number stands in a comment, which is not kept: what is made of it stays the same."""
    said = b"photo %d" % number
    comment = b"\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said
    return Photo(photo.jpeg[:2] + comment + photo.jpeg[2:], photo.kept, photo.thumbnail)
