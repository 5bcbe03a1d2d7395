"""Gathers what a flow needs to know before it starts. One function a flow; the result is kept with the talk, as JSON."""
from datetime import date, timedelta

from sqlalchemy import func, select

from bot import case_facts, duty, referral_facts
from bot.person import Person, thai_date, thai_day
from bot.screens import title_of
from flows.questions.placing import BANGKOK
from flows.questions.telling import Phone, called
from flows.recorded import UNDO_MINUTES
from models import area, conversation, household, visit
from models.area import within_any
from models.household import Household
from models.people import Volunteer, full_name
from models.visit import Visit
from thai.dates import show_date

DRAFTS_SHOWN = 3        # unfinished visits offered beside them
JUST_MADE = 10          # minutes after a visit in which "add a photo" means that visit (our own default)
SHOWN = 8       # how many houses, applications or visits are listed at once: more do not fit a phone's screen


def gather(tx, desk, person: Person, flow: str) -> dict:
    """`begun` is the day on which the talk began; `today` is brought up to date at each turn (bot/progress.py)."""
    more = GATHERERS.get(flow)
    return {"today": person.today, "begun": person.today, **(more(tx, desk, person) if more else {})}


def for_visit(tx, desk, person):
    return {"me": _me(tx, desk, person.volunteer), "mine": _houses(tx, person, SHOWN)}


def for_my_houses(tx, desk, person):
    return {
        "houses": _houses(tx, person, SHOWN), "count": household.count_of(tx, person.volunteer.id),
        "due": household.count_due(tx, person.volunteer.id, date.fromisoformat(person.today))}


def for_undo(tx, desk, person):
    since = tx.now - timedelta(minutes=UNDO_MINUTES)
    rows = tx.all(select(Visit.id, Visit.visit_no, Household.head).join(Household, Household.id == Visit.household_id).where(
        Visit.volunteer_id == person.volunteer.id, Visit.undone_at.is_(None), Visit.recorded_at > since
    ).order_by(Visit.id.desc()).limit(SHOWN))
    return {"recent": [{"id": row.id, "label": f"{row.head} ({row.visit_no})"} for row in rows]}


def for_photos(tx, desk, person):
    """The newest visit is meant by whoever asks for it just after it."""
    newest = visit.recent_of(tx, person.volunteer.id, 1)
    just_made = newest and newest[0].recorded_at > tx.now - timedelta(minutes=JUST_MADE)
    return {**whose_photos(tx, person), "just_made": str(newest[0].id) if just_made else None, "began_with": None}


def whose_photos(tx, person) -> dict:
    """What photos may belong to: visits, and visits that were begun and put aside."""
    rows = visit.recent_of(tx, person.volunteer.id, SHOWN)
    drafts = [talk for talk in conversation.paused(tx, person.line_user_id) if talk.flow == "visit"][:DRAFTS_SHOWN]
    return {
        "visits": [{"id": row.id, "label": visit.label_of(tx, row.id), "note": thai_day(row.recorded_at)} for row in rows],
        "drafts": [{"id": talk.id, "label": title_of(talk)} for talk in drafts]}


def for_urgent(tx, desk, person):
    volunteer = person.volunteer if person.is_volunteer else None
    phone = tx.open(volunteer.phone_sealed, "volunteer.phone") if volunteer else None
    return {
        "me": _me(tx, desk, volunteer) if volunteer else None, "phone": phone,
        "phone_shown": Phone(key="", words="").show(phone) if phone else ""}


def for_rights(tx, desk, person):
    """The people of a visit made just now: nobody is asked again what they have just told."""
    newest = visit.recent_of(tx, person.volunteer.id, 1) if person.is_volunteer else []
    if not newest or newest[0].recorded_at < tx.now - timedelta(minutes=JUST_MADE):
        return {"recent": []}
    incomes = [one["source"] for one in newest[0].incomes]
    return {"recent": [{
        "name": called(one), "age": {"years": one["years"], "birth_year": one["birth_year"]},
        "disabled": "disabled" in one["groups"], "incomes": incomes} for one in newest[0].people]}


def for_my_card(tx, desk, person):
    return {"card": volunteer_card(tx, desk, person.volunteer)}


def for_applications(tx, desk, person):
    ours = (Volunteer.state == "applied", within_any(Volunteer.area_code, person.scopes("officer")))
    rows = tx.all(select(Volunteer.__table__).where(*ours).order_by(Volunteer.applied_at).limit(SHOWN))
    return {
        "count": tx.value(select(func.count()).select_from(Volunteer).where(*ours)),
        "waiting": [{
            "id": row.id, "label": full_name(row),
            "note": f"{desk.places.parts(row.area_code[:6]).subdistrict} · สมัคร {thai_day(row.applied_at)}",
        } for row in rows]}


def for_latest_visits(tx, desk, person):
    scopes = person.scopes("officer")
    rows = tx.all(select(Visit.id, Visit.visit_no, Visit.visited_on, Visit.area_code, Visit.problems, Household.head).join(
        Household, Household.id == Visit.household_id).where(
        Visit.undone_at.is_(None), within_any(Visit.area_code, scopes)).order_by(Visit.id.desc()).limit(SHOWN))
    return {"area_code": scopes[0] if scopes else "", "visits": [{
        "id": row.id, "label": f"{row.head} ({row.visit_no})",
        "note": f"{show_date(row.visited_on, short=True)} · {desk.places.parts(row.area_code[:6]).subdistrict} · "
                + (desk.codes.labels("problems", row.problems) or "ไม่พบปัญหา"),
    } for row in rows]}


def for_application_state(tx, desk, person):
    volunteer = person.volunteer
    return {"standing": {
        "state": volunteer.state, "number": volunteer.number or "", "applied_on": thai_date(volunteer.applied_at).isoformat()}}


GATHERERS = {
    "visit": for_visit, "my_houses": for_my_houses, "undo": for_undo, "photos": for_photos, "urgent": for_urgent,
    **case_facts.GATHERERS, **duty.GATHERERS, **referral_facts.GATHERERS, "my_card": for_my_card, "rights": for_rights,
    "applications": for_applications, "latest_visits": for_latest_visits, "application_state": for_application_state,
}


def volunteer_card(tx, desk, volunteer) -> dict:
    """What a volunteer's card shows."""
    return {
        "id": volunteer.id, "name": full_name(volunteer), "number": volunteer.number,
        "place": place_line(tx, desk, volunteer.area_code), "teams": desk.codes.labels("groups", volunteer.teams)}


def place_line(tx, desk, code: str) -> str:
    return f"{village_line(code, area.area_name(tx, code))} {desk.places.name(code[:6])}"


def village_line(code: str, name: str) -> str:
    if area.village_no(code) == 0:
        return name
    return f"ชุมชน{name}" if code.startswith(BANGKOK) else f"หมู่ {area.village_no(code)} {name}".strip()


def _me(tx, desk, volunteer) -> dict:
    code, name = volunteer.area_code, area.area_name(tx, volunteer.area_code)
    return {
        "volunteer_id": volunteer.id, "area_code": code, "village": village_line(code, name), "village_name": name,
        "village_no": None if code.startswith(BANGKOK) else area.village_no(code)}


def _houses(tx, person, limit: int) -> list[dict]:
    today = date.fromisoformat(person.today)
    rows = household.households_of(tx, person.volunteer.id, today, limit)
    return [house_entry(row, today) for row in rows]


def house_entry(row, today: date) -> dict:
    """A household as a button: {"id", "label", "note"}."""
    number = f" {row.house_no}" if row.house_no else ""
    return {"id": row.id, "label": f"{row.head}{number}", "note": _visited(row, today)}


def _visited(row, today: date) -> str:
    if row.next_visit_on and row.next_visit_on <= today:
        return f"ถึงวันนัด {show_date(row.next_visit_on, short=True)}"
    return f"เยี่ยมล่าสุด {show_date(row.last_visit_on, short=True)}" if row.last_visit_on else ""
