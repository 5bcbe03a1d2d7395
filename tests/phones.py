"""The simulator's page in a person's hands: phones that are tapped, typed on and read in the grammar of tests/transcript.py."""

import re

from playwright.sync_api import expect

from tests import transcript

PATIENCE = 15_000   # ms that a person waits for the bot before they call it broken; a busy machine needs two seconds


class Phone:
    """One phone on the page. Two things are added to the grammar: `> (เมนู words)` taps the rich menu, and `> (PC)` turns
    the phone into LINE for PC."""

    def __init__(self, page, name: str):
        self.page, self.name, self.heard = page, name, 0
        self.frame = page.get_by_role("region", name=f"โทรศัพท์ของ {name}")
        self.said = self.frame.locator(".message.left")
        self.device, self.dialog = self.frame.locator(".device"), self.frame.get_by_role("dialog")

    def act(self, said: str):
        if said.startswith("(เมนู "):
            self.fold_menu(False)
            return self.frame.locator(".rich-menu").get_by_role("button", name=said[6:-1], exact=True).click()
        if said == "(PC)":
            return self.frame.get_by_role("switch").click()
        what = {**transcript.act(said)}
        return getattr(self, what.pop("do"))(**what)

    def follow(self):
        self.frame.get_by_role("button", name="เพิ่มเพื่อน").click()

    def text(self, text: str):
        self.frame.get_by_role("textbox").fill(text)
        self.frame.get_by_role("button", name="ส่ง", exact=True).click()

    def sticker(self):
        self.frame.locator(".composer-row").get_by_role("button", name="สติกเกอร์").click()

    def image(self, count: int = 1):
        """Sample pictures of the album, one or (3, 5, 10) as one set. A quick reply may have opened the sheet already."""
        label = "รูปตัวอย่าง" if count == 1 else f"รูปตัวอย่าง {count} รูป"
        self.sheet("อัลบั้มรูป").get_by_role("button", name=label, exact=True).click()

    def audio(self):
        self.frame.locator(".composer-row").get_by_role("button", name="ส่งเสียงตัวอย่าง").click()

    def video(self):
        self.attach("วิดีโอตัวอย่าง")

    def file(self, name: str = ""):
        """The sample, whose name is its own."""
        self.attach("ไฟล์ตัวอย่าง")

    def location(self, latitude: float, longitude: float):
        """The form behind the plus, filled in. A quick reply may have opened it already."""
        if not self.dialog.count():
            self.attach("ตำแหน่ง")
        self.dialog.get_by_label("ละติจูด").fill(str(latitude))
        self.dialog.get_by_label("ลองจิจูด").fill(str(longitude))
        self.dialog.get_by_role("button", name="ส่ง", exact=True).click()

    def unsend(self):
        """Takes the last message back."""
        mine = self.frame.locator(".message.right:has(.more)").last
        mine.hover()
        mine.get_by_role("button", name="ตัวเลือกข้อความ").click()
        self.dialog.get_by_role("button", name="ยกเลิกข้อความ").click()

    def attach(self, what: str):
        self.sheet("แนบ").get_by_role("button", name=what, exact=True).click()

    def sheet(self, opener: str):
        """The dialog over the phone; that button below the chat opens it if there is none."""
        if not self.dialog.count():
            self.frame.locator(".composer-row").get_by_role("button", name=opener, exact=True).click()
        return self.dialog

    def tap(self, label: str):
        """The newest message's button of that label, or the quick reply's."""
        buttons = self.frame.locator(".message.left, .quick-reply").get_by_role("button", name=label, exact=True)
        quick = self.frame.locator(".quick-reply").get_by_role("button", name=label, exact=True)
        message = self.said.last.get_by_role("button", name=label, exact=True)
        (message if message.count() else quick if quick.count() else buttons.last).click()

    def date(self, date: str):
        """In the phone's own calendar: the year from its list, then month by month, then the day."""
        self.tap("เลือกจากปฏิทิน")
        picker = self.dialog
        picker.locator(".calendar-title").click()
        picker.locator(f'[data-year="{date[:4]}"]').click()
        self.turn_to_month(picker, int(date[5:7]))
        picker.locator(f'[data-date="{date}"]').click()
        picker.get_by_role("button", name="ตกลง").click()

    def turn_to_month(self, picker, month: int):
        shown = int(picker.locator("[data-date]").first.get_attribute("data-date")[5:7])
        arrow = picker.get_by_role("button", name="เดือนก่อน" if month < shown else "เดือนถัดไป")
        for _ in range(abs(month - shown)):
            arrow.click()

    def fold_menu(self, folded=True):
        """Folds the rich menu, or unfolds it; it may be so already."""
        bar = self.frame.locator(".chat-bar")
        if (bar.get_attribute("aria-expanded") == "true") == folded:
            bar.click()

    def expect(self, words: str):
        """The next message of the bot has these words on it."""
        message = self.said.nth(self.heard)
        message.wait_for(timeout=PATIENCE)
        expect(message).to_contain_text(words)
        self.heard += 1

    def expect_menu(self, role: str):
        """The rich menu of that role lies under the chat, its picture loaded."""
        picture = self.frame.locator(".rich-menu img:not(.broken)")
        expect(picture).to_have_attribute("alt", re.compile(role), timeout=PATIENCE)

    def nothing_unheard(self, before: str):
        """No message came that nobody expected."""
        unheard = self.said.all_inner_texts()[self.heard:]
        assert not unheard, f"before {before!r} the bot said unexpectedly to {self.name}:\n" + "\n---\n".join(unheard)


class Desk:
    """All the phones of the page; plays transcripts on them."""

    def __init__(self, page, address: str):
        page.goto(address)
        self.page, self.address = page, address.rstrip("/")
        self.phones = {name: Phone(page, name) for name in ("ป้านา", "ลุงมี", "คุณอร")}

    def __call__(self, lines: str, who: str = "ป้านา"):
        for name, mark, said in transcript.read(lines):
            phone = self.phones[name or who]
            if mark == "~":
                self.turn(transcript.span(said))
            elif mark == ">":
                phone.nothing_unheard(said)
                phone.act(said)
            else:
                phone.expect(said)
        for phone in self.phones.values():
            phone.nothing_unheard("the end")

    def turn(self, seconds: int):
        """The world's clock, as the page's own knobs turn it."""
        answer = self.page.request.post(f"{self.address}/sim/clock", data={"forward": seconds})
        assert answer.ok, answer.text()
