"""What a visit shows to be missing: one line a person, from the ages, groups and incomes that were written down."""

from datetime import date

from flows.questions.telling import called
from welfare import Facts, missing

ALLOWANCES = {"old_age_allowance": "เบี้ยผู้สูงอายุ", "disability_allowance": "เบี้ยความพิการ"}
CARD = " (ถ้ามีบัตรคนพิการ)"
MOST = 4  # lines under one receipt; more is not read on a phone (our own default)


def missed(people: list, incomes: list, on: date) -> tuple[str, ...]:
    """["ยายคำ ใจดี ควรได้เบี้ยความพิการ 800 บาท แต่ยังไม่ได้", …]. `people` and `incomes`: as in RecordVisit.

    Incomes are those of the whole house: where some of an allowance comes in but not enough for all, nobody can tell who
    lacks it, and the line is about all of them.
    """
    held = {one["source"]: one["baht_per_month"] for one in incomes}
    owed = [(called(person), owed_to(person, on)) for person in people]
    lines = []
    for name, due in owed:
        lacks = [f"{ALLOWANCES[source]} {baht:,} บาท{card(source)}" for source, baht in due.items() if not held.get(source)]
        lines += [f"{name} ควรได้{' และ'.join(lacks)} แต่ยังไม่ได้"] if lacks else []
    for source in ALLOWANCES:
        lines += short(source, held.get(source), owed)
    return tuple(lines[:MOST])


def owed_to(person: dict, on: date) -> dict:
    """{source: baht a month}. Who is written down as disabled is taken to have the card; the line says so."""
    facts = Facts(years=person["years"], disability_card=True if "disabled" in person["groups"] else None)
    return {one.paid_as: one.should for one in missing(facts, {}, on) if one.paid_as in ALLOWANCES}


def short(source: str, comes_in: int | None, owed: list) -> list[str]:
    should = {name: due[source] for name, due in owed if source in due}
    if not comes_in or comes_in >= sum(should.values()):
        return []
    who, total = " และ".join(should), sum(should.values())
    together = "รวม" if len(should) > 1 else ""
    return [f"{who} ควรได้{ALLOWANCES[source]}{together} {total:,} บาท{card(source)} แต่ได้ {comes_in:,} บาท"]


def card(source: str) -> str:
    return CARD if source == "disability_allowance" else ""
