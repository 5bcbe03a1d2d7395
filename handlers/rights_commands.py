"""`flask rights`: what somebody should have by the rules of a day, as JSON."""

import click
import orjson

from bot.person import BANGKOK_TIME
from bot.typed_dates import typed_date
from programme import rights

SWITCHES = {  # how a fact is told where its own name would be long: fact: (yes, no)
    "disability_card": ("--disabled", "--not-disabled"),
    "thai": ("--thai", "--not-thai"),
}
OLDEST = 130  # years; beyond the oldest human known, so a slip


def rights_command(db):
    @click.command("rights")
    @click.option("--age", "years", type=click.IntRange(0, OLDEST), help="completed years on that day")
    @click.option("--born", help="a birth date, Buddhist or Christian: tells more than an age")
    @click.option("--on", help="the day, Buddhist or Christian; today without it")
    @click.option("--income-per-head", type=click.IntRange(0), help="baht a year, the mean of all in the house")
    @click.option("--hardship", "hardships", multiple=True, help="food, shelter, abused …; none: in no hardship")
    @click.option("--certificate", help="the day of the death certificate, with --died")
    @click.option("--has", multiple=True, help="what comes in, baht a month: old_age_allowance=700, or without the amount")
    @click.option("--aid", multiple=True, help="help that was given, and when: W5=2026-03-05")
    @click.option("--json", "as_line", is_flag=True, help="on one line; without it the same JSON, indented")
    def command(years, born, on, has, aid, as_line, certificate, hardships, **told):
        """What somebody should have, has, and lacks. Facts that are left out are not known."""
        today = db.now().astimezone(BANGKOK_TIME).date()
        try:
            day = typed_date(on, today) if on else today
            told |= {"years": years, "born": born and typed_date(born, day, birth=True), "hardships": kinds(hardships)}
            told["death_certificate_on"] = certificate and typed_date(certificate, day)
            given = [(name, typed_date(when, day)) for name, when in pairs(aid)]
            known = {name: value for name, value in told.items() if value is not None}
            answer = rights.rights_json(known, amounts(has), given, day)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        click.echo(orjson.dumps(answer, option=0 if as_line else orjson.OPT_INDENT_2).decode())

    for fact in rights.yes_or_no_facts():
        name = fact.replace("_", "-")
        yes, no = SWITCHES.get(fact, (f"--{name}", f"--not-{name}"))
        command = click.option(f"{yes}/{no}", fact, default=None)(command)
    return command


def kinds(hardships: tuple):
    """None is not known; "none" is none of them."""
    return [kind for kind in hardships if kind != "none"] if hardships else None


def pairs(told: tuple) -> list:
    """[("W5", "2026-03-05")]"""
    split = [one.split("=", 1) for one in told]
    if strange := [one for one, parts in zip(told, split, strict=True) if len(parts) < 2 or not all(parts)]:
        raise ValueError(f"{strange[0]!r} must look like W5=2026-03-05")
    return split


def amounts(told: tuple) -> dict:
    """{"old_age_allowance": 700}; None where it comes in and no amount was told."""
    found = {}
    for one in told:
        source, _, baht = one.partition("=")
        if baht and not baht.isdecimal():
            raise ValueError(f"{one!r} must look like old_age_allowance=700, in whole baht a month")
        found[source] = int(baht) if baht else None
    return found
