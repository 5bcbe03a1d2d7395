"""Is it alive, is it able to work, and how much has it done?"""

from datetime import timedelta

from flask import Blueprint, Response, jsonify
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.photostore import StoreFailed
from handlers.figures import figures_of
from models import case, media, message, work
from models.event import Event

CLOCK_SILENT = timedelta(minutes=2)  # clock beats every second; two minutes of silence is a dead clock
STUCK = timedelta(minutes=15)  # a message that was due so long ago and has not been tried: nobody tries
LATE = timedelta(minutes=2)  # clock looks every second; a step that was due so long ago is one that nobody takes


def health(db, store) -> Blueprint:
    """`store`: bot/photostore.py."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def alive():
        return "ok\n"

    @pages.get("/readyz")
    def ready():
        """200, or 503 with what is wrong: the database, the store, clock's beat, the oldest waiting message and photo."""
        try:
            with db.reading() as tx:
                found, silent = state(tx), list(trouble_of_cases(tx))
        except SQLAlchemyError as error:
            return jsonify(ready=False, wrong=["database: " + type(error).__name__]), 503
        wrong = [*silent, *troubles(found, db.now()), *trouble_of(store)]
        return jsonify(
            ready=not wrong,
            wrong=wrong,
            **{name: value if value is None or isinstance(value, int) else str(value) for name, value in found.items()},
        ), 503 if wrong else 200

    @pages.get("/metrics")
    def metrics():
        text, kind = figures_of(db)
        return Response(text, content_type=kind)

    return pages


def state(tx) -> dict:
    return {
        "clock_beat": work.last_beat(tx, "clock"),
        "oldest_due_message": message.oldest_due(tx),
        "oldest_waiting_media": media.oldest_waiting(tx),
        "failed_events": tx.value(select(func.count()).select_from(Event).where(Event.state == "failed")),
    }


def trouble_of(store):
    try:
        store.check()
    except StoreFailed as error:
        yield f"storage: {error}"


def troubles(found: dict, now):
    beat, waiting, unfetched = found["clock_beat"], found["oldest_due_message"], found["oldest_waiting_media"]
    if beat is None or now - beat > CLOCK_SILENT:
        yield "clock: no beat for two minutes; is `flask clock` running?"
    if waiting and now - waiting > STUCK:
        yield "messages: one has been due for more than 15 minutes; is `flask clock` running?"
    if unfetched and now - unfetched > STUCK:
        yield "media: something has waited for more than 15 minutes to be fetched from LINE; `flask export photos` tells why"


def trouble_of_cases(tx):
    """What the auditor finds, in words for /readyz."""
    silent = case.overdue(tx, tx.now - LATE)
    if silent:
        yield f"cases: {silent} urgent case(s) had a next step that nobody took; is `flask clock` running?"
    unheard = case.unheard(tx)
    if unheard:
        yield f"cases: {unheard} urgent case(s) reach nobody; give roles with `flask people grant`"
