"""Who did or read what about whom. Lines are only ever added; the database itself refuses to change one."""
from datetime import datetime

from sqlalchemy import JSON, Column, insert
from sqlmodel import Field, SQLModel

from models.db import Moment


class Audit(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    actor: str                                  # a LINE user id, or "system", or "command"
    action: str                                 # approved, returned, read, searched, recorded, undone, left …
    subject: str = Field(index=True)            # what it was done to: "volunteer:7", "household:31"
    area_code: str = ""
    detail: dict = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


NOTE = insert(Audit.__table__)      # made once: building it costs several times as much as running it


def note(tx, actor: str, action: str, subject: str, area_code: str = "", **detail):
    """Adds one line. `detail` holds codes and numbers, never names, phones or words that a person wrote."""
    tx.execute(NOTE, {
        "at": tx.now, "actor": actor, "action": action, "subject": subject, "area_code": area_code, "detail": detail})
