"""A repeat visit opens with what was known: the same in one tap, or only what changed."""
from dataclasses import dataclass, field

from flows.questions import Choice, Choices
from flows.steps import Option, Say
from flows.visit.told import Told

ALL_THE_SAME = ()
PARTS = (Option("people", "คนในบ้าน"), Option("problems", "ปัญหา"), Option("incomes", "รายได้"), Option("deeds", "สิ่งที่ช่วย/วันนัด"))


@dataclass(frozen=True)
class Before:
    """What the last visit left (`known`, None for a new house), which parts of it are asked again (`changed`), and what the
    volunteer told of this one (`story`)."""

    known: dict | None
    changed: tuple | None
    year: int = 0
    story: Told = field(default_factory=Told)

    @property
    def people(self) -> list:
        return self.known["people"] if self.known else []

    @property
    def problems(self) -> list | None:
        return self.known["problems"] if self.known else None

    @property
    def incomes(self) -> list | None:
        return self.known["incomes"] if self.known else None

    @property
    def interval_days(self) -> int | None:
        return self.known["interval_days"] if self.known else None

    def keep(self, part: str, value):
        """The value of last time, unless its part changed."""
        return None if self.changed is None or part in self.changed else value

    def told(self, part: str, told, value):
        """What was told of this visit, else the value of last time."""
        return self.keep(part, value) if told is None else told

    def usual(self, value):
        """What a repeat visit most likely holds, unless the person wants to tell."""
        return self.keep("deeds", value)

    def age(self, person: dict) -> dict:
        return {"years": max(0, self.year - person["birth_year"]), "birth_year": person["birth_year"]}


def what_changed(known, story):
    """The parts to ask again; () if all is the same. Who told a story of the visit has told what changed."""
    if not known["people"]:
        yield Say("คนในบ้านนี้ย้ายไปอยู่บ้านอื่นแล้วค่ะ ขอถามว่าตอนนี้มีใครอยู่นะคะ")
        return ("people",)
    yield Say(f"ครั้งก่อนเยี่ยมเมื่อ {known['visited_on']}", title=known["label"], lines=tuple(tuple(line) for line in known["lines"]))
    same = yield Choice(
        key="same_as_before", part="บ้าน", label="เทียบกับครั้งก่อน", words=f"{known['label']} เหมือนครั้งก่อนไหมคะ",
        choices=(Option("same", "เหมือนเดิม"), Option("changed", "มีอะไรเปลี่ยน")), assume="same" if story.news else None)
    if same == "same":
        return ALL_THE_SAME
    return tuple((yield Choices(key="changed", part="บ้าน", label="สิ่งที่เปลี่ยน", words="อะไรเปลี่ยนไปคะ แตะได้หลายข้อ", choices=PARTS)))
