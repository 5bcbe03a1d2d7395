"""What the volunteer did: by the codes of flows/codes.toml; wishes, plans and the deeds of others are none."""

import pytest

from flows.codes import read_codes
from thai.report_deeds import find_deeds
from thai.report_words import names


@pytest.mark.parametrize(("text", "deeds"), [
    ("เอาข้าวสารไปให้แล้ว", {"coordinated"}),
    ("ซื้อนมกับไข่ไปฝากยาย", {"coordinated"}),
    ("พายายไปหาหมอมา", {"coordinated"}),
    ("ประสาน อบต. แล้วค่ะ", {"coordinated"}),
    ("แจ้งผู้ใหญ่บ้านแล้ว", {"coordinated"}),
    ("ช่วยประสานเทศบาลให้เรียบร้อยแล้ว", {"coordinated"}),
    ("แนะนำเรื่องทำบัตรพิการ", {"advised"}),
    ("พูดคุยให้กำลังใจแก", {"advised"}),
    ("ได้ให้คำแนะนำเรื่องกินยา", {"advised"}),
    ("ส่งต่อ พมจ. แล้ว", {"referred"}),
    ("โทร 1669 ให้แล้ว", {"referred"}),
    ("ลงพื้นที่ติดตามเคสเดิม", {"followed_up"}),
    ("วัดความดันให้ 140/90", {"watching"}),
    ("ฝากเพื่อนบ้านช่วยดูด้วย", {"watching"}),
    ("ไปคุยกับแก วัดความดัน แล้วประสาน รพ.สต. เรียบร้อย", {"advised", "coordinated", "watching"}),
    ("จะประสาน อบต. พรุ่งนี้", set()),
    ("ยังไม่ได้แจ้งผู้ใหญ่บ้าน", set()),
    ("อยากให้ประสานหมอหน่อย", set()),
    ("ช่วยส่งต่อทีค่ะ", set()),
    ("ลูกสาวพาไปหาหมอแล้ว", set()),
    ("เพื่อนบ้านเอาข้าวไปให้ทุกวัน", set()),
    ("หมอแนะนำให้ผ่า", set()),
    ("เขาประสานมาว่าเด็กหาย", set()),
    ("รบกวนแนะนำหน่อยค่ะ", set()),
    ("", set()),
])  # fmt: skip
def test_what_was_done(text, deeds):
    assert set(find_deeds(text)) == deeds


def test_each_deed_comes_with_its_words():
    assert find_deeds("เอาข้าวสาร ๕ โลไปให้") == {"coordinated": "เอาข้าวสาร 5 โลไปให้"}


def test_the_codes_are_those_of_the_visit():
    assert set(names("deeds")) == set(read_codes().deeds)
