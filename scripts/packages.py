"""Asking the system's own package manager for what pip cannot give."""

import os
import shutil
import subprocess
from pathlib import Path

LOG = Path(__file__).resolve().parent.parent / ".venv" / "setup.log"
INSTALL = {
    "apt-get": ["apt-get", "install", "-y", "--no-install-recommends"],
    "dnf": ["dnf", "install", "-y"],
    "brew": ["brew", "install"],
}
LONGEST = 900  # seconds for one command: 100 MB over a village's line


def ask_system_for(names):
    """names: {manager: [packages]}. Returns None when the machine's manager installed them, else why not, as a phrase."""
    manager = next((manager for manager in names if shutil.which(manager)), None)
    if manager is None:
        return f"there is no {' or '.join(names)} to install it with"
    command, prefix = INSTALL[manager] + names[manager], as_root(manager)
    if prefix is None:
        return f"it takes root: sudo {' '.join(command)}"
    if manager == "apt-get":
        succeeds([*prefix, "apt-get", "update"])  # a bare image has no lists; with old ones it may work all the same
    return None if succeeds(prefix + command) else f"`{' '.join(command)}` failed (its words: .venv/{LOG.name})"


def as_root(manager):
    """What to put before the command: nothing, sudo where it asks no password, or None where neither will do."""
    if manager == "brew" or os.geteuid() == 0:
        return []
    silent = shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    return ["sudo", "-n"] if silent else None


def succeeds(command):
    """Runs the command, its words into the log."""
    LOG.parent.mkdir(exist_ok=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "HOMEBREW_NO_AUTO_UPDATE": "1"}
    with LOG.open("a") as log:
        try:
            return subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   timeout=LONGEST) == 0
        except subprocess.TimeoutExpired:
            return False
