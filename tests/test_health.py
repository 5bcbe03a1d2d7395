"""Alive, ready, and the figures: what an operator's tools ask."""
from models import case, work
from tests.factories import volunteer
from tests.flows.test_visit import FIRST
from tests.town import AUNT


def get(town, path):
    return town.app.test_client().get(path)


def test_alive_without_anything_else(town):
    assert get(town, "/healthz").text == "ok\n"


def test_ready_needs_a_clock_that_beats(town):
    answer = get(town, "/readyz")
    assert (answer.status_code, answer.json["ready"]) == (503, False)
    assert "is `flask clock` running?" in answer.json["wrong"][0]
    town.go_round()
    answer = get(town, "/readyz")
    assert (answer.status_code, answer.json["ready"], answer.json["failed_events"]) == (200, True, 0)
    town.sim.post("/sim/clock", forward=121)
    assert get(town, "/readyz").status_code == 503


def test_not_ready_while_nobody_sends_what_is_due(town):
    town.grant_officer("52")
    volunteer(town.db, state="applied", number=None)
    town("""
        คุณอร: > ใบสมัคร
        คุณอร: < มีใบสมัครรอตรวจ 1 ใบ
        คุณอร: > 1
        คุณอร: < 081-234-5678
        คุณอร: < รับ นางสมใจ ใจดี เป็น อพม. ไหมคะ
        คุณอร: > 1
        คุณอร: < ใช่ไหมคะ
        คุณอร: > 1
        คุณอร: < เป็น อพม. แล้วค่ะ
    """)
    town.sim.post("/sim/clock", forward=16 * 60)
    assert any("has been due" in words for words in get(town, "/readyz").json["wrong"])


def test_not_ready_while_an_urgent_case_waits_for_a_clock(town):
    town.go_round()
    with town.db.transaction() as tx:
        row = {"case_no": "ฉ6911-00001", "talk_id": 1, "kind": "violence", "urgency": "emergency", "reporter": AUNT}
        case.add(tx, {}, **row, verified=True, area_code="52060705", ladder={"rungs": [], "again": 10, "idle": 60})
    assert get(town, "/readyz").json["wrong"] == []
    town.sim.post("/sim/clock", forward=121)
    silent = "cases: 1 urgent case(s) had a next step that nobody took; is `flask clock` running?"
    assert silent in get(town, "/readyz").json["wrong"]


def test_not_ready_while_nobody_does_the_jobs(town):
    town.go_round()
    with town.db.transaction() as tx:
        work.enqueue(tx, "a kind that this version does not know", {})
    for minutes, found in ((14, 0), (2, 1)):
        town.sim.post("/sim/clock", forward=minutes * 60)
        town.go_round()
        assert sum(words.startswith("jobs: ") for words in get(town, "/readyz").json["wrong"]) == found


def test_the_figures_count_what_happened(town):
    volunteer(town.db)
    town(FIRST)
    text = get(town, "/metrics").text
    assert 'thuengbaan_events{kind="message.text",state="done"} 4.0' in text
    assert 'thuengbaan_messages{kind="reply"' in text
    assert "thuengbaan_clock_silence_seconds -1.0" in text
