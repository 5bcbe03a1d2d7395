"""Where a told story happens, with the official code."""

from thai.place_words import PlaceWords, read_place_words
from thai.places import Gazetteer, PlaceMatch

NOWHERE = {"village_no": None, "subdistrict": None, "district": None, "province": None, "subdistrict_code": None}


def read_place(text: str, places: Gazetteer) -> tuple[dict, str]:
    """The place as in the schema, a level that the words leave open None; and the words it may be taken from, as they were typed.

    text: normalised, digits turned."""
    words = read_place_words(text)
    return _place(places.mention(text), words.village_no), _said(words)


def _place(found: list[PlaceMatch], village_no: int | None) -> dict:
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


def _said(words: PlaceWords) -> str:
    village = [f"ม.{words.village_no}"] if words.village_no else []
    return " ".join([*village, *(term.word for term in words.terms)])


def _agreed(found: list[PlaceMatch], level: str) -> str | None:
    names = {getattr(match, level) for match in found}
    return (names.pop() or None) if len(names) == 1 else None
