"""The house of the design's section 2. Read this before you add an import across rooms, a longer function or a new file."""

import ast
from pathlib import Path
from statistics import median

import pytest

from bot.words import COMMANDS
from flows.menu import ALIASES, FLOWS
from thai.text import plain

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "app": {"handlers", "bot", "programme", "models"},
    "handlers": {"bot", "programme", "models"},
    "bot": {"flows", "models", "thai"},  # thai: counting, cutting and showing are needed wherever words are
    "programme": {"models", "welfare"},
    "flows": {"thai", "welfare"},
    "models": set(),
    "thai": set(),
    "welfare": set(),
    "simulator": set(),  # speaks LINE's public protocol, and nothing of ours
    "migrations": {"models"},
}
APART = {"simulator", "benchmarks", "scripts", "tests"}  # nothing of ours may lean on these
OURS = {*MAY_IMPORT, *APART}
ONE_DOOR = {"linebot": "bot/line.py", "google": "bot/photostore.py", "pythainlp": "thai/", "holidays": "thai/holidays.py"}
PURE = ("flows", "thai", "welfare")
IMPURE = {
    "random",
    "secrets",
    "time",
    "os",
    "uuid",
    "requests",
    "urllib3",
    "socket",
    "sqlmodel",
    "sqlalchemy",
    "flask",
    "threading",
}
CLOCKS = {"now", "today", "utcnow"}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
# What turns a package's data into ours, once, by hand. It writes a file, so it is no part of the pure room it stands in.
TOOLS = {"thai/make_towns.py"}
MEDIAN, LONGEST_FUNCTION, LONGEST_FILE = 10, 40, 250  # lines (design, section 6)

FILES = sorted(
    path.relative_to(ROOT)
    for room in MAY_IMPORT
    for path in ([ROOT / "app.py"] if room == "app" else (ROOT / room).rglob("*.py"))
    if "versions" not in path.parts
)


def room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def tree(path: Path) -> ast.AST:
    return ast.parse((ROOT / path).read_text())


def imported(path: Path) -> set:
    """The first names of everything it imports, inside functions too."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0] if not node.level else room(path))
    return names


def functions(path: Path):
    """(name, lines) of each function, without its docstring."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield node.name, node.end_lineno - first.lineno + 2


def test_there_is_something_to_look_at():
    assert {room(path) for path in FILES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_arrows_point_down(path):
    leaned_on = imported(path) & OURS - {room(path)}
    assert leaned_on <= MAY_IMPORT[room(path)], f"{path} must not import {leaned_on - MAY_IMPORT[room(path)]}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_one_door_each(path):
    if room(path) != "simulator":
        for name, door in ONE_DOOR.items():
            assert name not in imported(path) or path.as_posix().startswith(door), f"{name} is imported only in {door}"


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in PURE and path.as_posix() not in TOOLS], ids=str)
def test_what_is_pure_acts_on_nothing_and_reads_no_clock(path):
    called = {
        node.func.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not imported(path) & IMPURE
    assert not called & CLOCKS


@pytest.mark.parametrize("path", [path for path in FILES if room(path) == "flows" and path.name not in ("replay.py",)], ids=str)
def test_no_flow_holds_anything_round_a_yield(path):
    """A `finally` would run at every message, for a flow is run anew each time."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Try, ast.With)):
            assert not any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in ast.walk(node))


def test_no_drawer_for_everything():
    assert [path for path in FILES if path.stem in NO_NAMES or NO_NAMES & set(path.parts)] == []


def test_files_fit_a_head():
    assert {str(path): count for path in FILES if (count := len((ROOT / path).read_text().splitlines())) > LONGEST_FILE} == {}


def test_functions_fit_an_eye():
    lengths = [(lines, f"{path}: {name}") for path in FILES for name, lines in functions(path)]
    assert median(lines for lines, _ in lengths) <= MEDIAN
    assert [one for one in lengths if one[0] > LONGEST_FUNCTION] == []


# ---------------------------------------------------------------------- the table of flows


def test_flows_have_names_and_words_of_their_own():
    names = [flow.name for flow in FLOWS]
    assert len(set(names)) == len(names)
    assert not set(ALIASES) & set(names)
    assert set(ALIASES.values()) <= set(names)
    for flow in FLOWS:
        assert flow.words
        assert flow.who
        assert len(set(map(plain, flow.words))) == len(flow.words)


def test_no_words_start_two_flows_for_the_same_person():
    taken = [(words, who) for flow in FLOWS for words in set(map(plain, flow.words)) for who in flow.who]
    assert sorted(one for one in set(taken) if taken.count(one) > 1) == []


def test_no_word_of_a_flow_is_a_command():
    commands = {plain(form) for forms in COMMANDS.values() for form in forms}
    assert {words for flow in FLOWS for words in flow.words if plain(words) in commands} == set()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_flow_is_talked_through_in_a_transcript(flow):
    transcripts = "\n".join(path.read_text() for path in (ROOT / "tests" / "flows").glob("*.py"))
    said = {plain(line.strip()[1:]) for line in transcripts.splitlines() if line.strip().startswith(">")}
    said |= {plain(line.split(">", 1)[1]) for line in transcripts.splitlines() if ": >" in line}
    assert {plain(words) for words in flow.words} & said, f"no transcript in tests/flows starts {flow.name}"
