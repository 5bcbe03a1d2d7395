"""The Thai calendar: names of months and days, Buddhist years, showing a date, counting years.

The Buddhist year is the Christian year plus 543; since 1941 both begin on 1 January, so dates before that
need care with January to March (here they are taken as written).
"""

import calendar
from datetime import date, timedelta

BUDDHIST_ERA = 543

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def show_date(day: date, *, short: bool = False) -> str:
    """ "วันพุธที่ 24 เมษายน 2562", or short "24 เม.ย. 62". Buddhist era, Arabic digits."""
    year = day.year + BUDDHIST_ERA
    if short:
        return f"{day.day} {SHORT_MONTHS[day.month - 1]} {year % 100:02d}"
    return f"วัน{DAYS[day.weekday()]}ที่ {day.day} {MONTHS[day.month - 1]} {year}"


def show_month(day: date, *, short: bool = False) -> str:
    """ "เมษายน 2562", or short "เม.ย. 62"."""
    year = day.year + BUDDHIST_ERA
    return f"{SHORT_MONTHS[day.month - 1]} {year % 100:02d}" if short else f"{MONTHS[day.month - 1]} {year}"


def years_between(birth: date, on: date) -> int:
    """Completed years from birth to `on`: the age in law. Negative if `on` is before the birth.

    A person born on 29 February completes a year on 1 March of a common year, not on 28 February. Age counts
    from the day of birth (Civil and Commercial Code s.16); where the last month has no such day, the period
    ends with its last day (s.193/5), that is with the whole of 28 February. The state never grants a right
    a day too early this way.
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def days_in_month(year: int, month: int) -> int:
    """28 to 31; year in the Christian era."""
    return calendar.monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last day of the month where there is no such day (31 Jan + 1)."""
    number = day.year * 12 + day.month - 1 + months
    year, month = max(1, min(9999, number // 12)), number % 12 + 1
    return date(year, month, min(day.day, days_in_month(year, month)))


def add_days(day: date, days: int) -> date:
    """So many days on, held within what a date can say (years 1 to 9999)."""
    number = max(date.min.toordinal(), min(date.max.toordinal(), day.toordinal() + days))
    return date.fromordinal(number)


def next_weekday(today: date, weekday: int, *, or_today: bool = True) -> date:
    """The coming Monday (0) … Sunday (6): today itself counts unless `or_today` is false."""
    ahead = (weekday - today.weekday()) % 7
    return add_days(today, ahead or (0 if or_today else 7))


def last_weekday(today: date, weekday: int) -> date:
    """The Monday (0) … Sunday (6) before today; today does not count."""
    return add_days(today, -((today.weekday() - weekday) % 7 or 7))


def week_start(day: date) -> date:
    """The Monday of that week."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
