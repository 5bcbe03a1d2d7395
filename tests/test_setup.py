"""The two commands, from a bare clone: what they prepare, what they start, what they say when something is in the way."""

import ast
import importlib.metadata
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from packaging.version import Version
from sqlalchemy.engine import make_url

from scripts import browser, laptop, packages, run, setup
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
REAL_PYTHON = getattr(sys, "_base_executable", sys.executable)

STAND_IN_APP = """
from flask import Flask
app = Flask(__name__)
groups = {name: app.cli.group(name)(lambda: None) for name in ("people", "line")}
for words in (("people", "grant"), ("people", "name"), ("line", "menus")):
    groups[words[0]].command(words[1], context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(lambda: None)
"""
STAND_IN_SIMULATOR = """
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory="answers")
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), handler).serve_forever()
"""


@pytest.fixture
def house(tmp_path):
    """A folder with our scripts, where a web server and a simulator stand in that only answer."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / ".venv").symlink_to(sys.prefix)
    write(tmp_path / "app.py", STAND_IN_APP)
    write(tmp_path / "simulator" / "__main__.py", STAND_IN_SIMULATOR)
    for answer in ("healthz", "readyz", "sim/state"):
        write(tmp_path / "answers" / answer, "{}")
    write(tmp_path / "Procfile", "release: echo migrated\nclock: sleep 3600\n"
                                 "web: python -m http.server $PORT --bind 127.0.0.1 --directory answers\n")
    return tmp_path


@pytest.fixture
def ports():
    """Two that are free, as the environment names them."""
    with socket.socket() as web, socket.socket() as simulator:
        web.bind((laptop.ADDRESS, 0))
        simulator.bind((laptop.ADDRESS, 0))
        return {"PORT": str(web.getsockname()[1]), "SIMULATOR_PORT": str(simulator.getsockname()[1])}


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def make_run(house, ports):
    """`make run` without make, as a process whose words can be read."""
    return subprocess.Popen([sys.executable, "-m", "scripts.run"], cwd=house, env={**os.environ, **ports}, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


# make run

@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_run_prints_one_address_and_ends_everything_when_asked(house, ports, ending):
    with make_run(house, ports) as process:
        address = next(line.strip() for line in process.stdout if "http://" in line)
        assert address == f"http://127.0.0.1:{ports['SIMULATOR_PORT']}/"
        assert run.answers(int(ports["PORT"]), "/healthz")
        process.send_signal(ending)
        assert "http" not in process.communicate(timeout=20)[0]
    assert process.returncode == 0
    assert not any(laptop.is_taken(int(port)) for port in ports.values())


def test_when_one_process_dies_all_end_and_its_last_words_are_shown(house, ports):
    write(house / "Procfile", (house / "Procfile").read_text().replace("sleep 3600", "sh -c 'echo no hands; exit 3'"))
    process = make_run(house, ports)
    words = process.communicate(timeout=30)[0]
    assert "clock ended with status 3. The last lines of data/log/clock.log:\n    no hands" in words
    assert process.returncode == 1
    assert not any(laptop.is_taken(int(port)) for port in ports.values())


def test_a_release_that_fails_says_why(house, ports):
    write(house / "Procfile", "release: sh -c 'echo no such table; exit 1'\nweb: true\nclock: true\n")
    process = make_run(house, ports)
    assert "release failed. The last lines of data/log/release.log:\n    no such table" in process.communicate(timeout=30)[0]
    assert process.returncode == 1


@pytest.mark.parametrize(("name", "who"), [("PORT", "the chatbot"), ("SIMULATOR_PORT", "the simulator")])
def test_a_taken_port_is_one_clear_line(house, ports, name, who):
    with socket.create_server((laptop.ADDRESS, int(ports[name]))):
        process = make_run(house, ports)
        words = process.communicate(timeout=30)[0]
    assert re.fullmatch(rf"Port {ports[name]}, which {who} wants, is taken.* {name}=\d+ make run\n", words)
    assert process.returncode == 1


def test_a_port_that_is_no_number_is_one_clear_line():
    with pytest.raises(setup.Trouble, match="PORT must be a number from 1 to 65535, not 'eighty'"):
        laptop.choose_ports({"PORT": "eighty"})


def test_secrets_are_made_once_and_readable_by_nobody_else(tmp_path):
    file = tmp_path / "data" / "laptop.env"
    first, second = laptop.kept_secrets(file), laptop.kept_secrets(file)
    assert first == second
    assert set(first) == set(laptop.SECRETS)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_laptop_keeps_its_own_database_and_never_reaches_the_real_line(tmp_path):
    outside = {"DATABASE_URL": "postgresql://here/db", "LINE_API_BASE": "https://api.line.me", "ENVIRONMENT": "production"}
    chosen = laptop.settings(tmp_path, (8000, 8100), outside)
    assert chosen["DATABASE_URL"] == "postgresql://here/db"
    assert chosen["LINE_API_BASE"] == "http://127.0.0.1:8100"
    assert chosen["ENVIRONMENT"] == "laptop"


# the lines of the Procfile

def test_the_procfile_names_commands_that_exist(tmp_path):
    assert run.procfile(ROOT / "Procfile") == {"release": "flask migrate", "web": "gunicorn app:app", "clock": "flask clock"}
    environment = {**laptop.settings(tmp_path, (8000, 8100), os.environ), "MEDIA_URL": str(tmp_path / "media"),
                   "DATABASE_URL": f"sqlite:///{tmp_path}/test.db", "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}"}
    for command in ("flask migrate --help", "flask clock --help", "gunicorn --check-config app:app"):
        subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, env=environment, check=True, timeout=60)


@pytest.mark.parametrize(("environment", "bind"), [({}, "127.0.0.1:8000"), ({"PORT": "9000"}, "0.0.0.0:9000"),
                                                   ({"PORT": "9000", "ENVIRONMENT": "laptop"}, "127.0.0.1:9000")])
def test_gunicorn_listens_to_the_world_only_where_a_platform_gives_the_port(monkeypatch, tmp_path, environment, bind):
    for name in ("PORT", "ENVIRONMENT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**environment, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    assert runpy.run_path(str(ROOT / "gunicorn.conf.py"))["bind"] == bind


def test_ci_calls_make_test_and_nothing_cleverer():
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "make test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_make_help_lists_the_commands():
    listed = subprocess.check_output(["make", "-s", "help"], cwd=ROOT, text=True)
    assert {"run", "test", "check", "bench", "screenshots", "setup"} <= set(re.findall(r"^make (\w+) ", listed, re.M))


# make setup

def test_an_old_python_is_one_clear_line():
    pretend = "import sys, runpy; sys.version_info = (3, 9, 18, 'final', 0); runpy.run_path(sys.argv[1], run_name='__main__')"
    outcome = subprocess.run([sys.executable, "-c", pretend, ROOT / "scripts" / "setup.py"], capture_output=True, text=True)
    assert outcome.stderr.startswith("Python 3.11 or newer is needed; this is 3.9 (")
    assert outcome.stderr.count("\n") == outcome.returncode == 1


def test_an_old_python_can_read_that_far():
    ast.parse((ROOT / "scripts" / "setup.py").read_text(), feature_version=(3, 7))


def test_a_second_setup_has_nothing_to_do_and_a_moved_folder_has(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    shutil.copytree(ROOT / "scripts", here / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.txt", "requirements-dev.txt"):
        write(here / name, "# nothing\n")
    assert "packages are in place" in set_up(here)
    started = time.monotonic()
    assert set_up(here) == ""
    assert time.monotonic() - started < 1  # seconds; a tenth of one where nothing else is running
    write(here / "requirements.txt", "# something else\n")
    assert set_up(here).startswith("· installing")
    here.rename(there)
    assert "making .venv" in set_up(there)


def set_up(folder):
    return subprocess.check_output([REAL_PYTHON, folder / "scripts" / "setup.py"], text=True, timeout=120)


@pytest.mark.parametrize(("log", "line"), [
    ("Building wheel\n  error: command 'cc' failed\nERROR: Failed building wheel for fancy-name\n",
     "fancy-name has no ready-made wheel for this machine and could not be built"),
    ("WARNING: Retrying after NewConnectionError(...)\nERROR: No matching distribution found for flask==3.1.3\n",
     "The package index cannot be reached"),
    ("ERROR: Could not find a version\nERROR: No matching distribution found for flask==9\n",
     "No matching distribution found for flask==9"),
    ("OSError: [Errno 28] No space left on device", "The disk is full"),
])
def test_what_pip_says_becomes_one_line(log, line):
    assert setup.explain(log).startswith(line)


def test_a_missing_compiler_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CC", raising=False)
    assert "there is no C compiler" in setup.explain("ERROR: Failed to build 'slow' when getting requirements")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_to_what_is_installed(name):
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    for line in filter(None, lines):
        if line != "-r requirements.txt":
            package, pin = re.fullmatch(r"([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", line).groups()
            assert Version(importlib.metadata.version(package)) == Version(pin)


# the browser

def test_the_browser_writes_thai(page):
    page.set_content("<h1>ถึงบ้าน</h1>")
    assert page.inner_text("h1") == "ถึงบ้าน"
    assert page.evaluate("navigator.language") == "th-TH"


def test_a_browser_that_cannot_be_had_is_one_line_for_ci(monkeypatch, capsys):
    monkeypatch.setattr(browser, "ELSEWHERE", [])
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    setup.look_for_browser()
    assert capsys.readouterr().err.startswith("BROWSER MISSING: there is no apt-get or dnf or brew to install it with.")


def test_a_wrong_chromium_is_said_and_not_replaced():
    with pytest.raises(browser.BrowserMissing, match="BROWSER MISSING: CHROMIUM=/no/such does not run"):
        browser.find({"CHROMIUM": "/no/such", "PATH": os.environ["PATH"]})


def test_an_installation_that_needs_a_password_says_what_to_type(monkeypatch):
    monkeypatch.setattr(packages, "as_root", lambda manager: None)
    monkeypatch.setattr(packages.shutil, "which", lambda name: name == "apt-get")
    assert packages.ask_system_for({"apt-get": ["chromium"]}).endswith("apt-get install -y --no-install-recommends chromium")


# PostgreSQL

SERVERS = {"installed": postgres.installed(), "wheel": postgres.from_wheel()}


@pytest.mark.parametrize("kind", [kind for kind, programs in SERVERS.items() if programs])
def test_a_server_comes_up_and_leaves_nothing_behind(kind):
    with postgres.server_from(SERVERS[kind]) as server:
        home = Path(make_url(server).query["host"])
        with postgres.running_server({"TEST_DATABASE_URL": server}) as given, postgres.empty_database(given) as url:
            assert tables(url) == 0
    assert not home.exists()


def tables(url):
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()[0]


def test_a_server_goes_also_when_the_tests_are_killed():
    hold = "import sys; from tests.postgres import running_server\nwith running_server() as url: print(url, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", hold], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env=without_given_server()) as tests:
        home = Path(make_url(tests.stdout.readline().strip()).query["host"])
        assert home.exists()
        tests.kill()
        tests.stderr.read()  # the guardian shares this pipe: its end is the guardian's end
    assert not home.exists()


def test_no_postgres_is_a_failure(monkeypatch):
    monkeypatch.setattr(postgres, "installed", lambda: None)
    monkeypatch.setattr(postgres, "from_wheel", lambda: None)
    with pytest.raises(postgres.NoPostgres), postgres.running_server(without_given_server()):
        pass


def without_given_server():
    return {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
