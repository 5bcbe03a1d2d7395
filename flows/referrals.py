"""An officer sees to what volunteers found missing: accepts it, and says what came of it or why it cannot be done."""

from flows.lookups import ReferralOf
from flows.outcomes import NoteRead, StepOfReferral
from flows.questions import Choice, Text
from flows.steps import Do, Look, Option, Say

TITLE = "เรื่องส่งต่อ"
PARTS = ("เลือก", "ทำ")
A_SCREEN = 8  # referrals that a phone shows at once (our own default)
NEXT_PAGE = "more"
MORE = (Option(NEXT_PAGE, "ดูเรื่องถัดไป"),)
LONGEST_WORD = 300  # letters: the volunteer reads it on a phone (our own default)
OTHERS = (Option("เรื่องส่งต่อ", "ดูเรื่องอื่น"),)
WORDS = {"done": ("ทำอะไรให้แล้วบ้างคะ", "เช่น ยื่นเบี้ยให้แล้ว เริ่มได้เดือนหน้า"), "decline": ("ทำไม่ได้เพราะอะไรคะ", "เช่น ทะเบียนบ้านอยู่จังหวัดอื่น")}


def referrals(facts):
    if not facts["waiting"]:
        yield Say("ตอนนี้ไม่มีเรื่องส่งต่อที่รออยู่ค่ะ")
        return []
    picked = yield from among(facts)
    return (yield from opened(int(picked)))


def referral(facts):
    """One, named by its number: "ส6911-00001", as it is read out on the telephone."""
    if not facts["referral_no"]:
        yield Say("พิมพ์เลขเรื่อง เช่น ส6911-00001 หรือแตะ “ดูเรื่องอื่น” เพื่อดูทั้งหมดค่ะ", buttons=OTHERS)
        return []
    if facts["referral"] is None:
        yield Say(f"ไม่พบเรื่อง {facts['referral_no']} ในพื้นที่ของคุณค่ะ", buttons=OTHERS)
        return []
    return (yield from opened(facts["referral"]))


def opened(referral_id: int):
    found = yield Look(f"referral.{referral_id}", ReferralOf(referral_id))
    if found is None:
        yield Say("เรื่องนี้จบไปแล้วค่ะ", buttons=OTHERS)
        return []
    yield Do(f"read.{referral_id}", NoteRead(f"referral:{referral_id}", found["area_code"]))
    yield Say("", title=f"{TITLE} {found['referral_no']}", lines=tuple(tuple(line) for line in found["lines"]), private=True)
    return (yield from what_to_do(referral_id, found))


def among(facts):
    """The id of the one that is opened; a phone's screen at a time. A page has a key of its own, for the look has "referral."."""
    waiting = facts["waiting"]
    pages = [waiting[start : start + A_SCREEN] for start in range(0, len(waiting), A_SCREEN)]
    for place, page in enumerate(pages):
        more = f" (จากทั้งหมด {facts['count']} เรื่อง)" if facts["count"] > len(page) else ""
        here = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in page)
        picked = yield Choice(
            key=f"page.{place}" if place else "referral", part="เลือก", label="เรื่อง",
            words=f"มีเรื่องส่งต่อ {len(page)} เรื่อง{more} เปิดเรื่องไหนคะ", choices=here if page is pages[-1] else here + MORE,
        )  # fmt: skip
        if picked != NEXT_PAGE:
            return picked


def what_to_do(referral_id: int, found: dict):
    step = yield Choice(key="step", part="ทำ", label="ทำ", words=standing(found), choices=steps_for(found))
    if step == "end":
        yield Say("พิมพ์ “เรื่องส่งต่อ” เมื่อไรก็ได้ค่ะ", buttons=OTHERS)
        return []
    if step in ("accept", "let_go"):
        return [StepOfReferral(referral_id, step)]
    words, hint = WORDS[step]
    word = yield Text(
        key="word", part="ทำ", label="ผล", words=f"{words} อพม. ที่ส่งเรื่องจะได้อ่าน", hint=hint, least=5, most=LONGEST_WORD)
    return [StepOfReferral(referral_id, step, word)]


def standing(found: dict) -> str:
    if found["mine"]:
        return "คุณรับเรื่องนี้ไว้ค่ะ ทำอะไรต่อคะ"
    return f"{found['owner']} รับเรื่องนี้ไว้แล้วค่ะ" if found["owner"] else "ยังไม่มีใครรับเรื่องนี้ค่ะ ทำอะไรต่อคะ"


def steps_for(found: dict) -> tuple:
    decline, end = Option("decline", "ทำไม่ได้ ส่งกลับ"), Option("end", "จบ")
    if found["mine"]:
        return (Option("done", "เสร็จแล้ว"), decline, Option("let_go", "ให้คนอื่นรับแทน"), end)
    return (end,) if found["owner"] else (Option("accept", "รับเรื่อง"), decline, end)


# What is told when it is done.


def accepted(referral_no: str) -> Say:
    return Say(f"คุณรับเรื่อง {referral_no} แล้วค่ะ ทำเสร็จแล้วเปิดมาบันทึกผลนะคะ", buttons=OTHERS, receipt=True)


def let_go(referral_no: str) -> Say:
    return Say(f"คืนเรื่อง {referral_no} ให้เพื่อนรับต่อแล้วค่ะ", buttons=OTHERS, receipt=True)


def ended(referral_no: str, done: bool, told: bool) -> Say:
    what = "เสร็จแล้ว" if done else "ส่งกลับแล้ว"
    then = "จะแจ้ง อพม. ที่ส่งเรื่องให้นะคะ" if told else "อพม. ที่ส่งเรื่องรับข้อความไม่ได้แล้ว ช่วยบอกครอบครัวเองด้วยนะคะ"
    return Say(f"เรื่อง {referral_no} {what}ค่ะ {then}", buttons=OTHERS, receipt=True)


def not_yours() -> Say:
    return Say("เรื่องนี้ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ", buttons=OTHERS)


def too_late(referral_no: str, owner: str) -> Say:
    return Say(f"เรื่อง {referral_no} {f'{owner} รับไปแล้ว' if owner else 'จบไปแล้ว'}ค่ะ", buttons=OTHERS)


def waiting_notice(count: int) -> Say:
    """The morning's word to an officer."""
    return Say(f"มีเรื่องที่ อพม. ส่งต่อรออยู่ {count} เรื่องค่ะ", buttons=(Option("เรื่องส่งต่อ", "เปิดดู"),))
