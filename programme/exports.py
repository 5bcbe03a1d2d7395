"""What is kept, as rows for other programs: one function a noun, always within an area, read a page at a time.

Codes stay codes and days stay ISO; sealed columns are opened only where the noun is about them.
"""

from sqlalchemy import select

from models import case, media, referral, visit
from models.area import area_name, within
from models.case import Case
from models.event import Event
from models.household import Household, Resident
from models.media import Blob, Media
from models.message import Message
from models.people import Volunteer, full_name
from models.referral import Referral
from models.visit import Visit

PAGE = 500  # rows read at once, so that a country's export needs a phone's memory


def events(tx, scope: str):
    for row in _pages(tx, Event, Event.id > 0):
        yield {
            "webhook_event_id": row.webhook_event_id,
            "message_id": row.message_id,
            "line_user_id": row.line_user_id,
            "kind": row.kind,
            "state": row.state,
            "cause": row.cause,
            "attempts": row.attempts,
            "received_at": row.received_at.isoformat(),
        }


def volunteers(tx, scope: str):
    for row in _pages(tx, Volunteer, within(Volunteer.area_code, scope)):
        yield {
            "number": row.number,
            "line_user_id": row.line_user_id,
            "state": row.state,
            "name": full_name(row),
            "birth_date": _iso(row.birth_date),
            "phone": tx.open(row.phone_sealed, "volunteer.phone"),
            "occupations": row.occupations,
            "teams": row.teams,
            "area_code": row.area_code,
            "applied_at": _iso(row.applied_at),
            "decided_at": _iso(row.decided_at),
        }


def households(tx, scope: str):
    for row in _pages(tx, Household, within(Household.area_code, scope) & Household.undone_at.is_(None)):
        people = tx.all(select(Resident.__table__).where(Resident.household_id == row.id).order_by(Resident.place))
        yield {
            "household": row.id,
            "head": row.head,
            "house_no": row.house_no,
            "area_code": row.area_code,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "last_visit_on": _iso(row.last_visit_on),
            "next_visit_on": _iso(row.next_visit_on),
            "people": [
                {
                    "name": full_name(one),
                    "birth_year": one.birth_year,
                    "sex": one.sex,
                    "groups": one.groups,
                    "disabilities": one.disabilities,
                    "cared_for_by": one.cared_for_by,
                }
                for one in people
            ],
        }


def visits(tx, scope: str):
    for row in _pages(tx, Visit, within(Visit.area_code, scope) & Visit.undone_at.is_(None)):
        house = tx.one(select(Household.__table__).where(Household.id == row.household_id))
        writer = tx.value(select(Volunteer.line_user_id).where(Volunteer.id == row.volunteer_id))
        yield {
            "visit_no": row.visit_no,
            "volunteer_line_user_id": writer,
            "visited_on": _iso(row.visited_on),
            "household": {
                "id": house.id,
                "head": house.head,
                "house_no": house.house_no,
                "village": area_name(tx, row.area_code),
            },
            "area_code": row.area_code,
            "people": [_person(one) for one in row.people],
            "problems": row.problems,
            "incomes": row.incomes,
            "deeds": row.deeds,
            "promised": visit.promised_of(tx, row),
            "next_visit_on": _iso(row.next_visit_on),
            "note": visit.note_of(tx, row),
            "photos": [_photo(one) for one in media.of_visit(tx, row.id)],
            "recorded_at": _iso(row.recorded_at),
        }


def _person(told: dict) -> dict:
    return {
        "name": f"{told['title']}{told['given']} {told['family']}".strip(),
        "age": told["years"],
        "sex": told["sex"],
        "groups": told["groups"],
        "disabilities": told["disabilities"],
        "cared_for_by": told["cared_for_by"],
    }


def _photo(one) -> dict:
    return {"id": one.id, "kind": one.kind, "state": one.state, "media_type": one.media_type, "sha256": one.sha256}


def photos(tx, scope: str):
    """Everything that was sent beside words: photos, sounds, films, papers. `same_as` is an earlier one of the same bytes."""
    for row in _pages(tx, Media, within(Media.area_code, scope)):
        blob = tx.one(select(Blob.__table__).where(Blob.name == row.blob)) if row.state == "kept" else None
        yield {
            "id": row.id,
            "kind": row.kind,
            "state": row.state,
            "cause": row.cause,
            "message_id": row.message_id,
            "line_user_id": row.line_user_id,
            "visit_no": tx.value(select(Visit.visit_no).where(Visit.id == row.visit_id)) if row.visit_id else None,
            "area_code": row.area_code,
            "sent_at": _iso(row.sent_at),
            "ended_at": _iso(row.ended_at),
            "same_as": row.same_as,
            "object": row.blob if blob else None,
            **{name: getattr(blob, name, None) for name in OF_BLOB},
        }


OF_BLOB = ("media_type", "size", "width", "height", "sha256", "taken_at", "latitude", "longitude")


def cases(tx, scope: str):
    for row in _pages(tx, Case, within(Case.area_code, scope)):
        told = case.told_of(tx, row)
        yield {
            "case_no": row.case_no,
            "urgency": row.urgency,
            "dangers": [row.kind] if row.kind != "other" else [],
            "area_code": row.area_code,
            "state": row.state,
            "opened_at": _iso(row.opened_at),
            "reporter_line_user_id": row.reporter,
            "verified": row.verified,
            "who": told.get("who", ""),
            "story": told.get("story", ""),
            "latitude": row.latitude,
            "longitude": row.longitude,
            "acknowledged_by": row.acknowledged_by,
            "acknowledged_at": _iso(row.acknowledged_at),
            "closed_at": _iso(row.closed_at),
            "outcome": row.outcome,
            "evidence": row.evidence,
            "agency": row.agency,
            "alike": row.alike,
            "doubts": row.doubts,
        }


def referrals(tx, scope: str):
    for row in _pages(tx, Referral, within(Referral.area_code, scope)):
        yield {
            "referral_no": row.referral_no,
            "household": row.household_id,
            "visit_no": tx.value(select(Visit.visit_no).where(Visit.id == row.visit_id)),
            "area_code": row.area_code,
            "state": row.state,
            "sent_at": _iso(row.sent_at),
            "held_by": row.held_by,
            "accepted_at": _iso(row.accepted_at),
            "ended_at": _iso(row.ended_at),
            "word": referral.word_of(tx, row),
        }


def messages(tx, scope: str):
    for row in _pages(tx, Message, Message.id > 0):
        yield {
            "kind": row.kind,
            "to": row.to,
            "purpose": row.purpose,
            "state": row.state,
            "billable": row.billable,
            "attempts": row.attempts,
            "case_no": row.case_no,
            "cause": row.cause,
            "created_at": _iso(row.created_at),
            "sent_at": _iso(row.sent_at),
        }


NOUNS = {
    "events": events,
    "volunteers": volunteers,
    "households": households,
    "visits": visits,
    "photos": photos,
    "cases": cases,
    "referrals": referrals,
    "messages": messages,
}
COUNTRY_ONLY = ("events", "messages")  # they carry no area, so they are not for somebody who sees only one


BLUR = 2  # decimals of a degree, about a kilometre: enough to tell the village (our own default)


def blurred(rows):
    """The same rows with places known to the village only: for everybody who does not care for the household."""
    for row in rows:
        places = {name: round(row[name], BLUR) for name in ("latitude", "longitude") if row.get(name) is not None}
        yield {**row, **places}


def _pages(tx, table, test):
    """Rows in the order of their ids."""
    last = 0
    while rows := tx.all(select(table.__table__).where(test, table.id > last).order_by(table.id).limit(PAGE)):
        yield from rows
        last = rows[-1].id


def _iso(value) -> str | None:
    return value.isoformat() if value else None
