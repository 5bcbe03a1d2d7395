"""Where a worker's time goes: py-spy looks at one of them while volunteers talk, and the looks are counted."""

import subprocess
import sysconfig
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERTZ = 500  # looks per second; a turn takes a few ms
IDLE = ("wait (threading.py", "select (selectors.py", "_worker (concurrent")


def record(pid: int, seconds: float, file: Path) -> subprocess.Popen:
    """Starts py-spy, which writes `file` after so many seconds. Only threads that run or hold Python's lock count."""
    return subprocess.Popen(
        [Path(sysconfig.get_path("scripts")) / "py-spy", "record", "--format", "raw", "--rate", str(HERTZ), "--duration", str(round(seconds)),
         "--pid", str(pid), "--output", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stacks(file: Path):
    """(frames from the outermost in, looks) of each line that py-spy wrote."""
    for line in file.read_text().splitlines():
        frames, _, looks = line.rpartition(" ")
        yield frames.split(";"), int(looks)


def top(file: Path, most: int = 12) -> str:
    """Shares of the time by package, and by function of ours with all that it calls."""
    by_package, by_function, total = Counter(), Counter(), 0
    for frames, looks in stacks(file):
        total += looks
        by_package[package(frames)] += looks
        by_function.update({frame: looks for frame in set(map(function, filter(ours, frames)))})
    return "\n".join([*_shares(by_package, total, most), "", *_shares(by_function, total, 2 * most)])


def ours(frame: str) -> bool:
    return frame.partition("(")[2].startswith(("bot/", "flows/", "models/", "handlers/", "thai/"))


def function(frame: str) -> str:
    """ "keep (models/visit.py:46)" -> "keep (models/visit.py)"."""
    return frame.rpartition(":")[0] + ")"
