"""The photos of a visit or a case as an officer's page shows them: what each is, when and where it was taken."""

from datetime import datetime

from sqlalchemy import select

from bot.facts import place_line
from bot.person import BANGKOK_TIME, thai_day
from flows.questions.placing import away
from flows.questions.showing import NAMES
from models import case, household, media, visit
from models.area import within_any
from models.media import Media
from models.visit import Visit
from thai.dates import show_date
from thai.distance import km_between

FAR_KM = 1.0  # a photo taken farther from the house than this is worth a word (our own default)
MAP = "https://www.google.com/maps?q={:.6f},{:.6f}"
# What was taken back is not named either: nobody is to know of it.
NOT_HERE = {"lost": "รับจากไลน์ไม่ได้", "refused": "เปิดไม่ได้", "waiting": "กำลังรับจากไลน์"}


def visit_album(tx, desk, visit_id: int, who) -> dict | None:
    """What templates/photos.html shows; None for a visit outside the areas of this officer."""
    made = visit.by_id(tx, visit_id, who.scopes("officer"))
    if made is None:
        return None
    house = household.known(tx, made.household_id)
    place = household.exact_place(tx, house, who)
    return {
        "head": house.head,
        "about": f"การเยี่ยม {made.visit_no} · {show_date(made.visited_on)}",
        "area_code": made.area_code,
        "address": f"{house.house_no} {place_line(tx, desk, made.area_code)}".strip(),
        **shown(tx, desk, media.of_visit(tx, visit_id), place, who),
    }


def case_album(tx, desk, case_id: int, who) -> dict | None:
    """The same for an urgent case; without a name on it."""
    found = case.by_id(tx, case_id)
    if found is None or case.numbered(tx, found.case_no, who.case_scopes, who.line_user_id) is None:
        return None
    place = (found.latitude, found.longitude) if found.latitude is not None else None
    return {
        "head": desk.codes.label("dangers", found.kind),
        "about": f"เคส {found.case_no}",
        "area_code": found.area_code,
        "address": desk.places.name(found.area_code[:6]) if found.area_code else "",
        **shown(tx, desk, media.of_talk(tx, found.talk_id), place, who),
    }


ALBUMS = {"visit": visit_album, "case": case_album}


def shown(tx, desk, items, place, who) -> dict:
    kept = [one for one in items if one.state == "kept"]
    return {
        "map": MAP.format(*place) if place else None,
        "items": [entry(tx, desk, one, number, place, who) for number, one in enumerate(kept, 1)],
        "others": [{"name": NAMES[one.kind], "why": NOT_HERE[one.state]} for one in items if one.state in NOT_HERE],
    }


def entry(tx, desk, one, number: int, place, who) -> dict:
    link = f"/media/{desk.links.token('item', one.id, who.line_user_id)}"
    return {
        "kind": one.kind,
        "name": f"{number}. {NAMES[one.kind]}",
        "link": link,
        "small": f"{link}/small" if one.thumbnail else None,
        "told": [told for told in (taken(one), distance(one, place), seen_before(tx, one, who)) if told],
    }


def taken(one) -> str:
    """When, by the camera's own clock; else when it was sent."""
    if not one.taken_at:
        return f"ส่งเมื่อ {thai_day(one.sent_at)} {one.sent_at.astimezone(BANGKOK_TIME):%H:%M} น."
    at = datetime.fromisoformat(one.taken_at)
    return f"ถ่ายเมื่อ {show_date(at.date(), short=True)} {at:%H:%M} น."


def distance(one, place) -> str:
    if one.latitude is None or not place:
        return ""
    km = km_between((one.latitude, one.longitude), place)
    return f"ถ่ายห่างจากบ้าน{away(km)}" if km > FAR_KM else ""


def seen_before(tx, one, who) -> str:
    """The very same picture in another visit: perhaps a slip, perhaps a visit that was copied."""
    if one.same_as is None:
        return ""
    ours = within_any(Visit.area_code, who.scopes("officer"))
    in_another = (Media.id == one.same_as, Media.state == "kept", Visit.id != one.visit_id, ours)
    other = tx.value(select(Visit.visit_no).join(Media, Media.visit_id == Visit.id).where(*in_another))
    return f"รูปเดียวกับในการเยี่ยม {other}" if other else ""
