"""Who raises, and who hears: volunteers who tap, officers whose pushes LINE takes, and what passed between the two."""

import asyncio
import secrets
import time
import uuid
from dataclasses import dataclass, field
from statistics import median

import orjson
from sqlalchemy import func, insert, select

from benchmarks.contestants import Contestant
from benchmarks.sink import Sink
from benchmarks.volunteers import PATIENCE, Tally, Volunteer, Wrong
from models import message
from models.case import Case
from models.message import Message
from models.people import Friend, RoleGrant
from models.people import Volunteer as Row

PUSH = "/v2/bot/message/push"
ASIDE = "/v2/bot/message/quota"  # what clock asks now and then, whatever else goes on
OPENING = ("แจ้งเหตุด่วน", "เกิดอะไรขึ้นคะ")
TAP = ("[ถูกทำร้าย]", "แจ้งเจ้าหน้าที่แล้วค่ะ")
PATIENT = {"type": "text", "text": "สวัสดีค่ะ"}  # what waits for clock


class Ears(Sink):
    """LINE's end, which takes pushes too. `calls`: [path, when it came, when it was answered] in perf_counter's seconds."""

    def __init__(self, pause: float):
        super().__init__()
        self.pause, self.calls = pause, []

    def expect_push(self, to: str) -> tuple[asyncio.Future, asyncio.Future]:
        """Become the moments at which the next push to this person came, and was accepted."""
        loop = asyncio.get_running_loop()
        self._waiting[to] = came, accepted = loop.create_future(), loop.create_future()
        return came, accepted

    def take(self, path: str, body: bytes):
        """A call is answered `pause` later, in the same round of the loop as its answer leaves."""
        if path.startswith(ASIDE):
            return
        call = [path, time.perf_counter(), None]
        self.calls.append(call)
        asyncio.get_running_loop().call_later(self.pause, self._answered, call, self._pushed(body) if path == PUSH else None)
        if path != PUSH:
            super().take(path, body)

    def _pushed(self, body: bytes) -> asyncio.Future | None:
        came, accepted = self._waiting.pop(orjson.loads(body)["to"], (None, None))
        if came is None:
            self.strangers.append(f"nobody waited for a call of {PUSH}")
        else:
            came.set_result(time.perf_counter())
        return accepted

    def _answered(self, call: list, accepted: asyncio.Future | None):
        call[2] = time.perf_counter()
        if accepted is not None and not accepted.done():
            accepted.set_result(call[2])


@dataclass
class Alarms:
    """What some alarms gave. Seconds from the tap's first byte, except `patient`: from the commit."""

    acknowledged: list = field(default_factory=list)
    accepted: list = field(default_factory=list)
    calls: list = field(default_factory=list)  # of LINE, one after the other up to the push; told only one at a time
    patient: list = field(default_factory=list)  # pushes that waited for clock's next look
    errors: list = field(default_factory=list)

    def add(self, other: "Alarms"):
        for name, given in vars(other).items():
            getattr(self, name).extend(given)


class Reporter(Volunteer):
    """A volunteer who raises one alarm; `officer` is the only one who is told at once."""

    def __init__(self, bot, ears: Ears, user: str, officer: str):
        super().__init__(bot, ears, user, Tally())
        self.officer = officer

    async def raise_alarm(self, alarms: Alarms, ready=lambda: None, came=lambda _: None):
        """`ready` is called right before the tap, `came` when the push is at LINE's end."""
        await self._say(OPENING)
        await asyncio.sleep(self.sink.pause)  # until LINE has answered that too: nothing of it is still under way
        first, (pushed, accepted) = len(self.sink.calls), self.sink.expect_push(self.officer)
        pushed.add_done_callback(came)
        ready()
        begun = await self._say(TAP)
        alarms.accepted.append(await asyncio.wait_for(accepted, PATIENCE) - begun)
        alarms.acknowledged.append(self.tally.acknowledged[-1])
        alarms.calls.append(in_a_row(self.sink.calls[first:], pushed.result()))

    async def _say(self, step: tuple[str, str]) -> float:
        """When it was said. A connection for each, because the server that counts keeps none (benchmarks/alarm_trips.py)."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.bot.port)
        try:
            begun = time.perf_counter()
            await self._step(reader, writer, *step)
            return begun
        finally:
            writer.close()


def in_a_row(calls: list, pushed: float) -> int:
    """LINE's latencies on the way: the push's own, and each call that had been answered when it came."""
    return 1 + sum(1 for _, _, answered in calls if answered is not None and answered <= pushed)


def with_officers(one: Contestant):
    """Yields (volunteer, officer of their sub-district); the officers are made here, and have written to us."""
    with one.db.transaction() as tx:
        rows = tx.all(select(Row.line_user_id, Row.area_code).order_by(Row.area_code))
        pairs = [(row.line_user_id, f"U{secrets.token_hex(16)}", row.area_code[:6]) for row in rows]
        tx.execute(insert(Friend), [
            {"line_user_id": officer, "since": tx.now, "heard_ms": 1, "menu": "", "menu_linked": ""} for _, officer, _ in pairs])
        tx.execute(insert(RoleGrant), [
            {"line_user_id": officer, "role": "officer", "area_code": area, "granted_at": tx.now} for _, officer, area in pairs])
    return iter([(user, officer) for user, officer, _ in pairs])


async def raise_some(one: Contestant, ears: Ears, people, count: int, at_a_time: int) -> Alarms:
    """So many alarms, each by somebody else."""
    alarms, left = Alarms(), iter(range(count))

    async def seat():
        for _ in left:
            user, officer = next(people)
            await _told(Reporter(one.bot, ears, user, officer).raise_alarm(alarms), alarms)

    await asyncio.gather(*(seat() for _ in range(at_a_time)))
    return alarms


async def wait_for_clock(one: Contestant, ears: Ears, people, count: int) -> Alarms:
    """So many pushes that only clock sends, queued at any moment of its second, each to somebody else."""
    alarms = Alarms()
    for number in range(count):
        await asyncio.sleep(number * 0.382 % 1)  # spread over the second
        _, accepted = ears.expect_push(officer := next(people)[1])
        await asyncio.to_thread(_queue, one.db, officer)
        begun = time.perf_counter()
        await _told(_patiently(accepted, begun, alarms), alarms)
    return alarms


async def _patiently(accepted: asyncio.Future, begun: float, alarms: Alarms):
    alarms.patient.append(await asyncio.wait_for(accepted, PATIENCE) - begun)


def _queue(db, to: str):
    """As bot/outbox.py queues what concerns no case."""
    with db.transaction() as tx:
        message.queue(tx, [PATIENT], kind="push", to=to, purpose="decision", state="waiting", lease_until=tx.now,
                      retry_key=str(uuid.uuid4()))


async def _told(work, alarms: Alarms):
    """An alarm that goes wrong is counted."""
    try:
        await work
    except (Wrong, TimeoutError, OSError, asyncio.IncompleteReadError) as error:
        alarms.errors.append(f"{type(error).__name__}: {error}")


def kept(one: Contestant) -> dict:
    """How many cases there are, how many alarms LINE took at the first attempt, and what is under way or went wrong."""
    with one.db.reading() as tx:
        sent = Message.state == "sent"
        alarms = _count(tx, Message, sent, Message.purpose == "alarm", Message.attempts == 1)
        return {"cases": _count(tx, Case), "alarms": alarms, "unfinished": _count(tx, Message, ~sent)}


def _count(tx, table, *tests) -> int:
    return tx.value(select(func.count()).select_from(table).where(*tests))


def middle(given: list) -> float:
    return median(given) if given else 0.0
