"""Webhook events in LINE's format (REF#webhook-event-objects). Call these with the world's lock held."""

from simulator.world import Person, World
from simulator.world.identifiers import opaque_token, reply_token, ulid

# What people send that a bot may quote (SPEC webhook.yml, quoteToken).
QUOTABLE = ("text", "image", "video", "sticker")


def new_event(world: World, person: Person, kind: str, replyable: bool = True, **more) -> dict:
    """An event of `person` happening now; `more` are the properties of its kind."""
    now = world.clock.now_ms()
    event = {
        "type": kind,
        **more,
        "webhookEventId": ulid(now),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now,
        "source": {"type": "user", "userId": person.userId},
        "mode": "active",
    }
    if replyable:
        event["replyToken"] = reply_token()
        world.reply_tokens.hand_out(event["replyToken"], person.userId, now / 1000)
    world.remember_event(event)
    return event


def new_message(world: World, kind: str, **more) -> dict:
    """The message object of a message event."""
    message = {"id": world.ids.message(), "type": kind, **more, "markAsReadToken": opaque_token()}
    if kind in QUOTABLE:
        message["quoteToken"] = opaque_token()
    world.read_tokens.add(message["markAsReadToken"])
    return message


def again(event: dict) -> dict:
    """The same event as LINE redelivers it: everything stays but isRedelivery."""
    return {**event, "deliveryContext": {**event.get("deliveryContext", {}), "isRedelivery": True}}
