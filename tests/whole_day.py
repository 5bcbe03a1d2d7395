"""A day with ถึงบ้าน on the simulator's page, and the whole of `make run` under it: for the browser's test and the pictures.

The two households are those that the Department of Social Development and Welfare visited on 24 April 2562 (its news of
the opening of the centre in Bueng Kum); the names are made up.
"""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import laptop

ROOT = Path(__file__).resolve().parent.parent

FOLLOW = """
    > (เพิ่มเพื่อน)
    < สวัสดีค่ะ
    < อยากทำอะไรคะ
"""
REGISTER = """
    > (เมนู สมัครเป็น อพม.)
    < สมัครฟรี ไม่มีค่าใช้จ่าย
    < ก่อนเริ่ม ขออนุญาตเก็บข้อมูลตามนี้นะคะ
    > [ยอมรับ]
    < ชื่อ นามสกุล อะไรคะ
    > นางนา ใจดี
    < เกิดวันที่เท่าไรคะ
    > (วันที่ 1958-04-24)
    < เบอร์โทรที่ติดต่อได้คะ
    > ๐๘๑ ๒๓๔ ๕๖๗๘
    < ตอนนี้ทำอะไรอยู่คะ
    > [อสม.]
    < ตอนนี้ทำอะไรอยู่คะ
    > [ต่อไป]
    < บ้านอยู่ตำบลไหน อำเภอไหนคะ
    > ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง
    < หมู่ที่เท่าไร บ้านอะไรคะ
    > หมู่ 5 บ้านป่าตึง
    < อยากช่วยกลุ่มไหนคะ
    > 1 2
    < ตรวจดูอีกครั้งนะคะ
"""
APPLY = """
    > [ถูกต้อง ส่งใบสมัคร]
    < ส่งใบสมัครแล้วค่ะ
"""
OPEN_APPLICATION = """
    คุณอร: > (เพิ่มเพื่อน)
    คุณอร: < สวัสดีค่ะ
    คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    คุณอร: > (PC)
    คุณอร: > ใบสมัคร
    คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    คุณอร: > 1
    คุณอร: < 081-234-5678
    คุณอร: < รับ นางนา ใจดี เป็น อพม. ไหมคะ
"""
APPROVE = """
    คุณอร: > 1
    คุณอร: < รับ นางนา ใจดี เป็น อพม. ใช่ไหมคะ
    คุณอร: > ใช่
    คุณอร: < รับ นางนา ใจดี เป็น อพม. แล้วค่ะ
    < ยินดีด้วยค่ะ คุณนา ได้เป็น อพม. แล้ว
    < เลขที่ 52-00001
"""
TWO_SISTERS = """
    > (เมนู เยี่ยมบ้าน)
    < ไปเยี่ยมใครคะ
    > ยายบัว ใจงาม 79 ปี
    < บ้านเลขที่เท่าไรคะ
    > 12/3
    < ในบ้านอยู่กันกี่คนคะ
    > [1 คน]
    < ยายบัว ใจงาม อยู่กลุ่มไหนบ้างคะ
    > [ย้อนกลับ]
    < ในบ้านอยู่กันกี่คนคะ
    > [2 คน]
    < ยายบัว ใจงาม อยู่กลุ่มไหนบ้างคะ
    > [คนพิการ]
    < ยายบัว ใจงาม อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < ยายบัว ใจงาม พิการด้านไหนคะ
    > [เคลื่อนไหว/ร่างกาย]
    < ยายบัว ใจงาม พิการด้านไหนคะ
    > [ต่อไป]
    < คนที่ 2 ชื่ออะไร อายุเท่าไรคะ
    > ยายบุญ ใจงาม 82
    < ยายบุญ ใจงาม อยู่กลุ่มไหนบ้างคะ
    > [ต่อไป]
    < ใครดูแลยายบัว ใจงามคะ
    > [ยายบุญ ใจงาม]
    < ใครดูแลยายบุญ ใจงามคะ
    > [ดูแลตัวเองได้]
    < พบปัญหาอะไรบ้างคะ
    > [หยุดไว้ก่อน]
    < หยุด “เยี่ยมบ้าน ยายบัว ใจงาม” ไว้ให้แล้วค่ะ
    > (เมนู ทำต่อ)
    < พบปัญหาอะไรบ้างคะ
    > รายได้ไม่พอ บ้านหรือที่อยู่ หนี้สิน ขาดคนดูแล เจ็บป่วย
    < ถ่ายรูปไว้เป็นหลักฐานไหมคะ
    > (รูป 3)
    < ได้รับรูปที่ 1 จาก 3 แล้วค่ะ
    < ได้รับรูปที่ 2 จาก 3 แล้วค่ะ
    < ได้รับรูปครบ 3 รูปแล้วค่ะ
    > [ส่งครบแล้ว]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > 1 2 5
    < เบี้ยผู้สูงอายุ รวมทั้งบ้าน เดือนละกี่บาทคะ
    > [700 บาท]
    < เบี้ยคนพิการ รวมทั้งบ้าน เดือนละกี่บาทคะ
    > ๘๐๐
    < ลูกหลานส่งให้ รวมทั้งบ้าน เดือนละกี่บาทคะ
    > หนึ่งพัน
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ประสานช่วยเหลือ]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ต่อไป]
    < สัญญาอะไรกับเขาไว้ไหมคะ
    > จะประสาน พมจ. คุยกับธนาคารเรื่องบ้านที่จำนอง
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [อีก 1 เดือน]
    < บันทึกการเยี่ยมตามนี้นะคะ
    > [แก้ไข]
    < แก้ข้อไหนคะ
    > [ช่วยเหลือ]
    < แก้ข้อไหนคะ
    > บันทึกเพิ่มเติม
    < อยากเล่าอะไรเพิ่มไหมคะ
    > น้องชายเอาบ้านไปจำนองแล้วไม่ได้ส่ง ธนาคารจะยึดบ้าน
    < ธนาคารจะยึดบ้าน
"""
KEEP_TWO_SISTERS = """
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายบัว ใจงาม แล้วค่ะ
"""
LOOK_AT_IT = """
    คุณอร: > การเยี่ยมล่าสุด
    คุณอร: < เปิดดูครั้งไหนคะ
    คุณอร: > 1
    คุณอร: < ยายบัว ใจงาม (ย
    คุณอร: < รูป 3
"""
MOTHER_AND_SON = """
    > (เมนู เยี่ยมบ้าน)
    < เยี่ยมบ้านใครคะ
    > ยายทอง มีสุข 91 ปี
    < บันทึกเป็นบ้านใหม่เลยนะคะ
    < บ้านเลขที่เท่าไรคะ
    > (สติกเกอร์)
    < น่ารักจังค่ะ
    > 45
    < ในบ้านอยู่กันกี่คนคะ
    > [2 คน]
    < ยายทอง มีสุข อยู่กลุ่มไหนบ้างคะ
    > 1 2
    < ยายทอง มีสุข พิการด้านไหนคะ
    > 1
    < คนที่ 2 ชื่ออะไร อายุเท่าไรคะ
    > นายชัย มีสุข 58
    < นายชัย มีสุข อยู่กลุ่มไหนบ้างคะ
    > [ไม่อยู่ในกลุ่มไหน]
    < ใครดูแลยายทอง มีสุขคะ
    > [นายชัย มีสุข]
    < พบปัญหาอะไรบ้างคะ
    > [รายได้ไม่พอ]
    < พบปัญหาอะไรบ้างคะ
    > [ขาดคนดูแล]
    < พบปัญหาอะไรบ้างคะ
    > [ว่างงาน]
    < พบปัญหาอะไรบ้างคะ
    > [ต่อไป]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [เบี้ยผู้สูงอายุ]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [ต่อไป]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ย้อนกลับ]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [เบี้ยคนพิการ]
    < บ้านนี้มีรายได้จากอะไรบ้างคะ
    > [ต่อไป]
    < เบี้ยคนพิการ รวมทั้งบ้าน เดือนละกี่บาทคะ
    > [800 บาท]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ส่งต่อหน่วยงาน]
    < วันนี้ช่วยอะไรไปบ้างคะ
    > [ต่อไป]
    < สัญญาอะไรกับเขาไว้ไหมคะ
    > จะหางานใกล้บ้านให้ลูกชาย
    < จะไปเยี่ยมอีกเมื่อไรคะ
    > [ไม่ต้องนัด]
    < เบี้ยผู้สูงอายุ 1,000
    > [แก้ไข]
    < แก้ข้อไหนคะ
    > [สิ่งที่พบ]
    < แก้ข้อไหนคะ
    > วันที่เยี่ยม
    < เยี่ยมวันไหนคะ
    > 24 เม.ย. 2562
    < 24 เม.ย. 62
    > [ถูกต้อง บันทึกเลย]
    < บันทึกการเยี่ยม ยายทอง มีสุข แล้วค่ะ
"""


@dataclass(frozen=True)
class Installation:
    """A running `make run`: the page's address, and the settings of its processes."""

    address: str
    environment: dict

    def flask(self, *words: str) -> str:
        """What a command prints."""
        return subprocess.check_output(["flask", *words], cwd=ROOT, env=self.environment, text=True, stderr=subprocess.DEVNULL)


@contextmanager
def make_run(folder: Path, **more: str):
    """Everything that `make run` starts, on free ports, keeping all it writes in `folder`. `more`: settings of one's own.
    Yields an Installation."""
    ports = dict(zip(laptop.USUAL_PORTS, map(str, free_ports(2)), strict=True))
    outside = {**os.environ, **ports, "DATA_FOLDER": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'day.db'}", **more}
    process = subprocess.Popen([sys.executable, "-m", "scripts.run"], cwd=ROOT, env=outside, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        yield Installation(address_in(process.stdout), laptop.settings(ROOT, tuple(map(int, ports.values())), outside))
    finally:
        process.terminate()
        process.communicate(timeout=30)


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind((laptop.ADDRESS, 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def address_in(lines) -> str:
    """The address that is printed once all is ready. Raises AssertionError with what was printed instead."""
    told = []
    for line in lines:
        told.append(line)
        if "http://" in line:
            return line.strip()
    raise AssertionError("make run ended:\n" + "".join(told))
