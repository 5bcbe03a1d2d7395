"""Numbers, dates and texts whose value LINE looks at, one rule a kind of object."""

import re
from datetime import datetime

from simulator.checks.pictures import size_fault
from simulator.checks.shapes import Fault, Node

# How each mode of the date picker is written, and between what (REF#date-and-time-format).
DATES = {
    "date": ("%Y-%m-%d", "1900-01-01", "2100-12-31"),
    "time": ("%H:%M", "00:00", "23:59"),
    "datetime": ("%Y-%m-%dT%H:%M", "1900-01-01T00:00", "2100-12-31T23:59"),
}
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([0-9a-zA-Z_]{1,20})\}")  # REF#text-message-v2
MOST_OF_A_KIND = 20  # mentions, and emojis, in one text (REF#text-message-v2)
MAP_WIDTH = 1040  # pixels of an imagemap's base picture (REF#imagemap-message)
LOADING_STEP = 5  # seconds (REF#display-a-loading-indicator)
TRACKING = re.compile(r"[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>\[\]]*")  # REF#video-message


def value_faults(node: Node):
    """Yields a Fault for every value LINE would not take."""
    for said, name in RULES.get(node.kind, _none)(node.value):
        yield Fault(said, (*node.path, name) if name else node.path)


def _none(value):
    return ()


def _picker(value):
    mode = str(value.get("mode"))
    told = {name: str(value[name]) for name in ("initial", "min", "max") if value.get(name)}
    if mode not in DATES:
        return
    form, least, most = DATES[mode]
    for name, text in told.items():
        if not _is_date(text, form) or not least <= text.replace("t", "T") <= most:
            yield f"Must be a {mode} between {least} and {most}", name
    if "min" in told and "max" in told and told["min"] >= told["max"]:
        yield "Must be greater than min", "max"


def _is_date(text, form) -> bool:
    try:
        return datetime.strptime(text.replace("t", "T"), form).strftime(form) == text.replace("t", "T")
    except ValueError:
        return False


def _text(value):
    """A LINE emoji stands where the text has a $, counted in UTF-16 units."""
    text, emojis = value.get("text"), value.get("emojis")
    if not isinstance(text, str) or not isinstance(emojis, list):
        return
    units = text.encode("utf-16-le", "surrogatepass")
    for place, emoji in enumerate(emojis):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        if isinstance(index, int) and not (index >= 0 and units[2 * index : 2 * index + 2] == b"$\0"):
            yield "Invalid emoji index", f"emojis[{place}].index"


def _text_v2(value):
    text, replaced = value.get("text"), value.get("substitution") or {}
    if not isinstance(text, str) or not isinstance(replaced, dict):
        return
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        yield "{ and } must be used in pairs", "text"
    for name in {name for name in PLACEHOLDER.findall(text) if name} - set(replaced):
        yield f"No substitution for {{{name}}}", "text"
    for kind in ("mention", "emoji"):
        if sum(isinstance(each, dict) and each.get("type") == kind for each in replaced.values()) > MOST_OF_A_KIND:
            yield f"At most {MOST_OF_A_KIND} of {kind}", "substitution"


def _mention(value):
    """Mentions work in groups only, and here there are none."""
    yield "Mentions can be used in group chats only", None


def _sender(value):
    if isinstance(value.get("name"), str) and "line" in value["name"].lower():
        yield "The name contains a word that may not be used", "name"


def _place(value):
    for name, most in (("latitude", 90), ("longitude", 180)):
        if isinstance(value.get(name), int | float) and abs(value[name]) > most:
            yield f"Must be between -{most} and {most}", name


def _audio(value):
    if isinstance(value.get("duration"), int) and value["duration"] < 1:
        yield "Must be greater than 0", "duration"


def _video(value):
    if isinstance(value.get("trackingId"), str) and not TRACKING.fullmatch(value["trackingId"]):
        yield "Contains a character that may not be used", "trackingId"


def _coupon(value):
    if isinstance(value.get("deliveryTag"), str) and not re.fullmatch(r"\w*", value["deliveryTag"], re.ASCII):
        yield "Contains a character that may not be used", "deliveryTag"


def _map_size(value):
    if value.get("width") != MAP_WIDTH:
        yield f"Must be {MAP_WIDTH}", "width"


def _area(value):
    for name in ("x", "y"):
        if isinstance(value.get(name), int) and value[name] < 0:
            yield "Must be 0 or higher", name


def _columns(value):
    """All columns alike (REF#column-object-for-carousel)."""
    columns = value.get("columns")
    columns = [each for each in columns if isinstance(each, dict)] if isinstance(columns, list) else []
    if len({_look(each) for each in columns}) > 1:
        yield "All columns must have the same number of actions, and all or none an image and a title", "columns"


def _look(column) -> tuple:
    """What must be the same in all columns."""
    actions = column.get("actions")
    number = len(actions) if isinstance(actions, list) else 0
    return bool(column.get("title")), bool(column.get("thumbnailImageUrl")), number


def _postback(value):
    if value.get("displayText") is not None and value.get("text") is not None:
        yield "displayText and text can't both be used", "text"
    if value.get("fillInText") is not None and value.get("inputOption") != "openKeyboard":
        yield "Valid only when inputOption is openKeyboard", "fillInText"


def _quick_reply_button(value):
    if value.get("type") not in (None, "action"):
        yield "Must be one of the following values: [action]", "type"


def _menu_size(value):
    width, height = value.get("width"), value.get("height")
    said = size_fault(width, height) if isinstance(width, int) and isinstance(height, int) and height > 0 else None
    if said:
        yield said, None


def _loading(value):
    seconds = value.get("loadingSeconds")
    if isinstance(seconds, int) and seconds % LOADING_STEP:
        yield f"Must be a multiple of {LOADING_STEP}", "loadingSeconds"


RULES = {
    "DatetimePickerAction": _picker,
    "TextMessage": _text,
    "TextMessageV2": _text_v2,
    "MentionSubstitutionObject": _mention,
    "Sender": _sender,
    "LocationMessage": _place,
    "AudioMessage": _audio,
    "VideoMessage": _video,
    "CouponMessage": _coupon,
    "ImagemapBaseSize": _map_size,
    "ImagemapArea": _area,
    "CarouselTemplate": _columns,
    "PostbackAction": _postback,
    "QuickReplyItem": _quick_reply_button,
    "RichMenuSize": _menu_size,
    "ShowLoadingAnimationRequest": _loading,
}
