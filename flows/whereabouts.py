"""Where? A sub-district from any part of its name or from a pin, and the village in it. Shared by several flows."""

from flows.lookups import AreasNear, VillagesOf
from flows.questions import Place, Text, Village
from flows.questions.placing import BANGKOK, NEAR_DISTRICTS, away
from flows.steps import Look, Option


def sub_district(facts, *, key, part, words, hint, near="", quick=(), calls=(), assume=None):
    """A kept place: {"code", "village_no"?, "pin"?}. A pin proposes, the person confirms."""
    asked = {"part": part, "label": "ตำบล", "places": facts.places, "towns": facts.towns, "near": near, "calls": calls}
    place = yield Place(key=key, words=words, hint=hint, quick=quick, assume=assume, **asked)
    if "code" in place:
        return place
    latitude, longitude = place["pin"]
    seen = yield Look(f"{key}.seen", AreasNear(latitude, longitude))
    confirmed = yield Place(
        key=f"{key}.pinned",
        pinned=True,
        words="ได้ตำแหน่งแล้วค่ะ อยู่ตำบลไหนคะ",
        hint="แตะเลือก หรือพิมพ์ชื่อตำบล",
        quick=proposals(facts, latitude, longitude, seen),
        **asked,
    )
    return {**confirmed, "pin": place["pin"]}


def proposals(facts, latitude, longitude, seen) -> tuple:
    """Villages and sub-districts known to be near, then districts whose towns are; each with its distance."""
    towns = facts.towns.near(latitude, longitude).districts[:NEAR_DISTRICTS]
    return (
        *(Option(one["code"], named(facts, one), near_by(one)) for one in seen),
        *(Option(one.district, facts.places.name(one.district), away(one.km)) for one in towns),
    )


def named(facts, area: dict) -> str:
    """ "หมู่ 5 ป่าตึง ต.วิเชตนคร"; a sub-district with its district, for many have the same name."""
    code = area["code"]
    if len(code) < 8:
        return facts.places.name(code)
    return f"หมู่ {int(code[6:])} {area['name']}".strip() + f" ต.{facts.places.parts(code[:6]).subdistrict}"


def near_by(area: dict) -> str:
    return f"{away(area['km'])} · เคยมีบ้านแถวนี้" if area["from"] == "pin" else away(area["km"])


def village(facts, place: dict, part: str):
    """{"number", "name"} of a village of the place; asks for the name of one that nobody has named yet."""
    subdistrict, told = place["code"], place.get("village_no")
    known = yield Look(f"villages.{subdistrict}", VillagesOf(subdistrict))
    names = {int(code[6:]): name for code, name in known}
    in_bangkok = subdistrict.startswith(BANGKOK)
    found = yield Village(
        key=f"village.{subdistrict}",
        part=part,
        label="ชุมชน" if in_bangkok else "หมู่บ้าน",
        within=subdistrict,
        known=tuple((code, name) for code, name in known),
        words=f"{facts.places.name(subdistrict)}\n" + ("อยู่ชุมชนอะไรคะ" if in_bangkok else "หมู่ที่เท่าไร บ้านอะไรคะ"),
        hint="เช่น คลองกุ่มนิเวศน์" if in_bangkok else "เช่น 5 ป่าตึง",
        assume={"number": told, "name": names.get(told, "")} if told and not in_bangkok else None,
    )
    if found["name"] or found["number"] == 0:
        return found
    name = yield Text(
        key=f"village_name.{subdistrict}.{found['number']}",
        part=part,
        label="ชื่อหมู่บ้าน",
        most=60,
        words=f"หมู่ {found['number']} ชื่อบ้านอะไรคะ",
        optional="ไม่ทราบชื่อ",
    )
    return {**found, "name": name or ""}
