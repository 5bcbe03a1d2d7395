"""The rules by themselves: from LINE's answer to the row's next state."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.endings import after_push, after_reply
from bot.line import Answer
from tests.wire import TurnedClock

NOW = TurnedClock()()
ROW = SimpleNamespace(id=1, attempts=1, doubtful=False, must_arrive=True, token_dies_at=NOW + timedelta(seconds=50))


@pytest.mark.parametrize(
    ("outcome", "state", "doubtful"),
    [
        ("sent", "sent", False),
        ("refused", "gave_up", False),
        ("out_of_quota", "gave_up", False),
        ("throttled", "waiting", False),
        ("unreachable", "waiting", False),
        ("unknown", "waiting", True),
    ],
)
def test_every_end_of_a_push(outcome, state, doubtful):
    ending = after_push(ROW, Answer(outcome), NOW)
    assert (ending.state, ending.doubtful) == (state, doubtful)


@pytest.mark.parametrize(
    ("outcome", "state", "doubtful"),
    [
        ("sent", "sent", False),
        ("refused", "stale", False),
        ("throttled", "waiting", False),
        ("unreachable", "waiting", False),
        ("unknown", "waiting", True),
    ],
)
def test_every_end_of_a_reply(outcome, state, doubtful):
    ending = after_reply(ROW, Answer(outcome), NOW)
    assert (ending.state, ending.doubtful) == (state, doubtful)


def test_the_hundredth_pause_is_no_longer_than_the_longest():
    row = SimpleNamespace(**{**vars(ROW), "attempts": 5000})
    assert after_push(row, Answer("unknown"), NOW).due - NOW == timedelta(minutes=15)
