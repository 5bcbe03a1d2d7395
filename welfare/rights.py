"""What somebody should have by each rule of a day, and what of it they do not have."""

from dataclasses import dataclass
from datetime import date

from welfare.amounts import baht_of
from welfare.conditions import weigh
from welfare.facts import Facts
from welfare.limits import limited
from welfare.notes import notes_on
from welfare.rulebook import Right, Rule, read_rights
from welfare.years import months_later

YES = ("entitled", "likely")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One right of one person on one day.

    state     entitled       every condition is met
              likely         met as far as is known; what is not known holds for nearly everybody (`unknown`)
              maybe          something must be known first (`unknown`)
              not_entitled   a condition is not met (`against`)
              limit_reached  given as often as the rule allows (`dates`)
              ask_officer    too late, or a limit that is not certain: hand it on, do not refuse
              pending        not in force; never counted
    baht      the least that follows from what is known, for rule.per; None if given by need
    up_to     the most; differs from `baht` where the age is known too roughly
    why, against, notes   in Thai; unknown: names of facts (welfare/facts.toml says how to ask). Unknown "born" keeps no right
              back: the amount alone hangs on it
    until     a day in the last month that is paid, where an age ends the right
    """

    right: Right
    rule: Rule
    state: str
    baht: int | None
    up_to: int | None
    why: tuple
    against: tuple
    unknown: tuple
    notes: tuple
    dates: tuple = ()
    until: date | None = None

    @property
    def counted(self) -> bool:
        """May it be said that they should have this? Nothing pending, and nothing whose rule we have not seen."""
        return self.state in YES and self.rule.certainty == "sourced"


def rights_of(person: Facts, on: date, aid=()) -> list[Finding]:
    """A finding for each rule that holds or is pending on that day; nothing of a right that had no rule then.

    `aid`: of Aid, what was given before. Pure: the same facts give the same findings.
    """
    found = []
    for right in read_rights():
        rules = [rule for rule in right.rules if rule.holds_on(on) or rule.is_pending_on(on)]
        found += [_finding(right, rule, person, on, aid) for rule in rules]
    return found


def _finding(right: Right, rule: Rule, person: Facts, on: date, aid) -> Finding:
    weighed = weigh(rule.needs, person, on)
    limit = limited(right, rule, person, on, aid)
    least, most = baht_of(rule, person, on) or (None, None)
    against = [one.words for one in weighed if one.holds is False]
    unknown = [one.fact for one in weighed if one.holds is None]
    if least != most:
        unknown.append("age" if person.ages(on) is None else "born")
    return Finding(
        right=right, rule=rule, state=_state(rule, weighed, limit.state), baht=least, up_to=most,
        why=tuple(one.words for one in weighed if one.holds), against=tuple(against or [limit.words] * bool(limit.state)),
        unknown=tuple(dict.fromkeys(unknown)), notes=notes_on(rule, person, on, limit), dates=limit.dates,
        until=_until(rule, person),
    )  # fmt: skip


def _state(rule: Rule, weighed: list, limit: str) -> str:
    if rule.status == "pending":
        return "pending"
    if any(one.holds is False for one in weighed):
        return "not_entitled"
    if limit:
        return limit
    unknown = [one for one in weighed if one.holds is None]
    if any(not one.usual for one in unknown):
        return "maybe"
    return "likely" if unknown else "entitled"


def _until(rule: Rule, person: Facts) -> date | None:
    if not rule.last_month or person.born is None:
        return None
    return months_later(person.born, 12 * rule.needs["age_before"]).replace(day=1)


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Money of one kind that does not come in, or not in full: baht a month. `findings` are the rights it is made of."""

    paid_as: str
    should: int
    has: int
    findings: tuple

    @property
    def short(self) -> int:
        return self.should - self.has


def missing(person: Facts, has: dict, on: date) -> list[Missing]:
    """What somebody should have each month, minus what they have.

    `has`: {paid_as: baht a month, or None if it comes in and nobody knows how much}. Only what is counted, and only the
    least that it may be: nobody is sent to an office for money that they may not be owed.
    """
    owed: dict[str, list] = {}
    for one in rights_of(person, on):
        if one.counted and one.rule.per == "month" and one.right.paid_as:
            owed.setdefault(one.right.paid_as, []).append(one)
    found = []
    for paid_as, findings in owed.items():
        should, had = sum(one.baht for one in findings), _had(paid_as, findings, person, has)
        if had is not None and had < should:
            found.append(Missing(paid_as=paid_as, should=should, has=had, findings=tuple(findings)))
    return found


def _had(paid_as: str, findings: list, person: Facts, has: dict) -> int | None:
    """Baht a month that come in under this name; None if it comes in and nobody knows how much."""
    if paid_as in has:
        return has[paid_as]
    held = any(one.right.held_by and getattr(person, one.right.held_by) for one in findings)
    return None if held else 0
