"""What a control request says."""
from flask import request

from simulator.hands.outcome import CannotDo


def json_body() -> dict:
    """The JSON object of the request; an empty request is an empty object."""
    body = request.get_json(silent=True, force=True) if request.get_data() else {}
    if not isinstance(body, dict):
        raise CannotDo(400, "the body must be a JSON object")
    return body


def asked(name: str, otherwise: float):
    """A number of the query, of the kind of `otherwise`."""
    try:
        return type(otherwise)(float(request.args.get(name, otherwise)))
    except ValueError:
        raise CannotDo(400, f"{name} must be a number") from None
