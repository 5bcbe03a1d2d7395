"""Takes in LINE's events: one event, one transaction. What is kept is kept with everything that follows from it."""
import hashlib
import logging
from dataclasses import replace
from datetime import timedelta

import orjson
from sqlalchemy.exc import InterfaceError, OperationalError

from bot import news, words
from bot.heard import Followed, Heard, Sent, Unfollowed, Unsent, read_event, writable
from bot.logs import cause_of
from bot.person import person
from bot.record import show_menu
from bot.render import draw
from bot.screens import Drafts
from bot.talk import turn
from bot.unsend import take_back
from flows.menu import GUEST
from flows.steps import Say
from models import event, people
from models.message import Letter

# LINE promises a reply token for one minute (reference: send reply message). We stop trying five seconds before that,
# so that a call that is slow to arrive is not one that comes too late.
TOKEN_LIVES = timedelta(seconds=55)

log = logging.getLogger(__name__)


class Inbox:
    def __init__(self, db, desk, fetchers):
        """`fetchers`: bot/fetchers.py."""
        self.db, self.desk, self.fetchers = db, desk, fetchers

    def take(self, raw: dict):
        """Keeps one event, and sends the answer once that is on disk. Raises DBAPIError only when the database does not
        keep it: then LINE must be told to deliver again."""
        heard = read_event(raw)
        if heard is None:
            self._keep_malformed(raw)
        elif (waiting := self._keep(heard)) is None:
            self._answer_again(heard)
        else:
            self.desk.outbox.send_soon(waiting)
            self._fetch_soon(heard)

    def _fetch_soon(self, heard: Heard):
        """After the words: nobody waits for a download."""
        if isinstance(heard.said, Sent):
            self.fetchers.soon(heard.message_id)

    def _keep(self, heard: Heard) -> list[Letter] | None:
        """What waits to be sent; None for an event that was here before."""
        try:
            return self._take(heard)
        except (OperationalError, InterfaceError):      # no database, no disk, no connection: nothing can be kept
            raise
        except Exception as error:
            return self._keep_failed(heard, error)

    def _take(self, heard: Heard) -> list[Letter] | None:
        with self.db.transaction() as tx:
            friend = people.lock_friend(tx, heard.line_user_id) if heard.line_user_id else None
            if friend and self._taken_back(tx, heard, friend):
                heard = replace(heard, said=None, raw={})
            event_id = self._kept(tx, heard, "done" if heard.said and friend else "ignored")
            if event_id is None:
                return None
            return [*(self._answer(tx, heard, friend, event_id) if heard.said and friend else []), *tx.urgent]

    def _taken_back(self, tx, heard: Heard, friend) -> bool:
        """A message may arrive after the news that it was unsent; then its words are neither heard nor kept."""
        late = heard.message_id and heard.occurred_ms < friend.heard_ms
        return bool(late) and not isinstance(heard.said, Unsent) and event.was_unsent(tx, heard.line_user_id, heard.message_id)

    def _answer_again(self, heard: Heard):
        """A repeated event: its replies may still wait because the process that took it died before they left."""
        with self.db.reading() as tx:
            row = event.by_webhook_id(tx, heard.webhook_event_id)
        self.desk.outbox.send_again(row.id)

    def retry(self, row_id: int) -> bool:
        """Takes a failed event again. True if nothing is left to do for it."""
        try:
            with self.db.transaction() as tx:
                waiting = [*self._take_again(tx, row_id), *tx.urgent]
            self.desk.outbox.send_soon(waiting)     # LINE refuses the old token at once, and what must arrive goes as a push
            return True
        except Exception as error:
            with self.db.transaction() as tx:
                event.mark(tx, row_id, "failed", cause_of(error), tried=1)
            return False

    def _take_again(self, tx, row_id: int) -> list[Letter]:
        row = event.failed_event(tx, row_id)
        if row is None:
            return []       # another process was quicker
        if row.raw is None:
            event.mark(tx, row_id, "ignored", "its words were erased", tried=1)
            return []
        heard = read_event(event.raw_of(tx, row))
        friend = people.lock_friend(tx, heard.line_user_id)
        event.mark(tx, row_id, "done", tried=1)
        return self._answer(tx, heard, friend, row_id)

    def _kept(self, tx, heard: Heard, state: str, cause: str = "") -> int | None:
        return event.take_in(
            tx, webhook_event_id=heard.webhook_event_id, line_user_id=heard.line_user_id, message_id=heard.message_id,
            kind=heard.kind, occurred_ms=heard.occurred_ms, raw=heard.raw, state=state, cause=cause)

    def _answer(self, tx, heard: Heard, friend, event_id: int) -> list[Letter]:
        self._note_standing(tx, heard, friend)
        sayings = turn(tx, self.desk, heard, friend)
        last = sayings[-1] if sayings else None
        people.change_friend(
            tx, heard.line_user_id, heard_ms=max(friend.heard_ms, heard.occurred_ms),
            at_menu=isinstance(last, Say) and last.numbered, at_drafts=isinstance(last, Drafts))
        messages = draw(sayings, self.desk)
        if not messages or not heard.reply_token:
            return []
        messages = news.before(tx, friend, messages)
        return [self.desk.outbox.queue_reply(
            tx, to=heard.line_user_id, event_id=event_id, reply_token=heard.reply_token,
            token_dies_at=tx.now + TOKEN_LIVES, messages=messages, purpose=purpose_of(sayings), must_arrive=is_receipt(sayings))]

    def _note_standing(self, tx, heard: Heard, friend):
        """Following, blocking and taking back change what we know of the person, beside any words."""
        if isinstance(heard.said, Unfollowed):
            people.change_friend(tx, heard.line_user_id, blocked_at=tx.now, menu_linked="")
        elif isinstance(heard.said, Unsent) and heard.said.message_id:
            take_back(tx, heard.line_user_id, heard.said.message_id)
        elif friend.blocked_at:
            people.change_friend(tx, heard.line_user_id, blocked_at=None)
        if isinstance(heard.said, Followed) and (who := person(tx, heard.line_user_id)).menu != GUEST:
            show_menu(tx, who)      # LINE links no menu to those who are no friends, and unlinks whoever leaves

    def _keep_failed(self, heard: Heard, error: Exception) -> list[Letter]:
        """The turn is undone; that it failed, and how, is kept, and the person is told whom to call."""
        log.error("a turn failed", exc_info=error, extra={"webhook_event_id": heard.webhook_event_id, "cause": cause_of(error)})
        with self.db.transaction() as tx:
            if heard.line_user_id:
                people.lock_friend(tx, heard.line_user_id)
            event_id = self._kept(tx, heard, "failed", cause_of(error))
            if event_id is None or not heard.reply_token:
                return []
            return [self.desk.outbox.queue_reply(
                tx, to=heard.line_user_id, event_id=event_id, reply_token=heard.reply_token,
                token_dies_at=tx.now + TOKEN_LIVES, messages=draw([words.APOLOGY], self.desk), purpose="apology")]

    def _keep_malformed(self, raw):
        """Without an id of LINE's it is known by its own bytes, so that the same one twice is still kept once."""
        raw = raw if writable(raw) else "nested too deeply"
        digest = hashlib.sha256(orjson.dumps(raw)).hexdigest()[:48]
        with self.db.transaction() as tx:
            event.take_in(tx, webhook_event_id=f"none:{digest}", line_user_id="", message_id="", kind="malformed",
                          occurred_ms=0, raw=raw, state="ignored", cause="no webhookEventId")


def purpose_of(sayings: list) -> str:
    return "question" if sayings and not hasattr(sayings[-1], "call") else "answer"


def is_receipt(sayings: list) -> bool:
    """Words that tell that something was recorded or sent must arrive; a question is asked again when they write."""
    return any(getattr(saying, "receipt", False) for saying in sayings)
