"""An alarm climbs until somebody owns it: told to one rung after another, and silent at once when it is taken."""

from models import people
from models.case import Case
from models.message import Message
from tests.raised import ALARM, RAISE, aunt, rounds, state, steps, taken
from tests.town import OFFICER, UNCLE
from tests.wire import said

__all__ = ["aunt"]
PAST_THE_WORDS = ["ok", "ok"]  # the two replies to whoever raises it; then the alarms fail


def test_nobody_answers_through_all_rungs(aunt):
    with aunt.db.transaction() as tx:
        people.grant(tx, OFFICER, "hotline", "")
    aunt(RAISE + ALARM)
    assert state(aunt)[:2] == ("open", 0)
    rounds(aunt, 4)
    aunt("")
    rounds(aunt, 2)  # no officer holds the district: the province at once
    aunt("""
        ลุงมี: < ถูกทำร้าย
        คุณอร: < เคส ฉ6911-00001 ยังไม่มีใครรับ แจ้งเจ้าหน้าที่จังหวัด แล้วค่ะ
    """)
    assert state(aunt)[:2] == ("open", 2)
    rounds(aunt, 6)
    aunt(ALARM + """
        ลุงมี: < ยังไม่มีใครรับ แจ้งสายด่วน 1300 แล้วค่ะ
    """)
    rounds(aunt, 11)
    aunt("""
        คุณอร: < ยังไม่มีใครรับ
    """)
    assert steps(aunt) == ["opened", "told", "nobody", "told", "told", "told"]
    story = aunt.flask("cases", "why", "ฉ6911-00001")
    assert "ขั้นที่ 2 (เจ้าหน้าที่) ไม่มีใครแจ้งได้ (ไม่มีใครมีหน้าที่นี้)" in story
    assert "ขั้นต่อไป" in story


def test_taken_and_forgotten(aunt):
    taken(aunt)
    rounds(aunt, 31)
    aunt("""
        คุณอร: < ยังไม่มีอะไรคืบหน้าค่ะ
    """)
    rounds(aunt, 31)
    aunt("""
        คุณอร: < เปิดให้คนอื่นรับแล้วค่ะ
        < กำลังหาคนมาดูเรื่องที่ฝากไว้อีกครั้งค่ะ
        ลุงมี: < ถูกทำร้าย
    """)  # not whoever fell silent is rung first
    assert state(aunt) == ("open", 2, "")


def test_two_take_at_once(aunt):
    taken(aunt)("""
        ลุงมี: > รับเรื่อง ฉ6911-00001
        ลุงมี: < เคส ฉ6911-00001 คุณอร รับไปก่อนแล้วค่ะ
        คุณอร: > [รับเรื่อง]
        คุณอร: < คุณรับเรื่อง ฉ6911-00001 แล้วค่ะ
    """)
    assert state(aunt) == ("acknowledged", 0, OFFICER)
    assert steps(aunt).count("taken") == 1


def test_an_officer_who_blocked_us_is_no_rung(aunt):
    """The next rung at once, and whoever looks after the system hears of the hole."""
    with aunt.db.transaction() as tx:
        people.grant(tx, UNCLE, "admin", "")
    aunt.act(OFFICER, do="block")
    aunt(RAISE + """
        ลุงมี: < ถูกทำร้าย
    """)
    assert steps(aunt) == ["opened", "nobody", "nobody", "told"]
    aunt.go_round()
    aunt.go_round()
    aunt("""
        ลุงมี: < ไม่มีใครรับข้อความจากบัญชีนี้ได้
    """)
    aunt("""
        > ยกเลิก
        < ไม่ตอบต่อแล้วใช่ไหมคะ
        > 1
        < ยังเปิดอยู่
    """)
    aunt(RAISE + """
        ลุงมี: < ถูกทำร้าย
    """)
    aunt.go_round()
    aunt("")  # once a day


def test_an_alarm_that_line_refuses_moves_the_ladder_at_once(aunt):
    aunt.sim.post("/sim/knobs", fail_next=PAST_THE_WORDS + [400])
    aunt(RAISE)
    aunt.go_round()
    aunt("""
        ลุงมี: < ถูกทำร้าย
        คุณอร: < ยังไม่มีใครรับ แจ้งเจ้าหน้าที่จังหวัด แล้วค่ะ
    """)
    assert steps(aunt) == ["opened", "told", "unreached", "nobody", "told"]


def test_one_alarm_of_two_arrives_and_the_ladder_waits(aunt):
    aunt.grant_officer("520607", UNCLE)
    aunt.sim.post("/sim/knobs", fail_next=PAST_THE_WORDS + [400])
    aunt(RAISE + ALARM)
    aunt.go_round()
    assert (state(aunt)[1], steps(aunt)) == (0, ["opened", "told"])


def test_where_every_alarm_is_refused_the_last_rung_keeps_its_time(aunt):
    aunt.sim.post("/sim/knobs", monthly_quota=0)
    aunt(RAISE)
    for _ in range(9):
        aunt.go_round()
    told = steps(aunt).count("told")
    rounds(aunt, 9)
    assert steps(aunt).count("told") == told
    rounds(aunt, 2)
    assert steps(aunt).count("told") == told + 1


def test_taken_before_the_alarm_leaves(aunt):
    """Silence at once: nothing that was queued gets out afterwards."""
    aunt.sim.post("/sim/knobs", fail_next=PAST_THE_WORDS + [500])
    aunt(RAISE)
    with aunt.db.transaction() as tx:
        tx.execute(Case.__table__.update().values(state="acknowledged"))
    rounds(aunt, 1)
    aunt("")
    assert [row.state for row in aunt.rows(Message) if row.purpose == "alarm"] == ["stale"]


def test_the_last_rung_is_empty(aunt):
    """Everybody who was told is told again, and the auditor sees a case that nobody hears."""
    aunt(RAISE + ALARM)
    rounds(aunt, 6)
    aunt("""
        ลุงมี: < ถูกทำร้าย
        คุณอร: < แจ้งเจ้าหน้าที่จังหวัด แล้วค่ะ
    """)
    rounds(aunt, 6)
    aunt(ALARM + """
        ลุงมี: < ถูกทำร้าย
    """)
    with aunt.db.transaction() as tx:
        for person in (UNCLE, OFFICER):
            people.revoke(tx, person, "officer")
    rounds(aunt, 11)
    assert "reach nobody" in "\n".join(aunt.app.test_client().get("/readyz").json["wrong"])


def test_a_bug_in_telling_does_not_undo_the_case(aunt, monkeypatch):
    """The case stays, the reporter is told to ring, and clock tells the rung once the bug is gone; other cases go on."""
    with monkeypatch.context() as broken:
        broken.setattr("bot.alarms.tell", lambda *_, **__: 1 / 0)
        aunt("""
            > แจ้งเหตุด่วน
            < เกิดอะไรขึ้นคะ
            > 1
            < โทร 1300 เดี๋ยวนี้เลยนะคะ
            < เกิดที่ไหนคะ
        """)
        aunt.go_round()
    assert state(aunt)[:2] == ("open", -1)
    rounds(aunt, 1)
    aunt(ALARM)


def flood(town, count: int, kind: str):
    """So many alarms of one kind, from as many guests."""
    for number in range(count):
        for words in ("แจ้งเหตุด่วน", kind):
            town.send(said(words, f"U{900 + number:032d}"))


def test_in_a_flood_the_most_urgent_come_alone_and_the_others_together(aunt):
    with aunt.db.transaction() as tx:
        people.grant(tx, OFFICER, "hotline", "")
    flood(aunt, 8, "เรื่องด่วนอื่น")
    alone = [row for row in aunt.rows(Message) if row.purpose == "alarm" and row.to == OFFICER and row.cause != "gathered"]
    assert len(alone) == 5
    aunt.skip_to_the_end(OFFICER)
    aunt(RAISE + ALARM)  # an emergency comes alone
    rounds(aunt, 3)
    aunt.go_round()
    aunt("""
        คุณอร: < เหตุด่วนใหม่ 3 เรื่อง
        คุณอร: > [ดูทั้งหมด]
        คุณอร: < เคสด่วน 8 เรื่อง (จากทั้งหมด 9)
    """)
