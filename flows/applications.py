"""An officer looks at an application and approves it, or returns it with a reason."""

from flows.lookups import ApplicationOf
from flows.outcomes import Decide, NoteRead
from flows.questions import Choice, Confirm, Text
from flows.steps import Do, Look, Option, Say

TITLE = "ใบสมัคร"
PARTS = ("เลือก", "ตัดสิน")
LONGEST_REASON = 200  # letters: the applicant reads it on a phone
REASONS = (
    Option("name", "ชื่อไม่ตรงบัตร"),
    Option("phone", "ติดต่อทางโทรศัพท์ไม่ได้", also=("เบอร์โทรไม่ติด", "โทรไม่ติด")),
    Option("area", "ที่อยู่ไม่ตรงพื้นที่"),
    Option("twice", "สมัครซ้ำ"),
    Option("own", "เหตุผลอื่น"),
)


def applications(facts):
    waiting = facts["waiting"]
    if not waiting:
        yield Say("ตอนนี้ไม่มีใบสมัครรอตรวจค่ะ")
        return []
    more = f" (จากทั้งหมด {facts['count']} ใบ)" if facts["count"] > len(waiting) else ""
    picked = yield Choice(
        key="application",
        part="เลือก",
        label="ใบสมัคร",
        words=f"มีใบสมัครรอตรวจ {len(waiting)} ใบ{more} เปิดใบไหนคะ",
        choices=tuple(Option(str(one["id"]), one["label"], one["note"]) for one in waiting),
    )
    found = yield Look(f"application.{picked}", ApplicationOf(int(picked)))
    if found is None:
        yield Say("ใบนี้มีคนตรวจไปแล้วค่ะ พิมพ์ “ใบสมัคร” เพื่อดูใบอื่น")
        return []
    yield Do(f"read.{picked}", NoteRead(f"volunteer:{picked}", found["area_code"]))
    yield Say("", title="ใบสมัคร อพม.", lines=tuple(tuple(line) for line in found["lines"]))
    verdict = yield Choice(
        key="verdict",
        part="ตัดสิน",
        label="ผล",
        words=f"รับ {found['name']} เป็น อพม. ไหมคะ",
        choices=(Option("approve", "รับเป็น อพม."), Option("return", "ส่งกลับให้แก้")),
    )
    why = "" if verdict == "approve" else (yield from reason())
    what = f"รับ {found['name']} เป็น อพม." if verdict == "approve" else f"ส่งใบสมัครของ {found['name']} กลับ เพราะ {why}"
    sure = yield Confirm(key="sure", part="ตัดสิน", words=f"{what} ใช่ไหมคะ", yes="ใช่ ยืนยัน", no="ยังก่อน", editable=False)
    if not sure:
        yield Say("ยังไม่ได้ตัดสินอะไรค่ะ ใบสมัครยังรออยู่", buttons=(Option("ใบสมัคร", "ดูใบสมัคร"),))
        return []
    return [Decide(int(picked), verdict == "approve", why)]


def reason():
    picked = yield Choice(
        key="reason",
        part="ตัดสิน",
        label="เหตุผล",
        words="ส่งกลับเพราะอะไรคะ ผู้สมัครจะเห็นเหตุผลนี้",
        choices=REASONS,
        free=True,
        hint="แตะเลือก หรือพิมพ์เหตุผลเอง",
    )
    if isinstance(picked, dict):
        return picked["words"][:LONGEST_REASON]
    if picked != "own":
        return next(option.label for option in REASONS if option.value == picked)
    return (yield Text(key="own_reason", part="ตัดสิน", label="เหตุผล", words="พิมพ์เหตุผลสั้น ๆ ค่ะ", least=3, most=LONGEST_REASON))


def decided(name: str, approve: bool) -> Say:
    return Say(
        f"รับ {name} เป็น อพม. แล้วค่ะ" if approve else f"ส่งใบสมัครของ {name} กลับไปแก้แล้วค่ะ", buttons=(Option("ใบสมัคร", "ดูใบต่อไป"),)
    )


def too_late(name: str) -> Say:
    return Say(f"ใบสมัครของ {name} มีเจ้าหน้าที่ท่านอื่นตรวจไปก่อนแล้วค่ะ", buttons=(Option("ใบสมัคร", "ดูใบต่อไป"),))


def welcome(name: str, number: str) -> Say:
    """The volunteer hears that they were accepted."""
    return Say(f"ยินดีด้วยค่ะ คุณ{name} ได้เป็น อพม. แล้ว เลขที่ {number}\nเริ่มได้เลย แตะ “เยี่ยมบ้าน” ในเมนูด้านล่างนะคะ")


def returned(reason: str) -> Say:
    """The volunteer hears that something has to be put right."""
    return Say(f"ใบสมัครต้องแก้นิดหนึ่งค่ะ เพราะ: {reason}\nแตะปุ่มนี้เพื่อแก้แล้วส่งใหม่ ข้อมูลเดิมยังอยู่ค่ะ", buttons=(Option("สมัคร", "แก้ใบสมัคร"),))


def waiting_notice(count: int) -> Say:
    """The morning's word to an officer."""
    return Say(f"มีใบสมัคร อพม. รอตรวจ {count} ใบค่ะ", buttons=(Option("ใบสมัคร", "เปิดดู"),))
