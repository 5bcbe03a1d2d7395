"""Thirty photos at once, in real threads; every event three times; a photo that was told of and taken again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app import create_app
from bot.senders import Senders
from models.media import Blob, Media
from models.work import Job
from tests.town import AUNT, settings_for
from thai.places import Gazetteer

SETS = ({"do": "image", "count": 20}, {"do": "image", "count": 10})


class Patient(Senders):
    """Threads that a test can wait for."""

    def __init__(self, *threads):
        super().__init__(*threads)
        self.given = []

    def later(self, work, *args) -> bool:
        self.given.append(self._pool.submit(work, *args))
        return True

    def wait(self):
        for one in self.given:
            one.result(timeout=60)


@pytest.fixture
def threaded(aunt, port, line_on_a_laptop, monkeypatch):
    """The town with an app that fetches as in production: four threads, beside those that answer."""
    places, threads = Gazetteer(), Patient(4)
    monkeypatch.setattr("bot.desk.Gazetteer", lambda: places)
    url = aunt.db.engine.url.render_as_string(hide_password=False)
    port[0].app = create_app(settings_for(url, *line_on_a_laptop), db=aunt.db, senders=threads)
    yield aunt, threads
    port[0].app = aunt.app


def test_thirty_at_once_are_there_once_each(threaded):
    town, threads = threaded
    town.sim.post("/sim/knobs", content_delay_ms=20, deliver_twice=True)
    with ThreadPoolExecutor(2) as hands:
        deliveries = list(hands.map(lambda one: town.act(AUNT, **one)["deliveries"], SETS))
    assert {one["status"] for some in deliveries for one in some} == {200}
    threads.wait()
    town.go_round()
    items = town.rows(Media)
    assert [row.state for row in items] == ["kept"] * 30
    with town.db.reading() as tx:
        names = [row.name for row in tx.all(select(Blob.__table__))]
    assert sorted(row.blob for row in items) == sorted(names)
    assert len(town.stored()) == 60
    assert {row.state for row in town.rows(Job) if row.kind == "fetch"} == {"done"}
    told = "\n".join(town.chat())
    assert "ได้รับรูปครบ 20 รูปแล้วค่ะ" in told
    assert "ได้รับรูปครบ 10 รูปแล้วค่ะ" in told


def test_an_event_that_comes_again_brings_no_second_photo(aunt):
    (one,) = aunt.act(AUNT, do="image")["deliveries"]
    for _ in range(2):
        aunt.sim.post("/sim/redeliver", webhookEventId=one["webhookEventId"])
    aunt.skip_to_the_end(AUNT)
    assert [row.state for row in aunt.rows(Media)] == ["kept"]


def test_a_photo_whose_turn_failed_is_taken_once_the_bug_is_mended(aunt, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("bot.photos.refusal", lambda *_: 1 / 0)
        aunt("""
            > (รูป)
            < ขอโทษค่ะ ระบบขัดข้อง
        """)
    assert aunt.rows(Media) == []
    aunt("""
        ~ 1 วัน
        > เยี่ยมบ้าน
        < เยี่ยมบ้านใครคะ
    """)
    aunt.flask("events", "retry")
    aunt.go_round()
    aunt("""
        < ได้รับรูปแล้วค่ะ พิมพ์ “ทำต่อ” เพื่อบอกว่าของบ้านไหนนะคะ
        < เยี่ยมบ้านใครคะ
    """)  # not filed with the visit that happens to be open, and not asked where nobody would see it
    assert [(row.state, row.visit_id) for row in aunt.rows(Media)] == [("kept", None)]
    aunt("""
        > 1
        < ครั้งก่อนเยี่ยมเมื่อ
        < เหมือนครั้งก่อนไหมคะ
    """)


def test_the_store_of_a_grown_installation_is_checked_and_moved(aunt, tmp_path):
    aunt.act(AUNT, do="image")
    aunt.skip_to_the_end(AUNT)
    assert "2 objects found, 0 missing" in aunt.flask("media", "check")
    target = str(tmp_path / "elsewhere")
    assert "2 objects copied, 0 were there, 0 missing here" in aunt.flask("media", "copy", target)
    assert "0 objects copied, 2 were there, 0 missing here" in aunt.flask("media", "copy", target)
    next(file for file in aunt.installation.media.rglob("*") if file.is_file()).unlink()
    assert "1 objects found, 1 missing" in aunt.refused("media", "check")
    assert "use a folder" in aunt.refused("media", "copy", "s3://bucket")


def test_readyz_says_that_the_store_cannot_be_written(aunt):
    aunt.go_round()
    client = aunt.app.test_client()
    assert client.get("/readyz").status_code == 200
    aunt.installation.media.mkdir(exist_ok=True)
    for file in aunt.installation.media.iterdir():
        file.rmdir() if file.is_dir() else file.unlink()
    aunt.installation.media.rmdir()
    aunt.installation.media.write_text("a file stands where the folder should be")
    answer = client.get("/readyz")
    aunt.installation.media.unlink()
    assert answer.status_code == 503
    assert [wrong for wrong in answer.json["wrong"] if wrong.startswith("storage: the folder of MEDIA_URL")]
