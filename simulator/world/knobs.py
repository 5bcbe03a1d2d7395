"""What a test may turn to make the world misbehave."""

from dataclasses import asdict, dataclass, field, fields

SPECIAL_FAILURES = ("drop", "429rate", "429month", "timeout")


@dataclass
class Knobs:
    """All at rest at birth. See `change` for what each takes."""

    deliver_twice: bool = False  # every webhook is sent twice, both as first deliveries
    shuffle: bool = False  # events of one person arrive in another order
    delay_ms: int = 0  # milliseconds before a webhook leaves
    redeliver: bool = False  # the console's "Webhook redelivery" switch
    fail_next: list = field(default_factory=list)  # one per send call: a status, or one of SPECIAL_FAILURES
    monthly_quota: int | None = None  # messages a month; None is a plan without a limit
    content_202: int = 0  # so many answers of 202 for each video or audio sent from now on
    content_404: int = 0  # so many early 404s for anything sent from now on

    def change(self, changes: dict):
        """Set the named knobs; ValueError names the one that does not exist or does not fit."""
        for name, value in changes.items():
            _check(name, value)
        for name, value in changes.items():
            setattr(self, name, list(value) if name == "fail_next" else value)

    def next_failure(self):
        """Take the failure meant for this send call, or None."""
        return self.fail_next.pop(0) if self.fail_next else None

    def shown(self) -> dict:
        """As /sim/state shows them."""
        return asdict(self)


_KINDS = {each.name: each.type for each in fields(Knobs)}


def _check(name, value):
    if name not in _KINDS:
        raise ValueError(f"there is no knob {name!r}; there are {', '.join(_KINDS)}")
    if not _fits(name, value):
        raise ValueError(f"{value!r} does not fit the knob {name!r}")


def _fits(name, value) -> bool:
    if name == "fail_next":
        return isinstance(value, list) and all(_is_failure(each) for each in value)
    if name == "monthly_quota" and value is None:
        return True
    if _KINDS[name] is bool:
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_failure(value) -> bool:
    return value in SPECIAL_FAILURES or (isinstance(value, int) and 400 <= value <= 599)
