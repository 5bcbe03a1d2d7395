"""Row first, send after: queued in the turn, sent after the commit, by one process at a time."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest

from bot.line import Answer
from bot.outbox import Outbox
from bot.senders import Inline, Senders
from models.message import Message
from tests.outgoing.rows import say
from tests.wire import DATA_KEY, SECRET, TOKEN

# The plain way


def test_a_reply_goes_out_after_the_commit_and_is_marked(rows, outbox, there):
    row_id = rows.reply()
    assert (rows[row_id].state, there.calls) == ("sending", [])
    outbox.send_soon([row_id])
    assert there.sent()[0].json == {"replyToken": "token-1", "messages": say()}
    row = rows[row_id]
    assert (row.state, row.attempts, row.billable, row.line_request_id) == ("sent", 1, False, "request-1")
    assert row.sent_at is not None


def test_a_push_goes_out_with_the_key_that_was_stored(rows, outbox, there):
    row_id = rows.push(case_no="52-0001")
    key = rows[row_id].retry_key
    outbox.send_soon([row_id])
    assert there.sent()[0].headers["x-line-retry-key"] == key
    assert (rows[row_id].state, rows[row_id].billable, rows[row_id].case_no) == ("sent", True, "52-0001")


def test_a_turn_that_rolls_back_says_nothing(rows, outbox, db, there):
    def turn():
        with db.transaction() as tx:
            outbox.queue_push(tx, to="U1", messages=say(), purpose="decision")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        turn()
    assert (outbox.sweep(), rows.all(), there.calls) == (0, [], [])


def test_words_are_sealed_in_the_row(rows):
    assert "แจ้งค่ะ".encode() not in rows[rows.push(words="แจ้งค่ะ")].payload


@pytest.mark.parametrize("messages", [[], say() * 6])
def test_a_call_that_line_would_refuse_is_not_queued(outbox, db, messages):
    with pytest.raises(ValueError, match="1 to 5"), db.transaction() as tx:
        outbox.queue_push(tx, to="U1", messages=messages, purpose="decision")


# Nobody waits for one that is broken


def test_a_row_that_cannot_be_read_holds_nobody_up(rows, outbox, db, there):
    broken, good = rows.push(to="U1"), rows.push(to="U2")
    with db.transaction() as tx:
        tx.execute(Message.__table__.update().where(Message.id == broken.row.id).values(payload=b"damaged" * 9))
    threads = Senders()
    outbox = Outbox(db, outbox._line, threads)
    outbox.sweep()
    assert (rows[broken].state, rows[good].state) == ("sending", "sent")


def test_no_transaction_is_open_during_a_call(rows, outbox, db, monkeypatch):
    seen = []

    def look(*_):
        seen.append(db.engine.pool.checkedout())
        return Answer("sent", 200)

    monkeypatch.setattr(outbox, "_line", SimpleNamespace(reply=look, push=look))
    outbox.send_soon([rows.reply(), rows.push()])
    assert seen == [0, 0]


def test_two_sweepers_never_take_the_same_row(rows, db, line, there):
    ids = [rows.push(to=f"U{number}") for number in range(40)]
    outboxes = [Outbox(db, line, Inline()) for _ in range(4)]

    def empty(outbox):
        while outbox.sweep():
            pass

    threads = [threading.Thread(target=empty, args=(each,)) for each in outboxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(there.sent()) == 40
    assert {rows[each].state for each in ids} == {"sent"}


def test_results_are_written_many_at_a_time(rows, db, line):
    senders, written = Senders(), []
    outbox = Outbox(db, line, senders)
    settle = outbox._settled._write
    outbox._settled._write = lambda endings: (written.append(len(endings)), settle(endings))
    ids = [rows.reply(token=f"token-{number}") for number in range(60)]
    for row_id in ids:
        outbox.send_soon([row_id])
    senders._pool.shutdown()
    outbox._settled._writer.shutdown()
    assert sum(written) == 60
    assert len(written) < 30
    assert {row.state for row in rows.all()} == {"sent"}


def test_a_server_that_forks_sends_from_its_children_and_finishes_before_it_ends(rows, there, store_url):
    """As gunicorn does it: the outbox is made, the process forks, and the child is told to go with work in hand."""
    program = f"""
import os, sys
from bot.line import Line
from bot.outbox import Outbox
from bot.senders import Senders
from models.db import Database
from models.vault import Vault
from tests.outgoing.rows import Rows
from tests.wire import TurnedClock
db = Database({store_url!r}, Vault({DATA_KEY!r}), TurnedClock())
outbox = Outbox(db, Line({SECRET!r}, {TOKEN!r}, {there.url!r}), Senders())
child = os.fork()
if child:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
db.after_fork()
for number in range(20):
    outbox.send_soon([Rows(db, outbox).reply(token=f"token-{{number}}")])
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [row.state for row in rows.all()] == ["sent"] * 20
