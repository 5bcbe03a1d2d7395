"""Which shifts a day has: read once from bot/duty.toml, or from an installation's own file. And times as people read them."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.person import BANGKOK_TIME
from thai.calendar import DAYS, show_date
from thai.holidays import holiday_name

OURS = Path(__file__).with_name("duty.toml")
SATURDAY = 5
MOST_SHIFTS = 4  # of a day: a week of more is no list that a phone can show (our own default)
LONGEST_NAME = 20  # letters of a shift's name: it stands on a button with the day (our own default)
LONGEST_WARNING = 14  # days: nobody plans a fortnight ahead because of a push (our own default)


@dataclass(frozen=True)
class Slot:
    """A shift of the pattern on one day, held by whoever plans it. Moments are aware."""

    name: str
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Pattern:
    workday: tuple  # of (name, begins, ends), times of day in Thailand
    holiday: tuple
    warn_days: int

    def slots(self, day: date) -> list[Slot]:
        """The shifts that begin on that day."""
        free = day.weekday() >= SATURDAY or holiday_name(day)
        return [Slot(name, *_moments(day, begins, ends)) for name, begins, ends in (self.holiday if free else self.workday)]

    def ahead(self, now: datetime, days: int) -> list[Slot]:
        """The shifts that are not over and begin within so many days from today, the earliest first."""
        yesterday = thai_time(now).date() - timedelta(days=1)
        found = [slot for number in range(days + 1) for slot in self.slots(yesterday + timedelta(days=number))]
        return [slot for slot in found if slot.ends_at > now]

    def runs_until(self, now: datetime) -> datetime:
        """When the shift that runs now ends; between two shifts, when the next one begins."""
        slots = self.ahead(now, 2)
        running = [slot.ends_at for slot in slots if slot.begins_at <= now]
        return running[0] if running else min(slot.begins_at for slot in slots)


def _moments(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    last = day + timedelta(days=1) if ends <= begins else day
    return datetime.combine(day, begins, BANGKOK_TIME), datetime.combine(last, ends, BANGKOK_TIME)


def read_pattern(file: Path | None = None) -> Pattern:
    """Raises ValueError that says what is wrong in which file."""
    path = file or OURS
    try:
        told = tomllib.loads(path.read_text())
        return Pattern(_shifts(told["workday"]), _shifts(told["holiday"]), _days(told["warn_days"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}; it must look like {OURS.name}") from None


def _shifts(told: list) -> tuple:
    if not 1 <= len(told) <= MOST_SHIFTS:
        raise ValueError(f"a day has 1 to {MOST_SHIFTS} shifts")
    if wrong := [one["name"] for one in told if not 1 <= len(one["name"]) <= LONGEST_NAME]:
        raise ValueError(f"a shift's name has 1 to {LONGEST_NAME} letters: {wrong[0]!r}")
    return tuple((one["name"], time.fromisoformat(one["begins"]), time.fromisoformat(one["ends"])) for one in told)


def _days(told: int) -> int:
    if not isinstance(told, int) or not 1 <= told <= LONGEST_WARNING:
        raise ValueError(f"warn_days must be 1 to {LONGEST_WARNING}")
    return told


# Times as people read them


def thai_time(moment: datetime) -> datetime:
    return moment.astimezone(BANGKOK_TIME)


def show_day(day: date) -> str:
    """ "จ. 23 พ.ย." """
    return f"{DAY_LETTERS[day.weekday()]} {show_date(day, short=True).rsplit(' ', 1)[0]}"


def show_time(moment: datetime) -> str:
    return f"{thai_time(moment):%H:%M}"


def show_span(begins_at: datetime, ends_at: datetime) -> str:
    """ "จ. 23 พ.ย. 20:30–08:30"; the second day is named when the span is longer than one."""
    begins, ends = thai_time(begins_at), thai_time(ends_at)
    last = "" if ends_at - begins_at <= timedelta(days=1) else f"{show_day(ends.date())} "
    return f"{show_day(begins.date())} {begins:%H:%M}–{last}{ends:%H:%M}"


DAY_LETTERS = dict(zip(range(len(DAYS)), ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."), strict=True))
