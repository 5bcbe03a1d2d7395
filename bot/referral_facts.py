"""What the flows about referrals need to know before they start."""

from datetime import timedelta

from bot.lacking import lacks
from bot.person import thai_day
from flows.referring import STANDS
from models import audit, visit
from models import referral as models

SHOWN = 8  # houses or referrals listed at once: more do not fit a phone's screen
QUEUED = 80  # of an officer's list, a screen at a time (our own default: who has more needs a list, not a chat)
RECENT = timedelta(days=30)  # how far back a visit may lie whose house is still offered (our own default: the monthly round)
LOOKED_THROUGH = 60  # of one's newest visits, for those that show something missing (our own default)


def for_refer(tx, desk, person):
    """One's own houses of late whose newest visit shows something missing that nobody was told of."""
    found, looked = [], set()
    for row in visit.recent_of(tx, person.volunteer.id, LOOKED_THROUGH):
        if len(found) == SHOWN or row.recorded_at <= tx.now - RECENT:
            break
        if row.household_id not in looked and (one := _lacking(tx, row)):
            found.append(one)
        looked.add(row.household_id)
    return {"visit": None, "lacking": found}


def _lacking(tx, row) -> dict | None:
    told = models.open_of(tx, row.household_id) or models.answered(tx, visit.latest(tx, row.household_id))
    missing = () if told else lacks(tx, row.household_id)
    return {"id": row.id, "label": visit.label_of(tx, row.id), "note": missing[0]} if missing else None


def for_my_referrals(tx, desk, person):
    return sent_by(tx, person)


def sent_by(tx, person, referral_no: str = "") -> dict:
    """What a volunteer sent, the newest first; with a number, that one alone."""
    rows = models.of_volunteer(tx, person.volunteer.id, SHOWN, referral_no)
    sent = [{"label": f"{row.head} ({row.referral_no})", "stands": _stands(tx, row)} for row in rows]
    return {"sent": sent, "referral_no": referral_no}


def _stands(tx, row) -> str:
    word = models.word_of(tx, row)
    return f"{STANDS[row.state]} {thai_day(row.ended_at or row.accepted_at or row.sent_at)}" + (f"\n“{word}”" if word else "")


def for_referrals(tx, desk, person):
    scopes, me = person.scopes("officer"), person.line_user_id
    rows = models.waiting(tx, scopes, me, QUEUED)
    if rows:
        audit.note(tx, me, "read", "referrals:waiting", scopes[0])
    return {"count": models.count(tx, scopes, me), "waiting": [{
        "id": row.id, "label": f"{row.head} ({row.referral_no})",
        "note": f"{desk.places.parts(row.area_code[:6]).subdistrict} · ส่ง {thai_day(row.sent_at)} · "
                + ("คุณรับไว้" if row.held_by == me else "รอคนรับต่อ" if row.held_by else "ยังไม่มีใครรับ"),
    } for row in rows]}  # fmt: skip


def for_referral(tx, desk, person):
    return named(tx, person, "")


def named(tx, person, referral_no: str) -> dict:
    """What a number that an officer typed stands for."""
    row = models.by_no(tx, referral_no, person.scopes("officer"))
    return {"referral_no": referral_no, "referral": row.id if row else None}


GATHERERS = {"refer": for_refer, "my_referrals": for_my_referrals, "referrals": for_referrals, "referral": for_referral}
