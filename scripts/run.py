"""`make run`: the whole of ถึงบ้าน on a laptop, with a LINE of its own, at one address. Ctrl-C ends all of it."""

import http.client
import os
import shlex
import sys
from pathlib import Path

from scripts import laptop
from scripts.processes import Crew, Ended
from scripts.setup import Trouble

ROOT = Path(__file__).resolve().parent.parent
OFFICER = "U00000000000000000000000000000003"  # คุณอร, whom the simulator is born with
LAMPANG = "52"
LONGEST_START = 60  # seconds; ten times what a small machine needs


def main():
    """Returns the exit status."""
    try:
        ports = laptop.choose_ports(os.environ)
        with Crew(ROOT, laptop.settings(ROOT, ports, os.environ)) as crew:
            bring_up(crew, *ports)
            announce(ports[1])
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
    crew.finish("officer", f"flask people grant {OFFICER} --role officer --area {LAMPANG}")
    crew.wait_until("simulator", lambda: answers(simulator, "/sim/state"), LONGEST_START)
    crew.finish("menus", "flask line menus")
    crew.wait_until("web", lambda: answers(web, "/healthz"), LONGEST_START)


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
    """True if GET path is answered with 200. Straight to the port: a proxy in the environment is not asked."""
    connection = http.client.HTTPConnection(laptop.ADDRESS, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def announce(simulator):
    """The one address."""
    print(f"""
  ถึงบ้าน is ready. Open this address in a browser:

      http://{laptop.ADDRESS}:{simulator}/

  Ctrl-C ends all of it. What the processes say is in data/log/.
""", flush=True)


if __name__ == "__main__":
    sys.exit(main())
