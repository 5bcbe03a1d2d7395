"""How often does the place search survive a typing slip?   python -m benchmarks.places [how many]

Takes subdistricts at random (fixed seed), spoils one name the way Thai typists do, and asks for it again: alone
by a person of that district (is the right code among the first five?) and with its
district (is it the first?). Prints shares and time.
"""

import random
import sys
import time

from thai.places import Gazetteer

_SWAPS = ("ดต", "ณน", "ศสษ", "ญย", "ธท", "ภพ", "ขค", "ใไ", "ลร", "ิี", "ึื", "ุู", "่้", "ฎด", "ฐถ", "บป")
_MARKS = "ัิีึืุู็่้๊๋์"


def swap_sound(word: str, dice: random.Random) -> str:
    places = [(i, group) for i, letter in enumerate(word) for group in _SWAPS if letter in group]
    if not places:
        return word
    i, group = dice.choice(places)
    return word[:i] + dice.choice(group.replace(word[i], "")) + word[i + 1 :]


def drop_mark(word: str, dice: random.Random) -> str:
    places = [i for i, letter in enumerate(word) if letter in _MARKS]
    i = dice.choice(places) if places else None
    return word if i is None else word[:i] + word[i + 1 :]


def double_mark(word: str, dice: random.Random) -> str:
    places = [i for i, letter in enumerate(word) if letter in _MARKS]
    i = dice.choice(places) if places else None
    return word if i is None else word[:i] + word[i] + word[i:]


def drop_letter(word: str, dice: random.Random) -> str:
    i = dice.randrange(1, len(word))
    return word[:i] + word[i + 1 :]


def two_slips(word: str, dice: random.Random) -> str:
    return swap_sound(drop_mark(word, dice), dice)


SLIPS = (swap_sound, drop_mark, double_mark, drop_letter, two_slips)


def spelt(slip, count: int) -> tuple[int, int, int]:
    """Of `count` sub-districts misspelt in this way: how many are the first, and among the first three, when said with their
    district, and among the first five when said alone by a person of that district. The same ones at every call."""
    places, dice = Gazetteer(), random.Random(2562)
    codes = [code for province in places.under("") for district in places.under(province) for code in places.under(district)]
    first = three = alone = 0
    for code in dice.sample(codes, count):
        parts = places.parts(code)
        typed = slip(parts.subdistrict, dice)
        found = [match.code for match in places.search(f"{typed} {parts.district}", limit=3)]
        first, three = first + (found[:1] == [code]), three + (code in found)
        alone += code in [match.code for match in places.search(f"ต.{typed}", near=code[:4], limit=5)]
    return first, three, alone


def measure(count: int) -> None:
    for slip in SLIPS:
        started = time.perf_counter()
        first, three, alone = spelt(slip, count)
        each = (time.perf_counter() - started) / count / 2 * 1000
        print(f"{slip.__name__:12} alone {alone / count:6.1%}   with its district {first / count:6.1%}"
              f" (first three {three / count:6.1%})   {each:.1f} ms")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
