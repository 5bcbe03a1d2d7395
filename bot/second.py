"""The second channel of an alarm: e-mail (bot/mail.py) and the hotline's own system (here), for when LINE is not enough.

A call is a job's row first, queued in the transaction that finds LINE wanting. Before it leaves it is asked once more
whether the case is still open, and it is tried again until somebody has the case. It tells the kind, the place's name and
the number: the rest is opened in LINE by somebody who may.

- A sender that does not answer takes seconds, and clock has one pair of hands: the channel then rests for a while.
- A process that dies after the call and before its row is written calls again: the id is the same, so a receiver can tell.
"""

import hashlib
import hmac
import logging
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import orjson
import urllib3
from sqlalchemy import func, select

from bot.jobs import Job, Later, enqueue
from models import case as models
from models.area import area_name
from models.case import Case, CaseLog
from models.work import Job as JobRow

KIND = "second"  # of its jobs
CHANNELS = {"mail": "อีเมล", "hotline": "ระบบของสายด่วน"}
WHY = {
    "nobody": "ไม่มีใครที่แจ้งทาง LINE ได้",
    "refused": "LINE ไม่รับข้อความแจ้งเหตุ",
    "unanswered": "แจ้งครบทุกขั้นแล้วยังไม่มีใครรับเรื่อง",
}
PATIENCE = (3, 10)  # seconds to connect and to wait for an answer, as with LINE (bot/line.py)
REST = 30  # seconds in which a channel that did not answer is left alone (our own default)
LONGEST_PAUSE = 300  # seconds between two attempts: an open case cannot wait for an hour (our own default)

log = logging.getLogger(__name__)


class SecondFailed(Exception):
    """It did not leave, and why: a status or the kind of error, never what the other side said."""


class NoAnswer(SecondFailed):
    """Nobody is there, or they are too slow: the next alarm would fare the same."""


@dataclass(frozen=True)
class Alarm:
    """All that leaves on a second channel, and `area_code`, by which a sender chooses whom to tell."""

    id: str  # the same whenever this alarm is tried again
    case_no: str
    kind: str  # as people read it: ถูกทำร้าย
    urgency: str  # emergency, urgent
    place: str  # ต.วิเชตนคร; "" where it is not known yet
    opened_at: datetime
    why: str  # a key of WHY
    public_url: str
    area_code: str
    at: datetime  # now

    def told(self) -> dict:
        """What a machine is told."""
        names = ("id", "case_no", "kind", "urgency", "place", "opened_at", "why", "public_url")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Second:
    """The channels of this installation: {a key of CHANNELS: sender}. A sender has `wants(area_code)`, and `send(alarm)`,
    which raises SecondFailed."""

    channels: dict = field(default_factory=dict)


def call(tx, desk, case, why: str, step: str = "") -> int:
    return call_on(tx, desk.second, case, why, step)


def call_on(tx, channels: Second, case, why: str, step: str = "") -> int:
    """Queues a call on each channel that has somebody for the case's area; gives how many. `why`: a key of WHY.

    `step` names the step of the case: however often it is asked for, a step is called once on each channel. Left out, it is
    the newest line of the case's log. One that is still being tried is enough: a mail server that comes back after hours
    must not bring a mail for each time that the ladder went round."""
    wanted = [name for name, sender in channels.channels.items() if sender.wants(case.area_code)]
    step = step or (str(newest_step(tx, case.id)) if wanted else "")
    return sum(queue(tx, case.id, name, why, step) for name in wanted)


def queue(tx, case_id: int, name: str, why: str, step: str) -> bool:
    calls = f"second:{case_id}:{name}:"
    if tx.value(select(func.count()).select_from(JobRow).where(JobRow.state == "ready", JobRow.key.startswith(calls))):
        return False
    return enqueue(tx, KIND, {"case_id": case_id, "channel": name, "why": why}, key=calls + step) is not None


def newest_step(tx, case_id: int) -> int:
    return tx.value(select(func.max(CaseLog.id)).where(CaseLog.case_id == case_id)) or 0


class Caller:
    """Does these jobs. It remembers which channels rest, so make one for a process."""

    def __init__(self, db, desk):
        self._db, self._desk, self._rests = db, desk, {}

    def __call__(self, job: Job):
        """Raises Later as long as it did not leave and the case is open."""
        case_id, name, why = (job.payload[key] for key in ("case_id", "channel", "why"))
        sender = self._desk.second.channels.get(name)
        with self._db.reading() as tx:
            alarm = alarm_of(tx, self._desk, job)
        if sender is None or alarm is None or not sender.wants(alarm.area_code):
            return
        self._send(name, sender, alarm, pause=min(2 ** min(job.row.attempts, 10), LONGEST_PAUSE))
        with self._db.transaction() as tx:
            models.log(tx, case_id, "clock", "second", channel=name, why=why)
            job.done(tx)

    def _send(self, name: str, sender, alarm: Alarm, pause: int):
        now = self._db.now()
        if now < self._rests.get(name, now):
            raise Later(max(REST, pause), "the channel rests")
        try:
            sender.send(alarm)
        except SecondFailed as failed:
            log.warning("case %s could not be told by %s: %s", alarm.case_no, name, failed)
            if isinstance(failed, NoAnswer):
                self._rests[name] = now + timedelta(seconds=REST)
            raise Later(pause, str(failed)) from None


def alarm_of(tx, desk, job: Job) -> Alarm | None:
    """What there is to tell now; None once somebody has the case. Reads without a lock: nothing is changed."""
    case = tx.one(select(Case.__table__).where(Case.id == job.payload["case_id"], Case.state == "open"))
    if case is None:
        return None
    url = desk.links.public_url
    return Alarm(
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{url}/{job.row.key}")),
        case_no=case.case_no, kind=desk.codes.label("dangers", case.kind), urgency=case.urgency,
        place=place_of(tx, desk, case.area_code), opened_at=case.opened_at, why=job.payload["why"],
        public_url=url, area_code=case.area_code, at=tx.now,
    )  # fmt: skip


def place_of(tx, desk, area_code: str) -> str:
    """As it stands on the alarm in LINE: the sub-district, or what is known."""
    parts = desk.places.parts(area_code[:6]) if len(area_code) >= 6 else None
    return f"ต.{parts.subdistrict}" if parts else area_name(tx, area_code)


class Hotline:
    """A POST with JSON to the hotline's own system, signed so that it knows who called."""

    def __init__(self, url: str, secret: str, patience=PATIENCE):
        self._url, self._secret = url, secret.encode()
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(*patience))

    def wants(self, area_code: str) -> bool:
        return True

    def send(self, alarm: Alarm):
        """Any 2xx is a yes. Its answer is not read: a status is all that we need of it."""
        body = orjson.dumps(alarm.told())
        try:
            answer = self._pool.request(
                "POST", self._url, body=body, headers=self._headers(alarm, body),
                redirect=False, retries=False, preload_content=False,
            )  # fmt: skip
        except urllib3.exceptions.HTTPError as error:
            raise NoAnswer(type(error).__name__) from None
        answer.close()
        if not 200 <= answer.status < 300:
            raise SecondFailed(f"status {answer.status}")

    def _headers(self, alarm: Alarm, body: bytes) -> dict:
        return {
            "Content-Type": "application/json",
            "X-Thuengbaan-Id": alarm.id,
            "X-Thuengbaan-Signature": "sha256=" + hmac.new(self._secret, body, hashlib.sha256).hexdigest(),
        }
