"""What the rounds of photos gave, as a table, and what they came up against."""

import os
from dataclasses import dataclass
from statistics import median

from benchmarks.figures import line, percentiles
from benchmarks.media_memory import Growth
from bot.fetchers import FETCHERS

HEADINGS = (
    "", "photos/s", "least–most", "queued→kept p50", "p99 ms", "asked→kept p50", "p99 ms", "CPU ms/photo", "cores", "others'")
WIDTHS = (24, 10, 13, 17, 9, 16, 9, 14, 8, 9)
CORES = os.cpu_count()
GROWTH_HEADINGS = ("MB of a clock's process", "RSS before", "at the most", "after", "RSS more", "PSS more", "looks", "seconds")
GROWTH_WIDTHS = (48, 12, 13, 8, 10, 10, 8, 9)
FLAT = 16  # MB: two parts of an upload to a bucket, 4 MB each, held twice (our own goal)
NEARLY = 0.85  # of all cores, or of all the time: what comes so near to a limit is held by it (our own choice)


@dataclass(frozen=True)
class Round:
    """Times in seconds. `waits`: of each photo from queued to kept. `takes`: from asked of LINE to kept. `seconds`: from the
    first one asked to the last one kept. `cpu`: of the clock and its database. `cores`: how many were busy, all in all, with
    this bench, LINE's end and the bucket included; `others`: with other programs."""

    waits: list[float]
    takes: list[float]
    seconds: float
    cpu: float
    cores: float
    others: float

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of CPU for a photo."""
        return self.cpu * 1000 / len(self.waits)


def table(rounds: dict[str, list[Round]]) -> str:
    """A line for each installation: medians over its rounds, percentiles over all its photos."""
    lines = [line(HEADINGS, WIDTHS)]
    for name, several in rounds.items():
        rates = [one.rate for one in several]
        waits, takes = ([each for one in several for each in times(one)] for times in (lambda r: r.waits, lambda r: r.takes))
        lines.append(line((
            name, f"{median(rates):.1f}", f"{min(rates):.1f}–{max(rates):.1f}", *percentiles(waits), *percentiles(takes),
            f"{median(one.cost for one in several):.0f}", f"{median(one.cores for one in several):.1f}",
            f"{median(one.others for one in several):.1f}"), WIDTHS))
    return "\n".join(lines)


def bounds(rounds: dict[str, list[Round]], delay: float) -> str:
    """Where the time of the fetchers goes. `delay`: seconds that LINE takes for a call."""
    most = f"at {delay * 1000:.0f} ms a call LINE would give {FETCHERS} fetchers {FETCHERS / delay:.0f} photos/s" if delay else ""
    lines = [f"{CORES} cores; {most or 'LINE answers at once'}"]
    for name, several in rounds.items():
        each = FETCHERS / median(one.rate for one in several)
        lines.append(f"{name}: a photo keeps a fetcher for {each * 1000:.0f} ms; held by {_holds(several, delay / each)}")
    return "\n".join(lines)


def _holds(rounds: list[Round], waiting: float) -> str:
    """`waiting`: the part of a fetcher's time in which it waits for LINE."""
    if median(one.cores + one.others for one in rounds) >= NEARLY * CORES:
        return "the cores"
    return "LINE" if waiting >= NEARLY else "the number of fetchers"


def growths(grown: dict[str, dict[str, Growth]]) -> str:
    """How much each clock's process grew, {name: {with what: how much}}."""
    lines = [line(GROWTH_HEADINGS, GROWTH_WIDTHS)]
    for name, several in grown.items():
        for what, one in several.items():
            sizes = (one.rss_before, one.rss_most, one.rss_after, one.rss_most - one.rss_before, one.pss_most - one.pss_before)
            cells = (f"{name}, {what}", *(f"{size:.0f}" for size in sizes), f"{one.looks}", f"{one.seconds:.1f}")
            lines.append(line(cells, GROWTH_WIDTHS) + ("   flat" if one.more < FLAT else ""))
    return "\n".join(lines)
