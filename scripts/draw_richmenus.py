"""Draws the pictures of the rich menus from the fields in bot/richmenus/*.toml: python scripts/draw_richmenus.py

Drawn twice as large and scaled down, which smooths every edge. The pictures are kept in the repository, so that a
server needs no fonts; tests/test_richmenu.py draws them again and compares.
"""

import sys
from pathlib import Path

import fontpkg
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.richmenu import FOLDER, ROLES, Menu, read_menu  # noqa: E402
from scripts.richmenu_icons import ICONS  # noqa: E402

FINER = 2  # drawn so many times larger
GAP, ROUND = 14, 56  # pixels of the finished picture: around each field, and of its corners
# By the number of lines: where the icon's middle is (a share of the field's height), its size in pixels, and where each
# line stands. Thai needs the room: tone marks reach high above the letters, vowels hang below them.
PLACES = {1: (0.36, 370, (0.83,)), 2: (0.235, 270, (0.62, 0.875))}
LETTERS = (172, 130)  # pixels of the letters, at most and at least: 25 and 19 on a phone 360 wide
COLOURS = 128  # of the palette; flat shapes need no more, and a picture has some 50 KB

GROUND, IVORY, GREEN, RED, INK, WHITE = "#EFE6D2", "#FFFDF7", "#1B6E4B", "#B3261E", "#1F2933", "#FFFFFF"
LOOKS = {  # ground, icon, letters; every pair has a contrast of at least 6 : 1 (tested)
    "first": (GREEN, WHITE, WHITE),
    "plain": (IVORY, GREEN, INK),
    "danger": (RED, WHITE, WHITE),
}


def main():
    for role in ROLES:
        target = FOLDER / f"{role}.png"
        picture(read_menu(role)).save(target, optimize=True)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")


def picture(menu: Menu) -> Image.Image:
    size = [side * FINER for side in menu.size]
    image = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(image)
    font = fitting(pen, menu)
    for field in menu.fields:
        draw_field(pen, field, font)
    return image.resize(menu.size, Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)


def fitting(pen, menu: Menu):
    """The largest letters in which every line of this menu fits its field."""
    for height in range(LETTERS[0], LETTERS[1] - 1, -4):
        font = letters(height)
        if all(pen.textlength(line, font) <= (field.width - 6 * GAP) * FINER for field in menu.fields for line in field.lines):
            return font
    raise ValueError(f"the words of {menu.role} are too long to be read at {LETTERS[1]} pixels")


def letters(height: int):
    """Raqm puts Thai vowels and tone marks where they belong; Pillow's basic layout does not."""
    return ImageFont.truetype(fontpkg.path("Sarabun", weight=700), height * FINER, layout_engine=ImageFont.Layout.RAQM)


def draw_field(pen, field, font):
    ground, colour, ink = LOOKS[field.look]
    left, top, width, height = (side * FINER for side in field.bounds)
    gap, middle = GAP * FINER, left + width / 2
    pen.rounded_rectangle((left + gap, top + gap, left + width - gap, top + height - gap), ROUND * FINER, ground)
    icon_at, icon, words_at = PLACES[len(field.lines)]
    ICONS[field.icon](Stencil(pen, middle, top + height * icon_at, icon * FINER, colour, ground))
    for line, at in zip(field.lines, words_at, strict=True):
        pen.text((middle, top + height * at), line, ink, font, anchor="ms")


class Stencil:
    """Shapes in a square from -1 to 1 around a middle, in the icon's colour; `cut` takes the ground's."""

    def __init__(self, pen, x, y, size, colour, ground):
        self._pen, self._x, self._y, self._half, self._colour, self._ground = pen, x, y, size / 2, colour, ground

    def disc(self, x, y, radius, cut=False):
        self._pen.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), self._ink(cut))

    def ring(self, x, y, radius, thick, cut=False):
        self._pen.ellipse(
            self._box(x - radius, y - radius, x + radius, y + radius), outline=self._ink(cut), width=self._long(thick)
        )

    def slab(self, left, top, right, bottom, corner=0.0, cut=False):
        self._pen.rounded_rectangle(self._box(left, top, right, bottom), self._long(corner), self._ink(cut))

    def shape(self, *points, cut=False):
        self._pen.polygon([self._at(*point) for point in points], self._ink(cut))

    def line(self, *points, thick, cut=False):
        """With round ends and corners."""
        self._pen.line([self._at(*point) for point in points], self._ink(cut), self._long(thick))
        for x, y in points:
            self.disc(x, y, thick / 2, cut)

    def arc(self, x, y, radius, start, end, thick, cut=False):
        """Degrees clockwise from three o'clock."""
        self._pen.arc(self._box(x - radius, y - radius, x + radius, y + radius), start, end, self._ink(cut), self._long(thick))

    def half_disc(self, x, y, radius_x, radius_y, cut=False):
        """The upper half."""
        self._pen.pieslice(self._box(x - radius_x, y - radius_y, x + radius_x, y + radius_y), 180, 360, self._ink(cut))

    def _ink(self, cut):
        return self._ground if cut else self._colour

    def _at(self, x, y):
        return self._x + x * self._half, self._y + y * self._half

    def _box(self, left, top, right, bottom):
        return *self._at(left, top), *self._at(right, bottom)

    def _long(self, length) -> int:
        return round(length * self._half)


if __name__ == "__main__":
    main()
