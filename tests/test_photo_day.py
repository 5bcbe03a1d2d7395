"""Photos in a browser, on everything that `make run` starts: five at once, a voice and a place in one visit."""

from datetime import UTC, datetime

import orjson
import pytest
import requests

from bot.settings import read_settings
from models.db import Database
from models.vault import Vault
from tests import whole_day
from tests.buckets import emulator_url, make_bucket
from tests.factories import volunteer
from tests.phones import Desk
from tests.town import OFFICER

__all__ = ["emulator_url"]

VISIT = """
    > (เพิ่มเพื่อน)
    < สวัสดีค่ะ
    < อยากทำอะไรคะ
    > เยี่ยมบ้าน
    < ไปเยี่ยมใครคะ
    > ยายคำ ใจดี 79 ปี
    < บ้านเลขที่เท่าไรคะ
    > 12/3
    < ในบ้านอยู่กันกี่คนคะ
    > [1 คน]
    < ยายคำ ใจดี อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < พบปัญหาอะไรบ้างคะ
    > บ้านพัง
    < ถ่ายรูปไว้เป็นหลักฐานไหมคะ
    > (รูป 5)
    < ได้รับรูปที่ 1 จาก 5 แล้วค่ะ
    < ได้รับรูปที่ 2 จาก 5 แล้วค่ะ
    < ได้รับรูปที่ 3 จาก 5 แล้วค่ะ
    < ได้รับรูปที่ 4 จาก 5 แล้วค่ะ
    < ได้รับรูปครบ 5 รูปแล้วค่ะ
    > [ส่งครบแล้ว]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > (เสียง)
    < ได้รับเสียงแล้วค่ะ
    > (ตำแหน่ง 18.71,99.56)
    < ได้ตำแหน่งบ้านแล้วค่ะ
    > ไม่มี
    < วันนี้ช่วยอะไรไปบ้างคะ
    > 1
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [ไม่ต้องนัด]
    < ได้รับ รูป 5 · เสียง 1 · ตำแหน่งบ้าน แล้ว ส่งเพิ่มได้เลยค่ะ
    > [ถูกต้อง บันทึกเลย]
    < เก็บ รูป 5 · เสียง 1 ไว้ด้วยแล้ว
"""
LOOK = """
    คุณอร: > (เพิ่มเพื่อน)
    คุณอร: < สวัสดีค่ะ
    คุณอร: < อยากทำอะไรคะ
    คุณอร: > (PC)
    คุณอร: > การเยี่ยมล่าสุด
    คุณอร: < เปิดดูครั้งไหนคะ
    คุณอร: > 1
    คุณอร: < ยายคำ ใจดี (ย
    คุณอร: < รูป 5 · เสียง 1
"""
LOADED = "all => Promise.all(all.map(one => one.decode().then(() => one.naturalWidth > 100))).then(each => each.every(Boolean))"


@pytest.fixture(params=["folder", "bucket"])
def running(request, tmp_path):
    """`make run` with a volunteer and an officer, its photos in a folder, or in a bucket of Google's emulator."""
    more, objects = {}, lambda: [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    if request.param == "bucket":
        url = request.getfixturevalue("emulator_url")
        bucket = make_bucket(url)
        more = {"MEDIA_URL": f"gs://{bucket}/photos", "STORAGE_EMULATOR_HOST": url}
        objects = lambda: requests.get(f"{url}/storage/v1/b/{bucket}/o", timeout=10).json()["items"]  # noqa: E731
    with whole_day.make_run(tmp_path, **more) as made:
        names = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "LINE_API_BASE", "DATABASE_URL", "DATA_KEY")
        settings = read_settings({name: made.environment[name] for name in names})
        db = Database(settings.database_url, Vault(settings.data_key.get_secret_value()), lambda: datetime.now(UTC))
        volunteer(db)
        db.close()
        made.flask("people", "grant", OFFICER, "--role", "officer", "--area", "52")
        yield made, objects


def test_five_photos_a_voice_and_a_place_in_one_visit(running, page):
    made, objects = running
    desk = Desk(page, made.address)
    desk(VISIT)
    desk(LOOK)
    officer = desk.phones["คุณอร"]
    assert officer.said.last.locator("img").evaluate_all(LOADED)
    with page.context.expect_page() as opened:
        officer.tap("เปิดดูทั้งหมด")
    see(opened.value)
    (visit,) = map(orjson.loads, made.flask("export", "visits").splitlines())
    photos = list(map(orjson.loads, made.flask("export", "photos").splitlines()))
    assert [one["kind"] for one in visit["photos"]] == ["image"] * 5 + ["audio"]
    assert [(one["state"], one["visit_no"], one["sha256"]) for one in photos] == [
        ("kept", visit["visit_no"], one["sha256"]) for one in visit["photos"]]
    assert len(objects()) == 11  # five pictures, each with a small one, and a voice
    assert "11 objects found, 0 missing" in made.flask("media", "check")


def see(album):
    """The page that the officer's link opens."""
    album.wait_for_load_state("networkidle")
    assert album.locator("h1").inner_text() == "ยายคำ ใจดี"
    assert album.locator("img").count() == 5
    assert album.locator("img").evaluate_all(LOADED)
    assert album.locator("audio").evaluate("sound => new Promise(done => {"
                                           " sound.onloadedmetadata = () => done(sound.duration > 1); sound.load() })")
    assert album.locator("a", has_text="เปิดแผนที่").get_attribute("href") == "https://www.google.com/maps?q=18.710000,99.560000"
    album.locator("img").first.click()
    album.wait_for_load_state("networkidle")
    assert album.locator("img").evaluate("image => image.naturalWidth") == 640
