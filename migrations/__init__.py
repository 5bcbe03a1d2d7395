"""The history of the tables: every file in versions/ is one step, and runs on SQLite and PostgreSQL alike.

To add a step: change models/, then
    DATABASE_URL=sqlite:////tmp/old.db .venv/bin/alembic upgrade head
    DATABASE_URL=sqlite:////tmp/old.db .venv/bin/alembic revision --autogenerate --rev-id 0002 -m "what changes"
read what it wrote, and run tests/test_migrations.py. A step that has been on somebody's server is never edited again.

To make the first step anew (only before the first release): delete versions/0001_tables.py and the old database, run
the second command with `--rev-id 0001 -m tables`, and put back the three lines about `append_only`.
"""
