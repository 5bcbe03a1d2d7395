"""`flask media check` and `flask media copy`: the store of photos, for whoever runs it."""

import sys

import click
from flask.cli import AppGroup

from bot import stocktaking
from bot.parts import Parts
from bot.photostore import StoreFailed, opened
from models import audit


def media_commands(parts: Parts) -> AppGroup:
    group = AppGroup("media", help="Where photos, sounds, films and papers lie.")

    @group.command("check")
    def check():
        """Is everything in MEDIA_URL that the database knows of?"""
        try:
            parts.store.check()
            stock = stocktaking.check(parts.db, parts.store)
        except StoreFailed as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"{stock.found:,} objects found, {len(stock.missing):,} missing")
        tell_missing(stock)

    @group.command("copy")
    @click.argument("target")
    def copy(target):
        """Copy everything from MEDIA_URL to another folder or bucket; then set MEDIA_URL to that."""
        try:
            store = opened(target)
            with parts.db.transaction() as tx:
                audit.note(tx, "command", "copied", "photos")
            stock = stocktaking.copy(parts.db, parts.store, store)
        except ValueError as error:
            raise click.ClickException(f"{target}: {error}") from None
        except StoreFailed as error:
            raise click.ClickException(str(error)) from None
        there = stock.found - stock.copied
        click.echo(f"{stock.copied:,} objects copied, {there:,} were there, {len(stock.missing):,} missing here")
        tell_missing(stock)

    return group


def tell_missing(stock):
    for name in stock.missing:
        click.echo(f"missing: {name}")
    sys.exit(1 if stock.missing else 0)
