"""What is told about an urgent case and to whom: alarms, that the next rung was told, reminders, news for its reporter.

Each is a push that is asked once more before it leaves whether it is still wanted (`owners`). In a flood an officer gets
the most urgent alone and the others gathered (bot/ladders.toml, [flood]).
"""

import logging
from datetime import UTC, datetime, timedelta
from functools import partial

from bot import jobs
from bot.colleagues import called
from bot.outbox import Owner
from bot.render import draw
from bot.second import Second, call_on, place_of
from flows import case_words as cases
from flows import reporting
from models import case as models
from models import message
from models.case import OWNED

log = logging.getLogger(__name__)
GATHERING = timedelta(minutes=30)  # a digest names what was gathered so long before it at most
MORE = timedelta(minutes=2)  # between two pushes that there is more to read (our own default)
REPORTER_PUSHES = 6  # news of one case that its reporter gets unasked; then only what they must answer (our own default)


def tell(tx, desk, case, people, how: str) -> list[str]:
    """An alarm to each of them, the "first" of this case, "again", or one that came "back" to be taken anew; gives those for
    whom it is gathered with others."""
    words = cases.alarm(case.case_no, kind_of(desk, case), place_of(tx, desk, case.area_code), case.alike, how)
    again = how == "again"
    gathered = [one for one in people if flooded(tx, desk, case, one, again)]
    for one in people:
        if one in gathered:
            gather(tx, desk, case, one)
        else:
            push(tx, desk, one, words, case.case_no, "again" if again else "alarm")
    return gathered


def tell_so(tx, desk, case, people, rung: dict):
    """Those of the rung before: nobody took it, and who was told now. In a flood they have enough to read without it."""
    since = tx.now - timedelta(minutes=desk.ladders.flood.minutes)
    for one in (one for one in people if message.count_pushes(tx, one, "told_so", since) < desk.ladders.flood.alone):
        push(tx, desk, one, cases.went_on(case.case_no, rung["role"], rung["digits"]), case.case_no, "told_so")


def kind_of(desk, case) -> str:
    return desk.codes.label("dangers", case.kind)


# A flood: as many alarms as one can read come alone, the rest together.


def flooded(tx, desk, case, who: str, again: bool) -> bool:
    """Emergencies are counted apart, and what is told again by itself: it must not keep a new one from being heard."""
    flood = desk.ladders.flood
    since = tx.now - timedelta(minutes=flood.minutes)
    if again:
        return message.count_pushes(tx, who, "again", since) >= flood.alone
    lately = models.count_alarms(tx, who, case.urgency, since)
    return lately >= (flood.emergencies if case.urgency == "emergency" else flood.alone)


def gather(tx, desk, case, who: str):
    """The alarm is kept as told; its words come with those of its neighbours, once in each span."""
    message.keep_unsent(tx, who, "alarm", case.case_no, models.GATHERED)
    span = desk.ladders.flood.gather * 60
    begins = int(tx.now.timestamp()) // span * span
    jobs.enqueue(tx, "flood", {"line_user_id": who, "since": begins}, key=f"flood:{who}:{begins}",
                 run_at=datetime.fromtimestamp(begins + span, UTC))


def tell_gathered(db, desk, job):
    """The handler of "flood"."""
    who = job.payload["line_user_id"]
    with db.transaction() as tx:
        rows = models.gathered_for(tx, who, datetime.fromtimestamp(job.payload["since"], UTC))
        if rows:
            words = cases.flood(len(rows), rows[0].case_no, kind_of(desk, rows[0]), place_of(tx, desk, rows[0].area_code))
            push(tx, desk, who, words, rows[0].case_no, "flood")
        job.done(tx)


# News for its owner, and for whoever raised it.


def remind(tx, desk, case):
    words = cases.remind_referred if case.state == "referred" else cases.remind
    push(tx, desk, case.acknowledged_by, words(case.case_no), case.case_no, "remind")


def to_owner(tx, desk, case, words):
    push(tx, desk, case.acknowledged_by, words, case.case_no, "case")


def more(tx, desk, case):
    """There is more to read; told at most once in a while, for answers come one by one."""
    if case.state in OWNED and not message.count_pushes(tx, case.acknowledged_by, "more", tx.now - MORE):
        push(tx, desk, case.acknowledged_by, cases.more(case.case_no), case.case_no, "more")


def to_reporter(tx, desk, case, words, must=False):
    """Not more than they can bear and the month can pay, but for what they `must` answer. All of it can be asked for."""
    if must or message.count_about(tx, case.reporter, case.case_no) < REPORTER_PUSHES:
        push(tx, desk, case.reporter, words, case.case_no, "news")
    else:
        models.log(tx, case.id, "clock", "not_told")


def offer(tx, desk, case, to: str):
    """Its owner asks a colleague to go on with it."""
    words = cases.offered(case.case_no, called(tx, case.acknowledged_by))
    push(tx, desk, to, words, case.case_no, "offer")


def let_go_quietly(tx, desk, case):
    """Its owner fell silent, and the reporter hears that somebody else is looked for."""
    to_owner(tx, desk, case, cases.taken_away(case.case_no))
    to_reporter(tx, desk, case, reporting.looking_again())


def push(tx, desk, to: str, words, case_no: str, purpose: str):
    desk.outbox.queue_push(tx, to=to, messages=draw([words], desk), purpose=purpose, case_no=case_no)


# Asked before a push leaves


def still_open(tx, row) -> bool:
    """Not once somebody has the case, or it is closed."""
    return _case(tx, row).state == "open"


def still_theirs(tx, row) -> bool:
    case = _case(tx, row)
    return case.state in models.OWNED and case.acknowledged_by == row.to


def still_offered(tx, row) -> bool:
    case = _case(tx, row)
    return case.state in models.OWNED and case.offered_to == row.to


def _case(tx, row):
    return models.numbered(tx, row.case_no, [""])


def unreached(channels: Second, tx, row):
    """LINE refused this alarm for good. If none of its rung's alarms can arrive any more, the next rung is due at once, and
    the second channel is called.

    Not above the last rung: where every push is refused, as when the month is spent, that would never end."""
    case = models.by_number(tx, row.case_no)
    if case.state != "open" or models.alarms_on_their_way(tx, row.case_no):
        return
    models.log(tx, case.id, "clock", "unreached", rung=case.rung)
    call_on(tx, channels, case, "refused")
    if case.rung < len(case.ladder["rungs"]) - 1:
        models.change(tx, case.id, next_at=tx.now)


def nothing(tx, row):
    """It gave up, and nobody's safety hangs on it."""


def flood_open(tx, row) -> bool:
    return bool(_gathered(tx, row))


def flood_lost(channels: Second, tx, row):
    """None of those cases was told to this person in the end."""
    for case in _gathered(tx, row):
        unreached(channels, tx, case)


def _gathered(tx, row) -> list:
    return models.gathered_for(tx, row.to, row.created_at - GATHERING)


def owners(channels: Second) -> dict[str, Owner]:
    """Who is asked about a push before it leaves, by its purpose."""
    return {
        "alarm": Owner(still_open, partial(unreached, channels)),
        "again": Owner(still_open, partial(unreached, channels)),
        "flood": Owner(flood_open, partial(flood_lost, channels)),
        "told_so": Owner(still_open, nothing),
        "remind": Owner(still_theirs, nothing),
        "offer": Owner(still_offered, nothing),
    }
