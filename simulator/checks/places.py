"""Which action may stand where (REF#action-objects)."""

from simulator.checks.limits import ACTIONS
from simulator.checks.shapes import Fault, Node

ONLY_HELD_BY = {
    "CameraAction": "QuickReplyItem",  # REF#camera-action
    "CameraRollAction": "QuickReplyItem",  # REF#camera-roll-action
    "LocationAction": "QuickReplyItem",  # REF#location-action
    "RichMenuSwitchAction": "RichMenuArea",  # REF#richmenu-switch-action
}


def place_faults(node: Node):
    """Yields a Fault for an action in a place that LINE does not give it."""
    if node.kind not in ACTIONS or node.holder is None:
        return
    only = ONLY_HELD_BY.get(node.kind)
    if only and node.holder.kind != only:
        yield Fault(f"This action can only be used in {only}", (*node.path, "type"))
    if node.holder.kind == "FlexVideo" and node.kind != "URIAction":
        yield Fault("A video takes a URI action only", (*node.path, "type"))
