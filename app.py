"""Builds the parts and hands them in. `app` is for gunicorn; the commands are for `flask`."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from flask import Flask

from bot import alarms, news, stories
from bot.desk import Desk
from bot.duty_pattern import read_pattern
from bot.fetch import Fetcher
from bot.fetchers import FETCHERS, Fetchers
from bot.inbox import Inbox
from bot.line import Line
from bot.links import Links
from bot.logs import set_up_logs
from bot.mail import Mail
from bot.memory import give_back_large_pieces
from bot.outbox import Outbox
from bot.parts import Parts
from bot.photostore import opened
from bot.pictures import Welcomer
from bot.second import Hotline, Second
from bot.senders import Senders
from bot.settings import BadSettings, Settings, TurnedClock, read_settings
from handlers.cards import cards
from handlers.commands import commands
from handlers.health import health
from handlers.photos import photos
from handlers.webhook import webhook
from models.db import Database
from models.vault import Vault


def create_app(settings: Settings, *, db: Database | None = None, senders=None) -> Flask:
    """`db` and `senders` can be handed in by tests: a database with a clock that stands still, senders without threads."""
    app = Flask(__name__, static_folder=None)
    db = db or Database(settings.database_url, Vault(settings.data_key.get_secret_value()), clock_of(settings))
    line = Line(
        settings.line_channel_secret.get_secret_value(),
        settings.line_channel_access_token.get_secret_value(),
        settings.line_api_base,
    )
    second = second_of(settings)
    outbox = Outbox(db, line, senders or Senders(), alarms.owners(second) | news.owners(), settings.alarm_reserve_percent)
    secret_key = settings.secret_key.get_secret_value()
    links = Links(settings.public_url, secret_key, db.now)
    desk = Desk.opened(settings.codes_file, settings.ladders_file, outbox, links, second)
    desk = replace(desk, duty=read_pattern(settings.duty_file))
    store = opened(settings.media_url)
    fetchers = Fetchers(db, Fetcher(db, line, store, Welcomer()), senders or Senders(FETCHERS))
    inbox = Inbox(db, desk, fetchers)
    app.register_blueprint(webhook(line, inbox))
    app.register_blueprint(cards(db, desk.places, settings.public_url, secret_key))
    app.register_blueprint(photos(db, desk, store))
    app.register_blueprint(health(db, store))
    commands(app, settings, Parts(db, line, outbox, desk, store, inbox, fetchers, settings.media_days))
    app.db, app.after_fork, app.warm_up = db, db.after_fork, partial(stories.warm, desk.places)
    return app


def second_of(settings: Settings) -> Second:
    """The other ways to tell of an urgent case that this installation has: none, one or both."""
    channels = {}
    if settings.mail_url:
        channels["mail"] = Mail(settings.mail_url.get_secret_value(), settings.mail_from, settings.mail_to)
    if settings.hotline_url:
        channels["hotline"] = Hotline(settings.hotline_url.get_secret_value(), settings.hotline_secret.get_secret_value())
    return Second(channels)


def clock_of(settings: Settings):
    """The world's clock: the machine's, or on a laptop the one that the simulator turns."""
    if settings.clock_offset_file is None:
        return lambda: datetime.now(UTC)
    turned = TurnedClock(settings.clock_offset_file)
    return lambda: datetime.now(UTC) + timedelta(seconds=turned.seconds())


def from_environment() -> Flask:
    set_up_logs()
    give_back_large_pieces()
    os.umask(0o077)     # what we write, the database and exports, is for nobody else on the machine
    try:
        return create_app(read_settings())
    except (BadSettings, ValueError) as error:
        sys.exit(f"ถึงบ้าน cannot start:\n{error}")


def __getattr__(name: str):
    """`app` is built when it is first asked for, so that importing this file needs no settings."""
    if name != "app":
        raise AttributeError(name)
    return globals().setdefault("app", from_environment())
