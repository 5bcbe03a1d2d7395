"""The docs are complete, and whatever they lead to is there."""

import re
from pathlib import Path

import pytest

from app import create_app
from bot import regular
from bot.senders import Inline
from bot.settings import Settings, read_settings
from flows.codes import read_codes
from flows.menu import FLOWS

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "simulator/**/*.md") for path in ROOT.glob(pattern)
)  # not **/*.md: .venv holds thousands
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
HEADINGS = ["Context", "Decision", "How it fails, and what guards it", "Consequences"]
A_PAGE = 60  # lines of a decision: what is longer is not read

FENCE = re.compile(r"^[ ]*```.*?^[ ]*```$", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
IN_HOUSE = re.compile(r"[\w-]+(/[\w-]+)+\.(py|md|toml|csv|html|png)")  # a path of ours, as it stands in `…`
LAPTOP = {
    "LINE_CHANNEL_SECRET": "s",
    "LINE_CHANNEL_ACCESS_TOKEN": "t",
    "LINE_API_BASE": "http://127.0.0.1:1",
}


def words(name: str) -> str:
    return (ROOT / name).read_text()


def prose(page: Path) -> str:
    """Without what stands in fences: there a bracket is no link."""
    return FENCE.sub("", page.read_text())


def code_of(page: Path) -> list[str]:
    """What is written as code: spans, and lines of blocks."""
    text = page.read_text()
    blocks = "\n".join(found.group() for found in FENCE.finditer(text)).splitlines()
    indented = [line for line in text.splitlines() if line.startswith("    ")]
    return [*SPAN.findall(FENCE.sub("", text)), *(line.strip() for line in (*blocks, *indented))]


def links(page: Path) -> list[str]:
    """Those that stay in the house."""
    found = (one or two for one, two in LINK.findall(SPAN.sub("", prose(page))))
    return [link for link in found if "://" not in link]


def anchors(page: Path) -> set:
    """The headings of a page, as GitHub makes links of them."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture(scope="module")
def commands(tmp_path_factory) -> set:
    """ "flask people grant" and the rest, as they are registered."""
    file = tmp_path_factory.mktemp("docs") / "never-opened.db"
    app = create_app(read_settings({**LAPTOP, "DATABASE_URL": f"sqlite:///{file}"}), senders=Inline())
    return {
        f"flask {name} {one}".strip()
        for name, command in app.cli.commands.items()
        for one in getattr(command, "commands", {"": None})
    }


# ---------------------------------------------------------------------- they are complete


def test_every_setting_has_a_row():
    asked = set(re.findall(r"environ(?:\.get\(|\[)['\"](\w+)", words("gunicorn.conf.py")))
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", words("docs/operating.md"), re.M))
    assert rows == asked | set(map(str.upper, Settings.model_fields))


def test_every_command_has_an_example(commands):
    examples = [span for span in code_of(ROOT / "docs" / "operating.md") if span.startswith("flask ")]
    assert {command for command in commands if not any(f"{one} ".startswith(f"{command} ") for one in examples)} == set()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_flow_has_a_row(flow):
    (row,) = re.findall(rf"^\| `{flow.name}` \|.*$", words("docs/operating.md"), re.M)
    assert flow.words[0] in row
    assert flow.title in row


def test_the_example_of_codes_is_one_that_we_read(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", words("docs/operating.md"), re.S)
    (tmp_path / "codes.toml").write_text(example)
    assert read_codes(tmp_path / "codes.toml") != read_codes()


@pytest.mark.parametrize("period", ["ENDED_TALKS", "RAW_EVENTS", "SENT_WORDS", "OLD_JOBS"])
def test_the_manual_knows_how_long_things_are_kept(period):
    days = getattr(regular, period).days
    assert f"| {days} day" in words("docs/operating.md")


def test_every_sealed_column_is_named():
    sources = "\n".join(path.read_text() for room in ("bot", "models") for path in (ROOT / room).rglob("*.py"))
    sealed = set(re.findall(r"(?:seal\([^\n]*, |COLUMN = )\"(\w+\.\w+)\"", sources))
    assert sealed
    manual = words("docs/operating.md")
    assert {column for column in sealed if f"`{column}" not in manual} == set()


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_is_short_and_can_be_found(file):
    assert f"decisions/{file.name}" in words("CONTRIBUTING.md")
    assert re.findall(r"^## (.*)$", file.read_text(), re.M) == HEADINGS
    assert len(file.read_text().splitlines()) < A_PAGE


def test_decisions_are_numbered():
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert all(file.read_text().startswith(f"# {int(file.name[:4])}. ") for file in DECISIONS)


def test_every_picture_is_shown():
    taken = {f"docs/pictures/{path.name}" for path in (ROOT / "docs" / "pictures").iterdir()}
    assert {picture for picture in taken if picture not in words("README.md")} == set()


# ---------------------------------------------------------------------- they lead somewhere


def test_there_are_pages_to_look_at():
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "operating.md", "adding-a-flow.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_are_there(page):
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_are_named_are_there(page):
    named = {span for span in code_of(page) if IN_HOUSE.fullmatch(span)}
    assert {name for name in named if not (ROOT / name).exists() and not (page.parent / name).exists()} <= {"bot/photostore.py"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_named_are_there(page, commands):
    targets = set(re.findall(r"^([a-z-]+):", words("Makefile"), re.M))
    asked = {name for code in code_of(page) for name in re.findall(r"^(?:[A-Z_]+=\S+ )*make ([a-z-]+)", code)}
    assert asked <= targets
    typed = {code for code in code_of(page) for code in re.findall(r"(?:^|laptop )(flask [a-z].*)", code)}
    assert {one for one in typed if not any(f"{one} ".startswith(f"{command} ") for command in commands)} <= {"flask people …"}
