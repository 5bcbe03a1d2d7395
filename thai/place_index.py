"""Looking up one place name, spelt right or nearly right, among Thailand's provinces, districts and subdistricts.

The areas and codes are geothai's (GeoThai/data, CC-BY-4.0, from the Department of Provincial Administration).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import geothai
from rapidfuzz import fuzz, process

from thai.place_words import Level
from thai.spelling import fold
from thai.text import normalise

BANGKOK = "10"
LEVELS: tuple[Level, ...] = ("province", "district", "subdistrict")

# fmt: off
# What people call provinces besides their official names and the beginnings of those.
_ALIASES = {
    "กทม": "10", "กรุงเทพ": "10", "กรุงเทพมหา": "10", "บางกอก": "10", "ปากน้ำ": "11", "นนท์": "12", "นนทบุ": "12",
    "ปทุม": "13", "อยุธยา": "14", "กรุงเก่า": "14", "แปดริ้ว": "24", "ปราจีน": "25", "โคราช": "30", "อุบล": "34", "ยโส": "35",
    "อำนาจ": "37", "อุดร": "41", "สารคาม": "44", "มุกดา": "49", "พิดโลก": "65", "พิดโลค": "65", "สองแคว": "65", "กาญ": "71",
    "เมืองกาญ": "71", "สุพรรณ": "72", "มหาชัย": "74", "แม่กลอง": "75", "เมืองเพชร": "76", "ประจวบ": "77", "นครศรี": "80",
    "เมืองคอน": "80", "สุราษฎร์": "84", "สุราด": "84", "เมืองลุง": "93",
    # English, as `english_key` leaves them.
    "bk": "10",
    "koat": "30", "ayutaya": "14", "krungtep": "10",
}

# Scores out of 100.
EXACT, SAME_SOUND, SHORT_FORM, GLUED = 100.0, 97.0, 93.0, 88.0
# Below this a misspelt word resembles too many names (measured with benchmarks/places.py).
LEAST_ALIKE = 72
LEAST_ALIKE_WITHIN = 60

LAST_LETTER = chr(0x10FFFF)  # sorts behind every other

_ENGLISH_SOUNDS = (
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("bh", "p"), ("dh", "t"), ("oo", "u"), ("ue", "u"), ("ee", "i"), ("ae", "e"),
    ("j", "ch"), ("v", "w"), ("or", "o"),
)
# fmt: on


def english_key(text: str) -> str:
    """ "Bang Phut", "bangpood" and "Bang-Put" have the same key."""
    key = re.sub("[^a-z]", "", text.lower())
    for typed, sound in _ENGLISH_SOUNDS:
        key = key.replace(typed, sound)
    return re.sub(r"(.)\1+", r"\1", re.sub("d$", "t", key))


class PlaceIndex:
    """Names to codes. Built once (about 0.15 s, under 20 MB) and never changed afterwards."""

    def __init__(self) -> None:
        self.names = dict(_names())
        self._by_name: dict[Level, dict[str, list[str]]] = {level: defaultdict(list) for level in LEVELS}
        self._by_sound: dict[Level, dict[str, list[str]]] = {level: defaultdict(list) for level in LEVELS}
        self._by_english: dict[str, list[str]] = defaultdict(list)
        for code, (thai, english) in self.names.items():
            self._file(code, thai, english)
        for alias, code in _ALIASES.items():
            self._by_name["district"][f"เมือง{alias}"].append(f"{code}01")
            self._by_sound["district"][fold(f"เมือง{alias}")].append(f"{code}01")
        self._sounds = {level: list(self._by_sound[level]) for level in LEVELS}
        self._in_order = {level: sorted(self._by_sound[level]) for level in LEVELS}
        self._sub_sounds = {code: fold(thai) for code, (thai, _) in self.names.items() if len(code) == 6}
        self._children: dict[str, list[str]] = defaultdict(list)
        for code in self._sub_sounds:
            self._children[code[:4]].append(code)
        longest_first = sorted(self._by_name["district"], key=len, reverse=True)
        self._districts = re.compile("|".join(map(re.escape, longest_first)))
        self._english = list(self._by_english)
        self._capitals = {code: EXACT for code in self.names if len(code) == 4 and code.endswith("01") and code[:2] != BANGKOK}

    def _file(self, code: str, thai: str, english: str) -> None:
        level = level_of(code)
        self._by_name[level][thai].append(code)
        self._by_sound[level][fold(thai)].append(code)
        self._by_english[english_key(english)].append(code)

    def knows(self, word: str, level: Level | None = None) -> bool:
        """Is this, letter for letter or by sound, the name of some area (of that level)?"""
        sound = fold(word)
        levels = (level,) if level else LEVELS
        return any(sound in self._by_sound[each] for each in levels) or ("province" in levels and word in _ALIASES)

    def knows_english(self, word: str) -> bool:
        key = english_key(word)
        return key in self._by_english or key in _ALIASES

    def find(self, word: str, level: Level | None) -> dict[str, float]:
        """Codes of the areas that the word may name, with a score out of 100. `level` None means any."""
        word = normalise(word)
        if re.search("[A-Za-z]", word):
            return self._find_english(word, level)
        levels = (level,) if level else LEVELS
        found = self._exactly(word, levels)
        if not found:
            return {**self._nearly(word, levels), **self._glued(word, levels), **self._short(word, levels)}
        # พิบูล is a subdistrict, but in a place it is oftener short for อ.พิบูลมังสาหาร.
        wider = [each for each in levels if each != "subdistrict"]
        return {**self._short(word, wider), **found} if all(len(code) == 6 for code in found) else found

    def _exactly(self, word: str, levels: Iterable[Level]) -> dict[str, float]:
        found: dict[str, float] = {}
        sound = fold(word)
        for level in levels:
            found |= dict.fromkeys(self._by_sound[level].get(sound, ()), SAME_SOUND)
            found |= dict.fromkeys(self._by_name[level].get(word, ()), EXACT)
        if "province" in levels and word in _ALIASES:
            found[_ALIASES[word]] = EXACT
        if "district" in levels and word == "เมือง":
            found |= self._capitals
        return found

    def _short(self, word: str, levels: Iterable[Level]) -> dict[str, float]:
        """Beginnings of names: "สุราษ", "เมืองยโส", "วิเชต"."""
        found: dict[str, float] = {}
        if "district" in levels and word.startswith("เมือง") and len(word) > 7:
            provinces = self._exactly(word[5:], ("province",)) or self._beginning(word[5:], "province")
            found |= {f"{code}01": SHORT_FORM for code in provinces if code != BANGKOK}
        for level in levels:
            found |= self._beginning(word, level)
        return found

    def _beginning(self, word: str, level: Level) -> dict[str, float]:
        sound = fold(word)
        if len(sound) < (3 if level == "province" else 4):
            return {}
        sounds, by_sound = self._in_order[level], self._by_sound[level]
        begun = sounds[bisect_left(sounds, sound) : bisect_left(sounds, sound + LAST_LETTER)]
        codes = [code for key in begun for code in by_sound[key]]
        # More than a screenful is no answer; the person will type on.
        return dict.fromkeys(codes, SHORT_FORM) if len(codes) <= 12 else {}

    def _glued(self, word: str, levels: Iterable[Level]) -> dict[str, float]:
        """The longest name that the word begins with: "วังชิ้นโทรกลับ"."""
        for end in range(len(word) - 1, 3, -1):
            if not re.match("[ะ-ฺๅ-๎]", word[end:]) and (found := self._exactly(word[:end], levels)):
                return dict.fromkeys(found, GLUED * min(1.0, 0.75 + 0.25 * end / len(word)))
        return {}

    def _nearly(self, word: str, levels: Iterable[Level]) -> dict[str, float]:
        sound = fold(word)
        if len(sound) < 3:
            return {}
        found: dict[str, float] = {}
        for level in levels:
            near = process.extract(sound, self._sounds[level], scorer=fuzz.ratio, limit=6, score_cutoff=LEAST_ALIKE)
            for key, ratio, _ in near:
                found |= dict.fromkeys(self._by_sound[level][key], ratio * 0.95)
        return found

    def find_within(self, word: str, level: Level | None, districts: Iterable[str]) -> dict[str, float]:
        """Subdistricts of these districts that the word resembles, held to less than in the whole country."""
        sound = fold(word)
        if level not in (None, "subdistrict") or len(sound) < 3 or word.isascii():
            return {}
        names = {code: self._sub_sounds[code] for district in districts for code in self._children[district]}
        near = process.extract(sound, names, scorer=fuzz.ratio, limit=3, score_cutoff=LEAST_ALIKE_WITHIN)
        return {code: ratio * 0.95 for _, ratio, code in near}

    def side_by_side(self, text: str) -> str | None:
        """The subdistrict whose name stands right before its own district's: "แถวโคกนาโก ป่าติ้ว". None if there is none."""
        for match in self._districts.finditer(text):
            before = re.sub(r"[\s,]*(?:อ\.|อำเภอ|เขต)?[\s,]*$", "", text[: match.start()])
            for district in self._by_name["district"][match.group()]:
                ends = [code for code in self._children[district] if before.endswith(self.names[code][0])]
                if ends:
                    return max(ends, key=lambda code: len(self.names[code][0]))
        return None

    def _find_english(self, word: str, level: Level | None) -> dict[str, float]:
        key = english_key(word)
        found = dict.fromkeys(self._by_english.get(key, ()), EXACT)
        if key in _ALIASES:
            found[_ALIASES[key]] = EXACT
        if not found and len(key) > 3:
            near = process.extract(key, self._english, scorer=fuzz.ratio, limit=6, score_cutoff=78)
            found = {code: ratio * 0.95 for name, ratio, _ in near for code in self._by_english[name]}
        return {code: score for code, score in found.items() if level in (None, level_of(code))}


def level_of(code: str) -> Level:
    return "province" if len(code) == 2 else "district" if len(code) == 4 else "subdistrict"


def _names() -> Iterable[tuple[str, tuple[str, str]]]:
    """Every area: code → (Thai name without its word for the level, English name)."""
    for province in geothai.provinces():
        yield province.code, (province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            yield district.code, (district.name_th.removeprefix("เขต"), district.name_en)
            for area in geothai.subdistricts(district.code):
                yield area.code, (area.name_th, area.name_en)
