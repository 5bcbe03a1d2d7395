"""The people who hold a phone."""

from dataclasses import asdict, dataclass

from simulator.world.identifiers import user_id

BORN = (
    ("U00000000000000000000000000000001", "ป้านา"),
    ("U00000000000000000000000000000002", "ลุงมี"),
    ("U00000000000000000000000000000003", "คุณอร"),
)
# A push reaches somebody who is no friend for this long after they last wrote (REF#send-push-message).
STRANGER_REACHABLE_SECONDS = 7 * 24 * 3600


@dataclass
class Person:
    """One person and how they stand to the bot. `wrote_at` is in simulated seconds, None if never."""

    userId: str
    name: str
    pc: bool = False
    blocked: bool = False
    friend: bool = False
    wrote_at: float | None = None

    def shown(self) -> dict:
        """As /sim/ shows a person."""
        return {name: value for name, value in asdict(self).items() if name != "wrote_at"}

    def gets_push(self, now: float) -> bool:
        """Would a push sent now arrive?"""
        if self.blocked:
            return False
        return self.friend or self._wrote_lately(now)

    def gets_multicast(self) -> bool:
        """Would a multicast arrive? Friends only."""
        return self.friend and not self.blocked

    def has_profile(self) -> bool:
        """May the bot read the profile? Friends, and others who wrote, but nobody who blocked it."""
        return not self.blocked and (self.friend or self.wrote_at is not None)

    def _wrote_lately(self, now: float) -> bool:
        return self.wrote_at is not None and now - self.wrote_at <= STRANGER_REACHABLE_SECONDS


class People:
    """Everybody, by user id."""

    def __init__(self):
        self._by_id = {one: Person(one, name) for one, name in BORN}

    def add(self, name: str) -> Person:
        """Somebody new, not yet a friend of the bot."""
        person = Person(user_id(), name)
        self._by_id[person.userId] = person
        return person

    def get(self, one: str) -> Person | None:
        """The person with that user id."""
        return self._by_id.get(one)

    def all(self) -> list[Person]:
        """In the order they came."""
        return list(self._by_id.values())
