"""Places as people type them, found among the 77 provinces, 928 districts and 7,436 subdistricts of geothai.

Area codes: province 2 digits, district 4, subdistrict 6, village 8 (the last two are its หมู่).
"""

import re
from dataclasses import dataclass, replace

from thai.place_index import BANGKOK, EXACT, LEVELS, PlaceIndex, level_of
from thai.place_words import Level, PlaceWords, Term, read_place_words
from thai.text import normalise

_POLITE = re.compile("(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ|จ้า|เด้อ)$")
_ONSET = re.compile("[เแโใไ]?[ก-ฮ]")

# A marked word that does not fit weighs as much as one that does; an unknown word in between hardly anything.
_MISFIT, _MISFIT_FREE, _UNKNOWN = 1.0, 0.5, 0.12
# Below this nothing is offered: the person is asked to type it again.
LEAST_SCORE = 45.0
LEAST_IN_MESSAGE = 65.0


Found = list[tuple[Term, dict[str, float]]]


@dataclass(frozen=True)
class PlaceMatch:
    """One area that the text may mean. Names without their words for the level; "" below the level of the match.

    score: out of 100; 100 is every word spelt as the official name. village_no: from "ม.5" in the same text.
    """

    code: str
    level: Level
    subdistrict: str
    district: str
    province: str
    score: float
    village_no: int | None = None


@dataclass(frozen=True)
class AreaParts:
    """The names along a code; "" for levels the code does not reach. village_no: None or the หมู่ of 8 digits."""

    province: str
    district: str = ""
    subdistrict: str = ""
    village_no: int | None = None


class Gazetteer:
    """Make one per process and hand it in; it holds about 20 MB and is never changed by a search."""

    def __init__(self) -> None:
        self._index = PlaceIndex()

    def search(self, text: str, near: str | None = None, limit: int = 10) -> list[PlaceMatch]:
        """The areas that the typed place may mean, best first; [] if none. Never raises.

        Reads any part of a place with or without ต. อ. จ., without blanks, misspelt, in English: "แจ้ห่ม วิเชตนคร",
        "ตำบลวิเชตนครอำเภอแจ้ห่ม", "วิเชดนคร", "อ.เมือง ลำปาง", "โคราช", "bangpood". A name that stands in several
        districts comes back for each; those under `near` (an area code of the person) first: same district, then
        same province. Of equal ones the wider area comes first. In texts over 70 letters only marked words count.
        """
        return self.search_words(read_place_words(text), near, limit)

    def search_words(self, words: PlaceWords, near: str | None = None, limit: int = 10) -> list[PlaceMatch]:
        """As `search`, of words that were taken apart before."""
        terms = [term for typed in words.terms[:12] for term in self._unglued(typed)]
        found = self._with_context([(term, self._index.find(term.word, term.level)) for term in terms])
        codes = {code for _, candidates in found for code in candidates}
        scored = ((self._score(code, found), code) for code in codes)
        kept = [(code, score) for score, code in scored if score >= LEAST_SCORE]
        kept.sort(key=lambda pair: (-pair[1] - _favour(pair[0], near) - _rarity(pair[0], found), len(pair[0]), pair[0]))
        best = [self._match(code, score) for code, score in kept[:limit]]
        return [replace(match, village_no=words.village_no) for match in best]

    def mention(self, text: str, near: str | None = None) -> list[PlaceMatch]:
        """The place that a whole message speaks of: [] if none, more than one if it may be any of several.

        Stricter than `search`: a place needs ต. อ. จ. before it, or a subdistrict and its own district side by side
        ("แถวโคกนาโก ป่าติ้ว"). No guess from words that merely resemble a name.
        """
        words = read_place_words(text)
        marked = [match for match in self.search_words(words, near) if match.score >= LEAST_IN_MESSAGE] if words.marked else []
        pair = self._index.side_by_side(normalise(text))
        if pair and (not marked or pair.startswith(marked[0].code)):
            return [replace(self._match(pair, EXACT), village_no=words.village_no)]
        return [match for match in marked if match.score == marked[0].score]

    def _unglued(self, term: Term) -> list[Term]:
        """ "ชะแลทองผาภูมิ" is two names; "วิเชตนครค่ะ" is one and a politeness."""
        if term.word.isascii():
            return [Term(part, term.level) for part in _english_parts(term.word, self._index)]
        if self._index.knows(term.word):
            return [term]
        word = _POLITE.sub("", term.word)
        parts = self._parts_of(word, term.level)
        if len(parts) < 2:
            return [Term(word, term.level)] if len(word) > 1 else []
        return [Term(parts[0], term.level), *map(Term, parts[1:])]

    def _parts_of(self, word: str, level: Level | None = None) -> list[str]:
        """The names that a run of letters is made of; what is left over at its end is dropped."""
        for cut in range(len(word), 2, -1):
            if (cut == len(word) or _ONSET.match(word, cut)) and self._index.knows(word[:cut], level):
                return [word[:cut], *self._parts_of(word[cut:])]
        return []

    def _with_context(self, found: Found) -> Found:
        """A misspelt name may be another place's right one: beside "แจ้ห่ม", "วิเชียร" may still mean วิเชตนคร."""
        districts = {code for _, codes in found for code, score in codes.items() if len(code) == 4 and score > 90}
        if len(found) < 2 or len(districts) > 20:
            return found
        return [(term, {**self._index.find_within(term.word, term.level, districts), **codes}) for term, codes in found]

    def _score(self, code: str, found: Found) -> float:
        """How well this area explains the words: each word may name the area or one it lies in, each once."""
        line = [code[:length] for length in (2, 4, 6) if length <= len(code)]
        total = weight = 0.0
        free = set(line)
        # The words with fewest ways to fit choose first.
        for term, candidates in sorted(found, key=lambda pair: sum(area in pair[1] for area in line)):
            area = max(free, key=lambda a: (candidates.get(a, 0.0), len(a)), default=None)
            if area in candidates:
                free.discard(area)
                total, weight = total + candidates[area], weight + 1
            else:
                weight += _missing(term, candidates, code)
        if code in free:
            return 0.0  # nothing named the area itself
        return round(total / weight, 2)

    def _match(self, code: str, score: float) -> PlaceMatch:
        names = [self._index.names[code[:length]][0] for length in (2, 4, 6) if length <= len(code)]
        province, district, subdistrict = [*names, "", ""][:3]
        return PlaceMatch(code, level_of(code), subdistrict, district, province, min(100.0, score))

    def parts(self, code: str) -> AreaParts | None:
        """The names along a code of 2, 4, 6 or 8 digits; None if there is no such area (or it was abolished)."""
        area = code[:6]
        if area not in self._index.names or len(code) not in (2, 4, 6, 8) or not code.isdecimal():
            return None
        match = self._match(area, 100.0)
        return AreaParts(match.province, match.district, match.subdistrict, int(code[6:]) if len(code) == 8 else None)

    def name(self, code: str, *, short: bool = False) -> str:
        """ "ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", "แขวงคลองกุ่ม เขตบึงกุ่ม กรุงเทพมหานคร"; "ม.5 ต.…" for 8 digits.

        short: only the lowest level, "ต.วิเชตนคร". "" is "ทั่วประเทศ"; an unknown code is shown as it is.
        """
        parts = self.parts(code)
        if parts is None:
            return code or "ทั่วประเทศ"
        words = _bangkok_words(parts) if code[:2] == BANGKOK else _country_words(parts)
        return words[0] if short else " ".join(words)

    def under(self, code: str) -> tuple[str, ...]:
        """Codes one level below, in order: districts of a province, subdistricts of a district; "" gives provinces."""
        return tuple(sorted(c for c in self._index.names if len(c) == len(code) + 2 and c.startswith(code)))


def _missing(term: Term, candidates: dict[str, float], code: str) -> float:
    """How much it weighs that this area leaves a word unexplained: much if the word is a place, above all one inside it."""
    if max(candidates.values(), default=0.0) <= 90 and not any(each.startswith(code) for each in candidates):
        return _UNKNOWN
    return _MISFIT if term.level else _MISFIT_FREE


def _english_parts(words: str, index: PlaceIndex) -> list[str]:
    """ "pak kret nonthaburi" → "pak kret", "nonthaburi": the longest runs of words that are names."""
    left, parts = words.split(), []
    while left:
        ends = [end for end in range(min(4, len(left)), 0, -1) if index.knows_english("".join(left[:end]))]
        if not ends:
            return [words]
        parts.append(" ".join(left[: ends[0]]))
        left = left[ends[0] :]
    return parts


def _favour(code: str, near: str | None) -> float:
    # Less than the 3 points between an official spelling and one that only sounds the same.
    if not near or code[:2] != near[:2]:
        return 0.0
    return 2.5 if len(near) >= 4 and code[:4] == near[:4] else 1.5


def _rarity(code: str, found: Found) -> float:
    """Between words that contradict each other, the rarer name decides: วิเชตนคร is one place, เมือง 76."""
    return max(1 / len(candidates) for _, candidates in found if code in candidates)


def _country_words(parts: AreaParts) -> list[str]:
    village = f"ม.{parts.village_no}" if parts.village_no else ""
    marked = [(parts.subdistrict, "ต."), (parts.district, "อ."), (parts.province, "จ.")]
    return [word for word in (village, *(f"{mark}{name}" for name, mark in marked if name)) if word]


def _bangkok_words(parts: AreaParts) -> list[str]:
    village = f"ชุมชน {parts.village_no}" if parts.village_no else ""
    marked = [(parts.subdistrict, "แขวง"), (parts.district, "เขต"), (parts.province, "")]
    return [word for word in (village, *(f"{mark}{name}" for name, mark in marked if name)) if word]


__all__ = ["LEVELS", "AreaParts", "Gazetteer", "Level", "PlaceMatch"]
