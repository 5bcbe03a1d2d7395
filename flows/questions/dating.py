"""Questions answered with a day: picked from the phone's calendar or typed as Thais write days."""
from dataclasses import dataclass
from datetime import date

from flows.questions.choosing import clipped
from flows.steps import Day, Option, Question, Screen, Unclear
from thai.calendar import BUDDHIST_ERA
from thai.dates import BIRTH, NEAR, parse_date, show_date, years_between

OLDEST = date(1900, 1, 1)       # what LINE's date picker can show (reference: datetime picker action)


@dataclass(frozen=True, kw_only=True)
class Date(Question):
    """A day as ISO, from `first` to `last` (ISO, both included). `quick` are (ISO, label) buttons."""

    first: str = OLDEST.isoformat()
    last: str = "2100-12-31"
    quick: tuple = ()
    lean: str = ""              # "past" or "future": which of two days "วันพุธ" means; "" asks back
    wants = "date"
    window = NEAR       # which years two typed digits may mean

    def options(self):
        return tuple(Option(iso, label) for iso, label in self.quick)

    def other(self, reply, screen: Screen):
        return self.check_kept(reply.iso) if isinstance(reply, Day) else super().other(reply, screen)

    def read(self, text: str, screen: Screen):
        told = parse_date(text, date.fromisoformat(screen.today), window=self.window, lean=self.lean or None)
        if told.day:
            return self.check_kept(told.day.isoformat())
        near = [day for day in told.candidates if self.first <= day.isoformat() <= self.last]
        if near:
            raise Unclear(f"“{clipped(text)}” คือวันไหนคะ", [Option(day.isoformat(), show_date(day, short=True)) for day in near])
        if told.words and told.why != "nothing":
            raise Unclear(told.words)
        raise Unclear(f"อ่าน “{clipped(text)}” เป็นวันที่ไม่ออกค่ะ พิมพ์แบบ 24 เม.ย. 62 หรือแตะเลือกจากปฏิทิน")

    def check(self, kept):
        day = _day(kept)
        if day > date.fromisoformat(self.last):
            raise Unclear(f"{show_date(day)} ยังมาไม่ถึงค่ะ ขอวันที่ใหม่นะคะ" if self.last < "2100" else "ไกลเกินไปค่ะ")
        if day < date.fromisoformat(self.first):
            raise Unclear(f"{show_date(day)} นานเกินไปค่ะ ขอตั้งแต่ {show_date(date.fromisoformat(self.first), short=True)} นะคะ")
        return day

    def show(self, kept):
        return show_date(date.fromisoformat(kept))


@dataclass(frozen=True, kw_only=True)
class BirthDate(Date):
    """A day of birth of somebody at least `years` old on the day `on` (ISO)."""

    years: int
    on: str
    window = BIRTH

    def check(self, kept):
        born = super().check(kept)
        if (now := years_between(born, date.fromisoformat(self.on))) < self.years:
            raise Unclear(f"เกิด{show_date(born)} ตอนนี้อายุ {now} ปี สมัครได้เมื่ออายุครบ {self.years} ปีค่ะ ถ้าปีผิด พิมพ์ใหม่ได้เลยนะคะ")
        return born

    def show(self, kept):
        born = date.fromisoformat(kept)
        return f"{birthday(born)} ({years_between(born, date.fromisoformat(self.on))} ปี)"


def birthday(born: date) -> str:
    """With the whole year: two digits of it would be a riddle."""
    return f"{show_date(born, short=True).rsplit(' ', 1)[0]} {born.year + BUDDHIST_ERA}"


def _day(kept) -> date:
    try:
        return date.fromisoformat(kept)
    except (TypeError, ValueError) as error:
        raise Unclear("ขอเป็นวันที่ค่ะ เช่น 24 เม.ย. 62") from error
