"""A day of urgent cases at ten times the usual rate, with LINE failing and clocks killed all the time.   make drill

Real gunicorn and real clocks, on SQLite with one clock and on PostgreSQL with two; the world's time is turned for all of them. A
judge who knows only the rules looks for rungs that were missed, early, doubled, or told after somebody had the case
(docs/performance.md).
"""

import argparse
import asyncio
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import drill_figures as figures
from benchmarks.bench import FIRST_PORT, LOGS, databases, tell_errors
from benchmarks.contestants import DATA_KEY, LONGEST_START, ROOT, SECRET, environment
from benchmarks.drill_clocks import Clocks
from benchmarks.drill_day import BANGKOK_TIME, HOURS, Day, incidents
from benchmarks.drill_judge import Findings, judge
from benchmarks.drill_line import LineEnd
from benchmarks.drill_phone import Phones
from benchmarks.drill_record import histories, unfinished
from benchmarks.drill_town import Town
from benchmarks.drill_world import World
from models.db import Database
from models.vault import Vault
from scripts import laptop
from scripts.processes import Crew, Ended
from scripts.run import answers, procfile
from scripts.setup import Trouble
from tests import postgres

CLOCKS = {"SQLite": 1, "PostgreSQL": 2}
BEGINS = 16  # o'clock in Thailand: the evening's peak, in which LINE fails, comes early enough for a short drill
# Where a second has thirty-six, a disk that syncs in 7 ms takes a quarter of the world's second for each commit, and SQLite has
# room for three of them. What a killed process wrote is there without it; a power cut is not played here.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
AFTER = 20  # minutes that the world goes on when nobody raises cases or writes any more: what still waits must get out
STUCK = 10  # minutes after which a message that still waits at the end is one that was left behind
# After LINE's failure hundreds of pushes wait for one agent, and leave one after the other. What that takes is the machine's
# time, so the world's is many times as long as in life; those alarms are shown apart, and no limit is held against them.
RECOVERS = timedelta(hours=2)
QUIET = 3  # of drill_day.HOURS: what the machine keeps at the full pace. A busier hour is turned as much slower as it is busier
RECOVERING = 15  # the world's seconds to one of the machine's, while LINE fails and until all that waited is out
IN_FLIGHT = 1.0  # seconds of the machine: a call begun before the taking arrives within it, be the machine ever so busy


def arguments(given):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drill", description=__doc__.partition("\n")[0])
    parser.add_argument("--hours", type=float, default=24, help="of the world's time in which cases are raised")
    parser.add_argument("--pace", type=float, default=36, help="the world's seconds to one of the machine's, in quiet hours")
    parser.add_argument("--times", type=float, default=10, help="how many times the rate of a year")
    parser.add_argument("--seed", type=int, default=1300, help="of everything that is left to chance")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database instead of both")
    return parser.parse_args(given)


def main(given=None) -> int:
    """The exit status: 0 if no rule was broken on any database."""
    chosen = arguments(given)
    try:
        with Crew(ROOT, {}, LOGS) as crew, ExitStack() as places:
            found = databases(places, chosen.only, folder=MEMORY, settings=postgres.SETTINGS)
            wrong = [drill(crew, name, url, chosen) for name, url in found]
            return tell_errors(sum(wrong, []))
    except Ended:
        return 130
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def drill(crew: Crew, name: str, url: str, chosen) -> list[str]:
    """One day on one database: what was wrong."""
    line_port = laptop.next_free(FIRST_PORT - 1)
    file, begins = LOGS / f"drill-{name}-clock", tomorrow()
    world = World(file, begins, paces(begins, chosen))
    crew.environment = {
        **environment(line_port), "DATABASE_URL": url, "CLOCK_OFFSET_FILE": str(file), "MEDIA_URL": str(LOGS / "drill-media"),
        "PYTHONUNBUFFERED": "1"}
    lines = procfile(ROOT / "Procfile")
    crew.finish(f"drill-release-{name}", lines["release"])
    db = Database(url, Vault(DATA_KEY), world.now)
    town = Town(db, chosen.seed)
    port = laptop.next_free(line_port)
    crew.start(f"drill-web-{name}", f"env PORT={port} {lines['web']}")
    crew.wait_until(f"drill-web-{name}", lambda: answers(port, "/healthz"), LONGEST_START)
    stage = Stage(crew, name, db, town, world, begins, chosen)
    try:
        return asyncio.run(stage.play(line_port, port))
    finally:
        db.close()


def tomorrow() -> datetime:
    today = datetime.now(UTC).astimezone(BANGKOK_TIME).replace(hour=BEGINS, minute=0, second=0, microsecond=0)
    return (today + timedelta(days=1)).astimezone(UTC)


def failure(begins: datetime, hours: float) -> tuple[datetime, datetime]:
    """The hour in which LINE fails: from the third hour on, or in the middle of a short drill."""
    since = begins + min(timedelta(hours=3), timedelta(hours=hours) / 3)
    return since, since + timedelta(hours=min(1, hours / 3))


def paces(begins: datetime, chosen):
    """(moment) -> pace. In life a second has a second. Two cores can do with a thirty-sixth of it where few cases come; so a
    busier hour gets as much more of the machine's time, and what the drill judges is the ladder and not the machine."""
    fails, answers = failure(begins, chosen.hours)

    def pace_at(moment: datetime) -> float:
        usual = chosen.pace * min(1, QUIET / HOURS[moment.astimezone(BANGKOK_TIME).hour])
        return min(usual, RECOVERING) if fails <= moment < answers + RECOVERS else usual

    return pace_at


@dataclass
class Stage:
    crew: Crew
    name: str
    db: Database
    town: Town
    world: World
    begins: datetime
    chosen: object

    async def play(self, line_port: int, port: int) -> list[str]:
        """The day, and what the judge says of it."""
        self.line = LineEnd(self.world, failure(self.begins, self.chosen.hours), self.chosen.seed)
        self.phones = Phones(self.world, self.line, port, SECRET.encode())
        self.day = Day(self.world, self.phones, self.town, self.chosen.seed)
        self.line.heard = self.day.heard
        async with await self.line.open(line_port):
            # In a thread: its first round asks LINE, and LINE is this loop.
            clocks = await asyncio.to_thread(Clocks, self.crew, self.name, CLOCKS[self.name], self.world, self.chosen.seed)
            self.begun = time.perf_counter()
            turning, killing = asyncio.ensure_future(self.world.run()), asyncio.ensure_future(clocks.die_and_rise())
            try:
                await self.pass_the_day()
                end = self.world.now()
            finally:
                for task in (killing, turning):
                    task.cancel()
            self.killed, self.gone = clocks.killed, clocks.gone
            clocks.end()
            self.end_web()
        return self.judged(end)

    async def pass_the_day(self):
        planned = incidents(self.town, self.begins, self.chosen.hours, self.chosen.times, self.chosen.seed)
        for one in planned:
            self.day.begin(self.day.report(one))
        end = self.begins + timedelta(hours=self.chosen.hours)
        print(f"· {self.name}: {len(planned):,} cases in {self.chosen.hours:g} h, {self.chosen.pace:g} s a second …", flush=True)
        await self.watch(end)
        self.day.over = True
        self.day.end()
        await self.watch(end + timedelta(minutes=AFTER))

    async def watch(self, until: datetime):
        """Until that moment of the world; notices Ctrl-C and a process that died."""
        while self.world.now() < until:
            await asyncio.sleep(0.2)
            if self.crew.asked_to_end:
                raise Ended
            for name, process in self.crew.members.items():
                if process.poll() is not None:
                    raise Trouble(f"{name} ended with status {process.returncode}. {self.crew.last_words(name)}")

    def end_web(self):
        web = self.crew.members.pop(f"drill-web-{self.name}")
        web.terminate()
        web.wait()

    def judged(self, end: datetime) -> list[str]:
        found, told = Findings(), histories(self.db, self.line, self.day)
        for one in told:
            found.add(judge(one, self.town.holders, end, timedelta(seconds=IN_FLIGHT * self.chosen.pace)))
        arrivals, disturbed = self.arrivals(told)
        self.report(told, found, (arrivals, disturbed), end)
        raised = self.day.count["raised"]
        lost = [f"lost: {raised - len(told)} cases were not kept"] if len(told) < raised else []
        lost += ["a clock ended by itself"] * self.gone
        closed = sum(step.what == "closed" for one in told for step in one.steps)
        if closed < self.day.count["close"] / 2:  # the words of the flow have changed, and a day without ends proves little
            lost.append(f"the drill's officers wanted to close {self.day.count['close']} cases and closed {closed}")
        wrong = found.wrong + figures.too_late(found, arrivals) + lost + self.day.lost + self.phones.failed
        wrong += unfinished(self.db, end - timedelta(minutes=STUCK))
        return [f"{self.name}: {one}" for one in wrong]

    def arrivals(self, told) -> tuple[list[float], list[float]]:
        """Seconds from an alarm's row to LINE's yes: of those queued while LINE answered, and while it failed or recovered."""
        begins, ends = failure(self.begins, self.chosen.hours)
        usual, disturbed = [], []
        for one in (one for history in told for one in history.alarms if one.taken):
            apart = begins - timedelta(minutes=1) <= one.at < ends + RECOVERS
            (disturbed if apart else usual).append((one.taken - one.at).total_seconds())
        return usual, disturbed

    def report(self, told, found: Findings, arrivals: tuple, end: datetime):
        real = time.perf_counter() - self.begun
        hours = (end - self.begins).total_seconds() / 3600
        steps = sum(len(one.steps) for one in told)
        print(f"{self.name}, {CLOCKS[self.name]} clock(s) killed {self.killed} times, {hours:.1f} h in {real / 60:.1f} min:")
        print(f"    {len(told):,} cases, {steps:,} steps of theirs; {self.phones.sent:,} webhooks, {self.phones.unanswered:,} "
              f"without words in time; LINE took {len(self.line.pushes):,} pushes, failed {self.line.refused:,} calls, "
              f"knew {self.line.repeated:,} again")
        print("    " + ", ".join(f"{name} {many:,}" for name, many in sorted(self.day.count.items())))
        print(figures.verdict(found, *arrivals, failure(self.begins, self.chosen.hours)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
