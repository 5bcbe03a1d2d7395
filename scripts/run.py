"""`make run`: the whole of ถึงบ้าน on a laptop, with a LINE of its own, at one address. Ctrl-C ends all of it."""

import http.client
import os
import shlex
import sys
from pathlib import Path

from scripts import laptop
from scripts.processes import Crew, Ended, short
from scripts.setup import Trouble

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START = 60  # seconds; ten times what a small machine needs


def main():
    """Returns the exit status."""
    try:
        ports = laptop.choose_ports(os.environ)
        logs = laptop.data_folder(ROOT, os.environ) / "log"
        with Crew(ROOT, laptop.settings(ROOT, ports, os.environ), logs) as crew:
            bring_up(crew, *ports)
            announce(ports[1], logs)
            crew.watch()
    except Ended:
        print("\nถึงบ้าน has ended.", flush=True)
        return 0
    except Trouble as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return 1


def bring_up(crew, web, simulator):
    """Everything up and answering: the database first, then whatever reads it."""
    lines = procfile(ROOT / "Procfile")
    print("· starting …", flush=True)
    crew.start("simulator", simulator_command(crew.environment, web, simulator))
    crew.finish("release", lines["release"])
    crew.start("web", lines["web"])
    crew.start("clock", lines["clock"])
    crew.wait_until("simulator", lambda: answers(simulator, "/sim/state"), LONGEST_START)
    crew.finish("opening", "python -m scripts.opening")
    crew.wait_until("web", lambda: answers(web, "/healthz"), LONGEST_START)
    crew.wait_until("clock", lambda: clock_beats(web), LONGEST_START)


def procfile(file):
    """The commands by name, as the platform reads them: {"web": "gunicorn app:app", …}."""
    lines = (line.partition(":") for line in file.read_text().splitlines() if ":" in line and line[0] != "#")
    return {name.strip(): command.strip() for name, _, command in lines}


def simulator_command(environment, web, simulator):
    """LINE on a laptop, with the channel that our settings name."""
    here = f"http://{laptop.ADDRESS}:{web}"
    return shlex.join([
        "python", "-m", "simulator", "--port", str(simulator), "--callback", f"{here}/callback",
        "--secret", environment["LINE_CHANNEL_SECRET"], "--token", environment["LINE_CHANNEL_ACCESS_TOKEN"],
        "--clock-file", environment["CLOCK_OFFSET_FILE"], "--public", f"{environment['PUBLIC_URL']}={here}",
    ])


def answers(port, path):
    """True if GET path is answered with 200."""
    return asked(port, path)[0] == 200


def clock_beats(web):
    """True if /readyz does not miss the clock. What else it may complain of does not keep us from opening the page."""
    status, told = asked(web, "/readyz")
    return status in (200, 503) and b"clock:" not in told


def asked(port, path):
    """(status, body) of GET path, (0, b"") while nobody answers. Straight to the port: no proxy of the environment is asked."""
    connection = http.client.HTTPConnection(laptop.ADDRESS, port, timeout=2)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def announce(simulator, logs):
    """The one address."""
    print(f"""
  ถึงบ้าน is ready. Open this address in a browser:

      http://{laptop.ADDRESS}:{simulator}/

  Ctrl-C ends all of it. What the processes say is in {short(logs, ROOT)}/.
""", flush=True)


if __name__ == "__main__":
    sys.exit(main())
