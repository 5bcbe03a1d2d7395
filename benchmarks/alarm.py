"""How long from a volunteer's tap to LINE's yes to the officer's push?   make bench-alarm   (docs/performance.md)

Real gunicorn with gunicorn.conf.py and a clock, on SQLite and on PostgreSQL, while LINE takes 50 ms for each call. One alarm
after the other, then several at a time; beside them, pushes that wait for clock's next look.
"""

import argparse
import asyncio
import sys
import textwrap
import time
from contextlib import ExitStack

from benchmarks import alarm_trips
from benchmarks.alarm_course import Alarms, Ears, kept, middle, raise_some, wait_for_clock, with_officers
from benchmarks.bench import FIRST_PORT, LOGS, databases, tell_errors
from benchmarks.contestants import ROOT, Contestant, environment, start_product
from benchmarks.figures import line, percentiles
from scripts import laptop
from scripts.processes import Crew, Ended
from scripts.setup import Trouble

GOAL = 4  # of LINE's latencies, half of the alarms, one at a time (issue 4, Shows 3)
WARM_UP = 8  # alarms for each, before anything is counted
SETTLING = 10  # seconds that the last message may take to be written down as sent
HEADINGS = ("", "alarms", "at a time", "accepted p50", "p99 ms", "× LINE p50", "p99", "acknowledged p50", "p99 ms", "errors")
WIDTHS = (24, 8, 11, 14, 9, 12, 7, 18, 9, 8)


def arguments(given):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alarm", description=__doc__.partition("\n")[0])
    parser.add_argument("--alarms", type=int, default=100, help="of each round, one at a time, and as many again together")
    parser.add_argument("--rounds", type=int, default=2, help="turns of each database")
    parser.add_argument("--together", type=int, default=16, help="alarms at a time")
    parser.add_argument("--pause", type=int, default=50, help="ms that LINE takes for each call")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database instead of both")
    return parser.parse_args(given)


def main(given=None) -> int:
    """The exit status: 0 if every alarm arrived once, is kept, and the goal is met."""
    chosen, line_port = arguments(given), laptop.next_free(FIRST_PORT - 1)
    try:
        with Crew(ROOT, environment(line_port), LOGS) as crew, ExitStack() as places:
            print("· starting gunicorn and a clock for each database …", flush=True)
            urls = dict(databases(places, chosen.only))
            contestants = {start_product(crew, name, url, line_port): url for name, url in urls.items()}
            return asyncio.run(course(crew, contestants, line_port, chosen))
    except Ended:
        return 130
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


async def course(crew: Crew, contestants: dict[Contestant, str], line_port: int, chosen) -> int:
    """Counts, then measures: the databases take turns."""
    ears, wrong = Ears(chosen.pause / 1000), []
    async with await ears.open(line_port):
        people = {one: with_officers(one) for one in contestants}
        trips = {}
        for one, url in contestants.items():
            wrong += (await raise_some(one, ears, people[one], WARM_UP, 2)).errors
            trips[one], errors = await alarm_trips.count(url, ears, line_port, people[one])
            wrong += errors
        given = await take_turns(crew, ears, people, chosen)
        wrong += report(given, trips, chosen)
        for one in contestants:
            wrong += await accounted(one, given[one])
    return tell_errors(wrong + ears.strangers)


async def take_turns(crew: Crew, ears: Ears, people: dict, chosen) -> dict[Contestant, dict[int, Alarms]]:
    """{who: {how many at a time: what they gave}}"""
    given = {one: {1: Alarms(), chosen.together: Alarms()} for one in people}
    for number in range(chosen.rounds):
        for one in list(people)[:: -1 if number % 2 else 1]:
            for at_a_time, alarms in given[one].items():
                crew.rest()  # notices Ctrl-C, and a server that died
                alarms.add(await raise_some(one, ears, people[one], chosen.alarms, at_a_time))
            given[one][1].add(await wait_for_clock(one, ears, people[one], chosen.alarms // 5))
    return given


def report(given: dict, trips: dict, chosen) -> list[str]:
    """Prints it; gives what misses the goal."""
    pause, missed = chosen.pause / 1000, []
    print(f"\nFrom the tap to LINE's yes to the officer's push. LINE answers after {chosen.pause} ms; rounds: {chosen.rounds}")
    print(line(HEADINGS, WIDTHS))
    for one, several in given.items():
        for at_a_time, alarms in several.items():
            print(row(one.name, at_a_time, alarms, pause))
        if middle(several[1].accepted) > GOAL * pause:
            missed.append(f"{one.name}: more than {GOAL} of LINE's latencies")
    for one, several in given.items():
        print(details(one.name, several[1], trips[one]))
    for way in dict.fromkeys(trips.values()):
        print(textwrap.fill(f"What is asked: {', '.join(way)}", 110), flush=True)
    return missed


def row(name: str, at_a_time: int, alarms: Alarms, pause: float) -> str:
    times = percentiles([each / pause / 1000 for each in alarms.accepted])
    cells = (name, str(len(alarms.accepted)), str(at_a_time), *percentiles(alarms.accepted), *times)
    return line((*cells, *percentiles(alarms.acknowledged), str(len(alarms.errors))), WIDTHS)


def details(name: str, alarms: Alarms, asked: tuple) -> str:
    """Round trips, and what a push costs that waits for clock."""
    ends = sum(what in ("BEGIN", "COMMIT", "ROLLBACK") for what in asked)
    line_trips = round(middle(alarms.calls))
    trips = f"{len(asked)} round trips to the database, {ends} of them BEGIN, COMMIT or ROLLBACK; {line_trips} to LINE"
    usual, slow = percentiles(alarms.patient)
    return f"{name}: {trips}. A push that waits for clock: p50 {usual} ms, p99 {slow} ms, of {len(alarms.patient)}"


async def accounted(one: Contestant, given: dict[int, Alarms]) -> list[str]:
    """What is not as it must be: each alarm is one case and one push, taken by LINE at the first attempt."""
    raised = sum(len(alarms.accepted) for alarms in given.values()) + WARM_UP + alarm_trips.COUNTED
    told, deadline = {"cases": raised, "alarms": raised, "unfinished": 0}, time.monotonic() + SETTLING
    while (found := kept(one)) != told and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    print(f"{one.name}: {raised:,} alarms raised, {found['cases']:,} cases, {found['alarms']:,} pushes taken by LINE at once")
    return [f"{one.name}: {what} {found[what]} in the database, not {many}" for what, many in told.items() if found[what] != many]


if __name__ == "__main__":
    sys.exit(main())
