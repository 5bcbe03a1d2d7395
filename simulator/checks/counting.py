"""LINE counts text in two ways (DOC/text-character-count)."""

import regex

_CLUSTER = regex.compile(r"\X")


def utf16(text: str) -> int:
    """UTF-16 code units: an emoji is 2 or more, a Thai vowel or tone mark 1."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Grapheme clusters: a Thai consonant with its vowel and tone marks is 1."""
    return len(_CLUSTER.findall(text))
