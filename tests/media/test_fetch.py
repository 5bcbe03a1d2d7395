"""What people send is ours in the end, once and whole, whatever LINE, the store or the machine do on the way; and they know."""

import base64
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.fetch import LARGEST, PIECE, Fetcher, forgetter, thumb_of
from bot.jobs import Jobs
from bot.line import Line
from bot.photostore import Missing, StoreFailed, opened
from bot.pictures import Welcomer
from models import media
from models.media import Blob, Media
from models.message import Message
from models.work import Job
from tests.gcs_fake import CUT, LOST, SPOILT
from tests.town import AUNT
from tests.wire import SECRET, TOKEN

ROOT = Path(__file__).resolve().parents[2]
MB = 1_000_000
LEASE_OVER = 130  # seconds: a job whose worker is silent for two minutes falls due again


def blobs(town) -> list:
    with town.db.reading() as tx:
        return tx.all(select(Blob.__table__))


def sends(town, kind="image", **more):
    """Sends it, and hears whose it is asked to be."""
    town.act(AUNT, do=kind, **more)
    town.skip_to_the_end(AUNT)


def later(town, rounds: int, seconds: int = 60):
    for _ in range(rounds):
        town.sim.post("/sim/clock", forward=seconds)
        town.go_round()


def is_there_once(town, pieces: int):
    """One item, kept, with its bytes in the store in so many pieces (a picture and a film have a small one beside them)."""
    (item,) = town.rows(Media)
    assert (item.state, item.cause) == ("kept", "")
    (blob,) = blobs(town)
    assert (blob.name, blob.kept_at is not None) == (item.blob, True)
    assert len(town.stored()) == pieces
    assert {row.state for row in town.rows(Job) if row.kind == "fetch"} == {"done"}


def pushes(town) -> list[str]:
    return [row.purpose for row in town.rows(Message) if row.kind == "push"]


# At LINE


def test_it_is_there_before_the_phone_is_put_away(aunt):
    sends(aunt)
    is_there_once(aunt, 2)


@pytest.mark.parametrize(
    ("knobs", "kind", "pieces"),
    [
        ({"content_202": 10}, "audio", 1),
        ({"content_202": 10}, "video", 2),
        ({"content_404": 2}, "image", 2),
        ({"content_fail": [500]}, "image", 2),
        ({"content_fail": [503, 502, 429, 401]}, "image", 2),
        ({"content_fail": ["half"]}, "image", 2),
        ({"content_fail": ["half"]}, "video", 2),
        ({"content_fail": ["drop", "drop"]}, "file", 1),
        ({"content_fail": ["lie"]}, "image", 2),
        ({"content_404": 2, "content_202": 3, "content_fail": ["drop", 500, "half"]}, "audio", 1),
    ],
    ids=lambda one: str(one).replace("content_", ""),
)
def test_what_line_does_on_a_bad_day(aunt, knobs, kind, pieces):
    aunt.sim.post("/sim/knobs", **knobs)
    sends(aunt, kind)
    later(aunt, 7, 130)
    later(aunt, 7, 1000)
    is_there_once(aunt, pieces)
    assert pushes(aunt) == []


def test_three_hundred_megabytes_are_refused_aloud(aunt):
    sends(aunt, "video", size=300 * MB)
    refused_as(aunt, "too_large", "วิดีโอที่ส่งเมื่อ 10:00 น. ใหญ่เกินไป")


def test_more_bytes_than_we_take_are_not_read_to_their_end(aunt, monkeypatch):
    """LINE need not tell the length, or may tell a wrong one."""
    monkeypatch.setattr("bot.fetch.told_length", lambda answer: 0)
    monkeypatch.setitem(LARGEST, "video", 3 * PIECE)
    sends(aunt, "video", size=3 * MB)
    refused_as(aunt, "too_large", "วิดีโอที่ส่งเมื่อ 10:00 น. ใหญ่เกินไป")


def refused_as(town, cause: str, words: str):
    (item,) = town.rows(Media)
    assert (item.state, item.cause) == ("refused", cause)
    later(town, 2)
    town(f"""
        < {words}
    """)
    later(town, 1)
    town("")  # it is said once
    assert (town.stored(), blobs(town)) == ([], [])


def test_what_line_has_no_more_is_lost_and_said_once(aunt):
    aunt.sim.post("/sim/knobs", content_404=1000)
    sends(aunt, "image", count=3)
    later(aunt, 10, 300)
    assert {row.state for row in aunt.rows(Media)} == {"waiting"}
    later(aunt, 4, 1000)  # the pauses have grown to a quarter of an hour
    assert {row.state for row in aunt.rows(Media)} == {"lost"}
    assert pushes(aunt) == ["not_kept"]
    aunt("""
        < รูปที่ส่งเมื่อ 10:00 น. รับจากไลน์ไม่ได้
    """)


def test_unsent_before_it_was_fetched(aunt):
    aunt.sim.post("/sim/knobs", content_404=1)
    sends(aunt)
    aunt.act(AUNT, do="unsend")
    later(aunt, 3)
    assert [row.state for row in aunt.rows(Media)] == ["unsent"]
    assert aunt.stored() == []


def test_unsent_and_line_says_410_before_it_tells_us(aunt, monkeypatch):
    aunt.sim.post("/sim/knobs", content_404=1)
    sends(aunt)
    monkeypatch.setattr("bot.inbox.take_back", lambda *_: None)
    aunt.act(AUNT, do="unsend")
    later(aunt, 3)
    assert [row.state for row in aunt.rows(Media)] == ["unsent"]
    assert pushes(aunt) == []  # they know


@pytest.mark.parametrize(
    ("data", "cause", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "not_media", "เปิดไม่ได้ หรือไม่ใช่รูป เสียง วิดีโอ PDF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "not_media", "เปิดไม่ได้ หรือไม่ใช่รูป เสียง วิดีโอ PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "broken", "เปิดไม่ได้ อาจเสียระหว่างทาง"),
    ],
    ids=["html", "svg", "truncated"],
)
def test_what_is_not_what_it_says_is_kept_out_with_a_word(aunt, data, cause, words):
    sends(aunt, "image", base64=base64.b64encode(data).decode())
    refused_as(aunt, cause, words)


# A fetcher of the test's own, so that either store can be its store and it can die where the test says


class Died(BaseException):
    """No `except Exception` of ours stops it, as none stops a kill."""


class Fetching:
    """One item that waits to be fetched, and the fetchers that try."""

    def __init__(self, town, store):
        self.town, self.store = town, store
        town.sim.post("/sim/knobs", content_404=1)  # the town's own app, whose store is another, gets nothing
        sends(town)

    def attempts(self, most: int, seconds: int = LEASE_OVER):
        """So many processes, one after the other; each may die."""
        for _ in range(most):
            self.town.sim.post("/sim/clock", forward=seconds)
            line = Line(SECRET, TOKEN, self.town.sim.url)
            with suppress(Died):
                Jobs(self.town.db, {"fetch": Fetcher(self.town.db, line, self.store, Welcomer())}).run_one()

    def is_whole(self):
        (item,), (blob,) = self.town.rows(Media), blobs(self.town)
        assert (item.state, item.blob) == ("kept", blob.name)
        with self.store.open(blob.name) as file, self.store.open(thumb_of(blob.name)) as small:
            assert len(file.read()) == blob.size
            assert small.read(2) == b"\xff\xd8"


@pytest.fixture
def fetching(aunt, strict_photostore):
    return Fetching(aunt, strict_photostore)


def test_a_store_that_is_away_for_a_while(fetching, monkeypatch):
    away = [StoreFailed("it is away")] * 12
    real = type(fetching.store).put

    def put(store, *what):
        if away:
            raise away.pop()
        return real(store, *what)

    monkeypatch.setattr(type(fetching.store), "put", put)
    fetching.attempts(6, 1000)
    assert [row.state for row in fetching.town.rows(Media)] == ["waiting"]
    fetching.attempts(8, 1000)
    fetching.is_whole()
    assert pushes(fetching.town) == []


@pytest.mark.parametrize("trouble", [503, 403, CUT, LOST, SPOILT], ids=str)
def test_a_bucket_on_a_bad_day(aunt, gcs, trouble):
    fetching = Fetching(aunt, opened("gs://a-bucket/photos"))
    gcs.script += [trouble, None, trouble] if trouble is not LOST else [LOST, LOST]
    fetching.attempts(5, 1000)
    fetching.is_whole()


STEPS = ("download", "welcome", "hold", "put", "settle")
PLACES = {
    "download": "bot.fetch.Fetcher._download",
    "welcome": "bot.pictures.Welcomer.welcome",
    "hold": "models.keeping.hold",
    "settle": "models.keeping.settle_kept",
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_death_before_and_after_each_step(fetching, monkeypatch, step, when):
    """`put` dies twice: at the small picture, and at the large one."""
    deaths = [when] * (2 if step == "put" else 1)
    owner = type(fetching.store) if step == "put" else found(PLACES[step])
    name = "put" if step == "put" else PLACES[step].rpartition(".")[2]
    monkeypatch.setattr(owner, name, dying(getattr(owner, name), deaths))
    fetching.attempts(4)
    assert deaths == []
    fetching.is_whole()


def found(path: str):
    """The class or module that holds what the path names."""
    module, _, name = path.rpartition(".")[0].rpartition(".")
    __import__(module)
    return getattr(sys.modules[module], name)


def dying(real, deaths: list):
    def step(*args, **more):
        if deaths[:1] == ["before"]:
            deaths.pop()
            raise Died
        result = real(*args, **more)
        if deaths[:1] == ["after"]:
            deaths.pop()
            raise Died
        return result

    return step


def test_taken_back_while_its_bytes_are_on_the_way_to_the_store(fetching, monkeypatch):
    """The put comes after the removal; the fetcher that finds itself unwanted sees to it that the bytes go."""
    town, real = fetching.town, type(fetching.store).put

    def put(store, *what):
        with town.db.transaction() as tx:
            media.take_away(tx, Media.line_user_id == AUNT, "unsent")
        Jobs(town.db, {"forget_bytes": forgetter_of(fetching)}).run_one()
        return real(store, *what)

    monkeypatch.setattr(type(fetching.store), "put", put)
    fetching.attempts(1)
    monkeypatch.undo()
    jobs = Jobs(town.db, {"forget_bytes": forgetter_of(fetching)})
    name = town.rows(Media)[0].blob
    while jobs.run_one():
        pass
    for one in (name, thumb_of(name)):
        with pytest.raises(Missing):
            fetching.store.open(one)
    assert blobs(town) == []


def forgetter_of(fetching):
    return forgetter(fetching.town.db, fetching.store)


def test_a_clock_that_is_killed_in_the_middle_of_a_download(aunt, line_on_a_laptop):
    """A real process and a real kill -9, while LINE keeps it waiting; another clock finds what it left."""
    aunt.sim.post("/sim/knobs", content_404=1)
    sends(aunt, "video", size=20 * MB)
    aunt.sim.post("/sim/clock", forward=60)
    aunt.sim.post("/sim/knobs", content_delay_ms=60_000)
    calls = len(content_calls(aunt))
    clock, settings = [sys.executable, "-m", "flask", "clock", "--once"], environment(aunt, line_on_a_laptop)
    process = subprocess.Popen(clock, cwd=ROOT, env=settings, stderr=subprocess.DEVNULL)
    wait_until(process, lambda: [row.attempts for row in aunt.rows(Job) if row.kind == "fetch"] == [2])
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    aunt.sim.post("/sim/knobs", content_delay_ms=0)
    assert aunt.stored() == []
    later(aunt, 1, LEASE_OVER)
    is_there_once(aunt, 2)
    assert calls < len(content_calls(aunt))


def content_calls(town) -> list:
    return [call for call in town.sim.get("/sim/calls?after=0")["calls"] if "/content" in call["path"]]


def environment(town, line_on_a_laptop) -> dict:
    sim, clock = line_on_a_laptop
    return {
        **os.environ,
        "FLASK_APP": "app",
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE": sim.url,
        "DATABASE_URL": town.db.engine.url.render_as_string(hide_password=False),
        "CLOCK_OFFSET_FILE": str(clock),
        "MEDIA_URL": str(town.installation.media),
    }


def wait_until(process, there):
    """Looks at what another process does, for as long as it may take on a busy machine."""
    for _ in range(600):
        if there():
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    raise AssertionError("it never came to that")


def test_a_full_disk_for_hours_loses_nothing(fetching, monkeypatch):
    """Whatever else goes wrong is ours: it is tried again for as long as everything else."""
    full = [OSError(28, "No space left on device")] * 20

    def download(self, *_):
        raise full.pop()

    with monkeypatch.context() as broken:
        broken.setattr(Fetcher, "_download", download)
        fetching.attempts(20, 1000)
    assert full == []
    fetching.attempts(1, 1000)
    fetching.is_whole()


def test_unsent_during_its_download_leaves_no_trace_of_its_bytes(fetching, monkeypatch):
    town, real = fetching.town, Fetcher._download

    def download(self, *what):
        digest = real(self, *what)
        with town.db.transaction() as tx:
            media.take_away(tx, Media.line_user_id == AUNT, "unsent")
        return digest

    monkeypatch.setattr(Fetcher, "_download", download)
    fetching.attempts(2)
    assert ([row.state for row in town.rows(Media)], blobs(town)) == (["unsent"], [])


def test_what_is_lost_half_way_into_the_store_leaves_nothing_there(fetching, monkeypatch):
    """The small picture went in, the large one never; after a week it is given up, and the small one goes too."""
    town, real = fetching.town, type(fetching.store).put

    def put(store, name, *what):
        if "/" not in name:
            raise StoreFailed("it is full")
        return real(store, name, *what)

    monkeypatch.setattr(type(fetching.store), "put", put)
    fetching.attempts(2)
    (item,) = town.rows(Media)
    fetching.attempts(1, 8 * 86400)
    monkeypatch.undo()
    jobs = Jobs(town.db, {"forget_bytes": forgetter_of(fetching)})
    while jobs.run_one():
        pass
    assert ([row.state for row in town.rows(Media)], blobs(town)) == (["lost"], [])
    with pytest.raises(Missing):
        fetching.store.open(thumb_of(item.blob))


# The same picture twice


def test_the_same_picture_twice_is_stored_once_and_noted(aunt):
    one = base64.b64encode((ROOT / "docs/pictures/register.png").read_bytes()).decode()
    sends(aunt, base64=one)
    sends(aunt, base64=one)
    first, second = aunt.rows(Media)
    assert (first.blob, second.same_as, first.same_as) == (second.blob, first.id, None)
    assert len(aunt.stored()) == 2
    with aunt.db.transaction() as tx:  # one of them goes: the other keeps its bytes
        media.take_away(tx, Media.id == first.id, "unsent")
    later(aunt, 1)
    assert len(aunt.stored()) == 2
    with aunt.db.transaction() as tx:
        media.take_away(tx, Media.id == second.id, "unsent")
    later(aunt, 1)
    assert (aunt.stored(), blobs(aunt)) == ([], [])
