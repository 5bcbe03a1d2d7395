"""The world: everything LINE remembers, in memory, behind one lock."""

import threading
from collections import OrderedDict

from simulator.world.calls import Calls
from simulator.world.chats import Chats
from simulator.world.clock import Clock
from simulator.world.contents import Contents
from simulator.world.identifiers import Identifiers, opaque_token
from simulator.world.knobs import Knobs
from simulator.world.menus import Menu, Menus
from simulator.world.people import People, Person
from simulator.world.quota import Quota
from simulator.world.tokens import ReplyTokens, RetryKeys

# Messages of a bot that can be quoted, and so come back with a quote token (DOC/get-quote-tokens).
QUOTABLE = ("text", "textV2", "sticker", "image", "video", "template", "flex")
# Past events kept for a redelivery by hand. More would only fill the memory in a load test.
EVENTS_KEPT = 50_000


class World:
    """Take `lock` (a condition) to read or change anything, and never speak to the network while holding it."""

    def __init__(self, clock: Clock, callback: str, public: tuple[str, ...] = ()):
        self.lock = threading.Condition()
        self.clock = clock
        self.public = public  # the bot's own https addresses
        self.ids = Identifiers()
        self.birth_callback = callback
        self._be_born()

    def _be_born(self):
        self.callback = self.birth_callback
        self.people, self.chats, self.calls = People(), Chats(), Calls()
        self.reply_tokens, self.retry_keys, self.quota = ReplyTokens(), RetryKeys(), Quota()
        self.knobs, self.menus, self.contents = Knobs(), Menus(), Contents()
        self.read_tokens: set[str] = set()
        self.events: OrderedDict[str, dict] = OrderedDict()
        self.generation = getattr(self, "generation", 0) + 1

    def reset(self):
        """Everything back to birth, the clock too."""
        self._be_born()
        self.clock.shift(0)
        self.lock.notify_all()

    def say(self, person: Person, message: dict, kind: str, billable: bool) -> dict:
        """The bot's message arrives in that person's chat; returns LINE's sentMessages entry."""
        sent = {"id": self.ids.message()}
        if message["type"] in QUOTABLE:
            sent["quoteToken"] = opaque_token()
        chat = self.chats.of(person.userId)
        chat.loading_until = 0
        chat.add("bot", message, self.clock.now_ms(), kind=kind, billable=billable, id=sent["id"])
        self.lock.notify_all()
        return sent

    def remember_event(self, event: dict):
        """Keep an event so that it can be sent again."""
        if isinstance(event.get("webhookEventId"), str):
            self.events[event["webhookEventId"]] = event
        while len(self.events) > EVENTS_KEPT:
            self.events.popitem(last=False)

    def menu_of(self, person: Person) -> Menu | None:
        """The rich menu that person sees; LINE on a PC shows none (DOC/rich-menus-overview)."""
        return None if person.pc or person.blocked else self.menus.seen_by(person.userId)
