"""Gathers what the flows about urgent cases need to know before they start: an officer's queue, a reporter's own cases."""

from flows.reporting import stands
from models import case

SHOWN = 8  # of one's own cases: more do not fit a phone's screen
QUEUED = 80  # of an officer's queue, a screen at a time (our own default: who has more needs a list, not a chat)


def for_cases(tx, desk, person):
    rows = case.queue(tx, person.case_scopes, person.line_user_id, QUEUED)
    return {"count": case.count(tx, person.case_scopes, person.line_user_id), "cases": [{
        "case_no": row.case_no, "label": f"{desk.codes.label('dangers', row.kind)} ({row.case_no})",
        "note": case_note(tx, desk, row)} for row in rows]}


def case_note(tx, desk, row) -> str:
    """Why it stands where it stands: how urgent, since when, where, whether somebody has it, and what to mind."""
    owned = "ส่งต่อแล้ว" if row.state == "referred" else "มีคนรับแล้ว" if row.acknowledged_by else "ยังไม่มีคนรับ"
    where = desk.places.name(row.area_code[:6]) if row.area_code else "ยังไม่ทราบที่"
    mind = [*([f"คล้าย {row.alike}"] if row.alike else []), *(["อาจแจ้งเล่น"] if row.doubts else [])]
    return " · ".join(["ฉุกเฉิน" if row.urgency == "emergency" else "ด่วน", since(tx, row), where, owned, *mind])


def since(tx, row) -> str:
    """For how long it has been open."""
    minutes = int((tx.now - row.opened_at).total_seconds() // 60)
    return f"{minutes} นาที" if minutes < 120 else f"{minutes // 60} ชม."


def for_case(tx, desk, person):
    return {"case_no": "", "verb": ""}


def for_my_cases(tx, desk, person):
    rows = case.of_reporter(tx, person.line_user_id, SHOWN)
    return {"raised": [{
        "case_no": row.case_no, "stands": f"{desk.codes.label('dangers', row.kind)} · {stands(row.state)}"} for row in rows]}


def for_own_case(tx, desk, person):
    """The newest, where no number was said."""
    return {"raised_case": meant(tx, person, case.of_reporter(tx, person.line_user_id, 1))}


def for_answer(tx, desk, person, verb="helped"):
    """The one whose reporter was asked, where no number was said; else the newest."""
    mine = case.of_reporter(tx, person.line_user_id, SHOWN)
    asked = [row for row in mine if row.state == "closed" and row.evidence != "reporter"]
    return {"raised_case": meant(tx, person, asked or mine), "verb": verb}


def for_complaint(tx, desk, person):
    return for_answer(tx, desk, person, "not_helped")


def meant(tx, person, rows) -> dict | None:
    return own_case(tx, person, rows[0].case_no) if rows else None


def own_case(tx, person, case_no: str) -> dict | None:
    """The case of this number that this person raised, with the question that waits for their answer, or ""."""
    row = case.raised_by(tx, person.line_user_id, case_no)
    if row is None:
        return None
    talk = [one for one in case.told_of(tx, row).get("notes", []) if one.get("what") in ("asked", "answered")]
    since = max((place for place, one in enumerate(talk, 1) if one["what"] == "answered"), default=0)
    asked = " / ".join(one["words"] for one in talk[since:])
    return {"id": row.id, "case_no": row.case_no, "closed": row.state == "closed", "asked": asked}


GATHERERS = {
    "cases": for_cases, "case": for_case, "my_cases": for_my_cases, "case_reply": for_own_case, "case_answer": for_answer,
    "case_not_helped": for_complaint,
}  # fmt: skip
