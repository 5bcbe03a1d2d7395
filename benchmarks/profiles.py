"""Adds up what py-spy saw of a worker:   python -m benchmarks.profiles FILE   (docs/performance.md has the whole command)

Two lists of shares: the time by the package whose line was running, and by our own functions with all that they call.
"""

import sys
from collections import Counter
from pathlib import Path

OURS = ("bot/", "flows/", "handlers/", "models/", "thai/")
PACKAGES, FUNCTIONS = 10, 24  # lines of each list


def stacks(file: Path):
    """(frames from the outermost to the innermost, looks) of each line that `py-spy record --format raw` wrote."""
    for line in file.read_text().splitlines():
        frames, _, looks = line.rpartition(" ")
        yield frames.split(";"), int(looks)


def package(frame: str) -> str:
    """ "execute (sqlalchemy/engine/base.py:1450)" -> "sqlalchemy"."""
    return frame.rpartition("(")[2].partition("/")[0].partition(":")[0]


def function(frame: str) -> str:
    """ "keep (models/visit.py:46)" -> "keep (models/visit.py)"."""
    return frame.rpartition(":")[0] + ")"


def top(file: Path) -> str:
    by_package, by_function, total = Counter(), Counter(), 0
    for frames, looks in stacks(file):
        total += looks
        by_package[package(frames[-1])] += looks
        by_function.update({function(frame): looks for frame in frames if frame.rpartition("(")[2].startswith(OURS)})
    return "\n".join([*_shares(by_package, total, PACKAGES), "", *_shares(by_function, total, FUNCTIONS)])


def _shares(counts: Counter, total: int, most: int) -> list[str]:
    return [f"{looks / total:6.1%}  {name}" for name, looks in counts.most_common(most)]


if __name__ == "__main__":
    print(top(Path(sys.argv[1])))
