"""Thai telephone numbers and national ID numbers in typed text."""

import re
from dataclasses import dataclass
from typing import Literal

from thai.numerals import arabic
from thai.text import normalise

_GAP = r"[\s.\-–()]?\s?"
# Mobiles have ten digits (06, 08, 09), landlines nine (02, 03, 04, 05, 07): NBTC's national numbering plan.
_LEAD = rf"(?:\+\s?66{_GAP}(?:\(0\){_GAP}|0{_GAP})?|(?<![\d+])66(?=[689]\d{{8}}(?!\d))|0{_GAP})"
_MOBILE = rf"{_LEAD}[689](?:{_GAP}\d){{8}}"
_LANDLINE = rf"{_LEAD}[23457](?:{_GAP}\d){{7}}"
_PHONE = re.compile(rf"(?<![\d-])(?:(?P<mobile>{_MOBILE})|(?P<landline>{_LANDLINE}))(?!\d|-\d)")
# Numbers that contain what looks like a telephone: ID cards (13 digits, also 1-4-5-2-1) and bank accounts (3-1-5-1).
_NO_PHONE = re.compile(r"(?<!\d)(?:\d(?:[\s\-]?\d){12}|\d{3}-\d-\d{4,6}(?:-\d)?)(?!\d)")


@dataclass(frozen=True)
class Phone:
    """digits: national form, "0812345678" or "02…". start, end: where, in `normalise(text)`."""

    digits: str
    kind: Literal["mobile", "landline"]
    start: int
    end: int


@dataclass(frozen=True)
class PhoneAnswer:
    """digits: the one number, or None with `why`: "nothing", "several" (choices), "too_short", "too_long", "hotline"."""

    digits: str | None
    why: str | None = None
    choices: tuple[str, ...] = ()


def find_phones(text: str) -> tuple[Phone, ...]:
    """Every Thai telephone number in the text, in order: not 1300, 191 or 1669, not ID or account numbers. Never raises."""
    text = arabic(normalise(text))
    hidden = _NO_PHONE.sub(lambda number: number.group() if _PHONE.fullmatch(number.group()) else "x" * len(number.group()), text)
    return tuple(_phone(match) for match in _PHONE.finditer(hidden))


def _phone(match: re.Match) -> Phone:
    digits = re.sub(r"\D", "", match.group())
    if digits.startswith("66"):
        digits = "0" + digits.removeprefix("66").removeprefix("0")
    return Phone(digits, "mobile" if match["mobile"] else "landline", match.start(), match.end())


def phone(text: str) -> PhoneAnswer:
    """The one telephone number in an answer; `why` says kindly checkable reasons if there is none. Never raises."""
    found = tuple(dict.fromkeys(each.digits for each in find_phones(text)))
    if len(found) > 1:
        return PhoneAnswer(None, "several", found)
    return PhoneAnswer(found[0]) if found else PhoneAnswer(None, _why_none(text))


def _why_none(text: str) -> str:
    digits = re.sub(r"\D", "", arabic(normalise(text)))
    if not digits:
        return "nothing"
    if digits in ("1300", "191", "1669", "199", "1323", "1157"):
        return "hotline"
    return "too_short" if len(digits) < 9 or (len(digits) == 9 and digits[:2] in ("06", "08", "09")) else "too_long"


def show_phone(digits: str) -> str:
    """ "081-234-5678", "02-123-4567", "054-123-456"; anything else is shown as it is."""
    if len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if len(digits) == 9 and digits.startswith("02"):
        return f"{digits[:2]}-{digits[2:5]}-{digits[5:]}"
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 9 else digits


def national_id_ok(text: str) -> bool:
    """Are these the 13 digits of a Thai ID card, with the right check digit? Blanks and dashes do not matter.

    The last digit is (11 − Σ digit × weight mod 11) mod 10, weights 13 down to 2 (Department of Provincial Administration).
    """
    digits = re.sub(r"[\s\-]", "", arabic(normalise(text)))
    if not re.fullmatch(r"[0-9]{13}", digits):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - weighed % 11) % 10 == int(digits[12])
