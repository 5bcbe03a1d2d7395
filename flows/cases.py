"""An officer or a hotline agent and the urgent cases: the queue, one case, and everything that can be done with it."""

from flows.looking import shown
from flows.lookups import CaseOf
from flows.outcomes import NoteRead, StepOfCase
from flows.questions import Choice, Confirm, Text
from flows.questions.showing import Evidence
from flows.steps import Do, Look, Option, Say

TITLE = "เคสด่วน"
PARTS = ("เลือก", "ทำ", "ปิด")
LONGEST_NOTE = 500  # letters
A_SCREEN = 8  # cases shown at once: more do not fit a phone's screen
NEXT_PAGE = "more"
MORE = (Option(NEXT_PAGE, "ดูเคสถัดไป"),)
OUTCOMES = (
    Option("helped", "ช่วยเหลือแล้ว"),
    Option("referred", "ส่งต่อหน่วยงานแล้ว"),
    Option("not_found", "ไปแล้วไม่พบเหตุ"),
    Option("prank", "แจ้งเล่น"),
)
EVIDENCE = (
    Option("done", "ส่งรูปแล้ว", also=("ครบ", "ครบแล้ว", "ส่งครบแล้ว", "เสร็จแล้ว", "ต่อไป")),
    Option("none", "ไม่มีรูป ให้ผู้แจ้งยืนยัน", also=("ไม่มี", "ไม่มีรูป", "ผู้แจ้งยืนยัน")),
)


def cases(facts):
    """The queue: the most urgent first, then the oldest."""
    if not facts["cases"]:
        yield Say("ตอนนี้ไม่มีเคสด่วนในพื้นที่ค่ะ")
        return []
    picked = yield from among(facts)
    return (yield from one_case(facts, picked))


def among(facts):
    """The number of the case that is opened; a phone's screen at a time."""
    waiting = facts["cases"]
    pages = [waiting[start : start + A_SCREEN] for start in range(0, len(waiting), A_SCREEN)]
    for place, page in enumerate(pages):
        more = f" (จากทั้งหมด {facts['count']})" if facts["count"] > len(page) else ""
        here = tuple(Option(one["case_no"], one["label"], one["note"]) for one in page)
        picked = yield Choice(
            key=f"case.{place}" if place else "case", part="เลือก", words=f"เคสด่วน {len(page)} เรื่อง{more} เปิดเรื่องไหนคะ",
            choices=here if page is pages[-1] else here + MORE,
        )  # fmt: skip
        if picked != NEXT_PAGE:
            return picked


def case(facts):
    """One case, named by its number: "ฉ6911-00001" to look, "รับเรื่อง ฉ6911-00001" to take it at once."""
    if not facts["case_no"]:
        yield Say("พิมพ์เลขเคส เช่น ฉ6911-00001 หรือพิมพ์ “เคสด่วน” เพื่อดูทั้งหมดค่ะ")
        return []
    return (yield from one_case(facts, facts["case_no"], facts["verb"]))


def one_case(facts, case_no: str, verb: str = ""):
    found = yield Look(f"case.{case_no}", CaseOf(case_no))
    if found is None:
        yield Say(f"ไม่พบเคส {case_no} ในพื้นที่ของคุณค่ะ")
        return []
    if verb == "take":
        return [StepOfCase(found["id"], "take")]
    yield Do(f"read.{case_no}", NoteRead(f"case:{found['id']}", found["area_code"]))
    yield Say("", title=f"{found['title']} ({case_no})", lines=tuple(tuple(line) for line in found["lines"]), private=True)
    if sent := shown(found["photos"]):
        yield Say(sent, gallery={"of": "case", "id": found["id"], "reader": found["reader"], "photos": found["photos"]})
    step = yield Choice(key="step", part="ทำ", words=what_now(found), choices=steps_for(found))
    if step in STEPS:
        return (yield from STEPS[step](facts, found))
    if step == "back" and not (facts.get("media") or facts.get("pin")):
        yield Say("พิมพ์ “เคสด่วน” เมื่อไรก็ได้ค่ะ", buttons=(Option("เคสด่วน", "ดูเคสอื่น"),))
        return []
    return [StepOfCase(found["id"], step)]


def what_now(found: dict) -> str:
    if found["state"] == "closed":
        return "เคสนี้ปิดแล้วค่ะ"
    if found["mine"]:
        return "เคสนี้เป็นของคุณค่ะ ทำอะไรต่อคะ"
    if found["offered"]:
        return f"{found['owner']} ขอให้คุณรับเคสนี้ต่อค่ะ"
    return f"{found['owner']} รับเรื่องนี้อยู่ค่ะ" if found["owner"] else "ยังไม่มีใครรับเรื่องนี้ค่ะ"


def steps_for(found: dict) -> tuple:
    note, back = Option("note", "เพิ่มบันทึก"), Option("back", "จบ")
    if found["state"] == "closed":
        return (note, back)
    if found["mine"]:
        hand = (Option("hand", "ส่งให้คนอื่นทำต่อ"),) if found["colleagues"] else ()
        ask, refer, close = Option("ask", "ถามผู้แจ้ง"), Option("refer", "ส่งต่อหน่วยงาน"), Option("close", "ปิดเคส")
        return (note, ask, refer, close, *hand, Option("let_go", "ปล่อยให้คนอื่นรับ"), back)
    return (Option("take", "รับเรื่อง"), note, back) if found["offered"] or not found["owner"] else (note, back)


def noting(facts, found: dict):
    note = yield Text(key="note", part="ทำ", words="บันทึกว่าอะไรคะ", hint="ส่งรูปด้วยก็ได้", most=LONGEST_NOTE)
    return [StepOfCase(found["id"], "note", note=note)]


def asking(facts, found: dict):
    """The reporter reads it in their chat with us, and never sees whose account it came from."""
    note = yield Text(
        key="ask", part="ทำ", words="อยากถามผู้แจ้งว่าอะไรคะ", hint="ผู้แจ้งจะไม่เห็นชื่อหรือบัญชีของคุณ", least=2, most=LONGEST_NOTE)
    return [StepOfCase(found["id"], "ask", note=note)]


def referring(facts, found: dict):
    agency = yield Choice(key="agency", part="ทำ", label="หน่วยงาน", words="ส่งต่อไปที่ไหนคะ", choices=facts.codes.options("agencies"))
    note = yield Text(
        key="referral", part="ทำ", words="ประสานกับใคร ตกลงกันว่าอย่างไรคะ", hint="เช่น คุณหมอที่ รพ.สต. จะไปเยี่ยมพรุ่งนี้ 9 โมง", least=5,
        most=LONGEST_NOTE)
    return [StepOfCase(found["id"], "refer", agency, note)]


def handing(facts, found: dict):
    """The case stays with its owner until the colleague takes it."""
    to = yield Choice(
        key="colleague", part="ทำ", words="ให้ใครทำต่อคะ",
        choices=tuple(Option(one["key"], one["name"]) for one in found["colleagues"]))
    return [StepOfCase(found["id"], "hand", to)]


def closing(facts, found: dict):
    """Closing needs what came of it, a word on how, and evidence: photos, or else the reporter's own word."""
    outcome = yield Choice(key="outcome", part="ปิด", label="ผล", words="ผลเป็นอย่างไรคะ", choices=OUTCOMES)
    note = yield Text(key="closing", part="ปิด", label="บันทึก", words="ช่วยอย่างไรคะ ผู้แจ้งจะไม่เห็น", least=5, most=LONGEST_NOTE)
    shot = yield Evidence(
        key="evidence", part="ปิด", label="หลักฐาน", words="มีรูปหลักฐานไหมคะ ส่งมาได้เลย", hint="ถ้าไม่มี จะให้ผู้แจ้งยืนยัน", choices=EVIDENCE)
    kept = facts.get("media") and shot == "done"
    lines = (("ผล", outcome_label(outcome)), ("บันทึก", note), ("หลักฐาน", "รูปที่ส่งมา" if kept else "รอผู้แจ้งยืนยัน"))
    sure = yield Confirm(
        key="sure", part="ปิด", words=f"ปิดเคส {found['case_no']} ใช่ไหมคะ ผู้แจ้งจะได้รับแจ้ง", lines=lines, yes="ใช่ ปิดเคส", no="ยังก่อน",
        editable=False)
    if not sure:
        return [StepOfCase(found["id"], "not_yet")]
    return [StepOfCase(found["id"], "close", outcome, note, bool(kept))]


STEPS = {"note": noting, "ask": asking, "refer": referring, "hand": handing, "close": closing}


def told_reporter(code: str) -> str:
    """What whoever raised it hears of the outcome; that it was taken for a prank is not for them to read."""
    return {"helped": "มีคนไปช่วยแล้ว", "referred": "ส่งต่อหน่วยงานแล้ว"}.get(code, "ปิดแล้ว")


def outcome_label(code: str) -> str:
    return next((option.label for option in OUTCOMES if option.value == code), code)
