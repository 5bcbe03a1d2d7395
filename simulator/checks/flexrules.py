"""What may hold what in a Flex message (REF#flex-message, DOC/flex-message-layout)."""

from simulator.checks.shapes import Fault, Node

# Kinds of components by the layout of the box that holds them (DOC/flex-message-layout/#available-child-components).
UPRIGHT = {"box", "button", "image", "text", "separator", "filler"}
CHILDREN = {"horizontal": UPRIGHT, "vertical": UPRIGHT, "baseline": {"icon", "text", "filler"}}
HEROES = {"box", "image", "video"}  # REF#bubble
BLOCKS = ("header", "hero", "body", "footer")  # REF#bubble
FILM_SIZES = {"kilo", "mega", "giga"}  # REF#f-video
MOST_ANIMATED = 10  # animated pictures in one message (REF#f-image)
DEFAULT_SIZE = "mega"  # of a bubble (REF#bubble)


def flex_faults(node: Node):
    """Yields a Fault for every part of a Flex message that stands where it may not."""
    yield from RULES.get(node.kind, _none)(node)
    for name in ("flex", "maxLines"):
        number = node.value.get(name)
        if node.kind.startswith("Flex") and isinstance(number, int) and number < 0:
            yield Fault("invalid property", (*node.path, name))


def _none(node):
    return ()


def _message(node: Node):
    if _animated(node.value.get("contents")) > MOST_ANIMATED:
        yield Fault(f"At most {MOST_ANIMATED} animated images", (*node.path, "contents"))


def _bubble(node: Node):
    if not any(node.value.get(block) for block in BLOCKS):
        yield Fault("At least one block must be specified", node.path)
    hero = node.value.get("hero")
    if isinstance(hero, dict) and str(hero.get("type")) not in HEROES:
        yield Fault("invalid property", (*node.path, "hero"))
    if isinstance(hero, dict) and hero.get("type") == "video":
        yield from _film(node)


def _film(node: Node):
    """A film plays only in the hero of a large enough bubble of its own."""
    in_carousel = node.holder is not None and node.holder.kind == "FlexCarousel"
    if in_carousel or str(node.value.get("size", DEFAULT_SIZE)) not in FILM_SIZES:
        yield Fault("invalid property", (*node.path, "hero"))


def _carousel(node: Node):
    bubbles = node.value.get("contents")
    sizes = {str(each.get("size", DEFAULT_SIZE)) for each in bubbles if isinstance(each, dict)} if _list(bubbles) else set()
    if len(sizes) > 1:
        yield Fault("All bubbles in a carousel must have the same size", (*node.path, "contents"))


def _box(node: Node):
    allowed, children = CHILDREN.get(str(node.value.get("layout"))), node.value.get("contents")
    if allowed is None or not _list(children):
        return
    for place, child in enumerate(children):
        if isinstance(child, dict) and str(child.get("type")) not in allowed:
            yield Fault("invalid property", (*node.path, "contents", place))


def _text(node: Node):
    """Either words or spans; spans win. Empty words are refused."""
    if not node.value.get("contents") and not node.value.get("text"):
        yield Fault("must be non-empty text", (*node.path, "text"))


def _span(node: Node):
    if node.value.get("text") == "":
        yield Fault("must be non-empty text", (*node.path, "text"))


def _video(node: Node):
    other = node.value.get("altContent")
    if isinstance(other, dict) and str(other.get("type")) not in ("box", "image"):
        yield Fault("invalid property", (*node.path, "altContent"))


def _list(value) -> bool:
    return isinstance(value, list)


def _animated(part) -> int:
    if isinstance(part, list):
        return sum(map(_animated, part))
    if not isinstance(part, dict):
        return 0
    return (part.get("animated") is True) + sum(map(_animated, part.values()))


RULES = {
    "FlexMessage": _message,
    "FlexBubble": _bubble,
    "FlexCarousel": _carousel,
    "FlexBox": _box,
    "FlexText": _text,
    "FlexSpan": _span,
    "FlexVideo": _video,
}
