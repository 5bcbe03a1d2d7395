"""Duty: who is on when, coming on, going off, planning ahead, and finding somebody who takes a shift over."""

from flows.outcomes import DropShift, EndDuty, PlanShift, StartDuty, SwapShift, TakeShift
from flows.questions import Choice
from flows.steps import Option, Say

TITLE = "เวร"
ROLES = {"officer": "เจ้าหน้าที่", "hotline": "1300"}  # whoever is told of urgent cases, and so may be on duty
ALONE = (Option("go", "ออกเลย", also=("ออก", "ออกเวร")), Option("stay", "อยู่ต่อ", also=("อยู่",)))
OPEN, ENTER = (Option("เวร", "ดูตารางเวร"),), (Option("เข้าเวร", "เข้าเวรตอนนี้"),)
FIRST = "\nต่อไปนี้ เรื่องด่วนแจ้งคนที่อยู่เวรก่อน อย่าลืมลงเวรช่วงอื่นด้วยนะคะ"
NO_ROSTER = "ยังไม่มีตารางเวรค่ะ เรื่องด่วนจึงแจ้งทุกคนในพื้นที่"


def duty(facts):
    """The week of one's area, and then what one may do."""
    post = yield from which(facts["posts"])
    yield Say("" if post["roster"] else NO_ROSTER, title=f"เวร {post['label']}", lines=tuple(map(tuple, post["week"])))
    step = yield Choice(key="step", words=standing(post), choices=steps_for(facts, post))
    if step == "enter":
        return [StartDuty(post["role"], post["area_code"])]
    if step == "leave":
        return (yield from leaving(post))
    if step == "plan":
        return (yield from planning(post))
    if step == "end":
        yield Say("พิมพ์ “เวร” เมื่อไรก็ได้ค่ะ")
        return []
    return (yield from {"swap": swap_shift, "drop": dropping, "take": take_shift}[step](facts))


def which(posts: list):
    """Whoever holds a role for several areas is asked for which."""
    if len(posts) == 1:
        return posts[0]
    picked = yield Choice(key="post", words="เวรของที่ไหนคะ", choices=tuple(Option(one["id"], one["label"]) for one in posts))
    return next(one for one in posts if one["id"] == picked)


def standing(post: dict) -> str:
    if post["on"]:
        return f"คุณอยู่เวรถึง {post['on']} น. ค่ะ ทำอะไรต่อคะ"
    return "ตอนนี้มีคนอยู่เวรแล้วค่ะ ทำอะไรต่อคะ" if post["others"] else "ตอนนี้ไม่มีใครอยู่เวรค่ะ ทำอะไรต่อคะ"


def steps_for(facts, post: dict) -> tuple:
    first = Option("leave", "ออกเวร") if post["on"] else Option("enter", "เข้าเวรตอนนี้", also=("เข้าเวร",))
    offered = (
        (Option("plan", "ลงเวร"), post["free"]),
        (Option("swap", "หาคนแทน"), facts["mine"]),
        (Option("drop", "ยกเลิกเวรที่ลงไว้", also=("ยกเลิกเวร",)), coming(facts)),
        (Option("take", "รับเวรแทน", also=("รับเวร",)), facts["wanted"]),
    )
    return (first, *(option for option, there_are in offered if there_are), Option("end", "จบ"))


def coming(facts) -> list:
    """One's own shifts that have not begun: one that runs is left, not dropped."""
    return [one for one in facts["mine"] if one["coming"]]


def start_duty(facts):
    """ "เข้าเวร": until the shift that runs now ends."""
    post = yield from which(facts["posts"])
    return [StartDuty(post["role"], post["area_code"])]


def end_duty(facts):
    """ "ออกเวร": now."""
    ours = [one for one in facts["posts"] if one["on"]]
    if not ours:
        yield Say("ตอนนี้คุณไม่ได้อยู่เวรค่ะ", buttons=ENTER)
        return []
    return (yield from leaving((yield from which(ours))))


def leaving(post: dict):
    if not post["others"]:
        alone = yield Choice(key="alone", words="ถ้าคุณออก จะไม่มีใครอยู่เวรเลยค่ะ ออกเลยไหมคะ", choices=ALONE)
        if alone == "stay":
            yield Say(f"ขอบคุณที่อยู่ต่อนะคะ เวรของคุณถึง {post['on']} น. ค่ะ")
            return []
    return [EndDuty(post["role"], post["area_code"])]


def planning(post: dict):
    free = tuple(Option(one["begins_at"], one["label"], one["note"]) for one in post["free"])
    picked = yield Choice(key="when", words="ลงเวรช่วงไหนคะ", choices=free)
    chosen = next(one for one in post["free"] if one["begins_at"] == picked)
    return [PlanShift(post["role"], post["area_code"], chosen["begins_at"], chosen["ends_at"])]


def dropping(facts):
    """A slip when planning, or plans that changed: one tap more than to plan it."""
    ours = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in coming(facts))
    picked = yield Choice(key="drop", words="ยกเลิกเวรไหนคะ ถ้าไม่เหลือใครอยู่ เพื่อนจะได้รับแจ้ง", choices=ours)
    return [DropShift(int(picked))]


def swap_shift(facts):
    """ "หาคนแทน": one of mine; to choose one that is offered already takes the offer back."""
    if not facts["mine"]:
        yield Say("คุณยังไม่มีเวรที่ลงไว้ค่ะ", buttons=OPEN)
        return []
    ours = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in facts["mine"])
    picked = yield Choice(key="away", words="หาคนแทนเวรไหนคะ เพื่อนทุกคนในพื้นที่จะได้รับแจ้งทันที", choices=ours)
    chosen = next(one for one in facts["mine"] if str(one["id"]) == picked)
    return [SwapShift(chosen["id"], not chosen["wanted"])]


def take_shift(facts):
    """ "รับเวร 12", typed or by the button of a push; without a number one is asked which."""
    if facts["shift"] is not None:
        return [TakeShift(int(facts["shift"]))]
    if not facts["wanted"]:
        yield Say("ตอนนี้ไม่มีใครหาคนแทนเวรค่ะ", buttons=OPEN)
        return []
    theirs = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in facts["wanted"])
    picked = yield Choice(key="shift", words="รับเวรไหนแทนคะ", choices=theirs)
    return [TakeShift(int(picked))]


# What is told when it is done.


def entered(until: str, first: bool) -> Say:
    """`first`: the area had no roster before; from now on only those on duty are told."""
    return Say(f"เข้าเวรแล้วค่ะ ถึง {until} น.{FIRST if first else ''}", buttons=OPEN)


def on_already(until: str) -> Say:
    return Say(f"คุณอยู่เวรอยู่แล้วค่ะ ถึง {until} น.", buttons=OPEN)


def left(anybody: bool) -> Say:
    return Say("ออกเวรแล้วค่ะ ขอบคุณมากนะคะ" if anybody else "ออกเวรแล้วค่ะ ตอนนี้ไม่มีใครอยู่เวร แจ้งเพื่อนให้แล้วค่ะ", buttons=OPEN)


def off_already() -> Say:
    return Say("ตอนนี้คุณไม่ได้อยู่เวรค่ะ", buttons=OPEN)


def hole(label: str, until: str) -> Say:
    """To those who hold the role there: the last one on duty went home."""
    return Say(f"ตอนนี้ไม่มีใครอยู่เวร {label} ถึง {until} น. ค่ะ ใครสะดวกเข้าเวรได้เลยนะคะ", title="ไม่มีคนอยู่เวร", buttons=ENTER)


def planned(when: str, first: bool) -> Say:
    return Say(f"ลงเวร {when} น. แล้วค่ะ{FIRST if first else ''}", buttons=OPEN, receipt=True)


def dropped(when: str) -> Say:
    return Say(f"ยกเลิกเวร {when} น. แล้วค่ะ", buttons=OPEN)


def begun() -> Say:
    return Say("เวรนี้เริ่มไปแล้วค่ะ ถ้าจะกลับก่อน กดออกเวรนะคะ", buttons=(Option("ออกเวร", "ออกเวร"), *OPEN))


def held_by(when: str, who: str) -> Say:
    return Say(f"เวร {when} น. มี{who}ลงไว้ก่อนแล้วค่ะ", buttons=OPEN)


def over() -> Say:
    return Say("เวรนี้ผ่านไปแล้วค่ะ", buttons=OPEN)


def not_yours() -> Say:
    return Say("เวรนี้ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ", buttons=OPEN)


def no_such_shift(number: int) -> Say:
    return Say(f"ไม่พบเวร {number} ในพื้นที่ของคุณค่ะ", buttons=OPEN)


def asked_for(when: str, people: int) -> Say:
    return Say(f"ขอคนแทนเวร {when} น. กับเพื่อน {people} คนแล้วค่ะ จนกว่าจะมีคนรับ เวรนี้ยังเป็นของคุณนะคะ", buttons=OPEN)


def nobody_to_ask() -> Say:
    return Say("ในพื้นที่นี้ยังไม่มีเพื่อนที่รับเวรแทนได้ค่ะ เวรนี้ยังเป็นของคุณนะคะ", buttons=OPEN)


def kept(when: str) -> Say:
    return Say(f"ไม่หาคนแทนเวร {when} น. แล้วค่ะ เวรนี้เป็นของคุณเหมือนเดิม", buttons=OPEN)


def wanted(number: int, who: str, when: str, label: str) -> Say:
    """To each colleague: whoever says so first has it."""
    return Say(
        f"{who}หาคนแทนเวร {when} น. ({label}) ค่ะ ใครรับก่อนได้ก่อนนะคะ", title="หาคนแทนเวร",
        buttons=(Option(f"รับเวร {number}", f"รับเวร {number}"),),
    )  # fmt: skip


def took(when: str) -> Say:
    return Say(f"คุณรับเวร {when} น. แล้วค่ะ ขอบคุณที่ช่วยกันนะคะ", buttons=OPEN, receipt=True)


def taken_over(when: str, who: str) -> Say:
    """To whoever looked for somebody."""
    return Say(f"{who}รับเวร {when} น. แทนคุณแล้วค่ะ", buttons=OPEN)


def others(when: str, who: str) -> Say:
    return Say(f"เวร {when} น. เป็นของ{who}แล้วค่ะ", buttons=OPEN)


def handover(count: int, lines: list) -> Say:
    """To whoever comes on duty: what is open. `lines`: [(case number, what of it), …] of the most urgent."""
    more = f" นี่คือ {len(lines)} เรื่องที่ด่วนที่สุด" if count > len(lines) else ""
    return Say(
        f"มีเคสด่วนที่ยังไม่ปิด {count} เรื่องค่ะ{more}", title="รับช่วงเวร", lines=tuple(map(tuple, lines)),
        buttons=(Option("เคสด่วน", "ดูเคสด่วน"),),
    )  # fmt: skip


def gaps(lines: list, more: int) -> Say:
    """In the morning: hours ahead that nobody holds. `lines`: [(area, hours), …]."""
    rest = f" และอีก {more} ช่วง" if more else ""
    return Say(f"ช่วงนี้ยังไม่มีคนอยู่เวรค่ะ{rest}", title="เวรที่ยังว่าง", lines=tuple(map(tuple, lines)), buttons=(Option("เวร", "ลงเวร"),))
