"""`make screenshots`: plays a day on the simulator's page and keeps pictures of it for the README."""

import tempfile
from pathlib import Path

from scripts.run import ROOT
from tests import urgent_day, whole_day
from tests.browser import THAI, chromium
from tests.phones import Desk

PICTURES = ROOT / "docs" / "pictures"
ROOM = {"width": 1480, "height": 1120}  # CSS pixels: high enough for a visit's summary on one screen
MENU = """
    คุณอร: > เมนู
    คุณอร: < อยากทำอะไรคะ
"""  # so that nothing else stands above the alarm
SHARP = 2  # pixels of the picture for each of the page: what a phone's screen and a good display have


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (tempfile.TemporaryDirectory() as folder, whole_day.make_run(Path(folder)) as running, chromium() as browser,
          browser.new_context(**THAI, viewport=ROOM, device_scale_factor=SHARP) as context):
        play(Desk(context.new_page(), running.address))


def play(desk):
    """The story of the browser's test, with a halt at each picture."""
    aunt, officer = desk.phones["ป้านา"], desk.phones["คุณอร"]
    desk(whole_day.FOLLOW + whole_day.REGISTER)
    aunt.fold_menu()
    keep("register", aunt.device)
    desk(whole_day.APPLY + whole_day.OPEN_APPLICATION)
    keep("officer-card", officer.device)
    desk(whole_day.APPROVE)
    aunt.expect_menu("volunteer")  # first, for a new menu unfolds by itself
    aunt.fold_menu(False)
    keep("rich-menu", aunt.device)
    desk(whole_day.TWO_SISTERS)
    aunt.fold_menu()
    keep("visit-summary", aunt.device)
    desk(whole_day.KEEP_TWO_SISTERS)
    aunt.fold_menu(False)
    keep("page", desk.page, scale="css")
    desk(whole_day.LOOK_AT_IT)
    keep("officer-photos", officer.device)
    with desk.page.context.expect_page() as opened:
        officer.tap("เปิดดูทั้งหมด")
    opened.value.set_viewport_size({"width": 900, "height": 620})
    opened.value.wait_for_load_state("networkidle")
    keep("album", opened.value, scale="css")
    opened.value.close()
    play_alarm(desk)


def play_alarm(desk):
    """She finds somebody beaten; the officer hears of it."""
    desk(MENU + urgent_day.OPEN)
    desk.phones["ป้านา"].fold_menu()
    keep("urgent", desk.phones["ป้านา"].device)
    desk(urgent_day.RAISE.format(no=urgent_day.first_number()))
    keep("alarm", desk.phones["คุณอร"].device)


def keep(name, what, scale="device"):
    """A picture of an element, or of the whole page, once its own pictures and letters are there. "css": at half the size."""
    page = getattr(what, "page", what)
    page.wait_for_function("[...document.images].every(picture => picture.complete) && document.fonts.status === 'loaded'")
    if what is not page:  # the whole of it: the row of phones is wider than the page, and may be scrolled half-way
        what.evaluate("phone => phone.scrollIntoView({inline: 'center', behavior: 'instant'})")
    what.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide", scale=scale)
    print(f"· docs/pictures/{name}.png", flush=True)


if __name__ == "__main__":
    main()
