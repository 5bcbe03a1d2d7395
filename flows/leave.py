"""A volunteer withdraws consent: what goes, what stays, and one tap."""
from flows.outcomes import Leave
from flows.questions import Confirm
from flows.steps import Say

TITLE = "ลาออก"
PARTS = ("ยืนยัน",)
ERASED = "ชื่อ วันเกิด เบอร์โทร ข้อความที่คุยกัน รูปและเสียงที่ส่งมา และเรื่องที่ทำค้างไว้"
KEPT = "การเยี่ยมบ้าน เรื่องที่ส่งเจ้าหน้าที่ และเหตุด่วนที่แจ้งไว้ (ไม่มีชื่อและเบอร์คุณ) และบันทึกว่าใครเปิดดูข้อมูล ตามที่กฎหมายให้เก็บ"


def leave(facts):
    sure = yield Confirm(
        key="left", part="ยืนยัน", words="ต้องการลาออกและถอนความยินยอมใช่ไหมคะ", yes="ใช่ ลาออก", no="ไม่ลาออก",
        editable=False, lines=(("ลบทันที", ERASED), ("เก็บไว้", KEPT)))
    if not sure:
        yield Say("ดีใจที่ยังอยู่ด้วยกันนะคะ")
        return []
    return [Leave()]


def gone() -> Say:
    return Say("ลบข้อมูลให้เรียบร้อยแล้วค่ะ ขอบคุณที่ช่วยเหลือกันมานะคะ กลับมาเมื่อไรก็ได้ พิมพ์ “สมัคร” ค่ะ")
