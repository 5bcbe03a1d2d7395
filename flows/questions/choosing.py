"""Questions answered by choosing: one, several, or yes."""
import hashlib
import re
from dataclasses import dataclass

from flows.steps import Option, Question, Screen, Ticked, Unclear, option_number
from thai.text import plain

NEXT = "__next"         # the button that ends a question with several answers


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of `choices` (of Option). With `free`, words that match none are kept too, as {"words": …}."""

    choices: tuple = ()
    free: bool = False
    numbered = True

    def options(self):
        return self.choices

    def read(self, text: str, screen: Screen):
        said = plain(text)
        near = [option for option in self.choices if said and (said in plain(option.label) or plain(option.label) in said)]
        if len(near) == 1:
            return near[0].value
        if self.free and said:
            return {"words": text.strip()}
        raise Unclear(f"ยังไม่แน่ใจว่า “{clipped(text)}” คือข้อไหนค่ะ แตะปุ่ม หรือพิมพ์เลขข้อก็ได้", near if len(near) > 1 else ())

    def check(self, kept):
        if self.free and isinstance(kept, dict):
            return kept
        if kept not in [option.value for option in self.choices]:
            raise Unclear("ปุ่มนี้ใช้ไม่ได้แล้วค่ะ เลือกใหม่นะคะ")
        return kept

    def show(self, kept):
        if isinstance(kept, dict):
            return kept["words"]
        return next((option.label for option in self.choices if option.value == kept), str(kept))


@dataclass(frozen=True, kw_only=True)
class Choices(Question):
    """Several of `choices`, ticked one at a time or typed in one go ("1 3 5"). `none` is the label for "none of them"
    ("" if at least one is needed). `propose` is ticked from the start. `extra` lets the person add words of their own."""

    choices: tuple = ()
    none: str = ""
    propose: tuple = ()
    numbered = True

    def options(self):
        return self.choices

    def heard(self, text: str, screen: Screen):
        said = plain(text)
        if said in ("ต่อไป", "เสร็จ", "เสร็จแล้ว", "ครบ", "ครบแล้ว", "ถูกต้อง", "ใช่"):
            return self.tapped(NEXT, screen)
        if self.none and said in (plain(self.none), "ไม่มี", "0"):
            return []
        return self.read(text, screen)

    def tapped(self, value, screen: Screen):
        if value == NEXT:
            return self.ended(list(screen.picked))
        if value == "" and self.none:
            return []
        self.check([value])
        picked = list(screen.picked)
        raise Ticked([one for one in picked if one != value] if value in picked else [*picked, value])

    def read(self, text: str, screen: Screen):
        """ "1 3", "1,3", "๑ และ ๓", or the labels themselves: the whole answer at once."""
        parts = [part for part in re.split(r"[\s,/·+]+|และ|กับ", text) if part]
        values = [self.meant(part) for part in parts]
        if parts and all(values):
            return self.ended(list(dict.fromkeys(values)))
        named = [option.value for option in self.choices if plain(option.label) in plain(text)]
        if named:
            return named
        raise Unclear(f"ยังไม่แน่ใจว่า “{clipped(text)}” คือข้อไหนค่ะ แตะทีละข้อ หรือพิมพ์เลขข้อ เช่น 1 3")

    def meant(self, part: str) -> str | None:
        number = option_number(part)
        if number is not None:
            return self.choices[number - 1].value if 1 <= number <= len(self.choices) else None
        said = plain(part)
        return next((option.value for option in self.choices if plain(option.label) == said), None)

    def ended(self, values: list):
        if not values and not self.none:
            raise Unclear("เลือกอย่างน้อยหนึ่งข้อก่อนนะคะ")
        return values

    def check(self, kept):
        known = [option.value for option in self.choices]
        if not isinstance(kept, list) or any(value not in known for value in kept):
            raise Unclear("มีข้อที่ใช้ไม่ได้แล้วค่ะ เลือกใหม่นะคะ")
        return [value for value in known if value in kept]

    def show(self, kept):
        labels = [option.label for option in self.choices if option.value in kept]
        return " · ".join(labels) or self.none or "–"


@dataclass(frozen=True, kw_only=True)
class Confirm(Question):
    """Consent to exactly these words and lines: when they change, it is asked again.

    `yes` is the button's label; `no`, if given, is another ending (the flow gets False); with `editable` the person
    may go back to any answer from here."""

    yes: str = "ถูกต้อง บันทึกเลย"
    no: str = ""
    lines: tuple = ()
    editable: bool = True
    numbered = True

    def seal(self) -> str:
        told = "\n".join([self.words, *(f"{label}\t{text}" for label, text in self.lines)])
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def options(self):
        yes, no, edit = Option("yes:" + self.seal(), self.yes), Option("no", self.no), Option("edit", "แก้ไข")
        return (yes, *([no] if self.no else []), *([edit] if self.editable else []))

    def tapped(self, value, screen: Screen):
        if value == "no" and self.no:
            return "no"
        return self.check_kept(value.removeprefix("yes:"))

    def read(self, text: str, screen: Screen):
        said = plain(text)
        if said in ("ใช่", "ถูกต้อง", "ตกลง", "ยืนยัน", "บันทึก", "ถูก", "โอเค", "ok", "ยอมรับ", "ได้"):
            return self.seal()
        if self.no and said in ("ไม่", "ไม่ใช่", "ไม่ยอมรับ", "ไม่ตกลง", "ไม่เอา"):
            return "no"
        raise Unclear(f"ตอบ “{self.yes}”" + (" หรือเลือก “แก้ไข”" if self.editable else f" หรือ “{self.no}”" if self.no else "") + " ค่ะ")

    def check(self, kept):
        if kept == "no" and self.no:
            return False
        if kept != self.seal():
            raise Unclear(self.words)
        return True

    def show(self, kept):
        return self.no if kept == "no" else self.yes


def clipped(text: str, most: int = 30) -> str:
    """A person's own words given back to them, short enough for a phone's line."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most] + "…"
