"""Where an urgent case is: named, or shared as a place, while it is raised or later."""

from bot import escalate
from bot.case_lookup import find
from flows import urgent
from flows.lookups import AreasNear
from models import case as models
from models import media
from models.media import Media


def place(turn, found, told: dict) -> list:
    """`told`: {"code"} or {"pin"}. Somewhere else than was thought: those who are near are told, from the first rung on."""
    pin, tx = told.get("pin"), turn.tx
    code = told.get("code") or area_of(turn, found, pin)
    code = found.area_code if found.area_code.startswith(code) else code  # known more closely already
    models.change(tx, found.id, area_code=code, **({"latitude": pin[0], "longitude": pin[1]} if pin else {}))
    media.change(tx, Media.talk_id == found.talk_id, area_code=code)
    if code[:6] == found.area_code[:6] or found.state != "open":
        return []
    models.change(tx, found.id, rung=-1)
    reached = escalate.climb(tx, turn.desk, models.by_id(tx, found.id))
    return [] if reached else [urgent.opened_to_nobody(found.case_no)]


def area_of(turn, found, pin) -> str:
    """The area of a shared place: that of a village or a middle that is known near it, else the district by its towns."""
    near = find(AreasNear(*pin), turn.tx, turn.desk, turn.who)
    return near[0]["code"] if near else turn.desk.towns.near(*pin).districts[0].district
