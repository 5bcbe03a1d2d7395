"""A whole visit while everything goes wrong that LINE allows: each event three times, late copies in between, and a
process that dies just before and just after every commit. The visit is there once, with every answer, and was
confirmed to the volunteer once.

A process that dies runs no further line: `Mortal` raises what no part of the product catches, and what comes next is
a new process on the same database. LINE got no answer, so it delivers again.
"""

import io
import itertools
import random
from contextlib import contextmanager
from dataclasses import dataclass

import orjson
import pytest
from werkzeug.test import Client

from app import clock_of, create_app
from bot.senders import Inline
from models.conversation import Conversation
from models.db import Database
from models.event import Event
from models.household import Household, Resident
from models.message import Message
from models.vault import Vault
from models.work import Job
from tests.factories import volunteer
from tests.town import AUNT, NOW, settings_for
from tests.wire import signature, webhook_body
from thai.places import Gazetteer

VISIT = (
    {"do": "text", "text": "เยี่ยมบ้าน"},
    {"do": "text", "text": "ยายคำ ใจดี 91 ปี"},
    {"do": "text", "text": "12/3"},
    {"do": "tap", "label": "1 คน"},
    {"do": "tap", "label": "ต่อไป"},
    {"do": "tap", "label": "ดูแลตัวเองได้"},
    {"do": "tap", "label": "รายได้ไม่พอ"},
    {"do": "tap", "label": "เจ็บป่วย"},
    {"do": "tap", "label": "ต่อไป"},
    {"do": "text", "text": "1"},
    {"do": "tap", "label": "ประสานช่วยเหลือ"},
    {"do": "tap", "label": "ต่อไป"},
    {"do": "text", "text": "จะพาไปหาหมอ"},
    {"do": "tap", "label": "อีก 1 เดือน"},
    {"do": "tap", "label": "ถูกต้อง บันทึกเลย"},
)
EXPECTED = {
    "visit_no": "ย6911-00001",
    "volunteer_line_user_id": AUNT,
    "visited_on": "2026-11-22",
    "area_code": "52060705",
    "people": [{"name": "ยายคำ ใจดี", "age": 91, "sex": "f", "groups": ["elderly"], "disabilities": [], "cared_for_by": "self"}],
    "problems": ["income", "health"],
    "incomes": [{"source": "old_age_allowance", "baht_per_month": 1000}],
    "deeds": ["coordinated"],
    "promised": "จะพาไปหาหมอ",
    "next_visit_on": "2026-12-22",
    "note": "",
    "photos": [],
}
COMMITS = 2 * len(VISIT)  # of the first deliveries: each event with its turn and its words, and how the reply ended
RECEIPT = "บันทึกการเยี่ยม ยายคำ ใจดี แล้วค่ะ"
TWICE_MORE = 2
LEASE_OVER = 35  # seconds: a process that is silent for 30 loses its messages to another


class Died(BaseException):
    """No `except Exception` of ours stops it, as none stops a kill."""


@dataclass
class Fate:
    """The commits of the web processes, counted, and around which they die: {(number, "before" or "after")}.

    Counts while `watching`, so that a death strikes the first delivery of an event, or any."""

    deaths: set
    count: int = 0
    watching: bool = True

    def meet(self, when: str):
        if self.watching and (self.count, when) in self.deaths:
            self.deaths.remove((self.count, when))
            raise Died
        if self.watching and when == "after":
            self.count += 1


class Mortal(Database):
    def __init__(self, settings, fate: Fate):
        super().__init__(settings.database_url, Vault(settings.data_key.get_secret_value()), clock_of(settings))
        self.fate = fate

    @contextmanager
    def transaction(self):
        with super().transaction() as tx:
            yield tx
            self.fate.meet("before")
        self.fate.meet("after")


class Lives:
    """The web process and, when it died, its successor. A caller whose process died gets what a proxy would give them."""

    def __init__(self, settings, fate: Fate):
        self.settings, self.fate, self.number, self.seen = settings, fate, 0, {}
        self.be_born()

    def be_born(self):
        self.app = create_app(self.settings, db=Mortal(self.settings, self.fate), senders=Inline())
        self.number += 1

    def __call__(self, environ, start_response):
        self.look_at(environ)
        try:
            return self.app(environ, start_response)
        except Died:
            self.end()
            self.be_born()
            start_response("502 Bad Gateway", [("content-length", "0")])
            return []

    def look_at(self, environ):
        """Keeps what LINE sent, for copies of it."""
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.input"] = io.BytesIO(body)
        self.seen |= {event["webhookEventId"]: event for event in orjson.loads(body)["events"]}

    def end(self):
        self.app.db.engine.dispose()


class World:
    """A volunteer with a phone, LINE between us, and the lives of the web process."""

    def __init__(self, town, port, settings, deaths=(), copies_too: bool = False):
        self.town, self.port, self.fate, self.copies_too = town, port, Fate(set(deaths)), copies_too
        self.lives, self.copies = Lives(settings, self.fate), []
        self.chance = random.Random(str(sorted(deaths)))

    def play(self):
        self.port[0].app = self.lives
        try:
            for step in VISIT:
                self.person_does(step)
                self.late_copies(len(self.copies) // 2)
            self.late_copies(len(self.copies))
            self.come_to_rest()
        finally:
            self.lives.end()

    def person_does(self, step: dict):
        (delivery,) = self.town.act(AUNT, **step)["deliveries"]
        one = delivery["webhookEventId"]
        if delivery["status"] != 200:
            self.deliver_until_taken(one)
        self.copies += [one] * TWICE_MORE

    def deliver_until_taken(self, one: str):
        self.later(lambda: self.town.sim.post("/sim/redeliver", webhookEventId=one)["deliveries"][0]["status"])

    def late_copies(self, count: int):
        """Of any earlier events, two in a body, as LINE may put them."""
        self.fate.watching = self.copies_too
        self.chance.shuffle(self.copies)
        while count > 0:
            some, self.copies, count = self.copies[:2], self.copies[2:], count - 2
            if self.deliver(some) != 200:
                self.later(lambda some=some: self.deliver(some))
        self.fate.watching = True

    def deliver(self, some: list[str]) -> int:
        body = webhook_body(*({**self.lives.seen[one], "deliveryContext": {"isRedelivery": True}} for one in some))
        return Client(self.lives).post("/callback", data=body, headers={"x-line-signature": signature(body)}).status_code

    def later(self, deliver):
        """LINE comes again, later; half of the time our clock has gone round before. No body dies more often than this."""
        for _ in range(8):
            self.town.sim.post("/sim/clock", forward=LEASE_OVER)
            if self.chance.random() < 0.5:
                self.town.go_round()
            if deliver() == 200:
                return
        raise AssertionError("it was never taken")

    def come_to_rest(self):
        for _ in range(2):
            self.town.sim.post("/sim/clock", forward=LEASE_OVER)
            self.town.go_round()


def all_is_there_once(town):
    (told,) = town.exported("visits")
    assert {name: told[name] for name in EXPECTED} == EXPECTED
    assert [row.head for row in town.rows(Household)] == ["ยายคำ ใจดี"]
    assert len(town.rows(Resident)) == 1
    assert [row.flow for row in town.rows(Conversation)] == ["visit"]
    assert [(row.state, row.attempts) for row in town.rows(Event)] == [("done", 1)] * len(VISIT)
    assert {row.state for row in town.rows(Message)} <= {"sent", "stale"}
    assert {row.state for row in town.rows(Job)} <= {"done"}
    assert len([words for words in town.chat() if RECEIPT in words]) == 1


@pytest.fixture
def settings(town, line_on_a_laptop, monkeypatch):
    """Those of the town's own app. A process is born in a few milliseconds here: the list of places is read once."""
    places = Gazetteer()
    monkeypatch.setattr("bot.desk.Gazetteer", lambda: places)
    url = town.db.engine.url.render_as_string(hide_password=False)
    return settings_for(url, *line_on_a_laptop)


def anew(town):
    town.installation.reset()
    town.sim.post("/sim/reset")
    town.sim.post("/sim/clock", at=NOW)
    town.sim.post(f"/sim/people/{AUNT}", friend=True)
    volunteer(town.db)


def play(town, port, settings, *deaths, **more) -> World:
    anew(town)
    world = World(town, port, settings, deaths, **more)
    world.play()
    all_is_there_once(town)
    return world


def test_every_event_three_times_and_nobody_dies(town, port, settings):
    world = play(town, port, settings)
    assert (world.fate.count, world.lives.number) == (COMMITS, 1)


def test_a_death_before_and_after_every_commit_in_turn(town, port, settings):
    """In each visit the process dies four times, at points that lie too far apart to have to do with each other."""
    half = COMMITS // 2
    for number in range(half):
        deaths = ((number, "before"), (number + 7, "after"), (number + half, "before"), ((number + half + 7) % COMMITS, "after"))
        world = play(town, port, settings, *deaths)
        assert world.lives.number == 5, f"{deaths}: {world.lives.number - 1} died"


@pytest.mark.parametrize("first", range(5))
def test_a_death_at_every_fifth_commit(town, port, settings, first):
    """Also while it takes the late copies (a body of two makes four commits): as unlucky as a visit can be and still end."""
    deaths = {(number, when) for number, when in zip(range(first, 600, 5), itertools.cycle(("before", "after")))}
    world = play(town, port, settings, *deaths, copies_too=True)
    assert world.lives.number > COMMITS / 5


def test_copies_that_arrive_at_the_same_moment(town, port):
    """Two deliveries of each event at once, in two threads, and shuffled with the others of a person who is quick."""
    volunteer(town.db)
    town.sim.post("/sim/knobs", deliver_twice=True)
    for step in VISIT:
        assert {delivery["status"] for delivery in town.act(AUNT, **step)["deliveries"]} == {200}
    all_is_there_once(town)
