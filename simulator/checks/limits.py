"""LINE's limits, one row each, in the unit LINE counts in.

Sources: REF#x is https://developers.line.biz/en/reference/messaging-api/#x, DOC/x is
https://developers.line.biz/en/docs/messaging-api/x/. Which unit a text is counted in: DOC/text-character-count.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from simulator.checks.counting import graphemes, utf16
from simulator.checks.shapes import Fault, Node


def json_bytes(value) -> int:
    """Bytes of the smallest UTF-8 JSON of a value."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


GRAPHEMES, UTF16, ITEMS, BYTES = graphemes, utf16, len, json_bytes
KINDS_OF_VALUE = {GRAPHEMES: str, UTF16: str, ITEMS: (list, dict), BYTES: dict}

ACTIONS = (
    "CameraAction",
    "CameraRollAction",
    "ClipboardAction",
    "DatetimePickerAction",
    "LocationAction",
    "MessageAction",
    "PostbackAction",
    "RichMenuSwitchAction",
    "URIAction",
)


def _always(_):
    return True


def _with_title_or_picture(value: dict) -> bool:
    return bool(value.get("title") or value.get("thumbnailImageUrl"))


def _plain(value: dict) -> bool:
    return not _with_title_or_picture(value)


@dataclass(frozen=True)
class Limit:
    """`property` of the models `kinds` (or, if None, the whole object) has `least` to `most` of `unit`.

    `held_by` narrows the row to objects held directly by those models, `when` to objects it is true of.
    """

    kinds: tuple[str, ...]
    property: str | None
    most: int
    unit: Callable
    source: str
    least: int = 0
    held_by: tuple[str, ...] = ()
    when: Callable[[dict], bool] = _always

    def fault(self, node: Node) -> Fault | None:
        """What is wrong with this node, if the row speaks of it."""
        value = node.value if self.property is None else node.value.get(self.property)
        if not isinstance(value, KINDS_OF_VALUE[self.unit]) or not self.speaks_of(node):
            return None
        if self.least <= self.unit(value) <= self.most:
            return None
        return Fault(self._words(value), node.path if self.property is None else (*node.path, self.property))

    def speaks_of(self, node: Node) -> bool:
        """Does the row hold for this object, where it stands?"""
        held = not self.held_by or (node.holder is not None and node.holder.kind in self.held_by)
        return held and self.when(node.value)

    def _words(self, value) -> str:
        if self.least and not value:
            return "May not be empty"
        noun = {GRAPHEMES: "Length", UTF16: "Length", ITEMS: "Size", BYTES: "Bytes"}[self.unit]
        return f"{noun} must be between {self.least} and {self.most}"


LABELLED_BY_20 = ("ButtonsTemplate", "ConfirmTemplate", "CarouselColumn", "QuickReplyItem", "RichMenuArea")

LIMITS = (
    # texts of messages
    Limit(("TextMessage", "TextMessageV2"), "text", 5000, UTF16, "REF#text-message", least=1),
    Limit(("TextMessage",), "emojis", 20, ITEMS, "REF#text-message"),
    Limit(("TextMessageV2",), "substitution", 100, ITEMS, "REF#text-message-v2"),
    Limit(("TemplateMessage",), "altText", 1500, UTF16, "REF#template-messages", least=1),
    Limit(("FlexMessage",), "altText", 1500, UTF16, "REF#flex-message", least=1),
    Limit(("ImagemapMessage",), "altText", 1500, UTF16, "REF#imagemap-message", least=1),
    Limit(("LocationMessage",), "title", 100, UTF16, "REF#location-message", least=1),
    Limit(("LocationMessage",), "address", 100, UTF16, "REF#location-message", least=1),
    Limit(("StickerMessage",), "packageId", 20, UTF16, "our own guard: LINE's are numbers", least=1),
    Limit(("StickerMessage",), "stickerId", 20, UTF16, "our own guard: LINE's are numbers", least=1),
    Limit(("VideoMessage",), "trackingId", 100, UTF16, "REF#video-message"),
    Limit(("CouponMessage",), "deliveryTag", 30, UTF16, "REF#coupon-message"),
    Limit(("Sender",), "name", 20, UTF16, "REF#icon-nickname-switch", least=1),
    Limit(("QuickReply",), "items", 13, ITEMS, "REF#items-object", least=1),
    Limit(("ImagemapMessage",), "actions", 50, ITEMS, "REF#imagemap-message", least=1),
    Limit(("MessageImagemapAction",), "text", 400, UTF16, "REF#imagemap-message-action-object", least=1),
    Limit(
        ("MessageImagemapAction", "URIImagemapAction", "ClipboardImagemapAction"),
        "label",
        100,
        UTF16,
        "REF#imagemap-action-objects",
    ),
    Limit(("ClipboardImagemapAction",), "clipboardText", 1000, UTF16, "REF#imagemap-clipboard-action-object", least=1),
    Limit(("ImagemapExternalLink",), "label", 30, UTF16, "REF#imagemap-message", least=1),
    # actions
    Limit(ACTIONS, "label", 20, GRAPHEMES, "REF#action-object-label-spec", held_by=LABELLED_BY_20),
    Limit(ACTIONS, "label", 12, GRAPHEMES, "REF#action-object-label-spec", held_by=("ImageCarouselColumn",)),
    Limit(
        ACTIONS,
        "label",
        40,
        GRAPHEMES,
        "REF#action-object-label-spec",
        held_by=("FlexBubble", "FlexBox", "FlexButton", "FlexImage", "FlexText", "FlexVideo"),
    ),
    Limit(("PostbackAction",), "data", 300, UTF16, "REF#postback-action", least=1),
    Limit(("DatetimePickerAction",), "data", 300, UTF16, "REF#datetime-picker-action", least=1),
    Limit(("RichMenuSwitchAction",), "data", 300, UTF16, "REF#richmenu-switch-action", least=1),
    Limit(("RichMenuSwitchAction",), "richMenuAliasId", 32, UTF16, "REF#richmenu-switch-action", least=1),
    Limit(("PostbackAction",), "displayText", 300, GRAPHEMES, "REF#postback-action", least=1),
    Limit(("PostbackAction",), "fillInText", 300, GRAPHEMES, "REF#postback-action", least=1),
    Limit(("PostbackAction",), "text", 300, GRAPHEMES, "REF#postback-action", least=1),
    Limit(("MessageAction",), "text", 300, GRAPHEMES, "REF#message-action", least=1),
    Limit(("ClipboardAction",), "clipboardText", 1000, UTF16, "REF#clipboard-action", least=1),
    # templates
    Limit(("ButtonsTemplate", "CarouselColumn"), "title", 40, GRAPHEMES, "REF#buttons, REF#column-object-for-carousel"),
    Limit(("ButtonsTemplate",), "text", 160, GRAPHEMES, "REF#buttons", least=1, when=_plain),
    Limit(("ButtonsTemplate",), "text", 60, GRAPHEMES, "REF#buttons", least=1, when=_with_title_or_picture),
    Limit(("ButtonsTemplate",), "actions", 4, ITEMS, "REF#buttons", least=1),
    Limit(("ConfirmTemplate",), "text", 240, GRAPHEMES, "REF#confirm", least=1),
    Limit(("ConfirmTemplate",), "actions", 2, ITEMS, "REF#confirm", least=2),
    Limit(("CarouselTemplate", "ImageCarouselTemplate"), "columns", 10, ITEMS, "REF#carousel", least=1),
    Limit(("CarouselColumn",), "text", 120, GRAPHEMES, "REF#column-object-for-carousel", least=1, when=_plain),
    Limit(("CarouselColumn",), "text", 60, GRAPHEMES, "REF#column-object-for-carousel", least=1, when=_with_title_or_picture),
    Limit(("CarouselColumn",), "actions", 3, ITEMS, "REF#column-object-for-carousel", least=1),
    # Flex
    Limit(("FlexBubble",), None, 30 * 1024, BYTES, "REF#bubble (30 KB of JSON)"),
    Limit(("FlexCarousel",), None, 50 * 1024, BYTES, "REF#f-carousel (50 KB of JSON)"),
    Limit(("FlexCarousel",), "contents", 12, ITEMS, "REF#f-carousel", least=1),
    # rich menus and other calls
    Limit(
        ("RichMenuBulkLinkRequest", "RichMenuBulkUnlinkRequest"), "userIds", 500, ITEMS, "REF#link-rich-menu-to-users", least=1
    ),
    Limit(("CreateRichMenuAliasRequest",), "richMenuAliasId", 32, UTF16, "REF#create-rich-menu-alias", least=1),
    Limit(
        ("SetWebhookEndpointRequest", "TestWebhookEndpointRequest"),
        "endpoint",
        500,
        UTF16,
        "REF#set-webhook-endpoint-url",
        least=1,
    ),
    Limit(("RichMenuRequest",), "name", 300, GRAPHEMES, "REF#rich-menu-object", least=1),
    Limit(("RichMenuRequest",), "chatBarText", 14, GRAPHEMES, "REF#rich-menu-object", least=1),
    Limit(("RichMenuRequest",), "areas", 20, ITEMS, "REF#rich-menu-object"),
)

_BY_KIND: dict[str, list[Limit]] = {}
for _limit in LIMITS:
    for _kind in _limit.kinds:
        _BY_KIND.setdefault(_kind, []).append(_limit)


def limit_faults(node: Node):
    """Yields a Fault for every limit that this object breaks."""
    for limit in _BY_KIND.get(node.kind, ()):
        fault = limit.fault(node)
        if fault:
            yield fault
