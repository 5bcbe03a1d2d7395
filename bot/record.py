"""Carries out what a flow asked for, in the turn's own transaction. Each function gives the words that tell of it."""

from datetime import date, timedelta
from functools import singledispatch

from sqlalchemy import insert, select, update

from bot import facts as knowledge
from bot import household_record as houses
from bot import jobs
from bot.lacking import call_off
from bot.numbers import next_no
from bot.person import VOLUNTEERS, person
from bot.render import draw
from flows import applications, leave, outcomes, recorded, register
from flows.questions.showing import counted
from flows.questions.telling import called
from flows.rights_missed import missed
from flows.steps import Say
from models import area, audit, case, conversation, event, media, message, people, referral, visit
from models.area import within_any
from models.people import Consent, Volunteer, full_name
from models.visit import Visit
from thai.dates import show_date

# What goes from a volunteer who leaves. The number stays on the visits that were made.
ERASED = {
    "title": "", "given": "", "family": "", "birth_date": None, "phone_sealed": None, "phone_hash": None,
    "occupations": [], "teams": [], "return_reason": "",
}  # fmt: skip


@singledispatch
def carry_out(outcome, turn, talk) -> list[Say]:
    """`turn` has tx, desk and who. Raises TypeError for an outcome that nobody knows."""
    raise TypeError(f"nobody knows how to carry out a {type(outcome).__name__}")


@carry_out.register
def _(outcome: outcomes.GiveConsent, turn, talk):
    who = turn.who.line_user_id
    if not people.still_consents(turn.tx, who, outcome.version):
        turn.tx.execute(
            insert(Consent).values(line_user_id=who, version=outcome.version, digest=outcome.digest, given_at=turn.tx.now)
        )
        audit.note(turn.tx, who, "consented", f"friend:{who}", version=outcome.version)
    return []


@carry_out.register
def _(outcome: outcomes.WithdrawConsent, turn, talk):
    withdraw(turn.tx, turn.who.line_user_id)
    talk.answers, talk.looked = {}, {}
    return []


def withdraw(tx, line_user_id: str):
    given = (Consent.line_user_id == line_user_id, Consent.withdrawn_at.is_(None))
    tx.execute(update(Consent).where(*given).values(withdrawn_at=tx.now))


@carry_out.register
def _(outcome: outcomes.NoteRead, turn, talk):
    audit.note(turn.tx, turn.who.line_user_id, "read", outcome.subject, outcome.area_code)
    return []


@carry_out.register
def _(outcome: outcomes.Apply, turn, talk):
    tx, who = turn.tx, turn.who.line_user_id
    code = area.settle_village(tx, outcome.subdistrict, outcome.village_no, outcome.village)
    values = {
        "state": "applied",
        "title": outcome.title,
        "given": outcome.given,
        "family": outcome.family,
        "birth_date": date.fromisoformat(outcome.birth_date),
        "phone_sealed": tx.seal(outcome.phone, "volunteer.phone"),
        "phone_hash": tx.vault.hashed(outcome.phone),
        "occupations": outcome.occupations,
        "teams": outcome.teams,
        "area_code": code,
        "consent_version": outcome.consent_version,
        "applied_at": tx.now,
        "left_at": None,
        "return_reason": "",
    }
    tx.execute(
        tx.insert(Volunteer)
        .values(line_user_id=who, **values)
        .on_conflict_do_update(index_elements=["line_user_id"], set_=values)
    )
    volunteer = people.volunteer_of(tx, who)
    audit.note(tx, who, "applied", f"volunteer:{volunteer.id}", code)
    return [register.applied(turn.desk.places.name(code[:4]))]


@carry_out.register
def _(outcome: outcomes.Decide, turn, talk):
    tx, who = turn.tx, turn.who
    volunteer = tx.one(
        select(Volunteer.__table__).where(
            Volunteer.id == outcome.volunteer_id, within_any(Volunteer.area_code, who.scopes("officer"))
        )
    )
    if volunteer is None:
        return []
    if not _decide_first(tx, who, volunteer, outcome):
        return [applications.too_late(full_name(volunteer))]
    audit.note(
        tx, who.line_user_id, "approved" if outcome.approve else "returned", f"volunteer:{volunteer.id}", volunteer.area_code
    )
    _tell(turn, volunteer, outcome)
    return [applications.decided(full_name(volunteer), outcome.approve)]


def _decide_first(tx, who, volunteer, outcome) -> bool:
    """Of two officers who decide at once, one does; the other is told."""
    values = {"decided_at": tx.now, "decided_by": who.line_user_id}
    values |= {"state": "active"} if outcome.approve else {"state": "returned", "return_reason": outcome.reason}
    won = (
        tx.execute(update(Volunteer).where(Volunteer.id == volunteer.id, Volunteer.state == "applied").values(**values)).rowcount
        == 1
    )
    if won and outcome.approve and not volunteer.number:
        province = volunteer.area_code[:2]
        number = f"{province}-{people.next_number(tx, f'volunteer.{province}'):05d}"
        tx.execute(update(Volunteer).where(Volunteer.id == volunteer.id).values(number=number))
    return won


def _tell(turn, volunteer, outcome):
    """The volunteer hears of it: the one push that a volunteer's life with us needs."""
    tx, desk, to = turn.tx, turn.desk, volunteer.line_user_id
    if outcome.approve:
        now = people.volunteer_of(tx, to)
        sayings = [applications.welcome(now.given, now.number), Say("", card=knowledge.volunteer_card(tx, desk, now))]
    else:
        _reopen_application(tx, to)
        sayings = [applications.returned(outcome.reason)]
    desk.outbox.queue_push(tx, to=to, messages=draw(sayings, desk), purpose="decision")
    show_menu(tx, person(tx, to))


def _reopen_application(tx, line_user_id: str):
    """The answers wait as a draft, so that nothing has to be told twice."""
    last = conversation.latest_finished(tx, line_user_id, "register")
    if last:
        last.state, last.asking = "paused", ""
        last.answers.pop("applied", None)
        conversation.keep(tx, last)


def show_menu(tx, who):
    """The rich menu of the role somebody has now; a job links it, because LINE is not called inside a transaction."""
    people.change_friend(tx, who.line_user_id, menu=who.menu)
    jobs.enqueue(tx, "menu", {"line_user_id": who.line_user_id})


@carry_out.register
def _(outcome: outcomes.RecordVisit, turn, talk):
    tx, volunteer = turn.tx, turn.who.volunteer
    if volunteer is None or volunteer.state not in VOLUNTEERS:
        return []
    before = visit.of_conversation(tx, talk.id)
    if before is None:
        household_id, code = houses.keep(tx, turn.who, outcome)
        visit_no = next_no(tx, "ย", "visit", turn.who.today)
        visit_id = visit.keep(
            tx,
            visit_no=visit_no,
            conversation_id=talk.id,
            household_id=household_id,
            volunteer_id=volunteer.id,
            area_code=code,
            visited_on=date.fromisoformat(outcome.visited_on),
            people=outcome.people,
            problems=outcome.problems,
            incomes=outcome.incomes,
            deeds=outcome.deeds,
            promised=outcome.promised,
            note=outcome.note,
            next_visit_on=date.fromisoformat(outcome.next_visit_on) if outcome.next_visit_on else None,
        )
        if pin := outcome.pin or (outcome.house["pin"] if outcome.household_id is None else None):
            visit.pin(tx, visit_id, *pin, talk.facts.get("pin_from", ""))
        houses.bring_up_to_date(tx, household_id)
        houses.move_in(tx, turn.who, outcome.people)
        media.take_to_visit(tx, talk.id, visit_id, code)
        audit.note(tx, turn.who.line_user_id, "recorded", f"visit:{visit_id}", code, visit_no=visit_no)
        before = visit.of_conversation(tx, talk.id)
    due = show_date(before.next_visit_on, short=True) if before.next_visit_on else ""
    sent, to_come = counted(media.counts(tx, talk.id)), media.still_to_come(tx, talk.id)
    lacking = missed(outcome.people, outcome.incomes, before.visited_on)
    refer = 0 if referral.open_of(tx, before.household_id) else before.id
    return [recorded.recorded(before.visit_no, called(outcome.people[0]), due, sent, to_come, lacking, refer)]


@carry_out.register
def _(outcome: outcomes.UndoVisit, turn, talk):
    tx = turn.tx
    found = tx.one(select(Visit.__table__).where(Visit.id == outcome.visit_id, Visit.volunteer_id == turn.who.volunteer.id))
    if found is None:
        return []
    if found.recorded_at < tx.now - timedelta(minutes=recorded.UNDO_MINUTES) or not visit.undo(tx, found.id):
        return [recorded.too_late(found.visit_no)]
    houses.bring_up_to_date(tx, found.household_id)
    houses.move_back(tx, found.people)
    withdrawn = call_off(turn, found)
    media.take_from_visit(tx, found.id, found.conversation_id)
    audit.note(tx, turn.who.line_user_id, "undone", f"visit:{found.id}", found.area_code)
    again = conversation.by_id(tx, turn.who.line_user_id, found.conversation_id)
    if again:
        again.state, again.asking = "open", ""
        again.answers.pop("recorded", None)
        again.facts |= {"media": media.counts(tx, again.id), "correction": True}
        conversation.keep(tx, again)
    return [recorded.undone(found.visit_no, withdrawn)]


@carry_out.register
def _(outcome: outcomes.Leave, turn, talk):
    tx, who = turn.tx, turn.who.line_user_id
    volunteer = turn.who.volunteer
    if volunteer:
        tx.execute(update(Volunteer).where(Volunteer.id == volunteer.id).values(**ERASED, state="left", left_at=tx.now))
        audit.note(tx, who, "left", f"volunteer:{volunteer.id}", volunteer.area_code)
    withdraw(tx, who)
    event.forget(tx, who)
    message.forget(tx, who)
    conversation.forget(tx, who, but=talk.id)
    media.forget(tx, who)
    case.forget_reporter(tx, who)
    talk.answers, talk.facts, talk.looked = {}, {}, {}
    show_menu(tx, person(tx, who))
    return [leave.gone()]
