"""What is kept. One file a noun, each with its table and the queries that belong to it. Knows nothing of LINE or flows."""
from models import db  # isort: skip  (it names every constraint, so it must come before the tables)
from models import area, audit, case, conversation, duty, event, household, media, message, people, referral, visit, work

__all__ = [
    "db", "area", "audit", "case", "conversation", "duty", "event", "household", "media", "message", "people", "referral",
    "visit", "work",
]  # fmt: skip
