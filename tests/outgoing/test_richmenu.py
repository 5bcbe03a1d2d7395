"""The big buttons: what stands in the files, what LINE then holds, and who sees which. LINE is the simulator."""

import io
import re
import shutil
from types import SimpleNamespace

import pytest
import regex
from PIL import Image, ImageChops, ImageStat
from sqlalchemy import insert, select

from bot import richmenu, words
from bot.jobs import Jobs, enqueue
from bot.line import BULK, Line, LineFailed
from bot.richmenu import GUEST, ROLES, link, linker, put_on_line, read_menu
from flows import menu as flows_menu
from models import work
from models.people import Friend
from scripts import draw_richmenus
from tests.wire import SECRET, TOKEN, simulator

MENUS = pytest.mark.parametrize("menu", [read_menu(role) for role in ROLES], ids=ROLES)
FIELDS = pytest.mark.parametrize(
    ("menu", "field"),
    [
        pytest.param(read_menu(role), field, id=f"{role}: {' '.join(field.lines)}")
        for role in ROLES
        for field in read_menu(role).fields
    ],
)


def graphemes(text: str) -> int:
    return len(regex.findall(r"\X", text))


# The files


@MENUS
def test_line_takes_the_picture(menu):
    assert len(menu.png) <= 1024 * 1024  # bytes (Messaging API reference, requirements for rich menu image)
    picture = Image.open(io.BytesIO(menu.png))
    assert (picture.format, picture.size) == ("PNG", menu.size)
    assert 800 <= menu.size[0] <= 2500
    assert menu.size[1] >= 250
    assert menu.size[0] / menu.size[1] >= 1.45


@MENUS
def test_the_fields_cover_the_picture_once(menu):
    pixels = Image.new("L", menu.size)
    for field in menu.fields:
        left, top, width, height = field.bounds
        box = (left, top, left + width, top + height)
        assert pixels.crop(box).getextrema() == (0, 0), "two fields lie on each other"
        pixels.paste(255, box)
    assert pixels.getextrema() == (255, 255)


@MENUS
def test_the_picture_is_what_the_script_draws(menu):
    kept, drawn = Image.open(io.BytesIO(menu.png)).convert("RGB"), draw_richmenus.picture(menu).convert("RGB")
    difference = ImageStat.Stat(ImageChops.difference(kept, drawn)).mean
    assert max(difference) < 0.5, "draw it again: python scripts/draw_richmenus.py"  # of 255; FreeType's edges may differ


@MENUS
def test_the_words_can_be_read_on_a_small_phone(menu):
    font = draw_richmenus.fitting(draw_richmenus.ImageDraw.Draw(Image.new("RGB", (1, 1))), menu)
    on_the_phone = font.size / draw_richmenus.FINER * 360 / menu.size[0]
    assert on_the_phone >= 20  # points on a phone 360 wide; WCAG calls 18 large


@pytest.mark.parametrize(("ground", "icon", "letters"), draw_richmenus.LOOKS.values(), ids=draw_richmenus.LOOKS)
def test_the_contrast_is_high(ground, icon, letters):
    assert contrast(ground, letters) >= 6
    assert contrast(ground, icon) >= 6


def contrast(one: str, other: str) -> float:
    """1 to 21, as WCAG 2 reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@MENUS
def test_the_bar_has_room_for_its_words(menu):
    assert graphemes(menu.chat_bar) <= 14  # graphemes (Messaging API reference, rich menu object)
    assert len(menu.chat_bar) > 14  # so the SDK's own model would refuse it: it counts code points


@FIELDS
def test_a_field_has_an_icon_and_labels_that_line_takes(menu, field):
    assert field.icon in draw_richmenus.ICONS
    assert field.look in draw_richmenus.LOOKS
    assert 1 <= graphemes(field.action["label"]) <= 20  # graphemes (Messaging API reference, action label)


@FIELDS
def test_what_a_field_says_is_understood_from_this_role(menu, field):
    if field.calls:
        assert (field.look, field.action["uri"]) == ("danger", "tel:1300")
        return
    started = {word for flow in flows_menu.FLOWS if menu.role in flow.who for word in flow.words}
    commands = {word for some in words.COMMANDS.values() for word in some}
    assert field.says in started | commands


@MENUS
def test_danger_is_on_every_menu(menu):
    """Raising an alarm, whose every screen rings 1300, 191 and 1669; for an officer the alarms that were raised."""
    says = {"officer": "เคสด่วน"}.get(menu.role, "แจ้งเหตุด่วน")
    assert [field.says for field in menu.fields if field.look == "danger"] == [says]


# On LINE


@pytest.fixture(scope="module")
def world():
    with simulator("http://127.0.0.1:9/callback") as played:  # nobody listens there: no webhook matters here
        yield played


@pytest.fixture
def line(world):
    world.post("/sim/reset")
    return Line(SECRET, TOKEN, world.url)


def befriend(db, world, person, role):
    world.post(f"/sim/people/{person}/act", do="follow")
    with db.transaction() as tx:
        tx.execute(insert(Friend).values(line_user_id=person, since=tx.now, menu=role))


def sees(world, person) -> str:
    """The role whose menu this person has under the chat."""
    menu = world.get(f"/sim/people/{person}/chat")["menu"]
    return menu and re.match(r"thuengbaan:(\w+):", menu["object"]["name"])[1]


def linked(db, person) -> str:
    with db.reading() as tx:
        return tx.value(select(Friend.menu_linked).where(Friend.line_user_id == person))


def test_three_menus_and_guests_see_theirs(db, line, world):
    report = put_on_line(db, line)
    assert (report.created, report.kept, report.removed) == (list(ROLES), [], 0)
    world.post(f"/sim/people/{world.VOLUNTEER}/act", do="follow")
    assert sees(world, world.VOLUNTEER) == GUEST
    assert {menu["chatBarText"] for menu in line.rich_menus()} == {"แตะเพื่อเปิดเมนู"}


def test_a_second_time_changes_nothing(db, line, world):
    put_on_line(db, line)
    last = world.get("/sim/calls")["calls"][-1]["n"]
    report = put_on_line(db, line)
    assert (report.created, report.kept, report.linked, report.removed) == ([], list(ROLES), 0, 0)
    assert {call["method"] for call in world.get(f"/sim/calls?after={last}")["calls"]} == {"GET"}


def test_only_what_changed_is_made_anew_and_its_people_follow(db, line, world, tmp_path, monkeypatch):
    put_on_line(db, line)
    for person, role in ((world.VOLUNTEER, "volunteer"), (world.OFFICER, "officer")):
        befriend(db, world, person, role)
        link(line, db, person, role)
    before = {menu["name"]: menu["richMenuId"] for menu in line.rich_menus()}
    shutil.copytree(richmenu.FOLDER, tmp_path / "menus")
    monkeypatch.setattr(richmenu, "FOLDER", tmp_path / "menus")
    told = tmp_path / "menus/volunteer.toml"
    told.write_text(told.read_text().replace('"ทำต่อ"', '"ทำต่อจากเดิม"'))
    report = put_on_line(db, line)
    assert (report.created, report.linked, report.removed) == (["volunteer"], 1, 1)
    after = {menu["name"]: menu["richMenuId"] for menu in line.rich_menus()}
    assert len(after) == 3
    assert len(before.items() & after.items()) == 2
    assert sees(world, world.VOLUNTEER) == "volunteer"
    assert linked(db, world.VOLUNTEER) in after.values()
    assert sees(world, world.OFFICER) == "officer"


def test_a_changed_guest_menu_becomes_the_default(db, line, world, tmp_path, monkeypatch):
    put_on_line(db, line)
    shutil.copytree(richmenu.FOLDER, tmp_path / "menus")
    monkeypatch.setattr(richmenu, "FOLDER", tmp_path / "menus")
    shutil.copy(tmp_path / "menus/officer.png", tmp_path / "menus/guest.png")
    assert put_on_line(db, line).created == [GUEST]
    with db.reading() as tx:
        assert line.default_rich_menu() == work.menus_on_line(tx)[GUEST].rich_menu_id


@pytest.mark.parametrize("broken", ["upload_rich_menu_picture", "set_default_rich_menu", "delete_rich_menu"])
def test_what_a_crash_left_behind_is_cleared_away(db, line, world, monkeypatch, broken):
    line.create_rich_menu({**read_menu(GUEST).on_line(), "name": "thuengbaan:guest:of-last-year"})
    with monkeypatch.context() as patch:
        patch.setattr(line, broken, _fails)
        with pytest.raises(LineFailed):
            put_on_line(db, line)
    put_on_line(db, line)
    assert sorted(menu["name"] for menu in line.rich_menus()) == sorted(read_menu(role).name for role in ROLES)
    assert line.default_rich_menu() is not None


def _fails(*_):
    raise LineFailed(SimpleNamespace(outcome="unknown", cause="ReadTimeoutError"))


def test_menus_of_other_tools_are_let_be(db, line):
    line.create_rich_menu({**read_menu(GUEST).on_line(), "name": "made by somebody else"})
    put_on_line(db, line)
    assert "made by somebody else" in {menu["name"] for menu in line.rich_menus()}


def test_an_account_that_lost_its_menus_gets_them_again(db, line, world):
    put_on_line(db, line)
    befriend(db, world, world.VOLUNTEER, "volunteer")
    link(line, db, world.VOLUNTEER, "volunteer")
    for menu in line.rich_menus():
        line.delete_rich_menu(menu["richMenuId"])
    report = put_on_line(db, line)
    assert (report.created, report.linked) == (list(ROLES), 1)
    assert sees(world, world.VOLUNTEER) == "volunteer"


def test_many_people_are_linked_five_hundred_at_a_time(db, line, world):
    with db.transaction() as tx:
        tx.execute(
            insert(Friend),
            [{"line_user_id": f"U{number:032x}", "since": tx.now, "menu": "volunteer"} for number in range(BULK + 1)],
        )
    last = world.get("/sim/calls")["calls"][-1:]
    assert put_on_line(db, line).linked == BULK + 1
    calls = world.get(f"/sim/calls?after={last[0]['n'] if last else 0}")["calls"]
    assert len([call for call in calls if call["path"].endswith("/bulk/link")]) == 2


# One person


def test_the_job_links_the_role_that_somebody_has_by_now(db, line, world):
    put_on_line(db, line)
    befriend(db, world, world.VOLUNTEER, "volunteer")
    jobs = Jobs(db, {"menu": linker(db, line)})
    for role in ("volunteer", "officer", "guest"):
        with db.transaction() as tx:
            tx.execute(Friend.__table__.update().values(menu=role))
            enqueue(tx, "menu", {"line_user_id": world.VOLUNTEER})
        assert jobs.run_one()
        assert sees(world, world.VOLUNTEER) == role
    assert linked(db, world.VOLUNTEER) == ""


def test_a_link_that_fails_is_tried_again(db, line, world, clock, monkeypatch):
    put_on_line(db, line)
    befriend(db, world, world.VOLUNTEER, "volunteer")
    jobs = Jobs(db, {"menu": linker(db, line)})
    with db.transaction() as tx:
        enqueue(tx, "menu", {"line_user_id": world.VOLUNTEER})
    with monkeypatch.context() as patch:
        patch.setattr(line, "link_rich_menu", _fails)
        jobs.run_one()
    assert (sees(world, world.VOLUNTEER), linked(db, world.VOLUNTEER)) == (GUEST, "")
    clock.turn(seconds=2)
    jobs.run_one()
    assert sees(world, world.VOLUNTEER) == "volunteer"


def test_before_the_menus_are_on_line_nobody_is_linked_and_nothing_fails(db, line, world):
    befriend(db, world, world.VOLUNTEER, "volunteer")
    link(line, db, world.VOLUNTEER, "volunteer")
    assert linked(db, world.VOLUNTEER) == ""
    put_on_line(db, line)
    assert sees(world, world.VOLUNTEER) == "volunteer"


def test_a_person_nobody_knows_is_no_trouble(db, line):
    linker(db, line)(SimpleNamespace(payload={"line_user_id": "U" + "9" * 32}))
