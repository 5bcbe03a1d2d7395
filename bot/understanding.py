"""A told story, read (thai/report.py): one message, or lines of a file. Nothing of it is kept or logged."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from bot.person import BANGKOK_TIME
from thai.places import Gazetteer
from thai.report import explain_report


class BadLine(Exception):
    """A line of the file that cannot be read; says which, and what is wrong, never what stands in it."""


def understood(text: str, said_on: date, places: Gazetteer, *, why: bool = False) -> dict:
    """The schema of tests/thai/messages/README.md; with `why` {"told": …, "why": …}."""
    report = explain_report(text, said_on, places)
    return {"told": report.told, "why": report.why} if why else report.told


def understood_lines(lines: Iterable[str], today: date, places: Gazetteer) -> Iterator[dict]:
    """{"id", "predicted"} for each JSON line with id, text and said_on (today, if it is missing). Raises BadLine."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            told_id, text, said_on = _taken_apart(line, number, today)
            yield {"id": told_id, "predicted": understood(text, said_on, places)}


def _taken_apart(line: str, number: int, today: date) -> tuple[object, str, date]:
    try:
        told = json.loads(line)
        said_on = told.get("said_on")
        return told["id"], str(told["text"]), date.fromisoformat(said_on) if said_on else today
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadLine(f"line {number} is no JSON object with id, text and said_on (YYYY-MM-DD)") from error


def day_of(now: datetime) -> date:
    """The day in Thailand."""
    return now.astimezone(BANGKOK_TIME).date()
