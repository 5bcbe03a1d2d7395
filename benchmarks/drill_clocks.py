"""The clocks of the drill: some run side by side, and every few seconds of the machine's time one, or all, are killed."""

import asyncio
import random
import subprocess

from scripts.processes import Crew

LIVES = (2.0, 6.0)  # seconds of the machine, evenly spread, from one kill to the next
ALL = 0.25  # of the kills take all the clocks at once
DOWN = 20  # of the world's seconds until a killed one is there again: four times what `flask clock` takes to start in life
LOOKS = 10  # of the world's seconds between two rounds of a clock, ten times as many as in life (bot/clock.py, PAUSE)


class Clocks:
    """`killed`: how many so far. `gone`: how many ended by themselves, which none may."""

    def __init__(self, crew: Crew, name: str, count: int, world, seed: int):
        self._crew, self._name, self._world, self._random = crew, f"drill-clock-{name}", world, random.Random(seed)
        self._seats, self.killed, self.gone = list(range(count)), 0, 0
        command = ["python", "-m", "benchmarks.drill_clock"]
        with (crew.logs / f"{self._name}.log").open("w") as log:
            self._nursery = subprocess.Popen(command, cwd=crew.root, env=crew.environment, text=True, start_new_session=True,
                                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        crew.members[self._name] = self._nursery  # which ends it with the others, whatever happens
        for seat in self._seats:
            self._tell("start", seat)

    def _tell(self, verb: str, seat: int) -> str:
        self._nursery.stdin.write(f"{verb} {seat} {LOOKS / self._world.pace}\n")
        self._nursery.stdin.flush()
        return self._nursery.stdout.readline().strip()

    async def die_and_rise(self):
        """Until it is cancelled."""
        while True:
            await asyncio.sleep(self._random.uniform(*LIVES))
            seats = self._seats if self._random.random() < ALL else [self._random.choice(self._seats)]
            ends = [self._tell("kill", seat) for seat in seats]
            self.killed += ends.count("killed")
            self.gone += ends.count("gone")
            await self._world.rest(DOWN)
            for seat in seats:
                self._tell("start", seat)

    def end(self):
        """All of them, as SIGTERM ends them: after the step they are at."""
        self._crew.members.pop(self._name)
        self._nursery.stdin.close()
        self._nursery.wait()
