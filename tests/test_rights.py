"""Rights: the vectors that were published with the rules, how they are counted, and what a broken file hears."""

from datetime import date
from pathlib import Path

import pytest

from programme.rights_page import PAGE, page
from welfare import Aid, BadRules, Facts, missing, old_age_allowance, read_rights, rights_of
from welfare.rulebook import RULES
from welfare.vectors import read_vectors, result_of

SEED_DAY = date(2019, 4, 24)  # the visits of the Bueng Kum centre's opening, 24 เม.ย. 2562
PENSIONER = Facts(years=60, pension=True)
NEEDY = Facts(years=70, hardships=frozenset({"food"}))


def found(person: Facts, on: date, aid=()) -> dict:
    """{rule id: finding}"""
    return {one.rule.id: one for one in rights_of(person, on, aid)}


def counted(person: Facts, on: date, aid=()) -> dict:
    """{rule id: baht} of what may be said for certain."""
    return {one.rule.id: one.baht for one in rights_of(person, on, aid) if one.counted}


# ---------------------------------------------------------------------- the vectors


@pytest.mark.parametrize(("years", "allowance"), [(79, 700), (91, 1000)])
def test_the_two_women_of_the_first_visit(years, allowance):
    woman = Facts(years=years, disability_card=True)
    assert counted(woman, SEED_DAY) == {"W1": allowance, "W2": 800}
    assert missing(woman, {"old_age_allowance": allowance, "disability_allowance": 800}, SEED_DAY) == []


@pytest.mark.parametrize(
    ("on", "baht"), [(date(2020, 3, 15), 700), (date(2020, 9, 30), 700), (date(2020, 10, 1), 800), (date(2021, 1, 1), 800)]
)
def test_the_step_moves_in_october_and_not_on_the_birthday(on, baht):
    woman = Facts(born=date(1940, 3, 15))  # 80 on 15 March 2020
    assert counted(woman, on)["W1"] == baht
    assert any("1 ต.ค. 2563 (ไม่เป็นทางการ)" in note for note in found(woman, on)["W1"].notes) is (baht == 700)


def test_an_age_without_a_birthday_is_counted_at_its_least():
    before, after = (found(Facts(years=80), on)["W1"] for on in (date(2020, 9, 30), date(2020, 10, 1)))
    assert (before.baht, before.up_to, "born" in before.unknown) == (700, 800, True)
    assert (after.baht, after.up_to, "born" in after.unknown) == (800, 800, False)
    assert missing(Facts(years=80), {"old_age_allowance": 700}, date(2020, 9, 30)) == []
    assert before.counted


@pytest.mark.parametrize(("on", "baht"), [(date(2020, 9, 30), {"W2": 800}), (date(2020, 10, 1), {"W2a": 1000})])
def test_a_boy_of_twelve_with_a_disability_card(on, baht):
    assert counted(Facts(years=12, disability_card=True), on) == baht


@pytest.mark.parametrize(("on", "rule"), [(date(2015, 1, 1), "W1"), (SEED_DAY, "W1"), (date(2026, 11, 22), "W1b")])
def test_who_has_a_pension_has_no_allowance_and_hears_why(on, rule):
    finding = found(PENSIONER, on)[rule]
    assert (finding.state, finding.against) == ("not_entitled", ("ได้บำนาญหรือเงินประจำจากรัฐแล้ว",))
    assert not counted(PENSIONER, on)


def test_a_disabled_holder_of_the_welfare_card_has_eight_hundred_and_two_hundred():
    assert counted(Facts(years=40, disability_card=True, welfare_card=True), date(2021, 6, 1)) == {"W2a": 800, "W2a+": 200}


@pytest.mark.parametrize(("income", "state"), [(100_000, "likely"), (100_001, "not_entitled"), (None, "maybe")])
def test_a_baby_at_the_limit_of_income(income, state):
    finding = found(Facts(years=0, income_per_head=income), date(2020, 5, 1))["W3"]
    assert (finding.state, finding.baht) == (state, 600)
    assert finding.counted is (state == "likely")
    assert ("income_per_head" in finding.unknown) is (income is None)


def test_the_child_grant_stops_on_the_sixth_birthday_and_says_its_last_month():
    child = Facts(born=date(2014, 7, 10), income_per_head=50_000, thai=True, in_institution=False)
    day_before, birthday = (found(child, on)["W3"] for on in (date(2020, 7, 9), date(2020, 7, 10)))
    assert (day_before.state, day_before.until) == ("entitled", date(2020, 7, 1))
    assert (birthday.state, birthday.against) == ("not_entitled", ("อายุ 6 ปี ครบ 6 ปีแล้ว",))
    assert birthday.until == date(2020, 7, 1)
    assert "ต้องตรวจสอบ: เดือนสุดท้ายที่จ่าย" in birthday.notes


def test_the_fourth_help_of_a_year_is_refused_with_the_dates_of_the_three():
    days = (date(2026, 1, 10), date(2026, 3, 5), date(2026, 8, 20))
    aid = [Aid("W5", days[1]), Aid("elderly_hardship", days[0]), Aid("W5", days[2]), Aid("W6", date(2026, 4, 1))]
    finding = found(NEEDY, date(2026, 11, 22), aid)["W5"]
    assert (finding.state, finding.dates, finding.against) == ("limit_reached", days, ("ได้ครบ 3 ครั้งในปีนี้แล้ว",))
    assert "W5" not in counted(NEEDY, date(2026, 11, 22), aid)
    assert found(NEEDY, date(2027, 1, 1), aid)["W5"].state == "entitled"


def test_the_third_help_is_warned_of():
    aid = [Aid("W5", date(2026, 1, 10)), Aid("W5", date(2026, 3, 5))]
    assert "ครั้งนี้เป็นครั้งที่ 3 จาก 3 ครั้งในปีนี้" in found(NEEDY, date(2026, 11, 22), aid)["W5"].notes


@pytest.mark.parametrize(("on", "state"), [(date(2026, 7, 10), "likely"), (date(2026, 7, 11), "ask_officer")])
def test_a_late_funeral_goes_to_the_officer_and_is_not_refused(on, state):
    dead = Facts(years=82, died=True, poor=True, death_certificate_on=date(2026, 1, 10))
    finding = found(dead, on)["W9"]
    assert finding.state == state
    assert finding.dates == ((date(2026, 1, 10),) if state == "ask_officer" else ())
    assert set(counted(dead, on)) <= {"W9"}  # the dead have no other right


@pytest.mark.parametrize("on", [date(2025, 1, 1), date(2025, 10, 1), date(2026, 11, 22)])
@pytest.mark.parametrize("person", [Facts(), Facts(years=92), Facts(years=30), PENSIONER])
def test_the_rumour_of_1250_baht_is_pending(person, on):
    finding = found(person, on)["W1d"]
    assert (finding.state, finding.notes[0], finding.counted) == ("pending", "ยังไม่ประกาศใช้", False)
    assert finding.up_to == 1250 or person.years is not None
    assert "29 พ.ย. 2567" in finding.rule.source
    assert finding.rule.checked == date(2026, 11, 22)


def test_nothing_is_pending_before_it_was_announced():
    assert not [one for one in rights_of(Facts(years=80), SEED_DAY) if one.state == "pending"]


@pytest.mark.parametrize("vector", read_vectors(), ids=lambda vector: f"{vector.who} {vector.on}")
def test_the_vectors_of_the_page(vector):
    assert {rule: result_of(finding) for rule, finding in vector.found().items()} == vector.expects


def test_the_page_is_what_the_data_give():
    assert PAGE.read_text() == page(), "run: python -m programme.rights_page"


# ---------------------------------------------------------------------- what is counted


def test_what_is_not_known_is_named_and_what_is_usual_does_not_hold_a_right_back():
    finding = found(Facts(years=79), SEED_DAY)["W1"]
    assert (finding.state, finding.unknown) == ("likely", ("thai", "registered", "pension"))
    told = found(Facts(years=79, thai=True, registered=True, pension=False), SEED_DAY)["W1"]
    assert (told.state, told.unknown) == ("entitled", ())
    assert found(Facts(years=79), SEED_DAY)["W2"].state == "maybe"  # nobody knows of a disability card


def test_a_rule_that_nobody_has_seen_is_shown_and_not_counted():
    finding = found(Facts(years=70, able_to_work=True), date(2026, 11, 22))["W13"]
    assert (finding.state, finding.notes[0], finding.counted) == ("entitled", "กติกานี้ยังไม่ได้ตรวจ", False)


def test_the_temporary_addition_held_for_half_a_year():
    woman = Facts(years=85, welfare_card=True, pension=False)
    assert counted(woman, date(2022, 9, 30))["W1c"] == 200
    assert "W1c" not in found(woman, date(2022, 10, 1))


def test_what_is_missing_is_what_should_come_in_minus_what_does():
    woman = Facts(years=79, disability_card=True)
    (lacks,) = missing(woman, {"old_age_allowance": 700}, SEED_DAY)
    assert (lacks.paid_as, lacks.should, lacks.has, lacks.short) == ("disability_allowance", 800, 0, 800)
    (part,) = missing(woman, {"old_age_allowance": 600, "disability_allowance": None}, SEED_DAY)
    assert (part.paid_as, part.short) == ("old_age_allowance", 100)


def test_who_holds_the_welfare_card_does_not_miss_it():
    assert missing(Facts(years=40, welfare_card=True), {}, date(2026, 11, 22)) == []


def test_two_kinds_of_repair_for_one_house_in_a_year_are_for_the_officer():
    person = Facts(years=70, disability_card=True, house_unsuitable=True, poor=True, lived_six_months=True, other_aid=False)
    aid = [Aid("home_repair_elderly", date(2026, 2, 1))]
    assert found(person, date(2026, 11, 22))["W10"].state == "entitled"
    assert found(person, date(2026, 11, 22), aid)["W10"].state == "ask_officer"


def test_old_age_and_disability_stand_side_by_side():
    rights = {right.code: right for right in read_rights()}
    assert rights["disability_allowance"].with_ == ("old_age_allowance",)


@pytest.mark.parametrize(
    ("years", "on", "baht"),
    [(59, SEED_DAY, None), (60, SEED_DAY, 600), (79, SEED_DAY, 700), (80, SEED_DAY, 800), (91, SEED_DAY, 1000),
     (79, date(2011, 9, 30), None), (90, date(2026, 11, 22), 1000)],
)  # fmt: skip
def test_the_allowance_that_a_visit_proposes(years, on, baht):
    assert old_age_allowance(years, on) == baht


# ---------------------------------------------------------------------- the files

RIGHT = 'name = "เบี้ย"\npapers = ["บัตรประชาชน"]\nwhere = "อบต."\ndecides = "อบต."\n'
ROW = {
    "id": '"X1"', "valid_from": "2020-01-01", "status": '"in_force"', "certainty": '"sourced"', "source": '"a page"',
    "checked": "2026-11-22", "per": '"month"', "needs": "{ age_from = 60 }", "amount": '{ kind = "fixed", baht = 600 }',
}  # fmt: skip
YOUNG_FIRST = "{ from_years = 60, baht = 600 }, { from_years = 70, baht = 700 }"


def rows(*changes: dict) -> str:
    return RIGHT + "".join(
        "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in {**ROW, **change}.items() if value) for change in changes
    )


def refusal(folder: Path, text: str) -> str:
    (folder / "x.toml").write_text(text)
    with pytest.raises(BadRules) as refused:
        read_rights(folder)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": '""'}, "x.toml: X1 lacks source"),
        ({"checked": '"yesterday"'}, "x.toml: X1: checked must be a date, not 'yesterday'"),
        ({"status": '"perhaps"'}, "X1: status is 'perhaps'; it must be one of in_force, pending, ended"),
        ({"certainty": '"sure"'}, "X1: certainty is 'sure'"),
        ({"valid_from": ""}, "X1: valid_from is missing"),
        ({"valid_to": "2019-01-01"}, "X1: valid_to lies before valid_from"),
        ({"status": '"ended"'}, "X1: a rule that ended needs valid_to"),
        ({"status": '"pending"'}, "X1: a pending rule needs the day on which it was announced"),
        ({"needs": "{ rich = true }"}, "X1: needs.rich is no fact"),
        ({"needs": '{ thai = "yes" }'}, "X1: needs.thai is 'yes': true or false"),
        ({"needs": '{ hardships = ["boredom"] }'}, "X1: needs.hardships does not know ['boredom']"),
        ({"amount": '{ kind = "gift" }'}, "X1: amount.kind is 'gift'"),
        ({"amount": '{ kind = "fixed", baht = 6.5 }'}, "X1: amount.baht is 6.5: whole baht above 0"),
        ({"amount": f'{{ kind = "steps", age_on = "birthday", steps = [{YOUNG_FIRST}] }}'},
         "X1: amount.steps must stand from the oldest down"),
        ({"amount": '{ kind = "by_need" }'}, 'X1: per = "need" and an amount by need belong together'),
        ({"times": "{ most = 3 }"}, "X1: times must look like"),
        ({"color": '"red"'}, "x.toml: X1 has color, which nobody reads"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_refused_in_one_clear_sentence(tmp_path, change, told):
    assert told in refusal(tmp_path, rows(change))


def test_two_versions_of_one_day_and_an_id_used_twice_are_refused(tmp_path):
    assert "X1 and X2 hold on the same day; end the older one the day before" in refusal(tmp_path, rows({}, {"id": '"X2"'}))
    (tmp_path / "a.toml").write_text(rows({}))
    assert refusal(tmp_path, rows({})).startswith("x.toml: X1 stands in a.toml already")


def test_a_file_that_is_no_toml_or_a_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(BadRules, match="there is no rule file in it"):
        read_rights(tmp_path)
    assert refusal(tmp_path, "name = ").startswith("x.toml: ")


def test_a_sound_file_is_read(tmp_path):
    (tmp_path / "x.toml").write_text(rows({"valid_to": "2020-12-31"}, {"id": '"X2"', "valid_from": "2021-01-01"}))
    assert [rule.id for right in read_rights(tmp_path) for rule in right.rules] == ["X1", "X2"]


def test_every_row_of_ours_says_where_it_comes_from():
    assert len(read_rights()) == len(list(RULES.glob("*.toml")))
    for right in read_rights():
        assert right.papers
        assert right.where
        assert right.decides
        assert all(rule.source and rule.checked for rule in right.rules)
