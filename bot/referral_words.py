"""The number of a referral, typed at any moment: as an officer has it on paper, and as its volunteer reads it out."""

from bot.numbers import number_meant
from bot.referral_facts import named, sent_by
from flows import menu
from flows.menu import OFFICER, VOLUNTEER

VERBS = ("", "เรื่อง", "เปิด", "เปิดเรื่อง", "เลขที่", "เรื่องเลขที่", "เรื่องที่")  # before the number, for all the same


def of_a_referral(turn, talk, text: str) -> list | None:
    """Opens it for an officer of its area; tells whoever sent it how it stands. None for other words, and for other people."""
    meant = number_meant(text, "ส", VERBS)
    if meant is None:
        return None
    referral_no = meant[1]
    officers = named(turn.tx, turn.who, referral_no) if OFFICER in turn.who.roles else None
    if officers and (officers["referral"] or VOLUNTEER not in turn.who.roles):
        return turn.start(talk, menu.flow_named("referral"), officers)
    if VOLUNTEER in turn.who.roles:
        return turn.start(talk, menu.flow_named("my_referrals"), sent_by(turn.tx, turn.who, referral_no))
    return None
