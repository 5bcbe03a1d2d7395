"""The ladder: an urgent case is told to one rung after another until somebody owns it, and again when its owner falls silent.

No timer is held anywhere: a case says when it must be looked at (`next_at`), and any clock looks. Each look is one
transaction that locks the case, queues what must be told as rows, and says when the next is due; so it happens once, and
nothing is missed by whoever dies. Before an alarm leaves it is asked once more whether anybody has the case (`still_open`).
"""

import logging
from datetime import timedelta

from sqlalchemy import and_, false, func, literal, select

from bot.outbox import Owner
from bot.render import draw
from flows import cases, urgent
from models import case as models
from models.area import area_name, within
from models.people import Friend, RoleGrant

log = logging.getLogger(__name__)
REMINDERS = 1  # so often is a silent owner reminded before the case is taken from them (our own default)


def look(db, desk) -> bool:
    """Moves the case that has been due longest; False if none is. For `clock`."""
    with db.transaction() as tx:
        case = models.due(tx)
        if case is None:
            return False
        try:
            with tx.connection.begin_nested():
                move(tx, desk, case)
        except Exception:  # one that cannot be moved must not stand before all the others
            log.exception("case %s could not be moved", case.case_no)
            models.change(tx, case.id, next_at=tx.now + timedelta(minutes=1))
        return True


def move(tx, desk, case):
    """The next step of a case, whatever it is. The case's row is locked."""
    if case.state == "open":
        climb(tx, desk, case)
    elif case.reminded < REMINDERS:
        remind(tx, desk, case)
    else:
        take_back(tx, desk, case)


def at_once(tx, desk, case) -> int:
    """The first step, in the turn that opens the case. Should it fail, the case stays and clock takes the step; 0 then."""
    try:
        with tx.connection.begin_nested():
            return climb(tx, desk, case)
    except Exception:
        log.exception("case %s: nobody could be told at once", case.case_no)
        return 0


def climb(tx, desk, case, but: str = "") -> int:
    """Tells the next rung on which somebody can be reached; the last one again and again. Gives how many were told.

    `but`: whoever just let go of it, or fell silent, is not the one to ring first."""
    rungs, rung, people = case.ladder["rungs"], case.rung, []
    while not people and rung < len(rungs) - 1:
        rung += 1
        people = reachable(tx, rungs[rung], case, but)
        if not people:
            models.log(tx, case.id, "clock", "nobody", rung=rung, role=rungs[rung]["role"])
    people = people or reachable(tx, rungs[rung], case) or sorted({one for each in rungs for one in reachable(tx, each, case)})
    tell(tx, desk, case, people, again=rung == case.rung)
    if people:
        models.log(tx, case.id, "clock", "told", rung=rung, people=people)
    else:
        log.warning("case %s: nobody can be told", case.case_no)
        models.log(tx, case.id, "clock", "nobody", rung=rung, role="all")
    minutes = case.ladder["again"] if rung == case.rung else rungs[rung]["minutes"]
    models.change(tx, case.id, rung=rung, next_at=tx.now + timedelta(minutes=minutes))
    return len(people)


def reachable(tx, rung: dict, case, but: str = "") -> list[str]:
    """LINE user ids of those who hold the role for exactly so wide an area around the case, have written to us and have not
    blocked us. Whoever raised it is not told of it."""
    rows = tx.all(
        select(RoleGrant.line_user_id)
        .distinct()
        .join(Friend, Friend.line_user_id == RoleGrant.line_user_id)
        .where(
            RoleGrant.role == rung["role"], RoleGrant.revoked_at.is_(None), around(case.area_code, rung["digits"]),
            Friend.blocked_at.is_(None), Friend.heard_ms > 0, RoleGrant.line_user_id.not_in((case.reporter, but)),
        )  # fmt: skip
    )
    return sorted(row.line_user_id for row in rows)


def around(area_code: str, digits: int):
    """Areas of that many digits which hold the place, or which lie in it where it is known only roughly."""
    if not digits:
        return literal(area_code).startswith(RoleGrant.area_code) if area_code else literal(True)
    if len(area_code) >= digits:
        return RoleGrant.area_code == area_code[:digits]
    return and_(within(RoleGrant.area_code, area_code), func.length(RoleGrant.area_code) == digits) if area_code else false()


def tell(tx, desk, case, people: list[str], again: bool):
    place = desk.places.parts(case.area_code[:6]) if len(case.area_code) >= 6 else None
    where = f"ต.{place.subdistrict}" if place else area_name(tx, case.area_code)
    words = cases.alarm(case.case_no, desk.codes.label("dangers", case.kind), where, again)
    for one in people:
        desk.outbox.queue_push(tx, to=one, messages=draw([words], desk), purpose="alarm", case_no=case.case_no)


def remind(tx, desk, case):
    push(tx, desk, case.acknowledged_by, cases.remind(case.case_no), case.case_no)
    models.log(tx, case.id, "clock", "reminded")
    models.change(tx, case.id, reminded=case.reminded + 1, next_at=tx.now + timedelta(minutes=case.ladder["idle"]))


def take_back(tx, desk, case):
    """Its owner said nothing: the case is open once more, from the first rung."""
    push(tx, desk, case.acknowledged_by, cases.taken_away(case.case_no), case.case_no)
    push(tx, desk, case.reporter, urgent.looking_again(), case.case_no)
    models.log(tx, case.id, "clock", "let_go", owner=case.acknowledged_by, why="silent")
    rearm(tx, desk, case)


def rearm(tx, desk, case) -> int:
    """Open once more, from the first rung, and others told before whoever had it. Gives how many were told."""
    values = {"state": "open", "acknowledged_by": "", "acknowledged_at": None, "reminded": 0, "closed_at": None, "outcome": ""}
    models.change(tx, case.id, **values, rung=-1)
    return climb(tx, desk, models.by_id(tx, case.id), but=case.acknowledged_by)


def push(tx, desk, to: str, words, case_no: str):
    desk.outbox.queue_push(tx, to=to, messages=draw([words], desk), purpose="case", case_no=case_no)


def still_open(tx, row) -> bool:
    """Is this alarm still wanted? Not once somebody has the case, or it is closed."""
    return tx.value(select(models.Case.state).where(models.Case.case_no == row.case_no)) == "open"


def unreached(tx, row):
    """LINE refused this alarm for good. If none of its rung's alarms can arrive any more, the next rung is due at once.

    Not above the last rung: where every push is refused, as when the month is spent, that would never end."""
    case = models.by_number(tx, row.case_no)
    if case.state != "open" or models.alarms_on_their_way(tx, row.case_no):
        return
    models.log(tx, case.id, "clock", "unreached", rung=case.rung)
    if case.rung < len(case.ladder["rungs"]) - 1:
        models.change(tx, case.id, next_at=tx.now)


ALARM = Owner(wanted=still_open, lost=unreached)
