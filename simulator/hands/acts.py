"""What people do. Every act changes the world and leaves events for the courier; call them with the lock held."""

from simulator.hands.actions import perform
from simulator.hands.buttons import visible
from simulator.hands.media import make
from simulator.hands.outcome import CannotDo, Done, send
from simulator.webhooks.events import new_event, new_message
from simulator.world import Person, World


def act(world: World, person: Person, body: dict) -> Done:
    """Do what `body` says (see ACTS for the words); CannotDo if it is impossible."""
    name = str(body.get("do"))
    if name not in ACTS:
        raise CannotDo(400, f"nobody can {name!r} here; they can {', '.join(ACTS)}")
    if person.blocked and name != "unblock":
        raise CannotDo(409, f"{person.name} has blocked the bot and must unblock it first")
    try:
        return ACTS[name](world, person, body)
    except KeyError as missing:
        raise CannotDo(400, f"{name} needs {missing}") from None
    except (TypeError, ValueError, AttributeError, OverflowError) as problem:  # the body is any JSON a test may think of
        raise CannotDo(400, f"{name} cannot be done so: {problem}") from None


def follow(world, person, body) -> Done:
    """Adds the bot as a friend."""
    person.friend = True
    return _friendship(world, person, "follow", follow={"isUnblocked": False})


def block(world, person, body) -> Done:
    """Blocks the bot: LINE says unfollow, and nothing can be replied."""
    person.blocked = True
    return _friendship(world, person, "block")


def unblock(world, person, body) -> Done:
    """Takes the bot back."""
    person.blocked, person.friend = False, True
    return _friendship(world, person, "unblock", follow={"isUnblocked": True})


def text(world, person, body) -> Done:
    """Writes. LINE's own app sends nothing that is empty."""
    if not str(body["text"]).strip():
        raise CannotDo(400, "there is nothing in that text")
    return send(world, person, new_message(world, "text", text=str(body["text"])))


def tap(world, person, body) -> Done:
    """Taps the button with that label."""
    wanted = body["label"]
    buttons = visible(world, person)
    found = next((button for button in buttons if button.label == wanted), None)
    if found is None:
        raise CannotDo(404, f"no button says {wanted!r}", visible=[button.label for button in buttons])
    return _perform(world, person, found.action, found.label, body)


def action(world, person, body) -> Done:
    """Performs an action object as if its button had been tapped."""
    return _perform(world, person, body["action"], body["action"].get("label"), body)


def date(world, person, body) -> Done:
    """Picks a date, time or both on the visible picker."""
    for button in visible(world, person):
        if button.action.get("type") == "datetimepicker":
            mode = button.action["mode"]
            return _perform(world, person, button.action, button.label, {"params": {mode: body["date"]}})
    raise CannotDo(404, "no button picks a date", visible=[button.label for button in visible(world, person)])


def sticker(world, person, body) -> Done:
    """Sends a sticker."""
    return send(
        world,
        person,
        new_message(
            world,
            "sticker",
            packageId=str(body.get("packageId", "446")),
            stickerId=str(body.get("stickerId", "1988")),
            stickerResourceType="STATIC",
            keywords=["Thumbs up"],
        ),
    )


def location(world, person, body) -> Done:
    """Shares a place."""
    named = {name: body[name] for name in ("title", "address") if body.get(name)}
    return send(
        world,
        person,
        new_message(world, "location", **named, latitude=float(body["latitude"]), longitude=float(body["longitude"])),
    )


def unsend(world, person, body) -> Done:
    """Takes a message back."""
    chat = world.chats.of(person.userId)
    item = chat.own_message(body.get("message_id"))
    if item is None:
        raise CannotDo(404, "there is no such message to take back")
    one = item["message"]["id"]
    item["unsent"] = True
    world.contents.unsend(one)
    chat.add("person", {"type": "unsend", "messageId": one}, world.clock.now_ms())
    return Done([new_event(world, person, "unsend", replyable=False, unsend={"messageId": one})])


def _friendship(world, person, name, **more) -> Done:
    world.chats.of(person.userId).add("person", {"type": name}, world.clock.now_ms())
    kind = "unfollow" if name == "block" else "follow"
    return Done([new_event(world, person, kind, replyable=kind == "follow", **more)])


def _perform(world, person, chosen, label, body) -> Done:
    return perform(world, person, chosen, label, body.get("params"))


def _media(name):
    def send_media(world, person, body) -> Done:
        return send(world, person, *make(world, name, body))

    return send_media


ACTS = {
    "follow": follow,
    "unblock": unblock,
    "block": block,
    "text": text,
    "tap": tap,
    "action": action,
    "date": date,
    "sticker": sticker,
    "location": location,
    "unsend": unsend,
    **{name: _media(name) for name in ("image", "audio", "video", "file")},
}
