"""How much danger is heard, and how often falsely?   python -m benchmarks.danger [--show]

Runs the words of danger (thai/danger.py), and words and model together (thai/hearing.py), over the labelled messages of
tests/thai/messages: the part its words were gathered from, those the model has learned from besides (own), and the part
held back (every fourth line of the train and own files, and all of field-messages.jsonl), whose texts nobody looked at. Prints
for each kind of urgency how many were heard, and the time a message takes. --show lists what went wrong in the seen part.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from statistics import median

from thai.danger import Danger, heard_danger
from thai.hearing import heard_emergency

MESSAGES = Path(__file__).parent.parent / "tests" / "thai" / "messages"
HELD_BACK = 4   # every fourth line is held back (our own default)
URGENCIES = ("emergency", "urgent", "routine")
EARS = {"words": heard_danger, "words and model": heard_emergency}


def messages() -> dict[str, list[dict]]:
    """{"seen", "held back", "field", "own", "own held back"}: each the lines of the files as they are. The own ones are labelled
    with urgency, dangers, groups and problems alone."""
    seen, held_back = parted("train")
    own, own_held_back = parted("own")
    return {
        "seen": seen, "held back": held_back, "field": lines("field-messages.jsonl"), "own": own, "own held back": own_held_back}


def parted(folder: str) -> tuple[list[dict], list[dict]]:
    """The lines of a folder's files: those to learn from, and every fourth, which is held back."""
    parts = [], []
    for path in sorted(MESSAGES.glob(f"{folder}/*.jsonl")):
        for number, line in enumerate(lines(path), 1):
            parts[number % HELD_BACK == 0].append(line)
    return parts


def lines(name) -> list[dict]:
    return [json.loads(line) for line in (MESSAGES / name).read_text().splitlines() if line]


def tally(part: list[dict], hear=heard_danger) -> Counter:
    """Counts by urgency, by (urgency, "heard") and (urgency, "sure"); and "kinds" that were right among heard emergencies."""
    counts = Counter()
    for line in part:
        danger, urgency = hear(line["text"]), line["expect"]["urgency"]
        counts.update([urgency, (urgency, "heard")] if danger else [urgency])
        counts[urgency, "sure"] += bool(danger and danger.sure)
        counts["kinds"] += bool(danger and urgency == "emergency" and right(danger, line["expect"]["dangers"]))
    return counts


def right(danger: Danger, dangers: list[str]) -> bool:
    return danger.kind in (dangers or ["other"])


def share(counts: Counter, urgency: str, how: str = "heard") -> float:
    return counts[urgency, how] / counts[urgency] if counts[urgency] else 0.0


def timed(part: list[dict], hear) -> list[float]:
    """Milliseconds of the processor that each message takes, the quicker of two runs, sorted."""
    return sorted(min(once(line["text"], hear) for _ in range(2)) for line in part)


def once(text: str, hear) -> float:
    start = time.thread_time()
    hear(text)
    return (time.thread_time() - start) * 1000


def show(part: list[dict], hear):
    for line in part:
        danger, urgency = hear(line["text"]), line["expect"]["urgency"]
        if (urgency == "emergency") != bool(danger) and urgency != "urgent":
            print(f"  {urgency}: {danger}\n    {line['text']}")


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.danger", description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="list what went wrong in the seen part")
    shown = parser.parse_args().show
    parts = messages()
    for ear, hear in EARS.items():
        for name, part in parts.items():
            show_part(f"{name}, {ear}", tally(part, hear))
        times = timed([line for part in parts.values() for line in part], hear)
        print(f"ms a message: median {median(times):.2f}, p99 {times[len(times) * 99 // 100]:.2f}, longest {times[-1]:.2f}")
        if shown:
            show(parts["seen"], hear)


def show_part(name: str, counts: Counter):
    print(name)
    for urgency in URGENCIES:
        heard, sure = counts[urgency, "heard"], counts[urgency, "sure"]
        print(f"  {urgency:9} {counts[urgency]:4}  heard {heard:3} ({share(counts, urgency):6.1%})  sure {sure:3}")
    print(f"  kind right in {counts['kinds']} of {counts['emergency', 'heard']} heard emergencies")


if __name__ == "__main__":
    main()
