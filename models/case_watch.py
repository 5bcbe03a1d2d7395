"""What the auditor asks of the urgent cases: does each have a next step in time, and did its last one reach anybody?"""

from datetime import datetime

from sqlalchemy import func, or_, select

from models.case import OPEN_STATES, Case, CaseLog


def stuck(tx) -> int:
    """Cases that are not closed and whose newest step went wrong. For the auditor."""
    newest = select(func.max(CaseLog.id)).group_by(CaseLog.case_id)
    return tx.value(select(func.count()).select_from(CaseLog).join(Case, Case.id == CaseLog.case_id).where(
        CaseLog.id.in_(newest), CaseLog.what == "stuck", Case.state.in_(OPEN_STATES)))


def unheard(tx) -> int:
    """Open cases whose newest step told nobody. For the auditor."""
    newest = select(func.max(CaseLog.id)).where(CaseLog.what.in_(("told", "nobody"))).group_by(CaseLog.case_id)
    return tx.value(select(func.count()).select_from(CaseLog).join(Case, Case.id == CaseLog.case_id).where(
        CaseLog.id.in_(newest), CaseLog.what == "nobody", Case.state == "open"))


def overdue(tx, since: datetime) -> int:
    """Cases whose next step was due before that moment, or that have none and are not closed. For the auditor."""
    silent = or_(Case.next_at < since, Case.next_at.is_(None))
    return tx.value(select(func.count()).select_from(Case).where(Case.state.in_(OPEN_STATES), silent))
