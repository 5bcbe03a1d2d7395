"""Every kind of message is taken when right, and refused when anything in it, however deep, is wrong."""

import linebot.v3.messaging.models as models
import pytest

from tests.simulator.examples import MENU, MESSAGES, fresh

VALIDATE = "/v2/bot/message/validate/"


def places(value, path=()):
    """The path to every object inside."""
    if isinstance(value, dict):
        yield path
        for name, each in value.items():
            yield from places(each, (*path, name))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from places(each, (*path, number))


def at(value, path):
    for step in path:
        value = value[step]
    return value


DEEP = [(name, path) for name, message in MESSAGES.items() for path in places(message)]


@pytest.mark.parametrize("name", MESSAGES)
def test_a_right_message_is_taken(sim, name):
    answer = sim.validate(MESSAGES[name])
    assert answer.status_code == 200, answer.text


def test_every_kind_the_sdk_knows_has_an_example():
    known = models.Message._Message__discriminator_value_class_map
    assert {message["type"] for message in MESSAGES.values()} == set(known)


@pytest.mark.parametrize("kind", ["reply", "push", "multicast", "narrowcast", "broadcast"])
def test_every_validation(sim, kind):
    assert sim.line("POST", VALIDATE + kind, {"messages": [MESSAGES["text"]]}).json() == {}
    assert sim.line("POST", VALIDATE + kind, {"messages": [{"type": "text"}]}).status_code == 400


def test_unknown_properties_are_refused_wherever_they_stand(sim):
    for name, path in DEEP:
        if path and path[-1] == "substitution":
            continue  # its names are the bot's own
        message = fresh(MESSAGES[name])
        at(message, path)["hologram"] = True
        answer = sim.validate(message)
        assert answer.status_code == 400, (name, path)
        assert "hologram" in str(answer.json()["details"]), (name, path)


def test_unknown_types_are_refused_wherever_they_stand(sim):
    for name, path in DEEP:
        message = fresh(MESSAGES[name])
        if "type" in at(message, path):
            at(message, path)["type"] = "hologram"
            assert sim.validate(message).status_code == 400, (name, path)


REQUIRED = {
    "text": ["text"], "sticker": ["packageId", "stickerId"], "image": ["originalContentUrl", "previewImageUrl"],
    "video": ["originalContentUrl", "previewImageUrl"], "audio": ["originalContentUrl", "duration"],
    "location": ["title", "address", "latitude", "longitude"], "imagemap": ["baseUrl", "altText", "baseSize", "actions"],
    "coupon": ["couponId"], "buttons": ["altText", "template"], "bubble": ["altText", "contents"], "text v2": ["text"],
}  # fmt: skip
REQUIRED_INSIDE = [
    ("text", ("quickReply",), "items"),
    ("text", ("quickReply", "items", 0), "action"),
    ("text", ("quickReply", "items", 0), "type"),
    ("text", ("quickReply", "items", 0, "action"), "label"),
    ("text", ("quickReply", "items", 0, "action"), "data"),
    ("text", ("quickReply", "items", 1, "action"), "text"),
    ("text", ("quickReply", "items", 2, "action"), "uri"),
    ("text", ("quickReply", "items", 3, "action"), "mode"),
    ("text", ("quickReply", "items", 5, "action"), "label"),
    ("buttons", ("template",), "text"),
    ("buttons", ("template",), "actions"),
    ("confirm", ("template", "actions", 0), "label"),
    ("carousel", ("template", "columns", 0), "text"),
    ("image carousel", ("template", "columns", 0), "imageUrl"),
    ("bubble", ("contents", "body"), "layout"),
    ("bubble", ("contents", "body"), "contents"),
    ("bubble", ("contents", "hero"), "url"),
    ("bubble", ("contents", "footer", "contents", 0), "action"),
    ("bubble", ("contents", "footer", "contents", 0, "action"), "label"),
    ("bubble", ("contents", "body", "contents", 5, "background"), "angle"),
    ("film", ("contents", "hero"), "altContent"),
    ("imagemap", ("actions", 0, "area"), "width"),
]


@pytest.mark.parametrize(
    ("name", "path", "missing"),
    [(name, (), missing) for name, all_missing in REQUIRED.items() for missing in all_missing] + REQUIRED_INSIDE,
)
def test_what_is_required(sim, name, path, missing):
    message = fresh(MESSAGES[name])
    del at(message, path)[missing]
    assert sim.validate(message).status_code == 400


def test_labels_may_lack_where_line_says_so(sim):
    message = fresh(MESSAGES["bubble"])
    del message["contents"]["body"]["action"]["label"]
    carousel = fresh(MESSAGES["image carousel"])
    del carousel["template"]["columns"][0]["action"]["label"]
    assert sim.validate(message, carousel).status_code == 200


@pytest.mark.parametrize("action", ["camera", "cameraRoll", "location", "richmenuswitch"])
def test_actions_that_only_work_elsewhere(sim, action):
    message = fresh(MESSAGES["confirm"])
    message["template"]["actions"][0] = {"type": action, "label": "เปิด"}
    assert sim.validate(message).status_code == 400
    switch = {"type": "richmenuswitch", "label": "2", "richMenuAliasId": "b", "data": "b"}
    reply = {"type": "text", "text": "x", "quickReply": {"items": [{"type": "action", "action": switch}]}}
    assert sim.validate(reply).status_code == 400


def test_several_faults_are_told_one_by_one(sim):
    answer = sim.validate({"type": "text", "text": ""}, {"type": "hologram"})
    body = answer.json()
    assert body["message"] == "The request body has 2 error(s)"
    assert body["details"][0] == {"message": "May not be empty", "property": "messages[0].text"}
    assert body["details"][1]["property"] == "messages[1].type"
    assert body["details"][1]["message"].startswith("Must be one of the following values: [")


def test_flex_faults_are_told_in_their_own_way(sim):
    message = fresh(MESSAGES["bubble"])
    message["contents"]["footer"]["contents"].append({"type": "spacer"})
    body = sim.validate(MESSAGES["text"], message).json()
    assert body["message"] == "A message (messages[1]) in the request body is invalid"
    assert body["details"][0]["property"].startswith("/footer/contents/1")


@pytest.mark.parametrize(
    "messages", [None, "text", [], [MESSAGES["sticker"]] * 6, [None], ["text"], [[]], [{"type": ["text"]}], [{"type": None}]]
)
def test_what_are_no_messages(sim, messages):
    assert sim.line("POST", VALIDATE + "push", {"messages": messages}).status_code == 400


def test_five_messages_are_the_most(sim):
    assert sim.validate(*[MESSAGES["sticker"]] * 5).status_code == 200


class TestValues:
    @pytest.mark.parametrize(
        ("name", "path", "value"),
        [
            ("text", ("emojis", 0, "index"), 6),
            ("text v2", ("text",), "สวัสดี {nobody}"),
            ("text v2", ("text",), "เปิดแล้ว {ไม่ปิด"),
            ("text v2", ("substitution", "laugh"), {"type": "mention", "mentionee": {"type": "all"}}),
            ("text", ("sender", "name"), "LINE"),
            ("text", ("quickReply", "items", 0, "type"), "button"),
            ("text", ("quickReply", "items", 3, "action", "min"), "2027-01-01"),
            ("text", ("quickReply", "items", 3, "action", "max"), "31/12/2026"),
            ("text", ("quickReply", "items", 3, "action", "initial"), "1899-12-31"),
            ("text", ("quickReply", "items", 3, "action", "mode"), "month"),
            ("location", ("latitude",), 91),
            ("location", ("longitude",), "99"),
            ("audio", ("duration",), 0),
            ("video", ("trackingId",), "ติดตาม"),
            ("coupon", ("deliveryTag",), "ลดราคา"),
            ("imagemap", ("baseSize", "width"), 1041),
            ("imagemap", ("actions", 0, "area", "x"), -1),
            ("carousel", ("template", "columns", 0, "title"), ""),
            ("carousel", ("template", "columns", 0, "actions"), [{"type": "message", "label": "x", "text": "x"}]),
            ("buttons", ("template", "actions", 0, "text"), "ทั้งสองอย่าง"),
            ("buttons", ("template", "actions", 2, "inputOption"), "openRichMenu"),
            ("buttons", ("template", "imageSize"), "stretch"),
            ("buttons", ("template", "imageBackgroundColor"), "white"),
        ],
    )
    def test_are_looked_at(self, sim, name, path, value):
        message = fresh(MESSAGES[name])
        at(message, path[:-1])[path[-1]] = value
        assert sim.validate(message).status_code == 400

    @pytest.mark.parametrize("value", [1, True, ["x"], {"x": 1}, 1.5])
    def test_have_the_right_type(self, sim, value):
        assert sim.validate({"type": "text", "text": value}).status_code == 400


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        ["http://bot.example/x.jpg", "x.jpg", "https://", "ftp://x/y", "https://bot.example/ภาพ", "https://bot.example/a b", ""],
    )
    def test_pictures_are_https_and_percent_encoded(self, sim, url):
        assert sim.validate({**MESSAGES["image"], "originalContentUrl": url}).status_code == 400

    def test_pictures_up_to_2000(self, sim):
        url = "https://bot.example/"
        assert sim.validate({**MESSAGES["image"], "previewImageUrl": url.ljust(2000, "x")}).status_code == 200
        assert sim.validate({**MESSAGES["image"], "previewImageUrl": url.ljust(2001, "x")}).status_code == 400

    @pytest.mark.parametrize(
        ("uri", "status"),
        [
            ("tel:1300", 200),
            ("http://x/", 200),
            ("https://line.me/R/nv/location/", 200),
            ("line://app/1", 200),
            ("https://x/".ljust(1000, "x"), 200),
            ("https://x/".ljust(1001, "x"), 400),
            ("mailto:a@b", 400),
            ("javascript:alert(1)", 400),
            ("tel:", 400),
            ("โทร", 400),
            ("https://[::1", 400),
        ],
    )
    def test_links(self, sim, uri, status):
        message = fresh(MESSAGES["plain buttons"])
        message["template"]["actions"] = [{"type": "uri", "label": "เปิด", "uri": uri}]
        assert sim.validate(message).status_code == status


def test_a_rich_menu(sim):
    validate = "/v2/bot/richmenu/validate"
    assert sim.line("POST", validate, MENU).status_code == 200
    for path in [(), ("size",), ("areas", 0), ("areas", 0, "bounds"), ("areas", 0, "action")]:
        menu = fresh(MENU)
        at(menu, path)["hologram"] = 1
        assert sim.line("POST", validate, menu).status_code == 400, path
    for missing in MENU:
        menu = {name: value for name, value in MENU.items() if name != missing}
        answer = sim.line("POST", validate, menu)
        assert answer.json()["details"] == [{"message": "must be specified", "property": missing}]


def test_a_rich_menu_with_a_bad_link(sim):
    menu = fresh(MENU)
    menu["areas"][2]["action"]["uri"] = "mailto:x"
    answer = sim.line("POST", "/v2/bot/richmenu", menu)
    assert answer.json()["details"] == [{"message": "invalid uri", "property": "areas[2].action.uri"}]
