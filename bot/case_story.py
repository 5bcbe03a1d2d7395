"""The story of an urgent case, step by step, as one tells it."""

from datetime import timedelta

from bot.person import BANGKOK_TIME
from thai.dates import show_date

STEPS = {
    "opened": "รับแจ้ง",
    "more": "ผู้แจ้งบอกเพิ่ม ({told})",
    "told": "แจ้งขั้นที่ {step}: {count} คน",
    "nobody": "ขั้นที่ {step} ({role}) ไม่มีใครแจ้งได้ ข้ามไปขั้นต่อไป",
    "unreached": "ส่งแจ้งขั้นที่ {step} ไม่สำเร็จเลย",
    "taken": "มีคนรับเรื่อง",
    "noted": "เพิ่มบันทึก",
    "reminded": "เตือนผู้รับเรื่อง เพราะไม่มีความคืบหน้า",
    "let_go": "เปิดให้คนอื่นรับใหม่ ({reason})",
    "closed": "ปิดเคส ({outcome})",
    "confirmed": "ผู้แจ้งยืนยันว่าได้รับความช่วยเหลือ",
    "reopened": "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ เปิดใหม่",
}
REASONS = {"silent": "ผู้รับเรื่องเงียบไป", "asked": "ผู้รับเรื่องปล่อยเอง"}


def told(case, steps, now):
    """Lines of text."""
    yield f"{case.case_no} · {case.kind} · {case.urgency} · {case.state}"
    for step in steps:
        yield f"{_at(step.at)}  {_line(step)}"
    if case.next_at:
        yield f"{_at(case.next_at)}  ขั้นต่อไป" + (" (เลยเวลาแล้ว)" if case.next_at < now - timedelta(seconds=5) else "")


def _line(step) -> str:
    told = step.detail
    return STEPS.get(step.what, step.what).format(
        told=told.get("told", ""), step=told.get("rung", 0) + 1, count=len(told.get("people", ())), role=told.get("role", ""),
        reason=REASONS.get(told.get("why"), ""), outcome=told.get("outcome", ""))


def _at(moment) -> str:
    at = moment.astimezone(BANGKOK_TIME)
    return f"{show_date(at.date(), short=True)} {at:%H:%M:%S}"
