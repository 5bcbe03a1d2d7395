"""What people send beside words: photos, sounds, films, papers. One row an item; bytes that are the same are kept once."""

from datetime import datetime

from sqlalchemy import and_, func, or_, select, update
from sqlmodel import Field, SQLModel

from models import work
from models.area import within_any
from models.case import Case
from models.conversation import Conversation
from models.db import Moment

AT_ONCE = 500  # rows ended by one statement: PostgreSQL takes 65,535 parameters, and others wait for the rows meanwhile
LIVE = ("waiting", "kept")  # what counts, is shown, and holds on to its bytes


class Blob(SQLModel, table=True):
    """Bytes in the store, under a name that tells nothing. The row is there before the bytes are, and gone before they are.

    `sha256` is of the bytes as LINE gave them; what is kept of a picture has lost its EXIF, whose time and place stand here.
    """

    name: str = Field(primary_key=True, max_length=32)
    sha256: str = Field(unique=True, max_length=64)
    media_type: str
    size: int  # bytes as kept
    thumbnail: bool = False  # is there a small JPEG beside it, under NAME/thumb?
    width: int | None = None
    height: int | None = None
    taken_at: str = ""  # ISO, by the camera's own clock; "" if it did not say
    latitude: float | None = None
    longitude: float | None = None
    kept_at: datetime | None = Field(default=None, sa_type=Moment)  # None while the bytes are on their way


class Media(SQLModel, table=True):
    """States: waiting -> kept | refused (not what we take) | lost (LINE has it no more); and, without content, unsent | erased.

    It belongs to the talk it was sent in, and from there to a visit.
    """

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True, max_length=64)
    line_user_id: str = Field(index=True, max_length=64)
    kind: str  # image, audio, video, file
    state: str = Field(index=True)
    cause: str = ""
    talk_id: int = Field(index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    area_code: str = Field(default="", index=True, max_length=8)
    set_id: str = Field(default="", index=True, max_length=128)  # LINE's imageSet: pictures chosen together
    set_total: int = 0
    blob: str | None = Field(default=None, index=True, max_length=32)
    same_as: int | None = None  # an earlier item of the very same bytes
    told: bool = False  # has the person heard that it could not be kept?
    sent_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)  # when it was kept, refused, lost or taken away


IS_LIVE = Media.state.in_(LIVE)
OF_BLOB = [column for column in Blob.__table__.c if column.name != "name"]


def add(tx, **values) -> int | None:
    """Keeps the item and queues its fetching; None for one that is here already."""
    row = {"state": "waiting", "cause": "", "told": False, **values}
    media_id = tx.value(
        tx.insert(Media).values(row).on_conflict_do_nothing(index_elements=["message_id"]).returning(Media.id)
    )
    if media_id is not None:
        work.enqueue(tx, "fetch", {"media_id": media_id}, key=fetch_key(row["message_id"]))
    return media_id


def fetch_key(message_id: str) -> str:
    """The key of the job that fetches it."""
    return f"fetch:{message_id}"


def by_id(tx, media_id: int):
    return tx.one(select(Media.__table__).where(Media.id == media_id))


def of_set(tx, line_user_id: str, set_id: str) -> list:
    """The pictures of a set that came so far, also those that were taken away since, in the order in which they came."""
    if not set_id:
        return []
    return tx.all(select(Media.__table__).where(Media.line_user_id == line_user_id, Media.set_id == set_id).order_by(Media.id))


def counts(tx, talk_id: int) -> dict:
    """{kind: number} of what was sent in a talk and not yet taken to a visit of another one."""
    return dict(
        tuple(row)
        for row in tx.all(select(Media.kind, func.count()).where(Media.talk_id == talk_id, IS_LIVE).group_by(Media.kind))
    )


def still_to_come(tx, talk_id: int) -> int:
    """Pictures that were chosen together with others of this talk and have not arrived."""
    sets = tx.all(
        select(func.max(Media.set_total), func.count()).where(Media.talk_id == talk_id, Media.set_id != "").group_by(Media.set_id)
    )
    return sum(max(0, total - came) for total, came in sets)


def of_visit(tx, visit_id: int) -> list:
    """The items of a visit, each with the columns of its blob (None where it has none)."""
    return _with_blobs(tx, Media.visit_id == visit_id)


def of_talk(tx, talk_id: int) -> list:
    """The same for what was sent in a talk."""
    return _with_blobs(tx, Media.talk_id == talk_id)


def _with_blobs(tx, which) -> list:
    joined = select(Media.__table__, *OF_BLOB).outerjoin(Blob, and_(Blob.name == Media.blob, IS_LIVE))
    return tx.all(joined.where(which).order_by(Media.id))


def take_to_visit(tx, talk_id: int, visit_id: int, area_code: str):
    """Everything that was sent in a talk belongs to this visit from now on."""
    change(tx, Media.talk_id == talk_id, visit_id=visit_id, area_code=area_code)


def take_to_talk(tx, from_talk: int, to_talk: int):
    change(tx, Media.talk_id == from_talk, talk_id=to_talk)


def take_from_visit(tx, visit_id: int, talk_id: int):
    """A visit was undone: what was sent for it, then or later, waits in its talk again."""
    change(tx, Media.visit_id == visit_id, visit_id=None, talk_id=talk_id)


def untold(tx, line_user_id: str) -> list:
    """What could not be kept and was not yet said."""
    return tx.all(
        select(Media.__table__)
        .where(Media.line_user_id == line_user_id, Media.state.in_(("lost", "refused")), Media.told.is_(False))
        .order_by(Media.id)
        .with_for_update()  # two clocks tell it once
    )


def mark_told(tx, ids: list[int]):
    change(tx, Media.id.in_(ids), told=True)


# Taking away. The row stays as a tombstone; its bytes go once nobody else's item holds on to them.


def loose_of(talk_id: int):
    """Those of a talk that belong to no visit."""
    return and_(Media.talk_id == talk_id, Media.visit_id.is_(None))


def of_forgotten_drafts(before: datetime):
    """What waits in drafts that nobody has touched since."""
    waiting = (Conversation.state.in_(("open", "paused")), Conversation.updated_at < before)
    old = select(Conversation.id).where(*waiting, Conversation.id.not_in(select(Case.talk_id)))  # a case keeps its photos
    return and_(Media.visit_id.is_(None), Media.talk_id.in_(old))


def unsend(tx, line_user_id: str, message_id: str) -> bool:
    """The person took it back. True if there was something to take."""
    return take_away(tx, and_(Media.line_user_id == line_user_id, Media.message_id == message_id), "unsent") > 0


def take_away(tx, which, state: str, cause: str = "") -> int:
    """Ends items in state unsent or erased, and queues the removal of their bytes. Gives how many were ended."""
    count = 0
    while some := take_some_away(tx, which, state, cause):
        count += some
    return count


def take_some_away(tx, which, state: str, cause: str = "") -> int:
    """The same for up to AT_ONCE of them: for what may be very many, each call in a transaction of its own."""
    here = (which, IS_LIVE)  # what was lost or refused has no content to take away, and keeps its cause
    rows = tx.all(select(Media.id, Media.blob).where(*here).order_by(Media.id).limit(AT_ONCE).with_for_update())
    if not rows:
        return 0
    change(tx, Media.id.in_([row.id for row in rows]), state=state, cause=cause, ended_at=tx.now, told=True)
    for name in {row.blob for row in rows if row.blob}:
        forget_later(tx, name)
    return len(rows)


def forget(tx, line_user_id: str) -> int:
    """Erases what this person ever sent, from visits too: that something was sent, and when, stays."""
    return take_away(tx, Media.line_user_id == line_user_id, "erased", "the person left")


def forget_later(tx, name: str):
    work.enqueue(tx, "forget_bytes", {"blob": name})


def seen(tx, media_id: int, scopes, cases):
    """A kept item with its blob, if it belongs to a visit in these areas, or to one of these cases (a test on its talk)."""
    return tx.one(
        select(Media.__table__, *OF_BLOB)
        .join(Blob, Blob.name == Media.blob)
        .where(
            Media.id == media_id,
            Media.state == "kept",
            or_(and_(Media.visit_id.is_not(None), within_any(Media.area_code, scopes)), cases),
        )
    )


def oldest_waiting(tx) -> datetime | None:
    """Since when the item that waits longest has waited. For /readyz."""
    return tx.value(select(func.min(Media.sent_at)).where(Media.state == "waiting"))


def change(tx, which, **values) -> int:
    return tx.execute(update(Media).where(which).values(**values)).rowcount
