"""What must not be readable in a stolen database file: sealed here, and found again only by a keyed hash.

One secret (`DATA_KEY`) gives two keys, so that a leaked hash says nothing about the sealing key.
"""
import hashlib
import hmac
import os

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32      # AES-256
NONCE_BYTES = 12    # the size AES-GCM is defined for (NIST SP 800-38D, 5.2.1.1)
SHORT_BYTES = 8     # what a BIGINT of either database holds


class Unreadable(Exception):
    """A sealed value does not open: another DATA_KEY, another column, or a damaged file."""


class Vault:
    """Seals JSON values for one column at a time, and makes the keyed hashes they are found by."""

    def __init__(self, data_key: str):
        """`data_key`: a long random text, such as `openssl rand -base64 32` prints (bot/settings.py holds it to that)."""
        secret = data_key.encode()
        self._sealer = AESGCM(_derived(secret, b"seal"))
        self._hash_key = _derived(secret, b"hash")

    def seal(self, value, column: str) -> bytes:
        """Any JSON value -> bytes that open only under the same key and the same `column`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._sealer.encrypt(nonce, orjson.dumps(value), column.encode())

    def open(self, sealed: bytes | None, column: str):
        """The value that was sealed; None for None. Raises Unreadable."""
        if sealed is None:
            return None
        try:
            plain = self._sealer.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], column.encode())
        except (InvalidTag, ValueError) as error:     # ValueError: cut so short that not even a nonce is left
            raise Unreadable(column) from error
        return orjson.loads(plain)

    def hashed(self, value: str) -> str:
        """The same text gives the same 64 hex digits; without DATA_KEY they cannot be guessed back."""
        return hmac.new(self._hash_key, value.encode(), hashlib.sha256).hexdigest()

    def hashed_short(self, value: str) -> int:
        """The same as a signed number of 64 bits: an eighth of the room in an index of millions. Two texts share one by a chance
        of 1 in 10 ** 19; whoever looks by it looks again at what was found."""
        return int.from_bytes(hmac.digest(self._hash_key, value.encode(), "sha256")[:SHORT_BYTES], "big", signed=True)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"thuengbaan:" + purpose).derive(secret)
