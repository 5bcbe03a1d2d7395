"""What was found on the visit, what was done, what was promised, and when to come again."""

from datetime import date, timedelta

from flows.questions import Choices, Date, Money, Photos, Text
from flows.questions.showing import SENT_OR_NOT, counted
from flows.visit.groups import ELDERLY_FROM
from flows.visit.told import NOTE_MOST
from welfare import old_age_allowance

SEEN, HELP = "สิ่งที่พบ", "ช่วยเหลือ"
OLDEST_DAYS = 10 * 365  # how far back a visit may be written down (our own default; a paper book of ten years)
AGAIN_IN = ((7, "อีก 1 สัปดาห์"), (30, "อีก 1 เดือน"), (90, "อีก 3 เดือน"))
LATEST_DAYS = 366  # how far ahead the next visit may be set (our own default)
PROMISES = {"coordinated", "referred"}  # after these somebody is waiting for something
NO_VISIT = "ไม่ต้องนัด"


def found(facts, residents, before):
    """(visited_on, problems, incomes)"""
    today = date.fromisoformat(facts["today"])
    visited_on = yield Date(
        key="visited_on",
        part=SEEN,
        label="วันที่เยี่ยม",
        lean="past",
        words="เยี่ยมวันไหนคะ",
        hint="เช่น เมื่อวาน หรือ 24 เม.ย. 62",
        first=(today - timedelta(days=OLDEST_DAYS)).isoformat(),
        last=facts["today"],
        quick=((facts["today"], "วันนี้"), ((today - timedelta(days=1)).isoformat(), "เมื่อวาน")),
        assume=before.story.visited_on or facts["begun"],
    )
    problems = yield Choices(
        key="problems",
        part=SEEN,
        label="ปัญหาที่พบ",
        words="พบปัญหาอะไรบ้างคะ แตะได้หลายข้อ",
        choices=facts.codes.options("problems"),
        none="ไม่พบปัญหา",
        assume=before.told("problems", before.story.problems, before.problems),
    )
    if any(facts.codes.problems[problem].get("photo") for problem in problems):
        yield from evidence(facts, before)
    incomes = yield from money(facts, residents, visited_on, before)
    return visited_on, problems, incomes


def evidence(facts, before):
    """Some help is granted on photos only: the list of problems says for which they are asked."""
    sent = counted(facts.get("media", {}))
    yield Photos(
        key="photos",
        part=SEEN,
        words="ถ่ายรูปไว้เป็นหลักฐานไหมคะ ส่งรูปได้เลย",
        hint=f"ได้รับแล้ว {sent}" if sent else "ส่งทีละรูปหรือหลายรูปก็ได้ค่ะ",
        choices=SENT_OR_NOT[:1] if sent else SENT_OR_NOT,
        assume=None if before.story.problems else before.keep("problems", "none"),
    )


def money(facts, residents, visited_on, before):
    """[{"source", "baht_per_month"}], one for each kind of money that comes into the house."""
    held = {one["source"]: one["baht_per_month"] for one in before.incomes or ()}
    sources = yield Choices(
        key="sources",
        part=SEEN,
        label="รายได้มาจาก",
        words="บ้านนี้มีรายได้จากอะไรบ้างคะ แตะได้หลายข้อ",
        choices=facts.codes.options("sources"),
        none="ไม่มีรายได้เลย",
        assume=before.told("incomes", before.story.sources, None if before.incomes is None else list(held)),
    )
    incomes = []
    for source in sources:
        label = facts.codes.label("sources", source)
        baht = yield Money(
            key=f"income.{source}",
            part=SEEN,
            label=label,
            words=f"{label} รวมทั้งบ้าน เดือนละกี่บาทคะ",
            hint="เช่น 700",
            usual=tuple(facts.codes.sources[source].get("usual", ())),
            assume=assumed(source, held.get(source), residents, visited_on, before),
        )
        incomes.append({"source": source, "baht_per_month": baht})
    return incomes


def settled(source: str, residents, visited_on: date) -> int | None:
    """The old-age allowance of a house with one elder follows from the age; the summary shows it and it can be changed. In the
    year in which a step is reached nobody can tell from the age alone, for the rise comes in October: it is asked then."""
    amounts = allowances(source, residents, visited_on)
    return next(iter(amounts)) if len(amounts) == 1 else None


def assumed(source: str, held: int | None, residents, visited_on: date, before) -> int | None:
    """What was told, else what came in last time. What the rule paid then is asked where it pays otherwise by now: the rise may
    not have come, and that is what the visit is to find."""
    told = before.story.baht(source)
    last = before.told("incomes", told, held)
    if last is None:
        return settled(source, residents, visited_on)
    then, now = allowances(source, before.people, visited_on), allowances(source, residents, visited_on)
    return None if told is None and last in then and then != now else last


def allowances(source: str, residents, on: date) -> set:
    """What the one elder of a house may get: at this age, and where it was reached since October, at the one before."""
    elders = [person["years"] for person in residents if person["years"] >= ELDERLY_FROM]
    if source != "old_age_allowance" or len(elders) != 1:
        return set()
    return {old_age_allowance(years, on) for years in (elders[0], max(ELDERLY_FROM, elders[0] - 1))} - {None}


def follow_up(facts, visited_on, before):
    """(deeds, promised, next_visit_on, note)"""
    deeds = yield Choices(
        key="deeds",
        part=HELP,
        label="สิ่งที่ทำ",
        words="วันนี้ช่วยอะไรไปบ้างคะ แตะได้หลายข้อ",
        choices=facts.codes.options("deeds"),
        assume=before.told("deeds", before.story.deeds, ["followed_up"]),
    )
    promised = yield Text(
        key="promised",
        part=HELP,
        label="สัญญาไว้ว่า",
        words="สัญญาอะไรกับเขาไว้ไหมคะ",
        hint="เช่น จะพาไปทำบัตรคนพิการ",
        optional="ไม่ได้สัญญา",
        most=500,
        assume=None if PROMISES & set(deeds) and not before.known else {"skipped": True},
    )
    next_visit_on = yield from coming_again(facts, visited_on, before)
    note = yield Text(
        key="note", part=HELP, label="บันทึกเพิ่มเติม", words="อยากเล่าอะไรเพิ่มไหมคะ", optional="ไม่มี", most=NOTE_MOST,
        assume=before.story.note or {"skipped": True},
    )  # fmt: skip
    return deeds, promised or "", next_visit_on, note or ""


def coming_again(facts, visited_on, before):
    """The day of the next visit, or None."""
    today = date.fromisoformat(facts["today"])
    days = [((today + timedelta(days=n)).isoformat(), label) for n, label in AGAIN_IN]
    again = before.usual(
        (today + timedelta(days=before.interval_days)).isoformat() if before.interval_days else {"skipped": True}
    )
    return (
        yield Date(
            key="next_visit_on",
            part=HELP,
            label="นัดครั้งหน้า",
            lean="future",
            words="จะไปเยี่ยมอีกเมื่อไรคะ",
            hint="เช่น อีก 2 อาทิตย์ หรือเลือกจากปฏิทิน",
            first=max(visited_on, today).isoformat(),
            last=(today + timedelta(days=LATEST_DAYS)).isoformat(),
            quick=tuple(days),
            optional=NO_VISIT,
            assume=before.story.next_visit_on or again,
        )
    )
