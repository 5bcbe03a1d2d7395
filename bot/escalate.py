"""The ladder: an urgent case is told to one rung after another until somebody owns it, and again when its owner falls silent.

No timer is held anywhere: a case says when it must be looked at (`next_at`), and any clock looks. Each look is one
transaction that locks the case, queues what must be told as rows, and says when the next is due; so it happens once, and
nothing is missed by whoever dies. Who is told: bot/reach.py; what, and whether it is still wanted: bot/alarms.py.
"""

import logging
from datetime import timedelta

from bot import alarms, holes, second
from bot.reach import Reach, everybody, reach
from flows import reporting
from models import case as models

log = logging.getLogger(__name__)
REMINDERS = 1  # so often is a silent owner reminded before the case is taken from them (our own default)
ASK_AGAIN = timedelta(hours=24)  # after which a reporter who has not said whether help came is asked once more (our own default)


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
            models.log(tx, case.id, "clock", "stuck")
            second.call(tx, desk, case, "nobody", "stuck")
            models.change(tx, case.id, next_at=tx.now + timedelta(minutes=1))
        return True


def move(tx, desk, case):
    """The next step of a case, whatever it is. The case's row is locked."""
    if case.state == "open":
        climb(tx, desk, case)
    elif case.state == "closed":
        ask_again(tx, desk, case)
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
    rungs, passed = case.ladder["rungs"], last_told(tx, case)
    rung, found = next_rung(tx, desk, case, but)
    again = rung == case.rung
    people = found.people or reach(tx, rungs[rung], case).people or everybody(tx, case)
    gathered = alarms.tell(tx, desk, case, people, "again" if again else "back" if but else "first")
    if passed and not again:
        alarms.tell_so(tx, desk, case, [one for one in passed if one not in people], rungs[rung])
    note(tx, desk, case, rung, people, gathered)
    minutes = case.ladder["again"] if again else rungs[rung]["minutes"]
    models.change(tx, case.id, rung=rung, next_at=tx.now + timedelta(minutes=minutes))
    return len(people)


def next_rung(tx, desk, case, but: str) -> tuple[int, Reach]:
    """The first rung above the one that was told last on which anybody can be reached; each empty one goes into the log."""
    rungs, rung, found = case.ladder["rungs"], case.rung, Reach()
    while not found.people and rung < len(rungs) - 1:
        rung += 1
        found = reach(tx, rungs[rung], case, but)
        if not found.people:
            models.log(tx, case.id, "clock", "nobody", rung=rung, role=rungs[rung]["role"], why=found.why)
            holes.report(tx, desk, case, rungs[rung], found.why)
    return rung, found


def last_told(tx, case) -> list[str]:
    """Whom the rung before reached; nobody where the ladder begins anew."""
    return models.last_told(tx, case.id) if case.rung >= 0 else []


def note(tx, desk, case, rung: int, people, gathered):
    """What was done, in the case's log; and by the second channel where this one reaches nobody, or nobody answers."""
    if people:
        models.log(tx, case.id, "clock", "told", rung=rung, people=list(people), **({"gathered": gathered} if gathered else {}))
    else:
        log.warning("case %s: nobody can be told", case.case_no)
        models.log(tx, case.id, "clock", "nobody", rung=rung, role="all")
    if not people or rung == case.rung:
        second.call(tx, desk, case, "unanswered" if people else "nobody")


def remind(tx, desk, case):
    alarms.remind(tx, desk, case)
    models.log(tx, case.id, "clock", "reminded")
    models.change(tx, case.id, reminded=case.reminded + 1, next_at=tx.now + models.patience(case.ladder, case.state))


def take_back(tx, desk, case):
    """Its owner said nothing: the case is open once more, from the first rung."""
    alarms.let_go_quietly(tx, desk, case)
    models.log(tx, case.id, "clock", "let_go", owner=case.acknowledged_by, why="silent")
    rearm(tx, desk, case)


def rearm(tx, desk, case) -> int:
    """Open once more, from the first rung, and others told before whoever had it. Gives how many were told."""
    models.change(tx, case.id, **models.UNOWNED, state="open", rung=-1)
    return climb(tx, desk, models.by_id(tx, case.id), but=case.acknowledged_by)


def ask_again(tx, desk, case):
    """It was closed on the word of its owner alone, and its reporter has not answered."""
    models.change(tx, case.id, next_at=None)
    if not case.evidence:
        models.log(tx, case.id, "clock", "asked_again")
        alarms.to_reporter(tx, desk, case, reporting.helped_at_all(case.case_no), must=True)
