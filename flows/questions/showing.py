"""Questions beside which photos and sounds may be sent. These are no answers: they are taken in at any moment of such a talk."""

from dataclasses import dataclass

from flows.questions.choosing import Choice, Confirm
from flows.steps import Option, Screen, Unclear
from thai.text import plain

NAMES = {"image": "รูป", "audio": "เสียง", "video": "วิดีโอ", "file": "เอกสาร"}
SENT_OR_NOT = (
    Option("done", "ส่งครบแล้ว", also=(
        "ครบ", "ครบแล้ว", "เสร็จ", "เสร็จแล้ว", "ต่อไป", "พอแล้ว", "หมดแล้ว", "แค่นี้", "ส่งแล้ว", "ถ่ายแล้ว", "ส่งหมดแล้ว")),
    Option("none", "ไม่มีรูป", also=(
        "ไม่มี", "ไม่ได้ถ่าย", "ยังไม่ได้ถ่าย", "ไม่ส่ง", "ไม่ถ่าย", "ไม่สะดวก", "ไม่", "ไม่เอา")),
)


def counted(sent: dict) -> str:
    """{"image": 3, "audio": 1} -> "รูป 3 · เสียง 1"; "" for nothing."""
    return " · ".join(f"{name} {sent[kind]}" for kind, name in NAMES.items() if sent.get(kind))


def late(to_come: int) -> str:
    """A line about pictures that were chosen and have not arrived; "" if all have."""
    return f"\nยังมีรูปที่มาไม่ถึงอีก {to_come} รูป ถ้ามาถึงจะเก็บให้เองค่ะ" if to_come else ""


@dataclass(frozen=True, kw_only=True)
class Photos(Choice):
    """Photos are wanted here; answered by saying that all were sent, or that there are none."""

    choices: tuple = SENT_OR_NOT
    optional: str = "ข้าม"
    wants = "photo"

    def check(self, kept):
        """Either holds, whichever is offered now: a photo may come after "there is none"."""
        if kept not in [option.value for option in SENT_OR_NOT]:
            raise Unclear("ส่งรูปมาได้เลยค่ะ")
        return kept

    def read(self, text: str, screen: Screen):
        """Only the very words count: "มีรูป" is part of "ไม่มีรูป", and means that some are coming."""
        said = plain(text)
        exact = [option.value for option in SENT_OR_NOT if said in map(plain, (option.label, *option.also))]
        if not exact:
            raise Unclear("ส่งรูปมาได้เลยค่ะ ครบแล้วแตะ “ส่งครบแล้ว”")
        return exact[0]


@dataclass(frozen=True, kw_only=True)
class Evidence(Choice):
    """Photos are welcome here; what is chosen says whether there are any."""

    wants = "photo"


@dataclass(frozen=True, kw_only=True)
class LastLook(Confirm):
    """The summary before something is recorded, where photos are still welcome."""

    wants = "photo"
