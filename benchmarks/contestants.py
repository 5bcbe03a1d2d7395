"""Who runs: the echo bot, and the product on each database, all under the same gunicorn.conf.py."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from sqlalchemy import func, select, text

from benchmarks import seeds
from benchmarks.volunteers import Bot
from models.db import Database
from models.event import Event
from models.message import Message
from models.vault import Vault
from models.visit import Visit
from scripts import laptop
from scripts.processes import Crew
from scripts.run import answers, procfile

ROOT = Path(__file__).resolve().parent.parent
SECRET, TOKEN = "the bench's channel secret", "the bench's access token"
DATA_KEY = "a data key for the bench alone"
LONGEST_START = 60  # seconds; ten times what a small machine needs


@dataclass(frozen=True)
class Contestant:
    """`users`: ids of people who have not talked yet; there is no end to them."""

    name: str
    bot: Bot
    server: psutil.Process  # gunicorn's master
    users: Iterator[str]
    db: Database | None = None

    def cpu(self) -> float:
        """Seconds of CPU used so far by all that work for it: gunicorn, its workers, PostgreSQL."""
        heads = [self.server, *([head] if (head := postgres_of(self.db)) else [])]
        times = [one.cpu_times() for head in heads for one in family(head)]
        return sum(time.user + time.system for time in times)

    def memory(self) -> float:
        """MB of gunicorn and its workers; pages that they share are counted once (PSS)."""
        return sum(one.memory_full_info().pss for one in family(self.server)) / 1e6

    def kept(self) -> dict:
        """How many rows its database holds. `unfinished` events and messages are not done and not sent."""
        with self.db.reading() as tx:
            return {
                "visits": _count(tx, Visit), "events": _count(tx, Event), "messages": _count(tx, Message),
                "unfinished": _count(tx, Event, Event.state != "done") + _count(tx, Message, Message.state != "sent")}


def start_echo(crew: Crew, after: int) -> Contestant:
    """On the first free port after `after`."""
    server, port = _gunicorn(crew, "bench-echo", "gunicorn benchmarks.echo:app", after)
    return Contestant("echo bot", Bot(port, SECRET.encode(), echoes=True), server, _strangers())


def start_product(crew: Crew, name: str, url: str, after: int) -> Contestant:
    """Migrations, web and clock as the Procfile has them, on an empty database at `url`."""
    lines, here = procfile(ROOT / "Procfile"), f"env 'DATABASE_URL={url}'"
    crew.finish(f"bench-release-{name}", f"{here} {lines['release']}")
    db = Database(url, Vault(DATA_KEY), lambda: datetime.now(UTC))
    users = iter(seeds.volunteers(db))
    crew.start(f"bench-clock-{name}", f"{here} {lines['clock']}")
    server, port = _gunicorn(crew, f"bench-{name}", f"{here} {lines['web']}", after)
    return Contestant(f"ถึงบ้าน, {name}", Bot(port, SECRET.encode()), server, users, db)


def environment(sink_port: int) -> dict:
    """For every process. Of the surroundings only what gunicorn.conf.py reads is kept, so that nothing reaches a real LINE."""
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "TMPDIR") or name.startswith("WEB_")}
    return {
        **kept, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}", "FLASK_APP": "app", "ENVIRONMENT": "laptop",
        "LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "DATA_KEY": DATA_KEY,
        "LINE_API_BASE": f"http://{laptop.ADDRESS}:{sink_port}", "NO_PROXY": laptop.ADDRESS}


def family(head: psutil.Process) -> list[psutil.Process]:
    return [head, *head.children(recursive=True)]


def postgres_of(db: Database | None) -> psutil.Process | None:
    """The server's first process, if it runs on this machine."""
    if db is None or db.engine.dialect.name != "postgresql":
        return None
    with db.engine.connect() as connection:
        ours = connection.execute(text("SELECT pg_backend_pid()")).scalar()
    backend = psutil.Process(ours) if psutil.pid_exists(ours) else None
    return backend.parent() if backend and backend.name() == "postgres" else None


def _gunicorn(crew: Crew, name: str, command: str, after: int) -> tuple[psutil.Process, int]:
    port = laptop.next_free(after)
    process = crew.start(name, f"env PORT={port} {command}")
    crew.wait_until(name, lambda: answers(port, "/healthz"), LONGEST_START)
    return psutil.Process(process.pid), port


def _strangers() -> Iterator[str]:
    while True:
        yield f"U{secrets.token_hex(16)}"


def _count(tx, table, *tests) -> int:
    return tx.value(select(func.count()).select_from(table).where(*tests))
