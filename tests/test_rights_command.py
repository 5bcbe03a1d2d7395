"""`flask rights`: JSON that says what somebody should have, and one line where something was mistyped."""

import orjson
import pytest

from tests.test_commands import one_line

WOMAN = ("rights", "--age", "79", "--disabled")


def asked(town, *args) -> dict:
    return orjson.loads(town.flask(*args))


@pytest.mark.parametrize("day", ["2019-04-24", "24 เม.ย. 2562", "24/4/62", "๒๔ เมษายน ๒๕๖๒"])
def test_the_woman_of_seventy_nine_in_either_era(town, day):
    told = asked(town, *WOMAN, "--on", day)
    assert told["on"] == "2019-04-24"
    assert {one["right"]: one["baht"] for one in told["should_have"]} == {"old_age_allowance": 700, "disability_allowance": 800}
    assert told["should_have_baht_per_month"] == told["missing_baht_per_month"] == 1500


def test_what_comes_in_is_not_missing(town):
    told = asked(town, "rights", "--age", "91", "--disabled", "--on", "2019-04-24", "--has", "old_age_allowance=1000", "--json")
    assert [(one["paid_as"], one["should"], one["short"]) for one in told["missing"]] == [("disability_allowance", 800, 800)]


def test_reasons_sources_and_open_questions_are_told(town):
    told = asked(town, "rights", "--age", "60", "--pension", "--on", "2026-11-22")
    others = {one["rule"]: one for one in told["others"]}
    assert others["W1b"]["against"] == ["ได้บำนาญหรือเงินประจำจากรัฐแล้ว"]
    assert others["W1d"]["state"] == "pending"
    assert others["W2a"]["unknown"]["disability_card"] == "มีบัตรคนพิการไหม"
    assert all(one["source"] and one["checked"] and one["papers"] and one["where"] and one["decides"] for one in told["others"])


def test_help_given_before_is_counted_and_today_is_the_day(town):
    aid = [part for day in ("10/1/2569", "2026-03-05", "20 ส.ค. 2569") for part in ("--aid", f"W5={day}")]
    told = asked(town, "rights", "--age", "70", "--hardship", "food", *aid)
    (finding,) = [one for one in told["others"] if one["rule"] == "W5"]
    assert told["on"] == "2026-11-22"
    assert (finding["state"], finding["dates"]) == ("limit_reached", ["2026-01-10", "2026-03-05", "2026-08-20"])


def test_a_birth_date_moves_the_step_in_october(town):
    told = [asked(town, "rights", "--born", "15 มี.ค. 2483", "--on", day) for day in ("2020-09-30", "2020-10-01")]
    assert [one["should_have"][0]["baht"] for one in told] == [700, 800]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--on", "someday"), "'someday' is no day"),
        (("--has", "lottery=9"), "no right is paid as 'lottery'"),
        (("--has", "child_grant=much"), "must look like old_age_allowance=700"),
        (("--aid", "W5"), "must look like W5=2026-03-05"),
        (("--aid", "W99=2026-03-05"), "no right is called 'W99'"),
        (("--hardship", "boredom"), "no hardship is called 'boredom'"),
    ],
)
def test_a_slip_gets_one_line(town, args, told):
    assert told in one_line(town.refused("rights", *args))
