"""The job table and the clock that looks at it: the six rules, on both databases."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from bot import jobs
from bot.clock import NAME, Clock
from bot.jobs import LEASE, Jobs, Regular, cancel, daily, enqueue
from models import work
from models.audit import Audit, note
from models.work import Job
from tests.wire import DATA_KEY


@pytest.fixture
def done():
    """Payloads that the handler of "work" has seen."""
    return []


@pytest.fixture
def runner(db, done):
    return Jobs(db, {"work": lambda job: done.append(job.payload)})


def put(db, **more):
    with db.transaction() as tx:
        return enqueue(tx, "work", {"number": 1}, **more)


def row(db, job_id):
    with db.reading() as tx:
        return tx.one(select(Job.__table__).where(Job.id == job_id))


def everything(runner):
    while runner.run_one():
        pass


# 1: one row is a job is a timer


def test_a_job_is_done_once(db, runner, done):
    job_id = put(db)
    everything(runner)
    assert done == [{"number": 1}]
    assert (row(db, job_id).state, row(db, job_id).attempts) == ("done", 1)
    assert not runner.run_one()


def test_a_transaction_that_rolls_back_queues_nothing(db, runner, done):
    def turn():
        with db.transaction() as tx:
            enqueue(tx, "work", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        turn()
    assert not runner.run_one()


def test_a_timer_waits_for_its_time(db, runner, done, clock):
    put(db, run_at=clock() + timedelta(minutes=10))
    clock.turn(minutes=9)
    assert not runner.run_one()
    clock.turn(minutes=1)
    assert runner.run_one()


def test_the_longest_due_comes_first(db, runner, done, clock):
    for number in (3, 1, 2):
        with db.transaction() as tx:
            enqueue(tx, "work", {"number": number}, run_at=clock() - timedelta(minutes=10 - number))
    everything(runner)
    assert [payload["number"] for payload in done] == [1, 2, 3]


def test_a_key_is_queued_once(db, runner, done):
    assert put(db, key="esc:7:1") is not None
    assert put(db, key="esc:7:1") is None
    everything(runner)
    assert put(db, key="esc:7:1") is None
    assert len(done) == 1


# 2 and 3: claimed by one, finished only by its holder


def test_a_job_of_a_dead_worker_falls_due_again(db, runner, done, clock):
    job_id = put(db)
    with db.transaction() as tx:
        assert work.claim(tx, ["work"], LEASE).id == job_id
    assert not runner.run_one()
    clock.turn(seconds=LEASE.total_seconds())
    assert runner.run_one()
    assert (row(db, job_id).state, row(db, job_id).attempts) == ("done", 2)


def test_a_worker_that_was_too_slow_changes_nothing(db, clock):
    def slow(job):
        clock.turn(seconds=LEASE.total_seconds())
        with db.transaction() as tx:
            work.claim(tx, ["work"], LEASE)  # another worker's
        raise ValueError

    job_id = put(db)
    Jobs(db, {"work": slow}).run_one()
    assert (row(db, job_id).state, row(db, job_id).cause, row(db, job_id).attempts) == ("ready", "", 2)


def test_many_workers_do_each_job_once(db, done):
    for _ in range(60):
        put(db)
    runners = [Jobs(db, {"work": lambda job: done.append(job.row.id)}) for _ in range(4)]
    threads = [threading.Thread(target=everything, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == len(set(done)) == 60


def test_a_kind_that_this_process_does_not_know_is_left_to_others(db, runner):
    with db.transaction() as tx:
        enqueue(tx, "from the future", {})
    assert not runner.run_one()


# Failing


def test_a_failure_is_tried_again_after_pauses_that_double_and_gives_up_with_its_cause(db, clock):
    def fail(job):
        raise ValueError("นายสมชาย ใจดี")

    job_id, pauses = put(db, max_attempts=4), []
    runner = Jobs(db, {"work": fail})
    while row(db, job_id).state == "ready":
        assert runner.run_one()
        pauses.append((row(db, job_id).run_at - clock()).total_seconds())
        clock.turn(seconds=pauses[-1])
    assert pauses[:3] == [2, 4, 8]
    assert (row(db, job_id).state, row(db, job_id).attempts) == ("gave_up", 4)
    assert row(db, job_id).cause.startswith("ValueError at outgoing/test_jobs.py:")  # the place, never a person's words


# 4: cancelled and looked at again


def test_a_cancelled_timer_does_not_run(db, runner, done, clock):
    put(db, key="esc:7:1", run_at=clock() + timedelta(minutes=1))
    with db.transaction() as tx:
        assert cancel(tx, "esc:7:1")
        assert not cancel(tx, "esc:7:1")
        assert not cancel(tx, "esc:8:1")
    clock.turn(minutes=1)
    assert not runner.run_one()


def test_a_job_cancelled_while_it_runs_cannot_finish_its_effect(db):
    def handler(job):
        with db.transaction() as tx:
            cancel(tx, "esc:7:1")
        with db.transaction() as tx:
            note(tx, "system", "escalated", "case:cancelled")
            job.done(tx)

    job_id = put(db, key="esc:7:1")
    Jobs(db, {"work": handler}).run_one()
    assert row(db, job_id).state == "cancelled"
    assert _noted(db, "case:cancelled") == 0


# 5: the effect and its end are one


def test_an_effect_and_its_end_are_one_transaction(db):
    def handler(job):
        with db.transaction() as tx:
            note(tx, "system", "escalated", "case:both")
            job.done(tx)
            if job.row.attempts == 1:
                raise OSError("killed just before the commit")

    job_id = put(db)
    runner = Jobs(db, {"work": handler})
    runner.run_one()
    assert (_noted(db, "case:both"), row(db, job_id).state) == (0, "ready")
    db.now.turn(seconds=2)
    runner.run_one()
    assert (_noted(db, "case:both"), row(db, job_id).state) == (1, "done")


def _noted(db, subject) -> int:
    """How often since this test's database was opened: lines of the audit cannot be taken away between tests."""
    with db.reading() as tx:
        return tx.value(select(func.count()).select_from(Audit).where(Audit.subject == subject))


# 6: slots


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-22T01:29:59", "2026-11-21T01:30:00"),
        ("2026-11-22T01:30:00", "2026-11-22T01:30:00"),
        ("2026-11-22T17:30:00", "2026-11-22T01:30:00"),
        ("2026-12-31T20:00:00", "2026-12-31T01:30:00"),
    ],
)
def test_a_daily_slot_is_at_half_past_eight_in_thailand(now, slot):
    assert daily("08:30")(datetime.fromisoformat(now).replace(tzinfo=UTC)) == datetime.fromisoformat(slot).replace(tzinfo=UTC)


def test_a_slot_is_queued_once_however_many_clocks_there_are(db, done, clock):
    runners = [
        Jobs(db, {"work": lambda job: done.append(job.payload["slot"])}, (Regular("work", daily("08:30")),)) for _ in range(3)
    ]
    for _ in range(3 * 24):
        clock.turn(hours=1)
        for runner in runners:
            runner.queue_regular()
            everything(runner)
    assert done == ["2026-11-23T01:30:00+00:00", "2026-11-24T01:30:00+00:00", "2026-11-25T01:30:00+00:00"]


def test_a_slot_missed_by_little_is_made_up_for_and_one_missed_by_much_is_not(db, done, clock):
    runner = Jobs(db, {"work": lambda job: done.append(1)}, (Regular("work", daily("08:30"), late=timedelta(hours=3)),))
    clock.at = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)  # 11:00, and the clock was off for days
    runner.queue_regular()
    everything(runner)
    assert len(done) == 1
    clock.at = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)  # 22:00
    Jobs(db, {}, (Regular("work", daily("08:30"), late=timedelta(hours=3)),)).queue_regular()
    everything(runner)
    assert len(done) == 1


# The clock

NOTHING = SimpleNamespace(look=lambda stop: None)  # to fetch


def test_a_round_beats_sends_and_works(db, runner, done):
    sweeps = [3, 1, 0]
    put(db)
    Clock(db, SimpleNamespace(sweep=lambda: sweeps.pop(0)), runner, NOTHING, lambda: False).round()
    assert (sweeps, len(done)) == ([], 1)
    with db.reading() as tx:
        assert work.last_beat(tx, NAME) == db.now()


def test_an_error_in_one_look_does_not_stop_the_others(db, runner, done, caplog):
    def broken():
        raise OSError

    put(db)
    Clock(db, SimpleNamespace(sweep=broken), runner, NOTHING, lambda: False).round()
    assert len(done) == 1
    assert "_messages failed" in caplog.text


def test_a_clock_that_is_told_to_stop_begins_nothing_new(db, runner, done):
    a_clock = Clock(db, SimpleNamespace(sweep=lambda: 0), runner, NOTHING, lambda: False)
    put(db), put(db)
    a_clock.stop.set()
    a_clock.round()
    assert done == []


def test_sigterm_ends_it_after_the_step_it_is_at(db, store_url):
    program = f"""
from types import SimpleNamespace
from bot.clock import Clock
from bot.jobs import Jobs
from models.db import Database
from models.vault import Vault
from tests.wire import TurnedClock
import sys
db = Database({store_url!r}, Vault({DATA_KEY!r}), TurnedClock())
def handler(job):
    print("begun", flush=True)
    sys.stdin.readline()
nothing = SimpleNamespace(look=lambda stop: None)
Clock(db, SimpleNamespace(sweep=lambda: 0), Jobs(db, {{"work": handler}}), nothing, lambda: False).run()
print("ended", flush=True)
"""
    ids = [put(db), put(db)]
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begun\n"
    os.kill(process.pid, signal.SIGTERM)
    said, _ = process.communicate("go on\n", timeout=20)
    assert (said, process.returncode) == ("ended\n", 0)
    assert [row(db, each).state for each in ids] == ["done", "ready"]


def test_everything_a_caller_needs_has_its_name_in_one_room():
    assert all(hasattr(jobs, name) for name in jobs.__all__)
