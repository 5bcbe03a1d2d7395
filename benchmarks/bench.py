"""How many events a second, beside LINE's own echo bot?   make bench   (docs/performance.md explains every figure)

Real gunicorn, the product's gunicorn.conf.py for everyone, signed HTTP, whole visits; on SQLite, on PostgreSQL, and the echo bot
of line-bot-sdk's README, which keeps nothing. They take turns, because a machine is not equally busy from one minute to the next.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack

from benchmarks import figures, volunteers
from benchmarks.contestants import ROOT, Contestant, environment, start_echo, start_product
from benchmarks.sink import Sink
from scripts import laptop
from scripts.processes import Crew, Ended
from scripts.setup import Trouble
from tests import postgres

LOGS = ROOT / "data" / "log" / "bench"
FIRST_PORT = 8200  # of ours; a port that is taken is passed over
WARM_UP = 2  # seconds for each, before anything is counted
SETTLING = 10  # seconds that the last message may take to be written down as sent
# The tests' server waits for no disk. Here it does, as a real one: a 200 to LINE must mean "on disk" on either database.
LASTING = [one for one in postgres.SETTINGS if "=off" not in one or one.startswith("jit")]
PAUSES = {0.0: "LINE answers at once", 0.05: "LINE answers after 50 ms"}


def arguments(given):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=4, help="turns of each contestant")
    parser.add_argument("--seconds", type=float, default=6, help="length of a turn")
    parser.add_argument("--volunteers", type=int, default=16, help="how many talk at the same time")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database instead of both")
    return parser.parse_args(given)


def main(given=None) -> int:
    """The exit status: 0 if nothing went wrong and every visit is in its database."""
    chosen = arguments(given)
    sink_port = laptop.next_free(FIRST_PORT - 1)
    try:
        with Crew(ROOT, environment(sink_port), LOGS) as crew, ExitStack() as places:
            contestants = line_up(crew, places, sink_port, chosen.only)
            return asyncio.run(contest(crew, contestants, sink_port, chosen))
    except Ended:
        return 130
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def line_up(crew: Crew, places: ExitStack, sink_port: int, only: str | None) -> list[Contestant]:
    print("· starting gunicorn three times …" if not only else "· starting gunicorn twice …", flush=True)
    contestants = [start_echo(crew, sink_port)]
    for name, url in databases(places, only):
        contestants.append(start_product(crew, name, url, sink_port))
    return contestants


def databases(places: ExitStack, only: str | None, *, folder: str | None = None, settings=LASTING):
    """(name, URL) of empty databases, which are gone when `places` is left. `folder`: where SQLite's file lies, `settings`:
    PostgreSQL's."""
    if only != "postgresql":
        folder = places.enter_context(tempfile.TemporaryDirectory(prefix="thuengbaan-bench-", dir=folder))
        yield "SQLite", f"sqlite:///{folder}/bench.db"
    if only != "sqlite":
        server = places.enter_context(postgres.running_server(settings=settings))
        yield "PostgreSQL", places.enter_context(postgres.empty_database(server))


async def contest(crew: Crew, contestants: list[Contestant], sink_port: int, chosen) -> int:
    """Warms everyone up, lets them take turns, and looks for every visit in its database."""
    sink, tallies = Sink(), {one.name: [] for one in contestants}
    async with await sink.open(sink_port):
        for one in contestants:
            tallies[one.name].append((await turn(one, sink, chosen.volunteers, WARM_UP)).tally)
        for sink.pause, title in PAUSES.items():
            rounds = await take_turns(crew, contestants, sink, chosen)
            report(title, rounds, contestants, chosen)
            for name, turns in rounds.items():
                tallies[name] += [one.tally for one in turns]
        missing = [await accounted(one, tallies[one.name]) for one in contestants if one.db]
    wrong = [error for several in tallies.values() for tally in several for error in tally.errors]
    return tell_errors(wrong + sink.strangers + sum(missing, []))


async def take_turns(crew: Crew, contestants: list[Contestant], sink: Sink, chosen) -> dict[str, list[figures.Round]]:
    """Everyone's rounds. Who begins changes from round to round."""
    rounds = {one.name: [] for one in contestants}
    for number in range(chosen.rounds):
        first = number % len(contestants)
        for one in contestants[first:] + contestants[:first]:
            crew.rest()  # notices Ctrl-C, and a server that died
            rounds[one.name].append(await turn(one, sink, chosen.volunteers, chosen.seconds))
    return rounds


async def turn(one: Contestant, sink: Sink, at_a_time: int, seconds: float) -> figures.Round:
    cpu, begun = one.cpu(), time.perf_counter()
    tally = await volunteers.talk(one.bot, sink, one.users, at_a_time, seconds)
    return figures.Round(tally, time.perf_counter() - begun, one.cpu() - cpu)


def report(title: str, rounds: dict[str, list[figures.Round]], contestants: list[Contestant], chosen):
    print(f"\n{title}. {chosen.volunteers} volunteers at a time, {chosen.rounds} rounds of {chosen.seconds:g} s each")
    print(figures.table(rounds, {one.name: one.memory() for one in contestants}))
    print(figures.ratios(rounds, to=contestants[0].name), flush=True)


async def accounted(one: Contestant, tallies: list[volunteers.Tally]) -> list[str]:
    """Says how many visits were told and how many are kept; gives what is not as it must be."""
    kept = one.kept()
    for _ in range(SETTLING * 10):  # an ending may wait for company before it is written (bot/senders.py)
        if not kept["unfinished"]:
            break
        await asyncio.sleep(0.1)
        kept = one.kept()
    told = {"visits": sum(tally.visits for tally in tallies), "events": sum(len(tally.replied) for tally in tallies)}
    told |= {"messages": told["events"], "unfinished": 0}
    print(f"{one.name}: {told['visits']:,} visits told, {kept['visits']:,} in the database, of {kept['events']:,} events")
    return [f"{one.name}: {what} {kept[what]} in the database, not {many}" for what, many in told.items() if kept[what] != many]


def tell_errors(errors: list[str]) -> int:
    for error, times in Counter(errors).most_common(10):
        print(f"{times} × {error}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
