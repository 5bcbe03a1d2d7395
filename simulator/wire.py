"""JSON as it comes over the wire, from a bot or a test."""

import json


def read_json(data: bytes):
    """The value; ValueError for anything that is not JSON in UTF-8.

    Python would also take NaN, and half a surrogate pair, which nobody could be shown or sent afterwards.
    """
    value = json.loads(data, parse_constant=_refuse)
    if b"\\u" in data:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse(constant):
    raise ValueError(f"{constant} is not JSON")
