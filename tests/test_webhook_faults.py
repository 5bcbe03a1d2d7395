"""The webhook when something is wrong with us (a turn that raises, a database that is not there), or with all that comes."""

import json
import sqlite3
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot import talk
from models import db as database
from models.conversation import Conversation
from models.event import Event
from models.message import Message
from tests.postgres import tell
from tests.town import AUNT, UNCLE
from tests.wire import BORN, event, said


def kept(town) -> list[tuple]:
    return [(row.kind, row.state) for row in town.rows(Event)]


# ---------------------------------------------------------------------- a turn that raises


@pytest.fixture
def broken(monkeypatch):
    """Whoever says ระเบิด makes the turn raise, half-way through its work, until the bug is mended."""
    whole, bug = talk.turn, {"there": True}

    def turn(tx, desk, heard, friend):
        sayings = whole(tx, desk, heard, friend)
        if bug["there"] and getattr(heard.said, "text", "") in ("ระเบิด", "สมัคร"):
            raise KeyError(f"นางสมใจ said {heard.said.text}")
        return sayings

    monkeypatch.setattr("bot.inbox.turn", turn)
    return bug


def test_a_turn_that_raises_is_undone_kept_and_told(town, broken):
    assert town.send(said("สมัคร"), said("เมนู", at=BORN + timedelta(seconds=1)), said("เมนู", UNCLE)) == 200
    failed = next(row for row in town.rows(Event) if row.state == "failed")
    assert failed.cause.startswith("KeyError at tests/test_webhook_faults.py:")
    assert "สมใจ" not in failed.cause
    assert town.rows(Conversation) == []
    apology, menu = town.chat()
    assert "ขอโทษค่ะ" in apology
    assert "1300" in apology
    assert "อยากทำอะไรคะ" in menu
    assert len(town.chat(UNCLE)) == 1
    assert sorted(row.purpose for row in town.rows(Message)) == ["answer", "answer", "apology"]


def test_a_failed_event_is_not_taken_again_by_a_redelivery(town, broken):
    event_ = said("สมัคร")
    assert [town.send(event_), town.send(event_)] == [200, 200]
    assert len(town.chat()) == 1


def test_failed_events_are_taken_again_once_the_bug_is_mended(town, broken):
    town.send(said("สมัคร"))
    assert "0 of 1" in town.refused("events", "retry")
    assert town.rows(Event)[0].attempts == 2
    broken["there"] = False
    assert "1 of 1" in town.flask("events", "retry")
    assert "0 of 0" in town.flask("events", "retry")
    assert kept(town) == [("message.text", "done")]
    assert [row.flow for row in town.rows(Conversation)] == ["register"]


def test_a_failed_event_whose_words_were_erased_is_let_go(town, broken):
    message = said("สมัคร")
    town.send(message)
    town.send(event("unsend", at=BORN + timedelta(seconds=1), unsend={"messageId": message["message"]["id"]}))
    assert "1 of 1" in town.flask("events", "retry")
    assert town.rows(Event)[0].state == "ignored"
    assert town.rows(Conversation) == []


def test_what_was_failed_is_told_by_its_age(town, broken):
    """Two people, the later event delivered first: taken again in the order in which they happened."""
    town.send(said("สมัคร", UNCLE, at=BORN + timedelta(seconds=9)))
    town.send(said("สมัคร", AUNT))
    broken["there"] = False
    town.flask("events", "retry")
    assert [row.line_user_id for row in town.rows(Conversation)] == [AUNT, UNCLE]


# ---------------------------------------------------------------------- no database


def test_without_a_database_line_is_told_to_come_again(town, monkeypatch):
    hello, uncle = said("เมนู"), said("เมนู", UNCLE)
    with (locked_file if town.installation.kind == "sqlite" else closed_server)(town.db.engine, monkeypatch):
        assert town.send(hello, uncle) == 503
    assert kept(town) == []
    assert town.send({**hello, "deliveryContext": {"isRedelivery": True}}, uncle) == 200
    assert len(town.chat(AUNT)) == len(town.chat(UNCLE)) == 1


def test_a_file_that_was_moved_away(town, tmp_path):
    """SQLite would make a new, empty file there: that is no database of ours either."""
    if town.installation.kind != "sqlite":
        assert town.db.engine.dialect.name == "postgresql"  # its own loss is the test above
        return
    file = Path(town.db.engine.url.database)
    town.db.engine.dispose()
    file.rename(tmp_path / "moved.db")
    assert town.send(hello := said("เมนู")) == 503
    town.db.engine.dispose()
    (tmp_path / "moved.db").replace(file)
    assert town.send(hello) == 200
    assert kept(town) == [("message.text", "done")]


def test_a_connection_that_dies_in_the_middle_of_a_turn(town, monkeypatch):
    whole, lives = talk.turn, []

    def turn(tx, *rest):
        sayings = whole(tx, *rest)
        if not lives:
            lives.append("lost one")
            lose_connection(town, tx)
        return sayings

    monkeypatch.setattr("bot.inbox.turn", turn)
    assert town.send(hello := said("สมัคร")) == 503
    assert kept(town) == []
    assert town.rows(Conversation) == []
    assert town.send(hello) == 200
    assert len(town.rows(Conversation)) == 1


def lose_connection(town, tx):
    if town.installation.kind == "postgresql":
        tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    else:
        tx.execute(text("SELECT * FROM a_page_that_cannot_be_read"))  # OperationalError, as of a bad disk


@contextmanager
def locked_file(engine, monkeypatch):
    """Another program holds the lock of the file, and holds it."""
    engine.dispose()
    holder = sqlite3.connect(engine.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with monkeypatch.context() as impatient:
        impatient.setattr(database, "BUSY_MS", 50)
        yield
    holder.close()
    engine.dispose()


@contextmanager
def closed_server(engine, _monkeypatch):
    """Every connection is ended and none is let in."""
    let_in(engine, "false")
    yield
    let_in(engine, "true")
    engine.dispose()


def let_in(engine, whether: str):
    server, name = engine.url.set(database="postgres"), engine.url.database
    tell(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS {whether}")
    tell(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")


# ---------------------------------------------------------------------- anything at all

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
PROPERTIES = (
    "type",
    "mode",
    "timestamp",
    "source",
    "webhookEventId",
    "deliveryContext",
    "replyToken",
    "message",
    "postback",
    "unsend",
)
TYPES = st.sampled_from(["message", "postback", "follow", "unfollow", "unsend", "join", "things"])
INSIDE = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["text", "sticker", "location", "image", "user", "group"]) | ANYTHING,
        "text": ANYTHING,
        "id": ANYTHING,
        "userId": st.sampled_from([AUNT, UNCLE]) | ANYTHING,
        "data": st.sampled_from(['[1,"name","x"]', '["resume",1]', "[[", "x"]) | ANYTHING,
        "params": ANYTHING,
        "latitude": ANYTHING,
        "longitude": ANYTHING,
        "messageId": ANYTHING,
    },
)
EVENTS = st.builds(
    lambda kind, changed, gone: {k: v for k, v in {**said("เมนู"), "type": kind, **changed}.items() if k not in gone},
    TYPES,
    st.dictionaries(st.sampled_from(PROPERTIES), ANYTHING | INSIDE, max_size=4),
    st.sets(st.sampled_from(PROPERTIES), max_size=2),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(events=st.lists(EVENTS | ANYTHING, max_size=4))
def test_nothing_that_is_signed_makes_it_fall(town, events):
    body = json.dumps({"events": events}).encode()
    assert town.deliver(body=body) in (200, 400)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(body=st.binary(max_size=200) | ANYTHING.map(lambda told: str(told).encode(errors="replace")))
def test_nor_does_any_body_at_all(town, body):
    assert town.deliver(body=body) in (200, 400)
    assert town.deliver(body=body, **{"x-line-signature": "x"}) == 403
