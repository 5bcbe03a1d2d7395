"""How long photos, sounds, films and papers are kept. `clock` takes away what is older, and writes down what it did."""

from datetime import timedelta

from models import audit, media
from models.media import Media

# Days from the day on which it was sent (our own defaults): a photo or a paper is evidence for help that may be audited for
# five years; a voice or a film says more about a person, and is heard soon or never.
DEFAULT_DAYS = {"image": 1825, "audio": 365, "video": 365, "file": 1825}


def read_days(text: str) -> dict:
    """ "image=1825 audio=90" -> {kind: days}; kinds that are not named keep their default. Raises ValueError that says how."""
    days = dict(DEFAULT_DAYS)
    for word in text.replace(",", " ").split():
        kind, _, number = word.partition("=")
        if kind not in days or not number.isdecimal() or not 1 <= int(number) <= 36500:
            raise ValueError(f"write it as image=1825 audio=365 video=365 file=1825, in days from 1 to 36500; it says {word!r}")
        days[kind] = int(number)
    return days


def take_away_old(db, days: dict, drafts: timedelta):
    """What is older than its kind may get, and what waits in drafts that nobody came back to. A few hundred at a time, so that
    nobody who writes meanwhile waits for it."""
    gone = {kind: _all(db, lambda now, kind=kind: _older(kind, now - timedelta(days=days[kind]))) for kind in days}
    forgotten = _all(db, lambda now: media.of_forgotten_drafts(now - drafts))
    if forgotten or any(gone.values()):
        with db.transaction() as tx:
            audit.note(tx, "system", "erased", "media:old", **gone, drafts=forgotten)


def _all(db, which) -> int:
    count = 0
    while True:
        with db.transaction() as tx:
            some = media.take_some_away(tx, which(tx.now), "erased", "kept long enough")
        if not some:
            return count
        count += some


def _older(kind: str, moment):
    return (Media.kind == kind) & (Media.sent_at < moment)
