"""What every call to LINE passes: the token, the request id, the log of calls. The faults a test ordered: faults.py."""

import hmac

from flask import Blueprint, Response, current_app, g, jsonify, request

from simulator.line.refusal import Refusal, not_found
from simulator.wire import read_json
from simulator.world.identifiers import request_id

# Bytes a request may have; more is 413 (REF#status-codes). Uploaded pictures are checked against their own limit.
BODY_BYTES = 2 * 1024 * 1024
# Where a retry key may be sent; elsewhere it is refused (DOC/retrying-api-request).
RETRIED = ("/v2/bot/message/push", "/v2/bot/message/multicast")


def build_gate(name: str) -> Blueprint:
    """A blueprint whose calls are checked, answered in LINE's form and written down."""
    gate = Blueprint(name, __name__)
    gate.before_request(_enter)
    gate.after_request(_leave)
    gate.register_error_handler(Refusal, _refuse)
    return gate


def body_json() -> dict:
    """The request's JSON object; anything else is refused as LINE does."""
    if request.mimetype != "application/json":
        raise Refusal(415, f"The content type, {request.mimetype or 'null'}, is not supported")
    try:
        body = read_json(request.get_data())
    except ValueError as problem:
        where = f"(line: {getattr(problem, 'lineno', '-')}, column: {getattr(problem, 'colno', '-')})"
        raise Refusal(400, f"The request body could not be parsed as JSON {where}") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    g.body = body
    return body


def _enter():
    g.world = current_app.extensions["world"]
    g.request_id = request_id()
    _check_token(current_app.extensions["token"])
    if (request.content_length or 0) > BODY_BYTES:
        raise Refusal(413, "The request body is too large")
    if "X-Line-Retry-Key" in request.headers and request.path not in RETRIED:
        raise Refusal(400, "The retry key is not supported by this API")


def _check_token(token):
    given = request.headers.get("Authorization", "")
    if not given:
        raise Refusal(401, "Authorization header required. Must follow the scheme, 'Authorization: Bearer <token>'")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise Refusal(
            401,
            "Authentication failed due to the following reason: invalid token. "
            "Confirm that the access token in the authorization header is valid.",
        )


def _refuse(refusal: Refusal) -> Response:
    answer = jsonify(refusal.body())
    answer.status_code = refusal.status
    answer.headers.update(refusal.headers)
    return answer


def _leave(answer: Response) -> Response:
    answer.headers["x-line-request-id"] = g.request_id
    call = _call(answer)
    with g.world.lock:
        g.world.calls.add(call)
    return answer


def _call(answer: Response) -> dict:
    silent = getattr(g, "hung_up", False)
    refused = answer.is_json and answer.status_code >= 400
    return {
        "method": request.method,
        "path": request.path,
        "status": None if silent else answer.status_code,
        "body": _logged_body(),
        "retryKey": request.headers.get("X-Line-Retry-Key"),
        "at": g.world.clock.now_ms(),
        "requestId": g.request_id,
        "refusal": answer.get_json() if refused else None,
    }


def _logged_body():
    """The JSON that was sent; of anything else only its size and type."""
    if "body" in g:
        return g.body
    data = b"" if (request.content_length or 0) > BODY_BYTES else request.get_data()
    if not data:
        return None
    try:
        return read_json(data)
    except ValueError:
        return {"bytes": len(data), "contentType": request.content_type}


def build_no_such_thing() -> Blueprint:
    """404 in LINE's form for everything under /v2 that is not played."""
    gate = build_gate("no_such_thing")

    @gate.route("/v2/<path:rest>", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
    def nothing(rest):
        raise not_found()

    return gate
