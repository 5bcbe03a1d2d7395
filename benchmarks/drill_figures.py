"""What the drill gave, as lines to read."""

from statistics import median

from benchmarks.drill_day import BANGKOK_TIME

LIMIT = 60  # seconds of the world's time: p99 of every step's lateness, and of every alarm's way to LINE (issue 4, Shows 2)


def verdict(found, arrivals: list[float], disturbed: list[float], failure: tuple) -> str:
    """A line for each rule. `arrivals`: seconds from an alarm's row to LINE's yes; `disturbed`: the same, while LINE failed and
    recovered. `failure`: from when to when LINE failed."""
    begins, ends = failure
    failing = [late for due, late in found.late if begins <= due < ends]
    return "\n".join([
        f"    {len(found.missed)} missed, {len(found.early)} early, {len(found.after_taking)} after taking, "
        f"{len(found.doubled)} doubled",
        lateness("steps late by", [late for _, late in found.late]),
        lateness("  of them while LINE failed", failing),
        by_hour(found.late),
        lateness("alarms to LINE's yes", arrivals),
        lateness("  and while LINE failed or recovered", disturbed),
        lateness("under way when somebody took the case", found.in_flight)])


def by_hour(late: list[tuple]) -> str:
    """p99 of those due in each hour of the day in Thailand, in whole seconds."""
    hours = {}
    for due, seconds in late:
        hours.setdefault(due.astimezone(BANGKOK_TIME).hour, []).append(seconds)
    told = [f"{hour}: {percentile(hours[hour], 0.99):.0f}" for hour in sorted(hours)]
    return f"      p99 by the hour: {', '.join(told)}"


def lateness(title: str, seconds: list[float]) -> str:
    spread = f"p50 {median(seconds or [0]):5.1f}   p99 {percentile(seconds, 0.99):6.1f}   most {max(seconds, default=0):6.1f} s"
    return f"    {title.ljust(40)}{len(seconds):8,}   {spread}"


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def too_late(found, arrivals: list[float]) -> list[str]:
    both = {"steps": [late for _, late in found.late], "alarms": arrivals}
    return [f"{what}: p99 of lateness is {percentile(seconds, 0.99):.1f} s, not {LIMIT}"
            for what, seconds in both.items() if percentile(seconds, 0.99) > LIMIT]
