"""A hole in the ladder: people hold the role, and none of them can be told. Those who look after the system hear of it."""

from bot import jobs
from bot.person import BANGKOK_TIME
from bot.render import draw
from flows import case_words as cases
from models.area import area_name
from models.people import holders


def report(tx, desk, case, rung: dict, why: str):
    """Once a day for each role and area; nothing where nobody was ever given the role, for that is how it was set up."""
    if why not in cases.HOLES:
        return
    day, area = tx.now.astimezone(BANGKOK_TIME).date().isoformat(), case.area_code[: rung["digits"]]
    key = f"hole:{rung['role']}:{area}:{day}"
    jobs.enqueue(tx, "hole", {"role": rung["role"], "area_code": area, "why": why, "case_no": case.case_no}, key=key)


def tell_of(db, desk, job):
    """The handler of "hole"."""
    told = job.payload
    with db.transaction() as tx:
        words = cases.hole(told["role"], area_name(tx, told["area_code"]), told["why"])
        for admin in holders(tx, "admin", told["area_code"]):
            desk.outbox.queue_push(tx, to=admin, messages=draw([words], desk), purpose="hole", case_no=told["case_no"])
        job.done(tx)
