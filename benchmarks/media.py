"""How fast are photos fetched and kept, and does a film fit?   make bench-media   (docs/performance.md explains every figure)

Real `flask clock` processes with four fetchers each, on both databases and both stores, against the simulator, which takes
100 ms for each call. They take turns, because a machine is not equally busy from one minute to the next.
"""

import argparse
import shlex
import sys
from contextlib import ExitStack

from benchmarks import media_figures as figures
from benchmarks.bench import FIRST_PORT, LOGS, tell_errors
from benchmarks.contestants import LONGEST_START, ROOT, SECRET, TOKEN, environment
from benchmarks.media_course import Course
from benchmarks.media_installations import line_up, surroundings
from benchmarks.media_phone import NOBODY, Phone
from benchmarks.media_pictures import LARGE, USUAL, Album
from scripts import laptop
from scripts.processes import Crew, Ended
from scripts.run import answers
from scripts.setup import Trouble


def arguments(given):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.media", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=4, help="turns of each installation")
    parser.add_argument("--photos", type=int, default=60, help="photos in a turn; of the large ones a fifth of them")
    parser.add_argument("--delay", type=int, default=100, help="ms that LINE takes for each call for content")
    parser.add_argument("--only", choices=("folder", "bucket"), help="one store instead of both")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="one database instead of both")
    return parser.parse_args(given)


def main(given=None) -> int:
    """The exit status: 0 if every photo and film is kept once, and its bytes lie in the store."""
    chosen = arguments(given)
    line_port = laptop.next_free(FIRST_PORT - 1)
    around = {**environment(line_port), **surroundings(laptop.next_free(line_port))}
    try:
        with Crew(ROOT, around, LOGS) as crew, ExitStack() as places:
            print("· starting a LINE, a clock for each database and store, and making photos …", flush=True)
            phone = line_of(crew, line_port, chosen.delay / 1000)
            return measure(Course(crew, phone, line_up(crew, places, chosen)), phone, chosen)
    except Ended:
        return 130
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def line_of(crew: Crew, port: int, delay: float) -> Phone:
    """A simulator, and somebody's phone there."""
    command = ["--port", str(port), "--callback", NOBODY, "--secret", SECRET, "--token", TOKEN]
    crew.start("bench-media-line", f"python -m simulator {shlex.join(command)}")
    crew.wait_until("bench-media-line", lambda: answers(port, "/sim/state"), LONGEST_START)
    return Phone(port, delay)


def measure(course: Course, phone: Phone, chosen) -> int:
    """The film comes first: what photos leave behind in a process would hide what a film takes."""
    large = Album(LARGE)
    print(figures.growths(course.memory(large)), flush=True)
    for album, count, rounds in (
        (Album(USUAL), chosen.photos, chosen.rounds),
        (large, max(1, chosen.photos // 5), max(1, chosen.rounds // 2)),
    ):
        print(f"\n{album.sort.title}, {count} at once, LINE answers after {chosen.delay} ms; rounds: {rounds}")
        given = course.rounds(album, count, rounds)
        print(figures.table(given), figures.bounds(given, phone.delay), sep="\n", flush=True)
    course.account()
    return tell_errors(course.wrong)


if __name__ == "__main__":
    sys.exit(main())
