"""The jobs: what is done later (a rich menu) and what is done every day (the officers' morning digest, forgetting)."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import delete, func, or_, select, update

from bot import alarms, duty, holes, quota, retention, richmenu, second
from bot.fetch import forgetter
from bot.jobs import Job, enqueue
from bot.parts import Parts
from bot.person import BANGKOK_TIME
from bot.render import draw
from flows import applications, photos, referrals
from models import media, referral, visit
from models.conversation import Conversation
from models.event import Event
from models.message import Message
from models.people import Friend, RoleGrant, Volunteer
from models.work import Job as JobRow
from thai.dates import show_date

ENDED_TALKS = timedelta(days=1)  # a finished talk can be undone for ten minutes; a day later its words are not needed
APPLICATIONS = timedelta(days=90)  # an application may be returned, and is then corrected, not told again (our own default)
DRAFTS = timedelta(days=180)  # a draft that nobody came back to (our own default)
RAW_EVENTS = timedelta(days=90)  # what LINE said, for retrying and for questions (our own default)
SENT_WORDS = timedelta(days=30)  # what we said (our own default)
OLD_JOBS = timedelta(days=30)
FORGOTTEN_REFERRAL = timedelta(days=7)  # after so long an officer is told each morning of what they accepted (our own default)
AT_ONCE = 100  # officers whose jobs are queued in one transaction: a turn waits for some 50 ms (our own default)
LEFTOVERS = timedelta(days=1)  # half-written files that are so old are nobody's; no download takes longer than minutes


def handlers(parts: Parts) -> dict:
    """{kind: handler(job)}"""
    db, outbox, desk = parts.db, parts.outbox, parts.desk
    return {
        "menu": richmenu.linker(db, parts.line),
        quota.KIND: quota.asker(db, parts.line),
        second.KIND: second.Caller(db, desk),
        "digest": lambda job: digest(db, job),
        "digest_for": lambda job: digest_for(db, outbox, desk, job),
        "handover": lambda job: duty.hand_over(db, desk, job),
        "gaps": lambda job: duty.warn(db, desk, job),
        "flood": lambda job: alarms.tell_gathered(db, desk, job),
        "hole": lambda job: holes.tell_of(db, desk, job),
        "retention": lambda job: forget(db, parts.media_days, job),
        "tidy": lambda job: parts.store.tidy(LEFTOVERS),
        "forget_bytes": forgetter(db, parts.store),
        "tell_unkept": lambda job: tell_unkept(db, outbox, desk, job),
    }


def tell_unkept(db, outbox, desk, job: Job):
    """One push for everything of a person's that could not be kept and was not yet said."""
    who = job.payload["line_user_id"]
    with db.transaction() as tx:
        items = media.untold(tx, who)
        if items:
            told = [(one.kind, when(one.sent_at, tx.now), visit.label_of(tx, one.visit_id), one.cause) for one in items]
            outbox.queue_push(tx, to=who, messages=draw([photos.not_kept(told)], desk), purpose="not_kept")
            media.mark_told(tx, [one.id for one in items])
        job.done(tx)


def when(moment, now) -> str:
    """ "10:05 น.", with the day if that was not today."""
    at, today = moment.astimezone(BANGKOK_TIME), now.astimezone(BANGKOK_TIME).date()
    return f"{at:%H:%M} น." if at.date() == today else f"{show_date(at.date(), short=True)} {at:%H:%M} น."


def digest(db, job: Job):
    """A job for each officer whose area has applications or referrals waiting. What waits is counted once for all areas, not once
    for each of a nation's officers, and their pushes are queued one by one: no alarm waits for all of them."""
    with db.reading() as tx:
        told = list(waiting_for(tx, officers(tx)))
    for start in range(0, len(told), AT_ONCE):
        with db.transaction() as tx:
            for one in told[start : start + AT_ONCE]:
                enqueue(tx, "digest_for", one, key=f"digest:{job.payload['slot']}:{one['officer']}")
            job.hold_on(tx)


def waiting_for(tx, areas_of: dict[str, list[str]]) -> Iterator[dict]:
    """{"officer", "applied", "referred"} of those for whom something waits."""
    applied, to_be_had = by_area(waiting_in(tx)), by_area(referral.to_be_had_in(tx))
    accepted = referral.accepted_before(tx, tx.now - FORGOTTEN_REFERRAL)
    for officer, areas in areas_of.items():
        referred = of_areas(to_be_had, areas) + of_areas(by_area(accepted.get(officer, {})), areas)
        if referred or of_areas(applied, areas):
            yield {"officer": officer, "applied": of_areas(applied, areas), "referred": referred}


def waiting_in(tx) -> dict[str, int]:
    """{village: applications that wait there}"""
    counted = select(Volunteer.area_code, func.count()).where(Volunteer.state == "applied").group_by(Volunteer.area_code)
    return dict(tx.all(counted))


def by_area(counts: dict[str, int]) -> Counter:
    """The same for every area that these lie in, the country ("") too."""
    sums = Counter()
    for code, count in counts.items():
        for size in range(0, len(code) + 1, 2):
            sums[code[:size]] += count
    return sums


def of_areas(sums: Counter, areas: list[str]) -> int:
    """Of an area inside another one nothing is counted twice."""
    outermost = {one for one in areas if not any(one != other and one.startswith(other) for other in areas)}
    return sum(sums[area] for area in outermost)


def digest_for(db, outbox, desk, job: Job):
    told = job.payload
    words = [applications.waiting_notice(told["applied"])] if told["applied"] else []
    words += [referrals.waiting_notice(told["referred"])] if told["referred"] else []
    with db.transaction() as tx:
        outbox.queue_push(tx, to=told["officer"], messages=draw(words, desk), purpose="digest")
        job.done(tx)


def officers(tx) -> dict[str, list[str]]:
    """{LINE user id: areas} of the officers who can hear us."""
    found = {}
    for grant in tx.all(
        select(RoleGrant.line_user_id, RoleGrant.area_code)
        .join(Friend, Friend.line_user_id == RoleGrant.line_user_id)
        .where(RoleGrant.role == "officer", RoleGrant.revoked_at.is_(None), Friend.blocked_at.is_(None))
        .order_by(RoleGrant.id)
    ):
        found.setdefault(grant.line_user_id, []).append(grant.area_code)
    return found


def forget(db, media_days: dict, job: Job):
    """Erases the words of what is over, and what is older than it may get. That it happened, and when, stays."""
    retention.take_away_old(db, media_days, DRAFTS)
    with db.transaction() as tx:
        tx.execute(
            update(Conversation)
            .where(
                Conversation.state.in_(("finished", "cancelled")),
                Conversation.updated_at < tx.now - ENDED_TALKS,
                or_(
                    Conversation.flow != "register",
                    Conversation.state == "cancelled",
                    Conversation.updated_at < tx.now - APPLICATIONS,
                ),
            )
            .values(record=None)
        )
        tx.execute(
            update(Conversation)
            .where(Conversation.state.in_(("open", "paused")), Conversation.updated_at < tx.now - DRAFTS)
            .values(state="cancelled", record=None)
        )
        tx.execute(update(Event).where(Event.received_at < tx.now - RAW_EVENTS, Event.state != "failed").values(raw=None))
        tx.execute(
            update(Message)
            .where(Message.created_at < tx.now - SENT_WORDS, Message.state.in_(("sent", "stale", "gave_up")))
            .values(payload=None)
        )
        tx.execute(delete(JobRow).where(JobRow.state.in_(("done", "cancelled")), JobRow.run_at < tx.now - OLD_JOBS))
        job.done(tx)
