"""A volunteer hands what is missing to a house to the officers, in one tap after the visit, and hears what came of it."""

from flows.outcomes import Refer
from flows.questions import Choice
from flows.steps import Option, Say

TITLE = "ส่งเรื่องให้เจ้าหน้าที่"
PARTS = ("เลือก",)
VERB = "ส่งเรื่องสิทธิ"  # with the number of a visit behind it, it is the button below a receipt
MINE = (Option("เรื่องส่งต่อ", "ดูเรื่องที่ส่งไว้"),)
STANDS = {"sent": "รอเจ้าหน้าที่รับ", "accepted": "เจ้าหน้าที่รับแล้ว", "done": "เสร็จแล้ว", "declined": "ส่งกลับ"}


def button(visit_id: int) -> Option:
    """Below the receipt of a visit that shows what is missing."""
    return Option(f"{VERB} {visit_id}", "ส่งเรื่องให้เจ้าหน้าที่")


def refer(facts):
    """ "ส่งเรื่องสิทธิ 12", by the button of a receipt; without a number one is asked of which house."""
    if facts["visit"] is not None:
        return [Refer(int(facts["visit"]))]
    if not facts["lacking"]:
        yield Say("ยังไม่มีบ้านที่รอส่งเรื่องสิทธิค่ะ ถ้าพบว่าใครขาดสิทธิ จะมีปุ่มให้แตะหลังบันทึกการเยี่ยม", buttons=MINE)
        return []
    houses = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in facts["lacking"])
    picked = yield Choice(key="visit", part=PARTS[0], label="บ้าน", words="ส่งเรื่องของบ้านไหนคะ", choices=houses)
    return [Refer(int(picked))]


def my_referrals(facts):
    """What one sent, and how it stands."""
    if not facts["sent"]:
        yield Say("คุณยังไม่ได้ส่งเรื่องให้เจ้าหน้าที่ค่ะ")
        return []
    yield Say("", title="เรื่องที่ส่งให้เจ้าหน้าที่", lines=tuple((one["label"], one["stands"]) for one in facts["sent"]))
    return []


# What is told when it is done.


def sent(referral_no: str, head: str) -> Say:
    words = f"ส่งเรื่องของ {head} ให้เจ้าหน้าที่แล้วค่ะ เลขที่ {referral_no}\nได้เรื่องอย่างไรจะแจ้งให้ทราบนะคะ"
    return Say(words, title="ส่งเรื่องแล้ว", receipt=True, buttons=MINE)


def sent_before(referral_no: str, head: str) -> Say:
    """Nothing is lost: whoever opens it sees what the newest visit found."""
    return Say(f"เรื่องของ {head} ส่งไว้แล้วค่ะ เลขที่ {referral_no} เจ้าหน้าที่จะเห็นข้อมูลจากการเยี่ยมล่าสุดด้วย", buttons=MINE)


def nothing_missing(head: str) -> Say:
    return Say(f"การเยี่ยมล่าสุดไม่พบว่า {head} ขาดเบี้ยอะไรค่ะ เลยยังไม่ได้ส่งเรื่อง ถ้ามีเรื่องอื่น โทร 1300 ได้นะคะ", call=True)


def no_such_visit() -> Say:
    return Say("ไม่พบการเยี่ยมนี้ในรายการของคุณค่ะ อาจถูกยกเลิกไปแล้ว", buttons=MINE)


def ended(referral_no: str, done: bool, word: str) -> Say:
    """The volunteer hears what came of it. On a locked screen it is a number only."""
    what = "เจ้าหน้าที่ทำให้เสร็จแล้วค่ะ" if done else "เจ้าหน้าที่ยังทำให้ไม่ได้ค่ะ"
    return Say(f"เรื่อง {referral_no} {what}\n“{word}”", title=f"เรื่อง {referral_no}", private=True, buttons=MINE)
