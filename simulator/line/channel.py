"""The channel: who the bot is, where its webhook is; and small things in a chat."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import current_app, g, jsonify

from simulator.checks.requests import endpoint_faults, loading_faults, read_faults
from simulator.line.gate import body_json, build_gate
from simulator.line.refusal import Refusal, bad_property, not_found, refuse_if

# Seconds the loading animation shows if none are asked for (REF#display-a-loading-indicator).
LOADING_SECONDS = 20


def build_channel():
    """/v2/bot/info, /v2/bot/profile, /v2/bot/channel/webhook, /v2/bot/chat"""
    gate = build_gate("channel")
    gate.get("/v2/bot/info")(info)
    gate.get("/v2/bot/profile/<person>")(profile)
    gate.get("/v2/bot/channel/webhook/endpoint")(get_endpoint)
    gate.put("/v2/bot/channel/webhook/endpoint")(set_endpoint)
    gate.post("/v2/bot/channel/webhook/test")(test_endpoint)
    gate.post("/v2/bot/chat/loading/start")(loading)
    gate.post("/v2/bot/chat/markAsRead")(mark_as_read)
    return gate


def info():
    """The bot itself."""
    return jsonify(
        userId=current_app.extensions["courier"].destination,
        basicId="@thuengbaan",
        displayName="ถึงบ้าน",
        chatMode="bot",
        markAsReadMode="auto",
    )


def profile(person):
    """Name and language of a friend, or of somebody who wrote; 404 for everybody else."""
    with g.world.lock:
        known = g.world.people.get(person)
        if known is None or not known.has_profile():
            raise not_found()
        return jsonify(userId=known.userId, displayName=known.name, language="th")


def get_endpoint():
    """Where webhooks go."""
    with g.world.lock:
        return jsonify(endpoint=g.world.callback, active=True)


def set_endpoint():
    """Webhooks go there from now on. (LINE may take a minute, and wants https; a laptop has only http.)"""
    body = body_json()
    refuse_if(endpoint_faults(body))
    if urlsplit(body["endpoint"]).scheme not in ("https", "http"):
        raise Refusal(400, "Invalid webhook endpoint URL")
    with g.world.lock:
        g.world.callback = body["endpoint"]
    return jsonify({})


def test_endpoint():
    """Sends an empty list of events, there or to the address given, and tells what came back."""
    body = body_json()
    refuse_if(endpoint_faults(body, required=False))
    courier = current_app.extensions["courier"]
    answer = courier.post(courier.body_of([]), to=body.get("endpoint"))
    now = datetime.fromtimestamp(g.world.clock.now(), UTC).isoformat(timespec="milliseconds")
    return jsonify(
        success=answer.status == 200,
        timestamp=now.replace("+00:00", "Z"),
        statusCode=answer.status or 0,
        reason=_reason(answer),
        detail=str(answer.status or answer.error),
    )


def loading():
    """The bot seems to type, until its next message."""
    body = body_json()
    refuse_if(loading_faults(body))
    with g.world.lock:
        person = g.world.people.get(body["chatId"])
        if person is None:
            raise bad_property("'chatId'")
        chat = g.world.chats.of(person.userId)
        chat.show_loading(g.world.clock.now() + body.get("loadingSeconds", LOADING_SECONDS))
        g.world.lock.notify_all()
    return jsonify({}), 202


def mark_as_read():
    """The message of that token, and all before it, are read."""
    body = body_json()
    refuse_if(read_faults(body))
    with g.world.lock:
        if body["markAsReadToken"] not in g.world.read_tokens:
            raise Refusal(400, "Invalid markAsReadToken")
    return jsonify({})


def _reason(answer) -> str:
    if answer.error:
        return answer.error.upper()
    return "OK"
