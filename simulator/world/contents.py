"""The bytes people sent. LINE keeps them for a while it does not disclose; here they stay until a reset."""

from collections.abc import Iterator
from dataclasses import dataclass

# Bytes written to the wire at a time: few enough to be made on the way, enough that a gigabyte takes seconds.
PIECE = 256 * 1024
_ZEROS = bytes(PIECE)


@dataclass(frozen=True)
class Stuff:
    """So many bytes: `head`, then zeros up to `size`. A film of a gigabyte takes no more memory than its head.

    It never changes, so whoever took it with the world's lock held may send it when the lock is free again.
    """

    head: bytes
    media_type: str
    size: int

    def pieces(self, upto: int | None = None) -> Iterator[bytes]:
        """The first `upto` bytes, in order; all of them if that is None."""
        end = self.size if upto is None else upto
        yield self.head[:end]
        for start in range(len(self.head), end, PIECE):
            yield _ZEROS[: end - start]


@dataclass
class Content:
    """What came with one message. `not_yet` and `missing` count the 202s and early 404s still to be given."""

    kind: str  # image, video, audio, file
    stuff: Stuff
    not_yet: int = 0
    missing: int = 0
    unsent: bool = False

    def ask(self) -> int:
        """The status LINE gives for these bytes now; asking brings a slow one nearer."""
        if self.unsent:
            return 410
        if self.missing:
            self.missing -= 1
            return 404
        if self.not_yet:
            self.not_yet -= 1
            return 202
        return 200


class Contents:
    """All bytes, by message id."""

    def __init__(self):
        self._by_message: dict[str, Content] = {}

    def put(self, message_id: str, content: Content):
        """A person sent these."""
        self._by_message[message_id] = content

    def get(self, message_id: str) -> Content | None:
        """What was sent with that message."""
        return self._by_message.get(message_id)

    def unsend(self, message_id: str):
        """The person took it back: the bytes are gone for good."""
        content = self._by_message.get(message_id)
        if content:
            content.unsent, content.stuff = True, Stuff(b"", content.stuff.media_type, 0)
