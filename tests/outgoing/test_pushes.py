"""What becomes of a push, whatever LINE or the line to it does."""

from datetime import timedelta

import pytest

from bot.outbox import Outbox, Owner
from bot.senders import Inline
from tests.outgoing.rows import ACCEPTED, MONTH, RATE, Rows, say
from tests.wire import HANG_UP, Says


@pytest.mark.parametrize(
    ("says", "outcome"), [(HANG_UP, "ProtocolError"), (Says(500, {"message": "x"}), "500 x"), (RATE, RATE.body["message"])]
)
def test_a_push_without_a_clear_yes_is_tried_again_with_the_same_key_and_body(rows, outbox, there, clock, says, outcome):
    there.script += [says]
    row_id = rows.push()
    outbox.send_soon([row_id])
    assert rows[row_id].state == "waiting"
    assert outcome in rows[row_id].cause
    assert outbox.sweep() == 0  # not yet
    clock.turn(seconds=1)
    assert outbox.sweep() == 1
    first, second = there.sent()
    assert first.headers["x-line-retry-key"] == second.headers["x-line-retry-key"]
    assert first.body == second.body
    assert (rows[row_id].state, rows[row_id].attempts, rows[row_id].cause) == ("sent", 2, "")


def test_the_pauses_double(rows, outbox, there, clock):
    row_id = rows.push()
    there.script += [Says(500)] * 4
    for pause in (1, 2, 4, 8):
        outbox.sweep()
        assert rows[row_id].lease_until - clock() == timedelta(seconds=pause)
        clock.turn(seconds=pause)


def test_a_push_that_had_arrived_is_sent(rows, outbox, there, clock):
    there.script += [HANG_UP, ACCEPTED]
    row_id = rows.push()
    outbox.send_soon([row_id])
    clock.turn(seconds=1)
    outbox.sweep()
    assert (rows[row_id].state, rows[row_id].line_request_id) == ("sent", "first")


def test_a_refused_push_gives_up_with_the_cause(rows, outbox, there):
    there.script += [Says(400, {"message": "Failed to send messages"})]
    row_id = rows.push()
    outbox.send_soon([row_id])
    assert (rows[row_id].state, rows[row_id].cause) == ("gave_up", "400 Failed to send messages")


def test_when_the_month_is_spent_an_ordinary_push_gives_up(rows, outbox, there):
    there.script += [MONTH]
    row_id = rows.push()
    outbox.send_soon([row_id])
    assert (rows[row_id].state, rows[row_id].cause) == ("gave_up", "monthly quota")


def test_a_key_that_line_has_forgotten_is_not_used_again(rows, outbox, there, clock):
    there.script += [HANG_UP]
    row_id = rows.push()
    outbox.send_soon([row_id])
    clock.turn(hours=24)
    outbox.sweep()
    row = rows[row_id]
    assert (row.state, row.attempts, len(there.sent())) == ("gave_up", 1, 1)
    assert row.cause == "no clear answer in 24 hours; the last was: ProtocolError"


def test_a_push_that_waited_a_day_for_its_first_attempt_is_sent(rows, outbox, clock):
    row_id = rows.push()
    clock.turn(hours=30)
    outbox.sweep()
    assert rows[row_id].state == "sent"


def test_a_push_is_asked_whether_it_is_still_wanted(db, line, there):
    asked = []
    outbox = Outbox(db, line, Inline(), {"reminder": Owner(wanted=lambda tx, row: asked.append(row.case_no), lost=None)})
    rows = Rows(db, outbox)
    reminder, decision = rows.push(purpose="reminder", case_no="52-7"), rows.push(purpose="decision", words="ข่าวค่ะ")
    outbox.send_soon([reminder, decision])
    assert (rows[reminder].state, rows[reminder].cause, rows[reminder].attempts) == ("stale", "no longer wanted", 0)
    assert (rows[decision].state, asked) == ("sent", ["52-7"])
    assert [call.json["messages"] for call in there.sent()] == [say("ข่าวค่ะ")]


def test_whoever_owns_a_push_is_told_once_that_it_gave_up(db, line, there):
    told = []
    outbox = Outbox(db, line, Inline(), {"alarm": Owner(wanted=lambda *_: True, lost=lambda tx, row: told.append(row.case_no))})
    rows = Rows(db, outbox)
    alarms = [rows.push(purpose="alarm", case_no=number) for number in ("52-7", "52-8")]
    there.script += [Says(400, {"message": "x"})]
    outbox.send_soon(alarms)
    while outbox.sweep():
        pass
    assert ([rows[each].state for each in alarms], told) == (["gave_up", "sent"], ["52-7"])


def test_one_person_hears_things_in_order(rows, outbox, there, clock):
    first, second, other = rows.push(words="หนึ่ง"), rows.push(words="สอง"), rows.push(to="U2", words="อื่น")
    there.script += [Says(500)]
    outbox.send_soon([first])
    while outbox.sweep():
        pass
    assert [rows[each].state for each in (first, second, other)] == ["waiting", "waiting", "sent"]
    clock.turn(seconds=1)
    while outbox.sweep():
        pass
    assert [call.json["messages"][0]["text"] for call in there.sent()][1:] == ["อื่น", "หนึ่ง", "สอง"]


def test_several_pushes_of_one_turn_leave_in_turn(rows, outbox, there):
    outbox.send_soon([rows.push(words=str(number)) for number in range(5)])
    assert [call.json["messages"][0]["text"] for call in there.sent()] == list("01234")


def test_one_that_keeps_failing_does_not_hold_up_the_rest_for_a_day(rows, outbox, there, clock):
    broken = rows.push(words="เสีย")
    there.script += [Says(500)] * 5
    for _ in range(5):
        outbox.sweep()
        clock.turn(seconds=16)
    there.script += [Says(500)]
    later = rows.push(words="ต่อไป")
    outbox.sweep()
    assert (rows[broken].state, rows[later].state) == ("waiting", "sent")
