"""The simulator as a real process, once a session, and a bot of straw that it talks to."""

import subprocess
import sys

import pytest
import requests

from tests.simulator.hand import AUNT, SECRET, TOKEN, Sim, StrawBot


@pytest.fixture(scope="session")
def straw_bot():
    with StrawBot() as bot:
        yield bot


@pytest.fixture(scope="session")
def started(straw_bot, tmp_path_factory):
    """(address, clock file) of the running simulator."""
    clock = tmp_path_factory.mktemp("simulator") / "clock"
    command = [sys.executable, "-m", "simulator", "--port", "0", "--callback", straw_bot.url, "--secret", SECRET]
    command += ["--token", TOKEN, "--clock-file", str(clock), "--public", f"https://bot.example={straw_bot.root}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().split()[-1].rstrip("/"), clock
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.fixture
def bot(straw_bot):
    straw_bot.forget()
    yield straw_bot
    straw_bot.wake()


@pytest.fixture
def sim(started, bot):
    """A new-born world, its webhook at the straw bot."""
    address, clock = started
    with requests.Session() as session:
        hand = Sim(address, session, clock)
        hand.post("/sim/reset")
        bot.forget()
        yield hand


@pytest.fixture
def friend(sim, bot):
    """ป้านา, who has just added the bot; the bot has forgotten it already."""
    sim.act(AUNT, "follow")
    bot.forget()
    return AUNT
