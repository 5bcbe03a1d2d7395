"""What is known of a person, and how each fact is said."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

from welfare.years import completed_years, last_october

WORDS = Path(__file__).with_name("facts.toml")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """None is "nobody knows".

    years            completed years on the day that is asked about; not needed where `born` is known
    income_per_head  baht a year, the mean of all who live in the house
    hardships        of the kinds in welfare/facts.toml; empty is "none of them"
    died             of the dead only the funeral is asked about; `years` is then the age at death
    The other facts are plain yes or no, said in welfare/facts.toml.
    """

    years: int | None = None
    born: date | None = None
    thai: bool | None = None
    registered: bool | None = None
    in_institution: bool | None = None
    pension: bool | None = None
    disability_card: bool | None = None
    welfare_card: bool | None = None
    poor: bool | None = None
    income_per_head: int | None = None
    hardships: frozenset | None = None
    house_unsuitable: bool | None = None
    lived_six_months: bool | None = None
    other_aid: bool | None = None
    able_to_work: bool | None = None
    foster_family: bool | None = None
    illness_certified: bool | None = None
    dependent: bool | None = None
    woman_in_trouble: bool | None = None
    died: bool = False
    death_certificate_on: date | None = None

    def ages(self, on: date, age_on: str = "birthday") -> tuple[int, int] | None:
        """The youngest and the oldest that they may be; None if nobody knows. `age_on`: "birthday", or "october" for the
        age on the first day of the fiscal year."""
        if self.born:
            years = completed_years(self.born, last_october(on) if age_on == "october" else on)
            return years, years
        if self.years is None:
            return None
        sure = age_on == "birthday" or on == last_october(on)
        return (self.years if sure else self.years - 1), self.years


@dataclass(frozen=True)
class Aid:
    """Help that was given. `right` is a right's code ("elderly_hardship") or a rule's id ("W5")."""

    right: str
    on: date


YES_OR_NO = tuple(field.name for field in fields(Facts) if field.type in (bool, bool | None))


@cache
def words() -> dict:
    """{fact: {"asked", "yes"?, "no"?, "usual"?}} and "hardship_kinds": {kind: words}."""
    return tomllib.loads(WORDS.read_text())


def hardship_kinds() -> dict:
    return words()["hardship_kinds"]


def asked(fact: str) -> str:
    """What is still to be found out: "มีบัตรคนพิการไหม"."""
    return words()[fact]["asked"]


def is_usual(fact: str, value: bool = True) -> bool:
    """Does this hold for nearly everybody, so that a right is counted while nobody has asked?"""
    return words()[fact].get("usual") is value
