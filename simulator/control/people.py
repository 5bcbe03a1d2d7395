"""/sim/people: who there is, what they do, and what they see."""

import time
from concurrent.futures import Future

from flask import Blueprint, Response, jsonify

from simulator.control.body import asked, json_body
from simulator.hands.acts import act
from simulator.hands.outcome import CannotDo
from simulator.hands.transcript import transcript
from simulator.world import Person, World

# Seconds one long poll may last.
LONGEST_WAIT = 60


def build_people(world: World, courier) -> Blueprint:
    """/sim/people…"""
    people = Blueprint("people", __name__, url_prefix="/sim/people")
    people.post("")(lambda: _add(world))
    people.post("/<one>", endpoint="change")(lambda one: _change(world, one))
    people.post("/<one>/act", endpoint="act")(lambda one: _act(world, courier, one))
    people.get("/<one>/chat", endpoint="chat")(lambda one: _chat(world, one))
    people.get("/<one>/transcript", endpoint="transcript")(lambda one: _transcript(world, one))
    return people


def _add(world: World):
    with world.lock:
        person = world.people.add(str(json_body().get("name") or "คนใหม่"))
        world.lock.notify_all()
        return jsonify(person.shown())


def _change(world: World, one: str):
    with world.lock:
        person = _person(world, one)
        person.pc = bool(json_body().get("pc", person.pc))
        world.chats.of(one).changed()
        world.lock.notify_all()
        return jsonify(person.shown())


def _act(world: World, courier, one: str):
    body = json_body()
    with world.lock:
        done = act(world, _person(world, one), body)
        futures = [courier.send(event) for event in done.events]
        world.lock.notify_all()
    wait = body.get("wait", True)
    deliveries = [each for event, future in zip(done.events, futures, strict=True) for each in _delivered(event, future, wait)]
    return jsonify(deliveries=deliveries, label=done.label, opens=done.opens)


def _delivered(event: dict, future: Future, wait: bool) -> list[dict]:
    if wait:
        return future.result()
    return [{"webhookEventId": event["webhookEventId"], "status": None, "ms": None, "error": None}]


def _chat(world: World, one: str):
    after, seen = asked("after", 0), asked("version", -1)
    until = time.monotonic() + min(asked("wait", 0.0), LONGEST_WAIT)
    with world.lock:
        person, begun = _person(world, one), world.chats.of(one).version if seen < 0 else seen
        while not _news(world, one, after, begun) and time.monotonic() < until:
            world.lock.wait(until - time.monotonic())
        return jsonify(_seen(world, person, after))


def _news(world: World, one: str, after: int, version: int) -> bool:
    chat = world.chats.of(one)
    return len(chat.items) > after or chat.version != version


def _seen(world: World, person: Person, after: int) -> dict:
    chat = world.chats.of(person.userId)
    menu = world.menu_of(person)
    return {
        "items": chat.after(after),
        "next": len(chat.items),
        "version": chat.version,
        "menu": menu and {"id": menu.id, "object": menu.object, "imageUrl": f"/sim/menus/{menu.id}/image"},
        "loading": chat.loading_until > world.clock.now(),
    }


def _transcript(world: World, one: str):
    with world.lock:
        _person(world, one)
        return Response(transcript(world.chats.of(one)), mimetype="text/plain")


def _person(world: World, one: str) -> Person:
    person = world.people.get(one)
    if person is None:
        raise CannotDo(404, f"there is nobody called {one}")
    return person
