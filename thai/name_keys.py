"""The keys under which a given name is found again, however it is typed. They are kept as hashes only (bot/name_index.py).

A name with one wrong letter shares a key with the name that is meant: the slip is among letters that sound alike, or of marks
(`name`), or it hardly changes the sound (`sound`), or it leaves one end of the name as it was (`begin`, `end`).
"""

import re
from functools import lru_cache

from thai.spelling import fold

KINDS = ("name", "sound", "begin", "end")
LONGEST_PIECE = 3  # folded letters of an end of a name that make a key (our own default: four leave one more slip unfound)
LEAST_PIECE = 2  # one letter begins every tenth name
NAMES_HELD = 16_384  # names whose keys a process keeps at hand, of the 12,000 that pythainlp knows and some
NOT_THAI = re.compile("[^ก-์]")
CONSONANT = re.compile("[ก-ฮ]")


def kept_keys(given: str) -> dict[str, str]:
    """{kind of KINDS: text} of a given name as it is kept; a kind is left out where the name has none."""
    return dict(_kept_keys(given))


@lru_cache(NAMES_HELD)
def _kept_keys(given: str) -> tuple:
    folded = fold(given)
    size = piece(len(folded))
    ends = (("begin", folded[:size]), ("end", folded[-size:])) if size >= LEAST_PIECE else ()
    return tuple((kind, key) for kind, key in (("name", folded), ("sound", sound_of(given)), *ends) if key)


def asked_keys(given: str) -> dict[str, list[str]]:
    """{kind: texts} under which a name that was typed like this may be kept. The one that is kept may be a letter longer or
    shorter; and who types only the beginning of a long name finds it too."""
    folded, sound = fold(given), sound_of(given)
    sizes = {piece(len(folded) + slip) for slip in (-1, 0, 1)} | {min(len(folded), LONGEST_PIECE)}
    sizes = sorted(size for size in sizes if LEAST_PIECE <= size <= len(folded))
    keys = {
        "name": [folded] if folded else [], "sound": [sound] if sound else [],
        "begin": [folded[:size] for size in sizes], "end": [folded[-size:] for size in sizes]}
    return {kind: texts for kind, texts in keys.items() if texts}


def piece(letters: int) -> int:
    """How many letters of either end of so long a name make a key. The ends share none, so that one slip spoils only one."""
    return min(letters // 2, LONGEST_PIECE)


def sound_of(given: str) -> str:
    """The sound code of a Thai name, "" without a Thai consonant (how the code was chosen: docs/performance.md)."""
    from pythainlp.soundex import udom83  # not at the start: a process that never sees a name need not load it

    letters = NOT_THAI.sub("", given)
    return udom83(letters) if CONSONANT.search(letters) else ""
