"""`flask understand TEXT`: what the program reads in a told story, as JSON."""

import json
from datetime import date
from pathlib import Path

import click

from bot.understanding import BadLine, day_of, understood, understood_lines


def understand_command(db, places):
    @click.command("understand")
    @click.argument("text", required=False)
    @click.option("--said-on", type=click.DateTime(["%Y-%m-%d"]), help="the day it was sent; without it, today in Thailand")
    @click.option("--why", is_flag=True, help="with the words that each value was taken from")
    @click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines: id, text, said_on")
    def understand(text, said_on, why, file):
        """Read a told story. Nothing of it is kept."""
        if (text is None) == (file is None):
            raise click.ClickException("give a text, or --file with one message a line")
        day = said_on.date() if said_on else day_of(db.now())
        if file:
            each_line(file, day, places)
        else:
            say(understood(text, day, places, why=why))

    return understand


def each_line(file: Path, today: date, places):
    try:
        with file.open(encoding="utf-8") as lines:
            for told in understood_lines(lines, today, places):
                say(told)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8") from error
    except BadLine as error:
        raise click.ClickException(str(error)) from error


def say(told: dict):
    click.echo(json.dumps(told, ensure_ascii=False))
