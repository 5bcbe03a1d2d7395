"""The judge of `make drill` finds what is wrong in small made-up histories, and nothing in a good one: so it can be trusted."""

from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.drill_figures import too_late
from benchmarks.drill_judge import Alarm, Findings, History, Step, judge
from benchmarks.drill_line import PUSH, LineEnd
from benchmarks.drill_world import World

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
LADDER = {
    "again": 10,
    "idle": 30,
    "rungs": [
        {"role": "officer", "digits": 6, "minutes": 5},
        {"role": "officer", "digits": 4, "minutes": 5},
        {"role": "hotline", "digits": 0, "minutes": 10},
    ],
}
AREA, NOBODY_NEAR = "520607", "520699"
PEOPLE = {("officer", "520607"): {"near"}, ("officer", "5206"): {"district"}, ("hotline", ""): {"agent"}}
WHO = ("near", "district", "agent")


def holders(rung: dict, area: str) -> set:
    if rung["digits"] and not area:
        return set()
    return PEOPLE.get((rung["role"], area[: rung["digits"]]), set())


def at(minutes: float, seconds: float = 0) -> datetime:
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def step(minutes: float, what: str, actor: str = "clock", **detail) -> Step:
    return Step(at(minutes), what, actor, detail)


def told(minutes: float, rung: int) -> Step:
    return step(minutes, "told", rung=rung, people=[WHO[rung]])


def alarms_of(steps: list) -> list:
    return [Alarm(one, each.at, each.at) for each in steps if each.what == "told" for one in each.detail["people"]]


def judged(*steps: Step, alarms=None, end: float = 0, **more) -> Findings:
    """The findings on a case in AREA, whose clocks ran until `end` (minutes), or until its last step."""
    alarms = alarms_of(list(steps)) if alarms is None else alarms
    history = History("ฉ6911-00001", LADDER, list(steps), alarms, **{"first": AREA, "then": AREA, **more})
    return judge(history, holders, at(end) if end else steps[-1].at, in_flight=timedelta(seconds=5))


OPENED = (step(0, "opened", "aunt"), told(0, 0))
GOOD = (
    *OPENED, told(5, 1), told(10.2, 2), told(20.2, 2), step(21, "taken", "agent"), step(51.5, "reminded"),
    step(82, "let_go", why="silent"), told(82, 0), step(83, "taken", "near"), step(90, "closed", "near"))  # fmt: skip


def test_a_good_history_is_found_good_and_its_lateness_told():
    found = judged(*GOOD, end=600)
    assert not found.wrong
    assert [round(late) for _, late in found.late] == [0, 12, 0, 30, 30]  # the first rung belongs to the turn that opened it


def test_a_step_that_is_not_known_is_passed_over():
    assert not judged(*GOOD[:3], step(6, "asked_the_reporter", "near"), *GOOD[3:], end=600).wrong


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        ((*OPENED,), 6.5),  # nobody was told at five minutes
        ((*OPENED, step(6.5, "taken", "near")), 0),  # and then somebody took it all the same
        ((*OPENED, told(5, 2)), 0),  # a rung was left out
        ((*OPENED, step(5, "nobody", rung=1, role="officer"), told(5, 2)), 0),  # passed over, though somebody is there
        ((*OPENED, told(5, 1), told(10, 2)), 22),  # the last one was not told again
        ((*OPENED, step(1, "taken", "near")), 33),  # a silent owner was not reminded
        ((*OPENED, step(1, "taken", "near"), step(31, "reminded")), 63),  # nor was it taken from them
        ((OPENED[0], step(0, "told", rung=0, people=["a stranger"])), 0),
    ],
)
def test_a_missed_rung_is_found(steps, end):
    found = judged(*steps, end=end)
    assert found.missed
    assert not [*found.early, *found.doubled, *found.after_taking]


def test_a_rung_without_anybody_is_no_missed_one():
    steps = (step(0, "opened", "aunt"), step(0, "nobody", rung=0, role="officer"), told(0, 1))
    assert not judged(*steps, first=NOBODY_NEAR, then=NOBODY_NEAR).wrong


def test_who_raised_it_and_who_let_go_of_it_need_not_be_told():
    nobody, district = step(3, "nobody", rung=0, role="officer"), told(3, 1)
    let_go = (*OPENED, step(1, "taken", "near"), step(3, "let_go", "near", why="asked"), nobody, district)
    assert not judged(*let_go).wrong
    assert not judged(step(3, "opened", "near"), nobody, district, reporter="near").wrong
    assert judged(step(3, "opened", "aunt"), nobody, district).missed


def test_a_place_that_is_told_later_calls_those_who_are_near_it():
    nowhere = (step(0, "opened", "aunt"), *(step(0, "nobody", rung=rung, role="officer") for rung in (0, 1)), told(0, 2))
    place = step(2, "more", "aunt", told="place")
    assert not judged(*nowhere, place, told(2, 0), told(7, 1), first="").wrong
    assert judged(*nowhere, place, told(10, 2), first="").missed


def test_a_step_before_its_time_is_found():
    assert judged(*OPENED, told(4.9, 1)).early
    assert judged(*OPENED, step(1, "taken", "near"), step(30.9, "reminded")).early
    assert judged(*OPENED, step(1, "taken", "near"), step(31, "reminded"), step(60, "let_go", why="silent"), told(60, 0)).early
    assert not judged(*OPENED, step(1, "unreached", rung=0), told(1, 1)).early  # LINE refused: the next is due at once


def test_an_alarm_after_the_taking_is_found():
    steps = (*OPENED, step(1, "taken", "near"), step(20, "closed", "near"))
    sent = [Alarm("near", at(0), at(1, 6))]
    assert judged(*steps, alarms=sent).after_taking
    assert judged(*steps, alarms=[Alarm("near", at(0), at(30))]).after_taking
    assert not judged(*steps, alarms=[Alarm("near", at(0), at(0, 59))]).after_taking


def test_a_call_under_way_when_it_was_taken_is_counted_apart():
    steps = (*OPENED, step(1, "taken", "near"))
    found = judged(*steps, alarms=[Alarm("near", at(0), at(1, 8))], owned={at(1): at(1, 4)})
    assert not found.wrong
    assert found.in_flight == [4]


def test_an_alarm_of_a_case_that_is_open_again_is_no_push_after_taking():
    again = (step(3, "reopened", "aunt"), step(3, "nobody", rung=0, role="officer"), told(3, 1))
    alarms = [Alarm("near", at(0), at(0)), Alarm("district", at(3), at(4))]
    assert not judged(*OPENED, step(1, "taken", "near"), *again, alarms=alarms).wrong


def test_a_rung_that_is_told_twice_is_found():
    assert judged(*OPENED, told(5, 0)).doubled
    assert judged(*OPENED, alarms=[Alarm("near", at(0)), Alarm("near", at(0))]).doubled
    assert judged(*OPENED, alarms=[Alarm("near", at(0)), Alarm("agent", at(0))]).doubled


def test_a_step_without_its_alarm_is_found():
    assert judged(*OPENED, alarms=[]).missed


def test_lateness_has_a_limit():
    late = Findings(late=[(NOON, 10.0)] * 97 + [(NOON, 61.0)] * 3)
    assert too_late(late, [0.0]) == ["steps: p99 of lateness is 61.0 s, not 60"]
    assert not too_late(Findings(late=[(NOON, 10.0)] * 98), [59.0])


def push(line: LineEnd, key: str) -> int | None:
    """How LINE's end of the drill answers one; None: it hangs up."""
    head = b"POST /v2/bot/message/push HTTP/1.1\r\nX-Line-Retry-Key: " + key.encode()
    return line.answer(PUSH, head, b'{"to": "U1", "messages": [{"type": "text", "text": "hello"}]}')[0]


def test_lines_end_knows_a_retry_key_again(tmp_path):
    heard = []
    line = LineEnd(World(tmp_path / "clock", NOON, lambda _: 40), fails=(at(10), at(20)), seed=1)
    line.heard = lambda to, words: heard.append((to, words))
    assert [push(line, "a"), push(line, "b"), push(line, "a")] == [200, 200, 409]
    assert heard == [("U1", "hello")] * 2


def test_lines_end_fails_for_its_hour_and_what_it_took_then_it_has(tmp_path):
    line = LineEnd(World(tmp_path / "clock", at(15), lambda _: 40), fails=(at(10), at(20)), seed=1)
    assert {push(line, str(number)) for number in range(50)} == {500, None}
    assert 0 < len(line.pushes) < 50
    assert line.refused + len(line.pushes) == 50
