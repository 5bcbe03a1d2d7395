"""A handful of processes that live and die together."""

import contextlib
import os
import signal
import subprocess
import time

from scripts.setup import Trouble

TICK = 0.1  # seconds between two looks at the processes
PATIENCE = 5  # seconds from "please end" to "end"
LAST_LINES = 15  # of a log, enough for the end of a traceback


class Ended(Exception):
    """Somebody pressed Ctrl-C or asked us to end."""


class Crew:
    """Starts commands, each in a process group of its own, and ends all of them when the `with` block is left."""

    def __init__(self, root, environment, logs):
        self.root, self.environment, self.logs = root, environment, logs
        self.members = {}
        self.asked_to_end = False
        self.parent = os.getppid()

    def __enter__(self):
        self.logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.note)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # `nohup make run` outlives its terminal
            signal.signal(signal.SIGHUP, self.note)
        return self

    def note(self, number, frame):
        """Only notes the signal: acting on it here might leave a process half started and nobody to end it."""
        self.asked_to_end = True

    def start(self, name, command):
        """Runs one command until the crew ends; its words go to NAME.log. The shell fills in variables and
        gives way to the command, so that the process we know and ask to end is the command itself."""
        with (self.logs / f"{name}.log").open("w") as log:
            self.members[name] = subprocess.Popen(["/bin/sh", "-c", f"exec {command}"], cwd=self.root, env=self.environment,
                                                  stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                                  start_new_session=True)
        return self.members[name]

    def finish(self, name, command):
        """Runs one command to its end. Raises Trouble if it fails."""
        process = self.start(name, command)
        while process.poll() is None:
            self.rest(but=name)
        if self.members.pop(name).returncode:
            raise Trouble(f"{name} failed. {self.last_words(name)}")

    def wait_until(self, name, answers, seconds):
        """Waits for answers() to be true. Raises Trouble after so many seconds, or when a process dies."""
        deadline = time.monotonic() + seconds
        while not answers():
            if time.monotonic() > deadline:
                raise Trouble(f"{name} does not answer after {seconds} s. {self.last_words(name)}")
            self.rest()

    def watch(self):
        """Returns never: raises Ended when asked to end, Trouble when a process dies."""
        while True:
            self.rest()

    def rest(self, but=None):
        """A moment's wait, in which the things that end a crew are noticed. but: the one who may come to an end."""
        time.sleep(TICK)
        if self.asked_to_end or os.getppid() != self.parent:  # `make` was killed: nobody is left to press Ctrl-C
            raise Ended
        for name, process in self.members.items():
            if name != but and process.poll() is not None:
                raise Trouble(f"{name} ended with status {process.returncode}. {self.last_words(name)}")

    def last_words(self, name):
        """The end of a process's log, for the person who has to find out."""
        log = self.logs / f"{name}.log"
        lines = log.read_text(errors="replace").splitlines()[-LAST_LINES:]
        return f"The last lines of {short(log, self.root)}:" + "".join(f"\n    {line}" for line in lines)

    def __exit__(self, *cause):
        """Asks every group to end, newest first, and after a while no longer asks."""
        groups = [process for process in reversed(self.members.values()) if alive(process)]
        for process in groups:
            tell(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(map(alive, groups)) and time.monotonic() < deadline:
            time.sleep(TICK)
        for process in filter(alive, groups):
            tell(process, signal.SIGKILL)
            process.wait()


def short(path, root):
    """A path as a person at the keyboard, who is in the folder root, would write it."""
    return path.relative_to(root) if path.is_relative_to(root) else path


def alive(process):
    """True while anyone of the process's group is there: a leader may die before its workers."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):  # a Mac refuses where only the unburied are left
        return False
    return True


def tell(process, number):
    """Sends a signal to the whole group, if there is still one."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
