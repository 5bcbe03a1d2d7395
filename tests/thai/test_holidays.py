"""The days on which offices are closed."""

from datetime import date

import pytest

from thai.holidays import holiday_name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 13), "วันสงกรานต์"),
        (date(2026, 10, 23), "วันปิยมหาราช"),
        (date(2026, 8, 12), "วันแม่แห่งชาติ"),
        (date(2026, 12, 10), "วันรัฐธรรมนูญ"),
        (date(2027, 1, 1), "วันขึ้นปีใหม่"),
    ],
)
def test_a_holiday_has_its_thai_name(day, name):
    assert holiday_name(day) == name


def test_a_day_that_follows_the_moon_is_another_each_year():
    assert holiday_name(date(2026, 3, 3)) == holiday_name(date(2027, 2, 21)) == "วันมาฆบูชา"


def test_a_holiday_on_a_weekend_is_made_up_for():
    assert date(2026, 12, 5).weekday() == 5
    assert holiday_name(date(2026, 12, 7)).startswith("ชดเชย")


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 22), date(2026, 12, 25), date(2200, 6, 15)])
def test_ordinary_days_and_mere_weekends_have_none(day):
    assert holiday_name(day) is None


def test_a_name_fits_a_line():
    """The shortest of several names: no day of a year needs more than a button's note can bear (our own default)."""
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2028, 1, 1).toordinal())]
    assert max(len(holiday_name(day) or "") for day in days) <= 120
