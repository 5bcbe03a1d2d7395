"""Where the bytes of photos lie: the same promises by a folder and by a bucket, and what happens when either misbehaves."""

import errno
import gc
import io
import json
import os
import random
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot import photofolder
from bot import photostore as module
from bot.photostore import Bucket, Folder, Missing, StoreFailed, checked_place, opened
from tests.gcs_fake import CUT, LOST, SPOILT, Gcs

ROOT = Path(__file__).resolve().parent.parent.parent
NAME, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
MB = 1024 * 1024
PHOTO = random.Random(1).randbytes(300_000)  # every byte there is, in an order that no parser of text expects
FILM = random.Random(2).randbytes(9 * MB + 5)  # above the 8 MB that go in one call: three chunks
NOW = timedelta(0)


def put(store, content=PHOTO, name=NAME, media_type="image/jpeg") -> bool:
    return store.put(name, io.BytesIO(content), media_type)


def read(store, name=NAME) -> bytes:
    with store.open(name) as file:
        return file.read()


def is_there(store, name=NAME) -> bool:
    try:
        store.open(name).close()
    except Missing:
        return False
    return True


def python(script: str, *arguments, **more):
    """A process of its own, in which the script finds the store of MEDIA_URL as `store`."""
    start = "import io, os, sys\nfrom bot.photostore import opened\nstore = opened(sys.argv[1])\n"
    return subprocess.Popen([sys.executable, "-c", start + script, *map(str, arguments)], cwd=ROOT, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, **more)


# ---------------------------------------------------------------------- either of them


@pytest.mark.parametrize("content", [b"", b"x", PHOTO, FILM, FILM[:8 * MB]], ids=["empty", "a byte", "photo", "film", "2 chunks"])
def test_what_was_put_is_read(photostore, content):
    assert put(photostore, content) is True
    assert read(photostore) == content


def test_a_file_is_kept_from_its_start_wherever_it_stood(photostore):
    file = io.BytesIO(PHOTO)
    file.seek(1000)
    photostore.put(NAME, file, "image/jpeg")
    assert read(photostore) == PHOTO


def test_a_photo_and_its_thumbnail_lie_side_by_side(photostore):
    assert put(photostore)
    assert put(photostore, b"small", NAME + "/thumb")
    assert (read(photostore), read(photostore, NAME + "/thumb")) == (PHOTO, b"small")
    photostore.delete(NAME)
    assert read(photostore, NAME + "/thumb") == b"small"
    assert not is_there(photostore)


def test_an_object_is_a_file_that_can_be_read_from_anywhere(photostore):
    put(photostore, FILM)
    with photostore.open(NAME) as file:
        assert file.read(10) == FILM[:10]
        assert file.seek(-5, os.SEEK_END) == len(FILM) - 5
        assert file.read() == FILM[-5:]
        assert file.read(1) == b""
        file.seek(4 * MB - 3)
        assert file.read(7) == FILM[4 * MB - 3:4 * MB + 4]
        file.seek(-7, os.SEEK_CUR)
        assert file.tell() == 4 * MB - 3
        assert file.read() == FILM[4 * MB - 3:]
        file.seek(len(FILM) + 10)
        assert file.read() == b""
        with pytest.raises(OSError, match="Invalid argument"):
            file.seek(-1)


def test_what_is_not_there_is_missing(photostore):
    with pytest.raises(Missing):
        photostore.open(NAME)


def test_deleting_is_fine_when_it_is_gone_already(photostore):
    photostore.delete(NAME)
    put(photostore)
    photostore.delete(NAME)
    photostore.delete(NAME)
    assert not is_there(photostore)
    assert put(photostore, b"anew") is True


def test_a_store_in_good_order_says_nothing(photostore):
    photostore.check()
    assert photostore.tidy(NOW) == 0
    put(photostore)
    photostore.check()
    assert photostore.tidy(NOW) == 0
    assert is_there(photostore)


@pytest.mark.parametrize("name", ["", "x", NAME[:-1], NAME + "0", NAME.upper(), NAME + "\n", NAME + "/thumb/", NAME + "/small",
                                  f"../{NAME}", f"{NAME}/../{OTHER}", f"/{NAME}", NAME[:-1] + "/", NAME + "/thumb\n", "๐" * 32])
def test_no_other_names_are_taken(photostore, name):
    for act in (photostore.open, photostore.delete, lambda name: put(photostore, name=name)):
        with pytest.raises(ValueError, match="32 hex digits"):
            act(name)


# ---------------------------------------------------------------------- a name is written once


def test_a_name_that_is_taken_stays_as_it_was(strict_photostore):
    assert put(strict_photostore) is True
    assert put(strict_photostore, b"other") is False
    assert put(strict_photostore, FILM) is False
    assert read(strict_photostore) == PHOTO
    assert strict_photostore.tidy(NOW) == 0


def puts_at_once(store, contents) -> list:
    """What each of the threads was told."""
    told, together = [], threading.Barrier(len(contents))

    def one(content):
        together.wait()
        told.append((put(store, content), content))

    threads = [threading.Thread(target=one, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_of_two_at_once_one_is_first(strict_photostore):
    told = puts_at_once(strict_photostore, [FILM, FILM[::-1]])
    assert sorted(created for created, _ in told) == [False, True]
    assert read(strict_photostore) == dict(told)[True]
    assert strict_photostore.tidy(NOW) == 0


KILLED_HALFWAY = """
class Slow(io.BytesIO):
    def read(self, size=-1):
        if self.tell():
            print("half", flush=True)
            sys.stdin.read()
        return super().read(size)

store.put(sys.argv[2], Slow(bytes(9_500_000)), "video/mp4")
"""


def test_a_process_that_is_killed_leaves_no_object(strict_url):
    with python(KILLED_HALFWAY, strict_url, NAME) as process:
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
    store = opened(strict_url)
    assert not is_there(store)
    assert store.tidy(timedelta(hours=1)) == 0  # it may still be at work
    assert store.tidy(NOW) == (1 if store.kind == "folder" else 0)
    assert store.tidy(NOW) == 0
    assert put(store) is True
    assert read(store) == PHOTO


FLAT = """
import tracemalloc
size, path = int(sys.argv[3]), sys.argv[4]
os.truncate(path, size)
store.put("0" * 32, io.BytesIO(b"so that everything is imported"), "text/plain")
tracemalloc.start()
with open(path, "rb") as file:
    assert store.put(sys.argv[2], file, "video/mp4")
read = 0
with store.open(sys.argv[2]) as file:
    while piece := file.read(65536):
        read += len(piece)
assert read == size
print(tracemalloc.get_traced_memory()[1])
"""


@pytest.mark.parametrize(("strict_url", "size", "most"), [("folder", 200 * MB, 4 * MB), ("bucket", 32 * MB, 12 * MB)],
                         indirect=["strict_url"])
def test_a_film_does_not_fill_the_memory(strict_url, tmp_path, size, most):
    film = tmp_path / "film"
    film.touch()
    with python(FLAT, strict_url, NAME, size, film) as process:
        assert 0 < int(process.communicate()[0]) < most


# ---------------------------------------------------------------------- a folder


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "data" / "media")


def files(tmp_path) -> list[Path]:
    return sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_only_our_own_account_may_read(folder, tmp_path):
    before = os.umask(0)
    try:
        put(folder)
        put(folder, name=NAME + "/thumb")
    finally:
        os.umask(before)
    media = tmp_path / "data" / "media"
    assert files(tmp_path) == [media / "01" / NAME, media / "01" / f"{NAME}.thumb"]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert set(modes.values()) == {0o700, 0o600}
    assert {path for path, mode in modes.items() if mode == 0o600} == set(files(tmp_path))


def test_it_survives_a_power_cut_once_it_is_put(folder, tmp_path, monkeypatch):
    """As far as can be told without one: the file is flushed before it has a name, its folders after."""
    put(folder, name=OTHER)  # all folders but one are there
    done, sync, link = [], os.fsync, os.link
    monkeypatch.setattr(os, "fsync", lambda open_file: (done.append(os.readlink(f"/proc/self/fd/{open_file}")), sync(open_file)))
    monkeypatch.setattr(os, "link", lambda *names: (done.append("link"), link(*names)))
    put(folder)
    media = str(tmp_path / "data" / "media")
    assert [step.startswith(media + "/partial/") for step in done] == [False, True, False, False, False]
    assert [done[0], *done[2:]] == [media, "link", media + "/01", media]
    done.clear()
    assert put(folder) is False
    assert done[-2:] == [media + "/01", media]
    done.clear()
    folder.delete(NAME)
    assert done == [media + "/01"]


@pytest.mark.parametrize("step", ["fsync", "link", "mkdir"])
@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_is_full_or_broken_leaves_nothing(folder, tmp_path, monkeypatch, step, trouble):
    def fails(*_, **__):
        raise OSError(trouble, os.strerror(trouble), str(tmp_path))

    with monkeypatch.context() as broken:
        broken.setattr(os, step, fails)
        with pytest.raises(StoreFailed, match=os.strerror(trouble)) as failure:
            put(folder)
    assert str(tmp_path) not in str(failure.value)
    assert files(tmp_path) == []
    assert put(folder) is True
    assert read(folder) == PHOTO


@pytest.mark.parametrize("trouble", sorted(photofolder.NO_LINKS))
def test_without_hard_links_a_name_is_still_written_once(folder, monkeypatch, trouble):
    def fails(*_):
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(os, "link", fails)
    told = puts_at_once(folder, [FILM, FILM[::-1], PHOTO])
    assert sorted(created for created, _ in told) == [False, False, True]
    assert put(folder, b"late") is False
    assert read(folder) == next(content for created, content in told if created)
    assert folder.tidy(NOW) == 0


def test_a_shared_folder_that_cannot_flush_names_is_used_all_the_same(folder, monkeypatch):
    sync = os.fsync

    def fails(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fails)
    assert put(folder) is True
    assert read(folder) == PHOTO


def test_where_no_folder_can_be_the_store_says_so(tmp_path):
    (tmp_path / "media").write_text("a file")
    store = opened(str(tmp_path / "media"))
    for act in (store.check, lambda: put(store), lambda: store.open(NAME), lambda: store.delete(NAME)):
        with pytest.raises(StoreFailed, match="Not a directory|File exists") as failure:
            act()
        assert not isinstance(failure.value, Missing)


def test_a_disk_that_fails_while_it_is_read(folder, tmp_path):
    put(folder)
    for how in (lambda file: file.read(), lambda file: file.read(10)):
        with folder.open(NAME) as file:
            other = os.open(tmp_path, os.O_RDONLY)
            os.dup2(other, file.fileno())  # a folder cannot be read
            os.close(other)
            with pytest.raises(StoreFailed, match="Is a directory"):
                how(file)


def test_a_disk_that_is_nearly_full_is_said_before_it_is_full(folder, monkeypatch):
    folder.check()
    monkeypatch.setattr(photofolder, "LEAST_FREE", 2**70)
    with pytest.raises(StoreFailed, match=r"nearly full: \d+ MB are left"):
        folder.check()


def test_only_what_is_old_is_tidied_away(folder, tmp_path):
    folder.check()
    young, old = (tmp_path / "data" / "media" / "partial" / name for name in ("young", "old"))
    for path in (young, old):
        path.write_text("half")
    an_hour_ago = time.time() - 3600
    os.utime(old, (an_hour_ago, an_hour_ago))
    assert folder.tidy(timedelta(minutes=59)) == 1
    assert files(tmp_path) == [young]


# ---------------------------------------------------------------------- a bucket


@pytest.fixture
def bucket(gcs):
    return Bucket("a-bucket", "photos", read_again=0.01)


KEY = f"photos/{NAME}"


@pytest.mark.parametrize("content", [PHOTO, FILM], ids=["in one call", "in chunks"])
def test_what_google_is_told_of_an_object(gcs: Gcs, bucket, content):
    put(bucket, content, media_type="video/mp4")
    kept = gcs.objects[KEY]
    assert (kept.content, kept.told["contentType"], kept.told["cacheControl"]) == (content, "video/mp4", "private")
    assert gcs.calls[0].query["ifGenerationMatch"] == "0"
    assert kept.told["crc32c"]
    assert all(len(call.body) <= 4 * MB for call in gcs.calls)


def test_a_film_that_another_finished_first(gcs: Gcs, bucket):
    gcs.script = [None, None, lambda: gcs.put(KEY, b"first")]
    assert put(bucket, FILM) is False
    assert read(bucket) == b"first"


def test_a_412_for_another_reason_is_no_photo(gcs: Gcs, bucket):
    """An organisation's rules may forbid writing with the same number."""
    gcs.script = [412]
    with pytest.raises(StoreFailed, match="412") as failure:
        put(bucket)
    assert not isinstance(failure.value, Missing)


WAYS_TO_FAIL = [
    *[(PHOTO, 0, trouble) for trouble in (CUT, SPOILT, 400, 401, 403, 404, 408, 429, 500, 502, 503, 504)],
    *[(FILM, call, trouble) for call in (0, 1, 2, 3) for trouble in (CUT, 403, 503)],
    *[(FILM, call, SPOILT) for call in (1, 2, 3)],
]


@pytest.mark.parametrize(("content", "call", "trouble"), WAYS_TO_FAIL,
                         ids=lambda value: {id(PHOTO): "photo", id(FILM): "film"}.get(id(value)))
def test_half_an_upload_is_nothing(gcs: Gcs, bucket, content, call, trouble):
    gcs.script = [*[None] * call, trouble]
    with pytest.raises(StoreFailed) as failure:
        put(bucket, content)
    assert gcs.objects == {}
    assert not isinstance(failure.value, Missing)
    assert said_well(failure.value)
    assert put(bucket, content) is True
    assert read(bucket) == content


def said_well(failure: StoreFailed) -> bool:
    """One short sentence that names no object, no address and no file."""
    told = str(failure)
    return len(told) < 150 and NAME not in told and "http" not in told and "\n" not in told


@pytest.mark.parametrize(("content", "calls"), [(PHOTO, 0), (FILM, 3)], ids=["photo", "film"])
def test_when_only_the_answer_is_lost_the_object_is_there(gcs: Gcs, bucket, content, calls):
    gcs.script = [*[None] * calls, LOST]
    with pytest.raises(StoreFailed):
        put(bucket, content)
    assert put(bucket, content) is False
    assert read(bucket) == content


def test_google_kept_less_than_it_was_sent(gcs: Gcs, bucket, monkeypatch):
    monkeypatch.setattr(gcs, "_chunk", lambda call, bucket: (308, {"range": "bytes=0-262143"}, b""))
    with pytest.raises(StoreFailed):
        put(bucket, FILM)


def test_a_store_that_is_down_for_a_while(gcs: Gcs, bucket):
    put(bucket)
    gcs.down = 503
    for act in (bucket.check, lambda: put(bucket, name=OTHER), lambda: bucket.open(NAME), lambda: bucket.delete(NAME)):
        with pytest.raises(StoreFailed, match="503") as failure:
            act()
        assert not isinstance(failure.value, Missing)
        assert failure.value.status == 503
        assert said_well(failure.value)
    gcs.down = None
    bucket.check()
    assert put(bucket, name=OTHER) is True
    assert read(bucket) == PHOTO
    bucket.delete(NAME)
    assert not is_there(bucket)


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_reader_hardly_notices_a_hiccup(gcs: Gcs):
    bucket = opened("gs://a-bucket/photos")
    put(bucket)
    gcs.script = [503, None, CUT, 503]
    assert read(bucket) == PHOTO
    assert [call.query.get("alt") for call in gcs.calls[1:]] == [None, None, "media", "media", "media"]
    gc.collect()  # the library forgets to close a download that was refused and tried again; here nobody minds


@pytest.mark.parametrize("trouble", [CUT, 403, 404, 503])
def test_a_store_that_fails_while_it_is_read(gcs: Gcs, bucket, trouble):
    put(bucket, FILM)
    with bucket.open(NAME) as file:
        assert file.read(MB) == FILM[:MB]
        gcs.script = [trouble] * 40
        with pytest.raises(StoreFailed) as failure:
            file.read(1)
        assert said_well(failure.value)
        gcs.script = []
        assert file.read() == FILM[MB:]


def test_bytes_that_are_not_those_asked_for(gcs: Gcs, bucket, monkeypatch):
    put(bucket)
    with bucket.open(NAME) as file:
        gcs.put(KEY, b"short")
        with pytest.raises(StoreFailed, match="number of bytes"):
            file.read()


def test_a_bucket_that_is_not_there_has_lost_no_photos(gcs: Gcs):
    bucket = opened("gs://another-bucket")
    for act in (bucket.check, lambda: put(bucket), lambda: bucket.open(NAME), lambda: bucket.delete(NAME)):
        with pytest.raises(StoreFailed, match="404: is the bucket of MEDIA_URL spelt right") as failure:
            act()
        assert not isinstance(failure.value, Missing)


def test_rights_that_are_lacking_are_named(gcs: Gcs, bucket):
    gcs.rights = {"storage.objects.get", "storage.objects.list"}
    with pytest.raises(StoreFailed, match="not allow storage.objects.create, storage.objects.delete: .* Storage Object User"):
        bucket.check()


def test_nobody_answers(monkeypatch):
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", "http://127.0.0.1:9")  # "discard", where nobody listens
    bucket = Bucket("a-bucket", read_again=0.01)
    for act in (bucket.check, lambda: put(bucket), lambda: bucket.open(NAME), lambda: bucket.delete(NAME)):
        with pytest.raises(StoreFailed, match=r"could not be used \(ConnectionError\)") as failure:
            act()
        assert said_well(failure.value)


def test_a_store_that_is_silent_does_not_hold_up_the_readiness_page(gcs: Gcs, bucket, monkeypatch):
    asked_too_long = threading.Event()
    gcs.script = [asked_too_long.wait]
    monkeypatch.setattr(module, "PATIENCE_TO_CHECK", (1, 0.05))
    with pytest.raises(StoreFailed, match="ReadTimeout"):
        bucket.check()
    asked_too_long.set()
    assert sum(module.PATIENCE_TO_CHECK) <= 3


def test_every_call_has_a_time_limit(gcs: Gcs, bucket, monkeypatch):
    """Google's own are minutes, and it would try again for two."""
    import requests

    limits, ask = [], requests.Session.request
    monkeypatch.setattr(requests.Session, "request",
                        lambda *given, **more: (limits.append(more["timeout"]), ask(*given, **more))[1])
    for act in (bucket.check, lambda: put(bucket, FILM), lambda: put(bucket, FILM), lambda: read(bucket),
                lambda: bucket.delete(NAME), lambda: bucket.delete(NAME)):
        act()
    ours = {module.PATIENCE_TO_CHECK, module.PATIENCE_TO_READ, module.PATIENCE_TO_WRITE}
    assert len(limits) == len(gcs.calls)
    assert set(limits) == ours


def test_without_a_key_the_store_says_so(monkeypatch, tmp_path):
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "none.json"))
    with pytest.raises(StoreFailed, match="DefaultCredentialsError") as failure:
        opened("gs://a-bucket").check()
    assert said_well(failure.value)


def test_a_key_that_google_does_not_know(monkeypatch, tmp_path, gcs: Gcs):
    monkeypatch.delenv("STORAGE_EMULATOR_HOST")
    key = rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    account = {"type": "service_account", "client_email": "bot@example.com", "private_key": key, "token_uri": f"{gcs.url}/token"}
    (tmp_path / "key.json").write_text(json.dumps(account))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    gcs.script = [400]
    with pytest.raises(StoreFailed, match="RefreshError") as failure:
        opened("gs://a-bucket").check()
    assert said_well(failure.value)
    assert [call.path for call in gcs.calls] == ["/token"]


FORKED = """
assert store.put("0" * 32, io.BytesIO(b"before"), "image/jpeg")
child = os.fork()
if child == 0:
    os._exit(0 if store.put("1" * 32, io.BytesIO(b"child"), "image/jpeg") else 1)
assert os.waitpid(child, 0)[1] == 0
assert store.put("2" * 32, io.BytesIO(b"parent"), "image/jpeg")
for digit, content in (("0", b"before"), ("1", b"child"), ("2", b"parent")):
    with store.open(digit * 32) as file:
        assert file.read() == content
"""


def test_both_sides_of_a_fork_use_a_bucket_by_connections_of_their_own(gcs: Gcs):
    with python(FORKED, "gs://a-bucket", stderr=subprocess.PIPE) as process:
        assert process.communicate()[1] == ""
    assert process.returncode == 0
    before, child, parent = (call.connection for call in gcs.calls[:3])
    assert child != before
    assert parent == before


def test_many_threads_share_one_client(gcs: Gcs, bucket):
    names = [f"{number:032x}" for number in range(16)]
    threads = [threading.Thread(target=put, args=(bucket, PHOTO, name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(read(bucket, name) == PHOTO for name in names)


def test_google_is_not_imported_where_photos_lie_in_a_folder():
    script = "store.kind; opened('gs://a-bucket/photos'); assert not [name for name in sys.modules if name == 'google']"
    with python(script, "data/media") as process:
        process.communicate()
    assert process.returncode == 0


# ---------------------------------------------------------------------- MEDIA_URL


@pytest.mark.parametrize(("media_url", "folder"), [
    ("data/media", "data/media"), ("/srv/media", "/srv/media"), ("file:///srv/media", "/srv/media"),
    ("file:///srv/our%20media", "/srv/our media"), ("/srv/100%20", "/srv/100%20"), ("รูป", "รูป")])
def test_places_that_are_folders(media_url, folder):
    assert checked_place(media_url) == media_url
    store = opened(media_url)
    assert (store.kind, store._root) == ("folder", Path(folder))


@pytest.mark.parametrize(("media_url", "name", "prefix"), [
    ("gs://bucket", "bucket", ""), ("gs://bucket/", "bucket", ""), ("gs://my.bucket-1_x/photos", "my.bucket-1_x", "photos/"),
    ("gs://bucket/photos/", "bucket", "photos/"), ("gs://bucket/a/b.c", "bucket", "a/b.c/")])
def test_places_that_are_buckets(media_url, name, prefix):
    assert checked_place(media_url) == media_url
    store = opened(media_url)
    assert (store.kind, store._name, store._prefix) == ("bucket", name, prefix)


@pytest.mark.parametrize("media_url", ["", "  ", "s3://bucket", "http://example.com/media", "https://example.com", "gs:bucket",
                                       "gs://", "gs:///photos", "gs://Bucket", "gs://b", "gs://bucket//photos",
                                       "gs://bucket/../photos", "gs://bucket?x=1", "file://srv/media", "file:srv", "C:\\media",
                                       "gs://bucket\n", "azure://x"])
def test_other_places_are_refused_with_what_to_write_instead(media_url):
    for refuses in (checked_place, opened):
        with pytest.raises(ValueError, match=re.escape("use a folder (data/media")) as refusal:
            refuses(media_url)
        assert "\n" not in str(refusal.value)
