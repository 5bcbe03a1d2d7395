"""People whose rights are known, as data: what the page of the rules shows and what the tests hold."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from welfare.facts import Aid, Facts
from welfare.rights import Finding, rights_of

VECTORS = Path(__file__).with_name("vectors.toml")


@dataclass(frozen=True)
class Vector:
    """expects: {rule id: baht, or a state}"""

    who: str
    on: date
    person: Facts
    aid: tuple
    expects: dict

    def found(self) -> dict:
        """{rule id: finding} of the rules that something is expected of; a rule that does not hold that day is left out."""
        return {one.rule.id: one for one in rights_of(self.person, self.on, self.aid) if one.rule.id in self.expects}


def result_of(finding: Finding) -> int | str:
    """What a vector expects: baht where the right is counted, else the state."""
    return finding.baht if finding.counted else finding.state


def read_vectors() -> tuple[Vector, ...]:
    told = tomllib.loads(VECTORS.read_text())["vector"]
    return tuple(
        Vector(row["who"], row["on"], _person(row["facts"]), tuple(Aid(*one) for one in row.get("aid", ())), row["expects"])
        for row in told
    )


def _person(facts: dict) -> Facts:
    kinds = facts.get("hardships")
    return Facts(**{**facts, "hardships": None if kinds is None else frozenset(kinds)})
