"""Who fetches: a real `flask clock` for each pair of a database and a store, which nobody else uses."""

import hashlib
import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from sqlalchemy import func, or_, select

from benchmarks.bench import LASTING
from benchmarks.contestants import DATA_KEY, LONGEST_START, ROOT, family, postgres_of
from benchmarks.media_pictures import Photo
from bot.clock import NAME
from bot.fetch import MB, thumb_of
from bot.photostore import StoreFailed, opened
from models import media, work
from models.db import Database
from models.media import OF_BLOB, Blob, Media
from models.vault import Vault
from models.work import Job
from scripts import laptop
from scripts.processes import Crew
from scripts.run import answers, procfile
from scripts.setup import Trouble
from tests import postgres
from tests.buckets import make_bucket

LONGEST_WAIT = 120  # seconds for what was queued at once: ten times what it takes on a small machine
PERSON = "U" + "0" * 32


@dataclass(frozen=True)
class Installation:
    """`store`: bot/photostore.py; `clock`: the process that fetches."""

    name: str
    db: Database
    store: object
    clock: psutil.Process

    def queue(self, kind: str, message_ids: list[str]):
        """All at one moment, as the webhook would: a row and its job."""
        with self.db.transaction() as tx:
            for one in message_ids:
                media.add(tx, message_id=one, line_user_id=PERSON, kind=kind, talk_id=1, sent_at=tx.now)

    def wait(self, crew: Crew):
        """Until nothing waits to be fetched."""
        for _ in range(LONGEST_WAIT * 10):
            crew.rest()
            with self.db.reading() as tx:
                if media.oldest_waiting(tx) is None:
                    return
        raise Trouble(f"{self.name}: something still waits after {LONGEST_WAIT} s. {crew.last_words(label(self.name))}")

    def cpu(self) -> float:
        """Seconds of CPU used so far by the clock and by PostgreSQL."""
        server = postgres_of(self.db)
        return spent_by([self.clock, *(family(server) if server else [])])

    def rows(self, message_ids: list[str]) -> dict:
        """{message id: the item with the columns of its blob}"""
        with self.db.reading() as tx:
            joined = select(Media.__table__, *OF_BLOB).outerjoin(Blob, Blob.name == Media.blob)
            return {row.message_id: row for row in tx.all(joined.where(Media.message_id.in_(message_ids)))}

    def wrong(self, photos: dict[str, Photo]) -> list[str]:
        """What is not as it must be: every photo ({message id: photo}) is kept once, and its bytes lie in the store."""
        rows = self.rows(list(photos))
        wrong = [f"{self.name}: {one} is not there" for one in photos.keys() - rows.keys()]
        wrong += [f"{self.name}: {one} is {row.state} {row.cause}" for one, row in rows.items() if row.state != "kept"]
        if len({row.blob for row in rows.values()}) < len(rows):
            wrong.append(f"{self.name}: photos share their bytes")
        return wrong + [each for one, row in rows.items() if row.state == "kept" for each in self._spoilt(row, photos[one])]

    def _spoilt(self, row, photo: Photo) -> list[str]:
        if row.sha256 != hashlib.sha256(photo.jpeg).hexdigest():
            return [f"{self.name}: {row.message_id} was not what was sent"]
        try:
            whole, small = self._bytes(row.blob), self._bytes(thumb_of(row.blob))
        except StoreFailed as failure:
            return [f"{self.name}: {row.message_id}: {failure}"]
        spoilt = (whole, small) != (photo.kept, photo.thumbnail)
        return [f"{self.name}: {row.message_id} is spoilt in the store"] if spoilt else []

    def _bytes(self, name: str) -> bytes:
        with self.store.open(name) as file:
            return file.read()

    def digest(self, name: str) -> str:
        """The SHA-256 of what lies in the store under this name."""
        digest = hashlib.sha256()
        with self.store.open(name) as file:
            while piece := file.read(MB):
                digest.update(piece)
        return digest.hexdigest()

    def counts(self) -> dict:
        """How many rows its database holds. `again`: jobs of fetching that are not done, or were not done at once."""
        with self.db.reading() as tx:
            return {
                "items": _count(tx, Media), "kept": _count(tx, Media, Media.state == "kept"), "blobs": _count(tx, Blob),
                "again": _count(tx, Job, Job.kind == "fetch", or_(Job.state != "done", Job.attempts != 1))}


def line_up(crew: Crew, places: ExitStack, chosen) -> list[Installation]:
    """Those that the command line asks for, on empty databases and stores that are gone when `places` is left."""
    folder = Path(places.enter_context(tempfile.TemporaryDirectory(prefix="thuengbaan-bench-")))
    databases = dict(_databases(places, folder, chosen.database))
    return [
        _start(crew, f"{on}, {store}", new_database(store), new_store(on))
        for store, new_store in _stores(crew, folder, chosen.only)
        for on, new_database in databases.items()]


def _databases(places: ExitStack, folder: Path, only: str | None):
    """(name, URL of a new one for a store) of each kind of database."""
    if only != "postgresql":
        yield "SQLite", lambda store: f"sqlite:///{folder}/{store}.db"
    if only != "sqlite":
        server = places.enter_context(postgres.running_server(settings=LASTING))
        yield "PostgreSQL", lambda store: places.enter_context(postgres.empty_database(server))


def _stores(crew: Crew, folder: Path, only: str | None):
    """(name, MEDIA_URL of a new one for a database) of each kind of store."""
    if only != "bucket":
        yield "folder", lambda on: str(folder / f"media-{on}")
    if only != "folder":
        url = crew.environment["STORAGE_EMULATOR_HOST"]
        port = int(url.rpartition(":")[2])
        crew.start("bench-media-bucket", f"python -m benchmarks.media_bucket {port}")
        crew.wait_until("bench-media-bucket", lambda: answers(port, "/storage/v1/b"), LONGEST_START)
        yield "bucket", lambda on: f"gs://{make_bucket(url)}/photos"


def _start(crew: Crew, name: str, url: str, media_url: str) -> Installation:
    """Migrations and a clock as the Procfile has them."""
    lines, here = procfile(ROOT / "Procfile"), f"env 'DATABASE_URL={url}' 'MEDIA_URL={media_url}'"
    crew.finish("bench-media-release", f"{here} {lines['release']}")
    process = crew.start(label(name), f"{here} {lines['clock']}")
    db = Database(url, Vault(DATA_KEY), lambda: datetime.now(UTC))
    crew.wait_until(label(name), lambda: _beats(db), LONGEST_START)
    return Installation(name, db, opened(media_url), psutil.Process(process.pid))


def surroundings(emulator_port: int) -> dict:
    """What leads Google's library to the emulator: for every process, the bench's own too."""
    there = {"STORAGE_EMULATOR_HOST": f"http://{laptop.ADDRESS}:{emulator_port}", "NO_PROXY": laptop.ADDRESS}
    os.environ.update(there)
    return there


def label(name: str) -> str:
    """Of its process, and of the file that its words go to."""
    return f"bench-media-clock-{name.replace(', ', '-')}"


def spent_by(processes: list[psutil.Process]) -> float:
    """Seconds of CPU."""
    times = [one.cpu_times() for one in processes]
    return sum(time.user + time.system for time in times)


def _beats(db: Database) -> bool:
    with db.reading() as tx:
        return work.last_beat(tx, NAME) is not None


def _count(tx, table, *tests) -> int:
    return tx.value(select(func.count()).select_from(table).where(*tests))
