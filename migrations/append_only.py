"""Tables whose lines are only ever added: the database itself refuses to change or delete one.

SQLite alters a table by making it anew, and drops its triggers on the way: a step that alters such a table calls
`lock` again at its end.
"""

REFUSAL = "lines of this table are only ever added"


def lock(op, table: str):
    for statement in _statements(op.get_bind().dialect.name, table):
        op.execute(statement)


def unlock(op, table: str):
    on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{verb}{on_table}")


def _statements(dialect: str, table: str):
    if dialect == "postgresql":
        yield f"""CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""
    action = "FOR EACH ROW EXECUTE FUNCTION append_only()"
    if dialect == "sqlite":
        action = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("update", "delete"):
        yield f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} {action}"
