"""Rich menus: made, pictured, named, linked, and seen."""

import io

import pytest
from PIL import Image

from tests.simulator.examples import MENU
from tests.simulator.hand import AUNT, OFFICER, STRANGER, UNCLE

MENUS, EVERYBODY = "/v2/bot/richmenu", "/v2/bot/user/all/richmenu"
UNKNOWN = "richmenu-" + "0" * 32


def picture(width=2500, height=1686, form="PNG", noise=False) -> bytes:
    held = io.BytesIO()
    image = Image.effect_noise((width, height), 200) if noise else Image.new("RGB", (width, height), "green")
    image.save(held, form)
    return held.getvalue()


def upload(sim, menu, data, media_type="image/png"):
    return sim.line("POST", f"{MENUS}/{menu}/content", data=data, headers={"Content-Type": media_type})


def create(sim, pictured=True, **changes) -> str:
    answer = sim.line("POST", MENUS, {**MENU, **changes})
    assert answer.status_code == 200, answer.text
    menu = answer.json()["richMenuId"]
    if pictured:
        assert upload(sim, menu, picture(800, 250)).status_code == 200
    return menu


def link(sim, person, menu):
    return sim.line("POST", f"/v2/bot/user/{person}/richmenu/{menu}")


def seen(sim, person) -> str | None:
    menu = sim.chat(person)["menu"]
    return menu and menu["id"]


class TestMenus:
    def test_are_made_listed_shown_and_deleted(self, sim):
        menu = create(sim, pictured=False)
        assert sim.line("GET", f"{MENUS}/list").json() == {"richmenus": [{"richMenuId": menu, **MENU}]}
        assert sim.line("GET", f"{MENUS}/{menu}").json() == {"richMenuId": menu, **MENU}
        assert sim.line("DELETE", f"{MENUS}/{menu}").json() == {}
        gone = sim.line("GET", f"{MENUS}/{menu}")
        assert (gone.status_code, gone.json()) == (404, {"message": "Not found"})

    @pytest.mark.parametrize(("width", "height"), [(799, 250), (2501, 1000), (800, 249), (1000, 700), (0, 0)])
    def test_have_a_size_line_can_show(self, sim, width, height):
        assert sim.line("POST", MENUS, {**MENU, "size": {"width": width, "height": height}}).status_code == 400


class TestPictures:
    @pytest.mark.parametrize(("form", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
    def test_come_back_as_they_went_up(self, sim, form, media_type):
        menu, data = create(sim, pictured=False), picture(form=form)
        assert upload(sim, menu, data, media_type).json() == {}
        answer = sim.line("GET", f"{MENUS}/{menu}/content")
        assert (answer.content, answer.headers["Content-Type"]) == (data, media_type)

    @pytest.mark.parametrize(
        "data",
        [b"", b"not a picture", picture(799, 250), picture(2501, 1000), picture(800, 249), picture(1000, 700),
         picture(form="GIF"), picture(form="JPEG"), picture()[:5000], picture(1200, 820, noise=True) + b"\0" * 1_000_000],
        ids=["nothing", "no picture", "narrow", "wide", "low", "tall", "gif", "jpeg called png", "cut off", "over 1 MB"],
    )  # fmt: skip
    def test_are_looked_into(self, sim, data):
        menu = create(sim, pictured=False)
        answer = upload(sim, menu, data)
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("The image size is not allowed for richmenu")

    def test_cannot_be_replaced(self, sim):
        answer = upload(sim, create(sim), picture())
        assert (answer.status_code, answer.json()) == (400, {"message": "An image has already been uploaded to the richmenu"})

    def test_of_another_type_or_for_no_menu(self, sim):
        assert upload(sim, create(sim, pictured=False), b"GIF89a", "image/gif").status_code == 415
        assert upload(sim, UNKNOWN, picture()).status_code == 404
        assert sim.line("GET", f"{MENUS}/{create(sim, pictured=False)}/content").status_code == 404


class TestWhoSeesWhich:
    def test_the_default(self, sim, friend):
        menu = create(sim)
        assert sim.line("GET", EVERYBODY).status_code == 404
        sim.line("POST", f"{EVERYBODY}/{menu}")
        assert sim.line("GET", EVERYBODY).json() == {"richMenuId": menu}
        assert seen(sim, AUNT) == seen(sim, UNCLE) == menu
        sim.line("DELETE", EVERYBODY)
        assert seen(sim, AUNT) is None

    def test_ones_own_goes_before_the_default(self, sim, friend):
        default, own = create(sim), create(sim)
        sim.line("POST", f"{EVERYBODY}/{default}")
        assert link(sim, AUNT, own).json() == {}
        assert (seen(sim, AUNT), seen(sim, UNCLE)) == (own, default)
        assert sim.line("GET", f"/v2/bot/user/{AUNT}/richmenu").json() == {"richMenuId": own}
        sim.line("DELETE", f"/v2/bot/user/{AUNT}/richmenu")
        assert seen(sim, AUNT) == default
        assert sim.line("GET", f"/v2/bot/user/{AUNT}/richmenu").json() == {"message": "the user has no richmenu"}

    def test_a_menu_without_a_picture_cannot_be_shown(self, sim, friend):
        menu = create(sim, pictured=False)
        for answer in (link(sim, AUNT, menu), sim.line("POST", f"{EVERYBODY}/{menu}")):
            assert answer.json()["message"] == "must upload richmenu image before applying it to user"

    def test_blockers_and_strangers_are_not_linked_though_line_says_200(self, sim, friend):
        menu = create(sim)
        sim.act(AUNT, "block")
        for person in (AUNT, UNCLE, STRANGER):
            assert link(sim, person, menu).status_code == 200
            assert sim.line("GET", f"/v2/bot/user/{person}/richmenu").status_code == 404

    def test_bad_ids(self, sim, friend):
        answer = link(sim, "ป้านา", create(sim))
        assert answer.json() == {"message": "The value for the 'userId' parameter is invalid"}
        assert link(sim, AUNT, UNKNOWN).status_code == 404

    def test_many_at_once(self, sim, friend):
        sim.act(UNCLE, "follow")
        menu = create(sim)
        body = {"richMenuId": menu, "userIds": [AUNT, UNCLE, OFFICER]}
        assert sim.line("POST", f"{MENUS}/bulk/link", body).status_code == 202
        assert [seen(sim, person) for person in (AUNT, UNCLE, OFFICER)] == [menu, menu, None]
        assert sim.line("POST", f"{MENUS}/bulk/unlink", {"userIds": [AUNT]}).status_code == 202
        assert [seen(sim, person) for person in (AUNT, UNCLE)] == [None, menu]

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"richMenuId": UNKNOWN}, 404),
            ({"richMenuId": "x"}, 400),
            ({"userIds": ["x"]}, 400),
            ({"userIds": []}, 400),
            ({"extra": 1}, 400),
        ],
    )
    def test_many_at_once_wrongly(self, sim, friend, changes, status):
        body = {"richMenuId": create(sim), "userIds": [AUNT], **changes}
        assert sim.line("POST", f"{MENUS}/bulk/link", body).status_code == status
        assert seen(sim, AUNT) is None

    def test_a_deleted_menu_is_gone_from_everywhere(self, sim, friend):
        menu = create(sim)
        link(sim, AUNT, menu)
        sim.line("DELETE", f"{MENUS}/{menu}")
        assert seen(sim, AUNT) is None

    def test_a_pc_shows_none(self, sim, friend):
        link(sim, AUNT, create(sim))
        sim.post(f"/sim/people/{AUNT}", pc=True)
        assert seen(sim, AUNT) is None

    def test_the_page_can_show_it(self, sim, started, friend):
        menu = create(sim)
        link(sim, AUNT, menu)
        shown = sim.chat(AUNT)["menu"]
        assert shown["object"] == MENU
        assert sim.line("GET", shown["imageUrl"], token=None).content == picture(800, 250)


class TestAliases:
    def test_are_made_changed_listed_and_deleted(self, sim):
        first, second = create(sim), create(sim)
        body = {"richMenuAliasId": "page-1", "richMenuId": first}
        assert sim.line("POST", f"{MENUS}/alias", body).json() == {}
        assert sim.line("POST", f"{MENUS}/alias", body).json() == {"message": "conflict richmenu alias id"}
        assert sim.line("POST", f"{MENUS}/alias/page-1", {"richMenuId": second}).json() == {}
        assert sim.line("GET", f"{MENUS}/alias/page-1").json() == {"richMenuAliasId": "page-1", "richMenuId": second}
        assert sim.line("GET", f"{MENUS}/alias/list").json()["aliases"] == [{"richMenuAliasId": "page-1", "richMenuId": second}]
        assert sim.line("DELETE", f"{MENUS}/alias/page-1").json() == {}
        assert sim.line("GET", f"{MENUS}/alias/page-1").json() == {"message": "richmenu alias not found"}

    @pytest.mark.parametrize("alias", ["", "Page", "หน้า", "a" * 33])
    def test_have_plain_names(self, sim, alias):
        body = {"richMenuAliasId": alias, "richMenuId": create(sim)}
        assert sim.line("POST", f"{MENUS}/alias", body).status_code == 400

    def test_name_only_menus_with_a_picture(self, sim):
        for menu in (UNKNOWN, create(sim, pictured=False)):
            body = {"richMenuAliasId": "a", "richMenuId": menu}
            assert sim.line("POST", f"{MENUS}/alias", body).json() == {"message": "richmenu not found"}

    def test_switching(self, sim, bot, friend):
        first, second = create(sim), create(sim)
        sim.line("POST", f"{MENUS}/alias", {"richMenuAliasId": "page-2", "richMenuId": second})
        link(sim, AUNT, first)
        sim.act(AUNT, "tap", label="หน้า 2")
        assert seen(sim, AUNT) == second
        assert bot.events[-1]["postback"] == {"data": "page=2", "params": {"newRichMenuAliasId": "page-2", "status": "SUCCESS"}}

    def test_switching_to_nothing(self, sim, bot, friend):
        link(sim, AUNT, create(sim))
        sim.act(AUNT, "tap", label="หน้า 2")
        assert bot.events[-1]["postback"]["params"] == {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
