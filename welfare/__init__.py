"""Welfare rights as dated data with their sources. Pure, usable on its own.

rights_of(person, on, aid)   what somebody should have by each rule of that day, why, and what is not known yet
missing(person, has, on)     what they should have and do not
read_rights(folder)          the rules themselves; refuses a broken file with a sentence that says what is wrong
"""

from datetime import date

from welfare.amounts import step_at
from welfare.facts import Aid, Facts
from welfare.rights import Finding, Missing, missing, rights_of
from welfare.rulebook import BadRules, read_rights

__all__ = ["Aid", "BadRules", "Facts", "Finding", "Missing", "missing", "old_age_allowance", "read_rights", "rights_of"]


def old_age_allowance(years: int, on: date) -> int | None:
    """Baht a month that the rule of that day gives at that age; None below it or where no rule is known for the day.

    The step follows the age of the day. In the year in which a step is reached it may be paid from October only: ask
    `rights_of` where that matters.
    """
    (right,) = (right for right in read_rights() if right.code == "old_age_allowance")
    rule = right.rule_on(on)
    return step_at(rule.amount, years) if rule and years >= rule.needs["age_from"] else None
