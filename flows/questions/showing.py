"""Questions beside which photos and sounds may be sent. These are no answers: they are taken in at any moment of such a talk."""

from dataclasses import dataclass

from flows.questions.choosing import Choice, Confirm
from flows.steps import Option

NAMES = {"image": "รูป", "audio": "เสียง", "video": "วิดีโอ", "file": "เอกสาร"}
SENT_OR_NOT = (
    Option("done", "ส่งครบแล้ว", also=("ครบ", "ครบแล้ว", "เสร็จ", "เสร็จแล้ว", "ต่อไป", "พอแล้ว", "หมดแล้ว")),
    Option("none", "ไม่มีรูป", also=("ไม่มี", "ไม่ได้ถ่าย", "ไม่ส่ง", "ไม่ถ่าย")),
)


def counted(sent: dict) -> str:
    """{"image": 3, "audio": 1} -> "รูป 3 · เสียง 1"; "" for nothing."""
    return " · ".join(f"{name} {sent[kind]}" for kind, name in NAMES.items() if sent.get(kind))


@dataclass(frozen=True, kw_only=True)
class Photos(Choice):
    """Photos are wanted here; answered by saying that all were sent, or that there are none."""

    choices: tuple = SENT_OR_NOT
    wants = "photo"


@dataclass(frozen=True, kw_only=True)
class LastLook(Confirm):
    """The summary before something is recorded, where photos are still welcome."""

    wants = "photo"
