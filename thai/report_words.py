"""The lexicon of told stories: reads thai/data/report.toml and makes patterns of its lists."""

import re
import tomllib
from functools import cache
from pathlib import Path

from thai.phones import find_phones

_FILE = Path(__file__).parent / "data" / "report.toml"


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text())


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """The words of one list, longest first; "_" stands for a blank."""
    found = {word.replace("_", " ") for word in _lists()[section][name].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def names(section: str) -> tuple[str, ...]:
    """The lists of a section, in the order of the file."""
    return tuple(_lists()[section])


@cache
def any_of(section: str, name: str) -> str:
    """The list as one alternative of a regular expression; entries are plain words."""
    return "(?:" + "|".join(map(re.escape, words(section, name))) + ")"


def without_phones(text: str) -> str:
    """The text, as long as it was, without the digits of phone numbers: they are no ages and no money."""
    for phone in find_phones(text):
        text = text[: phone.start] + "#" * (phone.end - phone.start) + text[phone.end :]
    return text
