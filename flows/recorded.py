"""After a visit: its number, and ten minutes in which it can be taken back."""
from flows.outcomes import UndoVisit
from flows.questions import Choice
from flows.questions.showing import late
from flows.referring import button
from flows.steps import Option, Say

TITLE = "แก้การเยี่ยม"
PARTS = ("เลือก",)
UNDO_MINUTES = 10
IF_THEY_AGREE = "ถ้าคนในบ้านอยากให้ช่วย แตะ “ส่งเรื่องให้เจ้าหน้าที่” เจ้าหน้าที่จะตรวจสอบให้ค่ะ"
SEE_RIGHTS = Option("สิทธิสวัสดิการ", "ดูสิทธิ เอกสาร และที่ยื่น")


def undo(facts):
    if not facts["recent"]:
        yield Say(f"ไม่มีการเยี่ยมที่แก้ได้ตอนนี้ค่ะ (แก้ได้ภายใน {UNDO_MINUTES} นาทีหลังบันทึก)")
        return []
    if len(facts["recent"]) == 1:
        return [UndoVisit(facts["recent"][0]["id"])]
    picked = yield Choice(key="visit", part="เลือก", words="แก้การเยี่ยมไหนคะ", choices=tuple(
        Option(str(one["id"]), one["label"]) for one in facts["recent"]))
    return [UndoVisit(int(picked))]


def recorded(visit_no: str, head: str, due: str, sent: str = "", to_come: int = 0, missed: tuple = (), refer: int = 0) -> Say:
    """`sent`: "รูป 3 · เสียง 1"; `to_come`: pictures that were chosen and have not arrived; `missed`: lines about allowances
    that do not come in (flows/rights_missed.py); `refer`: the id of the visit, unless the officers know of this house already.
    With lines the receipt is not for a locked screen."""
    again = f" นัดครั้งหน้า {due}" if due else ""
    with_it = f"\nเก็บ {sent} ไว้ด้วยแล้ว" if sent else ""
    return Say(
        f"บันทึกการเยี่ยม {head} แล้วค่ะ เลขที่ {visit_no}{again}{with_it}{late(to_come)}\nขอบคุณที่ไปดูแลกันนะคะ{lacking(missed, refer)}",
        title="บันทึกแล้ว", receipt=True, private=bool(missed),
        buttons=(*([button(refer)] if missed and refer else []), Option("เยี่ยมบ้าน", "เยี่ยมบ้านอื่นต่อ"), Option("เพิ่มรูป", "เพิ่มรูป"),
                 Option("แก้การเยี่ยม", f"แก้ (ภายใน {UNDO_MINUTES} นาที)"), *([SEE_RIGHTS] if missed else [])))


def lacking(missed: tuple, refer: int) -> str:
    then = IF_THEY_AGREE if refer else "บ้านนี้ส่งเรื่องให้เจ้าหน้าที่ไว้แล้วค่ะ"
    return "\n\n" + "\n".join(f"{line}ค่ะ" for line in missed) + f"\n{then}" if missed else ""


def undone(visit_no: str, withdrawn: bool = False) -> Say:
    """`withdrawn`: what was missing had been sent to the officers, and is called off with it."""
    also = "\nเรื่องที่ส่งเจ้าหน้าที่ถอนไว้ก่อนแล้ว บันทึกใหม่แล้วแตะส่งอีกครั้งนะคะ" if withdrawn else ""
    return Say(f"ยกเลิกการเยี่ยมเลขที่ {visit_no} แล้วค่ะ คำตอบเดิมยังอยู่ แก้แล้วบันทึกใหม่ได้เลย{also}")


def put_back(visit_no: str) -> Say:
    return Say(f"ไม่แก้แล้วนะคะ การเยี่ยมเลขที่ {visit_no} ยังอยู่เหมือนเดิมค่ะ", receipt=True)


def too_late(visit_no: str) -> Say:
    return Say(f"การเยี่ยม {visit_no} เกิน {UNDO_MINUTES} นาทีแล้ว แก้เองไม่ได้ค่ะ โทรหาเจ้าหน้าที่หรือ 1300 นะคะ")
