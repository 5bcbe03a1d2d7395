"""Who is on duty: a week is planned, a shift begins and ends, somebody takes one over. It is Sunday, 22 November, ten o'clock."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.duty_pattern import read_pattern
from bot.person import BANGKOK_TIME
from models import duty, people
from models.audit import Audit
from models.duty import Shift
from models.message import Message
from tests.factories import volunteer
from tests.raised import friends
from tests.town import AUNT, OFFICER, UNCLE
from tests.wire import said

AREA = "520607"
OPEN = """
    คุณอร: > เวร
    คุณอร: < เวร เจ้าหน้าที่ ต.วิเชตนคร
"""


@pytest.fixture
def pair(town):
    """คุณอร and ลุงมี are the officers of the sub-district; ป้านา is a volunteer there."""
    volunteer(town.db)
    town.grant_officer(AREA, OFFICER)
    town.grant_officer(AREA, UNCLE)
    friends(town).go_round()  # this morning's work is done
    town.flask("people", "name", OFFICER, "คุณอรทัย สุขใจ")
    town.flask("people", "name", UNCLE, "คุณมี ใจดี")
    return town


def at(day: int, hour: int, minute: int = 30) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BANGKOK_TIME)


def roster(town, *lines) -> str:
    """Loads a roster of (person, begins, ends) for AREA by the command; gives what it says."""
    file = town.installation.media.with_name("roster.csv")
    rows = [f"{who},officer,{AREA},{begins:%Y-%m-%dT%H:%M},{ends:%Y-%m-%dT%H:%M}" for who, begins, ends in lines]
    file.write_text("\n".join(["line_user_id,role,area_code,begins,ends", *rows]))
    return town.flask("duty", "import", str(file))


def on_duty(town) -> list:
    with town.db.reading() as tx:
        return duty.on_duty(tx, "officer", AREA, tx.now)


def turn_to(town, moment: datetime, rounds: int = 2):
    """Turns the clock to that moment and lets it go round: once to do what is due, once to send."""
    town.sim.post("/sim/clock", at=moment.isoformat())
    for _ in range(rounds):
        town.go_round()


# The week, and planning it


def test_an_area_without_a_roster_says_so(pair):
    pair("""
        คุณอร: > เวร
        คุณอร: < ยังไม่มีตารางเวรค่ะ
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวรค่ะ
        คุณอร: > [จบ]
        คุณอร: < พิมพ์ “เวร” เมื่อไรก็ได้ค่ะ
    """)


def test_a_shift_is_planned_by_number_as_on_a_pc(pair):
    pair(OPEN + """
        คุณอร: < ทำอะไรต่อคะ
        คุณอร: > ลงเวร
        คุณอร: < ลงเวรช่วงไหนคะ
        คุณอร: > ย้อนกลับ
        คุณอร: < ทำอะไรต่อคะ
        คุณอร: > 2
        คุณอร: < จ. 23 พ.ย. กลางวัน
        คุณอร: > บ่าย
        คุณอร: < ยังไม่แน่ใจว่า “บ่าย” คือข้อไหนค่ะ
        คุณอร: > 2
        คุณอร: < ลงเวร จ. 23 พ.ย. 08:30–20:30 น. แล้วค่ะ
    """ + OPEN + """
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวรค่ะ
        คุณอร: > จบ
        คุณอร: < พิมพ์ “เวร” เมื่อไรก็ได้ค่ะ
    """)
    week = next(told for told in reversed(pair.chat(OFFICER)) if "อา. 22 พ.ย." in told)
    assert "กลางวัน: คุณ\nกลางคืน: ยังไม่มีคน" in week
    assert len([line for line in week.splitlines() if line.startswith(("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."))]) >= 7


def test_the_first_shift_of_an_area_says_what_changes_with_it(pair):
    pair(OPEN + """
        คุณอร: < ทำอะไรต่อคะ
        คุณอร: > ลงเวร
        คุณอร: < ลงเวรช่วงไหนคะ
        คุณอร: > 1
        คุณอร: < ต่อไปนี้ เรื่องด่วนแจ้งคนที่อยู่เวรก่อน
    """)


def test_a_planned_shift_is_given_up_and_the_others_hear_if_nobody_is_left(pair):
    near, far = (at(23, 8), at(23, 20)), (at(28, 8), at(28, 20))
    roster(pair, (OFFICER, at(22, 8), at(22, 20)), (OFFICER, *near), (OFFICER, *far))
    for label, shift in (("จ. 23 พ.ย. 08:30–20:30", 2), ("ส. 28 พ.ย. 08:30–20:30", 3)):
        pair(OPEN + f"""
            คุณอร: < คุณอยู่เวรถึง 20:30 น. ค่ะ
            คุณอร: > [ยกเลิกเวรที่ลงไว้]
            คุณอร: < ยกเลิกเวรไหนคะ
            คุณอร: > [{label}]
            คุณอร: < ยกเลิกเวร {label} น. แล้วค่ะ
        """)
        (row,) = pair.rows(Shift, Shift.id == shift)
        assert row.state == "cancelled"
    pair.go_round()
    pair("""
        ลุงมี: < จ. 23 พ.ย. 08:30–20:30
    """)  # of the one that lies days ahead they hear in the morning


def test_a_shift_that_began_meanwhile_is_not_given_up(pair):
    roster(pair, (OFFICER, at(22, 20), at(23, 8)))
    pair(OPEN + """
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวรค่ะ
        คุณอร: > ยกเลิกเวรที่ลงไว้
        คุณอร: < ยกเลิกเวรไหนคะ
        ~ 11 ชั่วโมง
        คุณอร: > 1
        คุณอร: < เวรนี้เริ่มไปแล้วค่ะ
    """)
    assert on_duty(pair) == [OFFICER]


def test_hours_that_somebody_holds_are_not_offered(pair):
    roster(pair, (UNCLE, at(23, 8), at(23, 12)))
    pair(OPEN + """
        คุณอร: < ทำอะไรต่อคะ
        คุณอร: > ลงเวร
        คุณอร: < 12:30–20:30 น.
        ลุงมี: > เวร
        ลุงมี: < กลางวัน: คุณ 08:30–12:30 · ขาด 12:30–20:30
        ลุงมี: < ทำอะไรต่อคะ
        ลุงมี: > ลงเวร
        ลุงมี: < ลงเวรช่วงไหนคะ
        ลุงมี: > 2
        ลุงมี: < ลงเวร จ. 23 พ.ย. 12:30–20:30 น. แล้วค่ะ
        คุณอร: > 2
        คุณอร: < เวร จ. 23 พ.ย. 12:30–20:30 น. มีคุณมี ใจดีลงไว้ก่อนแล้วค่ะ
    """)


def test_a_holiday_has_its_name_and_its_own_shifts(pair, tmp_path):
    turn_to(pair, datetime(2026, 12, 7, 10, tzinfo=BANGKOK_TIME), rounds=0)
    roster(pair, (UNCLE, at(22, 8) + timedelta(days=18), at(22, 20) + timedelta(days=18)))
    pair("""
        คุณอร: > เวร
        คุณอร: < วันรัฐธรรมนูญ
        คุณอร: < ทำอะไรต่อคะ
    """)
    file = tmp_path / "duty.toml"
    file.write_text("""
        warn_days = 3
        workday = [{ name = "งาน", begins = "08:30", ends = "16:30" }]
        holiday = [{ name = "หยุด", begins = "08:30", ends = "08:30" }]
    """)
    pattern = read_pattern(file)
    days = [datetime(2026, 12, day).date() for day in (9, 10, 12)]
    assert [[slot.name for slot in pattern.slots(day)] for day in days] == [["งาน"], ["หยุด"], ["หยุด"]]
    (whole_day,) = pattern.slots(days[1])
    assert whole_day.ends_at - whole_day.begins_at == timedelta(days=1)


def test_whoever_holds_the_role_for_several_areas_is_asked(pair):
    pair.grant_officer("52", OFFICER)
    pair("""
        คุณอร: > เข้าเวร
        คุณอร: < เวรของที่ไหนคะ
        คุณอร: > 2
        คุณอร: < เข้าเวรแล้วค่ะ ถึง 20:30 น.
    """)
    assert [(row.area_code, row.line_user_id) for row in pair.rows(Shift)] == [("52", OFFICER)]


# Coming on, going off


def test_on_duty_in_two_taps_and_off_with_somebody_left(pair):
    pair(OPEN + """
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวรค่ะ
        คุณอร: > [เข้าเวรตอนนี้]
        คุณอร: < ต่อไปนี้ เรื่องด่วนแจ้งคนที่อยู่เวรก่อน
        คุณอร: > เข้าเวร
        คุณอร: < คุณอยู่เวรอยู่แล้วค่ะ ถึง 20:30 น.
        ลุงมี: > เข้าเวร
        ลุงมี: < เข้าเวรแล้วค่ะ ถึง 20:30 น.
    """)
    assert on_duty(pair) == [UNCLE, OFFICER]
    pair(OPEN + """
        คุณอร: < คุณอยู่เวรถึง 20:30 น. ค่ะ
        คุณอร: > [ออกเวร]
        คุณอร: < ออกเวรแล้วค่ะ ขอบคุณมากนะคะ
    """)
    assert on_duty(pair) == [UNCLE]
    pair.go_round()
    pair("")  # nobody is troubled: somebody is there


def test_the_last_one_is_asked_and_the_hole_is_told(pair):
    pair("""
        คุณอร: > ออกเวร
        คุณอร: < ตอนนี้คุณไม่ได้อยู่เวรค่ะ
        คุณอร: > [เข้าเวรตอนนี้]
        คุณอร: < เข้าเวรแล้วค่ะ
        ~ 5 นาที
        คุณอร: > ออกเวร
        คุณอร: < ถ้าคุณออก จะไม่มีใครอยู่เวรเลยค่ะ
        คุณอร: > [อยู่ต่อ]
        คุณอร: < ขอบคุณที่อยู่ต่อนะคะ
        คุณอร: > ออกเวร
        คุณอร: < ออกเลยไหมคะ
        คุณอร: > 1
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวร แจ้งเพื่อนให้แล้วค่ะ
    """)
    pair.go_round()
    pair("""
        ลุงมี: < ตอนนี้ไม่มีใครอยู่เวร เจ้าหน้าที่ ต.วิเชตนคร ถึง 20:30 น. ค่ะ
        ลุงมี: > [เข้าเวรตอนนี้]
        ลุงมี: < เข้าเวรแล้วค่ะ ถึง 20:30 น.
    """)
    assert on_duty(pair) == [UNCLE]


def test_both_go_home_while_each_sees_the_other(pair):
    """The one who asked first saw a colleague; by the time it is done nobody is left, and that is told."""
    roster(pair, (UNCLE, at(22, 8), at(22, 20)), (OFFICER, at(22, 8), at(22, 20)))
    pair(OPEN + """
        คุณอร: < คุณอยู่เวรถึง 20:30 น. ค่ะ
        ลุงมี: > ออกเวร
        ลุงมี: < ออกเวรแล้วค่ะ ขอบคุณมากนะคะ
        คุณอร: > [ออกเวร]
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวร แจ้งเพื่อนให้แล้วค่ะ
    """)
    pair.go_round()
    pair("""
        ลุงมี: < ตอนนี้ไม่มีใครอยู่เวร
    """)


def test_the_night_shift_ends_in_the_morning(pair):
    turn_to(pair, at(23, 3), rounds=0)
    pair("""
        คุณอร: > เข้าเวร
        คุณอร: < เข้าเวรแล้วค่ะ ถึง 08:30 น.
    """)
    turn_to(pair, at(23, 8), rounds=0)
    assert on_duty(pair) == []


def test_whoever_lost_the_role_is_on_no_roster(pair):
    roster(pair, (UNCLE, at(22, 8), at(22, 20)))
    assert on_duty(pair) == [UNCLE]
    with pair.db.transaction() as tx:
        people.revoke(tx, UNCLE, "officer")
    assert on_duty(pair) == []
    pair("""
        ลุงมี: > เข้าเวร
        ลุงมี: < เมนูนี้สำหรับเจ้าหน้าที่ค่ะ
        ลุงมี: < อยากทำอะไรคะ
    """)


def test_a_role_that_was_taken_away_meanwhile(pair):
    pair(OPEN + """
        คุณอร: < ตอนนี้ไม่มีใครอยู่เวรค่ะ
    """)
    with pair.db.transaction() as tx:
        people.revoke(tx, OFFICER, "officer")
    pair("""
        คุณอร: > 1
        คุณอร: < เวรนี้ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ
    """)
    assert pair.rows(Shift) == []


# Swapping


def test_a_swap_in_two_taps_and_two_takers_at_once(pair):
    pair.grant_officer(AREA, AUNT)
    roster(pair, (OFFICER, at(23, 8), at(23, 20)))
    pair("""
        คุณอร: > หาคนแทน
        คุณอร: < หาคนแทนเวรไหนคะ
        คุณอร: > [จ. 23 พ.ย. 08:30–20:30]
        คุณอร: < กับเพื่อน 2 คนแล้วค่ะ
    """)
    pair.go_round()
    pair("""
        < คุณอรทัย สุขใจหาคนแทนเวร จ. 23 พ.ย. 08:30–20:30 น.
        ลุงมี: < คุณอรทัย สุขใจหาคนแทนเวร จ. 23 พ.ย. 08:30–20:30 น.
        ลุงมี: > [รับเวร 1]
        ลุงมี: < คุณรับเวร จ. 23 พ.ย. 08:30–20:30 น. แล้วค่ะ
        > [รับเวร 1]
        < เป็นของคุณมี ใจดีแล้วค่ะ
        ลุงมี: > รับเวร 1
        ลุงมี: < คุณรับเวร จ. 23 พ.ย. 08:30–20:30 น. แล้วค่ะ
    """)
    pair.go_round()
    pair("""
        คุณอร: < คุณมี ใจดีรับเวร จ. 23 พ.ย. 08:30–20:30 น. แทนคุณแล้วค่ะ
    """)
    assert [(row.line_user_id, row.wanted_away) for row in pair.rows(Shift)] == [(UNCLE, False)]


def together(town, *events):
    """Hands over one event each in threads of their own, as two workers would take them."""
    start = threading.Barrier(len(events))

    def one(event) -> int:
        start.wait(timeout=10)
        return town.deliver(event)

    with ThreadPoolExecutor(len(events)) as threads:
        assert list(threads.map(one, events)) == [200] * len(events)


def test_two_who_take_it_in_the_very_same_moment(pair):
    pair.grant_officer(AREA, AUNT)
    roster(pair, *((OFFICER, at(day, 8), at(day, 20)) for day in (23, 24, 25, 26)))
    with pair.db.transaction() as tx:
        for shift in (1, 2, 3, 4):
            duty.change(tx, shift, wanted_away=True)
    for shift in (1, 2, 3, 4):
        together(pair, *(said(f"รับเวร {shift}", who, at=pair.db.now()) for who in (AUNT, UNCLE)))
    assert {row.line_user_id for row in pair.rows(Shift)} <= {AUNT, UNCLE}
    assert [row.detail for row in pair.rows(Audit) if row.action == "took_over"] == [{}] * 4
    news = [row for row in pair.rows(Message) if row.purpose == "duty" and row.to == OFFICER]
    assert len(news) == 4  # its old holder hears once of each


def test_two_who_go_home_in_the_very_same_moment(pair):
    """Neither may go in the belief that the other stays: the hole is told."""
    roster(pair, (OFFICER, at(22, 8), at(22, 20)), (UNCLE, at(22, 8), at(22, 20)))
    pair.grant_officer(AREA, AUNT)
    together(pair, *(said("ออกเวร", who, at=pair.db.now()) for who in (OFFICER, UNCLE)))
    left = [who for who in (OFFICER, UNCLE) if who not in on_duty(pair)]
    told = [row for row in pair.rows(Message) if row.purpose == "duty" and row.to == AUNT]
    assert len(told) == (1 if len(left) == 2 else 0)  # the second may have been asked first, and then is still there
    assert left


def test_a_shift_that_runs_is_taken_over_from_now_on(pair):
    roster(pair, (OFFICER, at(22, 8), at(22, 20)))
    pair(OPEN + """
        คุณอร: < คุณอยู่เวรถึง 20:30 น. ค่ะ
        คุณอร: > หาคนแทน
        คุณอร: < หาคนแทนเวรไหนคะ
        คุณอร: > 1
        คุณอร: < กับเพื่อน 1 คนแล้วค่ะ
    """)
    pair.go_round()
    pair("""
        ลุงมี: < หาคนแทนเวร
        ลุงมี: > รับเวร
        ลุงมี: < รับเวรไหนแทนคะ
        ลุงมี: > 1
        ลุงมี: < คุณรับเวร
    """)
    assert on_duty(pair) == [UNCLE]
    assert [(row.line_user_id, row.begins_at.hour, row.ends_at.hour) for row in pair.rows(Shift)] == [
        (UNCLE, 3, 13), (OFFICER, 1, 3)]  # fmt: skip
    pair.go_round()
    pair("""
        คุณอร: < แทนคุณแล้วค่ะ
    """)


def test_an_offer_is_taken_back(pair):
    roster(pair, (OFFICER, at(23, 8), at(23, 20)))
    pair("""
        คุณอร: > แลกเวร
        คุณอร: < หาคนแทนเวรไหนคะ
        คุณอร: > 1
        คุณอร: < กับเพื่อน 1 คนแล้วค่ะ
        คุณอร: > หาคนแทน
        คุณอร: < กำลังหาคนแทน แตะเพื่อเลิกหา
        คุณอร: > 1
        คุณอร: < เวรนี้เป็นของคุณเหมือนเดิม
    """)
    pair.go_round()
    pair("""
        ลุงมี: < หาคนแทนเวร
        ลุงมี: > [รับเวร 1]
        ลุงมี: < เป็นของคุณอรทัย สุขใจแล้วค่ะ
        ลุงมี: > รับเวร
        ลุงมี: < ตอนนี้ไม่มีใครหาคนแทนเวรค่ะ
    """)


def test_nobody_to_ask_and_nothing_to_give(pair):
    with pair.db.transaction() as tx:
        people.revoke(tx, UNCLE, "officer")
    pair("""
        คุณอร: > หาคนแทน
        คุณอร: < คุณยังไม่มีเวรที่ลงไว้ค่ะ
    """)
    roster(pair, (OFFICER, at(23, 8), at(23, 20)))
    pair("""
        คุณอร: > หาคนแทน
        คุณอร: < หาคนแทนเวรไหนคะ
        คุณอร: > 1
        คุณอร: < ยังไม่มีเพื่อนที่รับเวรแทนได้ค่ะ
    """)


def test_an_officer_of_elsewhere_takes_nothing_and_sees_nothing(pair):
    roster(pair, (OFFICER, at(23, 8), at(23, 20)))
    with pair.db.transaction() as tx:
        people.revoke(tx, UNCLE, "officer")
        people.grant(tx, UNCLE, "officer", "520606")
    pair("""
        ลุงมี: > รับเวร 1
        ลุงมี: < ไม่พบเวร 1 ในพื้นที่ของคุณค่ะ
        ลุงมี: > รับเวร 999999999
        ลุงมี: < ไม่พบเวร 999999999 ในพื้นที่ของคุณค่ะ
        ลุงมี: > เวร
        ลุงมี: < ยังไม่มีตารางเวรค่ะ
        ลุงมี: < ทำอะไรต่อคะ
        > รับเวร 1
        < เมนูนี้สำหรับเจ้าหน้าที่ค่ะ
        < อยากทำอะไรคะ
    """)
    assert "คุณอรทัย" not in "\n".join(pair.chat(UNCLE))


# By the clock


def raised(town):
    """ป้านา raises a case; who hears of it is told elsewhere (tests/flows/test_urgent.py)."""
    town.act(AUNT, do="text", text="แจ้งเหตุด่วน")
    town.act(AUNT, do="tap", label="ถูกทำร้าย")
    town.go_round()
    for person in (AUNT, UNCLE, OFFICER):
        town.skip_to_the_end(person)


def handed_over(town) -> list:
    return [row.to for row in town.rows(Message) if row.purpose == "handover"]


def test_what_is_open_is_handed_over_when_a_shift_begins(pair):
    """The one who comes on hears of it, and who has it; neither the one who goes nor a shift with nothing open makes noise."""
    roster(pair, (OFFICER, at(22, 8), at(22, 20)), (UNCLE, at(22, 20), at(23, 8)))
    pair.go_round()
    assert handed_over(pair) == []
    raised(pair)
    pair.act(OFFICER, do="text", text="รับเรื่อง ฉ6911-00001")
    turn_to(pair, at(22, 20))
    assert handed_over(pair) == [UNCLE]
    (summary,) = [words for words in pair.chat(UNCLE) if "รับช่วงเวร" in words]
    assert "มีเคสด่วนที่ยังไม่ปิด 1 เรื่องค่ะ" in summary
    assert re.search(r"ฉ6911-00001\nถูกทำร้าย · 10 ชม\. · คุณอรทัย สุขใจรับแล้ว", summary)
    assert "สมใจ" not in summary
    pair.go_round()
    assert handed_over(pair) == [UNCLE]


def test_whoever_comes_on_by_hand_is_told_in_the_same_breath(pair):
    raised(pair)
    pair("""
        ลุงมี: > เข้าเวร
        ลุงมี: < เข้าเวรแล้วค่ะ ถึง 20:30 น.
        ลุงมี: < รับช่วงเวร
    """)


@pytest.mark.parametrize(("moment", "told"), [(at(22, 20, 29), OFFICER), (at(22, 20, 30), UNCLE)])
def test_only_those_on_duty_are_told_and_it_changes_with_the_shift(pair, moment, told):
    roster(pair, (OFFICER, at(22, 8), at(22, 20)), (UNCLE, at(22, 20), at(23, 8)))
    turn_to(pair, moment, rounds=0)
    raised(pair)
    assert [row.to for row in pair.rows(Message) if row.purpose == "alarm"] == [told]


def test_whoever_stays_on_is_not_told_what_they_know(pair):
    roster(pair, (OFFICER, at(22, 8), at(22, 20)), (OFFICER, at(22, 20), at(23, 8)))
    pair.go_round()
    raised(pair)
    turn_to(pair, at(22, 20))
    assert handed_over(pair) == []


def test_a_shift_that_was_swapped_is_handed_to_whoever_has_it(pair):
    roster(pair, (OFFICER, at(22, 20), at(23, 8)))
    raised(pair)
    with pair.db.transaction() as tx:
        duty.change(tx, 1, line_user_id=UNCLE)
    turn_to(pair, at(22, 20))
    assert handed_over(pair) == [UNCLE]


def test_hours_that_nobody_holds_are_told_days_ahead(pair):
    roster(pair, (OFFICER, at(22, 8), at(23, 8)), (UNCLE, at(23, 20), at(25, 8)))
    turn_to(pair, at(23, 8))
    pair("""
        คุณอร: < จ. 23 พ.ย. 08:30–20:30
        ลุงมี: < พ. 25 พ.ย. 20:30–08:30
        ลุงมี: > [ลงเวร]
        ลุงมี: < เวร เจ้าหน้าที่ ต.วิเชตนคร
        ลุงมี: < ทำอะไรต่อคะ
    """)
    pair.go_round()
    pair("")  # once a morning


def test_where_no_roster_is_kept_nobody_is_warned(pair):
    turn_to(pair, at(23, 8))
    pair("")


def test_a_roster_that_was_given_up_is_none(pair):
    roster(pair, (OFFICER, at(22, 8), at(22, 20)))
    for days, kept in ((29, True), (31, False)):
        turn_to(pair, at(22, 20) + timedelta(days=days), rounds=0)
        with pair.db.reading() as tx:
            assert duty.has_roster(tx, "officer", AREA) is kept


# By command


def test_a_roster_is_loaded_once_and_shown(pair):
    lines = ((OFFICER, at(22, 8), at(22, 20)), (UNCLE, at(23, 8), at(23, 20)))
    assert "2 shifts planned, 0 were there" in roster(pair, *lines)
    assert "0 shifts planned, 2 were there" in roster(pair, *lines)
    shown = pair.flask("duty", "show", "--area", "52", "--days", "2")
    assert "officer 520607 (ต.วิเชตนคร" in shown
    assert f"อา. 22 พ.ย. 08:30–20:30  1  {OFFICER}  คุณอรทัย สุขใจ" in shown
    assert "อา. 22 พ.ย. 20:30–08:30  ยังไม่มีคน" in shown
    assert "no roster there" in pair.flask("duty", "show", "--area", "50")


def test_a_line_that_is_wrong_is_named_and_nothing_is_loaded(pair, tmp_path):
    file = tmp_path / "roster.csv"
    head = "line_user_id,role,area_code,begins,ends\n"
    file.write_text(
        head
        + f"{OFFICER},officer,{AREA},2026-11-23T08:30,2026-11-23T20:30\n"
        + f"{OFFICER},officer,52,2026-11-23T08:30,2026-11-23T20:30\n"
        + f"{OFFICER},admin,{AREA},2026-11-23T08:30,2026-11-23T20:30\n"
        + f"{OFFICER},officer,{AREA},2026-11-20T08:30,2026-11-20T20:30\n"
        + f"{OFFICER},officer,{AREA},2026-11-23T12:30,2026-11-24T00:30\n"
    )
    told = pair.refused("duty", "import", str(file))
    assert [line.partition(":")[0] for line in told.replace("Error: ", "").splitlines()] == [f"line {n}" for n in (3, 4, 5, 6)]
    for line, fault in (
        (f"{OFFICER},officer,{AREA},23/11/2569,x\n", "must look like 2026-11-23T08:30"),
        (f"{OFFICER},officer,{AREA},2026-11-23T08:30+07:00,2026-11-23T20:30+07:00\n", "without an offset"),
        (f"{OFFICER},officer,{AREA},2026-11-23T20:30,2026-11-23T08:30\n", "ends after it begins"),
        (f"{OFFICER},officer\n", "must look like"),
    ):
        file.write_text(head + line)
        assert fault in pair.refused("duty", "import", str(file))
    file.write_text("who,when\n")
    assert "missing: area_code, begins, ends, line_user_id, role" in pair.refused("duty", "import", str(file))
    assert pair.rows(Shift) == []


NAMELESS = 'holiday = [{ name = "", begins = "08:30", ends = "20:30" }]'


@pytest.mark.parametrize("wrong", ["warn_days = 0", "warn_days = 15", "workday = []", NAMELESS, 'holiday = [{ name = "a" }]'])
def test_a_pattern_that_is_wrong_is_refused(tmp_path, wrong):
    shifts = '[{ name = "วัน", begins = "08:30", ends = "20:30" }]'
    told = {"warn_days": "warn_days = 3", "workday": f"workday = {shifts}", "holiday": f"holiday = {shifts}"}
    told[wrong.split(" ")[0]] = wrong
    (tmp_path / "duty.toml").write_text("\n".join(told.values()))
    with pytest.raises(ValueError, match=r"duty\.toml: .*; it must look like duty\.toml"):
        read_pattern(tmp_path / "duty.toml")
