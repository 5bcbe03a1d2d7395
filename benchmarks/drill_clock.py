"""`flask clock`, forked from a process that has read everything already:   python -m benchmarks.drill_clock

Reads lines, and answers each with one. "start 0 0.3": a clock as a process of its own. "kill 0 0.3": ends it by SIGKILL; the
answer is "gone" if it had ended by itself. When no more lines come all of them are asked to end. To import all that a clock
needs takes four seconds of a core that the drill does not have every few seconds; what is killed, and what the next one finds,
is the same. The last number is the seconds between two rounds (bot/clock.py, PAUSE): where time runs forty times as fast, a
second would be forty.
"""

import os
import signal
import sys

from flask.cli import ScriptInfo

from app import from_environment
from bot import clock


def main():
    app, running = from_environment(), {}
    go_round(app, "--once")  # what it builds at its first round, its children need not
    app.db.close()
    for line in sys.stdin:
        verb, seat, pause = line.split()
        clock.PAUSE = float(pause)
        print(start(app, running, seat) if verb == "start" else kill(running, seat), flush=True)
    for number in running.values():
        os.kill(number, signal.SIGTERM)
        os.waitpid(number, 0)


def go_round(app, *more: str):
    app.cli.main(["clock", *more], prog_name="flask", obj=ScriptInfo(create_app=lambda: app), standalone_mode=not more)


def start(app, running: dict, seat: str) -> str:
    """Only the parent comes back."""
    number = os.fork()
    if number == 0:
        os.close(0)
        app.after_fork()
        go_round(app)
    running[seat] = number
    return "started"


def kill(running: dict, seat: str) -> str:
    number = running.pop(seat)
    os.kill(number, signal.SIGKILL)  # whoever has ended is still there until we have waited for them: no stranger is hit
    _, status = os.waitpid(number, 0)
    return "killed" if os.WIFSIGNALED(status) else "gone"


if __name__ == "__main__":
    main()
