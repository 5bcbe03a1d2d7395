"""An officer or a hotline agent and the urgent cases: the queue, one case, taking it, a note, letting go, closing."""

from flows.looking import shown
from flows.lookups import CaseOf
from flows.outcomes import NoteRead, StepOfCase
from flows.questions import Choice, Confirm, Text
from flows.steps import Do, Look, Option, Say

TITLE = "เคสด่วน"
PARTS = ("เลือก", "ทำ", "ปิด")
LONGEST_NOTE = 500  # letters
OUTCOMES = (
    Option("helped", "ช่วยเหลือแล้ว"),
    Option("referred", "ส่งต่อหน่วยงานแล้ว"),
    Option("not_found", "ไปแล้วไม่พบเหตุ"),
    Option("prank", "แจ้งเล่น"),
)


def cases(facts):
    """The queue: the most urgent first, then the oldest."""
    if not facts["cases"]:
        yield Say("ตอนนี้ไม่มีเคสด่วนในพื้นที่ค่ะ")
        return []
    more = f" (จากทั้งหมด {facts['count']})" if facts["count"] > len(facts["cases"]) else ""
    picked = yield Choice(
        key="case", part="เลือก", words=f"เคสด่วน {len(facts['cases'])} เรื่อง{more} เปิดเรื่องไหนคะ",
        choices=tuple(Option(one["case_no"], one["label"], one["note"]) for one in facts["cases"]),
    )  # fmt: skip
    return (yield from one_case(picked))


def case(facts):
    """One case, named by its number: "ฉ6911-00001" to look, "รับเรื่อง ฉ6911-00001" to take it at once."""
    if not facts["case_no"]:
        yield Say("พิมพ์เลขเคส เช่น ฉ6911-00001 หรือพิมพ์ “เคสด่วน” เพื่อดูทั้งหมดค่ะ")
        return []
    return (yield from one_case(facts["case_no"], facts["verb"]))


def one_case(case_no: str, verb: str = ""):
    found = yield Look(f"case.{case_no}", CaseOf(case_no))
    if found is None:
        yield Say(f"ไม่พบเคส {case_no} ในพื้นที่ของคุณค่ะ")
        return []
    if verb == "take":
        return [StepOfCase(found["id"], "take")]
    yield Do(f"read.{case_no}", NoteRead(f"case:{found['id']}", found["area_code"]))
    yield Say("", title=f"{found['title']} ({case_no})", lines=tuple(tuple(line) for line in found["lines"]))
    if sent := shown(found["photos"]):
        yield Say(sent, gallery={"of": "case", "id": found["id"], "reader": found["reader"], "photos": found["photos"]})
    step = yield Choice(key="step", part="ทำ", words=what_now(found), choices=steps_for(found))
    if step == "note":
        note = yield Text(key="note", part="ทำ", words="บันทึกว่าอะไรคะ", most=LONGEST_NOTE)
        return [StepOfCase(found["id"], "note", note=note)]
    if step == "close":
        return (yield from closing(found))
    if step == "back":
        yield Say("พิมพ์ “เคสด่วน” เมื่อไรก็ได้ค่ะ", buttons=(Option("เคสด่วน", "ดูเคสอื่น"),))
        return []
    return [StepOfCase(found["id"], step)]


def what_now(found: dict) -> str:
    if found["state"] == "closed":
        return "เคสนี้ปิดแล้วค่ะ"
    if found["mine"]:
        return "เคสนี้เป็นของคุณค่ะ ทำอะไรต่อคะ"
    return f"{found['owner']} รับเรื่องนี้อยู่ค่ะ" if found["owner"] else "ยังไม่มีใครรับเรื่องนี้ค่ะ"


def steps_for(found: dict) -> tuple:
    note, back = Option("note", "เพิ่มบันทึก"), Option("back", "กลับ")
    if found["state"] == "closed":
        return (note, back)
    if found["mine"]:
        return (note, Option("close", "ปิดเคส"), Option("let_go", "ปล่อยให้คนอื่นรับ"), back)
    return (Option("take", "รับเรื่อง"), note, back) if not found["owner"] else (note, back)


def closing(found: dict):
    """Closing needs what came of it and a word on how; then the reporter is asked whether it is true."""
    outcome = yield Choice(key="outcome", part="ปิด", label="ผล", words="ผลเป็นอย่างไรคะ", choices=OUTCOMES)
    note = yield Text(key="closing", part="ปิด", label="บันทึก", words="ช่วยอย่างไรคะ ผู้แจ้งจะไม่เห็น", least=5, most=LONGEST_NOTE)
    label = outcome_label(outcome)
    sure = yield Confirm(
        key="sure", part="ปิด", words=f"ปิดเคส {found['case_no']} ใช่ไหมคะ ผู้แจ้งจะได้รับแจ้ง", lines=(("ผล", label), ("บันทึก", note)),
        yes="ใช่ ปิดเคส", no="ยังก่อน", editable=False,
    )  # fmt: skip
    if not sure:
        yield Say("ยังไม่ได้ปิดค่ะ", buttons=(Option(found["case_no"], "เปิดเคส"),))
        return []
    return [StepOfCase(found["id"], "close", outcome, note)]


def told_reporter(code: str) -> str:
    """What whoever raised it hears of the outcome; that it was taken for a prank is not for them to read."""
    return {"helped": "มีคนไปช่วยแล้ว", "referred": "ส่งต่อหน่วยงานแล้ว"}.get(code, "ปิดแล้ว")


def outcome_label(code: str) -> str:
    return next((option.label for option in OUTCOMES if option.value == code), code)


def answer(facts):
    """The reporter says whether help came."""
    if facts["case_id"] is None:
        yield Say("ตอนนี้ไม่มีเรื่องที่รอคำตอบจากคุณค่ะ")
        return []
    return [StepOfCase(facts["case_id"], facts["verb"])]


# What is told outside the questions.


def alarm(case_no: str, kind: str, place: str, again: bool) -> Say:
    """What a locked screen may show: the kind, the sub-district, the number; no name."""
    head = "ยังไม่มีใครรับ" if again else "เหตุด่วน"
    return Say(
        f"{kind}\n{place or 'ยังไม่ทราบที่'}\nเลขที่ {case_no}", title=head,
        buttons=(Option(f"รับเรื่อง {case_no}", "รับเรื่อง"), Option(case_no, "ดูรายละเอียด")),
    )  # fmt: skip


def not_yours(case_no: str) -> Say:
    return Say(f"เคส {case_no} ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ")


def more(case_no: str) -> Say:
    return Say(f"เคส {case_no} ที่คุณรับไว้มีข้อมูลเพิ่มค่ะ", buttons=(Option(case_no, "เปิดเคส"),))


def took(case_no: str) -> Say:
    return Say(f"คุณรับเรื่อง {case_no} แล้วค่ะ", buttons=(Option(case_no, "เปิดเคส"),), receipt=True)


def others(case_no: str, who: str) -> Say:
    return Say(f"เคส {case_no} {who} รับไปก่อนแล้วค่ะ" if who else f"เคส {case_no} ปิดไปแล้วค่ะ")


def noted(case_no: str) -> Say:
    return Say(f"บันทึกในเคส {case_no} แล้วค่ะ", buttons=(Option(case_no, "เปิดเคส"),))


def let_go(case_no: str) -> Say:
    return Say(f"ปล่อยเคส {case_no} แล้วค่ะ แจ้งคนอื่นต่อให้แล้ว")


def shut(case_no: str) -> Say:
    return Say(f"ปิดเคส {case_no} แล้วค่ะ", buttons=(Option("เคสด่วน", "ดูเคสอื่น"),), receipt=True)


def remind(case_no: str) -> Say:
    return Say(f"เคส {case_no} ที่คุณรับไว้ยังไม่มีอะไรคืบหน้าค่ะ ถ้าไม่สะดวก กดปล่อยให้คนอื่นรับนะคะ", buttons=(Option(case_no, "เปิดเคส"),))


def taken_away(case_no: str) -> Say:
    return Say(f"เคส {case_no} ไม่มีความคืบหน้า เปิดให้คนอื่นรับแล้วค่ะ")
