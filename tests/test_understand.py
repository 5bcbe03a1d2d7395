"""`flask understand`: the schema whole, a file line by line, and mistakes in one line that tells nothing of what was typed."""

import json

from thai.report_place import NOWHERE

FIELDS = ["urgency", "dangers", "groups", "problems", "people", "incomes", "place", "phone", "visited_on"]
STORY = "ไปเยี่ยมยายคำ ใจดี อายุ ๗๙ ปี เมื่อวาน ม.5 ต.วิเชตนคร อ.แจ้ห่ม เบี้ย 700 โทร 081-000-0000"


def test_a_story_comes_back_as_json(town):
    told = json.loads(town.flask("understand", STORY, "--said-on", "2019-04-25"))
    assert list(told) == FIELDS
    assert told["people"] == [{"name": "คำ ใจดี", "age": 79, "sex": "f"}]
    assert told["incomes"] == [{"source": "old_age_allowance", "baht_per_month": 700}]
    assert told["place"] == {
        "village_no": 5, "subdistrict": "วิเชตนคร", "district": "แจ้ห่ม", "province": "ลำปาง",
        "subdistrict_code": "520607"}  # fmt: skip
    assert (told["phone"], told["visited_on"], told["groups"]) == ("0810000000", "2019-04-24", ["elderly"])


def test_nothing_told_is_nothing_read(town):
    told = json.loads(town.flask("understand", "สวัสดีค่ะ"))
    assert told == dict.fromkeys(FIELDS, []) | {"urgency": "routine", "place": NOWHERE, "phone": None, "visited_on": None}


def test_each_value_comes_with_its_words(town):
    told = json.loads(town.flask("understand", STORY, "--said-on", "2019-04-25", "--why"))
    assert list(told["why"]) == list(told["told"]) == FIELDS
    assert told["why"]["people"] == ["ยายคำ ใจดี อายุ 79 ปี"]
    assert (told["why"]["visited_on"], told["why"]["phone"]) == ("เมื่อวาน", "081-000-0000")


def test_a_file_is_read_line_by_line(town, tmp_path):
    file = tmp_path / "in.jsonl"
    lines = ({"id": name, "text": STORY, "said_on": "2019-04-25"} for name in ("a", "b"))
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n")
    told = [json.loads(line) for line in town.flask("understand", "--file", str(file)).splitlines()]
    assert [line["id"] for line in told] == ["a", "b"]
    assert {line["predicted"]["visited_on"] for line in told} == {"2019-04-24"}


def test_a_bad_line_is_named_and_not_repeated(town, tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": 1, "text": "ยายคำ", "said_on": "2019-13-01"}\n')
    said = town.refused("understand", "--file", str(file))
    assert "line 1" in said
    assert "คำ" not in said


def test_a_text_or_a_file_and_not_both(town):
    assert "give a text" in town.refused("understand")
