"""How an item's bytes come to be kept, and how they are let go. Each step is a transaction of its own, for the bytes travel
between them; the store is the caller's business (bot/fetch.py)."""

import secrets

from sqlalchemy import and_, func, select, update

from models import media
from models.media import Blob, Media


def hold(tx, media_id: int, sha256: str, facts: dict):
    """The blob that these bytes are kept in, new or there already, which this item holds on to from now on; None if the
    item is no longer wanted. `facts`: the other columns of Blob."""
    if tx.one(select(Media.id).where(Media.id == media_id, Media.state == "waiting").with_for_update()) is None:
        return None
    fresh = {"name": secrets.token_hex(16), "sha256": sha256, **facts}
    tx.execute(tx.insert(Blob).values(fresh).on_conflict_do_nothing(index_elements=["sha256"]))
    blob = tx.one(select(Blob.__table__).where(Blob.sha256 == sha256).with_for_update())
    if blob is None:  # it was there a moment ago and somebody let go of it: then it is ours to make
        return hold(tx, media_id, sha256, facts)
    media.change(tx, Media.id == media_id, blob=blob.name)
    return blob


def settle_kept(tx, media_id: int, name: str, thumbnail: bool) -> bool:
    """The bytes are in the store. False if the item was taken away meanwhile."""
    tx.execute(update(Blob).where(Blob.name == name, Blob.kept_at.is_(None)).values(kept_at=tx.now, thumbnail=thumbnail))
    first = tx.value(select(func.min(Media.id)).where(Media.blob == name, Media.id != media_id, media.IS_LIVE))
    earlier = first if first is not None and first < media_id else None
    waiting = and_(Media.id == media_id, Media.state == "waiting")
    return media.change(tx, waiting, state="kept", same_as=earlier, ended_at=tx.now) == 1


def give_up(tx, media_id: int, state: str, cause: str) -> bool:
    """Ends a waiting item as refused or lost. False if it was taken away meanwhile."""
    row = media.by_id(tx, media_id)
    if row.blob:
        media.forget_later(tx, row.blob)
    return media.change(tx, and_(Media.id == media_id, Media.state == "waiting"), state=state, cause=cause, ended_at=tx.now) == 1


def let_go(tx, name: str) -> bool:
    """Removes the row of bytes that nobody holds on to; False if somebody does. Whoever got True removes the bytes."""
    tx.one(select(Blob.name).where(Blob.name == name).with_for_update())
    if tx.one(select(Media.id).where(Media.blob == name, media.IS_LIVE).limit(1)):
        return False
    tx.execute(Blob.__table__.delete().where(Blob.name == name))
    return True


def kept_blobs(tx, after: str, most: int = 500) -> list:
    """Blobs whose bytes are in the store, by name, those behind `after`."""
    return tx.all(
        select(Blob.__table__).where(Blob.kept_at.is_not(None), Blob.name > after).order_by(Blob.name).limit(most)
    )
