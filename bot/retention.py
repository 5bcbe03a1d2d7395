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


def take_away_old(tx, days: dict):
    gone = {}
    for kind, most in days.items():
        old = (Media.kind == kind, Media.sent_at < tx.now - timedelta(days=most))
        gone[kind] = media.take_away(tx, old[0] & old[1], "erased", "kept long enough")
    if any(gone.values()):
        audit.note(tx, "system", "erased", "media:old", **gone)
