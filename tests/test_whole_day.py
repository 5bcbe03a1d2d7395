"""A whole day in a browser: everything that `make run` starts, driven by clicks and typing in the simulator's page alone."""

from datetime import datetime, timedelta

import orjson
import pytest
from playwright.sync_api import expect

from bot.person import BANGKOK_TIME
from tests import whole_day
from tests.phones import Desk
from tests.town import AUNT


@pytest.fixture
def installation(tmp_path):
    with whole_day.make_run(tmp_path) as running:
        yield running


def test_a_volunteer_registers_and_logs_two_households(installation, page):
    desk = Desk(page, installation.address)
    desk(whole_day.FOLLOW)
    desk.phones["ป้านา"].expect_menu("guest")
    for part in (whole_day.REGISTER, whole_day.APPLY, whole_day.OPEN_APPLICATION, whole_day.APPROVE):
        desk(part)
    desk.phones["ป้านา"].expect_menu("volunteer")
    for part in (whole_day.TWO_SISTERS, whole_day.KEEP_TWO_SISTERS, whole_day.MOTHER_AND_SON):
        desk(part)
    expect(page.locator(".desk-paid")).to_have_text("เสียเงิน 1 ข้อความ")  # the approval: all else was answers, which are free
    sisters, son = map(orjson.loads, installation.flask("export", "visits", "--format", "jsonl").splitlines())
    today = datetime.fromisoformat(sisters.pop("recorded_at")).astimezone(BANGKOK_TIME).date()
    assert [(one["kind"], one["state"]) for one in sisters["photos"]] == [("image", "kept")] * 3
    sisters["photos"] = []
    assert sisters == two_sisters(today)
    assert datetime.fromisoformat(son.pop("recorded_at")).astimezone(BANGKOK_TIME).date() == today
    assert son == mother_and_son(today)


def two_sisters(today) -> dict:
    return {
        "visit_no": f"ย{(today.year + 543) % 100}{today:%m}-00001",
        "volunteer_line_user_id": AUNT,
        "visited_on": today.isoformat(),
        "household": {"id": 1, "head": "ยายบัว ใจงาม", "house_no": "12/3", "village": "ป่าตึง"},
        "area_code": "52060705",
        "people": [
            {
                "name": "ยายบัว ใจงาม",
                "age": 79,
                "sex": "f",
                "groups": ["elderly", "disabled"],
                "disabilities": ["mobility"],
                "cared_for_by": "2",
            },
            {"name": "ยายบุญ ใจงาม", "age": 82, "sex": "f", "groups": ["elderly"], "disabilities": [], "cared_for_by": "self"},
        ],
        "problems": ["income", "housing", "debt", "caregiving", "health"],
        "incomes": [
            {"source": "old_age_allowance", "baht_per_month": 700},
            {"source": "disability_allowance", "baht_per_month": 800},
            {"source": "family", "baht_per_month": 1000},
        ],
        "deeds": ["coordinated"],
        "promised": "จะประสาน พมจ. คุยกับธนาคารเรื่องบ้านที่จำนอง",
        "next_visit_on": (today + timedelta(days=30)).isoformat(),
        "note": "น้องชายเอาบ้านไปจำนองแล้วไม่ได้ส่ง ธนาคารจะยึดบ้าน",
        "photos": [],
    }


def mother_and_son(today) -> dict:
    return {
        "visit_no": f"ย{(today.year + 543) % 100}{today:%m}-00002",
        "volunteer_line_user_id": AUNT,
        "visited_on": "2019-04-24",
        "household": {"id": 2, "head": "ยายทอง มีสุข", "house_no": "45", "village": "ป่าตึง"},
        "area_code": "52060705",
        "people": [
            {
                "name": "ยายทอง มีสุข",
                "age": 91,
                "sex": "f",
                "groups": ["elderly", "disabled"],
                "disabilities": ["mobility"],
                "cared_for_by": "2",
            },
            {"name": "นายชัย มีสุข", "age": 58, "sex": "m", "groups": [], "disabilities": [], "cared_for_by": ""},
        ],
        "problems": ["income", "caregiving", "unemployment"],
        "incomes": [
            {"source": "old_age_allowance", "baht_per_month": 1000},
            {"source": "disability_allowance", "baht_per_month": 800},
        ],
        "deeds": ["referred"],
        "promised": "จะหางานใกล้บ้านให้ลูกชาย",
        "next_visit_on": None,
        "note": "",
        "photos": [],
    }
