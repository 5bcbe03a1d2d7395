"""Two web and two clock processes on one database, and every event arrives at both webs at the same moment."""

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests
from werkzeug.wrappers import Request, Response

from app import clock_of
from bot.areas import load_areas
from bot.settings import read_settings
from models import schema
from models.db import Database
from models.vault import Vault
from tests.factories import volunteer
from tests.flows.test_visit import FIRST
from tests.postgres import empty_database
from tests.town import OFFICER, UNCLE, Town
from tests.wire import SECRET, TOKEN

ROOT = Path(__file__).resolve().parent.parent
# Too late for the morning's digest: a clock that starts slowly would tell it to an officer who came meanwhile.
NOON = "2026-11-22T12:00:00+07:00"
PATIENCE = 10  # seconds in which a busy machine must have answered


class Patient(Town):
    """Waits for what the bot says: here other processes say it, after they have answered the webhook."""

    def __init__(self, db, sim):
        self.db, self.sim, self.heard = db, sim, {}

    def next_message(self, person):
        after = self.heard.get(person, 0)
        while not (unheard := self.unheard(person)):
            answer = self.sim.get(f"/sim/people/{person}/chat?after={after}&wait={PATIENCE}")
            if answer["next"] == after:
                return None
            after = answer["next"]
        self.heard[person] = unheard[0]["n"]
        return unheard[0]["message"]


class ToBoth:
    """Hands each webhook to both webs at once, and answers LINE with the worse of their answers."""

    def __init__(self, ports):
        self.addresses = [f"http://127.0.0.1:{port}/callback" for port in ports]
        self.hands = ThreadPoolExecutor(8)

    @Request.application
    def __call__(self, request):
        body, headers = request.get_data(), {"x-line-signature": request.headers["x-line-signature"]}
        answers = list(
            self.hands.map(lambda address: requests.post(address, data=body, headers=headers, timeout=5), self.addresses)
        )
        return Response(status=max(answer.status_code for answer in answers))


@contextmanager
def process(*command, **environment):
    running = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    try:
        yield running
    finally:
        running.terminate()
        running.wait()


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]


def wait_for(ports):
    session = requests.Session()
    session.mount(
        "http://", requests.adapters.HTTPAdapter(max_retries=requests.adapters.Retry(60, backoff_factor=0.2, backoff_max=0.5))
    )
    for port in ports:
        assert session.get(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE).ok


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request, line_on_a_laptop, port, tmp_path):
    sim, clock = line_on_a_laptop
    sim.post("/sim/reset")
    sim.post("/sim/clock", at=NOON)
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path}/both.db"
        if request.param == "postgresql":
            url = stack.enter_context(empty_database(request.getfixturevalue("postgres_server")))
        environment = {
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "LINE_API_BASE": sim.url,
            "DATABASE_URL": url,
            "CLOCK_OFFSET_FILE": str(clock),
            "ENVIRONMENT": "laptop",
            "WEB_CONCURRENCY": "1",
            "FLASK_APP": "app",
        }
        settings = read_settings(environment)
        schema.upgrade(settings.database_url)
        db = Database(settings.database_url, Vault(settings.data_key.get_secret_value()), clock_of(settings))
        stack.callback(db.close)
        load_areas(db)
        ports = [free_port(), free_port()]
        for one in ports:
            stack.enter_context(process("gunicorn", "app:app", **environment, PORT=str(one)))
            stack.enter_context(process("flask", "clock", **environment))
        wait_for(ports)
        port[0].app = ToBoth(ports)
        yield Patient(db, sim), environment


def exported(environment, noun: str) -> list[str]:
    command = [sys.executable, "-m", "flask", "export", noun]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_everything_happens_once(both):
    town, environment = both
    volunteer(town.db)
    volunteer(town.db, UNCLE, number="52-00002", state="applied")
    town.grant_officer("52")
    town(FIRST)
    assert len(exported(environment, "visits")) == 1
    town("""
        คุณอร: > (เพิ่มเพื่อน)
        คุณอร: < สวัสดีค่ะ
        คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    """)
    town.sim.post("/sim/clock", at="2026-11-23T08:31:00+07:00")
    town("""
        คุณอร: < มีใบสมัคร อพม. รอตรวจ 1 ใบค่ะ
        คุณอร: > ใบสมัคร
        คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    """)
    pushes = [line for line in exported(environment, "messages") if '"push"' in line and OFFICER in line]
    assert len(pushes) == 1, pushes
