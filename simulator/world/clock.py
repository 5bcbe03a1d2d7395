"""The world's clock: the machine's clock, shifted by a number of seconds that everybody can read in a file."""

import os
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

# How far the clock can be turned either way: 50 years. Beyond, dates stop fitting into what programs hold them in.
SPAN_SECONDS = 50 * 366 * 86400
BANGKOK = timezone(timedelta(hours=7))


class Clock:
    """Tells the simulated time. `path` (or None) is the file through which other processes learn the shift."""

    def __init__(self, path: str | None = None):
        self.path = Path(path) if path else None
        self.offset = self._read()
        self._write()

    def now(self) -> float:
        """Seconds since 1970, in the simulated world."""
        return time.time() + self.offset

    def now_ms(self) -> int:
        """Milliseconds since 1970, in the simulated world."""
        return int(self.now() * 1000)

    def shift(self, offset: float) -> float:
        """Set the shift to `offset` seconds; returns by how many seconds the clock moved. ValueError if that is too far."""
        if not abs(offset) <= SPAN_SECONDS:
            raise ValueError(f"{offset} seconds is further than the clock turns")
        moved, self.offset = offset - self.offset, offset
        self._write()
        return moved

    def shift_to(self, moment: str) -> float:
        """Set the clock to an ISO moment; one without a zone is read as Bangkok's."""
        at = datetime.fromisoformat(moment)
        at = at if at.tzinfo else at.replace(tzinfo=BANGKOK)
        return self.shift(at.timestamp() - time.time())

    def month(self) -> str:
        """The month the quota is counted in, as YYYY-MM. LINE does not say in which zone; Bangkok's is ours."""
        return datetime.fromtimestamp(self.now(), BANGKOK).strftime("%Y-%m")

    def _read(self) -> float:
        if self.path is None or not self.path.exists():
            return 0
        return float(self.path.read_text().strip() or 0)

    def _write(self):
        """Whole or not at all: a reader must never see half a number."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(self.path.name + f".{os.getpid()}")
        fresh.write_text(f"{self.offset:g}" if self.offset == int(self.offset) else repr(self.offset))
        fresh.replace(self.path)
