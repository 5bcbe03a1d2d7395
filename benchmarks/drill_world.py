"""The world's time: it runs so many times as fast as the machine's, for every process alike (setting CLOCK_OFFSET_FILE)."""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

TICK = 0.02  # seconds of the machine between two turns of the file


class World:
    """`begins`: the world's time (aware) at the first tick. `pace_at`: its seconds to a second of the machine's, by its time."""

    def __init__(self, file: Path, begins: datetime, pace_at: Callable[[datetime], float]):
        self._file, self._pace_at = file, pace_at
        self._offset = begins - datetime.now(UTC)
        self._waiting, self._numbers = [], itertools.count()
        self._write()

    def now(self) -> datetime:
        """What the processes read at this moment, too."""
        return datetime.now(UTC) + self._offset

    @property
    def pace(self) -> float:
        return self._pace_at(self.now())

    async def run(self):
        """Turns time until it is cancelled."""
        real = datetime.now(UTC)
        while True:
            before, real = real, datetime.now(UTC)
            self._offset += (real - before) * (self.pace - 1)
            self._write()
            self._wake()
            await asyncio.sleep(TICK)

    def _write(self):
        """By renaming: a process that read an empty file would think it is today."""
        draft = self._file.with_name(f"{self._file.name}.new")
        draft.write_text(f"{self._offset.total_seconds():.6f}")
        draft.replace(self._file)

    def _wake(self):
        while self._waiting and self._waiting[0][0] <= self.now():
            future = heapq.heappop(self._waiting)[2]
            if not future.done():
                future.set_result(None)

    async def until(self, moment: datetime):
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (moment, next(self._numbers), future))
        await future

    async def rest(self, seconds: float):
        """So many of the world's seconds."""
        await self.until(self.now() + timedelta(seconds=seconds))
