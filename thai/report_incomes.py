"""What money comes in by the month, and from where: "เบี้ย ๗๐๐", "บัตรคนจน 300", "ลูกส่งเดือนละสองพัน", "คนละ 800"."""

import re
from dataclasses import dataclass

from thai.numerals import Number, find_numbers
from thai.report_ages import find_ages
from thai.report_words import any_of, without_phones

LOOK_BACK = 34      # letters from an amount back to what it is paid for (our own default)
NEAR = 22           # back to a word that says that the money goes out (our own default)
LOOK_ON = 16        # and on: "1,500 ลูกส่งมา"
LEAST, MOST = 50, 200_000   # baht a month: outside of these it is a slip or no income (our own default)
LEAST_BESIDE = 300          # baht of what comes though no month is said (our own default)
LEAST_ALLOWANCE = 200       # baht a month: less is an age or a count beside one (the welfare card gives 200)

_SOURCES = ("disability_allowance", "child_grant", "welfare_card", "old_age_allowance", "other", "family", "work")
# Baht a month: the allowances have their amounts by law, and a few people of one house may be told in one sum.
_MOST_OF = {
    "disability_allowance": 2_000, "child_grant": 3_000, "welfare_card": 3_000, "old_age_allowance": 2_500, "other": 60_000,
}  # fmt: skip
# They are paid by the month, and so need no word that says it.
_ALLOWANCES = ("disability_allowance", "child_grant", "welfare_card", "old_age_allowance", "other")
_SAID = {source: re.compile(any_of("incomes", source)) for source in _SOURCES}
_NONE = re.compile(any_of("incomes", "none"))
_GONE = re.compile(any_of("incomes", "gone"))
_GONE_AFTER = re.compile(r"\s*(?:บาท)?\s*" + any_of("incomes", "gone_after"))
_EACH = re.compile(r"(?:คนละ|ผู้ละ|คนล่ะ|ทั้งคู่|ทั้งสองคน)\s*(?:แค่|ประมาณ|เดือนละ)?\s*$")
_BOTH = re.compile(r"\s?(?:บาท)?\s?(?:ทั้งคู่|ทั้งสองคน|ทั้งสอง|สองคน|2 ?คน|เท่ากัน|เหมือนกัน|คู่กัน)")
# What comes regularly though no month is said, right beside the amount: "ลูกส่ง 2,000", "เงินเดือนยาม 10,500".
_BESIDE = ("family", "work")
_PAID = re.compile(r"(?:เงินเดือน|รายได้|ทำงาน)[ก-์]{0,16}\s?")
_ABOUT_ALONE = re.compile(r"(?:ให้|มา|อีก|รวม|ได้|ยาม|ราวๆ?|ประมาณ|\s){0,3}")
# Between "by the month" and the amount: "เดือนละไม่เกิน 3,000".
_ABOUT = r"(?:\s|ประมาณ|แค่|ราว|ๆ|ไม่ถึง|ไม่เกิน|เกือบ|สัก|ซัก|ก็|ได้|แล้ว|เพียง|เฉลี่ย|ตก|อยู่ที่|เหลือ|รวม|อย่างมาก|มากสุด|เต็มที่|สูงสุด|อีก|แต่)*$"
_NOT_MONTH = re.compile(rf"(?:{any_of('incomes', 'measure')}ล่?ะ|ราคา|รายปี|รายวัน|วันนึง|วันหนึ่ง){_ABOUT}")
_NOT_MONTH_AFTER = re.compile(r"\s*(?:บาท|บ\.)?\s*(?:ต่อ|/|ทุก)\s?(?:วัน|ปี|ครั้ง|อาทิตย์|สัปดาห์|เที่ยว|งวด|เทอม)")
_MONTH = re.compile(rf"(?:เดือนล่?ะ|รายเดือน|เงินเดือน|ด\.ละ|เดือนนึง|เดือนหนึ่ง|แต่ละเดือน|เดือน){_ABOUT}")
_MONTH_AFTER = re.compile(r"\s*(?:กว่า)?\s*(?:บาท|บ\.)?\s*(?:ต่อ|/|ทุกๆ?|แต่ละ)\s?(?:เดือน|ด\.|ด\b)")
# Right before what pays: it did once, or does not: "เคยส่งเดือนละ", "ไม่ได้รับเบี้ย".
_ONCE = re.compile(
    r"(?:เคย|ไม่|บ่|ไม่ได้|บ่ได้|ขอ|อยากได้|(?<!ไม่)(?<!บ่)ขาด|ค้าง|ตัด)(?:ได้|รับ|มี)?$"
    r"|(?:เมื่อก่อน|แต่ก่อน|เดิม)(?:เคย)?(?:ได้|รับ)?$")
# Other words that begin so: "เบี้ยประชุม", "ส่งของ".
_ANOTHER = dict.fromkeys(_SOURCES, re.compile("ประชุม|เลี้ยง|ขยัน|ปรับ|ประกัน")) | {
    "family": re.compile("ของ|พัสดุ|อาหาร|แก๊ส|นม|น้ำ|งาน|จดหมาย|หนังสือ|ลูกไป|ข่าว|ใบ")}  # fmt: skip
_BAHT = re.compile(r"\s*(?:กว่า)?\s*(?:บาท|บ\.|฿)")
_UNIT = re.compile(r" ?(?:วัน(?!เยี่ยม|ที่|นี้)|" + any_of("incomes", "unit") + ")")
_DISABLED = re.compile("พิการ(?!.{0,30}เบี้ยแก่)")
_DISABILITY = re.compile(any_of("incomes", "disability"))
# Baht of the old age allowance: years from which, for ten (welfare/rules/old_age_allowance.toml).
_AGE_THAT_GETS = {800: 80, 1_000: 90}
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
            both = income.source in _ALLOWANCES and _BOTH.match(text, number.end)  # of wages it would be what two earn together
            found += [income] * (2 if _EACH.search(text[: number.start]) or both else 1)
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
    if not _likely(source, number, monthly):
        return None
    paid_out = _GONE.search(before[-NEAR:] if begin == len(before) else before[max(len(before) - NEAR, begin) :])
    if (source not in _ALLOWANCES or begin == len(before)) and paid_out:
        return None
    if before[begin:behind].strip() == "เบี้ย":
        source = _whose(number, text, text[max(earlier, start + begin - LOOK_BACK) : number.start])
    return Income(source, int(number.value), text[start + begin : number.end].strip())


def _likely(source: str, number: Number, monthly: bool) -> bool:
    """Is it so much as this source gives?"""
    least = LEAST_ALLOWANCE if source in _ALLOWANCES else LEAST if monthly else LEAST_BESIDE
    return least <= number.value <= _MOST_OF.get(source, MOST)


def _whose(number: Number, text: str, near: str) -> str:
    """Of a bare เบี้ย: by what was said before it; else by its amount, where nobody is of the age that gets as much."""
    since = _AGE_THAT_GETS.get(int(number.value))
    by_amount = since and _DISABILITY.search(text) and not any(since <= age.years < since + 10 for age in find_ages(text))
    return "disability_allowance" if _DISABLED.search(near) or by_amount else "old_age_allowance"


def _same_again(number: Number, text: str, found: list[Income], earlier: int) -> Income | None:
    """ "เบี้ยตา 800 ยาย 700", "คนละ 700 กับ 800": the second amount is of the first's source."""
    between = text[earlier : number.start]
    if not found or found[-1].source not in _ALLOWANCES or not _AGAIN.fullmatch(between):
        return None
    if not _likely(found[-1].source, number, monthly=True):
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


def _is_another(match: re.Match, source: str) -> bool:
    """The beginning of another word, or its end: "รถรับส่งเดือนละ 900"."""
    carried = source == "family" and match.string[: match.start()].endswith("รับ")
    return carried or bool(_ANOTHER[source].match(match.string, match.end()))


def _is_beside(one: tuple, told: list[tuple], before: str) -> bool:
    """Does it come regularly, though no month is said? "ได้ 9,000" is not enough, unless work is spoken of."""
    end, start, source = one
    if source not in _BESIDE or (before[start:end] in _LOOSE and not any(other[2] == source and other != one for other in told)):
        return False
    return bool(_ABOUT_ALONE.fullmatch(before, end) or _PAID.fullmatch(before, start))


def _source(before: str, after: str, monthly: bool) -> tuple[str, int, int] | None:
    """(source, where its word begins and ends in `before`): the nearest before the amount, else one right behind it."""
    matches = [(match, source) for source in _SOURCES for match in _SAID[source].finditer(before)]
    told = [(match.end(), match.start(), source) for match, source in matches if not _is_another(match, source)]
    paid = [one for one in told if one[2] in _ALLOWANCES or monthly or _is_beside(one, told, before)]
    paid = [one for one in paid if before[one[1] : one[0]] not in _LOOSE] or paid
    if paid:
        nearest = max(end for end, _, _ in paid)
        end, start, source = min((one for one in paid if one[0] == nearest), key=lambda one: one[1])
        return source, start, end
    later = [
        (match.start(), source) for source in _SOURCES
        if (match := _SAID[source].search(after)) and not _is_another(match, source)]  # fmt: skip
    if later and monthly:
        return min(later)[1], len(before), len(before)
    return ("work", len(before), len(before)) if monthly else None
