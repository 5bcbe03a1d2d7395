"""What a volunteer told in their own words, as answers of the visit: each stands until it is answered otherwise.

`facts["story"]` holds the messages with what was read in each (bot/stories.py); a later one adds to the earlier ones and
corrects them. What nobody told is asked.
"""

from dataclasses import dataclass, field

from flows.questions.telling import called
from flows.visit.groups import age_groups, of_house

NAME = ("title", "given", "family", "sex", "years")
# What the answer to a question tells anyway, by the first part of its key.
OWN = {
    **dict.fromkeys(("house", "head", "same", "same_house"), {"people", "house"}),
    **dict.fromkeys(("house_no", "place", "village", "village_name", "pin"), {"house", "place"}),
    **dict.fromkeys(("count", "person", "stays", "new_people"), {"people", "house"}),
    **dict.fromkeys(("sources", "income"), {"incomes"}),
    **dict.fromkeys(("visited_on", "next_visit_on"), {"day", "next"}),
    "problems": {"problems"}, "photos": {"problems"}, "deeds": {"deeds", "problems"},
}  # fmt: skip
NOTE_MOST = 5000  # letters of a story that is kept as the visit's note: as many as one message of LINE holds


@dataclass(frozen=True)
class Told:
    """None, or nothing in a list, where it was not told.

    people: kept names (see Name), whom the story is about. residents: how many live in the house. number: of the house.
    place: {"code", "village_no"} of a sub-district, {"village_no"} alone, or {"words", "offer"}: the codes that the words may
    mean. problems, incomes, deeds: as in RecordVisit; [] says that there is none. days: ISO. note: the story itself.
    """

    people: list = field(default_factory=list)
    residents: int | None = None
    number: str | None = None
    place: dict = field(default_factory=dict)
    visited_on: str | None = None
    next_visit_on: str | None = None
    groups: list = field(default_factory=list)
    problems: list | None = None
    incomes: list | None = None
    deeds: list | None = None
    note: str = ""

    @property
    def head(self) -> dict | None:
        return self.named[0] if self.named else None

    @property
    def named(self) -> list:
        return [{key: one[key] for key in NAME} for one in self.people if one["given"]]

    def other(self, place: int, head: dict) -> dict | None:
        """The name of the resident at this place, from 2: whoever is named beside the head of the house."""
        others = [one for one in self.named if one["given"] != head["given"]]
        return others[place - 2] if 0 <= place - 2 < len(others) else None

    def years(self, name: dict, place: int) -> int | None:
        """Of whoever bears the name; an age that was said of nobody is the head's."""
        ages = {one["given"]: one["years"] for one in self.people if one["given"] or not one["kin"]}
        return ages.get(name["given"], ages.get("") if place == 1 else None)

    @property
    def news(self) -> bool:
        """Does it tell anything that a visit is about, beside whom it was to?"""
        return self.problems is not None or self.incomes is not None or bool(self.deeds)

    # Where

    def house_no(self, mine: str) -> dict | None:
        """An answer to HouseNo. `mine`: the volunteer's own village; elsewhere the place is asked, or told, before the number."""
        if self.is_elsewhere(mine):
            return {"no": "", "elsewhere": True}
        return None if self.number is None else {"no": self.number}

    def number_there(self) -> dict | None:
        return None if self.number is None else {"no": self.number}

    def is_elsewhere(self, mine: str) -> bool:
        return "words" in self.place or self.place.get("code", mine[:6]) != mine[:6]

    @property
    def subdistrict(self) -> dict | None:
        """An answer to Place."""
        return self.place if "code" in self.place else None

    # Who

    def groups_of(self, person: dict, residents: int) -> list | None:
        """What follows from the age, and what the story says of all; None where it does not say of whom."""
        if not self.people or ("disabled" in self.groups and residents > 1):
            return None
        told = set(age_groups(person["years"])) | {group for group in self.groups if of_house(group, person)}
        return sorted(told | ({"disabled"} & set(self.groups)))

    # What comes in

    @property
    def sources(self) -> list | None:
        return None if self.incomes is None else list(dict.fromkeys(one["source"] for one in self.incomes))

    def baht(self, source: str) -> int | None:
        """Of the whole house: what two people get of one kind is added up."""
        found = [one["baht_per_month"] for one in self.incomes or () if one["source"] == source]
        return sum(found) if found else None


def told(facts) -> Told:
    """All messages of the story, the newest last."""
    found, notes = {"people": [], "place": {}, "groups": []}, []
    for message in facts.get("story") or ():
        found = joined(found, message["read"])
        notes.append(message["text"])
    return Told(**found, note="\n".join(notes)[:NOTE_MOST])


def joined(before: dict, more: dict) -> dict:
    """Another message: lists grow, days and numbers are replaced by what was said last."""
    found = {**before, **{name: value for name, value in more.items() if value is not None}}
    for name in ("groups", "problems", "deeds"):
        found[name] = added(before.get(name), more.get(name))
    found["incomes"] = incomes(before.get("incomes"), more.get("incomes"))
    found["people"] = people(before["people"], more["people"])
    found["place"] = {**before["place"], **more["place"]} if "words" not in more["place"] else more["place"]
    return found


def added(before: list | None, more: list | None) -> list | None:
    return before if more is None else list(dict.fromkeys([*(before or ()), *more]))


def incomes(before: list | None, more: list | None) -> list | None:
    """What was said of a source again is a correction of it."""
    if more is None:
        return before
    again = {one["source"] for one in more}
    return [*(one for one in before or () if one["source"] not in again), *more]


def people(before: list, more: list) -> list:
    found = list(before)
    for one in more:
        at = next((place for place, other in enumerate(found) if same(other, one)), None)
        if at is None:
            found.append(one)
        else:
            found[at] = {key: value if one[key] in ("", None) else one[key] for key, value in found[at].items()}
    return found


def same(known: dict, one: dict) -> bool:
    """By name; without a name by what they are called (ยาย); whoever is called nothing is the one spoken of first."""
    if known["given"] and one["given"]:
        return known["given"] == one["given"]
    return not one["kin"] or one["kin"] == known["kin"]


def kinds(read: dict) -> set:
    """Which kinds of facts one message tells."""
    found = {
        "people": any(one["given"] or one["years"] is not None for one in read["people"]),
        "house": read["residents"] is not None or read["number"] is not None,
        "place": read["place"], "day": read["visited_on"], "next": read["next_visit_on"], "problems": read["problems"],
        "incomes": read["incomes"], "deeds": read["deeds"],
    }  # fmt: skip
    return {kind for kind, told in found.items() if told or told == []}


def own_kinds(key: str) -> set:
    """The kinds that an answer to a question of the visit tells by itself."""
    return OWN.get(key.partition(".")[0], set())


def read_back(facts, told: Told) -> str:
    """One line of what was understood: "ยายคำ ใจดี 79 ปี · เบี้ยผู้สูงอายุ 700"; "" for nothing."""
    codes = facts.codes
    parts = [f"{called(one)} {age(one)}".strip() for one in told.named]
    parts += [house_line(facts, told)] if told.number or told.place or told.residents else []
    parts += [codes.labels("problems", told.problems)] if told.problems else []
    parts += [f"{codes.label('sources', one['source'])} {one['baht_per_month']:,}" for one in told.incomes or ()]
    parts += [codes.labels("deeds", told.deeds)] if told.deeds else []
    return " · ".join(part for part in parts if part)


def age(person: dict) -> str:
    return "" if person["years"] is None else f"{person['years']} ปี"


def house_line(facts, told: Told) -> str:
    village = f"หมู่ {told.place['village_no']}" if told.place.get("village_no") else ""
    where = facts.places.name(told.place["code"], short=True) if "code" in told.place else told.place.get("words", "")
    number = f"บ้านเลขที่ {told.number}" if told.number else ""
    living = "อยู่คนเดียว" if told.residents == 1 else f"อยู่ {told.residents} คน" if told.residents else ""
    return " ".join(part for part in (number, village, where, living) if part)
