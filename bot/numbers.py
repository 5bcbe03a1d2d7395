"""The numbers that people read out to each other: ย6911-00001 of a visit, ฉ6911-00001 of a case, ส6911-00001 of a referral."""

import re

from models import people
from thai.calendar import BUDDHIST_ERA
from thai.numerals import arabic
from thai.text import plain

NUMBER = re.compile(r"(?P<before>\D*)(?P<month>\d{4})(?P<number>\d{5,})(?:ค่ะ|คะ|ครับ)?$")


def next_no(tx, letter: str, what: str, today: str) -> str:
    """ "ย6911-00001", "ฉ6911-00001": the Buddhist year, the month, and the number in that month of a "visit" or a "case"."""
    year = (int(today[:4]) + BUDDHIST_ERA) % 100
    return f"{letter}{year:02d}{today[5:7]}-{people.next_number(tx, f'{what}.{today[:7]}'):05d}"


def number_meant(text: str, letter: str, verbs) -> tuple[str, str] | None:
    """(verb, number) of "รับเรื่อง ฉ6911-00001", "ฉ๖๙๑๑๐๐๐๐๑ค่ะ" …, if one of these verbs stands before it; None for other words."""
    found = NUMBER.match(plain(arabic(text)))
    if not found or not found["before"].endswith(letter) or found["before"].removesuffix(letter) not in verbs:
        return None
    return found["before"].removesuffix(letter), f"{letter}{found['month']}-{found['number']}"
