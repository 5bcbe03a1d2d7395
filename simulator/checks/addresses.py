"""Addresses in messages: which schemes LINE takes, how long they may be, how they must be written."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from simulator.checks.counting import utf16
from simulator.checks.shapes import Fault, Node

# Printable ASCII without space: everything else must be percent-encoded (REF#url-encoding).
ENCODED = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Address:
    """An address that must have one of `schemes` and at most `most` UTF-16 units."""

    schemes: tuple[str, ...]
    most: int
    source: str

    def fault(self, text: str) -> str | None:
        """What is wrong with `text`, or None."""
        if not 1 <= utf16(text) <= self.most:
            return f"Length must be between 1 and {self.most}"
        return None if ENCODED.fullmatch(text) and self._good(text) else "invalid uri"

    def _good(self, text: str) -> bool:
        try:
            parts = urlsplit(text)
            named = bool(parts.hostname) if parts.scheme in ("http", "https") else bool(parts.netloc or parts.path)
        except ValueError:
            return False
        return parts.scheme in self.schemes and named


PICTURE = Address(("https",), 2000, "REF#image-message and every other picture or film: HTTPS, 2000")
LINK = Address(("http", "https", "line", "tel"), 1000, "REF#uri-action, REF#imagemap-uri-action-object")

ADDRESSES = {
    ("ImageMessage", "originalContentUrl"): PICTURE,
    ("ImageMessage", "previewImageUrl"): PICTURE,
    ("VideoMessage", "originalContentUrl"): PICTURE,
    ("VideoMessage", "previewImageUrl"): PICTURE,
    ("AudioMessage", "originalContentUrl"): PICTURE,
    ("ImagemapMessage", "baseUrl"): PICTURE,
    ("ImagemapVideo", "originalContentUrl"): PICTURE,
    ("ImagemapVideo", "previewImageUrl"): PICTURE,
    ("ButtonsTemplate", "thumbnailImageUrl"): PICTURE,
    ("CarouselColumn", "thumbnailImageUrl"): PICTURE,
    ("ImageCarouselColumn", "imageUrl"): PICTURE,
    ("FlexImage", "url"): PICTURE,
    ("FlexIcon", "url"): PICTURE,
    ("FlexVideo", "url"): PICTURE,
    ("FlexVideo", "previewUrl"): PICTURE,
    ("QuickReplyItem", "imageUrl"): PICTURE,
    ("Sender", "iconUrl"): PICTURE,
    ("URIAction", "uri"): LINK,
    ("AltUri", "desktop"): LINK,
    ("URIImagemapAction", "linkUri"): LINK,
    ("ImagemapExternalLink", "linkUri"): LINK,
}


def address_faults(node: Node):
    """Yields a Fault for every address LINE would not take."""
    for name, value in node.value.items():
        address = ADDRESSES.get((node.kind, name))
        said = address.fault(value) if address and isinstance(value, str) else None
        if said:
            yield Fault(said, (*node.path, name))
