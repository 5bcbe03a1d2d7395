"""Photographs that nobody took: some houses on stilts under some sky, no two alike in their pixels."""

import io
import random

from PIL import Image, ImageColor, ImageDraw

# Pixels of a photograph: enough to look like one on a phone, few enough to be painted in some milliseconds.
WIDE, HIGH = 640, 480
HOUSES = 3


def photograph(form: str = "JPEG") -> bytes:
    """A new one each time; `form` is a format of Pillow's (JPEG; PDF for a page with the picture on it)."""
    held = io.BytesIO()
    _painted().save(held, form, quality=85)
    return held.getvalue()


def _painted() -> Image.Image:
    picture = Image.new("RGB", (WIDE, HIGH))
    pen, horizon = ImageDraw.Draw(picture), random.randint(200, 320)
    _bands(pen, 0, horizon, _colour(190, 225, 55, 65), _colour(30, 220, 60, 88))
    _bands(pen, horizon, HIGH, _colour(60, 110, 30, 50), _colour(30, 110, 35, 60))
    for _ in range(HOUSES):
        size = random.randint(70, 160)
        _house(pen, random.randint(0, WIDE - size), random.randint(horizon, HIGH - 40), size)
        _tree(pen, random.randint(0, WIDE), random.randint(horizon, HIGH), random.randint(20, 60))
    return picture


def _colour(first, last, dark, light) -> tuple[int, int, int]:
    """Hue from `first` to `last` degrees, lightness from `dark` to `light` per cent."""
    hue, saturation, lightness = random.randint(first, last), random.randint(25, 60), random.randint(dark, light)
    return ImageColor.getrgb(f"hsl({hue},{saturation}%,{lightness}%)")


def _bands(pen, top, bottom, above, below):
    """From one colour to another, four rows at a time."""
    for row in range(top, bottom, 4):
        share = (row - top) / (bottom - top)
        mixed = tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True))
        pen.rectangle((0, row, WIDE, min(row + 3, bottom)), mixed)


def _house(pen, left, floor, size):
    wall, roof, wood = _colour(15, 45, 40, 75), _colour(0, 30, 20, 45), _colour(20, 40, 15, 30)
    top, base = floor - round(size * 0.7), floor - round(size * 0.25)
    for step in (0.08, 0.36, 0.64, 0.88):
        pen.rectangle((left + size * step, base, left + size * (step + 0.05), floor), wood)
    pen.rectangle((left, top, left + size, base), wall)
    pen.rectangle((left + size * 0.15, top + size * 0.1, left + size * 0.35, base), wood)
    pen.rectangle((left + size * 0.55, top + size * 0.1, left + size * 0.8, base - size * 0.15), _colour(190, 210, 75, 90))
    pen.polygon(((left - size * 0.12, top), (left + size * 0.5, top - size * 0.4), (left + size * 1.12, top)), roof)


def _tree(pen, middle, root, size):
    pen.rectangle((middle - size * 0.1, root - size * 1.5, middle + size * 0.1, root), _colour(20, 40, 20, 35))
    pen.ellipse((middle - size, root - size * 3, middle + size, root - size), _colour(80, 140, 25, 45))
