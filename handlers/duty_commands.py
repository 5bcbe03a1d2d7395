"""`flask duty import` and `flask duty show`: rosters from a spreadsheet, and what stands in them."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import click
from flask.cli import AppGroup

from bot import duty
from bot.duty_pattern import show_span
from bot.duty_record import plan
from bot.person import BANGKOK_TIME
from models import audit
from models import duty as models

COLUMNS = ("line_user_id", "role", "area_code", "begins", "ends")
LONGEST_SHIFT = timedelta(days=7)  # longer is a slip of the keyboard, and nobody stays awake for it (our own default)
MOST_WRONG = 20  # lines named at once: more do not fit a terminal
MOST_DAYS = 60  # of `show`: nobody plans further (our own default)


def duty_commands(db, desk) -> AppGroup:
    group = AppGroup("duty", help="Who is on duty.")

    @group.command("import")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def import_(file):
        """Load a CSV with the columns line_user_id, role, area_code, begins, ends (2026-11-23T08:30, Thai time)."""
        rows = read(file)
        with db.transaction() as tx:
            wrong, new = [], 0
            for number, row in rows:
                if fault := refused(tx, row):
                    wrong.append(f"line {number}: {fault}")
                elif not exactly_there(tx, row):
                    audit.note(tx, "command", "planned", f"shift:{plan(tx, 'command', **row)}", row["area_code"])
                    new += 1
            if wrong:
                fail(wrong)
        click.echo(f"{new} shifts planned, {len(rows) - new} were there")

    @group.command("show")
    @click.option("--area", "area_code", required=True, help='an area code: 52, 5206, 520607; "" is the whole country')
    @click.option("--days", default=7, type=click.IntRange(1, MOST_DAYS), help="so many days from now")
    def show(area_code, days):
        """Who is on duty in an area and all that lie in it, and the hours that nobody holds."""
        with db.transaction() as tx:
            audit.note(tx, "command", "read", "duty", area_code)
            found = [one for one in models.rosters(tx) if one.area_code.startswith(area_code)]
            for role, code in found:
                click.echo(f"{role} {code or 'whole country'} ({desk.places.name(code)})")
                for line in lines(tx, role, code, tx.now + timedelta(days=days)):
                    click.echo(f"  {line}")
        if not found:
            click.echo("no roster there: everybody who holds a role is told")

    return group


def lines(tx, role: str, area_code: str, until) -> list[str]:
    """The shifts and the empty hours between them, in the order of time."""
    shifts = models.between(tx, role, area_code, tx.now, until)
    told = [(row, duty.called(tx, row.line_user_id)) for row in shifts]
    held = [(row.begins_at, f"{duty.span(row)}  {row.id}  {row.line_user_id}  {name}") for row, name in told]
    empty = [(begins, f"{show_span(begins, ends)}  {duty.NOBODY}") for begins, ends in models.uncovered(shifts, tx.now, until)]
    return [line for _, line in sorted([*held, *empty])]


def read(file: Path) -> list[tuple[int, dict]]:
    """(line, values for a shift) of each line. Ends the command with every line that cannot be read."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            if missing := set(COLUMNS) - set(reader.fieldnames or ()):
                fail([f"the first line must name the columns {','.join(COLUMNS)}; missing: {', '.join(sorted(missing))}"])
            told = [(reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}) for row in reader]
    except UnicodeDecodeError:
        fail([f"{file} is not UTF-8; in a spreadsheet choose: save as, CSV UTF-8"])
    except csv.Error as error:
        fail([str(error)])
    found = [(number, moments(row)) for number, row in told]
    if wrong := [f"line {number}: {row}" for number, row in found if isinstance(row, str)]:
        fail(wrong)
    return found


def moments(row: dict) -> dict | str:
    """The line as values for a shift, or what is wrong with its times."""
    try:
        begins, ends = (datetime.fromisoformat(row[name]) for name in ("begins", "ends"))
    except ValueError:
        return f"begins and ends must look like 2026-11-23T08:30, not {row['begins']!r} and {row['ends']!r}"
    if begins.tzinfo or ends.tzinfo:
        return "begins and ends are Thai time, written without an offset"
    if not timedelta(0) < ends - begins <= LONGEST_SHIFT:
        return f"a shift ends after it begins, and within {LONGEST_SHIFT.days} days"
    told = {name: row[name] for name in ("line_user_id", "role", "area_code")}
    return {**told, "begins_at": begins.replace(tzinfo=BANGKOK_TIME), "ends_at": ends.replace(tzinfo=BANGKOK_TIME)}


def refused(tx, row: dict) -> str:
    """Why this shift cannot be planned; "" if it can."""
    who, role, area_code = row["line_user_id"], row["role"], row["area_code"]
    if role not in duty.ROLES:
        return f"the role must be one of {', '.join(duty.ROLES)}, not {role!r}"
    if not models.holds(tx, who, role, area_code):
        return f"{who} does not hold {role} for exactly {area_code!r}; `flask people grant` gives it"
    if row["ends_at"] <= tx.now:
        return "it is over already"
    if not exactly_there(tx, row) and theirs(tx, row):
        return f"{who} is on duty there in those hours already"
    return ""


def exactly_there(tx, row: dict) -> bool:
    """The same file may be loaded twice."""
    return any((one.begins_at, one.ends_at) == (row["begins_at"], row["ends_at"]) for one in theirs(tx, row))


def theirs(tx, row: dict) -> list:
    """This person's shifts there that touch those hours."""
    found = models.between(tx, row["role"], row["area_code"], row["begins_at"], row["ends_at"])
    return [one for one in found if one.line_user_id == row["line_user_id"]]


def fail(wrong: list[str]):
    more = [f"… and {len(wrong) - MOST_WRONG} more"] if len(wrong) > MOST_WRONG else []
    raise click.ClickException("\n".join([*wrong[:MOST_WRONG], *more]))
