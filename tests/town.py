"""A whole installation for a test: the app behind a real port, the simulator as a real process, either database."""
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select, text
from sqlmodel import SQLModel
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from bot.areas import load_areas
from bot.senders import Inline
from bot.settings import read_settings
from models import people, schema
from models.db import Database
from tests import transcript
from tests.postgres import empty_database
from tests.wire import SECRET, TOKEN, signature, simulator, webhook_body

AUNT, UNCLE, OFFICER = (f"U{number:032d}" for number in (1, 2, 3))
NAMES = {"": AUNT, "ป้านา": AUNT, "ลุงมี": UNCLE, "คุณอร": OFFICER}
NOW = "2026-11-22T10:00:00+07:00"


class Switch:
    """One port for all the apps of a session: the webhook address that the simulator was started with stays."""

    def __init__(self):
        self.app = None

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *_):
        pass


@dataclass
class Installation:
    """An app on one kind of database, as good as new after `reset()`."""

    kind: str
    app: object
    db: Database
    media: Path
    template: Path | None = None

    def reset(self):
        shutil.rmtree(self.media, ignore_errors=True)
        if self.template:
            self._put_template_back()
        else:
            self._empty_tables()

    def _put_template_back(self):
        self.db.close()
        file = Path(self.db.engine.url.database)
        for leftover in (file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(self.template, file)

    def _empty_tables(self):
        tables = ", ".join(table.name for table in SQLModel.metadata.sorted_tables if table.name != "area")
        with self.db.engine.begin() as connection:
            connection.execute(text(f'TRUNCATE {tables} RESTART IDENTITY CASCADE'))
            connection.execute(text("DELETE FROM area WHERE level = 'village'"))
            connection.execute(text("UPDATE area SET latitude = NULL, longitude = NULL WHERE latitude IS NOT NULL"))


@pytest.fixture(scope="session")
def port():
    """(switch, address) of the one port."""
    switch = Switch()
    server = make_server("127.0.0.1", 0, switch, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield switch, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def line_on_a_laptop(port, tmp_path_factory):
    """The simulator and the file in which it keeps the world's clock."""
    clock = tmp_path_factory.mktemp("world") / "clock"
    with simulator(f"{port[1]}/callback", "--clock-file", str(clock), "--public", f"https://thuengbaan.example={port[1]}") as sim:
        yield sim, clock


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def installation(request, line_on_a_laptop, tmp_path_factory):
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("installation")
        made = install(request.param, f"sqlite:///{folder}/test.db", line_on_a_laptop)
        made.db.close()
        made.template = shutil.copyfile(folder / "test.db", folder / "template.db")
        yield made
    else:
        with empty_database(request.getfixturevalue("postgres_server")) as url:
            made = install(request.param, url, line_on_a_laptop)
            yield made
            made.db.close()
    made.db.close()


def settings_for(url: str, sim, clock):
    return read_settings({
        "LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "LINE_API_BASE": sim.url, "DATABASE_URL": url,
        "CLOCK_OFFSET_FILE": str(clock), "MEDIA_URL": str(media_folder(clock))})


def media_folder(clock: Path) -> Path:
    return clock.with_name("media")


def install(kind: str, url: str, line_on_a_laptop) -> Installation:
    settings = settings_for(url, *line_on_a_laptop)
    schema.upgrade(settings.database_url)
    app = create_app(settings, senders=Inline())
    load_areas(app.db)
    return Installation(kind, app, app.db, media_folder(line_on_a_laptop[1]))


class Town:
    """The people of a test, and what they say to each other. Time stands at NOW until it is turned."""

    def __init__(self, installation: Installation, sim):
        self.installation, self.sim = installation, sim
        self.app, self.db = installation.app, installation.db
        self.heard = {}

    def __call__(self, lines: str, who: str = ""):
        """Plays a transcript. `who` is the person of the lines that name nobody."""
        for name, mark, said in transcript.read(lines):
            person = NAMES[name or who]
            if mark == "~":
                self.sim.post("/sim/clock", forward=transcript.span(said))
            elif mark == ">":
                self.nobody_spoke(said)
                self.act(person, **transcript.act(said))
            else:
                self.expect(person, said)
        self.nobody_spoke("the end")

    def act(self, person: str, **what) -> dict:
        return self.sim.post(f"/sim/people/{person}/act", **what)

    def unheard(self, person: str) -> list[dict]:
        answer = self.sim.get(f"/sim/people/{person}/chat?after={self.heard.get(person, 0)}")
        return [item for item in answer["items"] if item["from"] == "bot"]

    def next_message(self, person: str) -> dict | None:
        unheard = self.unheard(person)
        if unheard:
            self.heard[person] = unheard[0]["n"]
        return unheard[0]["message"] if unheard else None

    def expect(self, person: str, words: str):
        message = self.next_message(person)
        assert message is not None, f"the bot was to say {words!r} and said nothing"
        assert words in transcript.told(message), f"the bot was to say {words!r} and said:\n{transcript.told(message)}"

    def nobody_spoke(self, before: str):
        """Every message must have been expected."""
        for person in (AUNT, UNCLE, OFFICER):
            unheard = [transcript.told(item["message"]) for item in self.unheard(person)]
            assert not unheard, f"before {before!r} the bot said unexpectedly:\n" + "\n---\n".join(unheard)

    def flask(self, *args):
        """Runs a command; gives its output."""
        result = self.app.test_cli_runner().invoke(args=list(args))
        assert result.exit_code == 0, result.output
        return result.output

    def refused(self, *args) -> str:
        """Runs a command that must fail; gives what it says, without a traceback."""
        result = self.app.test_cli_runner().invoke(args=list(args))
        assert result.exit_code != 0, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        return result.output

    def exported(self, noun: str, *more: str) -> list[dict]:
        """What `flask export` gives, as dicts."""
        return [orjson.loads(line) for line in self.flask("export", noun, *more).splitlines() if line.startswith("{")]

    def rows(self, table, *tests) -> list:
        """All rows of a table, in the order they came."""
        with self.db.reading() as tx:
            return tx.all(select(table.__table__).where(*tests).order_by(table.id))

    def deliver(self, *events, body: bytes | None = None, **headers) -> int:
        """Hands a signed body to the webhook itself, without the simulator; gives the status of the answer."""
        body = webhook_body(*events) if body is None else body
        headers = {"x-line-signature": signature(body), **headers}
        given = {name: value for name, value in headers.items() if value is not None}
        return self.app.test_client().post("/callback", data=body, headers=given).status_code

    def send(self, *events) -> int:
        """The same through the simulator, which then takes replies to these events."""
        return self.sim.post("/sim/events", events=events)["status"]

    def chat(self, person: str = AUNT) -> list[str]:
        """Everything the bot has said to this person, a text a message."""
        items = self.sim.get(f"/sim/people/{person}/chat?after=0")["items"]
        return [transcript.told(item["message"]) for item in items if item["from"] == "bot"]

    def grant_officer(self, area: str = "52", person: str = OFFICER):
        with self.db.transaction() as tx:
            people.grant(tx, person, "officer", area)

    def go_round(self):
        """One round of the clock."""
        self.flask("clock", "--once")

    def stored(self) -> list[bytes]:
        """The bytes of everything in the folder of photos, small pictures included, half-written files too."""
        return [file.read_bytes() for file in sorted(self.installation.media.rglob("*")) if file.is_file()]

    def skip_to_the_end(self, person: str):
        """Forgets what was said so far: for tests that are about what comes next."""
        items = self.sim.get(f"/sim/people/{person}/chat?after=0")["items"]
        self.heard[person] = items[-1]["n"] if items else 0


@pytest.fixture
def town(installation, line_on_a_laptop, port):
    sim, _ = line_on_a_laptop
    installation.reset()
    port[0].app = installation.app
    sim.post("/sim/reset")
    sim.post("/sim/clock", at=NOW)
    return Town(installation, sim)
