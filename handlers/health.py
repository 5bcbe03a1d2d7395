"""Is it alive, is it able to work, and how much has it done?"""
from datetime import timedelta

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, multiprocess
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from models import work
from models.event import Event
from models.message import Message

CLOCK_SILENT = timedelta(minutes=2)     # clock beats every second; two minutes of silence is a dead clock
STUCK = timedelta(minutes=15)           # a waiting message older than the longest pause between two attempts


def health(db) -> Blueprint:
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def alive():
        return "ok\n"

    @pages.get("/readyz")
    def ready():
        """200, or 503 with what is wrong: the database, clock's beat, the oldest waiting message."""
        try:
            with db.reading() as tx:
                found = state(tx)
        except SQLAlchemyError as error:
            return jsonify(ready=False, wrong=["database: " + type(error).__name__]), 503
        wrong = list(troubles(found, db.now()))
        return jsonify(ready=not wrong, wrong=wrong, **{name: str(value) if value else None for name, value in found.items()}), 503 if wrong else 200

    @pages.get("/metrics")
    def metrics():
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return pages


def state(tx) -> dict:
    return {
        "clock_beat": work.last_beat(tx, "clock"),
        "oldest_waiting": tx.value(select(func.min(Message.created_at)).where(Message.state.in_(("waiting", "sending")))),
        "failed_events": tx.value(select(func.count()).select_from(Event).where(Event.state == "failed")),
    }


def troubles(found: dict, now):
    beat, waiting = found["clock_beat"], found["oldest_waiting"]
    if beat is None or now - beat > CLOCK_SILENT:
        yield "clock: no beat for two minutes; is `flask clock` running?"
    if waiting and now - waiting > STUCK:
        yield "messages: one has been waiting for more than 15 minutes"
