"""What a control request says."""

from flask import request

from simulator.hands.outcome import CannotDo
from simulator.wire import read_json


def json_body() -> dict:
    """The JSON object of the request; an empty request is an empty object."""
    try:
        body = read_json(request.get_data() or b"{}")
    except ValueError as problem:
        raise CannotDo(400, f"the body must be JSON: {problem}") from None
    if not isinstance(body, dict):
        raise CannotDo(400, "the body must be a JSON object")
    return body


def asked(name: str, otherwise: float):
    """A number of the query, of the kind of `otherwise`."""
    try:
        return type(otherwise)(float(request.args.get(name, otherwise)))
    except ValueError:
        raise CannotDo(400, f"{name} must be a number") from None
