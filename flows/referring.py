"""A volunteer hands what is missing to a house to the officers, in one tap after the visit, and hears what came of it."""

from flows.outcomes import Refer
from flows.questions import Choice
from flows.steps import Option, Say

TITLE = "ส่งเรื่องให้เจ้าหน้าที่"
PARTS = ("เลือก",)
VERB = "ส่งเรื่องสิทธิ"  # with the number of a visit behind it, it is the button below a receipt
MINE = (Option("เรื่องที่ส่ง", "ดูเรื่องที่ส่งไว้"),)
MORE = (Option("ส่งเรื่อง", "ส่งเรื่องของบ้านอื่น"),)
STANDS = {"sent": "รอเจ้าหน้าที่รับ", "accepted": "เจ้าหน้าที่รับแล้ว", "done": "เสร็จแล้ว", "declined": "ยังทำให้ไม่ได้"}


def button(visit_id: int) -> Option:
    """Below the receipt of a visit that shows what is missing."""
    return Option(f"{VERB} {visit_id}", "ส่งเรื่องให้เจ้าหน้าที่")


def refer(facts):
    """ "ส่งเรื่องสิทธิ 12", by the button of a receipt; without a number one is asked of which house."""
    if facts["visit"] is not None:
        return [Refer(int(facts["visit"]))]
    if not facts["lacking"]:
        yield Say("ยังไม่มีบ้านที่รอส่งเรื่องค่ะ ถ้าพบว่าใครยังไม่ได้เบี้ยที่ควรได้ จะมีปุ่มให้แตะหลังบันทึกการเยี่ยมนะคะ", buttons=MINE)
        return []
    houses = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in facts["lacking"])
    picked = yield Choice(key="visit", part=PARTS[0], label="บ้าน", words="ส่งเรื่องของบ้านไหนคะ", choices=houses)
    return [Refer(int(picked))]


def my_referrals(facts):
    """What one sent, and how it stands; where a number was typed, that one alone."""
    if not facts["sent"] and facts["referral_no"]:
        yield Say(f"ไม่พบเรื่อง {facts['referral_no']} ในเรื่องที่คุณส่งไว้ค่ะ", buttons=MINE)
        return []
    if not facts["sent"]:
        yield Say("คุณยังไม่ได้ส่งเรื่องให้เจ้าหน้าที่ค่ะ", buttons=MORE)
        return []
    lines = tuple((one["label"], one["stands"]) for one in facts["sent"])
    yield Say("", title="เรื่องที่ส่งให้เจ้าหน้าที่", lines=lines, private=True, buttons=MORE)
    return []


# What is told when it is done.


def sent(referral_no: str, head: str) -> Say:
    words = f"ส่งเรื่องของ {head} ให้เจ้าหน้าที่แล้วค่ะ เลขที่ {referral_no}\nได้เรื่องอย่างไรจะแจ้งให้ทราบนะคะ"
    return Say(words, title="ส่งเรื่องแล้ว", receipt=True, private=True, buttons=MINE)


def sent_before(referral_no: str, head: str, state: str, mine: bool) -> Say:
    """Nothing is lost: whoever opens it sees what the newest visit found. `mine`: did whoever asks send it?"""
    words = f"เรื่องของ {head} ส่งไว้แล้วค่ะ เลขที่ {referral_no} ({STANDS[state]}) เจ้าหน้าที่จะเห็นข้อมูลจากการเยี่ยมล่าสุดด้วย"
    return Say(words, buttons=MINE if mine else MORE)


def answered(referral_no: str, head: str) -> Say:
    return Say(
        f"เรื่องของ {head} เจ้าหน้าที่ตอบแล้วค่ะ เลขที่ {referral_no} ถ้าเยี่ยมครั้งหน้ายังไม่ได้ ส่งใหม่ได้นะคะ", buttons=MINE)


def nothing_missing(head: str) -> Say:
    return Say(f"การเยี่ยมล่าสุดไม่พบว่า {head} ขาดเบี้ยอะไรค่ะ เลยยังไม่ได้ส่งเรื่อง ถ้ามีเรื่องอื่น โทร 1300 ได้นะคะ", call=True)


def nobody_there(head: str) -> Say:
    return Say(f"พื้นที่นี้ยังไม่มีเจ้าหน้าที่ในระบบค่ะ เลยยังส่งเรื่องของ {head} ไม่ได้ โทร 1300 ให้ช่วยประสานได้นะคะ", call=True)


def no_such_visit() -> Say:
    return Say("ไม่พบการเยี่ยมนี้ในรายการของคุณค่ะ อาจถูกยกเลิกไปแล้ว", buttons=MORE)


def ended(referral_no: str, done: bool, word: str) -> Say:
    """The volunteer hears what came of it. On a locked screen it is a number only."""
    what = "เจ้าหน้าที่ทำให้เสร็จแล้วค่ะ" if done else "เจ้าหน้าที่ยังทำให้ไม่ได้ค่ะ"
    return Say(f"เรื่อง {referral_no} {what}\n“{word}”", title=f"เรื่อง {referral_no}", private=True, buttons=MINE)
