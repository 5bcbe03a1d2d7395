"""Was every rung told, in time, and nothing after somebody had taken the case? Looks at what was kept, and knows only the rules.

Written from docs/decisions/0007 and bot/ladders.toml; it imports nothing of the ladder that it judges. It reads a case's log, the
rows of its alarms, and what LINE's end took. Steps of the log that it does not know are passed over.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

ALLOWED = timedelta(seconds=60)  # a step that is later than this and then never comes is missed (issue 4, Shows 2)
RESTARTS = ("let_go", "reopened")


@dataclass(frozen=True)
class Step:
    """A line of a case's log."""

    at: datetime
    what: str
    actor: str = "clock"
    detail: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Alarm:
    """A row of an alarm to one person. `taken`: when LINE took it; None if it never did."""

    to: str
    at: datetime
    taken: datetime | None = None


@dataclass(frozen=True)
class History:
    """All that is known of a case.

    `ladder`: {"rungs": [{"role", "digits", "minutes"}], "again", "idle"}. `first`, `then`: its area when it was opened and once
    its reporter told where it is; "" for unknown. `owned`: {moment of the log's step "taken": when the officer's webhook was
    answered, so that it is certainly on disk}."""

    case_no: str
    ladder: dict
    steps: list
    alarms: list
    reporter: str = ""
    first: str = ""
    then: str = ""
    owned: dict = field(default_factory=dict)


@dataclass
class Findings:
    """What is wrong, a line each; and by how much each step was late: (when it was due, seconds of the world's time)."""

    missed: list = field(default_factory=list)
    early: list = field(default_factory=list)
    after_taking: list = field(default_factory=list)
    doubled: list = field(default_factory=list)
    late: list = field(default_factory=list)
    in_flight: list = field(default_factory=list)  # seconds after the taking of pushes whose call may have been under way

    def add(self, other: "Findings"):
        for name in vars(self):
            getattr(self, name).extend(getattr(other, name))

    @property
    def wrong(self) -> list[str]:
        rules = {"missed": self.missed, "early": self.early, "after taking": self.after_taking, "doubled": self.doubled}
        return [f"{rule}: {one}" for rule, several in rules.items() for one in several]


def judge(history: History, holders, end: datetime, in_flight: timedelta) -> Findings:
    """`holders(rung, area)`: the set of those who can be told on that rung. `end`: until when the clocks ran. `in_flight`: for
    so long after a taking a push may arrive whose call was under way."""
    walk = Walk(history, holders)
    for number, step in enumerate(history.steps):
        walk.take(step, history.steps[number + 1 :])
    walk.ends(end)
    rows_of(history, walk.found)
    pushes_of(history, walk.found, in_flight)
    return walk.found


class Walk:
    """Goes along a case's log and knows at each step what had to come next, and when."""

    def __init__(self, history: History, holders):
        self.history, self.ladder, self.holders = history, history.ladder, holders
        self.rungs, self.found = history.ladder["rungs"], Findings()
        self.area, self.owner, self.but, self.is_open = history.first, "", "", True
        self.told_rung = self.seen = -1  # the last rung that was told, and the last that was told or passed over
        self.due = self.begun = None  # when the next step is due; when the ladder last began from its first rung

    def take(self, step: Step, coming: list):
        known = getattr(self, f"on_{step.what}", None)
        if known:
            known(step, coming)

    def on_opened(self, step, coming):
        self.begin(step.at)

    def begin(self, at: datetime):
        self.is_open, self.told_rung, self.seen, self.due, self.begun = True, -1, -1, at, at

    def on_more(self, step, coming):
        """More is known. Another place than was thought calls those who are near it, from the first rung on."""
        before, self.area = self.area, self.history.then if step.detail.get("told") == "place" else self.area
        if not self.is_open:
            return
        if any(one.at == step.at and one.what in ("told", "nobody") for one in coming[:1]):
            self.begin(step.at)
        elif before != self.area:
            self.found.missed.append(f"{self.name}: those near the place that was told were not called")

    def on_nobody(self, step, coming):
        rung = step.detail["rung"]
        if step.detail.get("role") == "all":
            return self.next_after(step, rung)
        if self.expected(rung):
            self.found.missed.append(f"{self.name}: rung {rung} was passed over, though somebody is there")
        self.skipped(rung)
        self.check_time(step)
        self.seen = rung

    def on_told(self, step, coming):
        rung, last = step.detail["rung"], len(self.rungs) - 1
        if rung <= self.seen and not rung == self.seen == last:
            self.found.doubled.append(f"{self.name}: rung {rung} was told again")
        self.skipped(rung)
        self.check_time(step)
        if not self.expected(rung) <= set(step.detail["people"]):
            self.found.missed.append(f"{self.name}: on rung {rung} not everybody was told")
        self.next_after(step, rung)

    def next_after(self, step, rung: int):
        minutes = self.ladder["again"] if rung == self.told_rung else self.rungs[rung]["minutes"]
        self.told_rung = self.seen = rung
        self.due, self.begun = step.at + timedelta(minutes=minutes), None

    def skipped(self, rung: int):
        for missing in range(self.seen + 1, rung):
            self.found.missed.append(f"{self.name}: rung {missing} was never told")

    def on_unreached(self, step, coming):
        """LINE refused all alarms of the rung: the next is due at once, up to the last."""
        if self.told_rung < len(self.rungs) - 1:
            self.due = min(self.due, step.at)

    def on_taken(self, step, coming):
        if self.is_open:
            self.overdue(step.at)
        self.is_open, self.owner = False, step.actor
        self.alive(step.at)

    def alive(self, at: datetime):
        """Its owner did something: for so long they are left in peace."""
        self.due, self.begun = at + timedelta(minutes=self.ladder["idle"]), None

    def on_noted(self, step, coming):
        if not self.is_open and step.actor == self.owner:
            self.alive(step.at)

    def on_reminded(self, step, coming):
        self.check_time(step)
        self.alive(step.at)

    def on_let_go(self, step, coming):
        if step.detail.get("why") == "silent":
            self.check_time(step)
        self.but, self.owner = self.owner, ""
        self.begin(step.at)

    def on_reopened(self, step, coming):
        self.but, self.owner = self.owner, ""
        self.begin(step.at)

    def on_closed(self, step, coming):
        self.is_open, self.due = False, None

    def check_time(self, step):
        """Early, or how late. What belongs to the turn that began the ladder is no step of the clock's and is not counted."""
        if self.due is None:
            self.found.early.append(f"{self.name}: {step.what} at {step.at:%H:%M:%S}, and nothing was due")
        elif step.at < self.due:
            self.found.early.append(f"{self.name}: {step.what} at {step.at:%H:%M:%S}, due at {self.due:%H:%M:%S}")
        elif step.at != self.begun:
            self.found.late.append((self.due, (step.at - self.due).total_seconds()))

    def overdue(self, at: datetime):
        if self.due and at - self.due > ALLOWED:
            self.found.missed.append(f"{self.name}: a step due at {self.due:%H:%M:%S} never came")

    def ends(self, end: datetime):
        self.overdue(end)

    def expected(self, rung: int) -> set:
        """Who must be told on it. Whoever let go of the case need not be, nor whoever raised it."""
        return self.holders(self.rungs[rung], self.area) - {self.history.reporter, self.but}

    @property
    def name(self) -> str:
        return self.history.case_no


def rows_of(history: History, found: Findings):
    """Each person of each step that was told has one alarm, and nobody else has any."""
    called = [(one.to, one.at) for one in history.alarms]
    wanted = [(one, step.at) for step in history.steps if step.what == "told" for one in step.detail["people"]]
    for one in set(wanted) - set(called):
        found.missed.append(f"{history.case_no}: told at {one[1]:%H:%M:%S}, but no alarm was queued for one of them")
    for one in set(called) - set(wanted):
        found.doubled.append(f"{history.case_no}: an alarm at {one[1]:%H:%M:%S} belongs to no step")
    if len(set(called)) < len(called):
        found.doubled.append(f"{history.case_no}: somebody was told of the same step twice")


def pushes_of(history: History, found: Findings, in_flight: timedelta):
    """What LINE took while somebody had the case, or after it was closed."""
    spans = quiet(history)
    for taken in (one.taken for one in history.alarms if one.taken):
        for begins, certain, ends in spans:
            if begins < taken < ends:
                after = max(taken - certain, timedelta(0))
                if after > in_flight:
                    found.after_taking.append(f"{history.case_no}: LINE took an alarm {after.total_seconds():.1f} s after")
                else:
                    found.in_flight.append(after.total_seconds())


def quiet(history: History) -> list[tuple]:
    """[(taken, certainly on disk, opened again or datetime.max)]"""
    spans, begins = [], None
    for step in history.steps:
        if step.what in ("taken", "closed") and begins is None:
            begins = step.at
        elif step.what in RESTARTS and begins is not None:
            spans.append((begins, history.owned.get(begins, begins), step.at))
            begins = None
    return spans + ([(begins, history.owned.get(begins, begins), datetime.max.replace(tzinfo=begins.tzinfo))] if begins else [])
