"""Welfare rights as dated data with their sources. Pure, usable on its own."""
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("rules")


@cache
def _rule(name: str) -> dict:
    return tomllib.loads((RULES / f"{name}.toml").read_text())


def old_age_allowance(years: int, on: date) -> int | None:
    """Baht a month that the rule in force on that day gives at that age; None below it or when no rule was in force."""
    for period in _rule("old_age_allowance")["period"]:
        if period["valid_from"] <= on and on <= period.get("valid_to", date.max):
            return next((step["baht"] for step in period["step"] if years >= step["from_years"]), None)
    return None
