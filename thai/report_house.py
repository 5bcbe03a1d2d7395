"""The house in a told story: "บ้านเลขที่ 12/3", and how many live in it: "อยู่คนเดียว", "อยู่กันสองคนตายาย", "สมาชิก 4 คน"."""

import re
from dataclasses import dataclass

from thai.numerals import Number, arabic, find_numbers
from thai.text import normalise

MOST = 30           # people under one roof: more are a village or a school (our own default)
LOOK_BACK = 30      # letters from a count back to what is counted (our own default)
DENIED = 14         # and from "อยู่คนเดียว" back to what takes it back: "กลางวันต้อง", "ไม่ได้" (our own default)

_DIGITS = r"(?P<number>\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[กขคงA-Da-d](?![ก-์A-Za-z]))?)(?![\d/]|[.,:\-]\d)"
_SAID = re.compile(rf"(?<!บัญชี)(?<!บัญชี )(?<!ห้อง)(?<!ซอย)(?<!คำขอ)(?<!คดี)(?<!ไม่มี)(?<!บ่มี)(?:บ้าน\s?|บ\.\s?)?เลขที่\s?[:.]?\s?{_DIGITS}")
# Without เลขที่ a number with a stroke, or one before its village: "บ้าน 12/3", "บ้าน 45 ม.2".
_SHORT = re.compile(
    rf"บ้าน\s?(?=\d+\s?/|\d+\s?(?:ม\.|หมู่)\s?(?:ที่\s?)?\d){_DIGITS}(?!\s?(?:คน|หลัง|ราย|ปี|บาท|ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค))"
)
_ALONE = re.compile(
    r"(?:อยู่|อาศัย|พักอาศัย)\s?(?:บ้าน|เฮือน|หลังนี้|ที่บ้าน|กิน|มา|แต่|เพียง|แค่|ตัว|ตาม|โดย)*\s?(?:คนเดียว|คนเดว|ผู้เดียว|ลำพัง|โดดเดี่ยว|ตนเดียว|ตัวเดียว|เพียงลำพัง)"
)
_NOT_ALONE = re.compile("ไม่|บ่|อย่า|กลางวัน|กลางคืน|ตอน|เวลา|กลัว|อยาก|เคย|ชอบ|ปล่อย|ทิ้ง|เมื่อก่อน|ถ้า")
_PEOPLE = re.compile(r"\s?(?:คน|ชีวิต|ปาก|ผู้)(?!ละ|ที่|แรก|เดียว|โต|เล็ก|กลาง)")
_COUNTED = re.compile(
    r"(?:อยู่(?:ด้วย|รวม|นำ|ฮ่วม|โตย)?กัน|สมาชิก(?:ใน)?(?:ครัวเรือน|ครอบครัว|บ้าน)?|(?:ใน|ทั้ง)(?:บ้าน|ครอบครัว|ครัวเรือน|เฮือน)(?:นี้|แก|เขา)?"
    r"|(?:บ้าน|ครอบครัว|ครัวเรือน|เฮือน|ครัว)(?:หลัง)?(?:นี้|แก|เขา)?(?:มี|อยู่)(?:กัน)?|ครอบครัว|ครัวเรือน|(?:ใน|ทั้ง)บ้าน)"
    r"\s?(?:มี|อยู่|กัน|แค่|แต่|เพียง|รวม|ทั้งหมด|ทั้งสิ้น|จำนวน|แล้ว|ก็|เหลือ|:|แออัด)*\s?$"
)
# "อยู่กับตาสองคน": with one who is only one. "อยู่กับหลานสองคน" may be three, and is left open.
_WITH_ONE = re.compile(
    r"(?:อยู่|อาศัย)(?:บ้าน)?กับ(?:ตา|ยาย|ผัว|เมีย|สามี|ภรรยา|แฟน|แม่|พ่อ|แม่เฒ่า|พ่อเฒ่า|ปู่|ย่า)(?:แก|เขา)?\s?(?:แค่|กัน|แต่|เพียง)*\s?$"
)
_PAIR = re.compile(r"\s?(?:คน)?\s?(?:ตายาย|ตากับยาย|ผัวเมีย|สามีภรรยา|แม่ลูก|พ่อลูก|ยายหลาน|ย่าหลาน|ตาหลาน|ปู่หลาน|ป้าหลาน|พี่น้อง)")
_STAYS = re.compile(r"อยู่(?:กัน|บ้าน|กิน|แค่|แต่|เพียง|ตามประสา)*\s?$")
_IN_THE_HOUSE = re.compile(r"\s?(?:คน|ชีวิต)\s?(?:ใน(?:บ้าน|ครอบครัว|ครัวเรือน)|ในหลังเดียว|ทั้งบ้าน)")


@dataclass(frozen=True)
class ToldHouse:
    """number: "12/3", "45", None if none is told. residents: how many live there, the told one among them; None if not told.

    words: what both were read from, as typed, with " … " between; "" if neither is told.
    """

    number: str | None
    residents: int | None
    words: str


def read_house(text: str) -> ToldHouse:
    """The first house number and the first count of its people. Any text, Thai digits too; never raises.

    An age, a telephone, a date, a village ("หมู่ 5"), a room and money are no house number. A range ("4-5 คน") tells no count.
    """
    text = arabic(normalise(text))
    house = _SAID.search(text) or _SHORT.search(text)
    number = re.sub(r"\s", "", house["number"]) if house else None
    residents, people = _residents(text)
    return ToldHouse(number, residents, " … ".join(words for words in (house.group().strip() if house else "", people) if words))


def _residents(text: str) -> tuple[int | None, str]:
    for alone in _ALONE.finditer(text):
        if not _NOT_ALONE.search(text[max(0, alone.start() - DENIED) : alone.start()]):
            return 1, alone.group()
    counts = (_counted(number, text) for number in find_numbers(text))
    return next((count for count in counts if count), (None, ""))


def _counted(number: Number, text: str) -> tuple[int, str] | None:
    """(how many, the words); None if the number counts something else."""
    start = max(0, number.start - LOOK_BACK)
    before, people = text[start : number.start], _PEOPLE.match(text, number.end)
    if not number.whole or number.also or not 1 <= number.value <= MOST:
        return None
    pair = _PAIR.match(text, number.end)
    stays = _STAYS.search(before) if pair else None
    told = stays or (people and (_COUNTED.search(before) or (_WITH_ONE.search(before) if number.value == 2 else None)))
    inside = _IN_THE_HOUSE.match(text, number.end)
    if not told and not inside:
        return None
    begin = start + told.start() if told else number.start
    end = (inside or (pair if stays else None) or people).end()
    return int(number.value), text[begin:end]
