"""What really arrives, with LINE as the simulator plays it."""

from types import SimpleNamespace

import pytest

from bot.line import Line
from bot.outbox import Outbox
from bot.senders import Inline
from tests.outgoing.rows import Rows
from tests.wire import SECRET, TOKEN, simulator, wire


@pytest.fixture(scope="module")
def world():
    with wire() as callback, simulator(callback.url + "/callback") as played:
        played.callback = callback
        yield played


@pytest.fixture
def real(world, db):
    world.post("/sim/reset")
    world.callback.calls.clear()
    world.post(f"/sim/people/{world.VOLUNTEER}/act", do="follow")  # LINE says yes to a push to a stranger and drops it
    outbox = Outbox(db, Line(SECRET, TOKEN, world.url), Inline())
    return SimpleNamespace(world=world, outbox=outbox, rows=Rows(db, outbox), person=world.VOLUNTEER)


def _token(real) -> str:
    """Somebody writes; the reply token of that event."""
    real.world.post(f"/sim/people/{real.person}/act", do="text", text="สวัสดี")
    return real.world.callback.calls[-1].json["events"][0]["replyToken"]


def _heard(real) -> list:
    return [(item["kind"], item["message"]["text"]) for item in real.world.chat(real.person)]


def test_line_takes_a_reply_once(real):
    token = _token(real)
    real.outbox.send_soon([real.rows.reply(real.person, token, must_arrive=True)])
    real.outbox.send_soon([real.rows.reply(real.person, token, must_arrive=True)])
    assert _heard(real) == [("reply", "ได้รับแล้วค่ะ"), ("push", "ได้รับแล้วค่ะ")]  # the second was clearly refused
    assert [row.state for row in real.rows.all()] == ["sent", "stale", "sent"]


@pytest.mark.parametrize("fault", ["drop", 500])
def test_a_reply_cannot_arrive_twice(real, clock, fault):
    token = _token(real)
    real.world.post("/sim/knobs", fail_next=[fault])
    real.outbox.send_soon([real.rows.reply(real.person, token, must_arrive=True)])
    clock.turn(seconds=1)
    real.outbox.sweep()
    assert _heard(real) == [("reply", "ได้รับแล้วค่ะ")]
    assert [row.kind for row in real.rows.all()] == ["reply"]


@pytest.mark.parametrize("faults", [["drop"], [500], ["drop", 500, "429rate"]])
def test_a_push_arrives_once_whatever_happens_on_the_way(real, clock, faults):
    real.world.post("/sim/knobs", fail_next=faults)
    real.outbox.send_soon([real.rows.push(real.person)])
    for _ in range(20):
        clock.turn(seconds=1)
        real.outbox.sweep()
    assert _heard(real) == [("push", "แจ้งค่ะ")]
    assert [row.state for row in real.rows.all()] == ["sent"]
    assert real.world.get("/sim/state")["quota"]["used"] == 1


def test_beyond_the_months_messages_a_push_gives_up_and_replies_go_on(real):
    real.world.post("/sim/knobs", monthly_quota=1)
    token = _token(real)
    real.outbox.send_soon([real.rows.push(real.person), real.rows.push(real.person), real.rows.reply(real.person, token)])
    assert [(row.state, row.cause) for row in real.rows.all()] == [("sent", ""), ("gave_up", "monthly quota"), ("sent", "")]
