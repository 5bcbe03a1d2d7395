"""How Flex writes sizes, colours and ratios (DOC/flex-message-layout, and the tables of REF#flex-message)."""

import re
from dataclasses import dataclass

from linebot.v3.messaging import models

from simulator.checks.shapes import Fault, Node

PX, PERCENT = r"\d+(\.\d+)?px", r"\d+(\.\d+)?%"
RATIO = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")
# Each side of an aspect ratio, and how many times its width the height may be (REF#f-image, REF#icon).
RATIO_SIDE, TALLEST = (1, 100_000), 3


@dataclass(frozen=True)
class Form:
    """A text that is one of LINE's `keywords` or of one of the `patterns`."""

    patterns: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """Is it written so?"""
        return text in self.keywords or any(re.fullmatch(pattern, text) for pattern in self.patterns)


def _keywords(name: str) -> tuple[str, ...]:
    """The keywords that line-bot-sdk lists for a property."""
    return tuple(each.value for each in getattr(models, name))


COLOUR = Form((r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?",))
OFFSET = Form((PX, PERCENT), _keywords("FlexOffset"))
PADDING = Form((PX, PERCENT), _keywords("FlexBoxPadding"))
LENGTH = Form((PX, PERCENT))

ANYWHERE = {
    "margin": Form((PX,), _keywords("FlexMargin")),
    "offsetTop": OFFSET,
    "offsetBottom": OFFSET,
    "offsetStart": OFFSET,
    "offsetEnd": OFFSET,
    "backgroundColor": COLOUR,
    "borderColor": COLOUR,
    "color": COLOUR,
    "separatorColor": COLOUR,
    "startColor": COLOUR,
    "endColor": COLOUR,
    "centerColor": COLOUR,
}
OF = {
    "FlexBox": {
        "spacing": Form((PX,), _keywords("FlexBoxSpacing")),
        "borderWidth": Form((PX,), _keywords("FlexBoxBorderWidth")),
        "cornerRadius": Form((PX,), _keywords("FlexBoxCornerRadius")),
        "width": LENGTH,
        "maxWidth": LENGTH,
        "height": LENGTH,
        "maxHeight": LENGTH,
        "paddingAll": PADDING,
        "paddingTop": PADDING,
        "paddingBottom": PADDING,
        "paddingStart": PADDING,
        "paddingEnd": PADDING,
    },
    "FlexImage": {"size": Form((PX, PERCENT), _keywords("FlexImageSize"))},
    "FlexIcon": {"size": Form((PX,), _keywords("FlexIconSize"))},
    "FlexText": {"size": Form((PX,), _keywords("FlexTextFontSize")), "lineSpacing": Form((PX,))},
    "FlexSpan": {"size": Form((PX,), _keywords("FlexSpanSize"))},
    "FlexBoxLinearGradient": {
        "angle": Form((r"([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])(\.\d+)?deg",)),  # 0 up to, not with, 360
        "centerPosition": Form((r"(\d{1,2}(\.\d+)?|100(\.0+)?)%",)),  # 0 to 100
    },
    "ButtonsTemplate": {
        "imageBackgroundColor": Form((r"#[0-9A-Fa-f]{6}",)),
        "imageAspectRatio": Form(keywords=_keywords("TemplateImageAspectRatio")),
        "imageSize": Form(keywords=_keywords("TemplateImageSize")),
    },
    "CarouselTemplate": {
        "imageAspectRatio": Form(keywords=_keywords("TemplateImageAspectRatio")),
        "imageSize": Form(keywords=_keywords("TemplateImageSize")),
    },
    "CarouselColumn": {"imageBackgroundColor": Form((r"#[0-9A-Fa-f]{6}",))},
}


def form_faults(node: Node):
    """Yields a Fault for every size, colour or ratio that is not written as LINE wants it."""
    anywhere = ANYWHERE if node.kind.startswith("Flex") else {}
    own = OF.get(node.kind, {})
    for name, value in node.value.items():
        form = own.get(name) or anywhere.get(name)
        if form and isinstance(value, str) and not form.fits(value):
            yield Fault("invalid property", (*node.path, name))
    if node.kind in ("FlexImage", "FlexIcon", "FlexVideo") and not _good_ratio(node.value.get("aspectRatio", "1:1")):
        yield Fault("invalid property", (*node.path, "aspectRatio"))


def _good_ratio(text) -> bool:
    found = RATIO.fullmatch(text) if isinstance(text, str) else None
    if not found:
        return False
    width, height = map(float, found.groups())
    least, most = RATIO_SIDE
    return least <= width <= most and least <= height <= most and height <= TALLEST * width
