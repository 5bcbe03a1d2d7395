"""The rules: one file a right in welfare/rules/, one row a version of its rule."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from welfare.checking import faults_of

RULES = Path(__file__).with_name("rules")


class BadRules(ValueError):
    """A file of rules that must not be used. Says which file, which row, and what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a rule.

    valid_from, valid_to  both days included; a pending rule has neither, but the day it was announced
    status       in_force | pending | ended;  certainty: sourced | to_verify
    per          month | time | need
    amount       {"kind": "fixed" | "ceiling", "baht"}, {"kind": "steps", "steps", "age_on"}, {"kind": "by_need"}
    needs        what a person must be, by the names of welfare/facts.py
    times        how often in a year;  deadline: within how many months;  not_with: which right excludes it in one year
    to_verify    what of it is not certain, in Thai
    """

    id: str
    status: str
    certainty: str
    source: str
    checked: date
    per: str
    amount: dict
    needs: dict
    valid_from: date | None = None
    valid_to: date | None = None
    announced: date | None = None
    times: dict | None = None
    deadline: dict | None = None
    not_with: dict | None = None
    last_month: str = ""
    to_verify: tuple = ()
    note: str = ""

    def holds_on(self, day: date) -> bool:
        return self.status != "pending" and self.valid_from <= day <= (self.valid_to or date.max)

    def is_pending_on(self, day: date) -> bool:
        return self.status == "pending" and self.announced <= day


@dataclass(frozen=True, kw_only=True)
class Right:
    """paid_as: the source of income in flows/codes.toml that its money is told under; held_by: the fact that tells that
    somebody has it already; with_: rights that may be had beside it."""

    code: str
    name: str
    papers: tuple
    where: str
    decides: str
    paid_as: str = ""
    held_by: str = ""
    with_: tuple = ()
    rules: tuple = field(default=(), repr=False)

    def rule_on(self, day: date) -> Rule | None:
        return next((rule for rule in self.rules if rule.holds_on(day)), None)


@cache
def read_rights(folder: Path = RULES) -> tuple[Right, ...]:
    """Every right, in the order of the rules' ids. Raises BadRules."""
    rights, ids = [], {}
    for path in sorted(folder.glob("*.toml")):
        right = _read(path)
        for rule in right.rules:
            if rule.id in ids:
                raise BadRules(f"{path.name}: {rule.id} stands in {ids[rule.id]} already; a version needs an id of its own")
            ids[rule.id] = path.name
        rights.append(right)
    if not rights:
        raise BadRules(f"{folder}: there is no rule file in it")
    return tuple(sorted(rights, key=lambda right: _number(right.rules[0].id)))


def _read(path: Path) -> Right:
    try:
        told = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRules(f"{path.name}: {error}") from error
    if faults := faults_of(told):
        raise BadRules("\n".join(f"{path.name}: {fault}" for fault in faults))
    rules = tuple(Rule(**{**row, "to_verify": tuple(row.get("to_verify", ()))}) for row in told["rule"])
    rest = {name: value for name, value in told.items() if name not in ("rule", "with", "papers")}
    return Right(code=path.stem, papers=tuple(told["papers"]), with_=tuple(told.get("with", ())), rules=rules, **rest)


def _number(rule_id: str) -> tuple:
    """W2 stands before W10, and W2a behind W2."""
    digits = "".join(letter for letter in rule_id[1:].split("-")[0] if letter.isdigit())
    return int(digits or 0), rule_id
