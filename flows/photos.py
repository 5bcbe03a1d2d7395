"""Photos and sounds for a visit that was made, and those that arrive while nothing is open: whose house are they of?"""

from flows.outcomes import AddToDraft, AddToVisit, BeginVisit
from flows.questions import Choice, Photos
from flows.questions.showing import NAMES, counted, late
from flows.steps import Option, Say

TITLE = "ส่งรูป"
PARTS = ("เลือก", "ส่ง")
NEW, DRAFT = "new", "draft:"
PLACE = "ตำแหน่ง"


def photos(facts):
    unasked = facts.get("began_with")  # the kind of what arrived by itself; None when the person said that they want to send
    if not facts["visits"] and not unasked and not facts.get("media") and not facts.get("pin"):
        yield Say("ยังไม่มีการเยี่ยมให้เพิ่มรูปค่ะ บันทึกการเยี่ยมก่อน ส่งรูประหว่างนั้นได้เลย", buttons=(Option("เยี่ยมบ้าน", "เยี่ยมบ้าน"),))
        return []
    picked = yield Choice(
        key="visit",
        part="เลือก",
        label="การเยี่ยม",
        words=whose(facts, unasked),
        choices=(
            *(Option(f"{DRAFT}{one['id']}", one["label"], "ยังทำค้างไว้") for one in facts.get("drafts", ())),
            *(Option(str(one["id"]), one["label"], one["note"]) for one in facts["visits"]),
            Option(NEW, "บันทึกเยี่ยมบ้านหลังใหม่"),
        ),
        assume=None if unasked else facts["just_made"],
    )
    if picked == NEW:
        return [BeginVisit()]
    if picked.startswith(DRAFT):
        return [AddToDraft(int(picked.removeprefix(DRAFT)))]
    if not unasked:
        yield Photos(key="sent", part="ส่ง", words=f"ส่งรูปของ {label_of(facts, picked)} ได้เลยค่ะ", hint=so_far(facts))
    return [AddToVisit(int(picked))]


def whose(facts, unasked) -> str:
    if not unasked:
        return "เพิ่มรูปให้การเยี่ยมไหนคะ"
    thing = NAMES.get(unasked, PLACE)
    known = facts["visits"] or facts.get("drafts")
    return f"{thing}นี้ของบ้านไหนคะ" if known else f"ได้{thing}แล้วค่ะ บันทึกการเยี่ยมบ้านเลยไหมคะ"


def label_of(facts, picked: str) -> str:
    return next((one["label"] for one in facts["visits"] if str(one["id"]) == picked), "การเยี่ยมนี้")


def so_far(facts) -> str:
    """What was sent in this talk so far."""
    sent = counted(facts.get("media", {}))
    return f"ได้รับแล้ว {sent}" if sent else "ส่งรูป เสียง หรือ PDF ได้ ครบแล้วแตะ “ส่งครบแล้ว”"


# What is said when something arrives, and when it could not be kept.


def received(kind: str, came: int, total: int) -> str:
    """`came` of `total` pictures that were chosen together, this one included; total 0 for one that came alone."""
    if total and came >= total:
        return f"ได้รับรูปครบ {total} รูปแล้วค่ะ"
    if total:
        return f"ได้รับรูปที่ {came} จาก {total} แล้วค่ะ"
    return f"ได้รับ{NAMES[kind]}แล้วค่ะ"


def added(label: str, sent: str, place: bool, to_come: int = 0) -> Say:
    """Photos, or a place, went to a visit; `to_come`: pictures that were chosen and have not arrived."""
    what = " และ".join(part for part in (sent, "ตำแหน่งบ้าน" if place else "") if part)
    if not what:
        return Say("ยังไม่ได้รับรูปค่ะ ถ้าจะส่ง พิมพ์ “เพิ่มรูป” นะคะ")
    gap = " " if what[-1].isdecimal() else ""
    return Say(f"เก็บ{what}{gap}ไว้กับ {label} แล้วค่ะ{late(to_come)}", receipt=True, buttons=(Option("เพิ่มรูป", "ส่งเพิ่ม"),))


def visit_gone() -> Say:
    return Say("การเยี่ยมนั้นถูกยกเลิกไปแล้วค่ะ รูปยังอยู่ เลือกใหม่นะคะ")


def went_to(said: str, label: str) -> Say:
    """One that came after its visit was recorded."""
    return Say(f"{said} เก็บไว้กับ {label} ให้แล้ว", receipt=True)


def waits(said: str) -> Say:
    """One that came so late that nobody would see the question whose it is."""
    return Say(f"{said} พิมพ์ “ทำต่อ” เพื่อบอกว่าของบ้านไหนนะคะ", receipt=True, buttons=(Option("ทำต่อ", "ทำต่อ"),))


WHY = {
    "too_large": "ใหญ่เกินไป",
    "not_media": "เปิดไม่ได้ หรือไม่ใช่รูป เสียง วิดีโอ PDF",
    "too_many_pixels": "รูปใหญ่เกินไป ลองถ่ายใหม่ด้วยกล้องของไลน์",
    "broken": "เปิดไม่ได้ อาจเสียระหว่างทาง",
}
USELESS = ("too_large", "not_media")  # the same again would end the same
LOST = "รับจากไลน์ไม่ได้"


def line_of(kind: str, at: str, whose: str, why: str) -> str:
    return f"• {NAMES[kind]}ที่ส่งเมื่อ {at}{f' ของ {whose}' if whose else ''} {WHY.get(why, LOST)}"


def not_kept(items: list) -> Say:
    """[(kind, "10:05 น.", "ยายคำ ใจดี (ย6911-00001)" or "", why)]: what could not be kept in the end, why, and what to do."""
    told = "\n".join(line_of(*item) for item in items[:MOST_TOLD])
    more = f"\nและอีก {len(items) - MOST_TOLD} อย่าง" if len(items) > MOST_TOLD else ""
    again = any(why not in USELESS for *_, why in items)
    cure = "ส่งใหม่อีกครั้งได้เลยนะคะ" if again else "ลองถ่ายหรือเลือกใหม่ แล้วส่งมาได้เลยนะคะ"
    return Say(f"ขอโทษค่ะ มีบางอย่างเก็บไม่ได้\n{told}{more}\n{cure}", receipt=True)


MOST_TOLD = 8  # lines: more do not fit a phone's screen


# What is refused at once.

NOT_A_VOLUNTEER = "ตอนนี้ยังเก็บ{thing}ไม่ได้ค่ะ ส่งได้เมื่อเป็น อพม. แล้ว ถ้าเป็นเรื่องด่วน โทร 1300 นะคะ"
NOT_FROM_AN_OFFICER = "จากเจ้าหน้าที่ยังเก็บ{thing}ไม่ได้ค่ะ พิมพ์เป็นข้อความนะคะ"
ELSEWHERE = "{thing}นี้เป็นลิงก์จากที่อื่น เก็บไม่ได้ค่ะ ส่งจากในเครื่องมาใหม่นะคะ"
WRONG_KIND = "ไฟล์นี้เก็บไม่ได้ค่ะ เก็บได้เฉพาะรูป เสียง วิดีโอ และ PDF"
TOO_LARGE = "ไฟล์นี้ใหญ่เกินไป เก็บไม่ได้ค่ะ ขอไม่เกิน {most} MB นะคะ"
PLACE_KEPT = "ได้ตำแหน่งบ้านแล้วค่ะ"
