"""What the rounds gave, as a table."""

from dataclasses import dataclass
from statistics import median

from benchmarks.volunteers import Tally

HEADINGS = ("", "events/s", "acknowledged p50", "p99 ms", "reply p50", "p99 ms", "CPU ms/event", "memory MB", "errors")
WIDTHS = (24, 10, 18, 9, 11, 9, 14, 11, 8)


@dataclass(frozen=True)
class Round:
    """One contestant's turn. `cpu` in seconds, over all its processes."""

    tally: Tally
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Events whose answer was heard, per second."""
        return len(self.tally.replied) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of CPU for an event."""
        return self.cpu * 1000 / max(1, len(self.tally.replied))


def table(rounds: dict[str, list[Round]], memory: dict[str, float]) -> str:
    """A line for each contestant: medians over its rounds, percentiles over all its events."""
    lines = [line(HEADINGS, WIDTHS)]
    for name, turns in rounds.items():
        acknowledged = [each for turn in turns for each in turn.tally.acknowledged]
        replied = [each for turn in turns for each in turn.tally.replied]
        errors = sum(len(turn.tally.errors) for turn in turns)
        lines.append(line((
            name, f"{median(turn.rate for turn in turns):,.0f}", *percentiles(acknowledged), *percentiles(replied),
            f"{median(turn.cost for turn in turns):.2f}", f"{memory[name]:.0f}", str(errors)), WIDTHS))
    return "\n".join(lines)


def ratios(rounds: dict[str, list[Round]], to: str) -> str:
    """Each contestant's events/s beside those of `to` in the same round: the median, and from the least to the most."""
    lines = []
    for name in rounds:
        if name != to:
            each = [turn.rate / other.rate for turn, other in zip(rounds[name], rounds[to], strict=True)]
            cost = median(turn.cost / other.cost for turn, other in zip(rounds[name], rounds[to], strict=True))
            spread = f"{min(each):.2f}–{max(each):.2f}"
            lines.append(f"{name}: {median(each):.2f} × the {to} ({spread}); {cost:.1f} × its CPU for an event")
    return "\n".join(lines)


def percentiles(seconds: list[float]) -> tuple[str, str]:
    """The middle one and the 99th of a hundred, in milliseconds."""
    ordered = sorted(seconds) or [0]
    return tuple(f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000:.1f}" for share in (0.50, 0.99))


def line(cells, widths) -> str:
    first, *others = cells
    return first.ljust(widths[0]) + "".join(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
