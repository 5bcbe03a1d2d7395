"""Somebody is beaten, and three people on the simulator's page see to it: for the browser's test and the pictures.

ป้านา raises it on her phone; คุณอร, the province's officer, and ลุงมี, an agent of 1300, sit at a PC.
"""

from contextlib import contextmanager
from datetime import UTC, datetime

from bot.person import BANGKOK_TIME
from bot.settings import read_settings
from models.db import Database
from models.vault import Vault
from tests import whole_day
from tests.factories import volunteer
from tests.town import UNCLE

ARRIVE = """
    > (เพิ่มเพื่อน)
    < สวัสดีค่ะ
    < อยากทำอะไรคะ
    คุณอร: > (PC)
    คุณอร: > (เพิ่มเพื่อน)
    คุณอร: < สวัสดีค่ะ
    คุณอร: < อยากทำอะไรคะ
    ลุงมี: > (PC)
    ลุงมี: > (เพิ่มเพื่อน)
    ลุงมี: < สวัสดีค่ะ
    ลุงมี: < อยากทำอะไรคะ
"""
OPEN = """
    > (เมนู แจ้งเหตุด่วน)
    < เกิดอะไรขึ้นคะ
"""
RAISE = """
    > [ถูกทำร้าย]
    < แจ้งเจ้าหน้าที่แล้วค่ะ เลขที่ {no}
    < เกิดที่ไหนคะ
    > [หมู่บ้านของฉัน หมู่ 5 ป่าตึง]
    < ตอนนี้ยังเกิดอยู่ไหมคะ
    คุณอร: < {no}
"""
TELL = """
    > [ยังเกิดอยู่]
    < ใครเดือดร้อนคะ
    > ยายคำ บ้านสีฟ้า
    < เล่าสั้น ๆ ได้ไหมคะ
    > (รูป)
    < ได้รับรูปแล้วค่ะ
    > ลูกเขยเมาแล้วตบตี
    < โทรกลับเบอร์ 081-234-5678 ได้ไหมคะ
    > [ได้]
    < ส่งให้เจ้าหน้าที่ครบแล้ว
"""
NOBODY_COMES = """
    ~ 6 นาที
    ลุงมี: < {no}
    คุณอร: < ยังไม่มีใครรับ แจ้งสายด่วน 1300
"""
HOTLINE_LOOKS = """
    ลุงมี: > เคสด่วน
    ลุงมี: < เปิดเรื่องไหนคะ
    ลุงมี: > 1
    ลุงมี: < ลูกเขยเมาแล้วตบตี
    ลุงมี: < รูป 1
    ลุงมี: < ยังไม่มีใครรับเรื่องนี้ค่ะ
"""
HOTLINE_TAKES = """
    ลุงมี: > [รับเรื่อง]
    ลุงมี: < คุณรับเรื่อง {no} แล้วค่ะ
    < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
"""
OFFICER_IS_LATE = """
    คุณอร: > [รับเรื่อง]
    คุณอร: < ลุงมี รับไปก่อนแล้วค่ะ
"""
HOTLINE_NOTES = """
    ลุงมี: > [เปิดเคส]
    ลุงมี: < ลูกเขยเมาแล้วตบตี
    ลุงมี: < รูป 1
    ลุงมี: < เคสนี้เป็นของคุณค่ะ
    ลุงมี: > [เพิ่มบันทึก]
    ลุงมี: < บันทึกว่าอะไรคะ
    ลุงมี: > โทรหาผู้ใหญ่บ้านแล้ว กำลังไปดู
    ลุงมี: < บันทึกในเคส {no} แล้วค่ะ
"""
HOTLINE_CLOSES = """
    ลุงมี: > [เปิดเคส]
    ลุงมี: < โทรหาผู้ใหญ่บ้านแล้ว กำลังไปดู
    ลุงมี: < รูป 1
    ลุงมี: < เคสนี้เป็นของคุณค่ะ
    ลุงมี: > [ปิดเคส]
    ลุงมี: < ผลเป็นอย่างไรคะ
    ลุงมี: > [ช่วยเหลือแล้ว]
    ลุงมี: < ช่วยอย่างไรคะ
    ลุงมี: > ผู้ใหญ่บ้านไปห้ามแล้ว
    ลุงมี: < มีรูปหลักฐานไหมคะ
    ลุงมี: > [ไม่มีรูป ให้ผู้แจ้งยืนยัน]
    ลุงมี: < ปิดเคส {no} ใช่ไหมคะ
"""
CLOSED = """
    ลุงมี: > [ใช่ ปิดเคส]
    ลุงมี: < ปิดเคส {no} แล้วค่ะ
    < ได้รับความช่วยเหลือจริงไหมคะ
"""
REOPEN = """
    > [ยังไม่ได้รับความช่วยเหลือ]
    < เปิดเรื่อง {no} ใหม่แล้ว
    ลุงมี: < ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ
    คุณอร: < {no}
"""
OFFICER_TAKES = """
    คุณอร: > [รับเรื่อง]
    คุณอร: < คุณรับเรื่อง {no} แล้วค่ะ
    < มีคนรับเรื่องที่ฝากไว้แล้วค่ะ
"""
OFFICER_CLOSES = """
    คุณอร: > [เปิดเคส]
    คุณอร: < ลูกเขยเมาแล้วตบตี
    คุณอร: < รูป 1
    คุณอร: < เคสนี้เป็นของคุณค่ะ
    คุณอร: > [ปิดเคส]
    คุณอร: < ผลเป็นอย่างไรคะ
    คุณอร: > [ส่งต่อหน่วยงานแล้ว]
    คุณอร: < ช่วยอย่างไรคะ
    คุณอร: > พาไปบ้านพักเด็กและครอบครัวแล้ว
    คุณอร: < มีรูปหลักฐานไหมคะ
    คุณอร: > (รูป)
    คุณอร: < ได้รับรูปแล้วค่ะ
    คุณอร: > [ส่งรูปแล้ว]
    คุณอร: < ปิดเคส {no} ใช่ไหมคะ
    คุณอร: > [ใช่ ปิดเคส]
    คุณอร: < ปิดเคส {no} แล้วค่ะ
    < ได้รับความช่วยเหลือจริงไหมคะ
"""
CONFIRM = """
    > [ได้รับแล้ว]
    < ขอบคุณที่แจ้งให้รู้นะคะ
    คุณอร: < ยืนยันว่าได้รับความช่วยเหลือแล้วค่ะ
"""
STORY = {
    "raise": RAISE, "tell": TELL, "nobody-comes": NOBODY_COMES, "hotline-looks": HOTLINE_LOOKS, "hotline-takes": HOTLINE_TAKES,
    "officer-is-late": OFFICER_IS_LATE, "hotline-notes": HOTLINE_NOTES, "hotline-closes": HOTLINE_CLOSES, "closed": CLOSED,
    "reopen": REOPEN, "officer-takes": OFFICER_TAKES, "officer-closes": OFFICER_CLOSES, "confirm": CONFIRM,
}  # fmt: skip


def first_number() -> str:
    """Of the first case of this month in Thailand."""
    now = datetime.now(BANGKOK_TIME)
    return f"ฉ{(now.year + 543) % 100}{now:%m}-00001"


@contextmanager
def make_run(folder):
    """`make run` with a volunteer and an agent of 1300 beside the officer that it is born with. Yields an Installation."""
    with whole_day.make_run(folder) as running:
        needed = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "LINE_API_BASE", "DATABASE_URL", "DATA_KEY")
        settings = read_settings({name: running.environment[name] for name in needed})
        db = Database(settings.database_url, Vault(settings.data_key.get_secret_value()), lambda: datetime.now(UTC))
        volunteer(db)
        db.close()
        running.flask("people", "grant", UNCLE, "--role", "hotline", "--area", "")
        running.flask("people", "name", UNCLE, "ลุงมี")
        yield running
