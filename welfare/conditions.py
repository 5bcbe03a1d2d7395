"""Each condition of a rule, held against what is known of a person."""

from dataclasses import dataclass
from datetime import date

from welfare.facts import Facts, hardship_kinds, is_usual, words


@dataclass(frozen=True)
class Weighed:
    """One condition. holds: True, False, or None where the fact is not known; words: why, in Thai; usual: does it hold for
    nearly everybody?"""

    fact: str
    holds: bool | None
    words: str = ""
    usual: bool = False


def weigh(needs: dict, person: Facts, on: date) -> list[Weighed]:
    """Every condition of a rule. That the person lives is one of each, but of those that ask for the contrary."""
    weighed = [_weigh(name, value, person, on) for name, value in needs.items()]
    if person.died and "died" not in needs:
        weighed.append(Weighed("died", False, words()["died"]["yes"]))
    return weighed


def _weigh(name: str, value, person: Facts, on: date) -> Weighed:
    special = {
        "age_from": _age_from, "age_before": _age_before, "income_per_head_most": _income, "hardships": _hardships,
        "one_of": _one_of,
    }.get(name)  # fmt: skip
    return special(value, person, on) if special else _yes_or_no(name, value, person)


def _yes_or_no(name: str, wanted: bool, person: Facts) -> Weighed:
    told = getattr(person, name)
    if told is None:
        return Weighed(name, None, usual=is_usual(name, wanted))
    return Weighed(name, told is wanted, words()[name]["yes" if told else "no"])


def _age_from(years: int, person: Facts, on: date) -> Weighed:
    ages = person.ages(on)
    if ages is None:
        return Weighed("age", None)
    holds = ages[0] >= years
    return Weighed("age", holds, f"อายุ {ages[0]} ปี " + (f"(ตั้งแต่ {years} ปี)" if holds else f"ยังไม่ถึง {years} ปี"))


def _age_before(years: int, person: Facts, on: date) -> Weighed:
    ages = person.ages(on)
    if ages is None:
        return Weighed("age", None)
    holds = ages[0] < years
    return Weighed("age", holds, f"อายุ {max(0, ages[0])} ปี " + (f"(ไม่ถึง {years} ปี)" if holds else f"ครบ {years} ปีแล้ว"))


def _income(most: int, person: Facts, on: date) -> Weighed:
    told = person.income_per_head
    if told is None:
        return Weighed("income_per_head", None)
    limit = f"{'ไม่เกิน' if told <= most else 'เกิน'} {most:,} บาท"
    return Weighed("income_per_head", told <= most, f"รายได้เฉลี่ยคนละ {told:,} บาทต่อปี {limit}")


def _hardships(kinds: list, person: Facts, on: date) -> Weighed:
    if person.hardships is None:
        return Weighed("hardships", None)
    met = [kind for kind in kinds if kind in person.hardships]
    if met:
        return Weighed("hardships", True, " · ".join(hardship_kinds()[kind] for kind in met))
    return Weighed("hardships", False, "ไม่ได้เดือดร้อนแบบที่กติกานี้ช่วย")


def _one_of(names: list, person: Facts, on: date) -> Weighed:
    each = [_yes_or_no(name, True, person) for name in names]
    if met := next((one for one in each if one.holds), None):
        return met
    return next((one for one in each if one.holds is None), Weighed(names[0], False, " และ".join(one.words for one in each)))


def said(name: str, value) -> str:
    """A condition in words, as a rule states it: "อายุตั้งแต่ 60 ปี"."""
    if isinstance(value, bool):
        return words()[name]["yes" if value else "no"]
    if name == "hardships":
        return " หรือ ".join(hardship_kinds()[kind] for kind in value)
    if name == "one_of":
        return " หรือ ".join(words()[fact]["yes"] for fact in value)
    return {"age_from": "อายุตั้งแต่ {:,} ปี", "age_before": "อายุไม่ถึง {:,} ปี",
            "income_per_head_most": "รายได้เฉลี่ยคนละไม่เกิน {:,} บาทต่อปี"}[name].format(value)  # fmt: skip
