"""What LINE's reference calls required and the SDK's models leave open."""

from simulator.checks.limits import ACTIONS
from simulator.checks.shapes import Fault, Node

REQUIRED = {
    "QuickReply": ("items",),  # REF#items-object
    "QuickReplyItem": ("type", "action"),  # REF#quick-reply-button-object
    "PostbackAction": ("data",),  # REF#postback-action
    "MessageAction": ("text",),  # REF#message-action
    "URIAction": ("uri",),  # REF#uri-action
    "AltUri": ("desktop",),  # REF#uri-action
    "DatetimePickerAction": ("data", "mode"),  # REF#datetime-picker-action
    "RichMenuSwitchAction": ("data", "richMenuAliasId"),  # REF#richmenu-switch-action
    "CameraAction": ("label",),  # REF#camera-action
    "CameraRollAction": ("label",),  # REF#camera-roll-action
    "LocationAction": ("label",),  # REF#location-action
    "Emoji": ("index", "productId", "emojiId"),  # REF#text-message
    "ImagemapVideo": ("originalContentUrl", "previewImageUrl", "area"),  # REF#imagemap-message
    "ImagemapExternalLink": ("linkUri", "label"),  # REF#imagemap-message
    "FlexBoxLinearGradient": ("angle", "startColor", "endColor"),  # REF#box
    "RichMenuRequest": ("size", "selected", "name", "chatBarText", "areas"),  # REF#rich-menu-object
    "RichMenuSize": ("width", "height"),  # REF#size-object
    "RichMenuArea": ("bounds", "action"),  # REF#area-object
    "RichMenuBounds": ("x", "y", "width", "height"),  # REF#bounds-object
}
# Where an action must have a label; elsewhere it may (REF#action-object-label-spec).
LABELLED = ("ButtonsTemplate", "ConfirmTemplate", "CarouselColumn", "QuickReplyItem", "FlexButton")


def required_faults(node: Node):
    """Yields a Fault for every property that is missing, or empty where LINE wants something."""
    for name in _wanted(node):
        if node.value.get(name) is None:
            yield Fault(_words(node), (*node.path, name))
    if node.value.get("label") == "" and "label" in _wanted(node):
        yield Fault("May not be empty", (*node.path, "label"))


def _wanted(node: Node) -> tuple[str, ...]:
    wanted = REQUIRED.get(node.kind, ())
    labelled = node.kind in ACTIONS and node.holder is not None and node.holder.kind in LABELLED
    return wanted if not labelled or "label" in wanted else (*wanted, "label")


def _words(node: Node) -> str:
    """LINE has other words in a rich menu (REF#create-rich-menu-error-response)."""
    return "must be specified" if node.kind.startswith("RichMenu") else "May not be empty"
