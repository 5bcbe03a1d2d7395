"""What the bot asked of LINE, for tests to look at."""

from collections import deque

# Calls kept. A load test makes far more than anybody reads; the oldest go first.
KEPT = 20_000


class Calls:
    """Every call to LINE's endpoints, oldest first, numbered from 1."""

    def __init__(self):
        self._calls = deque(maxlen=KEPT)
        self._count = 0

    def add(self, call: dict):
        """`call` has method, path, status, body, retryKey, at (ms), requestId, answer."""
        self._count += 1
        self._calls.append({"n": self._count, **call})

    def after(self, number: int) -> list[dict]:
        """Calls whose number is greater."""
        skip = max(number - (self._count - len(self._calls)), 0)
        return list(self._calls)[skip:]
