"""Looks through the store of photos: is everything there that the database knows of, and can it be taken elsewhere?"""

from dataclasses import dataclass, field

from bot.fetch import thumb_of
from bot.photostore import Missing
from models import keeping


@dataclass
class Stock:
    """Numbers of objects (a photo is two, itself and its small one): found, newly copied; names of those that are missing."""

    found: int = 0
    copied: int = 0
    missing: list = field(default_factory=list)


def check(db, store) -> Stock:
    """Opens every object. Raises StoreFailed when the store cannot be asked."""
    stock = Stock()
    for name, _ in names(db):
        try:
            store.open(name).close()
            stock.found += 1
        except Missing:
            stock.missing.append(name)
    return stock


def copy(db, source, target) -> Stock:
    """Copies every object that the target does not have. Safe to repeat, also after it died half-way. Raises StoreFailed."""
    stock = Stock()
    for name, media_type in names(db):
        try:
            with source.open(name) as file:
                stock.copied += target.put(name, file, media_type)
                stock.found += 1
        except Missing:
            stock.missing.append(name)
    return stock


def names(db):
    """(name, media type) of every object that should be there, read a page at a time."""
    last = ""
    while True:
        with db.reading() as tx:
            page = keeping.kept_blobs(tx, last)
        for blob in page:
            yield blob.name, blob.media_type
            if blob.thumbnail:
                yield thumb_of(blob.name), "image/jpeg"
        if not page:
            return
        last = page[-1].name
