"""When the volunteer comes again: their own plans, not the doctor's appointments nor what others will do."""

from datetime import date

import pytest

from thai.report_next import find_next

SAID_ON = date(2019, 4, 25)     # a Thursday


@pytest.mark.parametrize(("text", "day"), [
    ("นัดอีก 1 เดือน", date(2019, 5, 25)),
    ("อาทิตย์หน้าจะไปใหม่", date(2019, 5, 2)),
    ("นัดครั้งหน้า 24 พ.ค. 62", date(2019, 5, 24)),
    ("เดี๋ยวเดือนหน้าไปอีก", date(2019, 5, 25)),
    ("พรุ่งนี้จะไปดูอีกที", date(2019, 4, 26)),
    ("อีก 2 อาทิตย์จะแวะไปหาแกใหม่", date(2019, 5, 9)),
    ("วันจันทร์จะเข้าไปอีกรอบค่ะ", date(2019, 4, 29)),
    ("มื้ออื่นข่อยสิไปเบิ่งอีก", date(2019, 4, 26)),
    ("เยี่ยมครั้งต่อไป วันที่ ๑๐ พฤษภาคม ๒๕๖๒", date(2019, 5, 10)),
    ("วันนี้ไปเยี่ยมมาแล้ว นัดแกไว้วันศุกร์หน้า", date(2019, 5, 3)),
    ("นัดติดตาม 3 เดือน", None),
    ("หมอนัด 24 พ.ค. 62", None),
    ("นัดหมออีก 1 เดือน", None),
    ("อาทิตย์หน้าแกต้องไปโรงพยาบาล นัดตรวจตา", None),
    ("ศาลนัดวันที่ 10 พ.ค.", None),
    ("พรุ่งนี้ลูกชายจะมาเยี่ยม", None),
    ("พรุ่งนี้จะไปหาหมอ", None),
    ("อาทิตย์หน้าประชุม นัด 9 โมง", None),
    ("เมื่อวานไปเยี่ยมตามนัด", None),
    ("เดือนหน้าเบี้ยจะขึ้น", None),
    ("สวัสดีค่ะ", None),
    ("", None),
])  # fmt: skip
def test_the_next_visit(text, day):
    assert find_next(text, SAID_ON) == day
