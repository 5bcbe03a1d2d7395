"""Who lives in the house, in which target groups they are, and who cares for whom."""

from flows.questions import Age, Choice, Choices, Name, Number
from flows.questions.telling import called
from flows.steps import Option

PART = "คนในบ้าน"
ELDERLY_FROM = 60  # years (Act on Older Persons 2546, section 3)
CHILD_UNTIL = 18  # years (Child Protection Act 2546, section 4)
MOST = 12  # people of one house that one talk takes down: their summary must fit a Flex bubble of 30 KB
NEEDS_CARE_FROM = 80  # years from which we ask who cares for a person without a disability (our own default)
ITSELF, OUTSIDE, NOBODY = "self", "outside", "nobody"


def people(facts, home, before):
    """The residents, head first (see RecordVisit.people)."""
    held = before.people
    count = yield Number(
        key="count",
        part=PART,
        label="จำนวนคน",
        words="ในบ้านอยู่กันกี่คนคะ",
        unit="คน",
        words_for=(("คนเดียว", 1), ("ตัวคนเดียว", 1)),
        least=1,
        most=MOST,
        quick=(1, 2, 3, 4, 5),
        assume=before.keep("people", len(held) or None),
    )
    residents = []
    for place in range(1, count + 1):
        was = held[place - 1] if place <= len(held) else None
        residents.append((yield from resident(facts, place, home, was, before)))
    for place, person in enumerate(residents, 1):
        person["cared_for_by"] = yield from carer(place, person, residents, held, before)
    return residents


def resident(facts, place, home, was, before):
    name = yield from name_of(place, home, was, before)
    years = yield from age_of(place, name, was, before)
    sex = yield from sex_of(place, name, was, before)
    person = {**{key: name[key] for key in ("title", "given", "family")}, "sex": sex, **years}
    groups = yield from groups_of(facts, place, person, was, before)
    disabilities = []
    if "disabled" in groups:
        disabilities = yield Choices(
            key=f"person.{place}.disabilities",
            part=PART,
            about=f"คนที่ {place}",
            label="ความพิการ",
            words=f"{called(person)} พิการด้านไหนคะ",
            choices=facts.codes.options("disabilities"),
            assume=before.keep("people", was and was["disabilities"]) or None,
        )
    return {**person, "groups": groups, "disabilities": disabilities}


def name_of(place, home, was, before):
    if place == 1:
        return home["head"]
    return (
        yield Name(
            key=f"person.{place}.name",
            part=PART,
            about=f"คนที่ {place}",
            label="ชื่อ",
            words=f"คนที่ {place} ชื่ออะไร อายุเท่าไรคะ",
            hint="เช่น ตามี ใจดี 82 ปี",
            assume=before.keep("people", was and named(was)),
        )
    )


def named(person: dict) -> dict:
    return {**{key: person[key] for key in ("title", "given", "family", "sex")}, "years": None}


def age_of(place, name, was, before):
    """{"years", "birth_year"}"""
    told = None if name.get("years") is None else {"years": name["years"], "birth_year": before.year - name["years"]}
    kept = before.keep("people", was and before.age(was))
    return (
        yield Age(
            key=f"person.{place}.age",
            part=PART,
            about=f"คนที่ {place}",
            label="อายุ",
            words=f"{called(name)} อายุเท่าไรคะ",
            hint="อายุ เช่น 79 หรือปีเกิด เช่น 2483",
            assume=told or kept,
        )
    )


def sex_of(place, name, was, before):
    told = name["sex"] or before.keep("people", was and was["sex"]) or None
    return (
        yield Choice(
            key=f"person.{place}.sex",
            part=PART,
            about=f"คนที่ {place}",
            label="เพศ" if not name["sex"] else "",
            words=f"{called(name)} เป็นหญิงหรือชายคะ",
            choices=(Option("f", "หญิง"), Option("m", "ชาย")),
            assume=told,
        )
    )


def groups_of(facts, place, person, was, before):
    return (
        yield Choices(
            key=f"person.{place}.groups",
            part=PART,
            about=f"คนที่ {place}",
            label="กลุ่ม",
            words=f"{called(person)} อยู่กลุ่มไหนบ้างคะ",
            hint="ติ๊กให้แล้วตามอายุ แตะแก้ได้ เสร็จแล้วแตะ ต่อไป",
            choices=facts.codes.options("groups"),
            none="ไม่อยู่ในกลุ่มไหน",
            propose=proposed(person["years"]),
            assume=before.keep("people", was and was["groups"]),
        )
    )


def proposed(years: int) -> tuple:
    """The groups that an age speaks for; the rest only the volunteer can see."""
    if years >= ELDERLY_FROM:
        return ("elderly",)
    return ("children",) if years < CHILD_UNTIL else ()


def carer(place, person, residents, held, before):
    """Who cares for a person: the place of another in the house as "2", or ITSELF, OUTSIDE, NOBODY; "" if not asked."""
    if not needs_care(person):
        return ""
    was = held[place - 1]["cared_for_by"] if place <= len(held) else None
    others = tuple(Option(str(n), called(one)) for n, one in enumerate(residents, 1) if n != place)
    return (
        yield Choice(
            key=f"person.{place}.carer",
            part=PART,
            about=f"คนที่ {place}",
            label="คนดูแล",
            words=f"ใครดูแล{called(person)}คะ",
            choices=(*others, Option(ITSELF, "ดูแลตัวเองได้"), Option(OUTSIDE, "คนนอกบ้านมาดูแล"), Option(NOBODY, "ไม่มีใครดูแล")),
            assume=before.keep("people", was or None),
        )
    )


def needs_care(person) -> bool:
    return "disabled" in person["groups"] or person["years"] >= NEEDS_CARE_FROM
