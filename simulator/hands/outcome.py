"""What an act leaves behind."""

from dataclasses import dataclass, field

from simulator.webhooks.events import new_event
from simulator.world import Person, World


class CannotDo(Exception):
    """The act is impossible; answered as `status` with {"error": …, …more}."""

    def __init__(self, status: int, error: str, **more):
        super().__init__(error)
        self.status, self.body = status, {"error": error, **more}


@dataclass
class Done:
    """The events an act leaves, the label that was tapped, and what opened on the phone (a link, the camera…)."""

    events: list[dict] = field(default_factory=list)
    label: str | None = None
    opens: dict | None = None


def send(world: World, person: Person, *messages: dict) -> Done:
    """Messages leave the phone: they stand in the chat, and one event each goes to the bot."""
    person.wrote_at = world.clock.now()
    events = [new_event(world, person, "message", message=message) for message in messages]
    for message, event in zip(messages, events, strict=True):
        world.chats.of(person.userId).add("person", message, event["timestamp"])
    return Done(events)
