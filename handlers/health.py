"""Is it alive, is it able to work, and how much has it done?"""

from datetime import timedelta

from flask import Blueprint, Response, jsonify
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.auditor import findings
from bot.photostore import StoreFailed
from handlers.figures import figures_of
from models import media, message, work
from models.event import Event

CLOCK_SILENT = timedelta(minutes=2)  # clock beats every second; two minutes of silence is a dead clock


def health(db, store) -> Blueprint:
    """`store`: bot/photostore.py."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def alive():
        return "ok\n"

    @pages.get("/readyz")
    def ready():
        """200, or 503 with what is wrong: the database, the store, clock's beat, what the auditor finds."""
        try:
            with db.reading() as tx:
                found, wrong = state(tx), [*trouble_of_clock(tx), *findings(tx)]
        except SQLAlchemyError as error:
            return jsonify(ready=False, wrong=["database: " + type(error).__name__]), 503
        wrong += trouble_of(store)
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


def trouble_of_clock(tx):
    beat = work.last_beat(tx, "clock")
    if beat is None or tx.now - beat > CLOCK_SILENT:
        yield "clock: no beat for two minutes; is `flask clock` running?"
