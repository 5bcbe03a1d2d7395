"""Where a told story happens, with the official code."""

from thai.place_words import read_place_words
from thai.places import Gazetteer, PlaceMatch

NOWHERE = {"village_no": None, "subdistrict": None, "district": None, "province": None, "subdistrict_code": None}


def read_place(text: str, places: Gazetteer) -> dict:
    """The place as in the schema: a level that the words leave open is None. text: normalised, digits turned."""
    found = places.mention(text)
    village_no = read_place_words(text).village_no
    if not found:
        return {**NOWHERE, "village_no": village_no}
    codes = {match.code for match in found}
    return {
        "village_no": village_no,
        "subdistrict": _agreed(found, "subdistrict"),
        "district": _agreed(found, "district"),
        "province": _agreed(found, "province"),
        "subdistrict_code": codes.pop() if len(codes) == 1 and found[0].level == "subdistrict" else None,
    }


def place_words(text: str) -> str:
    """The words that a place may be taken from, as they were typed, with blanks between; "" if there are none."""
    found = read_place_words(text)
    village = [f"ม.{found.village_no}"] if found.village_no else []
    return " ".join([*village, *(term.word for term in found.terms)])


def _agreed(found: list[PlaceMatch], level: str) -> str | None:
    names = {getattr(match, level) for match in found}
    return (names.pop() or None) if len(names) == 1 else None
