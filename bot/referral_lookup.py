"""Finds a referral for the officers of its area."""

from bot.case_lookup import find
from bot.colleagues import called
from bot.facts import place_line
from bot.lacking import lacks
from bot.person import thai_day
from flows import lookups
from flows.questions.telling import Phone
from flows.visit.summary import people_lines
from models import household, people, visit
from models import referral as models

NOTHING_NOW = "การเยี่ยมล่าสุด ได้ครบแล้ว"


@find.register
def _(what: lookups.ReferralOf, tx, desk, person):
    row = models.by_id(tx, what.referral_id, person.scopes("officer"))
    house = household.known(tx, row.household_id) if row and row.state in models.OPEN else None
    if house is None:
        return None
    return {
        "referral_no": row.referral_no, "area_code": row.area_code, "head": house.head,
        "owner": "" if models.is_to_be_had(tx, row.id) else called(tx, row.held_by),
        "mine": row.held_by == person.line_user_id, "lines": lines(tx, desk, row, house)}


def lines(tx, desk, row, house) -> list:
    """What is missing, to whom, where, and whom to ring."""
    last = visit.latest(tx, house.id)
    sender = people.by_id(tx, row.volunteer_id)
    phone = Phone(key="", words="").show(tx.open(sender.phone_sealed, "volunteer.phone")) if sender.phone_sealed else ""
    return [
        ("ยังไม่ได้รับ", "\n".join(lacks(tx, house.id)) or NOTHING_NOW),
        ("ชื่อ", house.head),
        ("บ้าน", f"{house.house_no} {place_line(tx, desk, row.area_code)}".strip()),
        *people_lines(desk.facts({}), last.people),
        ("เยี่ยมล่าสุด", thai_day(last.recorded_at)),
        ("ผู้ส่งเรื่อง", f"{people.full_name(sender) or '–'} {phone}".strip()),
        ("ส่งเมื่อ", thai_day(row.sent_at)),
    ]
