"""/sim/state, clock, knobs, events, calls: the world itself."""

import json

from flask import Blueprint, jsonify

from simulator.control.body import asked, json_body
from simulator.hands.outcome import CannotDo
from simulator.webhooks.events import again
from simulator.world import World


def build_world(world: World, courier) -> Blueprint:
    """/sim/… but for people and files."""
    control = Blueprint("world", __name__, url_prefix="/sim")
    control.get("/state", endpoint="state")(lambda: _state(world))
    control.post("/reset", endpoint="reset")(lambda: _reset(world))
    control.post("/clock", endpoint="clock")(lambda: _clock(world))
    control.post("/knobs", endpoint="knobs")(lambda: _knobs(world))
    control.post("/events", endpoint="events")(lambda: _events(world, courier))
    control.post("/redeliver", endpoint="redeliver")(lambda: _redeliver(world, courier))
    control.get("/calls", endpoint="calls")(lambda: _calls(world))
    return control


def _state(world: World):
    with world.lock:
        used = world.quota.used(world.clock.month())
        return jsonify(
            now=world.clock.now_ms(),
            offset=world.clock.offset,
            knobs=world.knobs.shown(),
            quota={"limit": world.knobs.monthly_quota, "used": used},
            people=[person.shown() for person in world.people.all()],
            callback=world.callback,
            public=world.public,
        )


def _reset(world: World):
    with world.lock:
        world.reset()
    return _state(world)


def _clock(world: World):
    body = json_body()
    with world.lock:
        moved = _turn(world.clock, body)
        world.chats.clock_moved(moved)
        world.lock.notify_all()
    return _state(world)


def _turn(clock, body) -> float:
    try:
        if "forward" in body:
            return clock.shift(clock.offset + float(body["forward"]))
        return clock.shift_to(body["at"]) if "at" in body else clock.shift(float(body["offset"]))
    except (KeyError, TypeError, ValueError, OverflowError) as problem:
        raise CannotDo(400, f"the clock takes forward or offset (seconds) or at (an ISO moment): {problem}") from None


def _knobs(world: World):
    body = json_body()
    with world.lock:
        try:
            world.knobs.change(body)
        except ValueError as problem:
            raise CannotDo(400, str(problem)) from None
    return _state(world)


def _events(world: World, courier):
    """Sends raw events, or a raw body, just as given; reply tokens in them are good if their person is known."""
    body = json_body()
    raw = body["body"].encode() if isinstance(body.get("body"), str) else _raw(body, courier)
    with world.lock:
        _hand_out(world, raw)
    answer = courier.post(raw, body.get("signature"))
    return jsonify(status=answer.status, body=answer.body, ms=answer.ms, error=answer.error)


def _raw(body, courier) -> bytes:
    whole = {"destination": body.get("destination", courier.destination), "events": body.get("events", [])}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _hand_out(world: World, raw: bytes):
    for event in _events_in(raw):
        source = event.get("source")
        person = source.get("userId") if isinstance(source, dict) else None
        token = event.get("replyToken")
        if isinstance(person, str) and world.people.get(person) and isinstance(token, str):
            world.reply_tokens.hand_out(token, person, world.clock.now())
        world.remember_event(event)


def _events_in(raw: bytes) -> list[dict]:
    """The well-formed events of a body that need not be well formed."""
    try:
        events = json.loads(raw)["events"]
    except (ValueError, KeyError, TypeError):
        return []
    return [event for event in events if isinstance(event, dict)] if isinstance(events, list) else []


def _redeliver(world: World, courier):
    one = json_body().get("webhookEventId")
    with world.lock:
        event = world.events.get(one)
    if event is None:
        raise CannotDo(404, f"no event {one!r} was ever sent")
    return jsonify(deliveries=courier.send(again(event)).result(), label=None)


def _calls(world: World):
    with world.lock:
        return jsonify(calls=world.calls.after(asked("after", 0)))
