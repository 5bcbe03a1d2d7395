"""Who lives in the house, in which target groups they are, and who cares for whom."""

from flows.lookups import SamePerson
from flows.questions import Age, Choice, Choices, Name, Number
from flows.questions.telling import called
from flows.steps import Look, Option
from flows.visit.groups import age_groups

PART = "คนในบ้าน"
MOST = 12  # people of one house that one talk takes down: their summary must fit a Flex bubble of 30 KB
NEEDS_CARE_FROM = 80  # years from which we ask who cares for a person without a disability (our own default)
ITSELF, OUTSIDE, NOBODY = "self", "outside", "nobody"
NEW_HERE = "new"  # somebody nobody has told us of


def people(facts, home, before):
    """The residents, head first (see RecordVisit.people)."""
    slots = yield from who_lives_there(before)
    residents = []
    for place, was in enumerate(slots, 1):
        residents.append((yield from resident(facts, (place, len(slots)), home, was, before)))
    for place, person in enumerate(residents, 1):
        person["cared_for_by"] = yield from carer(place, person, residents, slots, before)
    return residents


def who_lives_there(before):
    """One entry a person, head first: what was known of them, or None for somebody new."""
    if before.changed is not None and "people" in before.changed:
        return (yield from who_stays(before.people))
    if before.known:
        return list(before.people)
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
        assume=before.story.residents,
    )
    return [None] * count


def who_stays(held: list):
    stays = (yield from ticked(held)) if held else []
    new = yield Number(
        key="new_people", part=PART, label="คนมาใหม่", words="มีคนมาอยู่ใหม่กี่คนคะ", unit="คน", words_for=(("ไม่มี", 0),),
        least=0 if stays else 1, most=MOST - len(stays), quick=(0, 1, 2) if stays else (1, 2),
    )  # fmt: skip
    return [*({**held[int(n) - 1], "was": n} for n in stays), *[None] * new]


def ticked(held: list):
    """The places, as "1", of those who still live there."""
    names = tuple(Option(str(n), called(person)) for n, person in enumerate(held, 1))
    return (yield Choices(
        key="stays", part=PART, label="คนที่ยังอยู่", words="ใครยังอยู่บ้านนี้บ้างคะ", hint="ติ๊กให้แล้วทุกคน แตะคนที่ไม่อยู่แล้วออก",
        choices=names, none="ไม่มีใครอยู่แล้ว", propose=tuple(option.value for option in names),
    ))  # fmt: skip


def resident(facts, seat, home, was, before):
    """`seat`: which of how many."""
    place, _ = seat
    name = yield from name_of(place, home, was, before)
    years = yield from age_of(place, name, was, before)
    sex = yield from sex_of(place, name, was, before)
    person = {**{key: name[key] for key in ("title", "given", "family")}, "sex": sex, **years}
    moved = yield from known_elsewhere(place, person, was, before)
    groups = yield from groups_of(facts, seat, person, was, before)
    disabilities = []
    if "disabled" in groups:
        disabilities = yield Choices(
            key=f"person.{place}.disabilities",
            part=PART,
            about=f"คนที่ {place}",
            label="ความพิการ",
            words=f"{called(person)} พิการด้านไหนคะ",
            choices=facts.codes.options("disabilities"),
            assume=(was and was["disabilities"]) or None,
        )
    return {**person, **moved, "groups": groups, "disabilities": disabilities}


def known_elsewhere(place, person, was, before):
    """{"moved_from": the house that somebody new here is known from already}, or {} for somebody nobody has told us of."""
    if was or (place == 1 and not before.known):  # the head of a new house is asked for with the house (flows/visit/house.py)
        return {}
    found = yield Look(f"person.{place}.twins", SamePerson(called(person), person["birth_year"]))
    others = {str(one["id"]): one for one in found if not before.known or one["id"] != before.known["id"]}
    if not others:
        return {}
    same = yield Choice(
        key=f"person.{place}.twin", part=PART, about=f"คนที่ {place}", label="เคยบันทึกที่บ้านอื่น",
        words=f"{called(person)} คล้ายกับคนที่เคยบันทึกไว้ ใช่คนเดียวกันไหมคะ", hint="ถ้าใช่ แตะบ้านเดิม จะย้ายชื่อมาบ้านนี้ให้ค่ะ",
        choices=(*(Option(id_, one["label"], one["note"]) for id_, one in others.items()), Option(NEW_HERE, "ไม่ใช่ คนละคนกัน")),
    )  # fmt: skip
    return {} if same == NEW_HERE else {"moved_from": {key: others[same][key] for key in ("id", "given", "label")}}


def name_of(place, home, was, before):
    if place == 1 and not before.known:
        return home["head"]
    return (
        yield Name(
            key=f"person.{place}.name",
            part=PART,
            about=f"คนที่ {place}",
            label="ชื่อ",
            words=f"คนที่ {place} ชื่ออะไร อายุเท่าไรคะ",
            hint="เช่น ตามี ใจดี 82 ปี",
            assume=named(was) if was else before.story.other(place, home["head"]),
        )
    )


def named(person: dict) -> dict:
    return {**{key: person[key] for key in ("title", "given", "family", "sex")}, "years": None}


def age_of(place, name, was, before):
    """{"years", "birth_year"}"""
    said = before.story.years(name, place)
    years = name.get("years") if said is None else said
    told = None if years is None else {"years": years, "birth_year": before.year - years}
    kept = was and before.age(was)
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
    told = name["sex"] or (was and was["sex"]) or None
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


def groups_of(facts, seat, person, was, before):
    place, residents = seat
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
            propose=age_groups(person["years"]),
            assume=was["groups"] if was else before.story.groups_of(person, residents),
        )
    )


def carer(place, person, residents, slots, before):
    """Who cares for a person: the place of another in the house as "2", or ITSELF, OUTSIDE, NOBODY; "" if not asked."""
    if not needs_care(person):
        return ""
    was = cared_for_before(slots[place - 1], slots)
    others = tuple(Option(str(n), called(one)) for n, one in enumerate(residents, 1) if n != place)
    return (
        yield Choice(
            key=f"person.{place}.carer",
            part=PART,
            about=f"คนที่ {place}",
            label="คนดูแล",
            words=f"ใครดูแล{called(person)}คะ",
            choices=(*others, Option(ITSELF, "ดูแลตัวเองได้"), Option(OUTSIDE, "คนนอกบ้านมาดูแล"), Option(NOBODY, "ไม่มีใครดูแล")),
            assume=was,
        )
    )


def needs_care(person) -> bool:
    return "disabled" in person["groups"] or person["years"] >= NEEDS_CARE_FROM


def cared_for_before(was, slots) -> str | None:
    """Who cared for a person last time, by the place they have now; None if nobody knows, or they are gone."""
    if was is None or not was["cared_for_by"].isdecimal():
        return (was and was["cared_for_by"]) or None
    places = {slot.get("was", str(place)): str(place) for place, slot in enumerate(slots, 1) if slot}
    return places.get(was["cared_for_by"])
