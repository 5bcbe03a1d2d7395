"""Which house? One of the volunteer's own, one found by its people, or a new one."""

from flows import whereabouts
from flows.lookups import AreasNear, HouseholdKnown, HouseholdsLike, SameHouse, SamePerson
from flows.questions import Choice, HouseNo, Name
from flows.questions.placing import NEAR_DISTRICTS, away
from flows.questions.telling import called
from flows.steps import Look, Option, Say, Screen, Unclear

NEW, MINE, ELSEWHERE = "new", "mine", "elsewhere"
PART = "บ้าน"
MOST_SEARCHES = 4  # after so many names that were not the one, it is taken for a new house


def house(facts, story):
    """(home, known): `home` describes the house; `known` is what the last visit left, or None for a new one.

    home: {"head": a kept name, "no", "subdistrict", "village_no", "village", "pin"}."""
    picked = yield from pick(facts, story)
    if isinstance(picked, dict):
        return (yield from new_house(facts, story, picked.get("words", "")))
    known = yield Look(f"known.{picked}", HouseholdKnown(int(picked)))
    if known is None:
        yield Say("บ้านนี้ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ บันทึกเป็นบ้านใหม่นะคะ")
        return (yield from new_house(facts, story, ""))
    return known["home"], known


def pick(facts, story):
    """A household's id, or {"words": what the person called a house that is not known yet}. Who told whom they visited is not
    asked; a house of theirs is found by the name."""
    if not facts["mine"]:
        return {}
    choices = tuple(Option(str(one["id"]), one["label"], one["note"]) for one in facts["mine"])
    chosen = yield Choice(
        key="house",
        part=PART,
        label="บ้าน",
        words="เยี่ยมบ้านใครคะ",
        free=True,
        hint="แตะเลือก พิมพ์ชื่อเพื่อค้นหา เช่น ยายคำ หรือเล่าการเยี่ยมมาเลยก็ได้",
        choices=(*choices, Option(NEW, "บ้านใหม่")),
        assume=NEW if story.head else None,
    )
    tries = 1
    while isinstance(chosen, dict) and tries <= MOST_SEARCHES:
        found = yield Look(f"found.{tries}", HouseholdsLike(chosen["words"]))
        if not found:
            yield Say(f"ยังไม่เคยมีบ้านของ “{chosen['words']}” ค่ะ บันทึกเป็นบ้านใหม่เลยนะคะ")
            return chosen
        words = chosen["words"]
        chosen = yield Choice(
            key=f"house.{tries + 1}",
            part=PART,
            words=f"พบบ้านที่คล้าย “{words}” หลังไหนคะ",
            free=True,
            choices=(*(Option(str(one["id"]), one["label"], one["note"]) for one in found), Option(NEW, "ไม่ใช่ เป็นบ้านใหม่")),
        )
        if chosen == NEW:
            return {"words": words}
        tries += 1
    return {} if chosen == NEW else chosen


def new_house(facts, story, words: str):
    """A house that nobody told us of: its head, and where it is. Someone nearly the same is shown first."""
    question = Name(
        key="head",
        part=PART,
        label="เจ้าของบ้าน",
        words="ไปเยี่ยมใครคะ ขอชื่อและอายุ",
        hint="เช่น ยายคำ ใจดี 79 ปี หรือเล่าการเยี่ยมทั้งหมดมาเลยก็ได้",
        assume=read_or_none(words) or story.head,
    )
    head = yield question
    born = int(facts["today"][:4]) - head["years"] if head["years"] is not None else None
    twins = yield Look("twins", SamePerson(called(head), born))
    met = yield from perhaps_known("same", twins, f"เคยมีคนบันทึก {called(head)} ไว้แล้ว บ้านนี้หรือเปล่าคะ", "ไม่ใช่ คนละคนกัน")
    if met:
        return met["home"], met
    where = yield from address(facts, story)
    neighbours = yield Look("neighbours", SameHouse(where["no"], where["subdistrict"], where["village_no"], where["village"]))
    met = yield from perhaps_known(
        "same_house",
        [one for one in neighbours if one not in twins],
        f"บ้านเลขที่ {where['no']} เคยบันทึกไว้แล้ว บ้านเดียวกันไหมคะ",
        "ไม่ใช่ คนละบ้าน",
    )
    return (met["home"], met) if met else ({"head": head, **where}, None)


def perhaps_known(key: str, found: list, words: str, no: str):
    """What the last visit left of the house among `found` that is meant; None if it is none of them."""
    if not found:
        return None
    same = yield Choice(
        key=key,
        part=PART,
        label="บ้านที่เคยบันทึก",
        words=words,
        choices=(*(Option(str(one["id"]), one["label"], one["note"]) for one in found), Option(NEW, no)),
    )
    return None if same == NEW else (yield Look(f"known.{key}.{same}", HouseholdKnown(int(same))))


def read_or_none(words: str):
    """The name in the words that a search began with, so that it is not asked again."""
    try:
        return Name(key="", words="").read(words, Screen(today="")) if words else None
    except Unclear:
        return None


def address(facts, story):
    """{"no", "subdistrict", "village_no", "village", "pin"}: in the volunteer's own village unless said otherwise."""
    mine, here = facts["me"], story.place.get("village_no")
    asked = {"part": PART, "label": "บ้านเลขที่", "towns": facts.towns}
    number = yield HouseNo(
        key="house_no",
        words=f"บ้านเลขที่เท่าไรคะ ({f'หมู่ {here}' if here else mine['village']})",
        hint="เช่น 12/3 หรือ 12/3 หมู่ 4 หรือส่งตำแหน่งที่อยู่",
        assume=story.house_no(mine["area_code"]),
        **asked,
    )
    place, elsewhere = {"code": mine["area_code"][:6], "village_no": number.get("village_no") or here}, number.get("elsewhere")
    pin = facts.get("pin") or number.get("pin")
    if pin and not elsewhere and not place["village_no"]:
        told = yield from whose_village(facts, mine, *pin)
        place, elsewhere = (place, told == ELSEWHERE) if told in (MINE, ELSEWHERE) else (told, False)
    if elsewhere:
        place = {"village_no": here, **(yield from other_place(facts, story))}
    if elsewhere or place["village_no"]:
        village = yield from whereabouts.village(facts, place, PART)
    else:
        village = {"number": mine["village_no"], "name": mine["village_name"]}
    if number.get("elsewhere"):
        number = yield HouseNo(
            key="house_no.there", words="บ้านเลขที่เท่าไรคะ", hint="เช่น 12/3 หรือส่งตำแหน่งที่อยู่", elsewhere=False,
            assume=story.number_there(), **asked,
        )  # fmt: skip
    return {
        "no": number["no"],
        "subdistrict": place["code"],
        "village_no": village["number"],
        "village": village["name"],
        "pin": pin or place.get("pin"),
    }


def other_place(facts, story):
    """A kept place: the one that was told, or what is answered."""
    mine = facts["me"]["area_code"]
    return (
        yield from whereabouts.sub_district(
            facts,
            key="place",
            part=PART,
            words=f"“{story.place['words']}” คือที่ไหนคะ" if "words" in story.place else "อยู่ตำบลไหนคะ",
            hint="พิมพ์ชื่อตำบล เช่น วิเชตนคร แจ้ห่ม",
            near=mine,
            quick=offered(facts, story, mine[:6]),
            assume=story.subdistrict,
        )
    )


def offered(facts, story, mine: str) -> tuple:
    """Sub-districts to tap: what the words of the story may mean, else the volunteer's own."""
    if "words" in story.place:
        return tuple(Option(code, facts.places.name(code)) for code in story.place["offer"])
    return (Option(mine, facts.places.name(mine), "ตำบลเดียวกับคุณ"),)


def whose_village(facts, mine: dict, latitude: float, longitude: float):
    """MINE for a pin that may well lie in the volunteer's own village, else what they say: a place, MINE or ELSEWHERE."""
    seen = yield Look("pin.seen", AreasNear(latitude, longitude))
    villages = [one for one in seen if len(one["code"]) == 8]
    if near_mine(facts, mine, villages, latitude, longitude):
        return MINE
    nearest = facts.towns.near(latitude, longitude).districts[0]
    others = [one for one in villages if one["code"] != mine["area_code"]]
    picked = yield Choice(
        key="pin.village",
        part=PART,
        label="หมู่บ้าน",
        words="ตำแหน่งนี้อยู่หมู่บ้านไหนคะ",
        hint=f"ใกล้ {facts.places.name(nearest.district)} {away(nearest.km)}",
        choices=(
            *(Option(one["code"], whereabouts.named(facts, one), whereabouts.near_by(one)) for one in others),
            Option(MINE, f"หมู่บ้านของคุณ {mine['village']}"[:40]),
            Option(ELSEWHERE, "อยู่หมู่บ้านอื่น"),
        ),
    )
    return picked if picked in (MINE, ELSEWHERE) else {"code": picked[:6], "village_no": int(picked[6:])}


def near_mine(facts, mine: dict, villages: list, latitude: float, longitude: float) -> bool:
    """As well as kept data tells: the nearest known village is the volunteer's own, or none is known and the district fits."""
    if villages:
        return villages[0]["code"] == mine["area_code"]
    near = facts.towns.near(latitude, longitude).districts[:NEAR_DISTRICTS]
    return mine["area_code"][:4] in [one.district for one in near]
