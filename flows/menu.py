"""The one table of flows. A flow is found here, and added here: its name, who may start it, the words that do, the function."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from flows import (
    applications,
    cases,
    duty,
    leave,
    looking,
    photos,
    recorded,
    referrals,
    referring,
    register,
    reporting,
    rights,
    urgent,
    visit,
)
from flows.steps import Option, Say
from thai.text import plain

GUEST, APPLIED, VOLUNTEER, OFFICER = "guest", "applied", "volunteer", "officer"
HOTLINE = "hotline"  # an officer of urgent cases alone: the rest of an officer's menu would be empty
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
    reports: bool = False  # are words of danger in it what is reported, so that nobody is asked whether they are urgent?
    anybody: bool = False  # from whoever is no volunteer, too?
    written: tuple = ()  # keys of answers typed in full: with one of these a talk is kept, though it is no draft otherwise
    number: str = ""  # the fact that a number after the words tells: "รับเวร 12"

    def worth_keeping(self, answers: dict) -> bool:
        """Was anything told that must not be lost when its person turns to something else?"""
        return bool(answers if self.draft else [key for key in self.written if key in answers])

AT_A_CASE = {"photos": True, "reports": True, "anybody": True, "written": ("note", "ask", "referral", "closing")}

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
        reports=True,
        anybody=True,
    ),
    Flow("cases", cases.cases, ("เคสด่วน", "คิวเคส", "ดูเคส", "รับเรื่อง"), (OFFICER,), cases.TITLE, cases.PARTS, **AT_A_CASE),
    Flow("case", cases.case, ("เปิดเคส", "เคส"), (OFFICER,), cases.TITLE, cases.PARTS, **AT_A_CASE),
    Flow("my_cases", reporting.my_cases, ("เรื่องที่แจ้ง", "เรื่องที่แจ้งไว้", "ผลการช่วยเหลือ"), EVERYONE, reporting.TITLE),
    Flow(
        "case_reply", reporting.reply, ("ตอบเจ้าหน้าที่", "บอกเพิ่ม"), EVERYONE, reporting.TITLE, **AT_A_CASE,
    ),  # fmt: skip
    Flow("case_answer", reporting.answer, ("ได้รับความช่วยเหลือแล้ว", "ได้รับแล้ว"), EVERYONE, reporting.TITLE),
    Flow(
        "case_not_helped", reporting.answer, ("ยังไม่ได้รับความช่วยเหลือ", "ยังไม่มีใครมา", "ยังไม่มีใครมาช่วย", "ยังไม่มีใครมาเลย"),
        EVERYONE, reporting.TITLE,
    ),  # fmt: skip
    Flow("duty", duty.duty, ("เวร", "ตารางเวร", "เวรของฉัน"), (OFFICER,), duty.TITLE),
    Flow("start_duty", duty.start_duty, ("เข้าเวร", "ขึ้นเวร", "เข้าเวรตอนนี้"), (OFFICER,), duty.TITLE),
    Flow("end_duty", duty.end_duty, ("ออกเวร", "ลงจากเวร", "เลิกเวร"), (OFFICER,), duty.TITLE),
    Flow("swap_shift", duty.swap_shift, ("หาคนแทน", "หาคนแทนเวร", "แลกเวร", "ฝากเวร"), (OFFICER,), duty.TITLE),
    Flow("take_shift", duty.take_shift, ("รับเวร", "รับเวรแทน"), (OFFICER,), duty.TITLE, number="shift"),
    Flow("undo", recorded.undo, ("แก้การเยี่ยม", "ยกเลิกการเยี่ยม", "บันทึกผิด"), (VOLUNTEER,), recorded.TITLE, recorded.PARTS),
    Flow(
        "refer", referring.refer, (referring.VERB, "ส่งเรื่อง", "ส่งเรื่องให้เจ้าหน้าที่"), (VOLUNTEER,), referring.TITLE, referring.PARTS,
        number="visit",
    ),  # fmt: skip
    Flow(
        "referrals", referrals.referrals, ("เรื่องส่งต่อ", "ดูเรื่องส่งต่อ"), (OFFICER,), referrals.TITLE, referrals.PARTS, reports=True,
        written=("word",),
    ),  # fmt: skip
    Flow(
        "referral", referrals.referral, ("เปิดเรื่อง", "เปิดเรื่องส่งต่อ"), (OFFICER,), referrals.TITLE, referrals.PARTS, reports=True,
        written=("word",),
    ),  # fmt: skip
    Flow(
        "my_referrals", referring.my_referrals, ("เรื่องที่ส่ง", "เรื่องส่งต่อ", "ดูเรื่องส่งต่อ", "เรื่องที่ส่งต่อ"), (VOLUNTEER,),
        referring.TITLE,
    ),  # fmt: skip
    Flow("my_houses", looking.my_houses, ("บ้านของฉัน", "บ้านที่ดูแล"), (VOLUNTEER,)),
    Flow("rights", rights.rights, ("สิทธิสวัสดิการ", "สิทธิ", "เช็คสิทธิ"), EVERYONE, rights.TITLE, rights.PARTS),
    Flow("my_card", looking.my_card, ("บัตรของฉัน", "บัตร", "บัตร อพม."), (VOLUNTEER,)),
    Flow(
        "applications",
        applications.applications,
        ("ใบสมัคร", "ดูใบสมัคร", "ตรวจใบสมัคร"),
        (OFFICER,),
        applications.TITLE,
        applications.PARTS,
        reports=True,
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

NUMBER = re.compile(r"\d{1,9}$")  # nine digits: what both databases take for an id

# {plain words: the flows that they start}, made once, for every typed message asks.
STARTED_BY = {
    said: tuple(flow for flow in FLOWS if said in map(plain, flow.words))
    for said in {plain(words) for flow in FLOWS for words in flow.words}
}



def started_by(text: str) -> tuple:
    """The flows that these plain words start; where a number follows, only those that want one."""
    wordy = NUMBER.sub("", text)
    return STARTED_BY.get(text) or tuple(flow for flow in STARTED_BY.get(wordy, ()) if flow.number)


def number_told(flow: Flow, text: str) -> dict:
    """What the number after the words tells a flow that wants one: {"shift": 12}; {} where none was said."""
    found = NUMBER.search(text)
    return {flow.number: int(found[0])} if flow.number and found else {}


# Old names of flows, so that a draft from before a renaming is still found: {"old": "new"}.
ALIASES: dict[str, str] = {}

BUTTONS = {
    GUEST: (Option("สมัคร", "สมัครเป็น อพม."), Option("อพม. คืออะไร", "อพม. คืออะไร"), Option("ความเป็นส่วนตัว", "ข้อมูลของฉัน")),
    APPLIED: (Option("ผลการสมัคร", "ผลการสมัคร"), Option("อพม. คืออะไร", "อพม. คืออะไร"), Option("ความเป็นส่วนตัว", "ข้อมูลของฉัน")),
    VOLUNTEER: (Option("เยี่ยมบ้าน", "เยี่ยมบ้าน"), Option("บ้านของฉัน", "บ้านของฉัน"), Option("บัตรของฉัน", "บัตรของฉัน"),
                Option("สิทธิสวัสดิการ", "สิทธิสวัสดิการ"), Option("เรื่องที่ส่ง", "เรื่องที่ส่งเจ้าหน้าที่")),
    HOTLINE: (Option("เคสด่วน", "เคสด่วน"), Option("เวร", "เวร")),
    OFFICER: (Option("เคสด่วน", "เคสด่วน"), Option("ใบสมัคร", "ใบสมัคร"), Option("การเยี่ยมล่าสุด", "การเยี่ยมล่าสุด"),
              Option("เรื่องส่งต่อ", "เรื่องส่งต่อ"), Option("เวร", "เวร")),
}


def flow_named(name: str) -> Flow | None:
    name = ALIASES.get(name, name)
    return next((flow for flow in FLOWS if flow.name == name), None)


def menu(roles, waiting: int = 0, urgent_cases: int = 0, referred: int = 0) -> Say:
    """What a person can do here, as big buttons that work on a PC too. Whoever may be in need finds the alarm among them."""
    buttons = []
    for role in [role for role in roles if role != GUEST] or roles:
        buttons += [button for button in BUTTONS[role] if button not in buttons]
    buttons.append(Option("แจ้งเหตุด่วน", "แจ้งเหตุด่วน"))
    news = f"มีเคสด่วน {urgent_cases} เรื่องค่ะ\n" if urgent_cases else ""
    news += f"มีใบสมัครรอตรวจ {waiting} ใบค่ะ\n" if waiting else ""
    news += f"มีเรื่องส่งต่อ {referred} เรื่องค่ะ\n" if referred else ""
    return Say(f"{news}อยากทำอะไรคะ แตะปุ่ม หรือพิมพ์บอกได้เลย", title="ถึงบ้าน", buttons=tuple(buttons), numbered=True)
