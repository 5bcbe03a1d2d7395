"""What a told story says there is none of ("สบายดี ไม่มีปัญหาอะไร", "ไม่มีรายได้เลย"), and what it has a word for."""

import re

from thai.report_words import any_of

_WELL = re.compile(any_of("none", "problems"))
# The list of [signs] that speaks for each problem, where it is not called so.
_SIGNS = {"benefits_missing": "benefits", "caregiving": "care", "domestic_violence": "family_violence"}
_WITHOUT_INCOME = re.compile(any_of("none", "incomes"))


def is_well(text: str) -> bool:
    """text: normalised. Is it said that nothing is wrong?"""
    return bool(_WELL.search(text))


def is_worded(problem: str, text: str) -> bool:
    """Is there a word in the text that speaks for the problem? What the model alone heard in a short message is often none."""
    return bool(re.search(any_of("signs", _SIGNS.get(problem, problem)), text))


def is_without_income(text: str) -> bool:
    return bool(_WITHOUT_INCOME.search(text))
