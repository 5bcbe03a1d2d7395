"""What somebody on duty is told: the week of an area, what is open when a shift begins, hours ahead that nobody holds."""

from datetime import timedelta

from bot.case_facts import since
from bot.colleagues import called
from bot.duty_pattern import show_day, show_span, show_time, thai_time
from bot.render import draw
from flows import duty
from flows.steps import Say
from models import case
from models import duty as models
from thai.holidays import holiday_name

WEEK = 7  # days that are shown
MOST_POSTS = 8  # areas of one person: more do not fit a phone's screen
MOST_SHIFTS = 10  # offered at once: free ones, one's own, those that are wanted away
MOST_NAMES = 4  # in one shift of the week; more are counted
MOST_CASES = 3  # of a hand-over: the others are in the queue
MOST_GAPS = 8  # lines of the morning's warning
NOBODY = "ยังไม่มีคน"
ROLES = tuple(duty.ROLES)


# What the flows may know before they start


def for_duty(tx, desk, person) -> dict:
    """{"posts", "mine", "wanted", "shift"}: where one may be on duty, one's own shifts, those that colleagues offer."""
    ours = posts_of(person)
    return {
        "shift": None,
        "posts": [post(tx, desk, person, *one) for one in ours],
        "mine": [mine(tx, desk, row) for row in models.of_person(tx, person.line_user_id, tx.now)[:MOST_SHIFTS]],
        "wanted": [offer(tx, row) for one in ours for row in models.wanted_away(tx, *one, person.line_user_id)][:MOST_SHIFTS],
    }


def posts_of(person) -> list[tuple[str, str]]:
    """(role, area_code) of each post at which they may be on duty."""
    return [(grant.role, grant.area_code) for grant in person.grants if grant.role in ROLES][:MOST_POSTS]


def post(tx, desk, person, role: str, area_code: str) -> dict:
    """One post as the flow shows it. `on` is until when this person is on duty ("20:30"), "" if they are not."""
    slots, me = desk.duty.ahead(tx.now, WEEK), person.line_user_id
    shifts = models.between(tx, role, area_code, tx.now, slots[-1].ends_at)
    running = [shift for shift in shifts if shift.begins_at <= tx.now]
    names = {who: "คุณ" if who == me else called(tx, who) for who in {shift.line_user_id for shift in shifts}}
    return {
        "id": f"{role}:{area_code}", "role": role, "area_code": area_code, "label": label(desk, role, area_code),
        "roster": models.has_roster(tx, role, area_code),
        "on": until([shift for shift in running if shift.line_user_id == me]),
        "others": any(shift.line_user_id != me for shift in running),
        "week": week(slots, shifts, names, tx.now), "free": free(slots, shifts, tx.now)[:MOST_SHIFTS],
    }  # fmt: skip


def until(shifts) -> str:
    return show_time(max(shift.ends_at for shift in shifts)) if shifts else ""


def week(slots, shifts, names: dict, now) -> list[tuple[str, str]]:
    """(day, who when) of each day; a holiday has its name there."""
    days = {}
    for slot in slots:
        days.setdefault(thai_time(slot.begins_at).date(), []).append(f"{slot.name}: {holders(slot, shifts, names, now)}")
    return [(show_day(day), "\n".join([*filter(None, [holiday_name(day)]), *told])) for day, told in days.items()]


def holders(slot, shifts, names: dict, now) -> str:
    """ "คุณอร · ป้านา 08:30–12:00 · ขาด 12:00–20:30": hours are told where they are not the whole shift."""
    since = max(now, slot.begins_at)
    theirs = [shift for shift in shifts if shift.ends_at > since and shift.begins_at < slot.ends_at]
    if not theirs:
        return NOBODY
    told = [names[shift.line_user_id] + part(shift, since, slot.ends_at) for shift in theirs]
    more = [f"และอีก {len(told) - MOST_NAMES} คน"] if len(told) > MOST_NAMES else []
    missing = [f"ขาด {hours(*gap)}" for gap in models.uncovered(theirs, since, slot.ends_at)]
    return " · ".join([*told[:MOST_NAMES], *more, *missing])


def part(shift, since, until) -> str:
    whole = shift.begins_at <= since and shift.ends_at >= until
    return "" if whole else f" {hours(max(shift.begins_at, since), min(shift.ends_at, until))}"


def hours(begins_at, ends_at) -> str:
    return f"{show_time(begins_at)}–{show_time(ends_at)}"


def free(slots, shifts, now) -> list[dict]:
    """Hours of coming shifts that nobody holds: {"begins_at", "ends_at", "label", "note"}."""
    coming = [slot for slot in slots if slot.begins_at > now]
    return [
        {
            "begins_at": thai_time(begins).isoformat(), "ends_at": thai_time(ends).isoformat(),
            "label": f"{show_day(thai_time(slot.begins_at).date())} {slot.name}", "note": f"{hours(begins, ends)} น.",
        }
        for slot in coming
        for begins, ends in models.uncovered(shifts, slot.begins_at, slot.ends_at)
    ]  # fmt: skip


def mine(tx, desk, row) -> dict:
    note = "กำลังหาคนแทน แตะเพื่อเลิกหา" if row.wanted_away else label(desk, row.role, row.area_code)
    return {"id": row.id, "label": span(row), "note": note, "wanted": row.wanted_away, "coming": row.begins_at > tx.now}


def offer(tx, row) -> dict:
    return {"id": row.id, "label": span(row), "note": called(tx, row.line_user_id)}


def span(row) -> str:
    return show_span(row.begins_at, row.ends_at)


def label(desk, role: str, area_code: str) -> str:
    """ "เจ้าหน้าที่ ต.วิเชตนคร", "1300 ทั่วประเทศ"."""
    return f"{duty.ROLES[role]} {desk.places.name(area_code, short=True)}"


def push(tx, desk, to: str, words: Say, purpose: str = "duty", case_no: str = ""):
    desk.outbox.queue_push(tx, to=to, messages=draw([words], desk), purpose=purpose, case_no=case_no)


# What happens by the clock


def handed_over(tx, desk, role: str, area_code: str, who: str) -> list[Say]:
    """What is open in the area of whoever comes on duty; [] when nothing is."""
    scope = [area_code]
    count = case.count(tx, scope, who)
    lines = [(row.case_no, case_line(tx, desk, row)) for row in case.queue(tx, scope, who, MOST_CASES)]
    return [duty.handover(count, lines)] if count else []


def case_line(tx, desk, row) -> str:
    """The kind, for how long, and who has it; nothing of those whom it is about."""
    owner = f"{called(tx, row.acknowledged_by)}รับแล้ว" if row.acknowledged_by else "ยังไม่มีคนรับ"
    return f"{desk.codes.label('dangers', row.kind)} · {since(tx, row)} · {owner}"


def hand_over(db, desk, job):
    """The handler of "handover": looks at the shift again when it begins, whoever has it by now."""
    with db.transaction() as tx:
        shift = models.by_id(tx, job.payload["shift_id"])
        if shift and comes_on(tx, shift):
            for words in handed_over(tx, desk, shift.role, shift.area_code, shift.line_user_id):
                (first,) = case.queue(tx, [shift.area_code], shift.line_user_id, 1)  # its number lets it use the reserve
                push(tx, desk, shift.line_user_id, words, "handover", first.case_no)
        job.done(tx)


def comes_on(tx, shift) -> bool:
    """Does its holder come on duty with it, and can they hear us? Not whoever was on duty until then."""
    before = models.between(tx, shift.role, shift.area_code, shift.begins_at - timedelta(minutes=1), shift.begins_at)
    stays = any(one.line_user_id == shift.line_user_id for one in before)
    runs = shift.begins_at <= tx.now < shift.ends_at
    return runs and not stays and shift.line_user_id in models.colleagues(tx, shift.role, shift.area_code)


def warn(db, desk, job):
    """The handler of "gaps": one push to each who holds the role where hours of the coming days have nobody."""
    with db.transaction() as tx:
        found = {}
        for role, area_code in models.rosters(tx):
            lines = [(label(desk, role, area_code), when) for when in empty(tx, desk, role, area_code)]
            for who in models.colleagues(tx, role, area_code) if lines else ():
                found.setdefault(who, []).extend(lines)
        for who, lines in found.items():
            push(tx, desk, who, duty.gaps(lines[:MOST_GAPS], len(lines[MOST_GAPS:])))
        job.done(tx)


def empty(tx, desk, role: str, area_code: str) -> list[str]:
    """The hours of the coming days that the pattern has and nobody holds, as people read them."""
    until = tx.now + timedelta(days=desk.duty.warn_days)
    slots = [slot for slot in desk.duty.ahead(tx.now, desk.duty.warn_days + 1) if slot.begins_at < until]
    gaps = [gap for slot in slots for gap in models.gaps(tx, role, area_code, max(tx.now, slot.begins_at), slot.ends_at)]
    return [show_span(*gap) for gap in gaps]


HANDLERS = {"handover": hand_over, "gaps": warn}
GATHERERS = dict.fromkeys(("duty", "start_duty", "end_duty", "swap_shift", "take_shift"), for_duty)
