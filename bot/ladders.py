"""Whom an urgent case climbs to, and how long each has: read once, copied onto each case when it opens."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from flows.codes import URGENCIES
from models.people import ROLES

OURS = Path(__file__).with_name("ladders.toml")


@dataclass(frozen=True)
class Ladder:
    rungs: list  # [{"role", "digits", "minutes"}]
    again: int  # minutes between two calls of the last rung
    idle: int  # minutes after which whoever took a case and does nothing is reminded


def read_ladders(file: Path | None = None) -> dict[str, Ladder]:
    """{urgency: Ladder}. Raises ValueError that says what is wrong in which file."""
    path = file or OURS
    try:
        told = tomllib.loads(path.read_text())
        return {urgency: _ladder(told[urgency]) for urgency in URGENCIES}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}; it must look like {OURS.name}") from None


def _ladder(told: dict) -> Ladder:
    for rung in told["rungs"]:
        if rung["role"] not in ROLES or rung["digits"] not in (0, 2, 4, 6) or not 1 <= rung["minutes"] <= 24 * 60:
            raise ValueError(f"a rung needs a role ({', '.join(ROLES)}), digits (0, 2, 4 or 6) and minutes (1 to 1440): {rung}")
    if not told["rungs"] or not 1 <= told["again"] <= 24 * 60 or not 1 <= told["idle"] <= 24 * 60:
        raise ValueError("a ladder needs rungs, and again and idle in minutes (1 to 1440)")
    return Ladder(told["rungs"], told["again"], told["idle"])
