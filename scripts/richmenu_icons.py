"""The signs on the rich menus, as simple shapes in a square from -1 to 1. Each takes a Stencil (draw_richmenus.py)."""

import math


def join(on):
    """A person, and a plus."""
    person(on, -0.22, 0)
    on.disc(0.62, 0.42, 0.44, cut=True)
    on.line((0.62, 0.14), (0.62, 0.7), thick=0.17)
    on.line((0.34, 0.42), (0.9, 0.42), thick=0.17)


def person(on, x, y, size=1.0, cut=False):
    on.disc(x, y - 0.5 * size, 0.36 * size, cut)
    on.half_disc(x, y + 0.78 * size, 0.66 * size, 0.82 * size, cut)


def question(on):
    """A speech bubble that asks."""
    on.slab(-0.9, -0.88, 0.9, 0.55, 0.4)
    on.shape((-0.5, 0.5), (-0.02, 0.5), (-0.5, 0.95))
    on.arc(0, -0.38, 0.34, 180, 400, 0.17, cut=True)
    on.disc(-0.255, -0.38, 0.085, cut=True)
    on.line((0.2, -0.21), (0, -0.02), (0, 0.06), thick=0.17, cut=True)
    on.disc(0, 0.31, 0.11, cut=True)


def lock(on):
    on.arc(0, -0.28, 0.5, 180, 360, 0.19)
    on.slab(-0.5, -0.3, -0.31, 0.1)
    on.slab(0.31, -0.3, 0.5, 0.1)
    on.slab(-0.74, -0.08, 0.74, 0.92, 0.16)
    on.disc(0, 0.32, 0.16, cut=True)
    on.line((0, 0.36), (0, 0.62), thick=0.14, cut=True)


def list_(on):
    """Three things to choose from."""
    for y in (-0.6, 0, 0.6):
        on.disc(-0.72, y, 0.16)
        on.line((-0.28, y), (0.8, y), thick=0.24)


def lifebuoy(on):
    on.disc(0, 0, 0.92)
    for turn in range(4):
        angle = math.pi / 4 + turn * math.pi / 2
        on.line(*((math.cos(angle) * far, math.sin(angle) * far) for far in (0.5, 0.86)), thick=0.24, cut=True)
    on.ring(0, 0, 0.92, 0.1)
    on.disc(0, 0, 0.4, cut=True)
    on.ring(0, 0, 0.5, 0.1)


def phone(on):
    """A handset, and that it rings."""
    x, y, bend = 0.52, -0.52, 1.16
    on.arc(x, y, bend + 0.17, 96, 174, 0.34)
    for angle in (math.radians(99), math.radians(171)):
        on.line(*((x + math.cos(angle) * far, y + math.sin(angle) * far) for far in (0.86, 1.14)), thick=0.42)
    for radius in (0.44, 0.8):
        on.arc(0.06, -0.06, radius, 282, 348, 0.14)


def house(on, x=0.0, y=0.0, size=1.0, cut=False):
    def at(right, down):
        return x + right * size, y + down * size

    on.line(at(-0.86, -0.02), at(0, -0.8), at(0.86, -0.02), thick=0.2 * size, cut=cut)
    on.shape(at(-0.62, -0.2), at(0, -0.76), at(0.62, -0.2), at(0.62, 0.84), at(-0.62, 0.84), cut=cut)


def visit(on):
    """A house with a heart."""
    house(on)
    on.disc(-0.17, 0.12, 0.2, cut=True)
    on.disc(0.17, 0.12, 0.2, cut=True)
    on.shape((-0.335, 0.22), (0, 0.62), (0.335, 0.22), (0, 0.02), cut=True)


def houses(on):
    """One house in front of another."""
    house(on, 0.36, -0.16, 0.72)
    house(on, -0.3, 0.15, 0.94, cut=True)
    house(on, -0.3, 0.2, 0.78)
    on.slab(-0.46, 0.36, -0.14, 0.9, cut=True)


def resume(on):
    """A sheet half filled in, and an arrow that goes on."""
    sheet(on)
    for y, right in ((-0.42, 0.36), (-0.1, 0.36), (0.22, -0.06)):
        on.line((-0.36, y), (right, y), thick=0.13, cut=True)
    on.disc(0.56, 0.56, 0.5, cut=True)
    on.disc(0.56, 0.56, 0.4)
    on.shape((0.46, 0.34), (0.46, 0.78), (0.8, 0.56), cut=True)


def sheet(on):
    on.slab(-0.7, -0.92, 0.7, 0.92, 0.14)


def application(on):
    """A sheet with a person on it."""
    sheet(on)
    person(on, 0, -0.24, 0.56, cut=True)
    on.line((-0.36, 0.44), (0.36, 0.44), thick=0.12, cut=True)
    on.line((-0.36, 0.68), (0.36, 0.68), thick=0.12, cut=True)


def card(on):
    """A card with a face and a few lines."""
    on.slab(-0.96, -0.66, 0.96, 0.66, 0.16)
    person(on, -0.46, 0.02, 0.52, cut=True)
    for y, right in ((-0.26, 0.72), (0.04, 0.72), (0.34, 0.46)):
        on.line((0.16, y), (right, y), thick=0.14, cut=True)


ICONS = {
    "join": join,
    "question": question,
    "lock": lock,
    "list": list_,
    "lifebuoy": lifebuoy,
    "phone": phone,
    "visit": visit,
    "houses": houses,
    "resume": resume,
    "application": application,
    "card": card,
}
