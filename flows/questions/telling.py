"""Questions answered in one's own words: text, numbers, money, age, a person's name, a phone."""

from dataclasses import dataclass
from datetime import date

from flows.questions.choosing import clipped
from flows.steps import Option, Question, Screen, Unclear
from thai.names import parse_name
from thai.numbers import age as read_age
from thai.numbers import count, money
from thai.phones import phone, show_phone
from thai.text import normalise

LONGEST = 1000  # UTF-16 units; a note longer than this no longer fits a phone's screen (our own default)
PHONE_TROUBLE = {"too_short": "เบอร์ขาดไปบางตัวค่ะ", "too_long": "เบอร์ยาวเกินไปค่ะ", "hotline": "นี่เบอร์สายด่วนค่ะ"}
LEAST_BAHT = 20  # a month; less was more likely meant as the number of an option (our own default)
BAHT_A_DAY = (26, 20, 10)  # working days a month that are offered when a daily wage was told (our own default)


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """Free words. `least` and `most` are lengths in characters after tidying."""

    least: int = 1
    most: int = LONGEST

    def read(self, text: str, screen: Screen):
        text = normalise(text).strip()
        self.check(text)
        return text

    def check(self, kept):
        if not isinstance(kept, str) or len(kept) < self.least:
            raise Unclear("ขอข้อความยาวกว่านี้อีกนิดค่ะ")
        if len(kept) > self.most:
            raise Unclear(f"ยาวไปนิดค่ะ ({len(kept):,} ตัวอักษร) ขอไม่เกิน {self.most:,} นะคะ")
        return kept


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A whole number from `least` to `most`. `quick` are offered as buttons."""

    least: int = 0
    most: int = 999
    unit: str = ""
    quick: tuple = ()
    words_for: tuple = ()  # ((word, number), …): "คนเดียว" is 1

    def options(self):
        return tuple(Option(str(number), f"{number} {self.unit}".strip()) for number in self.quick)

    def tapped(self, value, screen: Screen):
        return self.check_kept(int(value) if str(value).isdecimal() else value)

    def read(self, text: str, screen: Screen):
        for word, number in self.words_for:
            if word in normalise(text):
                return number
        told = count(text, self.most)
        if told.choices:
            raise Unclear(f"“{clipped(text)}” หมายถึงเท่าไรคะ", [Option(str(one), f"{one:,}") for one in told.choices])
        if told.why == "too_big":
            raise Unclear(f"ขอเป็นตัวเลข {self.least}–{self.most} ค่ะ")
        if told.value is None:
            raise Unclear(f"อ่าน “{clipped(text)}” เป็นตัวเลขไม่ออกค่ะ ขอเป็นตัวเลข {self.least}–{self.most}")
        return self.check_kept(told.value)

    def check(self, kept):
        if type(kept) is not int or not self.least <= kept <= self.most:
            raise Unclear(f"ขอเป็นตัวเลข {self.least}–{self.most} ค่ะ")
        return kept

    def show(self, kept):
        return f"{kept:,} {self.unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Money(Question):
    """Whole baht a month. `usual` amounts are offered as buttons."""

    usual: tuple = ()
    most: int = 1_000_000  # baht a month; above it a slip is likelier than a poor household's income

    def options(self):
        return tuple(Option(str(baht), f"{baht:,} บาท") for baht in self.usual)

    def tapped(self, value, screen: Screen):
        return self.check_kept(int(value) if str(value).isdecimal() else value)

    def read(self, text: str, screen: Screen):
        told = money(text)
        if told.choices:
            raise Unclear(f"“{clipped(text)}” คือเดือนละกี่บาทคะ", _baht(told.choices))
        if told.baht is None and told.why == "nothing":
            raise Unclear("ขอเป็นจำนวนบาทต่อเดือนค่ะ เช่น 1000 หรือ หนึ่งพัน")
        if told.baht is None:
            raise Unclear(f"อ่าน “{clipped(text)}” ไม่แน่ใจค่ะ ขอจำนวนบาทต่อเดือน เช่น 1000")
        if told.per_month is None:
            raise Unclear(*_by_the_month(told, text))
        if 0 < told.per_month < LEAST_BAHT:
            raise Unclear(f"เดือนละ {told.per_month} บาทใช่ไหมคะ ถ้าไม่ใช่ พิมพ์จำนวนใหม่ได้เลย", _baht([told.per_month]))
        return self.check_kept(told.per_month)

    def check(self, kept):
        if type(kept) is not int or not 0 <= kept <= self.most:
            raise Unclear(f"ขอจำนวนบาทต่อเดือน 0–{self.most:,} ค่ะ")
        return kept

    def show(self, kept):
        return f"{kept:,} บาท/เดือน"


def _baht(amounts) -> tuple:
    return tuple(Option(str(baht), f"{baht:,} บาท") for baht in amounts)


def _by_the_month(told, text: str):
    """What to ask when the amount was told by the day, the week or the year."""
    if told.period == "year":
        return f"“{clipped(text)}” ตกเดือนละเท่านี้ใช่ไหมคะ", _baht([round(told.baht / 12)])
    if told.period == "week":
        return f"“{clipped(text)}” ตกเดือนละเท่านี้ใช่ไหมคะ", _baht([told.baht * 4])
    if told.period == "day":
        days = [Option(str(told.baht * n), f"{n} วัน ได้ {told.baht * n:,}") for n in BAHT_A_DAY]
        return f"วันละ {told.baht:,} บาท เดือนหนึ่งได้กี่วันคะ", tuple(days)
    return "ได้เป็นครั้ง ๆ ใช่ไหมคะ ขอเฉลี่ยเป็นบาทต่อเดือนค่ะ เช่น 500", ()


@dataclass(frozen=True, kw_only=True)
class Age(Question):
    """An age or a year of birth. Keeps {"years", "birth_year"}: years on the day it was told, birth_year of the
    common era (to within a year when an age was told)."""

    def tapped(self, value, screen: Screen):
        return self.read(str(value), screen)

    def read(self, text: str, screen: Screen):
        today = date.fromisoformat(screen.today)
        told = read_age(text, today)
        if told.choices:
            raise Unclear(f"“{clipped(text)}” คืออายุเท่าไรคะ", [Option(str(one), f"{one} ปี") for one in told.choices])
        if told.years is None:
            raise Unclear(f"อ่าน “{clipped(text)}” เป็นอายุไม่ออกค่ะ พิมพ์อายุ เช่น 79 หรือปีเกิด เช่น 2483")
        return {"years": told.years, "birth_year": told.birth_year or today.year - told.years}

    def check(self, kept):
        if not isinstance(kept, dict) or type(kept.get("years")) is not int:
            raise Unclear("ขออายุเป็นตัวเลขค่ะ")
        return kept

    def show(self, kept):
        return f"{kept['years']} ปี"


@dataclass(frozen=True, kw_only=True)
class Name(Question):
    """A person's name: {"title", "given", "family", "sex", "years"}; sex "m", "f" or "" when no word tells it; years
    only if an age was said in the same words."""

    def read(self, text: str, screen: Screen):
        told = parse_name(text)
        kept = {"title": told.title, "given": told.given, "family": told.family, "sex": told.sex or "", "years": told.age}
        self.check(kept)
        return kept

    def check(self, kept):
        if not isinstance(kept, dict) or not kept.get("given"):
            raise Unclear("ขอชื่อเป็นตัวหนังสือค่ะ เช่น ยายคำ ใจดี")
        return kept

    def show(self, kept):
        return called(kept)


def called(person: dict) -> str:
    """ "ยายคำ ใจดี" from a kept name."""
    return f"{person['title']}{person['given']} {person['family']}".strip()


@dataclass(frozen=True, kw_only=True)
class Phone(Question):
    """A Thai phone number as its digits."""

    def read(self, text: str, screen: Screen):
        told = phone(text)
        if told.choices:
            raise Unclear("เห็นหลายเบอร์ค่ะ ใช้เบอร์ไหนคะ", [Option(digits, show_phone(digits)) for digits in told.choices])
        if told.digits is None:
            raise Unclear(
                f"{PHONE_TROUBLE.get(told.why, 'ยังไม่ใช่เบอร์โทรค่ะ')} (“{clipped(text)}”) ขอ 9–10 ตัว ขึ้นต้นด้วย 0 เช่น 081 234 5678"
            )
        return told.digits

    def show(self, kept):
        return show_phone(kept)
