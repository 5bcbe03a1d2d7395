"""Titles and kin terms that Thais put before a name, and what each tells of the sex. Data and the one pattern.

Sources of the lists: the Person Name Act B.E. 2505 titles, and the words volunteers of all four regions type.
ป้า and ลุง tell the sex; พี่ น้อง น้า อา คุณ do not.
"""

import re
from typing import Literal

Sex = Literal["m", "f"]

_MALE = """นาย เด็กชาย ด.ช. ดช. ด.ช ดช สามเณร เณร พระ หลวงพ่อ หลวงตา หลวงปู่ หลวงพี่ ตา คุณตา ปู่ คุณปู่ ลุง คุณลุง
ลุงทิด ทิด พ่อ คุณพ่อ พ่อเฒ่า พ่อใหญ่ พ่อแก่ พ่ออุ้ย พ่อหลวง ป้ออุ้ย ป้อหลวง ป้อ พ่อหนาน หนาน พ่อตู้ อากง
ก๋ง อาก๋ง อาแปะ แปะ เฮีย เตี่ย อาเตี่ย อาเฮีย บัก บักหำ บักหล่า ไอ้ อ้าย บัง ป๊ะ พี่ชาย น้องชาย น้าชาย
อาชาย หลานชาย ลูกชาย"""
_FEMALE = """นาง นางสาว น.ส. นส. น.ส นส เด็กหญิง ด.ญ. ดญ. ด.ญ ดญ ยาย คุณยาย ย่า คุณย่า ป้า คุณป้า แม่ คุณแม่ แม่เฒ่า
แม่ใหญ่ แม่แก่ แม่อุ้ย แม่หลวง แม่ตู้ แม่ชี อาม่า ม่า อาอี๊ อี๊ อาโกว โกว อาซ้อ ซ้อ อาเจ๊ เจ๊ หมวย อี่
อีนาง อีหล่า อี ก๊ะ กะ ม๊ะ เมาะ คุณหญิง ท่านผู้หญิง พี่สาว น้องสาว น้าสาว อาสาว หลานสาว ลูกสาว"""
_EITHER = """คุณ พี่ น้อง น้า อา อาว์ คุณน้า คุณอา คุณพี่ ทวด คุณทวด ยายทวด ตาทวด ผู้เฒ่า คนแก่ อุ๊ย อุ้ย โต๊ะ ครู
คุณครู อาจารย์ อ. ผู้ใหญ่ กำนัน ผู้ช่วย หมอ คุณหมอ ดร. ผศ. รศ. ศ. นพ. พญ. ทพ. พล.อ. พล.ท. พล.ต. พ.อ. พ.ท.
พ.ต. ร.อ. ร.ท. ร.ต. จ.ส.อ. จ.ส.ท. จ.ส.ต. ส.อ. ส.ท. ส.ต. พล.ต.อ. พล.ต.ท. พล.ต.ต. พ.ต.อ. พ.ต.ท. พ.ต.ต.
ร.ต.อ. ร.ต.ท. ร.ต.ต. ด.ต. จ.ส.ต. ส.ต.อ. ส.ต.ท. ส.ต.ต. จ่า ดาบ ผู้กอง สารวัตร ผอ. ม.ร.ว. ม.ล.
ว่าที่ร้อยตรี ว่าที่ ร.ต."""

SEX_OF: dict[str, Sex | None] = {
    **dict.fromkeys(_EITHER.split(), None),
    **dict.fromkeys(_MALE.split(), "m"),
    **dict.fromkeys(_FEMALE.split(), "f"),
    "ยายทวด": "f",
    "ตาทวด": "m",
    "นพ.": "m",
    "พญ.": "f",
}

# Short ones that many given names and words begin with: อา-รี, ตา-บทิพย์, คุณ-ากร, แม่-น, กะ-ทิ. They are a title only
# before a blank, or when what follows is a known name and the whole is not.
WEAK = frozenset(
    """อา ตา แม่ พ่อ อี อี่ คุณ พระ หมอ ครู นาย ทิด บัง กะ ก๊ะ ม๊ะ ป๊ะ น้า โต๊ะ ก๋ง ม่า เณร ดาบ จ่า หนาน เมาะ
    ป้อ โกว แปะ หมวย บัก""".split()  # noqa: SIM905
)

TITLE = re.compile("|".join(re.escape(title) for title in sorted(SEX_OF, key=len, reverse=True)))
