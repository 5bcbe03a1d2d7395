"""How many messages the month still allows. Counted per recipient; replies are free (DOC/pricing)."""

from collections import Counter


class Quota:
    """Messages used, by month (YYYY-MM)."""

    def __init__(self):
        self._used = Counter()

    def used(self, month: str) -> int:
        """Messages counted in `month`."""
        return self._used[month]

    def room(self, month: str, limit: int | None, recipients: int) -> bool:
        """Is there room for one message to each of `recipients`? None as limit is unlimited."""
        return limit is None or self._used[month] + recipients <= limit

    def spend(self, month: str, recipients: int):
        """Count one message to each of `recipients`."""
        self._used[month] += recipients
