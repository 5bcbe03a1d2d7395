"""What becomes of a reply. Its token is good for one arrival; nothing is ever said twice."""

from types import SimpleNamespace

from bot.line import Answer
from models import message
from tests.outgoing.rows import DEAD_TOKEN, RATE, say
from tests.wire import HANG_UP, Says


def test_an_ambiguous_reply_is_tried_again_with_its_own_token(rows, outbox, there, clock):
    there.script += [HANG_UP]
    row_id = rows.reply()
    outbox.send_soon([row_id])
    assert (rows[row_id].state, rows[row_id].doubtful) == ("waiting", True)
    clock.turn(seconds=1)
    outbox.sweep()
    assert [call.json["replyToken"] for call in there.sent()] == ["token-1", "token-1"]
    assert rows[row_id].state == "sent"


def test_an_ambiguous_reply_never_becomes_a_push(rows, outbox, there, clock):
    there.script += [HANG_UP, DEAD_TOKEN]
    row_id = rows.reply(must_arrive=True)
    outbox.send_soon([row_id])
    clock.turn(seconds=1)
    outbox.sweep()
    assert (rows[row_id].state, len(rows.all())) == ("stale", 1)
    assert rows[row_id].cause == "400 Invalid reply token; an earlier attempt may have arrived"


def test_a_receipt_that_is_clearly_refused_goes_as_a_push(rows, outbox, there):
    there.script += [DEAD_TOKEN]
    row_id = rows.reply(must_arrive=True)
    outbox.send_soon([row_id])
    reply, push = rows.all()
    assert (reply.state, reply.cause) == ("stale", "400 Invalid reply token")
    assert (push.kind, push.state, push.billable, push.purpose, push.to) == ("push", "sent", True, "receipt", "U1")
    assert there.sent()[1].json == {"to": "U1", "messages": say()}


def test_a_receipt_whose_token_is_dead_before_the_call_goes_as_a_push(rows, outbox, there):
    outbox.send_soon([rows.reply(must_arrive=True, lives=0)])
    reply, push = rows.all()
    assert (reply.state, reply.attempts, push.state) == ("stale", 0, "sent")
    assert [call.path for call in there.sent()] == ["/v2/bot/message/push"]


def test_anything_else_that_is_refused_ends_as_stale(rows, outbox, there):
    there.script += [DEAD_TOKEN]
    outbox.send_soon([rows.reply(), rows.reply(lives=0)])
    assert [(row.kind, row.state) for row in rows.all()] == [("reply", "stale")] * 2


def test_a_receipt_that_line_finds_wrong_is_not_sent_again_as_a_push(rows, outbox, there):
    there.script += [Says(400, {"message": "The request body has 1 error(s)"})]
    outbox.send_soon([rows.reply(must_arrive=True)])
    (row,) = rows.all()
    assert (row.state, row.cause) == ("stale", "400 The request body has 1 error(s)")


def test_a_throttled_receipt_waits_while_its_token_lives_and_then_goes_as_a_push(rows, outbox, there, clock):
    there.script += [RATE] * 6
    row_id = rows.reply(must_arrive=True)
    outbox.send_soon([row_id])
    for _ in range(60):
        clock.turn(seconds=1)
        outbox.sweep()
    reply, push = rows.all()
    assert (reply.state, reply.attempts, push.state) == ("stale", 6, "sent")


def test_a_reply_whose_process_died_is_taken_over_when_its_lease_has_run_out(rows, outbox, there, clock):
    row_id = rows.reply(must_arrive=True)
    clock.turn(seconds=29)
    assert outbox.sweep() == 0
    clock.turn(seconds=1)
    assert outbox.sweep() == 1
    assert (rows[row_id].state, rows[row_id].doubtful, rows[row_id].attempts) == ("sent", False, 2)


def test_a_reply_found_too_late_is_in_doubt_and_ends(rows, outbox, there, clock):
    row_id = rows.reply(must_arrive=True)
    clock.turn(minutes=5)
    outbox.sweep()
    assert (rows[row_id].state, len(rows.all()), there.calls) == ("stale", 1, [])


def test_a_repeated_event_tries_its_reply_again(rows, outbox, there, clock):
    there.script += [HANG_UP]
    mine, other = rows.reply(), rows.reply(token="token-2", event_id=8)
    outbox.send_soon([mine])
    clock.turn(seconds=2)
    outbox.send_again(7)
    outbox.send_again(7)
    assert [call.json["replyToken"] for call in there.sent()] == ["token-1", "token-1"]
    assert (rows[mine].state, rows[other].state) == ("sent", "sending")


def test_a_sender_that_was_too_slow_changes_nothing(rows, outbox, db, there, clock, monkeypatch):
    """Its lease ran out during the call, and another process has it now."""
    row_id = rows.reply()

    def slow(*_):
        clock.turn(seconds=30)
        with db.transaction() as tx:
            assert len(message.claim(tx, 8)) == 1
        return Answer("refused", 400, cause="400 Invalid reply token")

    monkeypatch.setattr(outbox, "_line", SimpleNamespace(reply=slow))
    outbox.send_soon([row_id])
    assert (rows[row_id].state, rows[row_id].cause) == ("sending", "")


def test_what_was_erased_is_not_sent(rows, outbox, db, there, clock):
    waiting, sending = rows.push(), rows.reply()
    with db.transaction() as tx:
        message.forget(tx, "U1")
    clock.turn(seconds=30)
    outbox.sweep()
    assert [rows[each].state for each in (waiting, sending)] == ["stale", "stale"]
    assert there.calls == []


def test_a_receipt_of_somebody_who_left_during_the_call_is_not_said_again(rows, outbox, db, monkeypatch):
    def leaves_meanwhile(*_):
        with db.transaction() as tx:
            message.forget(tx, "U1")
        return Answer("refused", 400, cause="400 Invalid reply token")

    monkeypatch.setattr(outbox, "_line", SimpleNamespace(reply=leaves_meanwhile))
    outbox.send_soon([rows.reply(must_arrive=True)])
    assert [(row.kind, row.state) for row in rows.all()] == [("reply", "stale")]
