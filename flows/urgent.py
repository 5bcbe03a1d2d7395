"""Somebody is in danger. The case is open as soon as the kind is known; everything asked after that flows into it."""

import hashlib
from dataclasses import dataclass

from flows import whereabouts
from flows.outcomes import NotUrgent, OpenCase, TellCase
from flows.questions import Choice, Name, Phone, Text
from flows.questions.choosing import clipped
from flows.questions.choosing import meant as meant_by
from flows.questions.telling import called
from flows.steps import Do, Option, Pin, Say, Screen
from thai.danger import heard_danger
from thai.text import plain

TITLE = "แจ้งเหตุด่วน"
PARTS = ("เหตุ", "ที่ไหน", "รายละเอียด")
CALLS = ("1300", "191", "1669")  # the ministry's hotline, police, ambulance: on every screen of this flow
LONGEST_STORY = 1000  # letters: what an alarm still shows on one screen
LONGEST_QUOTE = 120  # letters of somebody's own words given back to them
HERE, ELSEWHERE = "here", "elsewhere"
YES = ("ใช่", "ใช่ค่ะ", "ใช่ครับ", "ด่วน", "ด่วนค่ะ", "ด่วนมาก", "เหตุด่วน", "จริง", "แจ้ง", "แจ้งเลย", "ช่วยด้วย", "ค่ะ", "ครับ")
NO = ("ไม่ใช่", "ไม่ด่วน", "ไม่ใช่ค่ะ", "ไม่ใช่ครับ", "ไม่")
SILENT = "silent"  # a code of the list of dangers, offered to nobody


def urgent(facts):
    """`heard`: words in which danger was heard, if it was not raised on purpose; `heard_kind`: which, or ""."""
    if facts.get("heard") and not (yield from meant(facts)):
        return [NotUrgent(facts["heard"], facts["aside"])]
    kind = yield Danger(
        key="kind", part="เหตุ", label="เหตุ", words="เกิดอะไรขึ้นคะ แตะเลือก เจ้าหน้าที่จะรู้ทันที",
        hint="ถ้าคุณอยู่ในอันตราย โทร 191 หรือ 1300 ก่อนนะคะ", choices=facts.codes.options("dangers"), calls=CALLS,
        assume=facts.get("heard_kind") or None,
    )  # fmt: skip
    yield Do(f"kind:{kind}", OpenCase(kind, facts.codes.dangers[kind]["urgency"]))
    if facts.get("heard"):
        yield Do("heard", TellCase("story", facts["heard"]))
    yield from where(facts)
    yield from what(facts)
    yield from call_back(facts)
    yield Say("ขอบคุณค่ะ ส่งให้เจ้าหน้าที่ครบแล้ว มีคนรับเรื่องเมื่อไรจะบอกนะคะ ถ้าแย่ลง โทร 1300 ได้เลย", call=True)
    return []


def meant(facts):
    """Asked once, before anything is filed: words were typed elsewhere that sound like danger."""
    sure = yield Meant(
        key="meant", part="เหตุ", words=f"“{clipped(facts['heard'], LONGEST_QUOTE)}”\nเหตุด่วนใช่ไหมคะ", calls=CALLS,
        hint=facts.codes.label("dangers", facts["heard_kind"]),
        choices=(Option("yes", "ใช่ แจ้งเจ้าหน้าที่เดี๋ยวนี้", also=YES), Option("no", "ไม่ใช่เหตุด่วน", also=NO)),
    )  # fmt: skip
    return sure == "yes"


def what(facts):
    now = yield Choice(
        key="now", part="รายละเอียด", label="ตอนนี้", words="ตอนนี้ยังเกิดอยู่ไหมคะ", optional="ไม่รู้", calls=CALLS,
        choices=(Option("yes", "ยังเกิดอยู่"), Option("no", "หยุดแล้ว")),
    )  # fmt: skip
    yield from tell("now", now)
    who = yield Text(
        key="who", part="รายละเอียด", label="ใคร", words="ใครเดือดร้อนคะ", hint="เช่น ยายคำ อายุราว 80", optional="ไม่รู้",
        most=200, calls=CALLS,
    )  # fmt: skip
    yield from tell("who", who)
    story = yield Text(
        key="story", part="รายละเอียด", label="เล่า", words="เล่าสั้น ๆ ได้ไหมคะ ส่งรูปหรือเสียงก็ได้", optional="ไม่เล่า",
        most=LONGEST_STORY, calls=CALLS, assume=facts.get("heard"),
    )  # fmt: skip
    yield from tell("story", story)


@dataclass(frozen=True, kw_only=True)
class Meant(Choice):
    """Is it urgent? Another cry, or where one is, says yes."""

    wants = "pin"

    def other(self, reply, screen: Screen):
        return "yes" if isinstance(reply, Pin) else super().other(reply, screen)

    def read(self, text: str, screen: Screen):
        said = [option.value for option in self.choices if plain(text) in map(plain, (option.label, *option.also))]
        return said[0] if said else "yes" if heard_danger(text) else super().read(text, screen)


@dataclass(frozen=True, kw_only=True)
class Danger(Choice):
    """What is happening; whoever cannot speak shares where they are, and that is answer enough."""

    wants = "pin"

    def read(self, text: str, screen: Screen):
        """Told in one's own words instead of chosen: the kind that is heard in them."""
        heard = None if meant_by(self.choices, plain(text)) else heard_danger(text)
        return heard.kind if heard and heard.kind in [option.value for option in self.choices] else super().read(text, screen)

    def other(self, reply, screen: Screen):
        return SILENT if isinstance(reply, Pin) else super().other(reply, screen)

    def check(self, kept):
        return kept if kept == SILENT else super().check(kept)


def tell(what: str, value):
    """What was answered flows into the case at once, and again when it is changed or taken back. The key holds a digest: what
    was done is kept with the talk, and words are not to be kept twice."""
    yield Do(f"{what}:{hashlib.sha256(repr(value).encode()).hexdigest()[:12]}", TellCase(what, value))


def where(facts):
    """In the reporter's own village, where they share it, or a sub-district that they name."""
    mine = facts["me"]
    if facts.get("pin"):
        return (yield from tell("place", {"pin": facts["pin"]}))
    if mine:
        picked = yield Choice(
            key="where", part="ที่ไหน", label="ที่ไหน", words="เกิดที่ไหนคะ ส่งตำแหน่งได้เลย", calls=CALLS,
            choices=(Option(HERE, f"หมู่บ้านของฉัน {mine['village']}"[:40]), Option(ELSEWHERE, "ที่อื่น")),
        )  # fmt: skip
        if picked == HERE:
            return (yield from tell("place", {"code": mine["area_code"]}))
    place = yield from whereabouts.sub_district(
        facts, key="place", part="ที่ไหน", words="อยู่ตำบลไหน อำเภอไหนคะ", hint="พิมพ์ เช่น วิเชตนคร แจ้ห่ม หรือส่งตำแหน่ง",
        near=mine["area_code"] if mine else "", calls=CALLS)
    yield from tell("place", place)


def call_back(facts):
    """A number under which the reporter can be reached; a guest is asked for a name as well."""
    if facts["me"] is None:
        name = yield Name(key="name", part="รายละเอียด", label="ชื่อคุณ", words="คุณชื่ออะไรคะ", optional="ไม่บอก", calls=CALLS)
        yield from tell("reporter", called(name) if name else None)
    if facts["phone"]:
        ok = yield Choice(
            key="may_call", part="รายละเอียด", label="โทรกลับ", words=f"โทรกลับเบอร์ {facts['phone_shown']} ได้ไหมคะ", calls=CALLS,
            choices=(Option("yes", "ได้"), Option("other", "เบอร์อื่น"), Option("no", "อย่าโทร")),
        )  # fmt: skip
        if ok != "other":
            return (yield from tell("phone", facts["phone"] if ok == "yes" else "no"))
    phone = yield Phone(
        key="phone", part="รายละเอียด", label="เบอร์โทร", words="โทรกลับเบอร์ไหนได้คะ", optional="ไม่บอก", calls=CALLS)
    yield from tell("phone", phone)


# What is told outside the questions.


def opened(case_no: str) -> Say:
    return Say(f"แจ้งเจ้าหน้าที่แล้วค่ะ เลขที่ {case_no}\nขอถามต่ออีกนิด ตอบเท่าที่ตอบได้นะคะ", receipt=True)


def opened_nowhere(case_no: str) -> Say:
    return Say(f"รับแจ้งแล้วค่ะ เลขที่ {case_no}\nบอกที่เกิดเหตุก่อนนะคะ จะแจ้งเจ้าหน้าที่ที่ใกล้ที่สุดทันที", receipt=True)


def opened_to_nobody(case_no: str) -> Say:
    """No officer, no hotline agent can be reached by us: an alarm that nobody hears must not look like one that was heard."""
    return Say(f"รับเรื่องไว้แล้ว เลขที่ {case_no} แต่ตอนนี้ยังไม่มีเจ้าหน้าที่ในระบบรับแจ้งค่ะ\nโทร 1300 เดี๋ยวนี้เลยนะคะ", call=True, receipt=True)


def not_urgent() -> Say:
    return Say("ค่ะ ถ้ามีเรื่องด่วนเมื่อไร พิมพ์ “แจ้งเหตุด่วน” ได้เลย", buttons=(Option("เมนู", "เมนู"),))


def kept_too() -> str:
    """Words of danger came while another question was open."""
    return "บอกเจ้าหน้าที่เพิ่มให้แล้วค่ะ"


def stays(case_no: str) -> Say:
    return Say(f"เรื่อง {case_no} แจ้งเจ้าหน้าที่ไปแล้วค่ะ บอกเจ้าหน้าที่เพิ่มให้แล้วว่าไม่ด่วน", call=True)


def place_kept() -> str:
    return "ได้ตำแหน่งแล้วค่ะ ส่งให้เจ้าหน้าที่แล้ว"
