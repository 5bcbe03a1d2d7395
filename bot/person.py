"""Who is talking: a friend of the account with what they are to the programme."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from flows.menu import APPLIED, GUEST, OFFICER, VOLUNTEER
from models import people
from thai.dates import show_date

BANGKOK_TIME = timezone(timedelta(hours=7))  # Thailand has had no daylight saving time since 1920
VOLUNTEERS = ("active", "paused")


@dataclass(frozen=True)
class Person:
    line_user_id: str
    volunteer: object | None  # a row of Volunteer
    grants: tuple  # rows of (role, area_code)
    now: datetime  # aware UTC

    @property
    def today(self) -> str:
        """The day in Thailand, as ISO."""
        return self.now.astimezone(BANGKOK_TIME).date().isoformat()

    @property
    def roles(self) -> tuple:
        """What they may start, the weightiest first (names of flows/menu.py)."""
        state = self.volunteer.state if self.volunteer else ""
        own = APPLIED if state == "applied" else VOLUNTEER if state in VOLUNTEERS else GUEST
        return (OFFICER, own) if self.case_scopes else (own,)

    @property
    def is_volunteer(self) -> bool:
        return self.volunteer is not None and self.volunteer.state in VOLUNTEERS

    @property
    def case_scopes(self) -> list[str]:
        """The areas whose urgent cases are theirs: an officer's, a hotline agent's."""
        return self.scopes("officer") + self.scopes("hotline")

    @property
    def menu(self) -> str:
        """Their rich menu."""
        return OFFICER if OFFICER in self.roles else VOLUNTEER if VOLUNTEER in self.roles else GUEST

    def scopes(self, role: str) -> list[str]:
        """The area codes for which they hold a role."""
        return [grant.area_code for grant in self.grants if grant.role == role]

    @property
    def may_see(self) -> list[str]:
        """The areas whose households they may see: a volunteer's own sub-district, an officer's whole area."""
        own = [self.volunteer.area_code[:6]] if self.is_volunteer else []
        return own + self.scopes("officer")

    @property
    def speaks_for(self) -> str:
        """The narrowest area their work is done in, for searching near and for lists."""
        return self.may_see[0] if self.may_see else ""


def person(tx, line_user_id: str) -> Person:
    return Person(
        line_user_id, people.volunteer_of(tx, line_user_id), tuple(people.roles_of(tx, line_user_id)), tx.now.astimezone(UTC)
    )


def thai_date(moment: datetime) -> date:
    return moment.astimezone(BANGKOK_TIME).date()


def thai_day(moment: datetime) -> str:
    return show_date(thai_date(moment), short=True)
