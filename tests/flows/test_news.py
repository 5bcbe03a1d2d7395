"""What could not be pushed for the month was spent is told when its person writes next."""

import pytest

from models.message import Message
from models.people import Friend
from tests.factories import volunteer
from tests.town import AUNT

APPROVED = """
    คุณอร: > ใบสมัคร
    คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
    คุณอร: > 1
    คุณอร: < วันเกิด
    คุณอร: < รับ นางสมใจ ใจดี เป็น อพม. ไหมคะ
    คุณอร: > 1
    คุณอร: < ใช่ไหมคะ
    คุณอร: > 1
    คุณอร: < รับ นางสมใจ ใจดี เป็น อพม. แล้วค่ะ
"""
HEARD = """
    > เมนู
    < ยินดีด้วยค่ะ คุณสมใจ ได้เป็น อพม. แล้ว
    < อพม.
    < อยากทำอะไรคะ
"""


@pytest.fixture
def spent(town):
    """Nothing of the month is left, and somebody has applied."""
    volunteer(town.db, state="applied", number=None)
    town.grant_officer("5206")
    town("""
        > เมนู
        < อยากทำอะไรคะ
    """)
    town.sim.post("/sim/knobs", monthly_quota=0)
    return town


def decisions(town) -> list:
    return [(row.state, row.cause) for row in town.rows(Message, Message.purpose == "decision")]


def test_the_decision_is_told_with_the_next_reply_and_once(spent):
    spent(APPROVED)
    spent.go_round()
    assert decisions(spent) == [("gave_up", "monthly quota")]
    spent(HEARD + """
        > เมนู
        < อยากทำอะไรคะ
    """)
    assert decisions(spent) == [("stale", "told in a reply")]


def test_what_went_out_is_no_news(spent):
    spent.sim.post("/sim/knobs", monthly_quota=300)
    spent(APPROVED)
    spent.go_round()
    spent("""
        < ยินดีด้วยค่ะ คุณสมใจ ได้เป็น อพม. แล้ว
        < อพม.
        > เมนู
        < อยากทำอะไรคะ
    """)


def test_what_may_have_arrived_is_not_told_again(spent):
    spent(APPROVED)
    with spent.db.transaction() as tx:
        tx.execute(Message.__table__.update().where(Message.purpose == "decision").values(doubtful=True))
    spent.go_round()
    spent("""
        > เมนู
        < อยากทำอะไรคะ
    """)
    assert [row.has_news for row in friends(spent) if row.line_user_id == AUNT] == [False]


def friends(town) -> list:
    with town.db.reading() as tx:
        return tx.all(Friend.__table__.select())
