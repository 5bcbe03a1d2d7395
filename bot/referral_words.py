"""The number of a referral, typed at any moment: as an officer has it on paper, and as its volunteer reads it out."""

import re

from bot.referral_facts import named, sent_by
from flows import menu
from flows.menu import OFFICER, VOLUNTEER
from thai.numerals import arabic
from thai.text import plain

REFERRAL = re.compile(r"(เปิด)?(เรื่อง)?(เลขที่|ที่)?ส(?P<month>\d{4})(?P<number>\d{5,})(ค่ะ|คะ|ครับ)?$")


def referral_meant(text: str) -> str | None:
    """The number in "ส6911-00001", "เรื่อง ส๖๙๑๑๐๐๐๐๑ค่ะ" …; None for other words."""
    found = REFERRAL.match(plain(arabic(text)))
    return f"ส{found['month']}-{found['number']}" if found else None


def of_a_referral(turn, talk, text: str) -> list | None:
    """Opens it for an officer of its area; tells whoever sent it how it stands. None for other words, and for other people."""
    referral_no = referral_meant(text)
    if referral_no is None:
        return None
    officers = named(turn.tx, turn.who, referral_no) if OFFICER in turn.who.roles else None
    if officers and (officers["referral"] or VOLUNTEER not in turn.who.roles):
        return turn.start(talk, menu.flow_named("referral"), officers)
    if VOLUNTEER in turn.who.roles:
        return turn.start(talk, menu.flow_named("my_referrals"), sent_by(turn.tx, turn.who, referral_no))
    return None
