"""What a flow may ask to be looked up. bot/lookups.py finds it, within the area that the person may see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VillagesOf:
    """-> [[code, name], …] of the villages known in a sub-district."""

    subdistrict: str


@dataclass(frozen=True)
class AreasNear:
    """-> [{"code", "name", "km", "from"}, …] of villages (8 digits) and sub-districts (6) near this pin, the nearest first;
    `from` is "pin" for one whose houses were pinned here before, "centre" for one whose middle is known from a list."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class HouseholdsLike:
    """-> [{"id", "label", "note"}, …] of households in the person's sub-district whose people or number match."""

    words: str


@dataclass(frozen=True)
class SamePerson:
    """-> the same with "given", the name that is kept, for people nearly of this name and age: before a second one is made."""

    name: str
    birth_year: int | None


@dataclass(frozen=True)
class SameHouse:
    """-> the same, for houses of this number in this village."""

    house_no: str
    subdistrict: str
    village_no: int | None
    village: str


@dataclass(frozen=True)
class HouseholdKnown:
    """-> {"id", "head", "people", "problems", "incomes", "visited_on",
    "interval_days", "home", "label", "lines"} or None: what the last visit left."""

    household_id: int


@dataclass(frozen=True)
class VisitOf:
    """-> {"visit_no", "area_code", "head", "lines", "reader", "photos": [{"id", "kind", "state", "thumbnail"}, …]} of a visit,
    or None when it is not ours to see. `reader` is who asked, for the links to the photos are in their name."""

    visit_id: int


@dataclass(frozen=True)
class CaseOf:
    """-> {"id", "case_no", "state", "title", "area_code", "lines", "owner", "mine", "offered", "colleagues", "reader", "photos"}
    of a case by its number, or None when it is not ours to see. `owner` is "" while nobody has it; `offered`: its owner asked
    the reader to go on with it; `colleagues`: [{"key", "name"}] whom its owner may ask; `photos`, `reader`: as in VisitOf."""

    case_no: str


@dataclass(frozen=True)
class ReferralOf:
    """-> {"referral_no", "area_code", "head", "owner", "mine", "lines"} of a referral that is open, or None when it is not, or
    not ours to see. `owner` is "" while nobody has accepted it."""

    referral_id: int


@dataclass(frozen=True)
class ApplicationOf:
    """-> {"name", "lines", "area_code"} of an application, or None when it is no longer waiting or not ours to see."""

    volunteer_id: int
