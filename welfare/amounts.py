"""How much a rule gives."""

from datetime import date

from welfare.facts import Facts


def baht_of(rule, person: Facts, on: date) -> tuple[int, int] | None:
    """The least and the most that follow from what is known, in baht for rule.per; None where it is given by need."""
    amount = rule.amount
    if amount["kind"] == "by_need":
        return None
    if amount["kind"] != "steps":
        return amount["baht"], amount["baht"]
    ages = person.ages(on, amount["age_on"])
    paid = [step["baht"] for step in amount["steps"]] if ages is None else [step_at(amount, years) for years in ages]
    return min(paid), max(paid)


def step_at(amount: dict, years: int) -> int:
    """Baht at that age. Who is old enough by the birthday and not yet by October stands on the lowest step."""
    steps = amount["steps"]
    return next((step["baht"] for step in steps if years >= step["from_years"]), steps[-1]["baht"])
