"""The month's messages: what LINE tells is kept, the last part is for alarms, and LINE's two kinds of 429 are two things."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import quota
from bot.jobs import Jobs, every
from bot.outbox import Outbox, Owner
from bot.senders import Inline
from models import work
from models.case import Case, CaseLog
from models.message import Message
from models.work import Job
from tests.factories import volunteer
from tests.outgoing.rows import ACCEPTED, MONTH, RATE, Rows, say
from tests.town import AUNT, OFFICER, UNCLE
from tests.wire import HANG_UP, Says

HALF_HOUR = 30 * 60  # seconds
LIMIT, USED = Says(200, {"type": "limited", "value": 300}), Says(200, {"totalUsage": 290})


@pytest.fixture
def month(town):
    """A town in which everybody can hear us: คุณอร is the officer of the sub-district, ลุงมี of the province."""
    volunteer(town.db)
    town.grant_officer("520607", OFFICER)
    town.grant_officer("52", UNCLE)
    for person in (AUNT, UNCLE, OFFICER):
        town.act(person, do="follow")
    return town


@pytest.fixture
def told(db):
    """told(most, used): LINE says so now."""

    def keep(most, used):
        with db.transaction() as tx:
            work.keep_quota(tx, most, used, tx.now)

    return keep


@pytest.fixture
def guarded(db, line):
    """Like `rows`, with an outbox that keeps a fifth of the month for alarms; `lost` holds whose alarms gave up."""
    lost = []
    owner = Owner(wanted=lambda *_: True, lost=lambda tx, row: lost.append(row.case_no))
    made = Rows(db, Outbox(db, line, Inline(), {"alarm": owner}, reserve=20))
    made.lost = lost
    return made


def allow(town, messages: int | None):
    """LINE allows so many a month from now on, and clock has asked."""
    town.sim.post("/sim/knobs", monthly_quota=messages)
    town.sim.post("/sim/clock", forward=HALF_HOUR)
    town.go_round()


def push(town, count=1, purpose="decision"):
    """Ordinary pushes are queued, and leave."""
    outbox = Outbox(town.db, None, Inline())
    with town.db.transaction() as tx:
        for _ in range(count):
            outbox.queue_push(tx, to=AUNT, messages=say(), purpose=purpose)
    while any(row.state == "waiting" for row in town.rows(Message)):
        town.go_round()


def alarm(town):
    """ป้านา raises a case; its alarm leaves in the same turn."""
    town.act(AUNT, do="text", text="แจ้งเหตุด่วน")
    town.act(AUNT, do="text", text="1")


def ends(town, purpose="decision") -> list:
    return [(row.state, row.cause) for row in town.rows(Message) if row.purpose == purpose]


def left(db) -> int | None:
    with db.reading() as tx:
        return quota.left(tx)


def kept(db) -> tuple | None:
    with db.reading() as tx:
        row = work.quota(tx)
    return row and (row.most, row.used)


def steps(town) -> list:
    return [row.what for row in town.rows(CaseLog)]


def gauges(town) -> dict:
    lines = town.app.test_client().get("/metrics").text.splitlines()
    return dict(line.removeprefix("thuengbaan_quota_").split() for line in lines if line.startswith("thuengbaan_quota_"))


# ---------------------------------------------------------------------- what LINE tells


def test_line_is_asked_every_half_hour(month):
    allow(month, 10)
    assert (kept(month.db), left(month.db)) == ((10, 0), 10)
    month.sim.post("/sim/knobs", monthly_quota=300)
    month.go_round()
    assert kept(month.db) == (10, 0)  # not at every round
    allow(month, 300)
    assert (kept(month.db), left(month.db)) == ((300, 0), 300)


@pytest.mark.parametrize(
    ("now", "slot"), [("10:00:00", "10:00"), ("10:29:59", "10:00"), ("10:30:00", "10:30"), ("10:59:59", "10:30")]
)
def test_slots_of_half_an_hour(clock, now, slot):
    hour, minute, second = map(int, now.split(":"))
    moment = clock.at.replace(hour=hour, minute=minute, second=second, microsecond=7)
    assert f"{every(30)(moment):%H:%M:%S.%f}" == f"{slot}:00.000000"


def test_what_we_sent_since_counts_once(month):
    allow(month, 10)
    push(month, count=3)
    assert (kept(month.db), left(month.db)) == ((10, 0), 7)
    allow(month, 10)
    assert (kept(month.db), left(month.db)) == ((10, 3), 7)  # LINE knows of them now


def test_replies_and_what_line_refused_do_not_count(month):
    allow(month, 10)
    month.act(AUNT, do="text", text="เมนู")
    month.sim.post("/sim/knobs", fail_next=[400])
    push(month)
    assert [state for state, _ in ends(month)] == ["gave_up"]
    assert left(month.db) == 10


def test_without_a_limit_nothing_is_held_back(month):
    allow(month, None)
    assert (kept(month.db), left(month.db)) == ((None, 0), None)
    push(month, count=3)
    assert ends(month) == [("sent", "")] * 3


def test_before_line_was_asked_nothing_is_held_back(guarded, there):
    letter = guarded.push()
    guarded.outbox.sweep()
    assert (guarded[letter].state, left(guarded.db)) == ("sent", None)


def test_a_figure_of_last_month_does_not_hold(month):
    allow(month, 2)
    push(month, count=3)
    assert ends(month) == [("sent", ""), ("sent", ""), ("gave_up", quota.KEPT)]
    month.sim.post("/sim/clock", at="2026-12-01T07:10:00+07:00")
    assert (kept(month.db), left(month.db)) == ((2, 0), None)  # LINE was not asked yet in December
    push(month)
    assert (ends(month)[-1], left(month.db)) == (("sent", ""), 1)


def test_the_month_begins_in_the_zone_of_line(db, clock, told):
    clock.at = clock.at.replace(day=30, hour=14, minute=59)  # 23:59 in UTC+9
    told(300, 10)
    assert left(db) == 290
    clock.turn(minutes=1)
    assert left(db) is None


def test_line_silent_when_asked_changes_nothing_and_is_asked_again(db, clock, there, line, told):
    told(300, 7)
    with db.transaction() as tx:
        quota.ask_soon(tx)
    jobs = Jobs(db, {quota.KIND: quota.asker(db, line)})
    there.script += [HANG_UP, LIMIT, Says(500)]
    for pause in (0, 2):
        clock.turn(seconds=pause)
        assert (jobs.run_one(), kept(db), left(db)) == (True, (300, 7), 293)
    assert not jobs.run_one()  # not at once
    clock.turn(seconds=4)
    there.script += [LIMIT, USED]
    assert (jobs.run_one(), kept(db), left(db)) == (True, (300, 290), 10)
    with db.reading() as tx:
        assert tx.all(select(Job.state, Job.attempts)) == [("done", 3)]


# ---------------------------------------------------------------------- the part that is kept for alarms


def test_near_the_end_ordinary_pushes_are_held_back_and_an_alarm_still_goes(month):
    allow(month, 10)
    push(month, count=9)
    assert ends(month) == [("sent", "")] * 8 + [("gave_up", quota.KEPT)]
    push(month, purpose="digest")
    assert ends(month, "digest") == [("gave_up", quota.KEPT)]
    alarm(month)
    assert (ends(month, "alarm"), left(month.db)) == ([("sent", "")], 1)


def test_what_is_held_back_makes_no_call(guarded, there, told):
    told(10, 8)
    letter = guarded.push()
    guarded.outbox.sweep()
    row = guarded[letter]
    assert (row.state, row.cause, row.attempts, there.calls) == ("gave_up", quota.KEPT, 0, [])


def test_one_message_above_the_reserve_still_leaves(guarded, clock, told):
    told(10, 7)
    clock.turn(seconds=1)
    first, second = guarded.push(), guarded.push(to="U2")
    guarded.outbox.sweep()
    assert (guarded[first].state, guarded[second].cause) == ("sent", quota.KEPT)


def test_an_alarm_is_tried_even_when_we_believe_that_the_month_is_spent(guarded, told):
    told(10, 10)
    letter = guarded.push(purpose="alarm", case_no="52-7")
    guarded.outbox.sweep()  # somebody has bought more meanwhile
    assert (guarded[letter].state, guarded.lost) == ("sent", [])


def test_without_a_reserve_line_says_when_it_is_over(rows, outbox, there, told):
    told(10, 10)
    there.script += [MONTH]
    first, second = rows.push(), rows.push(to="U2")
    outbox.sweep()
    assert ([rows[first].cause, rows[second].state], len(there.calls)) == ([quota.SPENT, "sent"], 2)


def test_one_in_doubt_that_is_held_back_stays_in_doubt(guarded, there, clock, told):
    there.script += [HANG_UP]
    letter = guarded.push()
    guarded.outbox.sweep()
    told(10, 8)
    clock.turn(seconds=1)
    guarded.outbox.sweep()
    row = guarded[letter]
    assert (row.state, row.cause, row.doubtful, len(there.calls)) == ("gave_up", quota.KEPT, True, 1)


# ---------------------------------------------------------------------- two kinds of 429


def test_throttled_is_tried_again_with_growing_pauses_and_the_same_key(guarded, there, clock):
    there.script += [RATE] * 4
    letter = guarded.push(purpose="alarm", case_no="52-7")
    for pause in (1, 2, 4, 8):
        guarded.outbox.sweep()
        assert guarded[letter].lease_until - clock() == timedelta(seconds=pause)
        clock.turn(seconds=pause)
    guarded.outbox.sweep()
    row = guarded[letter]
    assert (row.state, row.attempts, guarded.lost) == ("sent", 5, [])
    assert {call.headers["x-line-retry-key"] for call in there.sent()} == {row.retry_key}
    with guarded.db.reading() as tx:
        assert tx.all(select(Job.kind)) == []  # LINE did not say that the month is spent


def test_when_the_month_is_spent_an_alarm_gives_up_at_once_and_line_is_asked(guarded, there, line):
    there.script += [MONTH] * 3
    letters = [guarded.push(to=f"U{number}", purpose="alarm", case_no=f"52-{number}") for number in range(3)]
    guarded.outbox.sweep()
    assert {(guarded[each].state, guarded[each].cause, guarded[each].attempts) for each in letters} == {
        ("gave_up", quota.SPENT, 1)
    }
    assert guarded.lost == ["52-0", "52-1", "52-2"]
    there.script += [LIMIT, Says(200, {"totalUsage": 300})]
    jobs = Jobs(guarded.db, {quota.KIND: quota.asker(guarded.db, line)})
    assert (jobs.run_one(), jobs.run_one()) == (True, False)  # once in a half hour, however many were refused
    assert (kept(guarded.db), left(guarded.db)) == ((300, 300), 0)


def test_a_spent_month_moves_the_ladder_at_once(month):
    allow(month, 10)
    month.sim.post("/sim/knobs", monthly_quota=0)
    alarm(month)
    assert (ends(month, "alarm"), steps(month)[-1]) == ([("gave_up", quota.SPENT)], "unreached")
    month.go_round()  # no clock was turned: the next rung, which LINE refuses as well; and LINE is asked
    assert {row.to for row in month.rows(Message) if row.purpose == "alarm"} == {OFFICER, UNCLE}
    assert (kept(month.db), left(month.db)) == ((0, 0), 0)
    month.sim.post("/sim/knobs", monthly_quota=5)
    month.sim.post("/sim/clock", forward=10 * 60)  # the last rung is told again
    month.go_round()
    assert kept(month.db) == (0, 0)  # we still believe that it is spent
    assert ("sent", "") in ends(month, "again")


# ---------------------------------------------------------------------- a key that LINE has forgotten


def test_a_push_in_doubt_is_given_up_before_its_key_dies(guarded, there, clock):
    there.script += [Says(500)] * 200  # more than are tried in a day
    begun, letter = clock(), guarded.push(purpose="alarm", case_no="52-7")
    while guarded[letter].state == "waiting":
        clock.at = guarded[letter].lease_until
        guarded.outbox.sweep()
    row = guarded[letter]
    assert (row.state, row.cause) == ("gave_up", "no clear answer in 24 hours; the last was: 500")
    assert guarded.lost == ["52-7"]
    assert timedelta(hours=24, seconds=-13) <= clock() - begun < timedelta(hours=24, minutes=15)
    assert {call.headers["x-line-retry-key"] for call in there.sent()} == {row.retry_key}
    calls = len(there.sent())
    clock.turn(hours=48)
    assert (guarded.outbox.sweep(), len(there.sent()), len(guarded.all())) == (0, calls, 1)  # nor is it sent anew


@pytest.mark.parametrize(("before", "state", "calls"), [(14, "sent", 2), (13, "gave_up", 1)])
def test_the_last_attempt_ends_before_the_key_dies(guarded, there, clock, before, state, calls):
    """A call may take 13 seconds, and one that reached LINE after 24 hours would be taken for a new message."""
    there.script += [HANG_UP, ACCEPTED]
    letter = guarded.push()
    guarded.outbox.sweep()
    clock.turn(hours=24, seconds=-before)
    guarded.outbox.sweep()
    assert (guarded[letter].state, len(there.sent())) == (state, calls)


def test_an_alarm_whose_key_died_moves_a_ladder_that_stood_still(month):
    """It will have moved long since by its own times; here nobody looked, and it has none."""
    alarm(month)
    month.sim.post("/sim/knobs", fail_next=["drop"])
    month.sim.post("/sim/clock", forward=5 * 60)
    month.go_round()
    (row,) = [row for row in month.rows(Message) if row.purpose == "alarm" and row.to == UNCLE]
    assert (row.state, row.doubtful) == ("waiting", True)
    with month.db.transaction() as tx:
        tx.execute(update(Case).values(next_at=tx.now + timedelta(days=9)))
    month.sim.post("/sim/clock", forward=24 * 3600)
    month.go_round()
    (after,) = month.rows(Message, Message.id == row.id)
    assert (after.state, after.attempts) == ("gave_up", 1)
    assert "told" in steps(month)[steps(month).index("unreached"):]


# ---------------------------------------------------------------------- who can see it


def test_the_gauges(month):
    month.go_round()
    assert gauges(month) == {"most": "-1.0", "left": "-1.0"}
    allow(month, 10)
    push(month)
    assert gauges(month) == {"most": "10.0", "left": "9.0"}
    with month.db.transaction() as tx:
        work.keep_quota(tx, 10, 12, tx.now)
    assert gauges(month) == {"most": "10.0", "left": "0.0"}  # -1 would say that there is no limit


@pytest.mark.parametrize(("most", "used", "troubles"), [(None, 7, 0), (300, 299, 0), (300, 300, 1), (300, 310, 1)])
def test_a_spent_month_is_a_trouble(db, told, most, used, troubles):
    told(most, used)
    with db.reading() as tx:
        found = list(quota.trouble_of_quota(tx))
    assert [words.split(":")[0] for words in found] == ["quota"] * troubles


@pytest.mark.parametrize(
    ("messages", "mark", "words"),
    [
        (1000, "ok", "1,000 of 1,000 messages left this month; the last 200 are kept for alarms."),
        (0, "LOOK", "the last 0 are kept for alarms, and only they leave now. The free plan"),
        (None, "ok", "quota: no limit"),
    ],
)
def test_the_check_tells_the_reserve(month, messages, mark, words):
    month.sim.post("/sim/knobs", monthly_quota=messages)
    said = month.app.test_cli_runner().invoke(args=["line", "check"]).output
    (line,) = [line for line in said.splitlines() if "quota:" in line]
    assert line.startswith(mark)
    assert words in line
