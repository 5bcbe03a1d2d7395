"""Which Chromium the tests drive, and how to come by one."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.packages import ask_system_for

ON_PATH = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"]
ELSEWHERE = [  # a Mac's applications, and what `playwright install chromium` downloads
    (Path("/"), "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    (Path("/"), "Applications/Chromium.app/Contents/MacOS/Chromium"),
    (Path.home(), ".cache/ms-playwright/chromium-*/chrome-linux*/chrome"),
    (Path.home(), "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*"),
]
PACKAGES = {  # with a Thai font for the words that the page leaves to the system
    "apt-get": ["chromium", "fonts-thai-tlwg"],
    "dnf": ["chromium"],
    "brew": ["--cask", "google-chrome"],
}


class BrowserMissing(Exception):
    """One line that begins with BROWSER MISSING, for people and for CI."""

    def __init__(self, reason):
        super().__init__(f"BROWSER MISSING: {reason}. Install Chromium or Chrome, or set CHROMIUM to its path")


def find(environment=os.environ):
    """The path of a Chromium that runs: $CHROMIUM if set, else the first found. Raises BrowserMissing."""
    named = environment.get("CHROMIUM")
    if named:
        if runs(named):
            return named
        raise BrowserMissing(f"CHROMIUM={named} does not run")
    found = next(filter(runs, candidates(environment)), None)
    if found is None:
        raise BrowserMissing("no Chromium on this machine")
    return found


def candidates(environment):
    """Every place where one may be, the likeliest first."""
    yield from filter(None, (shutil.which(name, path=environment.get("PATH")) for name in ON_PATH))
    for folder, pattern in ELSEWHERE:
        yield from sorted(map(str, folder.glob(pattern)), reverse=True)


def runs(path):
    """True if the program gives its version. (Ubuntu's package may be an empty shell that asks for a snap.)"""
    try:
        return subprocess.run([path, "--version"], capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def provide(say, environment=os.environ):
    """Finds Chromium, or has the system's package manager install it. Raises BrowserMissing with what stood in the way."""
    try:
        return find(environment)
    except BrowserMissing:
        if environment.get("CHROMIUM"):
            raise
    say("installing Chromium for the browser's tests")
    problem = ask_system_for(PACKAGES)
    if problem:
        raise BrowserMissing(problem)
    return find(environment)
