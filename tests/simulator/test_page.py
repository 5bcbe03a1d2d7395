"""The page in a browser: what a person sends stands in the chat, and what the bot shows can be seen and opened."""


import pytest
from flask import Response, make_response, request
from playwright.sync_api import expect

from simulator.hands.pictures import photograph
from tests.phones import Desk
from tests.simulator.hand import AUNT, words
from tests.simulator.test_hands import with_replies

PUBLIC = "https://bot.example"
LOADED = "picture => picture.complete && picture.naturalWidth > 0"
CONSOLE = """<h1>%s</h1><img src="/photo/1.jpg"><audio src="/sound.wav"></audio><video src="/film.mp4"></video>
<form method="get" action="/console"><input name="note" aria-label="note"><button>save</button></form>"""


@pytest.fixture
def phone(sim, started, friend, page):
    """ป้านา's phone on the page."""
    return Desk(page, started[0]).phones["ป้านา"]


def loaded(pictures, count: int):
    """So many pictures, each of which has really come."""
    expect(pictures).to_have_count(count)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        handle = picture.element_handle()
        handle.owner_frame().wait_for_function(LOADED, arg=handle)


def bubble(name: str, **hero) -> dict:
    thumbnail = {"type": "image", "url": f"{PUBLIC}/photo/{name}.jpg", "size": "full", "aspectMode": "cover"}
    button = {"type": "button", "action": {"type": "uri", "label": f"ดู {name}", "uri": f"{PUBLIC}/console?see={name}#top"}}
    return {"type": "bubble", "size": "kilo", "hero": {**thumbnail, "aspectRatio": "20:13"},
            "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": name}, thumbnail]},
            "footer": {"type": "box", "layout": "vertical", "contents": [button]}}  # fmt: skip


CAROUSEL = {"type": "flex", "altText": "รูป", "contents": {"type": "carousel", "contents": [bubble("1"), bubble("2")]}}


class TestWhatAPersonSends:
    @pytest.mark.parametrize("count", [1, 3, 5, 10])
    def test_pictures_at_once_are_one_set_and_no_two_are_alike(self, sim, bot, phone, count):
        phone.image(count)
        loaded(phone.frame.locator(".message.right .photo img"), count)
        messages = [webhook.event["message"] for webhook in bot.wait_for(count)]
        assert len({sim.content(message["id"]).content for message in messages}) == count
        sets = [message["imageSet"] for message in messages if count > 1]
        assert sets == [{"id": sets[0]["id"], "index": place, "total": count} for place in range(1, len(sets) + 1)]

    def test_files_chosen_together_are_one_set(self, sim, bot, phone):
        mine = [photograph() for _ in range(2)]
        with phone.page.expect_file_chooser() as chosen:
            phone.sheet("อัลบั้มรูป").get_by_role("button", name="เลือกไฟล์จากเครื่อง…").click()
        chosen.value.set_files([{"name": "x.jpg", "mimeType": "image/jpeg", "buffer": each} for each in mine])
        loaded(phone.frame.locator(".message.right .photo img"), 2)
        messages = [webhook.event["message"] for webhook in bot.wait_for(2)]
        assert [sim.content(message["id"]).content for message in messages] == mine
        assert [message["imageSet"]["total"] for message in messages] == [2, 2]

    def test_a_voice_note_that_can_be_played(self, bot, phone):
        phone.audio()
        note = phone.frame.locator(".message.right .audio")
        expect(note).to_contain_text("0:03")
        with phone.page.expect_response("**/sim/contents/*") as fetched:
            note.click()
        assert fetched.value.headers["content-type"] == "audio/wav"
        expect(note).not_to_contain_text("เล่นไม่ได้")
        assert bot.wait_for(1)[0].event["message"]["duration"] == 3000

    def test_a_pin(self, bot, phone):
        phone.location(18.7123, 99.5678)
        pin = phone.frame.locator(".message.right .location-card")
        expect(pin).to_contain_text("18.71230, 99.56780")
        expect(pin.locator("svg")).to_be_visible()
        message = bot.wait_for(1)[0].event["message"]
        assert (message["latitude"], message["longitude"]) == (18.7123, 99.5678)

    def test_a_film_and_a_file(self, bot, phone):
        phone.act("(วิดีโอ)")
        phone.act("(ไฟล์)")
        expect(phone.frame.locator(".message.right .film")).to_be_visible()
        expect(phone.frame.locator(".message.right .file")).to_contain_text("รายชื่อครัวเรือน.pdf")
        assert [webhook.event["message"]["type"] for webhook in bot.wait_for(2)] == ["video", "file"]

    def test_what_is_taken_back_is_seen_no_more(self, sim, bot, phone):
        phone.act("(รูป 3)")
        pictures = phone.frame.locator(".message.right .photo img")
        loaded(pictures, 3)
        last = pictures.last.get_attribute("src")
        phone.unsend()
        expect(phone.frame.locator(".message.system")).to_have_text("คุณยกเลิกข้อความ")
        expect(pictures).to_have_count(2)
        assert phone.frame.locator(f'img[src="{last}"]').count() == 0
        assert sim.content(last.rsplit("/", 1)[1]).status_code == 410
        phone.page.reload()
        expect(pictures).to_have_count(2)

    @pytest.mark.parametrize(("kind", "count"), [("camera", 1), ("cameraRoll", 5)])
    def test_quick_replies_that_open_the_photos(self, sim, bot, phone, kind, count):
        sim.push(AUNT, with_replies("ส่งรูปค่ะ", {"type": kind, "label": "เปิด"}))
        phone.expect("ส่งรูปค่ะ")
        phone.act("[เปิด]")
        phone.image(count)
        loaded(phone.frame.locator(".message.right .photo img"), count)
        expect(phone.frame.locator(".quick-reply")).to_be_hidden()
        assert len(bot.wait_for(count)) == count

    def test_a_quick_reply_that_opens_the_map(self, sim, bot, phone):
        sim.push(AUNT, with_replies("อยู่ที่ไหนคะ", {"type": "location", "label": "ส่งตำแหน่ง"}))
        phone.expect("อยู่ที่ไหนคะ")
        phone.act("[ส่งตำแหน่ง]")
        phone.act("(ตำแหน่ง 18.7,99.5)")
        expect(phone.frame.locator(".message.right .location-card")).to_be_visible()


class TestWhatTheBotShows:
    @pytest.fixture(autouse=True)
    def pages(self, sim, bot, phone):
        """The bot's own pages, behind its public address."""
        bot.pages.update({"photo/1.jpg": photo, "photo/2.jpg": photo, "console": console, "sound.wav": sound(sim, bot),
                          "film.mp4": lambda: Response(b"", mimetype="video/mp4")})  # fmt: skip

    def test_thumbnails_come_from_the_public_address(self, sim, phone):
        sim.push(AUNT, CAROUSEL)
        loaded(phone.said.last.locator("img.flex-picture"), 4)

    def test_pictures_and_their_previews(self, sim, phone):
        urls = {"originalContentUrl": f"{PUBLIC}/photo/1.jpg", "previewImageUrl": f"{PUBLIC}/photo/2.jpg"}
        sim.push(AUNT, {"type": "image", **urls})
        loaded(phone.said.last.locator(".photo img"), 1)

    def test_a_link_opens_a_page_with_cookies_and_forms(self, sim, bot, phone):
        sim.push(AUNT, CAROUSEL)
        opened = self.open(phone, "ดู 2")
        expect(opened.get_by_role("heading")).to_have_text("see=2, cookie=None, note=None")
        assert opened.url == f"{bot.root}/console?see=2#top"
        opened.get_by_label("note").fill("จดไว้")
        opened.get_by_role("button", name="save").click()
        expect(opened.get_by_role("heading")).to_have_text("see=None, cookie=here, note=จดไว้")

    def test_what_stands_on_that_page_comes_from_the_same_place(self, sim, phone):
        sim.push(AUNT, CAROUSEL)
        opened = self.open(phone, "ดู 1")
        loaded(opened.locator("img"), 1)
        opened.wait_for_function("document.querySelector('audio').readyState >= 1")  # its length is known
        assert opened.evaluate("document.querySelector('audio').duration") == 3
        assert opened.evaluate("new URL(document.querySelector('video').src).origin === location.origin")

    def test_a_link_in_words_is_opened_so_too(self, sim, bot, phone):
        sim.push(AUNT, words(f"ดูที่ {PUBLIC}/console นะคะ"))
        with phone.page.expect_popup() as popup:
            phone.said.last.get_by_role("link").click()
        popup.value.wait_for_url(f"{bot.root}/console")

    def open(self, phone, label):
        with phone.page.expect_popup() as popup:
            phone.tap(label)
        return popup.value

    def test_another_host_that_begins_alike_is_not_ours(self, phone):
        module = "async url => (await import('/page/links.js')).reachable(url)"
        inside = [phone.page.evaluate(module, PUBLIC + end) for end in ("", "/a", "?a", "#a")]
        assert [url[:15] for url in inside] == ["/sim/proxy?url="] * 4
        assert phone.page.evaluate(module, PUBLIC + ".evil/a") == PUBLIC + ".evil/a"


def photo():
    return Response(photograph(), mimetype="image/jpeg")


def console():
    """Says what it was asked and leaves a cookie, as a page behind a login does."""
    see, note = request.args.get("see"), request.args.get("note")
    answer = make_response(CONSOLE % f"see={see}, cookie={request.cookies.get('session')}, note={note}")
    answer.set_cookie("session", "here", httponly=True, samesite="Strict")
    return answer


def sound(sim, bot):
    """A sound of the simulator's, as the bot would have fetched it."""
    sim.act(AUNT, "audio")
    data = sim.content(bot.events[-1]["message"]["id"]).content
    return lambda: Response(data, mimetype="audio/wav")


def test_the_knobs_for_content_are_in_the_drawer(sim, phone):
    phone.page.get_by_role("button", name="ปุ่มทดลอง").click()
    drawer = phone.page.locator("#knobs")
    for name in ("ขาดกลางทาง", "บอกชนิดผิด"):
        drawer.get_by_role("button", name=name).click()
        expect(drawer).to_contain_text("half, lie" if name == "บอกชนิดผิด" else "รอใช้: half")
    drawer.get_by_label("ให้ไฟล์ช้า").fill("250")
    drawer.get_by_label("ให้ไฟล์ช้า").blur()
    expect(drawer.get_by_text("ส่งได้ตามปกติ")).to_be_visible()
    knobs = sim.get("/sim/state")["knobs"]
    assert (knobs["content_fail"], knobs["fail_next"]) == (["half", "lie"], [])
