"""What the tests do with the outbox, in few words, and what LINE may say to it."""

from datetime import timedelta

from sqlalchemy import select

from models.message import Letter, Message
from tests.wire import Says

DEAD_TOKEN = Says(400, {"message": "Invalid reply token"})
RATE = Says(429, {"message": "The API rate limit has been exceeded. Try again later."})
MONTH = Says(429, {"message": "You have reached your monthly limit."})
ACCEPTED = Says(409, {"message": "The retry key is already accepted"}, {"x-line-accepted-request-id": "first"})


def say(words="ได้รับแล้วค่ะ"):
    return [{"type": "text", "text": words}]


class Rows:
    """What the tests do with the outbox, in few words."""

    def __init__(self, db, outbox):  # noqa: F811
        self.db, self.outbox = db, outbox

    def reply(self, to="U1", token="token-1", lives=50, **more) -> Letter:
        with self.db.transaction() as tx:
            told = {"to": to, "event_id": 7, "reply_token": token, "messages": say(), "purpose": "receipt"}
            dies = tx.now + timedelta(seconds=lives)
            return self.outbox.queue_reply(tx, **{**told, "token_dies_at": dies, **more})

    def push(self, to="U1", words="แจ้งค่ะ", purpose="decision", **more) -> Letter:
        with self.db.transaction() as tx:
            return self.outbox.queue_push(tx, to=to, messages=say(words), purpose=purpose, **more)

    def __getitem__(self, letter):
        """Its row as it is now."""
        with self.db.reading() as tx:
            return tx.one(select(Message.__table__).where(Message.id == letter.row.id))

    def all(self):
        with self.db.reading() as tx:
            return tx.all(select(Message.__table__).order_by(Message.id))
