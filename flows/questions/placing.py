"""Questions answered with a place: a sub-district typed or pinned, a village in it, a house in that."""
import re
from dataclasses import dataclass

from flows.questions.choosing import clipped
from flows.steps import Option, Pin, Question, Screen, Unclear
from thai.nearby import TownMap
from thai.numerals import arabic
from thai.places import Gazetteer
from thai.text import normalise, plain

SURE = 93           # of 100: a match this good is taken without asking (our own default; benchmarks/places.py)
CLEARLY = 3         # points by which the next one must be worse (the same)
NEAR_DISTRICTS = 4  # districts proposed for a pin: the right one is among three in nine of ten (thai/nearby.py)
MOST = 8            # how many places are offered at once: more do not fit a phone's screen
BANGKOK = "10"
NONE = "none"
NO_NUMBER = frozenset(map(plain, ("ไม่มี", "ไม่มีเลขที่", "ไม่มีบ้านเลขที่", "ไม่ทราบ", "ไม่รู้", "ยังไม่มี")))
IN_TOWN = {"number": 0, "name": ""}      # a town has sub-districts without villages; the code then ends in 00
NO_VILLAGE = frozenset(map(plain, ("ไม่มี", "ไม่มีหมู่", "ไม่มีหมู่บ้าน", "ไม่มีชุมชน", "ในเมือง", "ในเขตเทศบาล", "เขตเทศบาล", "เทศบาล")))
UNKNOWN = frozenset(map(plain, ("ไม่รู้", "ไม่ทราบ", "ไม่แน่ใจ", "จำไม่ได้", "ไม่มี", "ไม่มีชื่อ"))) | {""}
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, kw_only=True)
class Place(Question):
    """A sub-district's six-digit code, from any part of a Thai address: {"code", "village_no"?}. A shared pin is kept as
    {"pin": [latitude, longitude]}, for the flow to ask on. `near` is the person's own area code, whose namesakes come first."""

    places: Gazetteer
    towns: TownMap
    near: str = ""
    quick: tuple = ()           # of Option: areas offered before anything is typed
    pinned: bool = False        # is this asked because of a pin? Then another pin is no answer
    wants = "pin"

    def options(self):
        return self.quick

    def tapped(self, value, screen: Screen):
        if len(value) == 8:     # a village that was proposed for a pin
            return self.check_kept({"code": value[:6], "village_no": int(value[6:])})
        if len(value) == 4:
            raise Unclear(f"{self.places.name(value)} ตำบลไหนคะ แตะเลือก หรือพิมพ์ชื่อตำบล", self.inside(value))
        return self.check_kept({"code": value})

    def read(self, text: str, screen: Screen):
        found = self.places.search(text, near=self.near, limit=MOST)
        if not found:
            raise Unclear(f"ไม่พบ “{clipped(text)}” ค่ะ พิมพ์ชื่อตำบลกับอำเภอ เช่น วิเชตนคร แจ้ห่ม")
        best = found[0]
        if len(best.code) == 6 and is_sure(found):
            return self.check_kept({"code": best.code, **({"village_no": best.village_no} if best.village_no else {})})
        if len(best.code) == 4 and is_sure(found):
            return self.tapped(best.code, screen)
        offered = self.offered(found)
        if not offered:
            raise Unclear(f"{self.places.name(best.code)} มีหลายอำเภอค่ะ ขอชื่อตำบลกับอำเภอด้วย เช่น วิเชตนคร แจ้ห่ม")
        raise Unclear(f"“{clipped(text)}” คือที่ไหนคะ", offered)

    def offered(self, found) -> tuple:
        return tuple(Option(one.code, self.places.name(one.code)) for one in found if len(one.code) >= 4)

    def inside(self, district: str) -> tuple:
        return tuple(Option(code, self.places.parts(code).subdistrict) for code in self.places.under(district))

    def other(self, reply, screen: Screen):
        if not isinstance(reply, Pin):
            return super().other(reply, screen)
        located(self.towns, reply)
        if self.pinned:
            raise Unclear("ได้ตำแหน่งแล้วค่ะ เหลือแตะเลือกตำบล หรือพิมพ์ชื่อตำบลนะคะ", self.quick)
        return {"pin": [reply.latitude, reply.longitude]}

    def check(self, kept):
        if isinstance(kept, dict) and "pin" in kept and not self.pinned:
            return kept
        if not isinstance(kept, dict) or self.places.parts(kept.get("code", "")) is None or len(kept["code"]) != 6:
            raise Unclear("ขอชื่อตำบลกับอำเภอค่ะ เช่น วิเชตนคร แจ้ห่ม")
        return kept

    def show(self, kept):
        return self.places.name(kept["code"]) if "code" in kept else "ส่งตำแหน่งแล้ว"


@dataclass(frozen=True, kw_only=True)
class Village(Question):
    """A village of the sub-district `within`: {"number", "name"}. In Bangkok a community: number None, by its name.
    `known` are (code, name) of the villages that were told before."""

    within: str
    known: tuple = ()

    def options(self):
        return tuple(Option(code, self.label_of(code, name)) for code, name in self.known[:MOST])

    def label_of(self, code: str, name: str) -> str:
        return name if self.in_bangkok else f"หมู่ {int(code[6:])} {name}".strip()

    @property
    def in_bangkok(self) -> bool:
        return self.within.startswith(BANGKOK)

    def tapped(self, value, screen: Screen):
        name = dict(self.known).get(value)
        if name is None:
            raise Unclear("ปุ่มนี้ใช้ไม่ได้แล้วค่ะ พิมพ์บอกได้เลยนะคะ")
        return {"number": None if self.in_bangkok else int(value[6:]), "name": name}

    def read(self, text: str, screen: Screen):
        text = normalise(text)
        if plain(text) in NO_VILLAGE:
            return dict(IN_TOWN)
        if self.in_bangkok:
            return self.check_kept({"number": None, "name": _named(text, "ชุมชน")})
        found = re.search(r"\d+", arabic(text))
        number = int(found.group()) if found else None
        rest = text if found is None else (text[:found.start()] + " " + text[found.end():])
        name = _named(re.sub(r"หมู่ที่|หมู่บ้าน|หมู่|ม\s?\.|บ้าน(?=\S)", " ", rest), "")
        known = {int(code[6:]): village for code, village in self.known}
        if number is None:
            number = next((n for n, village in known.items() if plain(village) == plain(name) and name), None)
        name = "" if plain(name) in UNKNOWN else name
        return self.check_kept({"number": number, "name": known.get(number) or name})

    def check(self, kept):
        number, name = kept["number"], kept["name"]
        if number == 0:
            return kept
        if self.in_bangkok and not name:
            raise Unclear("ขอชื่อชุมชนค่ะ เช่น คลองกุ่มนิเวศน์")
        if not self.in_bangkok and not (isinstance(number, int) and 1 <= number <= 99):
            raise Unclear("ขอเลขหมู่ด้วยค่ะ เช่น 5 หรือ หมู่ 5 ป่าตึง ถ้าไม่มีหมู่ พิมพ์ว่า ไม่มีหมู่")
        return kept

    def show(self, kept):
        if kept["number"] == 0:
            return "ไม่มีหมู่บ้าน"
        return f"ชุมชน{kept['name']}" if kept["number"] is None else f"หมู่ {kept['number']} {kept['name']}".strip()


def is_sure(found) -> bool:
    """The first is meant and no other: near enough, and the next one clearly worse."""
    return found[0].score >= SURE and (len(found) == 1 or found[1].score < found[0].score - CLEARLY)


def located(towns: TownMap, pin: Pin):
    """The districts near a pin. Raises Unclear for one that tells nothing."""
    told = towns.near(pin.latitude, pin.longitude)
    if told.why == "no_position":
        raise Unclear("ยังไม่เห็นตำแหน่งค่ะ ลองเปิดตำแหน่งในมือถือแล้วส่งใหม่ หรือพิมพ์บอกก็ได้")
    if told.why == "outside":
        raise Unclear("ตำแหน่งนี้อยู่นอกประเทศไทยค่ะ ลองส่งใหม่ หรือพิมพ์บอกก็ได้")
    return told


def away(km: float) -> str:
    """A distance as one says it: a pin from a phone is good to some tens of metres at best."""
    return f"ราว {max(100, round(km * 1000, -2)):.0f} เมตร" if km < 1 else f"ราว {round(km)} กม."


def _named(text: str, word: str) -> str:
    return " ".join(text.replace(word, " ", 1).split()) if word else " ".join(text.split())


@dataclass(frozen=True, kw_only=True)
class HouseNo(Question):
    """A house: {"no", "village_no"?, "pin"?, "elsewhere"?}. "12/3", "12/3 ม.4", a shared pin, or no number at all."""

    towns: TownMap
    elsewhere: bool = True      # may one say that the house is in another village?
    wants = "pin"

    def options(self):
        away = (Option(ELSEWHERE, "อยู่หมู่บ้านอื่น"),) if self.elsewhere else ()
        return (Option(NONE, "ไม่มีบ้านเลขที่"), *away)

    def tapped(self, value, screen: Screen):
        return {"no": "", **({"elsewhere": True} if value == ELSEWHERE else {})}

    def read(self, text: str, screen: Screen):
        told = arabic(normalise(text))
        if plain(text) in NO_NUMBER:
            return {"no": ""}
        village = re.search(r"(?:หมู่ที่|หมู่บ้านที่|หมู่|ม\s?\.)\s*(\d{1,2})", told)
        rest = told if village is None else told[: village.start()] + " " + told[village.end() :]
        number = re.search(r"\d+(?:\s?/\s?\d+)*", rest)
        if not number:
            raise Unclear(f"อ่าน “{clipped(text)}” เป็นบ้านเลขที่ไม่ออกค่ะ พิมพ์แบบ 12/3 หรือ 12/3 หมู่ 4")
        kept = {"no": re.sub(r"\s", "", number.group())}
        return {**kept, "village_no": int(village.group(1))} if village else kept

    def other(self, reply, screen: Screen):
        if not isinstance(reply, Pin):
            return super().other(reply, screen)
        located(self.towns, reply)
        return {"no": "", "pin": [reply.latitude, reply.longitude]}

    def show(self, kept):
        village = f" หมู่ {kept['village_no']}" if kept.get("village_no") else ""
        return (kept["no"] or ("ส่งตำแหน่งแล้ว" if kept.get("pin") else "ไม่มีเลขที่")) + village
