"""Whoever raised an urgent case, afterwards: how it stands, an answer to a question, and whether help came."""

from flows.outcomes import StepOfCase
from flows.questions import Text
from flows.steps import Option, Say

TITLE = "เรื่องที่แจ้งไว้"
LONGEST_ANSWER = 1000  # letters
ONLY_SENT = "ส่งแล้ว ไม่พิมพ์"  # the photos or the place are the answer


def my_cases(facts):
    """All that was raised from here, and what became of it: free of charge, for it is asked."""
    if not facts["raised"]:
        yield Say("ยังไม่มีเรื่องด่วนที่แจ้งจากที่นี่ค่ะ", buttons=(Option("แจ้งเหตุด่วน", "แจ้งเหตุด่วน"),))
        return []
    lines = tuple((one["case_no"], one["stands"]) for one in facts["raised"])
    newest = facts["raised"][0]["case_no"]
    yield Say("", title=TITLE, lines=lines, buttons=(Option(f"ตอบ {newest}", "บอกเพิ่มเรื่องล่าสุด"),), call=True)
    return []


def reply(facts):
    """An answer to whoever has the case, or a word more; neither sees the other's account."""
    found = facts["raised_case"]
    if found is None:
        yield Say("ไม่พบเรื่องนี้ในเรื่องที่คุณแจ้งไว้ค่ะ", buttons=(Option("เรื่องที่แจ้ง", "เรื่องที่แจ้งไว้"),))
        return []
    if found["closed"]:
        yield Say(f"เรื่อง {found['case_no']} ปิดไปแล้วค่ะ ถ้ายังไม่ได้รับความช่วยเหลือ แตะปุ่มนี้นะคะ", buttons=(not_yet(found["case_no"]),))
        return []
    asked = f"เจ้าหน้าที่ถามว่า “{found['asked']}”" if found["asked"] else "จะบอกอะไรเพิ่มคะ"
    told = yield Text(key="reply", words=asked, hint="พิมพ์ตอบ หรือส่งรูปก็ได้", most=LONGEST_ANSWER, optional=ONLY_SENT)
    if told is None and not (facts.get("media") or facts.get("pin")):
        yield Say("ยังไม่มีอะไรส่งมาค่ะ พิมพ์ “เรื่องที่แจ้ง” เมื่อไรก็ได้")
        return []
    return [StepOfCase(found["id"], "answered", note=told or "")]


def answer(facts):
    """The reporter says whether help came."""
    if facts["raised_case"] is None:
        yield Say("ตอนนี้ไม่มีเรื่องที่รอคำตอบจากคุณค่ะ")
        return []
    return [StepOfCase(facts["raised_case"]["id"], facts["verb"])]


# What is told. A locked screen may be read by others: nothing on it says what it is about.


def stands(state: str) -> str:
    return {"open": "กำลังหาคนช่วย", "acknowledged": "มีคนรับเรื่องแล้ว", "referred": "ส่งต่อหน่วยงานแล้ว"}.get(state, "ปิดแล้ว")


def taken() -> Say:
    return Say("มีคนรับเรื่องที่ฝากไว้แล้วค่ะ ถ้ามีอะไรเปลี่ยน โทร 1300 ได้เลย", call=True)


def referred() -> Say:
    return Say("เรื่องที่ฝากไว้ ส่งต่อหน่วยงานที่ดูแลโดยตรงแล้วค่ะ ถ้ามีอะไรเปลี่ยน โทร 1300 ได้เลย", call=True)


def looking_again() -> Say:
    return Say("กำลังหาคนมาดูเรื่องที่ฝากไว้อีกครั้งค่ะ ถ้ารอไม่ได้ โทร 1300 ได้เลย", call=True)


def question(case_no: str) -> Say:
    return Say(f"มีคำถามเรื่องที่ฝากไว้ เลขที่ {case_no} ค่ะ", buttons=(Option(f"ตอบ {case_no}", "อ่านและตอบ"),), call=True)


def passed_on(case_no: str) -> Say:
    return Say(f"ส่งให้เจ้าหน้าที่แล้วค่ะ เรื่อง {case_no}", receipt=True)


def still_open(case_no: str) -> Say:
    return Say(f"เรื่อง {case_no} ยังเปิดอยู่ กำลังหาคนช่วยค่ะ ถ้ารอไม่ได้ โทร 1300 ได้เลย", call=True)


def closed(case_no: str, outcome: str) -> Say:
    return Say(f"เรื่องที่ฝากไว้ เลขที่ {case_no} {outcome}ค่ะ\nได้รับความช่วยเหลือจริงไหมคะ", buttons=yes_or_not_yet(case_no))


def helped_at_all(case_no: str) -> Say:
    return Say(f"ขอถามอีกครั้งค่ะ เรื่องที่ฝากไว้ เลขที่ {case_no} ได้รับความช่วยเหลือจริงไหมคะ", buttons=yes_or_not_yet(case_no))


def yes_or_not_yet(case_no: str) -> tuple:
    return (Option(f"ได้รับแล้ว {case_no}", "ได้รับแล้ว"), not_yet(case_no))


def not_yet(case_no: str) -> Option:
    return Option(f"ยังไม่ได้รับความช่วยเหลือ {case_no}", "ยังไม่ได้รับความช่วยเหลือ")


def told_owner(case_no: str) -> Say:
    return Say(f"บอกคนที่รับเรื่อง {case_no} แล้วค่ะ ถ้ายังไม่มีใครมาอีก จะหาคนอื่นให้ ถ้ารอไม่ได้ โทร 1300 ได้เลย", call=True, receipt=True)


def thanks() -> Say:
    return Say("ขอบคุณที่แจ้งให้รู้นะคะ")


def reopened(case_no: str) -> Say:
    return Say(f"ขอโทษด้วยค่ะ เปิดเรื่อง {case_no} ใหม่แล้ว แจ้งเจ้าหน้าที่อีกครั้งแล้วค่ะ ถ้าด่วน โทร 1300", call=True, receipt=True)
