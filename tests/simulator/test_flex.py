"""Flex: how sizes, colours and ratios are written, and what may hold what."""

import pytest

from tests.simulator.examples import BUBBLE, FILM_BUBBLE, IMAGE, POSTBACK, fresh

WORDS = {"type": "text", "text": "ค่ะ"}
PICTURE = {"type": "image", "url": "https://bot.example/x.jpg"}
SEPARATOR, BUTTON = {"type": "separator"}, {"type": "button", "action": POSTBACK}
ICON = {"type": "icon", "url": "https://bot.example/x.png"}


def box(*contents, **more) -> dict:
    return {"type": "box", "layout": "vertical", "contents": list(contents), **more}


def status(sim, container) -> int:
    return sim.validate({"type": "flex", "altText": "x", "contents": container}).status_code


def takes(sim, component, **more) -> bool:
    """Does LINE take that component in an upright box?"""
    return status(sim, {"type": "bubble", "body": box({**component, **more})}) == 200


BOX = box(WORDS)
GOOD = [
    (WORDS, "size", ["xxs", "5xl", "12px", "12.5px"]),
    (WORDS, "margin", ["none", "xxl", "8px"]),
    (WORDS, "color", ["#06c755", "#06C75580"]),
    (WORDS, "lineSpacing", ["4px"]),
    (WORDS, "offsetTop", ["md", "4px", "10%"]),
    (PICTURE, "size", ["full", "50%", "23.5px"]),
    (PICTURE, "aspectRatio", ["1:1", "1.91:1", "1:3", "100000:1"]),
    (BOX, "width", ["30px", "50%"]),
    (BOX, "paddingAll", ["none", "md", "10px", "5%"]),
    (BOX, "borderWidth", ["none", "semi-bold", "1px"]),
    (BOX, "cornerRadius", ["xxl", "4px"]),
    (BOX, "spacing", ["sm", "4px"]),
    (BUTTON, "height", ["sm", "md"]),
]
BAD = [
    (WORDS, "size", ["full", "50%", "12", "12pt", "huge", "-1px", ""]),
    (WORDS, "margin", ["10%", "3xl", "1em"]),
    (WORDS, "color", ["red", "#FFF", "06C755", "#06C75G", "#06C7555"]),
    (WORDS, "lineSpacing", ["md", "10%"]),
    (WORDS, "weight", ["heavy"]),
    (WORDS, "flex", [-1, "1", 1.5]),
    (WORDS, "maxLines", [-1]),
    (WORDS, "wrap", ["true", 1]),
    (PICTURE, "size", ["6xl", "wide"]),
    (PICTURE, "aspectRatio", ["1:3.1", "0:1", "16x9", "100001:1", "1:", ":"]),
    (PICTURE, "aspectMode", ["fill"]),
    (BOX, "width", ["md", "30"]),
    (BOX, "layout", ["diagonal"]),
    (BOX, "borderWidth", ["thick", "10%"]),
    (BOX, "cornerRadius", ["10%"]),
    (BOX, "spacing", ["10%"]),
    (BOX, "justifyContent", ["left"]),
    (BOX, "backgroundColor", ["white"]),
    (BUTTON, "height", ["lg"]),
    (BUTTON, "style", ["danger"]),
]


@pytest.mark.parametrize(("component", "name", "values"), GOOD)
def test_written_rightly(sim, component, name, values):
    assert [value for value in values if not takes(sim, component, **{name: value})] == []


@pytest.mark.parametrize(("component", "name", "values"), BAD)
def test_written_wrongly(sim, component, name, values):
    assert [value for value in values if takes(sim, component, **{name: value})] == []


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [("angle", ["0deg", "23.5deg", "359.9deg"], ["360deg", "90", "-1deg"]),
     ("centerPosition", ["0%", "50%", "99.5%", "100%"], ["101%", "50px", "half"]),
     ("startColor", ["#FFFFFF", "#FFFFFF00"], ["white"])],
)  # fmt: skip
def test_gradients(sim, name, good, bad):
    gradient = {"type": "linearGradient", "angle": "0deg", "startColor": "#FFFFFF", "endColor": "#000000"}
    assert [value for value in good if not takes(sim, BOX, background={**gradient, name: value})] == []
    assert [value for value in bad if takes(sim, BOX, background={**gradient, name: value})] == []


@pytest.mark.parametrize(
    ("layout", "good", "bad"),
    [("vertical", [BOX, BUTTON, PICTURE, WORDS, SEPARATOR], [ICON, {"type": "span", "text": "x"}]),
     ("horizontal", [BOX, BUTTON, PICTURE, WORDS, SEPARATOR], [ICON]),
     ("baseline", [ICON, WORDS, {"type": "filler"}], [BOX, BUTTON, PICTURE, SEPARATOR])],
)  # fmt: skip
def test_what_a_box_may_hold(sim, layout, good, bad):
    assert [child for child in good if not takes(sim, {"type": "box", "layout": layout, "contents": [child]})] == []
    assert [child for child in bad if takes(sim, {"type": "box", "layout": layout, "contents": [child]})] == []


def test_a_box_may_be_empty_but_words_may_not(sim):
    assert takes(sim, box())
    assert not takes(sim, {"type": "text", "text": ""})
    assert not takes(sim, {"type": "text"})
    assert takes(sim, {"type": "text", "contents": [{"type": "span", "text": "x"}]})
    assert not takes(sim, {"type": "text", "contents": [{"type": "span", "text": ""}]})


def test_a_bubble_needs_a_block(sim):
    assert status(sim, {"type": "bubble"}) == 400
    assert status(sim, {"type": "bubble", "hero": PICTURE}) == 200
    assert status(sim, {"type": "bubble", "hero": BUTTON}) == 400
    assert status(sim, {"type": "bubble", "header": PICTURE}) == 400


def test_bubbles_of_a_carousel_are_alike(sim):
    one, other = {"type": "bubble", "hero": PICTURE}, {"type": "bubble", "size": "nano", "hero": PICTURE}
    assert status(sim, {"type": "carousel", "contents": [one, {**one, "size": "mega"}]}) == 200
    assert status(sim, {"type": "carousel", "contents": [one, other]}) == 400


def test_where_a_film_may_be(sim):
    assert status(sim, FILM_BUBBLE) == 200
    assert status(sim, {**FILM_BUBBLE, "size": "nano"}) == 400
    assert status(sim, {"type": "carousel", "contents": [FILM_BUBBLE]}) == 400
    assert status(sim, {"type": "bubble", "body": box(FILM_BUBBLE["hero"])}) == 400
    tapped = fresh(FILM_BUBBLE)
    tapped["hero"]["action"] = POSTBACK
    assert status(sim, tapped) == 400


def test_ten_moving_pictures(sim):
    moving = {**IMAGE, "animated": True}
    assert status(sim, {"type": "bubble", "body": box(*[moving] * 10)}) == 200
    assert status(sim, {"type": "bubble", "body": box(*[moving] * 11)}) == 400


def test_a_bubble_within_a_bubble(sim):
    assert status(sim, {"type": "bubble", "body": BUBBLE}) == 400
    assert status(sim, box(WORDS)) == 400
