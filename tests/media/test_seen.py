"""Who sees what people sent: officers of the area, by links that are signed, fresh and their own. Nobody else learns anything."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cards import card_token
from bot.links import LIVES, Links
from bot.person import person
from handlers.photos import COOKIE
from models import household, keeping, media, people
from models.audit import Audit
from models.household import Household
from models.media import Blob, Media
from tests import transcript
from tests.factories import home, visited, volunteer
from tests.town import AUNT, OFFICER, UNCLE

REFUSED = "ลิงก์นี้ใช้ไม่ได้แล้ว"
SECRET = "a secret only for laptops and tests"  # bot/settings.py, LAPTOP


@pytest.fixture
def town(aunt):
    """A visit with a picture, a voice and a paper; คุณอร is the officer of the province."""
    aunt("""
        > เพิ่มรูป
        < ส่งรูปของ ยายคำ ใจดี (ย6911-00001) ได้เลยค่ะ
        > (รูป)
        < ได้รับรูปแล้วค่ะ
        > (เสียง)
        < ได้รับเสียงแล้วค่ะ
        > (ไฟล์)
        < ได้รับเอกสารแล้วค่ะ
        > ครบ
        < เก็บรูป 1 · เสียง 1 · เอกสาร 1 ไว้กับ
    """)
    aunt.grant_officer("52")
    aunt("""
        คุณอร: > (เพิ่มเพื่อน)
        คุณอร: < สวัสดีค่ะ
        คุณอร: < อยากทำอะไรคะ
    """)
    return aunt


def gallery(town) -> dict:
    """The message with the small pictures, as คุณอร gets it."""
    town("""
        คุณอร: > การเยี่ยมล่าสุด
        คุณอร: < เปิดดูครั้งไหนคะ
        คุณอร: > 1
        คุณอร: < ยายคำ ใจดี (ย6911-00001)
        คุณอร: < รูป 1 · เสียง 1 · เอกสาร 1
    """)
    items = town.sim.get(f"/sim/people/{OFFICER}/chat?after=0")["items"]
    told = [item["message"] for item in items if item["from"] == "bot"]
    return next(message for message in reversed(told) if "เปิดดูทั้งหมด" in transcript.told(message))


def links_in(message: dict) -> list[str]:
    return re.findall(r"https://thuengbaan\.example(/[^\"']+)", str(message))


def way_in(town) -> str:
    return next(link for link in links_in(gallery(town)) if link.startswith("/photos/"))


@pytest.fixture
def browser(town):
    """A browser that keeps cookies as one does for https."""
    return town.app.test_client()


def get(browser, link, **headers):
    return browser.get(link, headers=headers, base_url="https://localhost", buffered=True)


def items_on(page) -> list[str]:
    return list(dict.fromkeys(re.findall(r'(?:src|href)="(/media/[\w.-]+)"', page.text)))


def links(town, secret=SECRET) -> Links:
    return Links("", secret, town.db.now)


# Those who may


def test_an_officer_sees_the_page_and_everything_on_it(town, browser):
    page = get(browser, way_in(town))
    assert page.status_code == 200
    assert "ยายคำ ใจดี" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"  # a name on a shared PC
    kinds = [get(browser, link) for link in items_on(page)]
    assert [one.mimetype for one in kinds] == ["image/jpeg", "audio/wav", "application/pdf"]
    assert all(one.status_code == 200 and one.headers["X-Content-Type-Options"] == "nosniff" for one in kinds)
    assert all(one.headers["Cache-Control"].startswith("private") for one in kinds)
    assert [one.headers["Content-Disposition"].split(";")[0] for one in kinds] == ["inline", "inline", "attachment"]
    assert get(browser, items_on(page)[0] + "/small").data[:2] == b"\xff\xd8"


def test_line_fetches_a_thumbnail(town):
    (thumbnail,) = [link for link in links_in(gallery(town)) if link.startswith("/thumbnail/")]
    answer = get(town.app.test_client(), thumbnail)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")


def test_a_sound_is_given_in_ranges(town, browser):
    sound = items_on(get(browser, way_in(town)))[1]
    whole = get(browser, sound)
    part = get(browser, sound, Range="bytes=100-199")
    assert (part.status_code, part.data) == (206, whole.data[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.data)}"
    assert get(browser, sound, Range="bytes=-10").data == whole.data[-10:]
    assert get(browser, sound, Range=f"bytes={len(whole.data)}-").status_code == 416
    assert whole.headers["Accept-Ranges"] == "bytes"


def test_every_look_leaves_a_line(town, browser):
    page = get(browser, way_in(town))
    get(browser, items_on(page)[0])
    (thumbnail,) = [link for link in links_in(gallery(town)) if link.startswith("/thumbnail/")]
    get(browser, thumbnail)
    looks = [(row.actor, row.action, row.subject, row.area_code) for row in town.rows(Audit) if row.actor == OFFICER]
    for expected in (("read", "visit:1"), ("opened", "visit:1"), ("read", "media:1"), ("thumbnail", "media:1")):
        assert (OFFICER, *expected, "52060705") in looks


def test_a_page_runs_no_script_and_is_nobodys_frame(town, browser):
    page = get(browser, way_in(town))
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "script" not in page.text
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    cookie = page.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


# Those who may not: one and the same answer


def no(answer):
    assert answer.status_code == 403
    assert REFUSED in answer.text
    assert "ยายคำ" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


DOORS = {"visit": "/photos/visit/{}", "case": "/photos/case/{}", "item": "/media/{}", "thumbnail": "/thumbnail/{}"}


def test_no_signature(town, browser):
    for door in (*DOORS.values(), "/media/{}/small"):
        for token in ("x", "WzEsIlUxIiw5OTk5OTk5OTk5XQ.abc", "%00", "a" * 2000):
            no(get(browser, door.format(token)))


@pytest.mark.parametrize("kind", DOORS)
def test_a_link_is_good_for_one_thing_one_officer_and_a_while(town, browser, kind):
    """Each way in which it may be wrong, with a cookie of the same officer beside it."""

    def opened(token: str, reader: str = OFFICER):
        browser.set_cookie(COOKIE, links(town).token("stay", 0, reader), domain="localhost", secure=True)
        return get(browser, DOORS[kind].format(token))

    town("""
        > แจ้งเหตุด่วน
        < เกิดอะไรขึ้นคะ
        > [ถูกทำร้าย]
        < แจ้งเจ้าหน้าที่แล้วค่ะ
        < เกิดที่ไหนคะ
        คุณอร: < ถูกทำร้าย
    """)
    good = links(town).token(kind, 1, OFFICER)
    assert opened(good).status_code == 200
    for other in LIVES:
        if other != kind:
            no(opened(links(town).token(other, 1, OFFICER)))
    no(opened(card_token(1, SECRET)))
    no(opened(links(town, "another secret").token(kind, 1, OFFICER)))
    no(opened(links(town).token(kind, 2, OFFICER).rpartition(".")[0] + "." + good.rpartition(".")[2]))  # leads to another
    no(opened(links(town).token(kind, 999, OFFICER)))
    no(opened(links(town).token(kind, 1, AUNT), AUNT))  # she has them in her chat; the page is for officers
    no(opened(links(town).token(kind, 1, UNCLE), UNCLE))
    for elsewhere in ("50", "5201"):
        town.grant_officer(elsewhere, UNCLE)
        no(opened(links(town).token(kind, 1, UNCLE), UNCLE))
    town.sim.post("/sim/clock", forward=LIVES[kind].total_seconds() + 1)
    no(opened(good))
    fresh = links(town).token(kind, 1, OFFICER)
    assert opened(fresh).status_code == 200
    with town.db.transaction() as tx:
        people.revoke(tx, OFFICER, "officer")
    no(opened(fresh))


def test_an_item_without_the_cookie_or_with_anothers(town, browser):
    link = f"/media/{links(town).token('item', 1, OFFICER)}"
    no(get(browser, link))
    town.grant_officer("52", UNCLE)
    browser.set_cookie(COOKIE, links(town).token("stay", 0, UNCLE), domain="localhost", secure=True)
    no(get(browser, link))


def test_a_stay_ends(town, browser):
    page = get(browser, way_in(town))
    (first, *_) = items_on(page)
    town.sim.post("/sim/clock", forward=timedelta(minutes=31).total_seconds())
    no(get(browser, first))


def test_an_undone_visit_shows_nothing_more(town, browser):
    page = get(browser, way_in(town))
    town("""
        > แก้การเยี่ยม
        < ยกเลิกการเยี่ยมเลขที่ ย6911-00001 แล้วค่ะ
        < บันทึกการเยี่ยมตามนี้นะคะ
    """)
    no(get(browser, items_on(page)[0]))
    no(get(browser, way_in_of(town)))


def test_nothing_is_listed(town, browser):
    get(browser, way_in(town))
    for address in ("/photos/", "/photos", "/photos/visit/", "/media/", "/media", "/thumbnail/", "/data/media", "/static/"):
        assert get(browser, address).status_code == 404
    no(get(browser, "/photos/house/1"))


def test_names_in_the_store_tell_nothing(town):
    folder = town.installation.media
    files = [str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()]
    assert len(files) == 4
    assert all(re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}(\.thumb)?", file) for file in files)
    with town.db.reading() as tx:
        shas = [row.sha256 for row in tx.all(select(Blob.__table__))]
    assert not any(sha[:8] in file for sha in shas for file in files)


# What is on the page


def test_what_was_taken_back_is_not_even_named(town, browser):
    with town.db.transaction() as tx:
        media.unsend(tx, AUNT, town.rows(Media)[0].message_id)
    page = get(browser, way_in_of(town))
    assert "รูป" not in page.text.replace("รูปเดียว", "")
    assert ("1. เสียง" in page.text, "2. เอกสาร" in page.text, len(items_on(page))) == (True, True, 2)


def way_in_of(town) -> str:
    return f"/photos/visit/{links(town).token('visit', 1, OFFICER)}"


def test_the_same_picture_in_two_visits_is_a_hint(town, browser):
    other = visited(town.db, home(town.db, "ตามี ชัยดี"))
    with town.db.transaction() as tx:  # the very same bytes come a second time, for another house
        first = media.by_id(tx, 1)
        again = media.add(
            tx, message_id="again", line_user_id=AUNT, kind="image", talk_id=-1, visit_id=other, area_code="52060705", set_id="",
            set_total=0, sent_at=tx.now)
        tx.execute(Media.__table__.update().where(Media.id == again).values(blob=first.blob))
        keeping.settle_kept(tx, again, first.blob, True)
    page = get(browser, f"/photos/visit/{links(town).token('visit', other, OFFICER)}")
    assert "รูปเดียวกับในการเยี่ยม ย6911-00001" in page.text
    assert "รูปเดียวกับ" not in get(browser, way_in_of(town)).text  # the first was there first
    with town.db.transaction() as tx:
        media.unsend(tx, AUNT, first.message_id)
    assert "รูปเดียวกับ" not in get(browser, f"/photos/visit/{links(town).token('visit', other, OFFICER)}").text


def test_the_place_is_exact_for_those_who_care_for_the_house_and_for_nobody_else(town, browser):
    with town.db.transaction() as tx:
        household.change(tx, 1, latitude=18.71, longitude=99.56)
        tx.execute(Blob.__table__.update().values(latitude=18.75, longitude=99.56, taken_at="2026-11-22T09:30:00"))
    page = get(browser, way_in_of(town)).text
    assert "https://www.google.com/maps?q=18.710000,99.560000" in page
    assert "ถ่ายเมื่อ 22 พ.ย. 69 09:30 น." in page
    assert "ถ่ายห่างจากบ้านราว 4 กม." in page
    volunteer(town.db, UNCLE, number="52-00002")  # of the same village: may open the house, and has not cared for it
    with town.db.reading() as tx:
        house = household.known(tx, town.rows(Household)[0].id)
        who = {name: household.exact_place(tx, house, person(tx, name)) for name in (AUNT, OFFICER, UNCLE)}
    assert who == {AUNT: (18.71, 99.56), OFFICER: (18.71, 99.56), UNCLE: None}
