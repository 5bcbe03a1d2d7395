"""Where the bytes of photos, sounds, films and papers lie: a folder, or a bucket of Google Cloud Storage.

    store = opened(MEDIA_URL)
    store.put(name, file, media_type) -> bool   the whole of a seekable file; False if the name is taken
    store.open(name) -> BinaryIO                seekable, read in pieces; Missing
    store.delete(name), store.check(), store.tidy(older_than) -> int, store.kind

What both promise stands in bot/photofolder.py. Google's library is imported here and nowhere else, and only for a bucket:
it costs 0.2 s and 59 MB. Its manners that bite, each held by tests/media/test_photostore.py: four families of errors, words
that name objects, waits of minutes unless every call says otherwise, questions that nobody asked.
"""

import errno
import io
import os
import re
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from bot.photofolder import MB, Folder, Missing, StoreFailed, checked_name

__all__ = ["Bucket", "Folder", "Missing", "StoreFailed", "checked_place", "opened"]

BUCKET = re.compile(r"gs://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])((?:/\w[\w.-]*)*)/?", re.ASCII)  # Google: "Bucket names"
ELSEWHERE = re.compile(r"(?!file:///)[A-Za-z][A-Za-z0-9+.-]*:|\s*$")
PLACES = "use a folder (data/media, /srv/media, file:///srv/media) or a bucket (gs://bucket, gs://bucket/prefix)"

PIECE = 1 * MB  # read at once: most photos in one call, and a film does not fill the memory (our own default)
CHUNK = 4 * MB  # of a file above 8 MB, in quarters of a MB: the largest film, 250 MB, is 60 calls (our own default)
# Seconds (to connect, to wait for an answer), our own defaults. On a new connection urllib3 holds the sending to the first
# of the two as well, and the library sends up to 8 MB at once: 30 s are enough for that at 2 Mbit/s.
PATIENCE_TO_WRITE = (30, 60)
PATIENCE_TO_READ = (5, 20)
PATIENCE_TO_CHECK = (1.5, 1.5)  # the readiness page must answer within a few seconds
# The library asks for the bucket's own description in a thread of its own, which Storage Object User does not allow, and
# uploads have failed by it (google-cloud-python issues 17650, 18116). This is its switch, in the environment.
NO_SIDE_CALLS = ("DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA", "true")
READ_AGAIN = 3  # seconds for more attempts to read: a person is looking, and LINE fetches only once (our own default)

# What the role Storage Object User allows. Without `list` Google says 403 instead of 404 where nothing is.
RIGHTS = {f"storage.objects.{right}" for right in ("create", "get", "delete", "list")}
ADVICE = {
    403: ": this program's account needs the role Storage Object User on the bucket of MEDIA_URL",
    404: ": is the bucket of MEDIA_URL spelt right?",
}


def checked_place(media_url: str) -> str:
    """The same MEDIA_URL. Raises ValueError that says what to write instead; touches neither disk nor network."""
    if media_url.startswith("gs://"):
        if not BUCKET.fullmatch(media_url):
            raise ValueError(f"names no bucket that could exist; {PLACES}")
    elif ELSEWHERE.match(media_url):
        raise ValueError(f"is no place for photos; {PLACES}")
    return media_url


def opened(media_url: str) -> "Folder | Bucket":
    """The store there: one for a process, shared between threads. Raises ValueError as checked_place does."""
    bucket = BUCKET.fullmatch(checked_place(media_url))
    if bucket:
        return Bucket(bucket[1], bucket[2].lstrip("/"))
    is_url = media_url.startswith("file://")
    return Folder(Path(unquote(media_url.removeprefix("file://")) if is_url else media_url))


class Bucket:
    """Objects under a prefix. Google has an object whole or not at all, and drops unfinished uploads after a week."""

    kind = "bucket"

    def __init__(self, name: str, prefix: str = "", read_again: float = READ_AGAIN):
        """Touches nothing yet. Only reading is tried again here, for `read_again` seconds; the rest by the job queue."""
        self._name, self._prefix, self._read_again = name, f"{prefix}/" if prefix else "", read_again
        self._lock, self._client, self._process = threading.Lock(), None, 0

    def put(self, name: str, file: BinaryIO, media_type: str) -> bool:
        """Keeps the whole of a seekable file; False if the name is taken. Google compares its checksum with ours."""
        checked_name(name)
        size = file.seek(0, io.SEEK_END)
        manner = {"if_generation_match": 0, "checksum": "crc32c", "timeout": PATIENCE_TO_WRITE, "retry": None}
        try:
            with _google():
                blob = self._blob(name, CHUNK)
                blob.cache_control = "private"
                blob.upload_from_file(file, rewind=True, size=size, content_type=media_type, **manner)
        except StoreFailed as failure:
            if failure.status != 412:
                raise
            with suppress(Missing):  # an organisation's rules may say 412 as well: the name is taken only if it is there
                self._found(name)
                return False
            raise
        return True

    def open(self, name: str) -> BinaryIO:
        """Seekable, fetched in pieces; the caller closes it. Raises Missing or StoreFailed; reading raises StoreFailed."""
        blob = self._found(checked_name(name))
        return io.BufferedReader(_Pieces(partial(self._piece, blob), blob.size), PIECE)

    def delete(self, name: str) -> None:
        """Also fine when it is gone already."""
        checked_name(name)
        try:
            with _google():
                self._blob(name).delete(timeout=PATIENCE_TO_READ, retry=None)
        except StoreFailed as failure:
            if failure.status != 404:
                raise
            self.check()  # a bucket that is not there says 404 as well, and then nothing was erased

    def check(self) -> None:
        """For the readiness page: raises StoreFailed that says what is wrong. Rights on the prefix alone do not count."""
        with _google():
            held = self._bucket().test_iam_permissions(sorted(RIGHTS), timeout=PATIENCE_TO_CHECK, retry=None)
        lacking = ", ".join(sorted(RIGHTS - set(held)))
        if lacking:
            raise StoreFailed(f"Google Cloud Storage does not allow {lacking}{ADVICE[403]}", 403)

    def tidy(self, older_than: timedelta) -> int:
        """Nothing is ever left behind: what was not written to its end was never an object."""
        return 0

    def _found(self, name: str):
        """The object with its size. Raises Missing or StoreFailed."""
        try:
            with _google():
                blob = self._blob(name)
                blob.reload(timeout=PATIENCE_TO_READ, retry=self._again())
                return blob
        except StoreFailed as failure:
            if failure.status != 404:
                raise
        self.check()  # a bucket that is not there says 404 as well, and its photos are not lost
        raise Missing

    def _piece(self, blob, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`, all of them. Raises StoreFailed."""
        manner = {"checksum": None, "timeout": PATIENCE_TO_READ, "retry": self._again()}  # Google has none for a part
        with _google():
            piece = blob.download_as_bytes(start=start, end=end - 1, **manner)
        if len(piece) != end - start:
            raise StoreFailed("Google Cloud Storage gave another number of bytes than it was asked for")
        return piece

    def _again(self):
        from google.cloud.storage.retry import DEFAULT_RETRY

        return DEFAULT_RETRY.with_delay(initial=0.1, maximum=1.0).with_timeout(self._read_again)

    def _blob(self, name: str, chunk: int | None = None):
        return self._bucket().blob(self._prefix + name, chunk)

    def _bucket(self):
        """By a client of this process's own: gunicorn forks, and two processes must not share a connection."""
        from google.cloud import storage

        with self._lock:
            if self._process != os.getpid():
                os.environ.setdefault(*NO_SIDE_CALLS)
                self._client = storage.Client(project=None)  # no project: objects have none, only new buckets would
                self._process = os.getpid()
            return self._client.bucket(self._name)


class _Pieces(io.RawIOBase):
    """An object of `size` bytes as a file, of which `fetch(start, end)` gives a part."""

    def __init__(self, fetch, size: int):
        self._fetch, self._size, self._at = fetch, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))  # as a file on a disk does
        self._at = base + offset
        return self._at

    def readinto(self, room) -> int:
        end = min(self._at + len(room), self._size)
        if end <= self._at:
            return 0
        count = end - self._at
        room[:count] = self._fetch(self._at, end)
        self._at = end
        return count

    def readall(self) -> bytes:
        return b"".join(iter(partial(self.read, PIECE), b""))


@contextmanager
def _google():
    """Whatever the library, its sign-in and the network raise -> StoreFailed, in our words: theirs name the object."""
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError
    from google.resumable_media import DataCorruption, InvalidResponse

    try:  # OSError: all of requests'. ValueError: an upload of which Google kept less than was sent
        yield
    except (GoogleAPIError, GoogleAuthError, InvalidResponse, DataCorruption, OSError, ValueError) as error:
        raise _failure(error) from None


def _failure(error: Exception) -> StoreFailed:
    cause = getattr(error, "cause", None) or error  # what came last, where reading was tried again
    response = getattr(cause, "response", None)
    if response is None:
        return StoreFailed(f"Google Cloud Storage could not be used ({type(cause).__name__})")
    response.close()  # the library forgets to where a download was refused
    status = response.status_code
    return StoreFailed(f"Google Cloud Storage answers {status}{ADVICE.get(status, '')}", status)
