"""The one table of flows. A flow is found here, and added here: its name, who may start it, the words that do, the function."""

from collections.abc import Callable
from dataclasses import dataclass

from flows import applications, cases, leave, looking, photos, recorded, register, urgent, visit
from flows.steps import Option, Say
from thai.text import plain

GUEST, APPLIED, VOLUNTEER, OFFICER = "guest", "applied", "volunteer", "officer"
EVERYONE = (GUEST, APPLIED, VOLUNTEER, OFFICER)


@dataclass(frozen=True)
class Flow:
    name: str
    run: Callable
    words: tuple  # what starts it, as typed (compared by thai.text.plain)
    who: tuple
    title: str = ""
    parts: tuple = ()
    draft: bool = False  # does it ask enough to be worth keeping when the person starts something else?
    once: bool = False  # is there never a second one beside a draft of it?
    photos: bool = False  # are photos, sounds and places taken in at any moment of it?
    anybody: bool = False  # from whoever is no volunteer, too?


FLOWS = (
    Flow(
        "register",
        register.register,
        ("สมัคร", "สมัครเป็น อพม.", "สมัคร อพม.", "ลงทะเบียน", "สมัครสมาชิก", "อยากสมัคร", "สมัครยังไง"),
        (GUEST,),
        register.TITLE,
        register.PARTS,
        draft=True,
        once=True,
    ),
    Flow(
        "application_state",
        looking.application_state,
        ("สมัคร", "สมัครเป็น อพม.", "สมัคร อพม.", "ลงทะเบียน", "ผลการสมัคร"),
        (APPLIED, VOLUNTEER),
    ),
    Flow(
        "visit",
        visit.visit,
        ("เยี่ยมบ้าน", "บันทึกเยี่ยมบ้าน", "เยี่ยม", "บันทึกการเยี่ยม", "ลงพื้นที่"),
        (VOLUNTEER,),
        visit.TITLE,
        visit.PARTS,
        draft=True,
        photos=True,
    ),
    Flow(
        "photos",
        photos.photos,
        ("เพิ่มรูป", "ส่งรูป", "แนบรูป", "เพิ่มรูปถ่าย", "ส่งเพิ่ม"),
        (VOLUNTEER,),
        photos.TITLE,
        photos.PARTS,
        draft=True,
        photos=True,
    ),
    Flow(
        "urgent",
        urgent.urgent,
        ("แจ้งเหตุด่วน", "แจ้งเหตุ", "เหตุด่วน", "ขอความช่วยเหลือด่วน", "ช่วยด้วยด่วน"),
        EVERYONE,
        urgent.TITLE,
        urgent.PARTS,
        draft=True,
        photos=True,
        anybody=True,
    ),
    Flow("cases", cases.cases, ("เคสด่วน", "คิวเคส", "ดูเคส"), (OFFICER,), cases.TITLE, cases.PARTS),
    Flow("case", cases.case, ("เปิดเคส", "เคส"), (OFFICER,), cases.TITLE, cases.PARTS),
    Flow("case_answer", cases.answer, ("ผลการช่วยเหลือ",), EVERYONE, cases.TITLE),
    Flow("undo", recorded.undo, ("แก้การเยี่ยม", "ยกเลิกการเยี่ยม", "บันทึกผิด"), (VOLUNTEER,), recorded.TITLE, recorded.PARTS),
    Flow("my_houses", looking.my_houses, ("บ้านของฉัน", "บ้านที่ดูแล"), (VOLUNTEER,)),
    Flow("my_card", looking.my_card, ("บัตรของฉัน", "บัตร", "บัตร อพม."), (VOLUNTEER,)),
    Flow(
        "applications",
        applications.applications,
        ("ใบสมัคร", "ดูใบสมัคร", "ตรวจใบสมัคร"),
        (OFFICER,),
        applications.TITLE,
        applications.PARTS,
    ),
    Flow("latest_visits", looking.latest_visits, ("การเยี่ยมล่าสุด", "ดูการเยี่ยม"), (OFFICER,), looking.TITLE),
    Flow(
        "leave",
        leave.leave,
        ("ลาออก", "ถอนความยินยอม", "ขอลาออก", "ลบข้อมูลของฉัน"),
        (GUEST, APPLIED, VOLUNTEER),
        leave.TITLE,
        leave.PARTS,
    ),
    Flow("notice", looking.notice, ("ความเป็นส่วนตัว", "ข้อมูลส่วนตัว", "pdpa"), EVERYONE),
    Flow("about", looking.about, ("อพม. คืออะไร", "อพม"), EVERYONE),
)

# {plain words: the flows that they start}, made once, for every typed message asks.
STARTED_BY = {
    said: tuple(flow for flow in FLOWS if said in map(plain, flow.words))
    for said in {plain(words) for flow in FLOWS for words in flow.words}
}

# Old names of flows, so that a draft from before a renaming is still found: {"old": "new"}.
ALIASES: dict[str, str] = {}

BUTTONS = {
    GUEST: (Option("สมัคร", "สมัครเป็น อพม."), Option("อพม. คืออะไร", "อพม. คืออะไร"), Option("ความเป็นส่วนตัว", "ข้อมูลของฉัน")),
    APPLIED: (Option("ผลการสมัคร", "ผลการสมัคร"), Option("อพม. คืออะไร", "อพม. คืออะไร"), Option("ความเป็นส่วนตัว", "ข้อมูลของฉัน")),
    VOLUNTEER: (Option("เยี่ยมบ้าน", "เยี่ยมบ้าน"), Option("บ้านของฉัน", "บ้านของฉัน"), Option("บัตรของฉัน", "บัตรของฉัน")),
    OFFICER: (Option("เคสด่วน", "เคสด่วน"), Option("ใบสมัคร", "ใบสมัคร"), Option("การเยี่ยมล่าสุด", "การเยี่ยมล่าสุด")),
}


def flow_named(name: str) -> Flow | None:
    name = ALIASES.get(name, name)
    return next((flow for flow in FLOWS if flow.name == name), None)


def menu(roles, waiting: int = 0, urgent_cases: int = 0) -> Say:
    """What a person can do here, as big buttons that work on a PC too. Whoever may be in need finds the alarm among them."""
    buttons = []
    for role in roles if OFFICER not in roles else [role for role in roles if role != GUEST]:
        buttons += [button for button in BUTTONS[role] if button not in buttons]
    buttons.append(Option("แจ้งเหตุด่วน", "แจ้งเหตุด่วน"))
    news = f"มีเคสด่วน {urgent_cases} เรื่องค่ะ\n" if urgent_cases else ""
    news += f"มีใบสมัครรอตรวจ {waiting} ใบค่ะ\n" if waiting else ""
    return Say(f"{news}อยากทำอะไรคะ แตะปุ่ม หรือพิมพ์บอกได้เลย", title="ถึงบ้าน", buttons=tuple(buttons), numbered=True)
