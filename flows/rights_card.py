"""The answer about somebody's rights: what they should have, what they have, what is missing, and what to do about it."""

from datetime import date

from flows.questions.choosing import clipped
from flows.steps import Option, Say
from thai.dates import show_date
from welfare import Facts, missing, rights_of
from welfare.facts import asked

ADVICE = "ตรวจสอบกับเจ้าหน้าที่ก่อนนะคะ ผู้พิจารณาคือเจ้าหน้าที่ค่ะ"
NOTHING = "ยังไม่พบเงินรายเดือนที่ควรได้ ตามกติกาที่ตรวจแล้วค่ะ\n" + ADVICE
PER = {"month": "บาท/เดือน", "time": "บาท/ครั้ง"}
MOST_NAMES = 6  # rights named in one line; more is not read on a phone (our own default)
LONGEST_SOURCE = 150  # letters; the whole of it stands in docs/rights.md (our own default)


def card(person: Facts, has: dict | None, on: date, codes) -> Say:
    """`has`: as in flows/rights.py; None where nobody knows what comes in, and then nothing is called missing."""
    findings = rights_of(person, on)
    should = [one for one in findings if one.counted and one.rule.per == "month"]
    lacks = [] if has is None else missing(person, has, on)
    to_fetch = [finding for one in lacks for finding in one.findings] or should
    lines = (
        ("ควรได้", listed(f"{one.right.name} {baht(one)}" for one in should)),
        ("ได้อยู่แล้ว", comes_in(has, codes)),
        ("ยังไม่ได้", not_yet(lacks, has, should)),
        ("เพราะ", joined(words for one in should for words in one.why)),
        ("ไม่ได้", listed(refused(findings))),
        ("ยังไม่ทราบ", joined(asked(fact) for one in should for fact in one.unknown)),
        ("อาจได้", listed(open_question(one) for one in findings if is_open(one))),
        ("ถ้าเดือดร้อน", joined(one.right.name for one in findings if is_for_hardship(one))),
        ("กติกายังไม่ได้ตรวจ", joined(one.right.name for one in findings if one.state in YES and not one.counted)),
        ("ยังไม่ประกาศใช้", listed(pending(one) for one in findings if concerns(one))),
        ("เอกสาร", joined(paper for one in to_fetch for paper in one.right.papers)),
        ("ไปที่", joined(one.right.where for one in to_fetch)),
        ("ผู้พิจารณา", joined(one.right.decides for one in to_fetch)),
        ("ข้อควรรู้", joined(note for one in should for note in one.notes)),
        ("กติกา", listed(dated(one) for one in should)),
    )
    return Say(
        ADVICE if should else NOTHING, title="สิทธิสวัสดิการ", lines=tuple(line for line in lines if line[1]), private=True,
        buttons=(Option("สิทธิสวัสดิการ", "ดูสิทธิคนอื่น"),),
    )  # fmt: skip


YES = ("entitled", "likely")


def baht(finding) -> str:
    if finding.baht is None:
        return ""
    least, most = f"{finding.baht:,}", f"{finding.up_to:,}"
    return f"{least if least == most else f'{least}–{most}'} {PER[finding.rule.per]}"


def comes_in(has: dict | None, codes) -> str:
    if has is None:
        return "ยังไม่ทราบ"
    amounts = {source: f" {amount:,} บาท/เดือน" if amount is not None else "" for source, amount in has.items()}
    return listed(codes.label("sources", source) + told for source, told in amounts.items()) or "ไม่มี"


def not_yet(lacks: list, has: dict | None, should: list) -> str:
    if has is None or not should:
        return ""
    part = (f"{names(one)} {one.short:,} บาท/เดือน" + (f" (ได้ {one.has:,})" if one.has else "") for one in lacks)
    return listed(part) or "ไม่มี ได้ครบแล้วตามที่บอกมา"


def names(one) -> str:
    return " และ".join(finding.right.name for finding in one.findings)


def refused(findings: list):
    """Why an allowance is not theirs; said only to whom it would nearly be, and not of what comes with the welfare card."""
    for one in findings:
        near = one.state == "not_entitled" and len(one.against) == 1 and one.why
        if near and one.rule.per == "month" and one.right.paid_as not in ("", "welfare_card"):
            yield f"{one.right.name}: {one.against[0]}"


def is_open(one) -> bool:
    return one.state == "maybe" and (one.rule.per, one.rule.certainty) == ("month", "sourced")


def open_question(one) -> str:
    return f"{one.right.name} {baht(one)} ยังไม่ทราบ: {joined(map(asked, one.unknown))}"


def is_for_hardship(one) -> bool:
    return one.state == "maybe" and (one.rule.per, one.rule.certainty) == ("time", "sourced")


def concerns(one) -> bool:
    return one.state == "pending" and not one.against and bool(one.why)


def pending(one) -> str:
    return f"{one.right.name} {baht(one)} (ข่าว {show_date(one.rule.announced, short=True)})"


def dated(one) -> str:
    began, checked = (show_date(day, short=True) for day in (one.rule.valid_from, one.rule.checked))
    return f"{one.rule.id} ใช้ตั้งแต่ {began} ตรวจเมื่อ {checked} ที่มา {clipped(one.rule.source, LONGEST_SOURCE)}"


def listed(parts) -> str:
    return "\n".join(parts)


def joined(parts) -> str:
    """Each once, on one line."""
    return " · ".join(list(dict.fromkeys(parts))[:MOST_NAMES])
