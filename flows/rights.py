"""What somebody should have by the rules of the state, what comes in already, and what is missing."""

from datetime import date

from flows.questions import Age, Choice, Choices, Money, Number
from flows.rights_card import card
from flows.steps import Option
from welfare import Facts, rights_of

TITLE = "สิทธิสวัสดิการ"
PARTS = ("ใคร", "ถามสั้น ๆ", "เงินที่ได้")
WHO, SHORT, MONEY = PARTS
NOT_KNOWN = "ไม่รู้"
SOMEBODY_ELSE = "other"
YES_OR_NO = (Option("yes", "ใช่", also=("มี", "ได้")), Option("no", "ไม่ใช่", also=("ไม่มี", "ไม่ได้", "ไม่")))
HAS_OR_NOT = (Option("yes", "มี"), Option("no", "ไม่มี", also=("ไม่", "ยังไม่มี")))
AMOUNTS = ("old_age_allowance", "disability_allowance", "child_grant")  # of these the amount tells whether it comes in full
MOST_IN_HOUSE = 30  # people; more is no household (our own default)
MONTHS = 12


def rights(facts):
    on = date.fromisoformat(facts["today"])
    known = yield from whose(facts)
    person = yield from somebody(known, on)
    has = yield from comes_in(facts, known)
    if has is not None:
        person = Facts(**{**vars(person), "welfare_card": "welfare_card" in has})
    if "income_per_head" in asked_for(person, on):
        person = Facts(**{**vars(person), "income_per_head": (yield from income_per_head())})
    yield card(person, has, on, facts.codes)
    return []


def whose(facts):
    """Somebody of the visit that was made just now, whose age need not be told again; {} for anybody else.

    {"name", "age", "disabled", "incomes": [sources that come into the house]}"""
    people = facts.get("recent") or []
    if not people:
        return {}
    picked = yield Choice(
        key="whose", part=WHO, label="ดูสิทธิของ", words="ดูสิทธิของใครคะ",
        choices=(*(Option(str(place), one["name"]) for place, one in enumerate(people, 1)), Option(SOMEBODY_ELSE, "คนอื่น")),
    )  # fmt: skip
    return {} if picked == SOMEBODY_ELSE else people[int(picked) - 1]


def somebody(known: dict, on: date):
    """What must be known of anybody: the age, the disability card, and of the old whether the state pays them already."""
    age = yield Age(
        key="age", part=SHORT, label="อายุ", words="คนที่จะดูสิทธิ อายุเท่าไรคะ", hint="อายุ เช่น 79 หรือปีเกิด เช่น 2483",
        optional=NOT_KNOWN, assume=known.get("age"),
    )  # fmt: skip
    card = yield Choice(
        key="disability_card", part=SHORT, label="บัตรคนพิการ", words="มีบัตรคนพิการไหมคะ", choices=HAS_OR_NOT,
        optional=NOT_KNOWN, nothing=True, assume="no" if known and not known["disabled"] else None,
    )  # fmt: skip
    person = Facts(years=age and age["years"], disability_card=truth(card))
    if age is None or "pension" not in asked_for(person, on):
        return person
    pension = yield Choice(
        key="pension", part=SHORT, label="บำนาญ", words="ได้บำนาญข้าราชการ หรือเงินประจำจากรัฐไหมคะ", hint="ไม่นับเบี้ยผู้สูงอายุ",
        choices=YES_OR_NO, optional=NOT_KNOWN, nothing=True,
    )  # fmt: skip
    return Facts(**{**vars(person), "pension": truth(pension)})


def truth(answer: str | None) -> bool | None:
    return None if answer is None else answer == "yes"


def asked_for(person: Facts, on: date) -> set:
    """The facts that a rule of every month still waits for. A pending rule, or one that nobody has seen, asks nothing."""
    waiting = (one for one in rights_of(person, on) if one.state in ("likely", "maybe") and one.rule.per == "month")
    return {fact for one in waiting if one.rule.certainty == "sourced" for fact in one.unknown}


def comes_in(facts, known: dict):
    """{source: baht a month, or None where nobody knows how much}; None where nobody knows what comes in."""
    sources = yield Choices(
        key="sources", part=MONEY, label="เงินที่ได้", words="ตอนนี้ได้เงินอะไรอยู่บ้างคะ แตะได้หลายข้อ",
        choices=facts.codes.options("sources"), none="ไม่ได้อะไรเลย", optional=NOT_KNOWN, nothing=True,
        propose=tuple(source for source in known.get("incomes", ()) if source in facts.codes.sources),
    )  # fmt: skip
    if sources is None:
        return None
    has = dict.fromkeys(sources)
    for source in (one for one in AMOUNTS if one in has):
        label = facts.codes.label("sources", source)
        has[source] = yield Money(
            key=f"has.{source}", part=MONEY, label=label, words=f"{label} ได้เดือนละกี่บาทคะ", hint="เช่น 700",
            usual=tuple(facts.codes.sources[source].get("usual", ())), optional=NOT_KNOWN,
        )  # fmt: skip
    return has


def income_per_head():
    """Baht a year, the mean of all who live in the house; None if nobody knows."""
    income = yield Money(
        key="house_income", part=MONEY, label="รายได้ทั้งบ้าน", words="รายได้ทุกคนในบ้านรวมกัน เดือนละกี่บาทคะ", hint="เช่น 12000",
        optional=NOT_KNOWN, nothing=True,
    )  # fmt: skip
    if income is None:
        return None
    count = yield Number(
        key="house_people", part=MONEY, label="คนในบ้าน", words="ในบ้านอยู่กันกี่คนคะ", unit="คน", least=1, most=MOST_IN_HOUSE,
        quick=(2, 3, 4, 5, 6), optional=NOT_KNOWN,
    )  # fmt: skip
    return None if count is None else -(-income * MONTHS // count)
