"""An urgent case from the tap to the reporter's yes, in a browser, on everything that `make run` starts: three people."""

import re

import orjson
import pytest

from tests import transcript, urgent_day
from tests.phones import Desk
from tests.town import OFFICER, UNCLE

NAMES = ("สมใจ", "ใจดี", "ยายคำ", "บ้านสีฟ้า", "081", "ป่าตึง")  # the reporter, whom it is about, a number, the village


@pytest.fixture
def running(tmp_path):
    with urgent_day.make_run(tmp_path) as made:
        yield made


def test_a_volunteer_an_officer_and_the_hotline(running, page):
    desk, number, parts = Desk(page, running.address), urgent_day.first_number(), dict(urgent_day.STORY)
    desk(urgent_day.ARRIVE)
    desk.phones["ป้านา"].expect_menu("volunteer")
    desk(urgent_day.OPEN)
    for part in ("raise", "tell", "nobody-comes"):
        desk(parts.pop(part).format(no=number))
    for name, person in {"คุณอร": OFFICER, "ลุงมี": UNCLE}.items():
        alarm_names_nobody(desk, name, person, number)
    for part in parts.values():
        desk(part.format(no=number))
    story_is_told(running.flask("cases", "why", number))
    (case,) = map(orjson.loads, running.flask("export", "cases").splitlines())
    assert (case["case_no"], case["state"], case["outcome"]) == (number, "closed", "referred")
    assert (case["urgency"], case["dangers"], case["area_code"]) == ("emergency", ["violence"], "52060705")
    assert case["acknowledged_by"] == OFFICER
    assert case["opened_at"] < case["acknowledged_at"] < case["closed_at"]


def alarm_names_nobody(desk, name: str, person: str, number: str):
    """Neither on the screen before it is opened, nor in what a lock screen shows of it (the altText)."""
    alarm = desk.phones[name].said.filter(has_text=number).first.inner_text()
    assert re.search(rf"ถูกทำร้าย\s+ต\.วิเชตนคร\s+เลขที่ {number}", alarm), alarm
    answer = desk.page.request.get(f"{desk.address}/sim/people/{person}/chat?after=0")
    told = [transcript.told(item["message"]) for item in answer.json()["items"] if item["from"] == "bot"]
    assert any(number in one for one in told)
    assert not [one for one in told for word in NAMES if word in one]


def story_is_told(told: str):
    """Each of these steps, in this order; there may be others between them."""
    steps = ("รับแจ้ง", "แจ้งขั้นที่ 3: 1 คน", "แจ้งขั้นที่ 4: 1 คน", "มีคนรับเรื่อง", "เพิ่มบันทึก", "ปิดเคส (ช่วยเหลือแล้ว)",
             "ยังไม่ได้รับความช่วยเหลือ เปิดใหม่", "แจ้งขั้นที่ 3: 1 คน", "มีคนรับเรื่อง", "ปิดเคส (ส่งต่อหน่วยงานแล้ว)", "ผู้แจ้งยืนยัน")
    assert re.search(".*".join(map(re.escape, steps)), told, re.S), told
