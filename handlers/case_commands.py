"""`flask cases why NUMBER`: the story of an urgent case in Thai, from its log."""

import click
from flask.cli import AppGroup

from bot.case_story import told
from bot.colleagues import called
from models import audit, case


def case_commands(db) -> AppGroup:
    group = AppGroup("cases", help="Urgent cases.")

    @group.command("why")
    @click.argument("case_no")
    def why(case_no):
        """Who was told when, who took it, and what happens next."""
        with db.transaction() as tx:
            row = case.numbered(tx, case_no, [""], "")
            if row is None:
                raise click.ClickException(f"there is no case {case_no!r}")
            audit.note(tx, "command", "read", f"case:{row.id}", row.area_code)
            for line in told(row, case.story_of(tx, row.id), tx.now, lambda who: called(tx, who)):
                click.echo(line)

    return group
