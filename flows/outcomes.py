"""What a flow may ask to be done. Plain facts; bot/record.py carries them out in the turn's own transaction."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class GiveConsent:
    version: int
    digest: str         # of the very words that were agreed to


@dataclass(frozen=True)
class Apply:
    """A person asks to become a volunteer. Days are ISO; `subdistrict` has six digits."""

    title: str
    given: str
    family: str
    birth_date: str
    phone: str
    occupations: list
    subdistrict: str
    village_no: int | None
    village: str
    teams: list
    consent_version: int


@dataclass(frozen=True)
class Decide:
    """An officer approves an application, or returns it with a reason."""

    volunteer_id: int
    approve: bool
    reason: str = ""


@dataclass(frozen=True)
class NoteRead:
    """Somebody was shown another's data."""

    subject: str
    area_code: str = ""


@dataclass(frozen=True)
class WithdrawConsent:
    """Somebody who had agreed says no after all, before anything was sent."""


@dataclass(frozen=True)
class Leave:
    """Somebody withdraws consent: everything of theirs that may go, goes."""


@dataclass(frozen=True)
class RecordVisit:
    """A visit to a house. `household_id` is None for a house not known before, which `house` then describes.

    people   [{"title", "given", "family", "sex", "years", "birth_year", "groups", "disabilities", "cared_for_by"}], head first;
             with "moved_from" {"id", "given", "label"} of the house that somebody was known from, if they were
    incomes  [{"source", "baht_per_month"}]
    """

    household_id: int | None
    house: dict
    people: list
    visited_on: str
    problems: list
    incomes: list
    deeds: list
    promised: str = ""
    next_visit_on: str | None = None
    note: str = ""
    pin: list | None = None     # [latitude, longitude] of the house, shared in this visit
    same_as_before: bool = field(default=False)


@dataclass(frozen=True)
class AddToVisit:
    """What was sent in this talk (photos, sounds, a place) belongs to a visit that was made before."""

    visit_id: int


@dataclass(frozen=True)
class AddToDraft:
    """What was sent in this talk belongs to a visit that was begun and put aside; it goes on now."""

    talk_id: int


@dataclass(frozen=True)
class BeginVisit:
    """What was sent in this talk belongs to a visit that begins now."""


@dataclass(frozen=True)
class NotUrgent:
    """Words that sounded like danger were none: they are the answer to what was open (a talk's number), or nothing."""

    words: str
    aside: int | None


@dataclass(frozen=True)
class OpenCase:
    """Somebody is in danger: the case is open from this moment, whatever else is told."""

    kind: str
    urgency: str


@dataclass(frozen=True)
class TellCase:
    """Something more about the case of this talk: "place" {"code", "pin"}, "who", "story", "phone", "now"."""

    what: str
    value: object


@dataclass(frozen=True)
class StepOfCase:
    """What an officer does with a case: take, let_go, note, close; or its reporter: helped, not_helped."""

    case_id: int
    step: str
    outcome: str = ""
    note: str = ""
    photos: bool = False    # were any sent with it as evidence?


@dataclass(frozen=True)
class StartDuty:
    """On duty from now until the shift that runs now ends."""

    role: str
    area_code: str


@dataclass(frozen=True)
class EndDuty:
    """Goes home now."""

    role: str
    area_code: str


@dataclass(frozen=True)
class PlanShift:
    """Will be on duty from `begins_at` to `ends_at` (ISO, with the offset from UTC)."""

    role: str
    area_code: str
    begins_at: str
    ends_at: str


@dataclass(frozen=True)
class SwapShift:
    """Somebody else is wanted for one's own shift, or not any more."""

    shift_id: int
    wanted: bool


@dataclass(frozen=True)
class DropShift:
    """One's own shift is given up before it begins."""

    shift_id: int


@dataclass(frozen=True)
class TakeShift:
    """Takes over a shift that a colleague would like to give away."""

    shift_id: int


@dataclass(frozen=True)
class Refer:
    """What is missing to the house of one's own visit goes to the officers of its area."""

    visit_id: int


@dataclass(frozen=True)
class StepOfReferral:
    """What an officer does with a referral: accept, done, decline; the last two with a word for whoever sent it."""

    referral_id: int
    step: str
    word: str = ""


@dataclass(frozen=True)
class UndoVisit:
    visit_id: int
