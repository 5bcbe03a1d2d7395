"""Every message is a row before it is a call, and no call happens inside a transaction.

A turn queues its words in its own transaction (`queue_reply`, `queue_push`) and hands the letters to `send_soon` after
the commit. `clock` calls `sweep` for what is due: pushes that wait, and rows whose sender fell silent. What may go
wrong, and what then happens:

- The turn rolls back: the rows are gone with it, and nothing was said.
- The process dies after the commit, before, during or after the call: the row stays in `sending`; when its lease has
  run out somebody takes it over, and `doubtful` is set. A reply is tried again with its own token, which LINE takes
  once, so it cannot arrive twice. A push is tried again with its own retry key, and 409 says that it had arrived.
- LINE does not answer, or answers 5xx: the same, after a pause that doubles.
- LINE refuses a reply because its token is used or dead: if no attempt was in doubt, nothing arrived, and a message
  that must arrive is queued as a push in the same transaction that ends the reply. If one was in doubt the words may
  be on the screen already: it ends as stale. An ambiguous reply is never said a second time as a push.
- The result cannot be written: as if the process had died. A result that comes after its lease ran out is not written.
- The clock jumps, or two processes sweep at once: each row has one lease, and only its holder settles it.
- 24 hours after its first attempt a push gives up, because LINE forgets the key then and would deliver it again.
- The month runs out: what concerns no case gives up when only the part kept for alarms is left (bot/quota.py). An alarm
  is tried until LINE itself says no; then it gives up at once, and LINE is asked for its figures.

A push is asked before it leaves whether it is still wanted (`Owner`), and waits for earlier ones to the same person.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot import quota
from bot.endings import Ending, after_push, after_reply, columns, reply_failed
from bot.line import Line
from models import message
from models.db import Database
from models.message import LEASE, Letter, Message

KEY_LIVES = timedelta(hours=24)  # LINE's memory of a retry key (Messaging API reference, "Retry an API request")
LONGEST_CALL = timedelta(seconds=13)  # bot/line.py, PATIENCE: to connect and to wait
BATCH = 8  # rows claimed at once: as many as Senders call at the same time

log = logging.getLogger(__name__)


class Owner(NamedTuple):
    """Who sent a push for a purpose of theirs, and is spoken to about it."""

    wanted: Callable  # (tx, row) -> bool; asked before each attempt
    lost: Callable  # (tx, row); told that it gave up, in a transaction of its own after that is written


class Outbox:
    def __init__(self, db: Database, line: Line, senders, owners: dict[str, Owner] | None = None, reserve: int = 0):
        """`senders`: bot/senders.py. `owners`: by the purpose of their pushes. `reserve`: percent of the month that is kept
        for pushes about a case."""
        self._db, self._line, self._senders = db, line, senders
        self._owners, self._reserve = owners or {}, reserve
        self._settled = senders.group(self._settle_many)

    # In the turn's transaction

    def queue_reply(
        self,
        tx,
        *,
        to: str,
        event_id: int,
        reply_token: str,
        token_dies_at: datetime,
        messages: list[dict],
        purpose: str,
        must_arrive: bool = False,
    ) -> Letter:
        """1–5 messages for the event's own token; `send_soon` must follow the commit.

        The row is born claimed by this process, which saves a commit between the turn and the call.
        """
        return message.queue(
            tx,
            _few(messages),
            kind="reply",
            to=to,
            event_id=event_id,
            reply_token=reply_token,
            token_dies_at=token_dies_at,
            purpose=purpose,
            must_arrive=must_arrive,
            state="sending",
            lease=uuid.uuid4().hex,
            lease_until=tx.now + LEASE,
            attempts=1,
            tried_at=tx.now,
        )

    def queue_push(self, tx, *, to: str, messages: list[dict], purpose: str, case_no: str = "") -> Letter:
        """1–5 messages that count toward the month's quota. What concerns a case leaves right after the turn that queued
        it (`tx.urgent`); the rest leaves when clock looks."""
        letter = message.queue(
            tx,
            _few(messages),
            kind="push",
            to=to,
            purpose=purpose,
            case_no=case_no,
            state="waiting",
            lease_until=tx.now,
            retry_key=str(uuid.uuid4()),
        )
        if case_no:
            tx.urgent.append(letter)
        return letter

    # After the commit

    def send_soon(self, letters: list[Letter]):
        """Replies and pushes side by side: an alarm does not wait for the words to whoever raised it."""
        replies = [letter for letter in letters if letter.row.kind == "reply"]
        pushes = [letter.row.id for letter in letters if letter.row.kind == "push"]
        if replies:
            self._senders.later(self._send_replies, replies)
        if pushes:
            self._senders.later(self._send_pushes, pushes)

    def send_again(self, event_id: int):
        """A repeated webhook of this event: its reply is tried again with its own token, if nobody is at it."""
        self._senders.later(self._send_due, Message.kind == "reply", Message.event_id == event_id)

    def sweep(self) -> int:
        """Sends up to BATCH rows that are due; gives how many it found. For `clock`."""
        return self._send_due()

    # How

    def _send_replies(self, letters: list[Letter]):
        for row, messages in letters:
            self._deliver(row, messages)

    def _send_pushes(self, ids: list[int]):
        while self._send_due(Message.id.in_(ids)):  # in turn: the second to a person after the first
            pass

    def _send_due(self, *tests) -> int:
        with self._db.transaction() as tx:
            rows = message.claim(tx, BATCH, *tests)
        self._senders.together(self._deliver, rows)
        return len(rows)

    def _deliver(self, row, messages: list[dict] | None = None):
        """One attempt for a row that is ours. Whatever raises here concerns this row only, and its lease runs out.

        `messages`: its words, where they are at hand; else they are unsealed.
        """
        if self._db.now() > row.lease_until - LONGEST_CALL:
            return  # held up for so long that somebody else may be about to take it over
        self._settle(row, self._futile(row) or self._attempt(row, messages))

    def _attempt(self, row, messages: list[dict] | None) -> Ending:
        messages = messages or self._db.vault.open(row.payload, message.COLUMN)
        if row.kind == "push":
            answer = self._line.push(row.to, messages, row.retry_key)
            return after_push(row, answer, self._db.now())
        answer = self._line.reply(row.reply_token, messages)
        return after_reply(row, answer, self._db.now())

    def _futile(self, row) -> Ending | None:
        """Why no call is made any more, or None."""
        if row.payload is None:
            return Ending("stale", "its words were erased", called=False)
        if row.kind == "reply":
            return self._token_dead(row)
        if self._db.now() - row.tried_at >= KEY_LIVES - LONGEST_CALL:  # the call itself must end before LINE forgets
            return Ending("gave_up", f"no clear answer in 24 hours; the last was: {row.cause}", called=False)
        return self._unwanted(row)

    def _token_dead(self, row) -> Ending | None:
        if self._db.now() < row.token_dies_at:
            return None
        return reply_failed(row, "the reply token died before the call", row.doubtful, called=False)

    def _unwanted(self, row) -> Ending | None:
        """What the database says against it, in one look; none for a push about a case that nobody owns."""
        owner, urgent = self._owners.get(row.purpose), bool(row.case_no)
        if owner is None and urgent:
            return None
        with self._db.reading() as tx:
            if owner and not owner.wanted(tx, row):
                return Ending("stale", "no longer wanted", called=False)
            if not urgent and quota.holds_back(tx, self._reserve):
                return Ending("gave_up", quota.KEPT, doubtful=row.doubtful, called=False)
        return None

    def _settle(self, row, ending: Ending):
        """A reply's end may wait for company; a push's is written at once, for the next one waits for it."""
        if ending.state == "gave_up":
            log.warning("push %d (%s) gave up: %s", row.id, row.purpose, ending.cause)
        if ending.as_push:
            self._say_as_push(row, ending)
        elif row.kind == "push":
            self._settle_push(row, ending)
            self._tell_lost(row, ending)
        else:
            self._settled.put(columns(row, ending))

    def _tell_lost(self, row, ending: Ending):
        owner = self._owners.get(row.purpose)
        if owner and ending.state == "gave_up":
            with self._db.transaction() as tx:
                owner.lost(tx, row)

    def _settle_push(self, row, ending: Ending):
        with self._db.transaction() as tx:
            message.settle(tx, [columns(row, ending)])
            if ending.cause == quota.SPENT:
                quota.ask_soon(tx)

    def _settle_many(self, endings: list[dict]):
        with self._db.transaction() as tx:
            message.settle(tx, endings)

    def _say_as_push(self, row, ending: Ending):
        with self._db.transaction() as tx:
            if message.settle(tx, [columns(row, ending)]) == 0:
                return  # somebody else holds it by now
            (now,) = message.by_ids(tx, [row.id])
            if now.payload is None:
                return  # the person left while we tried, and their words were erased
            messages = message.payload_of(tx, now)
            push = self.queue_push(tx, to=row.to, messages=messages, purpose=row.purpose, case_no=row.case_no)
        self.send_soon([push])


def _few(messages: list[dict]) -> list[dict]:
    if not 1 <= len(messages) <= 5:  # messages per call (messaging-api.yml, ReplyMessageRequest)
        raise ValueError(f"LINE takes 1 to 5 messages in a call, not {len(messages)}")
    return messages
