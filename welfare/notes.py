"""What is said beside a finding: what is uncertain, and what to mind."""

from datetime import date

from welfare.amounts import step_at
from welfare.facts import Facts
from welfare.limits import Limited
from welfare.years import last_october

PENDING = "ยังไม่ประกาศใช้"
UNSEEN = "กติกานี้ยังไม่ได้ตรวจ"
ROUGH = "ขั้นอายุเลื่อนวันที่ 1 ต.ค. ไม่ใช่วันเกิด (ไม่เป็นทางการ) ถ้ารู้วันเกิดจะบอกได้แน่"
NEXT_STEP = "ขั้นใหม่ {baht:,} บาท เริ่ม 1 ต.ค. {year} (ไม่เป็นทางการ)"
CHRISTIAN_TO_BUDDHIST = 543  # years


def notes_on(rule, person: Facts, on: date, limit: Limited) -> tuple:
    """In Thai, the weightiest first."""
    notes = [PENDING] if rule.status == "pending" else []
    notes += [UNSEEN] if rule.certainty == "to_verify" else []
    notes += [limit.words] if limit.words and not limit.state else []
    notes += _of_october(rule, person, on)
    notes += [f"ต้องตรวจสอบ: {words}" for words in rule.to_verify]
    return (*notes, rule.note) if rule.note else tuple(notes)


def _of_october(rule, person: Facts, on: date) -> list:
    """A step that waits for October is said only to those who wait for it now."""
    ages = person.ages(on, "october")
    if rule.amount.get("age_on") != "october" or ages is None:
        return []
    youngest, oldest = (step_at(rule.amount, years) for years in ages)
    if youngest != oldest:
        return [ROUGH]
    today = step_at(rule.amount, person.ages(on)[0])
    return [] if today == oldest else [NEXT_STEP.format(baht=today, year=last_october(on).year + 1 + CHRISTIAN_TO_BUDDHIST)]
