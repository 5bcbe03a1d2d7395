"""Who is told of an urgent case on a rung of its ladder, and why nobody is where nobody is."""

from dataclasses import dataclass

from sqlalchemy import and_, false, func, literal, select

from models import duty
from models.area import within
from models.people import Friend, RoleGrant


@dataclass(frozen=True)
class Reach:
    """`people`: LINE user ids. `why` says why there are none: "" or "none" (nobody holds the role), "off_duty", "blocked"."""

    people: tuple = ()
    why: str = ""


def reach(tx, rung: dict, case, but: str = "") -> Reach:
    """Those who hold the role for exactly so wide an area around the case, are on duty where a roster is kept, have written
    to us and have not blocked us. Whoever raised the case is not told of it, nor `but`."""
    rows = [row for row in holders(tx, rung, case) if row.line_user_id not in (case.reporter, but)]
    if not rows:
        return Reach(why="none")
    posts = {(row.role, row.area_code) for row in rows}
    away = {post: off_duty(tx, *post) for post in posts}  # looked up once for each: a hotline has hundreds of agents
    on_duty = [row for row in rows if not away[row.role, row.area_code](row.line_user_id)]
    hear = sorted({row.line_user_id for row in on_duty if row.blocked_at is None and row.heard_ms > 0})
    return Reach(tuple(hear), "" if hear else "blocked" if on_duty else "off_duty")


def everybody(tx, case) -> list[str]:
    """Whoever can hear us and holds a role on any of the rungs, on duty or not: when all rungs are empty."""
    rows = [row for rung in case.ladder["rungs"] for row in holders(tx, rung, case)]
    able = [row for row in rows if row.blocked_at is None and row.heard_ms > 0 and row.line_user_id != case.reporter]
    return sorted({row.line_user_id for row in able})


def holders(tx, rung: dict, case) -> list:
    columns = (RoleGrant.line_user_id, RoleGrant.role, RoleGrant.area_code, Friend.blocked_at, Friend.heard_ms)
    held = (RoleGrant.role == rung["role"], RoleGrant.revoked_at.is_(None), around(case.area_code, rung["digits"]))
    return tx.all(select(*columns).join(Friend, Friend.line_user_id == RoleGrant.line_user_id).where(*held))


def off_duty(tx, role: str, area_code: str):
    """Who is not at work there: a test of a LINE user id. An area without a roster has everybody on duty, always."""
    if not duty.has_roster(tx, role, area_code):
        return lambda _: False
    there = set(duty.on_duty(tx, role, area_code, tx.now))
    return lambda who: who not in there


def around(area_code: str, digits: int):
    """Areas of that many digits which hold the place, or which lie in it where it is known only roughly."""
    if not digits:
        return literal(area_code).startswith(RoleGrant.area_code) if area_code else literal(True)
    if len(area_code) >= digits:
        return RoleGrant.area_code == area_code[:digits]
    return and_(within(RoleGrant.area_code, area_code), func.length(RoleGrant.area_code) == digits) if area_code else false()


def may_take_over(tx, case, but: str) -> list[str]:
    """Colleagues to whom its owner may offer a case: those of any rung, those on duty first."""
    near = [one for rung in case.ladder["rungs"] for one in reach(tx, rung, case, but).people]
    return [one for one in dict.fromkeys([*near, *everybody(tx, case)]) if one != but]
