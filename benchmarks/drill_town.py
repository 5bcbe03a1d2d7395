"""Who is there: a volunteer in every sub-district outside Bangkok, officers on most rungs, a hotline for all."""

import random
import secrets

from sqlalchemy import insert, select

from benchmarks import seeds
from models.area import BANGKOK, Area
from models.people import Friend, RoleGrant, Volunteer

# How many officers an area of so many digits has, and in what share of the areas; the rest have none (our own guess).
OFFICERS = {6: {0: 0.45, 1: 0.45, 2: 0.10}, 4: {0: 0.20, 1: 0.60, 2: 0.20}, 2: {0: 0.10, 1: 0.20, 2: 0.70}}
AGENTS = 6  # of the hotline
DEAF = 0.15  # of the officers never answer
LEVELS = {2: "province", 4: "district", 6: "subdistrict"}


class Town:
    """`volunteers`: {LINE user id: sub-district}. `names`: {area code: name}."""

    def __init__(self, db, seed: int):
        chance = random.Random(seed)
        seeds.volunteers(db)
        with db.reading() as tx:
            self.volunteers = {row.line_user_id: row.area_code[:6] for row in tx.all(
                select(Volunteer.line_user_id, Volunteer.area_code).order_by(Volunteer.id))}
            self.names = {row.code: row.name for row in tx.all(select(Area.code, Area.name).where(Area.level != "village"))}
        self._holders = {("hotline", ""): {stranger() for _ in range(AGENTS)}}
        for digits, shares in OFFICERS.items():
            for code in (one for one in sorted(self.names) if len(one) == digits and not one.startswith(BANGKOK)):
                many = chance.choices(list(shares), shares.values())[0]
                self._holders["officer", code] = {stranger() for _ in range(many)}
        officers = sorted(set().union(*(who for (role, _), who in self._holders.items() if role == "officer")))
        self.deaf = set(chance.sample(officers, int(len(officers) * DEAF)))
        self._grant(db)

    def _grant(self, db):
        held = [(who, role, code) for (role, code), several in self._holders.items() for who in several]
        with db.transaction() as tx:
            tx.execute(insert(Friend), [
                {"line_user_id": who, "since": tx.now, "heard_ms": 1, "menu": "", "menu_linked": ""} for who, _, _ in held])
            tx.execute(insert(RoleGrant), [
                {"line_user_id": who, "role": role, "area_code": code, "granted_at": tx.now} for who, role, code in held])

    def holders(self, rung: dict, area: str) -> set[str]:
        """Who can be told on a rung of a case in that sub-district ("" for unknown)."""
        if rung["digits"] and not area:
            return set()
        return self._holders.get((rung["role"], area[: rung["digits"]]), set())

    def told(self, area: str) -> str:
        """The sub-district as somebody types it."""
        return f"ต.{self.names[area]} อ.{self.names[area[:4]]} จ.{self.names[area[:2]]}"


def stranger() -> str:
    return f"U{secrets.token_hex(16)}"
