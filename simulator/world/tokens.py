"""Reply tokens and retry keys: what may be used once, and for how long."""

from dataclasses import dataclass

# Seconds from a webhook's delivery within which LINE promises to take the token (REF#send-reply-message-reply-token).
REPLY_SECONDS = 60
# Seconds from the event itself after which even a redelivered token is dead (same source).
REPLY_CAP_SECONDS = 20 * 60
# Seconds for which LINE remembers a retry key (REF#retry-api-request); afterwards it is a new request.
RETRY_KEY_SECONDS = 24 * 3600


@dataclass
class ReplyToken:
    """A token of one event. Times are simulated seconds."""

    person: str
    born: float
    delivered: float
    used: bool = False

    def good(self, now: float) -> bool:
        """May it be used now?"""
        return not self.used and now - self.delivered <= REPLY_SECONDS and now - self.born <= REPLY_CAP_SECONDS


class ReplyTokens:
    """Every reply token handed out."""

    def __init__(self):
        self._tokens: dict[str, ReplyToken] = {}

    def hand_out(self, token: str, person: str, now: float):
        """A new event carries `token`."""
        self._tokens.setdefault(token, ReplyToken(person, now, now))

    def delivered(self, token: str | None, now: float):
        """The webhook with `token` left (again): its minute starts anew."""
        if token in self._tokens:
            self._tokens[token].delivered = now

    def find(self, token: str, now: float) -> ReplyToken | None:
        """The token if it may be used now."""
        known = self._tokens.get(token)
        return known if known and known.good(now) else None


@dataclass
class Accepted:
    """A request that LINE took: its id and what it answered. `at` is in simulated seconds."""

    request_id: str
    answer: dict
    at: float


class RetryKeys:
    """The retry keys of accepted requests."""

    def __init__(self):
        self._keys: dict[str, Accepted] = {}

    def find(self, key: str | None, now: float) -> Accepted | None:
        """The request taken under `key` in the last 24 hours."""
        known = self._keys.get(key) if key else None
        return known if known and now - known.at <= RETRY_KEY_SECONDS else None

    def remember(self, key: str | None, accepted: Accepted):
        """`key` was used for a request that LINE took."""
        if key:
            self._keys[key] = accepted
