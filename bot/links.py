"""Links to what must not be seen by everybody: signed, short-lived, each kind good for one thing, each in somebody's name.

Whether that somebody may still see it is asked again when the link is opened (handlers/photos.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

# How long each kind is good for (our own defaults). A thumbnail must outlive the moment in which LINE fetches it; a way in
# must outlive a walk to the PC; a stay ends by itself, for nobody signs out.
LIVES = {
    "thumbnail": timedelta(hours=1),
    "visit": timedelta(minutes=10),
    "case": timedelta(minutes=10),
    "stay": timedelta(minutes=30),
    "item": timedelta(minutes=30),
}


@dataclass(frozen=True)
class Links:
    public_url: str  # https, without a slash at the end
    secret_key: str
    now: Callable[[], datetime]

    def thumbnail(self, media_id: int, reader: str) -> str:
        """For LINE's own fetch, which comes with nobody's cookie."""
        return f"{self.public_url}/thumbnail/{self.token('thumbnail', media_id, reader)}"

    def way_in(self, what: str, subject: int, reader: str) -> str:
        """Signs an officer in, on the page of what was sent in a "visit" or with an urgent "case"."""
        return f"{self.public_url}/photos/{what}/{self.token(what, subject, reader)}"

    def token(self, kind: str, subject: int, reader: str) -> str:
        until = int((self.now() + LIVES[kind]).timestamp())
        return URLSafeSerializer(self.secret_key, kind).dumps([subject, reader, until])

    def read(self, kind: str, token: str) -> tuple[int, str] | None:
        """(subject, reader) of a link of this kind that is still good; None for any other, without saying why."""
        try:
            subject, reader, until = URLSafeSerializer(self.secret_key, kind).loads(token)
        except (BadSignature, ValueError, TypeError):
            return None
        return (subject, reader) if self.now().timestamp() < until else None
