"""The ids and tokens LINE hands out, in the forms LINE gives them."""

import itertools
import secrets
import time
import uuid

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Identifiers:
    """Fresh ids. Message ids grow from the machine's clock, so that a restart never repeats one."""

    def __init__(self):
        self._numbers = itertools.count(int(time.time() * 1000) * 100_000)

    def message(self) -> str:
        """18 digits, growing."""
        return str(next(self._numbers))


def ulid(at_ms: int) -> str:
    """A ULID (26 signs of Crockford's base 32): 48 bits of milliseconds, then 80 random bits."""
    number = (max(at_ms, 0) & (2**48 - 1)) << 80 | secrets.randbits(80)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def request_id() -> str:
    """The value of x-line-request-id."""
    return str(uuid.uuid4())


def reply_token() -> str:
    """32 hex digits, as in LINE's examples."""
    return secrets.token_hex(16)


def opaque_token() -> str:
    """A quote token or a mark-as-read token: meaningless to everybody but LINE."""
    return secrets.token_urlsafe(64)


def user_id() -> str:
    """U and 32 hex digits."""
    return "U" + secrets.token_hex(16)


def rich_menu_id() -> str:
    """richmenu- and 32 hex digits."""
    return "richmenu-" + secrets.token_hex(16)
