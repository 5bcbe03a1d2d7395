"""The environment: what is missing or unsafe is named, a line each, and nothing starts. Secrets are never said back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import app
from bot.settings import LAPTOP, BadSettings, read_settings

ROOT = Path(__file__).parent.parent
PRODUCTION = {
    "LINE_CHANNEL_SECRET": "channel-secret-that-nobody-may-see",
    "LINE_CHANNEL_ACCESS_TOKEN": "access-token-that-nobody-may-see",
    "DATABASE_URL": "postgresql://baan:password-that-nobody-may-see@db.example/baan",
    "PUBLIC_URL": "https://baan.example",
    "SECRET_KEY": "s" * 40,
    "DATA_KEY": "d" * 40,
}
ON_A_LAPTOP = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "LINE_API_BASE": "http://127.0.0.1:8239"}


def wrong(**changes) -> list[str]:
    """The lines of what is wrong with PRODUCTION after these changes; None takes a setting out."""
    environment = {name: value for name, value in {**PRODUCTION, **changes}.items() if value is not None}
    with pytest.raises(BadSettings) as told:
        read_settings(environment)
    assert "nobody-may-see" not in str(told.value)
    return str(told.value).splitlines()


def named(lines: list[str]) -> list[str]:
    return [line.split(":")[0] for line in lines]


def test_production_as_it_should_be():
    settings = read_settings(PRODUCTION)
    assert settings.database_url == "postgresql+psycopg://baan:password-that-nobody-may-see@db.example/baan"
    assert settings.line_api_base is None
    assert "nobody-may-see" not in repr(settings).replace(settings.database_url, "")


def test_only_what_is_handed_in_counts(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "http://from.the.machine")
    monkeypatch.setenv("LINE_API_BASE", "http://127.0.0.1:1")
    assert read_settings(PRODUCTION).public_url == "https://baan.example"
    with pytest.raises(BadSettings):
        read_settings({})


def test_nothing_is_set():
    assert named(wrong(**dict.fromkeys(PRODUCTION))) == ["LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN"]


@pytest.mark.parametrize("name", ["LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN"])
@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_what_must_be_set(name, value):
    assert wrong(**{name: value}) == [f"{name}: is not set"]


@pytest.mark.parametrize(
    "changes",
    [
        {"PUBLIC_URL": None},
        {"PUBLIC_URL": "http://baan.example"},
        {"PUBLIC_URL": "baan.example"},
        {"SECRET_KEY": None},
        {"SECRET_KEY": "s" * 31},
        {"DATA_KEY": ""},
        {"DATA_KEY": "short"},
        {"DATA_KEY": PRODUCTION["SECRET_KEY"]},
        {"CLOCK_OFFSET_FILE": "data/clock"},
        {"LINE_API_BASE": "https://api.line.me"},
        {"LINE_API_BASE": "https://api-data.line.me/"},
    ],
)
def test_what_is_unsafe_is_named(changes):
    assert named(wrong(**changes)) == list(changes)


def test_everything_that_is_unsafe_is_named_at_once():
    lines = wrong(PUBLIC_URL="http://x", SECRET_KEY="short", DATA_KEY="brief", CLOCK_OFFSET_FILE="clock")
    assert named(lines) == ["PUBLIC_URL", "SECRET_KEY", "DATA_KEY", "CLOCK_OFFSET_FILE"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgres://u:p%40ss@h:5433/d?sslmode=require", "postgresql+psycopg://u:p%40ss@h:5433/d?sslmode=require"),
        ("postgresql://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg2://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////srv/baan.db", "sqlite:////srv/baan.db"),
        ("sqlite:///data/baan.db", "sqlite:///data/baan.db"),
    ],
)
def test_the_addresses_that_hosts_hand_out(given, meant):
    assert read_settings({**PRODUCTION, "DATABASE_URL": given}).database_url == meant


@pytest.mark.parametrize(
    "given",
    [
        "mysql://root:password-that-nobody-may-see@h/d",
        "just words",
        "postgresql://u:password-that-nobody-may-see@h:port/d",
        "oracle://h",
    ],
)
def test_an_address_of_no_database_that_we_know(given):
    (line,) = wrong(DATABASE_URL=given)
    assert line.startswith("DATABASE_URL: ")
    assert "sqlite" in line


def test_a_blank_setting_is_one_that_is_not_set():
    settings = read_settings({**PRODUCTION, "DATABASE_URL": "", "CODES_FILE": " ", "CLOCK_OFFSET_FILE": "", "LINE_API_BASE": ""})
    assert settings.database_url == "sqlite:///data/thuengbaan.db"
    assert settings.codes_file is settings.clock_offset_file is settings.line_api_base is None


def test_blanks_around_a_secret_are_slips_of_pasting():
    assert read_settings({**PRODUCTION, "LINE_CHANNEL_SECRET": " abc\n"}).line_channel_secret.get_secret_value() == "abc"


def test_a_laptop_needs_no_keys():
    settings = read_settings({**ON_A_LAPTOP, "CLOCK_OFFSET_FILE": "data/clock", "PUBLIC_URL": "http://127.0.0.1:8000/"})
    assert settings.secret_key.get_secret_value() == LAPTOP["secret_key"]
    assert settings.public_url == "http://127.0.0.1:8000"
    assert read_settings(ON_A_LAPTOP).public_url == LAPTOP["public_url"]


# ---------------------------------------------------------------------- as an operator sees it


def start(**environment) -> subprocess.CompletedProcess:
    """What a new process does with these settings."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import app; app.app"], cwd=ROOT, env={**plain, **environment}, capture_output=True, text=True
    )


def test_the_process_says_what_is_wrong_and_ends():
    ended = start(**{**PRODUCTION, "PUBLIC_URL": "http://x", "DATA_KEY": "data-key-that-nobody-may-see"})
    assert ended.returncode != 0
    assert ended.stderr.splitlines() == [
        "ถึงบ้าน cannot start:",
        "PUBLIC_URL: must be the https address under which this service is reached",
        "DATA_KEY: at least 32 random characters are needed; `openssl rand -base64 32` makes them",
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[problems", "codes.toml: "),
        ("[colours]\nred = { label = 'x' }", "no list is called 'colours'"),
        ("[problems]\nflood = 'น้ำท่วม'", "[problems] flood must look like"),
        ("[problems]\nflood = { label = '" + "น" * 41 + "' }", "at most 40"),
        (None, "No such file"),
    ],
)
def test_a_list_of_codes_that_cannot_be_used(tmp_path, monkeypatch, written, told):
    file = tmp_path / "codes.toml"
    if written is not None:
        file.write_text(written)
    settings = read_settings({**ON_A_LAPTOP, "CODES_FILE": str(file), "DATABASE_URL": f"sqlite:///{tmp_path}/x.db"})
    monkeypatch.setattr(app, "read_settings", lambda: settings)
    monkeypatch.setattr(app, "set_up_logs", lambda: None)
    with pytest.raises(SystemExit) as ended:
        app.from_environment()
    assert ended.value.code.startswith("ถึงบ้าน cannot start:\n")
    assert told in ended.value.code
