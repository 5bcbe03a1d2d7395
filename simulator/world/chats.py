"""What a person's chat with the bot holds.

An item, as /sim/people/ID/chat gives it:

    {"n": 1, 2, …, "from": "bot" | "person", "at": ms of the simulated world, "kind": "reply" | "push" | None,
     "billable": bool, "unsent": bool, "message": {…}, and of a tap also "displayText"?}

`message` of the bot is the object the bot sent, unchanged, except that "id" stands beside it in the item.
`message` of a person is LINE's own webhook message (text, image, video, audio, file, location, sticker), or one
of {"type": "follow"}, {"type": "unblock"}, {"type": "block"}, {"type": "unsend", "messageId"},
{"type": "postback", "label", "data", "displayText"?, "params"?}.
"""

from dataclasses import dataclass, field


@dataclass
class Chat:
    """One person's chat.

    `version` grows with every change, so that a page can wait for one. `tapped` is the number of the last message
    whose quick replies are gone because one of them was tapped.
    """

    items: list[dict] = field(default_factory=list)
    turns: list[tuple[int, float]] = field(default_factory=list)  # (items before it, seconds the clock moved)
    loading_until: float = 0
    version: int = 0
    tapped: int = 0

    def add(self, sender: str, message: dict, at_ms: int, **more) -> dict:
        """Put an item at the end and return it."""
        item = {
            "n": len(self.items) + 1,
            "from": sender,
            "at": at_ms,
            "kind": None,
            "billable": False,
            "unsent": False,
            "message": message,
            **more,
        }
        self.items.append(item)
        self.changed()
        return item

    def changed(self):
        """Something a page shows is different now."""
        self.version += 1

    def after(self, number: int) -> list[dict]:
        """Items numbered higher."""
        return self.items[max(number, 0) :]

    def own_message(self, message_id: str | None) -> dict | None:
        """A message the person sent and has not unsent: the one with that id, or the newest."""
        for item in reversed(self.items):
            mine = item["from"] == "person" and "id" in item["message"] and not item["unsent"]
            if mine and message_id in (None, item["message"]["id"]):
                return item
        return None

    def show_loading(self, until: float):
        """The bot pretends to type until then (simulated seconds)."""
        self.loading_until = until
        self.changed()


class Chats:
    """Every chat, by user id."""

    def __init__(self):
        self._by_person: dict[str, Chat] = {}

    def of(self, person: str) -> Chat:
        """The chat of that person; an empty one if nothing was said yet."""
        return self._by_person.setdefault(person, Chat())

    def clock_moved(self, seconds: float):
        """Note a turn of the clock in every chat, for the transcripts."""
        for chat in self._by_person.values():
            chat.turns.append((len(chat.items), seconds))
            chat.changed()
