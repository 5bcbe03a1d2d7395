"""Photos in a folder, and what a folder and a bucket (bot/photostore.py) have in common: names and failures.

A name is written once and never overwritten. An object is there whole or not at all, and once `put` has returned a power
cut does not take it away. What goes wrong is StoreFailed; whether and when it is tried again is the job queue's decision.
`put` may also fail because only the answer was lost: the object is there then, and the next `put` says False.
"""

import errno
import fcntl
import io
import os
import re
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

NAME = re.compile(r"[0-9a-f]{32}(/thumb)?")  # made by the caller, by chance, so that no two are ever the same
MB = 1024 * 1024
COPIED = 1 * MB  # at once, so that a film does not fill the memory (our own default)
LEAST_FREE = 300 * MB  # less counts as full: there must be room for one more of the largest films, 250 MB (our own default)
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}  # what exFAT and some shared folders say to link(2)
NO_FLUSH = {errno.EINVAL, errno.ENOTSUP}  # what some shared folders say to fsync(2) of a folder


class StoreFailed(Exception):
    """The store could not do it now; nothing half-written is there, and the same may be tried again.

    str() is a sentence for an operator and names no object; `status` is HTTP's, 0 where there was none.
    """

    def __init__(self, said: str, status: int = 0):
        super().__init__(said)
        self.status = status


class Missing(StoreFailed):
    """There is no such object."""

    def __init__(self):
        super().__init__("there is no such object")


def checked_name(name: str) -> str:
    """The same name. Raises ValueError for any that is not 32 hex digits, or those and "/thumb"."""
    if not NAME.fullmatch(name):
        raise ValueError("the name of an object is 32 hex digits, and perhaps /thumb")
    return name


@contextmanager
def disk():
    """OSError -> StoreFailed in the system's words, without the path."""
    try:
        yield
    except OSError as error:
        raise StoreFailed(f"the folder of MEDIA_URL: {error.strerror or type(error).__name__}") from None


class Folder:
    """Files that only this program's account may read, spread over 256 folders so that none gets too long to list.

    A file is written to `partial/` and flushed, and only then linked to its name, which fails where the name is taken.
    """

    kind = "folder"

    def __init__(self, root: Path):
        self._root, self._partial = root, root / "partial"

    def put(self, name: str, file: BinaryIO, media_type: str) -> bool:
        """Keeps the whole of a seekable file; False if the name is taken. A folder does not keep the media type."""
        path = self._path(name)
        file.seek(0)
        with disk():
            _make(path.parent)
            _make(self._partial)
            created = self._written(file, path)
            _flush(path.parent)  # also where another was first: whoever hears False relies on the object just the same
            _flush(self._root)
        return created

    def open(self, name: str) -> BinaryIO:
        """Seekable; the caller closes it. Raises Missing or StoreFailed; reading raises StoreFailed."""
        path = self._path(name)
        with disk(), suppress(FileNotFoundError):
            return io.BufferedReader(_File(path))
        raise Missing

    def delete(self, name: str) -> None:
        """Also fine when it is gone already."""
        path = self._path(name)
        with disk(), suppress(FileNotFoundError):
            path.unlink()
            _flush(path.parent)  # what was erased must not come back after a power cut

    def check(self) -> None:
        """For the readiness page: raises StoreFailed that says what is wrong."""
        with disk():
            _make(self._partial)
            with tempfile.TemporaryFile(dir=self._partial) as trial:
                trial.write(b"may we write here?")
            free = shutil.disk_usage(self._root).free
        if free < LEAST_FREE:
            raise StoreFailed(f"the disk of MEDIA_URL is nearly full: {free // MB} MB are left")

    def tidy(self, older_than: timedelta) -> int:
        """Removes what a killed process left half-written; gives how many files that were."""
        # The machine's clock, not the program's: it is the one that the files were stamped by.
        oldest, removed = time.time() - older_than.total_seconds(), 0
        for path in self._partial.glob("*"):
            with disk(), suppress(FileNotFoundError):  # its `put` came to an end while we looked
                if path.stat().st_mtime <= oldest:
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, name: str) -> Path:
        # A file cannot be a folder as well: what is "…/thumb" to the caller is "….thumb" on the disk.
        return self._root / checked_name(name)[:2] / name.replace("/", ".")

    def _written(self, file: BinaryIO, path: Path) -> bool:
        descriptor, partial = tempfile.mkstemp(dir=self._partial)
        try:
            with open(descriptor, "wb") as out:
                shutil.copyfileobj(file, out, COPIED)
                out.flush()
                os.fsync(descriptor)
            return self._named(partial, path)
        finally:
            Path(partial).unlink(missing_ok=True)

    def _named(self, partial: str, path: Path) -> bool:
        try:
            os.link(partial, path)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            return self._renamed(partial, path)
        return True

    def _renamed(self, partial: str, path: Path) -> bool:
        """Where there are no hard links. Renaming would overwrite, so one process at a time looks and then renames."""
        with _opened(self._partial) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # let go when it is closed, or when its process dies
            if path.exists():
                return False
            os.rename(partial, path)
            return True


class _File(io.FileIO):
    """A disk that fails while it is read is StoreFailed too: Pillow would take an OSError for a spoilt photo."""

    def readinto(self, room) -> int:
        with disk():
            return super().readinto(room)

    def readall(self) -> bytes:
        with disk():
            return super().readall()


def _make(folder: Path):
    """The folder and those above it, each on the disk before anything is put into it."""
    if not folder.is_dir():
        _make(folder.parent)
        with suppress(FileExistsError):  # another thread was first; or a file is in the way, as the next step will say
            folder.mkdir(mode=0o700)
        _flush(folder.parent)


def _flush(folder: Path):
    """The names in the folder, to the disk; where that cannot be done there is no other way."""
    with _opened(folder) as descriptor:
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in NO_FLUSH:
                raise


@contextmanager
def _opened(folder: Path):
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
