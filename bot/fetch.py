"""Fetches what people sent from LINE, and keeps it: the handler of the job "fetch". LINE promises no length of time.

It may be killed at any line and is then called again: bytes on their way lie in a file that nobody else can see, the store
takes them whole or not at all, and the row says `kept` last of all.
"""

import hashlib
import logging
import tempfile
import time
from datetime import timedelta
from typing import BinaryIO

from bot.answers import Answer, LineFailed
from bot.jobs import Job, Later, Lost
from bot.line import Line
from bot.logs import cause_of
from bot.photostore import StoreFailed
from bot.pictures import Unwelcome, Welcomed, Welcomer
from models import keeping, media, work
from models.db import Database

MB = 1_000_000
# Bytes taken of each kind; LINE names no limit of what people send (our own default: a film of five minutes, a scanned book).
LARGEST = {"image": 30 * MB, "audio": 100 * MB, "video": 250 * MB, "file": 50 * MB}
PIECE = 64 * 1024  # bytes read at once: what a fetcher holds in memory
HOLD_ON = 30  # seconds between two signs of life to the job's lease of two minutes
LONGEST_DOWNLOAD = 15 * 60  # seconds for one attempt: 250 MB over a village's 2.5 Mbit/s
LONGEST_PAUSE = 15 * 60  # seconds between two attempts
EARLY = timedelta(hours=1)  # a 404 within it may be LINE's own delay; later the message is gone (our own default)
PATIENCE = timedelta(days=7)  # for everything that may pass: a store that is down, a token that an operator must renew
TELL_AFTER = 20  # seconds: of five photos that fail together one message tells

log = logging.getLogger(__name__)


class TooLarge(Exception):
    """More bytes than we take of this kind."""


class Fetcher:
    def __init__(self, db: Database, line: Line, store, welcomer: Welcomer):
        """`store`: bot/photostore.py."""
        self._db, self._line, self._store, self._welcomer = db, line, store, welcomer

    def __call__(self, job: Job):
        with self._db.reading() as tx:
            row = media.by_id(tx, job.payload["media_id"])
        if row.state != "waiting":
            return self._let_go(job, row)
        try:
            self._fetch(job, row)
        except LineFailed as failure:
            self._line_failed(job, row, failure.answer)
        except StoreFailed as failure:
            self._once_more(job, row, f"store: {failure}")
        except TooLarge:
            self._end(job, row, "refused", "too_large")
        except Unwelcome as no:
            self._end(job, row, "refused", no.why)
        except (Lost, Later):
            raise
        except Exception as error:  # a full disk, no memory, a bug of ours: none of them is the person's fault
            log.exception("media %d (%s) was not fetched", row.id, row.kind)
            self._once_more(job, row, cause_of(error))

    def _fetch(self, job: Job, row):
        with tempfile.TemporaryFile() as file:  # it has no name: whatever kills us, nothing is left behind
            digest = self._download(job, row, file)
            welcomed = self._welcomer.welcome(file, row.kind)
            with welcomed.file:
                self._keep(job, row, digest, welcomed, welcomed.thumbnail or self._still_of(row))

    def _download(self, job: Job, row, file: BinaryIO) -> str:
        """The SHA-256 of the bytes, which are in `file` then, from its start."""
        digest, most, alive = hashlib.sha256(), LARGEST[row.kind], Heartbeat(self._db, job)
        with self._line.content(row.message_id) as answer:
            if told_length(answer) > most:
                raise TooLarge
            for piece in answer.stream(PIECE, decode_content=False):
                file.write(piece)
                digest.update(piece)
                if file.tell() > most:
                    raise TooLarge
                alive.beat()
        file.seek(0)
        return digest.hexdigest()

    def _still_of(self, row) -> bytes | None:
        """A film's small picture, if LINE has one; nothing depends on it."""
        if row.kind != "video":
            return None
        try:
            with self._line.content(row.message_id, preview=True) as answer, tempfile.TemporaryFile() as file:
                file.write(answer.read(MB))
                file.seek(0)
                return self._welcomer.poster(file)
        except LineFailed:
            return None

    def _keep(self, job: Job, row, digest: str, welcomed: Welcomed, thumbnail: bytes | None):
        """Row first: the blob's name is held before its bytes are in the store, so that somebody can always find them."""
        with self._db.transaction() as tx:
            blob = keeping.hold(tx, row.id, digest, facts_of(welcomed))
            if row.blob and (blob is None or blob.name != row.blob):  # an earlier attempt was given other bytes
                media.forget_later(tx, row.blob)
        if blob is None:
            return
        if blob.kept_at is None:
            self._put(job, blob.name, welcomed, thumbnail)
        with self._db.transaction() as tx:
            if not keeping.settle_kept(tx, row.id, blob.name, bool(thumbnail)):
                media.forget_later(tx, blob.name)
            job.done(tx)

    def _put(self, job: Job, name: str, welcomed: Welcomed, thumbnail: bytes | None):
        if thumbnail:
            with tempfile.TemporaryFile() as file:
                file.write(thumbnail)
                self._store.put(thumb_of(name), file, "image/jpeg")
        self._store.put(name, Beating(welcomed.file, Heartbeat(self._db, job)), welcomed.media_type)

    # How it may end otherwise

    def _let_go(self, job: Job, row):
        """It was taken away meanwhile; an attempt that was killed may have left bytes under its name."""
        with self._db.transaction() as tx:
            if row.blob and row.state not in media.LIVE:
                media.forget_later(tx, row.blob)
            job.done(tx)

    def _line_failed(self, job: Job, row, answer: Answer):
        if answer.status == 410:
            return self._unsent(job, row)
        if answer.status == 404 and self._db.now() - row.sent_at > EARLY:
            return self._end(job, row, "lost", answer.cause)
        self._once_more(job, row, answer.cause or answer.outcome)

    def _once_more(self, job: Job, row, cause: str):
        if self._db.now() - row.sent_at > PATIENCE:
            return self._end(job, row, "lost", cause)
        raise Later(min(2 ** (job.row.attempts - 1), LONGEST_PAUSE), cause)

    def _unsent(self, job: Job, row):
        with self._db.transaction() as tx:
            media.unsend(tx, row.line_user_id, row.message_id)
            job.done(tx)

    def _end(self, job: Job, row, state: str, cause: str):
        log.warning("media %d (%s): %s, %s", row.id, row.kind, state, cause)
        with self._db.transaction() as tx:
            if keeping.give_up(tx, row.id, state, cause):
                soon = tx.now + timedelta(seconds=TELL_AFTER)
                work.enqueue(tx, "tell_unkept", {"line_user_id": row.line_user_id}, run_at=soon)
            job.done(tx)


class Heartbeat:
    """Holds on to a job while bytes trickle in or out; ends what takes too long."""

    def __init__(self, db: Database, job: Job):
        self._db, self._job = db, job
        self._began = self._last = time.monotonic()

    def beat(self):
        now = time.monotonic()
        if now - self._began > LONGEST_DOWNLOAD:
            raise LineFailed(Answer("unknown", cause="too slow"))
        if now - self._last > HOLD_ON:
            self._last = now
            with self._db.transaction() as tx:
                self._job.hold_on(tx)


def told_length(answer) -> int:
    """Bytes, as far as the header tells; 0 if it does not."""
    told = answer.headers.get("content-length") or ""
    return int(told) if told.isdecimal() else 0


class Beating:
    """A file whose every reading is a sign of life: a film takes minutes to a bucket over a slow line."""

    def __init__(self, file: BinaryIO, alive: Heartbeat):
        self._file, self._alive = file, alive

    def read(self, size: int = -1) -> bytes:
        self._alive.beat()
        return self._file.read(size)

    def __getattr__(self, name: str):
        return getattr(self._file, name)


def facts_of(welcomed: Welcomed) -> dict:
    """The columns of Blob that are known before its bytes are kept."""
    return {
        "media_type": welcomed.media_type,
        "size": welcomed.size,
        "thumbnail": False,
        "width": welcomed.width,
        "height": welcomed.height,
        "taken_at": welcomed.taken_at or "",
        "latitude": welcomed.latitude,
        "longitude": welcomed.longitude,
    }


def thumb_of(name: str) -> str:
    return f"{name}/thumb"


def forgetter(db: Database, store):
    """The handler of the job "forget_bytes": removes bytes that no item holds on to. It never gives up."""

    def handle(job: Job):
        name = job.payload["blob"]
        with db.transaction() as tx:
            gone = keeping.let_go(tx, name)
        try:
            for one in (thumb_of(name), name) if gone else ():
                store.delete(one)
        except Exception as error:
            log.warning("bytes are not removed yet: %s", cause_of(error))
            raise Later(min(2**job.row.attempts, LONGEST_PAUSE), cause_of(error)) from None

    return handle
