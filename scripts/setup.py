"""Makes .venv: what `make run` needs and, with --tests, what `make test` needs on top.

It runs on whatever Python the machine has, however old, so that it can say plainly what is missing. Hence nothing but
the standard library here, and no syntax newer than Python 3.7.
"""

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that `python3 scripts/setup.py` finds its neighbours, wherever it is called from

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
OLDEST = (3, 11)  # the tests run on it; from it on datetime reads every ISO form and sqlite3 is new enough for RETURNING

BUILD_FAILED = re.compile(r"(?:Failed to build|Failed building wheel for|Could not build wheels for|Failed to build "
                          r"installable wheels[^(]*\() *'?([\w.-]+)")
UNREACHABLE = re.compile(r"NewConnectionError|NameResolution|name resolution|ProxyError|Timeout(?:Error|\))|SSLError|"
                         r"Max retries|Could not fetch URL")


class Trouble(Exception):
    """One line for the person at the keyboard."""


def main(arguments):
    """Returns the exit status. Prints one line for each step, nothing at all when everything is there."""
    tests = "--tests" in arguments
    try:
        check_python(sys.version_info)
        install("requirements-dev.txt" if tests else "requirements.txt")
        if tests:
            look_for_browser()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def check_python(version):
    """Raises Trouble where this Python is older than the code can bear."""
    if tuple(version[:2]) < OLDEST:
        raise Trouble(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {version[0]}.{version[1]} "
                      f"({sys.executable}). On Debian or Ubuntu: apt-get install python3.11 python3.11-venv; "
                      "on a Mac: brew install python@3.13; then: make PYTHON=python3.11 run")


def install(requirements):
    """Brings .venv to what the file lists, unless the stamp in it says that it is there already."""
    stamp, wanted = VENV / (requirements + ".stamp"), fingerprint()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    started = time.monotonic()
    if not belongs_here():
        make_venv()
    run_pip(requirements)
    stamp.write_text(wanted)
    say(f"packages are in place ({time.monotonic() - started:.0f} s)")


def fingerprint():
    """What .venv depends on: this Python, this folder (its scripts name it) and both lists of packages."""
    lists = [(ROOT / name).read_bytes() for name in ("requirements.txt", "requirements-dev.txt")]
    return hashlib.sha256(b"\0".join([sys.version.encode(), str(ROOT).encode(), *lists])).hexdigest()


def belongs_here():
    """False for a .venv that is absent, half made, copied from another folder or made by another Python."""
    try:
        in_this_folder = str(VENV) in (VENV / "bin" / "pip").read_text()[:500]
        version = subprocess.check_output([str(PYTHON), "-c", "import pip, sys; print(sys.version_info[:2])"])
    except (OSError, subprocess.CalledProcessError):
        return False
    return in_this_folder and version.decode().strip() == str(tuple(sys.version_info[:2]))


def make_venv():
    """An empty virtual environment with pip, by the Python that runs this file."""
    say(f"ยินดีต้อนรับค่ะ · making .venv with Python {platform.python_version()}")
    if importlib.util.find_spec("ensurepip") is None:
        add_ensurepip()
    python = getattr(sys, "_base_executable", sys.executable)  # not .venv's own, which is about to be emptied
    made = subprocess.run([python, "-m", "venv", "--clear", str(VENV)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if made.returncode:
        reason = " ".join(made.stdout.split())[-300:] or f"status {made.returncode}"
        raise Trouble(f"The virtual environment could not be made in {VENV}: {reason}")


def add_ensurepip():
    """Debian keeps this part of Python in a package of its own."""
    from scripts.packages import ask_system_for

    package = "python{}.{}-venv".format(*sys.version_info[:2])
    problem = ask_system_for({"apt-get": [package]})
    if problem:
        raise Trouble(f"This Python came without its module venv, and {problem}. Install it: apt-get install {package}")


def run_pip(requirements):
    """Installs what the file lists. pip's own words go to .venv/setup.log. Raises Trouble with one line of them."""
    say(f"installing what {requirements} lists (the first time takes a minute or so)")
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "-r", requirements]
    with LOG.open("w") as log:
        status = subprocess.call(command, cwd=str(ROOT), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    if status:
        raise Trouble(explain(LOG.read_text(errors="replace")) + f" (all of it: {LOG.relative_to(ROOT)})")


def explain(log):
    """pip's log -> why it failed, in one sentence."""
    errors = [line[len("ERROR: "):] for line in log.splitlines() if line.startswith("ERROR: ")]
    build = BUILD_FAILED.search(log)
    if build:
        return f"{build.group(1)} has no ready-made wheel for this machine and could not be built: {no_compiler()}"
    if UNREACHABLE.search(log):
        return "The package index cannot be reached: look at the network, the proxy or pip's settings"
    if "No space left" in log:
        return "The disk is full: about 1 GB is needed"
    return errors[-1] if errors else "pip failed"


def no_compiler():
    """What to do about a package that did not build."""
    if shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc"):
        return "the compiler's message is in the log"
    return "there is no C compiler (Debian or Ubuntu: apt-get install build-essential; a Mac: xcode-select --install)"


def look_for_browser():
    """Says so where Chromium cannot be had. The other tests still run then; the browser's fail."""
    from scripts.browser import BrowserMissing, provide

    try:
        provide(say)
    except BrowserMissing as missing:
        print(missing, file=sys.stderr)


def say(line):
    """One step, one line."""
    print(f"· {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
