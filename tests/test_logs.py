"""The log: JSON, a line each, and nothing in it that a person is, has or said."""

import io
import json
import logging
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot import talk
from bot.logs import set_up_logs
from tests.flows.test_visit import FIRST
from tests.test_free_of_charge import APPROVED, REGISTERED, TOLD
from tests.town import AUNT, OFFICER
from tests.wire import SECRET, TOKEN, said

# No short numbers: an event's id and a microsecond may hold any of them.
PERSONAL = (
    "0812345678",
    "081-234-5678",
    "081 234 5678",
    "24 เม.ย.",
    "สมใจ",
    "ใจดี",
    "ยายคำ",
    "วิเชตนคร",
    "ป่าตึง",
    "12/3",
    "เบี้ย",
    "สมัคร",
    "เยี่ยม",
    AUNT,
    OFFICER,
    SECRET,
    TOKEN,
)


@pytest.fixture
def log(monkeypatch):
    """Everything that the product logs from now on, as set_up_logs has it."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", written)
    set_up_logs()
    yield written
    root.handlers, root.level = handlers, level


def lines(log) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def nothing_personal(log):
    told = log.getvalue()
    assert [word for word in PERSONAL if word in told] == []
    assert all("level" in line for line in lines(log))


def test_a_whole_registration_and_a_visit(town, log):
    town.grant_officer("52")
    for chapter in (REGISTERED, APPROVED):
        town(chapter)
    town.go_round()
    town(TOLD)
    town(FIRST)
    nothing_personal(log)


def test_when_line_refuses_delays_and_hangs_up(town, log):
    """Warnings and errors tell rows, states and LINE's own causes, never what was to be said."""
    town.sim.post("/sim/knobs", fail_next=[500, "drop", "429rate", 400, 401, 500])
    for _ in range(6):
        town.act(AUNT, do="text", text="สมัคร")
    town.go_round()
    nothing_personal(log)


def test_a_turn_that_fails_is_told_by_its_kind_and_place(town, log, monkeypatch):
    def turn(tx, desk, heard, friend):
        names = {"ยายคำ": heard.said.text}
        return talk.turn(tx, desk, names["นางสมใจ ใจดี"], friend)

    monkeypatch.setattr("bot.inbox.turn", turn)
    town.send(hello := said("ยายคำ ใจดี 0812345678"))
    nothing_personal(log)
    (line,) = lines(log)
    assert (line["level"], line["error"], line["webhook_event_id"]) == ("error", "KeyError", hello["webhookEventId"])
    assert line["cause"].startswith("KeyError at tests/test_logs.py:")
    assert line["where"][0].startswith("bot/inbox.py:")
    assert "Traceback" not in log.getvalue()


def test_a_statement_that_fails_does_not_tell_its_values(town, log):
    """The text of a database's error holds the row it choked on."""
    log_ = logging.getLogger("bot.anything")
    try:
        with town.db.transaction() as tx:
            tx.connection.exec_driver_sql("INSERT INTO nowhere VALUES ('ยายคำ ใจดี')")
    except Exception:
        log_.exception("it failed")
    nothing_personal(log)
    assert lines(log)[0]["error"] in ("OperationalError", "ProgrammingError")


def test_what_others_log_is_json_as_well(log):
    logging.getLogger("urllib3").info("POST https://api.line.me ยายคำ")
    logging.getLogger("some.library").warning("%d of %d", 1, 2, extra={"rows": 3})
    (line,) = lines(log)
    assert (line["event"], line["rows"], line["logger"]) == ("1 of 2", 3, "some.library")
    assert line["timestamp"].endswith("Z")


def test_a_statement_printed_to_an_operator_hides_its_values(town):
    with pytest.raises(DBAPIError) as told, town.db.transaction() as tx:
        tx.execute(text("SELECT * FROM nowhere WHERE head = :head").bindparams(head="ยายคำ ใจดี"))
    assert "ยายคำ" not in str(told.value)
