"""What money comes in by the month, and from where: "เบี้ย ๗๐๐", "บัตรคนจน 300", "ลูกส่งเดือนละสองพัน", "คนละ 800"."""

import re
from dataclasses import dataclass

from thai.numerals import Number, find_numbers
from thai.report_words import any_of, without_phones

LOOK_BACK = 34      # letters from an amount back to what it is paid for (our own default)
NEAR = 22           # back to a word that says that the money goes out (our own default)
LOOK_ON = 16        # and on: "1,500 ลูกส่งมา"
LEAST, MOST = 50, 200_000   # baht a month: outside of these it is a slip or no income (our own default)
LEAST_ALLOWANCE = 200       # baht a month: less is an age or a count beside one (the welfare card gives 200)

_SOURCES = ("disability_allowance", "child_grant", "welfare_card", "old_age_allowance", "other", "family", "work")
# They are paid by the month, and so need no word that says it.
_ALLOWANCES = ("disability_allowance", "child_grant", "welfare_card", "old_age_allowance", "other")
_SAID = {source: re.compile(any_of("incomes", source)) for source in _SOURCES}
_NONE = re.compile(any_of("incomes", "none"))
_GONE = re.compile(any_of("incomes", "gone"))
_GONE_AFTER = re.compile(r"\s*(?:บาท)?\s*" + any_of("incomes", "gone_after"))
_EACH = re.compile(r"(?:คนละ|ผู้ละ|คนล่ะ)\s*(?:แค่|ประมาณ|เดือนละ)?\s*$")
# Between "by the month" and the amount: "เดือนละไม่เกิน 3,000".
_ABOUT = r"(?:\s|ประมาณ|แค่|ราว|ๆ|ไม่ถึง|ไม่เกิน|เกือบ|สัก|ซัก|ก็|ได้|แล้ว|เพียง|เฉลี่ย|ตก|อยู่ที่|เหลือ|รวม|อย่างมาก|มากสุด|เต็มที่|สูงสุด|อีก|แต่)*$"
_NOT_MONTH = re.compile(rf"(?:{any_of('incomes', 'measure')}ล่?ะ|ราคา|รายปี|รายวัน){_ABOUT}")
_NOT_MONTH_AFTER = re.compile(r"\s*(?:บาท|บ\.)?\s*(?:ต่อ|/|ทุก)\s?(?:วัน|ปี|ครั้ง|อาทิตย์|สัปดาห์|เที่ยว|งวด|เทอม)")
_MONTH = re.compile(rf"(?:เดือนล่?ะ|รายเดือน|เงินเดือน|ด\.ละ|เดือนนึง|เดือนหนึ่ง|แต่ละเดือน|เดือน){_ABOUT}")
_MONTH_AFTER = re.compile(r"\s*(?:กว่า)?\s*(?:บาท|บ\.)?\s*(?:ต่อ|/|ทุกๆ?|แต่ละ)\s?(?:เดือน|ด\.|ด\b)")
# Right before what pays: it did once, or does not: "เคยส่งเดือนละ", "ไม่ได้รับเบี้ย".
_ONCE = re.compile(r"(?:เคย|ไม่|บ่|ไม่ได้|บ่ได้|ขอ|อยากได้|(?<!ไม่)(?<!บ่)ขาด|ค้าง|ตัด)(?:ได้|รับ|มี)?\s?$")
# Other words that begin so: "เบี้ยประชุม", "ส่งของ".
_ANOTHER = dict.fromkeys(_SOURCES, re.compile("ประชุม|เลี้ยง|ขยัน|ปรับ|ประกัน")) | {"family": re.compile("ของ|พัสดุ|อาหาร|แก๊ส|นม|น้ำ|งาน")}
_BAHT = re.compile(r"\s*(?:กว่า)?\s*(?:บาท|บ\.|฿)")
_UNIT = re.compile(r" ?(?:วัน(?!เยี่ยม|ที่|นี้)|" + any_of("incomes", "unit") + ")")
_DISABLED = re.compile("พิการ(?!.{0,30}เบี้ยแก่)")
# They say of no source by themselves: "เงินเด็กได้แล้วเดือนละ 600".
_LOOSE = ("ได้", "เหลือ")
_AGAIN = re.compile(r"\s?(?:กับ|และ|,|ของ|ส่วน)?\s?(?:ของ)?[ก-์]{0,12}\s?(?:ได้)?\s?")


@dataclass(frozen=True)
class Income:
    """source: a code of the schema. baht: whole, by the month. words: the amount with what told its source."""

    source: str
    baht: int
    words: str


def find_incomes(text: str) -> list[Income]:
    """Every amount that comes in by the month now, in order; "คนละ" counts twice. text: normalised, digits turned."""
    found: list[Income] = []
    earlier = 0
    text = without_phones(text)
    for number in find_numbers(text):
        if not _is_money(number, text):
            continue
        income = _income(number, text, earlier) or _same_again(number, text, found, earlier)
        if income:
            found += [income] * (2 if _EACH.search(text[: number.start]) else 1)
        earlier = number.end
    return found


def _income(number: Number, text: str, earlier: int) -> Income | None:
    start = max(earlier, number.start - LOOK_BACK)
    before, after = text[start : number.start], text[number.end : number.end + LOOK_ON]
    monthly = bool(_MONTH.search(before) or _MONTH_AFTER.match(text, number.end))
    heard = _source(before, after, monthly)
    if not heard or _NONE.search(before[heard[2] :]) or _ONCE.search(before[: heard[1]]) or _GONE_AFTER.search(after):
        return None
    source, begin, behind = heard
    if (source not in _ALLOWANCES or begin == len(before)) and _GONE.search(before[-NEAR:]):
        return None
    if before[begin:behind].strip() == "เบี้ย" and _DISABLED.search(text[max(earlier, start + begin - LOOK_BACK) : number.start]):
        source = "disability_allowance"
    return Income(source, int(number.value), text[start + begin : number.end].strip())


def _same_again(number: Number, text: str, found: list[Income], earlier: int) -> Income | None:
    """ "เบี้ยตา 800 ยาย 700", "คนละ 700 กับ 800": the second amount is of the first's source."""
    between = text[earlier : number.start]
    if not found or found[-1].source not in _ALLOWANCES or number.value < LEAST_ALLOWANCE or not _AGAIN.fullmatch(between):
        return None
    if len(found) > 1 and found[-1] is found[-2]:
        found.pop()  # "คนละ" meant the two that follow
    return Income(found[-1].source, int(number.value), text[earlier : number.end].strip())


def _is_money(number: Number, text: str) -> bool:
    before = text[max(0, number.start - 20) : number.start]
    return (
        number.whole
        and LEAST <= number.value <= MOST
        and not _NOT_MONTH.search(before)
        and not _NOT_MONTH_AFTER.match(text, number.end)
        and not _UNIT.match(text, number.end)
        and not re.search(r"(?:[\d/.\-]|(?<!สูง)อายุ\s?|พ\.ศ\.\s?|ปี\s?|โทร\S*\s?|เลขที่\s?|ห้อง\s?)$", before)
        and not (text[number.start : number.end].startswith("55") and not _BAHT.match(text, number.end))
    )


def _source(before: str, after: str, monthly: bool) -> tuple[str, int, int] | None:
    """(source, where its word begins and ends in `before`): the nearest before the amount, else one right behind it."""
    matches = [(match, source) for source in _SOURCES for match in _SAID[source].finditer(before)]
    told = [(match.end(), match.start(), source) for match, source in matches if not _ANOTHER[source].match(before, match.end())]
    paid = [one for one in told if one[2] in _ALLOWANCES or monthly]
    paid = [one for one in paid if before[one[1] : one[0]] not in _LOOSE] or paid
    if paid:
        nearest = max(end for end, _, _ in paid)
        end, start, source = min((one for one in paid if one[0] == nearest), key=lambda one: one[1])
        return source, start, end
    later = [(match.start(), source) for source in _SOURCES if (match := _SAID[source].search(after))]
    if later and monthly:
        return min(later)[1], len(before), len(before)
    return ("work", len(before), len(before)) if monthly else None
