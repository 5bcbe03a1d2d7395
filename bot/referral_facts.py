"""What the flows about referrals need to know before they start."""

from datetime import timedelta

from bot.person import thai_day
from flows.referring import STANDS
from flows.rights_missed import missed
from models import referral as models
from models import visit

SHOWN = 8  # houses or referrals listed at once: more do not fit a phone's screen
RECENT = timedelta(days=30)  # how far back a visit may lie whose house is still offered (our own default: the monthly round)
LOOKED_THROUGH = 60  # of one's newest visits, for those that show something missing (our own default)


def lacks(tx, household_id: int) -> tuple:
    """What the newest visit of a house shows to be missing (flows/rights_missed.py)."""
    last = visit.latest(tx, household_id)
    return missed(last.people, last.incomes, last.visited_on) if last else ()


def for_refer(tx, desk, person):
    """One's own houses of late whose newest visit shows something missing that nobody was told of."""
    found = {}
    for row in visit.recent_of(tx, person.volunteer.id, LOOKED_THROUGH):
        if len(found) < SHOWN and row.household_id not in found and row.recorded_at > tx.now - RECENT:
            found[row.household_id] = _lacking(tx, row)
    return {"visit": None, "lacking": [one for one in found.values() if one]}


def _lacking(tx, row) -> dict | None:
    missing = () if models.open_of(tx, row.household_id) else lacks(tx, row.household_id)
    return {"id": row.id, "label": visit.label_of(tx, row.id), "note": missing[0]} if missing else None


def for_my_referrals(tx, desk, person):
    rows = models.of_volunteer(tx, person.volunteer.id, SHOWN)
    return {"sent": [{"label": f"{row.head} ({row.referral_no})", "stands": _stands(tx, row)} for row in rows]}


def _stands(tx, row) -> str:
    word = models.word_of(tx, row)
    return f"{STANDS[row.state]} {thai_day(row.ended_at or row.accepted_at or row.sent_at)}" + (f"\n“{word}”" if word else "")


def for_referrals(tx, desk, person):
    scopes, me = person.scopes("officer"), person.line_user_id
    rows = models.waiting(tx, scopes, me, SHOWN)
    return {"count": models.count(tx, scopes, me), "waiting": [{
        "id": row.id, "label": f"{row.head} ({row.referral_no})",
        "note": f"{desk.places.parts(row.area_code[:6]).subdistrict} · ส่ง {thai_day(row.sent_at)} · "
                + ("คุณรับไว้" if row.held_by else "ยังไม่มีใครรับ"),
    } for row in rows]}  # fmt: skip


GATHERERS = {"refer": for_refer, "my_referrals": for_my_referrals, "referrals": for_referrals}
