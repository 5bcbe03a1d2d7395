"""The story of an urgent case, step by step, as one tells it."""

from datetime import timedelta

from bot.person import BANGKOK_TIME
from bot.second import CHANNELS, WHY
from flows.cases import outcome_label
from thai.dates import show_date

STEPS = {
    "opened": "รับแจ้ง",
    "more": "ผู้แจ้งบอกเพิ่ม: {told}",
    "alike": "อาจเป็นเรื่องเดียวกับ {case_no}",
    "told": "แจ้งขั้นที่ {step}: {count} คน{together}",
    "nobody": "ขั้นที่ {step} ({role}) ไม่มีใครแจ้งได้{because} ข้ามไปขั้นต่อไป",
    "unreached": "ส่งแจ้งขั้นที่ {step} ไม่สำเร็จเลย",
    "second": "แจ้งทาง {channel} ด้วย ({why})",
    "stuck": "ขั้นต่อไปทำไม่สำเร็จ",
    "not_urgent": "ผู้แจ้งบอกว่าไม่ใช่เหตุด่วน",
    "taken": "มีคนรับเรื่อง",
    "offered": "ขอให้คนอื่นรับต่อ",
    "handed": "คนที่ถูกขอรับเรื่องต่อ",
    "noted": "เพิ่มบันทึก",
    "asked": "ถามผู้แจ้ง",
    "answered": "ผู้แจ้งตอบ",
    "added": "ผู้แจ้งบอกเพิ่มเป็นข้อความ",
    "referred": "ส่งต่อหน่วยงาน",
    "not_told": "ไม่ได้แจ้งผู้แจ้ง เพราะแจ้งครบจำนวนแล้ว",
    "asked_again": "ถามผู้แจ้งอีกครั้งว่าได้รับความช่วยเหลือไหม",
    "reminded": "เตือนผู้รับเรื่อง เพราะไม่มีความคืบหน้า",
    "let_go": "เปิดให้คนอื่นรับใหม่ ({reason})",
    "closed": "ปิดเคส ({outcome})",
    "confirmed": "ผู้แจ้งยืนยันว่าได้รับความช่วยเหลือ",
    "said_helped": "ผู้แจ้งบอกว่าได้รับความช่วยเหลือแล้ว",
    "not_helped": "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ",
    "reopened": "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ เปิดใหม่",
}
TOLD = {"kind": "เหตุ", "place": "ที่เกิดเหตุ", "who": "ใครเดือดร้อน", "story": "เรื่องราว", "now": "ยังเกิดอยู่ไหม", "phone": "เบอร์โทร",
        "reporter": "ชื่อผู้แจ้ง"}
ROLES = {"officer": "เจ้าหน้าที่", "hotline": "สายด่วน 1300"}
BECAUSE = {"none": " (ไม่มีใครมีหน้าที่นี้)", "off_duty": " (ไม่มีใครอยู่เวร)", "blocked": " (ส่งข้อความไม่ถึง)"}
BY_OFFICERS = ("taken", "handed", "offered", "noted", "asked", "referred", "closed")
REASONS = {"silent": "ผู้รับเรื่องเงียบไป", "asked": "ผู้รับเรื่องปล่อยเอง"}


def told(case, steps, now, called):
    """Lines of text. `called`: the name of a LINE user id."""
    yield f"{case.case_no} · {case.kind} · {case.urgency} · {case.state}"
    for step in steps:
        yield f"{_at(step.at)}  {_line(step)}{_who(step, called)}"
    if case.next_at:
        yield f"{_at(case.next_at)}  ขั้นต่อไป" + (" (เลยเวลาแล้ว)" if case.next_at < now - timedelta(seconds=5) else "")


def _line(step) -> str:
    told = step.detail
    return STEPS.get(step.what, step.what).format(
        told=TOLD.get(told.get("told"), ""), step=told.get("rung", 0) + 1, count=len(told.get("people", ())),
        role=ROLES.get(told.get("role"), "ทุกขั้น"),
        case_no=told.get("case_no", ""), because=BECAUSE.get(told.get("why"), ""), together=_together(told.get("gathered", ())),
        reason=REASONS.get(told.get("why"), ""), outcome=outcome_label(told.get("outcome", "")),
        channel=CHANNELS.get(told.get("channel"), ""), why=WHY.get(told.get("why"), ""))


def _who(step, called) -> str:
    """Who did it, where an officer or an agent did."""
    return f": {called(step.actor)}" if step.what in BY_OFFICERS else ""


def _together(gathered) -> str:
    return f" (รวมกับเรื่องอื่น {len(gathered)} คน)" if gathered else ""


def _at(moment) -> str:
    at = moment.astimezone(BANGKOK_TIME)
    return f"{show_date(at.date(), short=True)} {at:%H:%M:%S}"
