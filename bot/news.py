"""News that could not be pushed, for the month was spent: told first thing when its person writes next, for replies are free."""

from bot.outbox import Owner
from bot.render import MOST_MESSAGES
from models import message, people

PURPOSES = ("decision", "referral", "not_kept")  # what a person waits for; a digest of yesterday is no news


def owners() -> dict[str, Owner]:
    return dict.fromkeys(PURPOSES, Owner(wanted=always, lost=keep))


def always(tx, row) -> bool:
    return True


def keep(tx, row):
    """A push gave up. One that may have arrived all the same is not told twice."""
    if not row.doubtful:
        people.change_friend(tx, row.to, has_news=True)


def before(tx, friend, answer: list[dict]) -> list[dict]:
    """The messages of a reply: what its person has not heard yet, the oldest first and as much as fits, and then the answer."""
    if not friend.has_news:
        return answer
    rows, told, words = message.unheard(tx, friend.line_user_id, PURPOSES), [], []
    for row in rows:
        more = message.payload_of(tx, row)
        if len(words) + len(more) + len(answer) > MOST_MESSAGES:
            break
        words, told = words + more, [*told, row.id]
    message.told_at_last(tx, told)
    people.change_friend(tx, friend.line_user_id, has_news=len(told) < len(rows))
    return words + answer
