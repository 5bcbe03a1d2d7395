"""What an operator types: `flask migrate`, `flask people grant` and the rest. Mistakes get one line that says what to do."""

import csv
import re
import sys
from datetime import timedelta
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from bot import areas, escalate, name_index, quota, richmenu
from bot.beat import Beat
from bot.check import findings
from bot.clock import Clock
from bot.jobs import Jobs, Regular, daily, every
from bot.line import LineFailed
from bot.parts import Parts
from bot.person import person
from bot.record import show_menu
from bot.regular import handlers
from handlers.case_commands import case_commands
from handlers.duty_commands import duty_commands
from handlers.media_commands import media_commands
from handlers.rights_commands import rights_command
from handlers.understand_commands import understand_command
from models import audit, event, people, schema
from models.area import Area
from programme import exports, sheets

LONGEST_NAME = 60  # letters of an officer's name: it stands on a button's note (our own default)
LINE_USER = re.compile(r"U[0-9a-f]{32}")  # LINE reference, webhook: source user


def commands(app: Flask, settings, parts: Parts):
    """Registers the commands on the app's command line."""
    db, line, group = parts.db, parts.line, people_commands(parts.db)
    group.add_command(name_command(db))

    @app.cli.command("migrate")
    def migrate():
        """Bring the tables up to date, load the areas of Thailand, put names that are not there yet into the index."""
        schema.upgrade(settings.database_url)
        click.echo(f"tables are up to date; {areas.load_areas(db):,} areas loaded; {name_index.fill(db):,} names indexed")

    @app.cli.command("clock")
    @click.option("--once", is_flag=True, help="one round, then end")
    def clock(once):
        """Send what is due, do the jobs, keep the hours. Any number may run."""
        beat_url = settings.beat_url.get_secret_value() if settings.beat_url else ""
        round_and_round = Clock(
            db, parts.outbox, jobs_of(parts), parts.fetchers, lambda: escalate.look(db, parts.desk), outside=Beat(db, beat_url))
        round_and_round.round() if once else round_and_round.run()

    app.cli.add_command(group)
    app.cli.add_command(line_commands(settings, db, line))
    app.cli.add_command(event_commands(parts))
    app.cli.add_command(village_commands(db))
    app.cli.add_command(media_commands(parts))
    app.cli.add_command(case_commands(db))
    app.cli.add_command(duty_commands(db, parts.desk))
    app.cli.add_command(export_command(db))
    app.cli.add_command(rights_command(db))
    app.cli.add_command(understand_command(db, parts.desk.places))


def jobs_of(parts: Parts) -> Jobs:
    return Jobs(
        parts.db,
        handlers(parts),
        (
            Regular("digest", daily("08:30")),
            Regular("gaps", daily("08:30")),
            Regular(quota.KIND, every(quota.MINUTES)),
            Regular("retention", daily("03:00"), timedelta(hours=20)),
            Regular("tidy", daily("03:30"), timedelta(hours=20)),
        ),
    )


def people_commands(db) -> AppGroup:
    group = AppGroup("people", help="Who holds which role where.")

    @group.command("grant")
    @click.argument("line_user_id")
    @click.option("--role", required=True, type=click.Choice(people.ROLES))
    @click.option("--area", "area_code", required=True, help='an area code: 52, 5206, 520607; "" is the whole country')
    def grant(line_user_id, role, area_code):
        """Give somebody a role for an area."""
        check_line_user(line_user_id)
        with db.transaction() as tx:
            check_area(tx, area_code)
            new = people.grant(tx, line_user_id, role, area_code)
            if new:
                show_menu(tx, person(tx, line_user_id))
                audit.note(tx, "command", "granted", f"friend:{line_user_id}", area_code, role=role)
        click.echo(f"{line_user_id} is {role} of {area_code or 'the whole country'}" + ("" if new else " already"))

    @group.command("revoke")
    @click.argument("line_user_id")
    @click.option("--role", required=True, type=click.Choice(people.ROLES))
    def revoke(line_user_id, role):
        """Take a role away, wherever they hold it."""
        check_line_user(line_user_id)
        with db.transaction() as tx:
            count = people.revoke(tx, line_user_id, role)
            if count == 0:
                fail(f"{line_user_id} is no {role}")
            show_menu(tx, person(tx, line_user_id))
            audit.note(tx, "command", "revoked", f"friend:{line_user_id}", role=role)
        click.echo(f"{count} grant(s) taken away")

    return group


def name_command(db):
    @click.command("name")
    @click.argument("line_user_id")
    @click.argument("name")
    def name_(line_user_id, name):
        """What colleagues read of an officer or agent in rosters and cases; "" takes it away."""
        check_line_user(line_user_id)
        with db.transaction() as tx:
            people.lock_friend(tx, line_user_id)
            people.change_friend(tx, line_user_id, name=name.strip()[:LONGEST_NAME])
            audit.note(tx, "command", "named", f"friend:{line_user_id}")
        click.echo(f"{line_user_id} is called {name.strip()[:LONGEST_NAME]!r}")

    return name_


def line_commands(settings, db, line) -> AppGroup:
    group = AppGroup("line", help="The LINE channel.")

    @group.command("check")
    def check():
        """Token, webhook, redelivery advice, quota, menus: what works and what to do about the rest."""
        found = list(findings(settings, db, line))
        for good, words in found:
            click.echo(("ok    " if good else "LOOK  ") + words)
        sys.exit(0 if all(good for good, _ in found) else 1)

    @group.command("menus")
    def menus():
        """Put the rich menus on LINE: once, and again only when they changed."""
        try:
            done = richmenu.put_on_line(db, line)
        except LineFailed as error:
            fail(f"{error}; `flask line check` tells more")
        click.echo(
            f"made anew: {', '.join(done.created) or 'none'} · as they were: {', '.join(done.kept) or 'none'} · "
            f"people linked: {done.linked} · old menus removed: {done.removed}"
        )

    return group


def event_commands(parts: Parts) -> AppGroup:
    group = AppGroup("events", help="What LINE told us.")

    @group.command("retry")
    def retry():
        """Take failed events again, oldest first, once the bug is mended."""
        with parts.db.reading() as tx:
            ids = event.failed_ids(tx)
        done = sum(parts.inbox.retry(row_id) for row_id in ids)
        click.echo(f"{done} of {len(ids)} failed events went well this time")
        sys.exit(0 if done == len(ids) else 1)

    return group


def village_commands(db) -> AppGroup:
    group = AppGroup("villages", help="The villages of an installation.")

    @group.command("import")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def import_(file):
        """Load a CSV with the columns subdistrict_code, village_no, name."""
        load(areas.load_villages, db, file, "villages")

    @group.command("centres")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def centres(file):
        """Load a CSV with the columns code, latitude, longitude: the middles of sub-districts (6 digits) and villages (8)."""
        load(areas.load_centres, db, file, "middles")

    return group


def load(reader, db, file: Path, what: str):
    try:
        click.echo(f"{reader(db, file):,} {what} loaded")
    except UnicodeDecodeError:
        fail(f"{file} is not UTF-8; in a spreadsheet choose: save as, CSV UTF-8")
    except (areas.BadVillages, csv.Error) as error:
        fail(str(error))


def export_command(db):
    @click.command("export")
    @click.argument("noun", type=click.Choice(list(exports.NOUNS)))
    @click.option("--format", "how", type=click.Choice(sheets.FORMATS), default="jsonl")
    @click.option("--area", "scope", default="", help="only what lies in this area code")
    @click.option("--exact", is_flag=True, help="places to the metre; without it to the village")
    @click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="a file; without it, the terminal")
    def export(noun, how, scope, exact, out):
        """Write out what is kept."""
        if scope and noun in exports.COUNTRY_ONLY:
            fail(f"{noun} belong to no area; leave out --area")
        if how == "xlsx" and out is None:
            fail("a workbook needs a file: --out visits.xlsx")
        with db.transaction() as tx:
            check_area(tx, scope)
            audit.note(tx, "command", "exported", noun, scope, format=how, exact=exact)
        try:
            with db.reading() as tx:
                rows = exports.NOUNS[noun](tx, scope)
                rows = rows if exact else exports.blurred(rows)
                count = sheets.write_file(rows, how, out) if out else sheets.write(rows, how, sys.stdout.buffer)
        except (OSError, sheets.TooMuch) as error:
            fail(str(error))
        click.echo(f"{count} {noun}", err=True)

    return export


def check_line_user(line_user_id: str):
    if not LINE_USER.fullmatch(line_user_id):
        fail(f"{line_user_id!r} is no LINE user id: U and 32 digits or letters a–f")


def check_area(tx, area_code: str):
    if area_code and tx.one(select(Area.code).where(Area.code == area_code)) is None:
        fail(f"there is no area {area_code!r}; `flask migrate` loads them, and codes have 2, 4, 6 or 8 digits")


def fail(words: str):
    raise click.ClickException(words)
