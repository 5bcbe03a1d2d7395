"""Alembic's own entry: which tables, and over which connection. models/schema.py hands the connection in."""

import os

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401  (it is by importing them that the tables become known)
from models.schema import connected

DEFAULT_URL = "sqlite:///data/thuengbaan.db"  # the same as in bot/settings.py, for people at a terminal


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        user_module_prefix="",  # AutoString and Moment by their plain names, as script.py.mako imports them
        render_as_batch=True,  # SQLite changes a column only by making its table anew
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    with connected(os.environ.get("DATABASE_URL", DEFAULT_URL)) as connection:
        run(connection)
