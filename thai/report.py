"""Reading a told story: one message of a volunteer becomes the answers of a visit.

Rules, lexicons (thai/data/report.toml) and a small model (thai/report_signs.py). No network, no clock, nothing at random.
"""

from dataclasses import dataclass
from datetime import date

from thai.numerals import arabic
from thai.phones import find_phones
from thai.places import Gazetteer
from thai.report_days import find_visit
from thai.report_incomes import find_incomes
from thai.report_people import find_people
from thai.report_place import read_place
from thai.report_signs import read_signs
from thai.text import normalise


@dataclass(frozen=True)
class Report:
    """told: as `read_report` gives it. why: the same keys, each value replaced by the words it was taken from ("" if none)."""

    told: dict
    why: dict


def read_report(text: str, said_on: date, places: Gazetteer) -> dict:
    """What a careful reader takes from the text. Never raises; any text.

    Keys: urgency ("emergency", "urgent", "routine"), dangers, groups, problems (lists of codes), people (name, age in whole
    years, sex "m" or "f"; each or None), incomes (source, baht_per_month), place (village_no, subdistrict, district, province,
    subdistrict_code of six digits; each or None), phone (digits or None), visited_on (ISO date or None). What each code means
    stands in tests/thai/messages/README.md. said_on: the day it was sent, from which "yesterday" counts.
    """
    return explain_report(text, said_on, places).told


def explain_report(text: str, said_on: date, places: Gazetteer) -> Report:
    """The same, with the words that each value was taken from."""
    text = arabic(normalise(text))
    people, incomes, phones, visit = find_people(text), find_incomes(text), find_phones(text), find_visit(text, said_on)
    signs, (place, place_words) = read_signs(text, people), read_place(text, places)
    told = {
        "urgency": signs.urgency[0],
        "dangers": list(signs.dangers),
        "groups": list(signs.groups),
        "problems": list(signs.problems),
        "people": [{"name": one.name or None, "age": one.age, "sex": one.sex} for one in people],
        "incomes": [{"source": one.source, "baht_per_month": one.baht} for one in incomes],
        "place": place,
        "phone": phones[0].digits if phones else None,
        "visited_on": visit.day.isoformat() if visit else None,
    }
    why = {
        "urgency": signs.urgency[1],
        "dangers": signs.dangers,
        "groups": signs.groups,
        "problems": signs.problems,
        "people": [one.words for one in people],
        "incomes": [one.words for one in incomes],
        "place": place_words,
        "phone": text[phones[0].start : phones[0].end] if phones else "",
        "visited_on": visit.words if visit else "",
    }
    return Report(told, why)
