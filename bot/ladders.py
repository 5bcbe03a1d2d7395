"""Whom an urgent case climbs to, and how long each has: read once, copied onto each case when it opens."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.codes import URGENCIES
from models.people import ROLES

OURS = Path(__file__).with_name("ladders.toml")
LONGEST = 24 * 60  # minutes


@dataclass(frozen=True)
class Ladder:
    rungs: list  # [{"role", "digits", "minutes"}]
    again: int  # minutes between two calls of the last rung
    idle: int  # minutes after which whoever took a case and does nothing is reminded
    referred: int  # the same, once it was referred to an agency

    def copied(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Flood:
    minutes: int  # the span that is looked at
    alone: int  # alarms that one person gets alone in that span
    emergencies: int  # the same, for emergencies
    gather: int  # minutes for which the others are gathered


@dataclass(frozen=True)
class Ladders:
    by_urgency: dict
    flood: Flood

    def __getitem__(self, urgency: str) -> Ladder:
        return self.by_urgency[urgency]


def read_ladders(file: Path | None = None) -> Ladders:
    """A file of one's own may leave out what is to be as in ours, section by section. Raises ValueError that says what is
    wrong in which file."""
    path = file or OURS
    try:
        told = {**tomllib.loads(OURS.read_text()), **tomllib.loads(path.read_text())}
        return Ladders({urgency: _ladder(told[urgency]) for urgency in URGENCIES}, _flood(told["flood"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}; it must look like {OURS.name}") from None


def _ladder(told: dict) -> Ladder:
    for rung in told["rungs"]:
        if rung["role"] not in ROLES or rung["digits"] not in (0, 2, 4, 6) or not 1 <= rung["minutes"] <= LONGEST:
            raise ValueError(f"a rung needs a role ({', '.join(ROLES)}), digits (0, 2, 4 or 6) and minutes (1 to 1440): {rung}")
    ladder = Ladder(**told)
    if not told["rungs"] or not all(1 <= minutes <= LONGEST for minutes in (ladder.again, ladder.idle)):
        raise ValueError("a ladder needs rungs, and again and idle in minutes (1 to 1440)")
    if not 1 <= ladder.referred <= 30 * LONGEST:
        raise ValueError("referred must be 1 to 43200 minutes")
    return ladder


def _flood(told: dict) -> Flood:
    flood = Flood(**told)
    if not all(1 <= number <= LONGEST for number in asdict(flood).values()):
        raise ValueError("[flood] needs minutes, alone, emergencies and gather, each at least 1")
    return flood
