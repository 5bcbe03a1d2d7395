"""Reply, push, multicast, and what they cost."""

import uuid

from flask import g, jsonify, request

from simulator.checks.requests import multicast_faults, push_faults, reply_faults, validate_faults
from simulator.line.faults import send_call
from simulator.line.gate import body_json, build_gate
from simulator.line.refusal import Refusal, bad_property, monthly_limit, refuse_if
from simulator.world.tokens import Accepted

VALIDATED = ("reply", "push", "multicast", "narrowcast", "broadcast")


def build_sending():
    """POST /v2/bot/message/…"""
    gate = build_gate("sending")
    gate.post("/v2/bot/message/reply")(send_call(reply))
    gate.post("/v2/bot/message/push")(send_call(push))
    gate.post("/v2/bot/message/multicast")(send_call(multicast))
    for kind in VALIDATED:
        gate.post(f"/v2/bot/message/validate/{kind}", endpoint=f"validate_{kind}")(validate)
    gate.get("/v2/bot/message/quota")(quota)
    gate.get("/v2/bot/message/quota/consumption")(consumption)
    return gate


def reply():
    """Free, to the chat of the token."""
    body = body_json()
    refuse_if(reply_faults(body))
    world = g.world
    with world.lock:
        token = world.reply_tokens.find(body["replyToken"], world.clock.now())
        if token is None:
            raise Refusal(400, "Invalid reply token")
        token.used = True
        person = world.people.get(token.person)
        return jsonify(sentMessages=_say(person, body["messages"], "reply", billable=False))


def push():
    """To one person; counted if it arrives."""
    body = body_json()
    refuse_if(push_faults(body))
    key = _retry_key()
    world = g.world
    with world.lock:
        _refuse_repeated(key)
        person = _somebody(body["to"], "'to'")
        reached = [person] if person.gets_push(world.clock.now()) else []
        _spend(len(reached))
        sent = _say(person, body["messages"], "push", billable=True, arrives=bool(reached))
        return _accept(key, {"sentMessages": sent})


def multicast():
    """To many friends; LINE answers without message ids. One unknown id and nobody gets it."""
    body = body_json()
    refuse_if(multicast_faults(body))
    key = _retry_key()
    with g.world.lock:
        _refuse_repeated(key)
        people = {one: _somebody(one, f"to[{place}]") for place, one in enumerate(body["to"])}
        reached = [person for person in people.values() if person.gets_multicast()]
        _spend(len(reached))
        for person in reached:
            _say(person, body["messages"], "push", billable=True)
        return _accept(key, {})


def validate():
    """Checks message objects, sends nothing."""
    refuse_if(validate_faults(body_json()))
    return jsonify({})


def quota():
    """The month's allowance."""
    with g.world.lock:
        limit = g.world.knobs.monthly_quota
    return jsonify({"type": "none"} if limit is None else {"type": "limited", "value": limit})


def consumption():
    """What is used of it. (LINE calls its own number approximate; this one is exact.)"""
    with g.world.lock:
        return jsonify(totalUsage=g.world.quota.used(g.world.clock.month()))


def _retry_key() -> str | None:
    key = request.headers.get("X-Line-Retry-Key")
    if key is None:
        return None
    try:
        return str(uuid.UUID(key)) if len(key) == 36 else _bad_key()
    except ValueError:
        return _bad_key()


def _bad_key():
    detail = {"message": "Must be a UUID in hexadecimal form", "property": "X-Line-Retry-Key"}
    raise Refusal(400, "The retry key is invalid", [detail])


def _refuse_repeated(key):
    accepted = g.world.retry_keys.find(key, g.world.clock.now())
    if accepted:
        raise Refusal(
            409,
            "The retry key is already accepted",
            headers={"x-line-accepted-request-id": accepted.request_id},
            **accepted.answer,
        )


def _somebody(one: str, where: str):
    """Malformed and unknown ids have different words (REF#error-messages)."""
    person = g.world.people.get(one)
    if person is None:
        raise Refusal(400, "Failed to send messages") if _well_formed(one) else bad_property(where)
    return person


def _well_formed(one: str) -> bool:
    return len(one) == 33 and one[0] in "UCR" and set(one[1:]) <= set("0123456789abcdef")


def _spend(recipients: int):
    """A message to nobody costs nothing and meets no limit."""
    world, month = g.world, g.world.clock.month()
    if recipients and not world.quota.room(month, world.knobs.monthly_quota, recipients):
        raise monthly_limit()
    world.quota.spend(month, recipients)


def _say(person, messages, kind, billable, arrives=True) -> list[dict]:
    """sentMessages, as LINE gives them even when nothing arrives."""
    if arrives and not person.blocked:
        return [g.world.say(person, message, kind, billable) for message in messages]
    return [{"id": g.world.ids.message()} for _ in messages]


def _accept(key, answer):
    g.world.retry_keys.remember(key, Accepted(g.request_id, answer, g.world.clock.now()))
    return jsonify(answer)
