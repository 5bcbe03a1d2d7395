"""What a test may turn to make the world misbehave."""

from dataclasses import asdict, dataclass, field, fields

# Beside a status from 400 to 599, what each queue of failures takes.
SPECIAL_FAILURES = {
    "fail_next": ("ok", "drop", "429rate", "429month", "timeout"),
    "content_fail": ("ok", "drop", "half", "lie", "timeout"),
}


@dataclass
class Knobs:
    """All at rest at birth. See `change` for what each takes."""

    deliver_twice: bool = False  # every webhook is sent twice, both as first deliveries
    shuffle: bool = False  # events of one person arrive in another order
    delay_ms: int = 0  # milliseconds before a webhook leaves
    redeliver: bool = False  # the console's "Webhook redelivery" switch
    fail_next: list = field(default_factory=list)  # one per send call: a status, or one of SPECIAL_FAILURES
    monthly_quota: int | None = None  # messages a month; None is a plan without a limit
    content_fail: list = field(default_factory=list)  # one per call for bytes or a preview, likewise
    content_delay_ms: int = 0  # milliseconds before such a call is answered
    content_202: int = 0  # so many answers of 202 for each video or audio sent from now on
    content_404: int = 0  # so many early 404s for anything sent from now on

    def change(self, changes: dict):
        """Set the named knobs; ValueError names the one that does not exist or does not fit."""
        for name, value in changes.items():
            _check(name, value)
        for name, value in changes.items():
            setattr(self, name, list(value) if name in SPECIAL_FAILURES else value)

    def next_failure(self, queue: str):
        """Take the failure meant for this call from that queue (fail_next, content_fail), or None."""
        waiting = getattr(self, queue)
        failure = waiting.pop(0) if waiting else "ok"
        return None if failure == "ok" else failure

    def shown(self) -> dict:
        """As /sim/state shows them."""
        return asdict(self)


_KINDS = {each.name: each.type for each in fields(Knobs)}


def _check(name, value):
    if name not in _KINDS:
        raise ValueError(f"there is no knob {name!r}; there are {', '.join(_KINDS)}")
    if not _fits(name, value):
        raise ValueError(f"{value!r} does not fit the knob {name!r}: it takes {_takes(name)}")


def _takes(name) -> str:
    if name in SPECIAL_FAILURES:
        return f"a list of statuses from 400 to 599 and of {', '.join(SPECIAL_FAILURES[name])}"
    if _KINDS[name] is bool:
        return "true or false"
    return "a whole number from 0 on" + (", or null" if name == "monthly_quota" else "")


def _fits(name, value) -> bool:
    if name in SPECIAL_FAILURES:
        return isinstance(value, list) and all(_is_failure(name, each) for each in value)
    if name == "monthly_quota" and value is None:
        return True
    if _KINDS[name] is bool:
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_failure(name, value) -> bool:
    return value in SPECIAL_FAILURES[name] or (isinstance(value, int) and 400 <= value <= 599)
