"""What a laptop needs and an operator would otherwise set: ports, settings, secrets.

`python -m scripts.laptop flask export visits` runs a command with the settings of `make run`.
"""

import base64
import os
import secrets
import socket
import sys
from pathlib import Path

from scripts.setup import Trouble

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
PUBLIC_URL = "https://thuengbaan.example"  # LINE wants https; the simulator takes it to our port, as a tunnel would
USUAL_PORTS = {"PORT": 8000, "SIMULATOR_PORT": 8100}
SPEAKERS = {"PORT": "the chatbot", "SIMULATOR_PORT": "the simulator"}
SECRETS = {  # as LINE and Fernet make them
    "LINE_CHANNEL_SECRET": lambda: secrets.token_hex(16),
    "LINE_CHANNEL_ACCESS_TOKEN": lambda: secrets.token_urlsafe(96),
    "SECRET_KEY": lambda: secrets.token_urlsafe(32),
    "DATA_KEY": lambda: base64.urlsafe_b64encode(os.urandom(32)).decode(),
}


def choose_ports(environment):
    """Returns (web, simulator). Raises Trouble for one that is taken or no number, saying how to choose another."""
    ports = {name: chosen(environment, name) for name in USUAL_PORTS}
    if ports["PORT"] == ports["SIMULATOR_PORT"]:
        raise Trouble("PORT and SIMULATOR_PORT must be two different numbers")
    return ports["PORT"], ports["SIMULATOR_PORT"]


def chosen(environment, name):
    """The port that the environment names, or the usual one, if it is free."""
    text = environment.get(name) or str(USUAL_PORTS[name])
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Trouble(f"{name} must be a number from 1 to 65535, not {text!r}")
    if is_taken(int(text)):
        raise Trouble(f"Port {text}, which {SPEAKERS[name]} wants, is taken: is another `make run` going? "
                      f"To use another port: {name}={next_free(int(text))} make run")
    return int(text)


def is_taken(port):
    """True if someone listens there, or we may not."""
    with socket.socket() as caller, socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except OSError:
            return True
        listener.close()
        return caller.connect_ex((ADDRESS, port)) == 0  # a Mac lets us bind beside one who listens on every address


def next_free(port):
    """A port to propose: the first free one above, or any."""
    nearby = range(max(port, 1023) + 1, min(port + 100, 65535))
    return next((candidate for candidate in nearby if not is_taken(candidate)), 8765)


def settings(root, ports, outside):
    """The environment for every process. outside: the caller's own, whose database, keys and log settings are respected;
    what would lead to the real LINE is not."""
    web, simulator = ports
    data = data_folder(root, outside)
    return {
        **kept_secrets(data / "laptop.env"),
        "DATABASE_URL": f"sqlite:///{data / 'thuengbaan.db'}",
        "MEDIA_URL": str(data / "media"),
        "PUBLIC_URL": PUBLIC_URL,
        "PYTHONUNBUFFERED": "1",
        **outside,
        "ENVIRONMENT": "laptop",
        "FLASK_APP": "app",
        "PORT": str(web),
        "LINE_API_BASE": f"http://{ADDRESS}:{simulator}",
        "CLOCK_OFFSET_FILE": str(data / "clock"),
        "PATH": f"{root / '.venv' / 'bin'}{os.pathsep}{outside.get('PATH', os.defpath)}",
        "NO_PROXY": f"{ADDRESS},localhost", "no_proxy": f"{ADDRESS},localhost",
    }


def data_folder(root, outside):
    """Where the database, the secrets, the clock and the logs lie: data/, or what DATA_FOLDER names."""
    return Path(outside.get("DATA_FOLDER") or root / "data").resolve()


def kept_secrets(file):
    """Reads the file of secrets; makes what it lacks, once, readable by nobody else. Returns {name: value}."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+") as lines:
        kept = dict(line.rstrip("\n").split("=", 1) for line in lines if "=" in line)
        made = {name: make() for name, make in SECRETS.items() if name not in kept}
        lines.writelines(f"{name}={value}\n" for name, value in made.items())
    return {**kept, **made}


def main(command):
    """Becomes the command, with the settings that `make run` has here, the same ports included."""
    ports = [int(os.environ.get(name) or usual) for name, usual in USUAL_PORTS.items()]
    os.chdir(ROOT)
    environment = settings(ROOT, ports, os.environ)
    os.execvpe(command[0], command, environment)


if __name__ == "__main__":
    main(sys.argv[1:] or ["flask", "--help"])
