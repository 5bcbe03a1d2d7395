"""The world's time: it runs so many times as fast as the machine's, for every process alike (setting CLOCK_OFFSET_FILE)."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

TICK = 0.02  # seconds of the machine between two turns of the file


class World:
    """`begins`: the world's time (aware) at the first tick. `pace`: its seconds to a second of the machine's."""

    def __init__(self, file: Path, begins: datetime, pace: float):
        self._file, self._begins, self.pace = file, begins, pace
        self._offset, self._real = begins - datetime.now(UTC), None
        self._waiting, self._numbers = [], itertools.count()
        self._write()

    def now(self) -> datetime:
        """What the processes read at this moment, too."""
        return datetime.now(UTC) + self._offset

    async def run(self):
        """Turns time until it is cancelled."""
        self._real = datetime.now(UTC)
        while True:
            real = datetime.now(UTC)
            self._offset = self._begins + (real - self._real) * self.pace - real
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
