"""The lists that people choose from, as this installation has them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from flows.steps import Option

OURS = Path(__file__).with_name("codes.toml")
LISTS = ("groups", "occupations", "problems", "disabilities", "deeds", "sources", "dangers", "agencies")
URGENCIES = ("emergency", "urgent")
LONGEST_LABEL = 40  # graphemes: a Flex button's label (LINE reference: action object label spec)


@dataclass(frozen=True)
class Codes:
    """Each list is {code: {"label", "also"?, "usual"?, "hidden"?}}, in the order in which it is shown."""

    groups: dict
    occupations: dict
    problems: dict
    disabilities: dict
    deeds: dict
    sources: dict
    dangers: dict
    agencies: dict

    def options(self, name: str) -> tuple:
        """What is offered now."""
        return tuple(
            Option(code, entry["label"], also=tuple(entry.get("also", ())))
            for code, entry in getattr(self, name).items()
            if not entry.get("hidden")
        )

    def label(self, name: str, code: str) -> str:
        """Also for a code that is no longer offered, or no longer known."""
        return getattr(self, name).get(code, {}).get("label", code)

    def labels(self, name: str, codes) -> str:
        return " · ".join(self.label(name, code) for code in codes)


def read_codes(extra: str | Path | None = None) -> Codes:
    """Our lists and, over them, the installation's own. Raises ValueError that says what is wrong in which file."""
    lists = tomllib.loads(OURS.read_text())
    if extra:
        _add(lists, Path(extra))
    return Codes(**{name: lists[name] for name in LISTS})


def _add(lists: dict, path: Path):
    try:
        more = tomllib.loads(path.read_text())
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error
    for name, entries in more.items():
        if name not in LISTS:
            raise ValueError(f"{path}: no list is called {name!r}; there are {', '.join(LISTS)}")
        if not isinstance(entries, dict):
            raise ValueError(f"{path}: [{name}] must be a table of codes")
        for code, entry in entries.items():
            _check(path, name, code, entry, new=code not in lists[name])
            if name == "dangers" and {**lists[name].get(code, {}), **entry}.get("urgency") not in URGENCIES:
                raise ValueError(f"{path}: [dangers] {code} needs urgency = one of {', '.join(URGENCIES)}")
            lists[name][code] = {**lists[name].get(code, {}), **entry}


def _check(path: Path, name: str, code: str, entry, new: bool):
    if not isinstance(entry, dict) or not isinstance(entry.get("label", None if new else ""), str):
        raise ValueError(f'{path}: [{name}] {code} must look like {code} = {{ label = "…" }}')
    if len(entry.get("label", "")) > LONGEST_LABEL:
        raise ValueError(f"{path}: [{name}] {code}: a label has at most {LONGEST_LABEL} letters")
