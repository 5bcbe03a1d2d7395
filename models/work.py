"""What has to happen later or elsewhere, and the signs of life of those who do it."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import JSON, Column, Index, func, select, text, true, update
from sqlmodel import Field, SQLModel

from models.db import Moment

MONTH = "month"  # the name of the one row of Quota
READY = text("state = 'ready'")  # as text, so that both databases see that the partial index serves


class Job(SQLModel, table=True):
    """A row is a job is a timer. States: ready, done, cancelled, gave_up.

    Claimed by pushing `run_at` out by the lease: a worker that dies lets its row fall due again.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    payload: dict = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    key: str | None = Field(default=None, unique=True)  # the same thing is queued once: "cron:digest:2026-11-22"
    run_at: datetime = Field(sa_type=Moment)
    state: str = "ready"
    attempts: int = 0
    max_attempts: int = 12  # with pauses that double: for about an hour
    lease: str = ""  # who holds it; only they may finish it
    cause: str = ""

    __table_args__ = (Index("ix_job_due", "run_at", "id", postgresql_where=READY, sqlite_where=READY),)


class Beat(SQLModel, table=True):
    """When `clock` last went round."""

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


class Quota(SQLModel, table=True):
    """What LINE last told of the month's messages: one row. `most` is None where LINE sets no limit."""

    name: str = Field(primary_key=True)
    most: int | None = None
    used: int = 0
    at: datetime = Field(sa_type=Moment)


class MenuOnLine(SQLModel, table=True):
    """The rich menu that LINE holds for a role, and the digest of the picture and areas it was made from."""

    role: str = Field(primary_key=True)
    rich_menu_id: str
    digest: str


def enqueue(
    tx, kind: str, payload: dict, *, key: str | None = None, run_at: datetime | None = None, max_attempts: int = 12
) -> int | None:
    """Queues in the caller's own transaction. Gives the row's id; None if something was queued under `key` before."""
    statement = tx.insert(Job).values(
        kind=kind,
        payload=payload,
        key=key,
        run_at=run_at or tx.now,
        state="ready",
        attempts=0,
        max_attempts=max_attempts,
        lease="",
        cause="",
    )
    return tx.value(statement.on_conflict_do_nothing(index_elements=["key"]).returning(Job.id))


def cancel(tx, key: str) -> bool:
    """True if it had not run yet. One that is running is not stopped: its handler looks again whether it is wanted."""
    return _change(tx, Job.key == key, state="cancelled")


def claim(tx, kinds, lease: timedelta, key: str | None = None):
    """The job of these kinds that has been due longest, for nobody else until the lease runs out; or None.

    `key`: only the one that was queued under it.
    """
    due = (
        select(Job.id)
        .where(READY, Job.run_at <= tx.now, Job.kind.in_(kinds), true() if key is None else Job.key == key)
        .order_by(Job.run_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    due = due.prefix_with("MATERIALIZED", dialect="postgresql")  # else its planner may run it twice and lock more
    return tx.one(
        update(Job)
        .where(Job.id.in_(select(due.c.id)))
        .values(lease=secrets.token_hex(8), run_at=tx.now + lease, attempts=Job.attempts + 1)
        .returning(*Job.__table__.c)
    )


def count_due(tx, kinds, most: int) -> int:
    """How many jobs of these kinds are due, counted up to `most`."""
    due = select(Job.id).where(READY, Job.run_at <= tx.now, Job.kind.in_(kinds)).limit(most).subquery()
    return tx.value(select(func.count()).select_from(due))


def renew(tx, job, lease: timedelta) -> bool:
    """The holder needs longer. False if somebody else has the job by now."""
    return _change(tx, _held(job), run_at=tx.now + lease)


def finish(tx, job) -> bool:
    """False if the lease has run out and somebody else has it by now."""
    return _change(tx, _held(job), state="done", cause="")


def try_again(tx, job, run_at: datetime, cause: str) -> bool:
    return _change(tx, _held(job), run_at=run_at, lease="", cause=cause)


def give_up(tx, job, cause: str) -> bool:
    return _change(tx, _held(job), state="gave_up", cause=cause)


def beat(tx, name: str):
    """`name` is alive."""
    statement = tx.insert(Beat).values(name=name, at=tx.now)
    tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"at": statement.excluded.at}))


def last_beat(tx, name: str) -> datetime | None:
    return tx.value(select(Beat.at).where(Beat.name == name))


def _held(job):
    return (Job.id == job.id) & (Job.lease == job.lease)


def _change(tx, which, **values) -> bool:
    return tx.execute(update(Job).where(which, Job.state == "ready").values(**values)).rowcount == 1


def keep_quota(tx, most: int | None, used: int, at: datetime):
    """What LINE told of the month at that moment, in the place of what it told before."""
    statement = tx.insert(Quota).values(name=MONTH, most=most, used=used, at=at)
    fresh = {name: statement.excluded[name] for name in ("most", "used", "at")}
    tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_=fresh))


def quota(tx):
    """The row {most, used, at} that LINE told last, of whatever month; None before it was ever asked."""
    return tx.one(select(Quota.__table__).where(Quota.name == MONTH))


def menus_on_line(tx) -> dict:
    """{role: row} of the rich menus that LINE held when we last looked, pictures and all."""
    return {row.role: row for row in tx.all(select(MenuOnLine.__table__))}


def keep_menu(tx, role: str, rich_menu_id: str, digest: str):
    statement = tx.insert(MenuOnLine).values(role=role, rich_menu_id=rich_menu_id, digest=digest)
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["role"], set_={"rich_menu_id": statement.excluded.rich_menu_id, "digest": statement.excluded.digest}
        )
    )
