"""The parts of a running installation, as app.py built them, for whatever needs most of them: the commands and the clock."""

from dataclasses import dataclass

from bot.desk import Desk
from bot.fetchers import Fetchers
from bot.inbox import Inbox
from bot.line import Line
from bot.outbox import Outbox
from models.db import Database


@dataclass(frozen=True)
class Parts:
    db: Database
    line: Line
    outbox: Outbox
    desk: Desk
    store: object  # bot/photostore.py
    inbox: Inbox
    fetchers: Fetchers
    media_days: dict  # {kind: days} that photos, sounds, films and papers are kept (bot/retention.py)
