"""Rights for whoever asks outside a chat: facts and days in, plain JSON out."""

from datetime import date

from welfare import Aid, Facts, missing, read_rights, rights_of
from welfare.facts import YES_OR_NO, asked, hardship_kinds

ADVICE = "ตรวจสอบกับเจ้าหน้าที่ก่อนค่ะ"
SOURCES_SEEN = "เอกสาร ที่ยื่น และผู้พิจารณา เป็นความรู้ทั่วไป ยังไม่ได้ตรวจกับหน่วยงาน"


class BadFacts(ValueError):
    """What was told makes no sense; the words say what is wrong and what is known."""


def yes_or_no_facts() -> tuple:
    """The names of facts that are told with yes or no."""
    return YES_OR_NO


def rights_json(told: dict, has: dict, aid: list, on: date) -> dict:
    """`told`: facts by the names of welfare/facts.py, unknown ones left out or None; `has`: {source: baht a month or None};
    `aid`: [(right or rule id, day)]. Raises BadFacts."""
    person = facts_from(told)
    check_sources(has)
    findings = rights_of(person, on, [Aid(check_right(right), day) for right, day in aid])
    lacks = missing(person, has, on)
    counted = [one for one in findings if one.counted]
    return {
        "on": on.isoformat(),
        "facts": {name: plain(value) for name, value in vars(person).items() if value not in (None, False) or name in told},
        "has": has,
        "should_have": [finding_json(one) for one in counted],
        "should_have_baht_per_month": sum(one.baht for one in counted if one.rule.per == "month"),
        "missing": [missing_json(one) for one in lacks],
        "missing_baht_per_month": sum(one.short for one in lacks),
        "others": [finding_json(one) for one in findings if not one.counted],
        "advice": ADVICE,
        "note": SOURCES_SEEN,
    }


def facts_from(told: dict) -> Facts:
    kinds = told.get("hardships")
    strange = [kind for kind in kinds or () if kind not in hardship_kinds()]
    if strange:
        raise BadFacts(f"no hardship is called {strange[0]!r}; there are {', '.join(hardship_kinds())}")
    return Facts(**{**told, "hardships": None if kinds is None else frozenset(kinds)})


def check_sources(has: dict):
    known = sorted({right.paid_as for right in read_rights() if right.paid_as})
    if strange := [source for source in has if source not in known]:
        raise BadFacts(f"no right is paid as {strange[0]!r}; there are {', '.join(known)}")


def check_right(name: str) -> str:
    names = {name for right in read_rights() for name in (right.code, *(rule.id for rule in right.rules))}
    if name not in names:
        raise BadFacts(f"no right is called {name!r}; docs/rights.md has them all")
    return name


def finding_json(one) -> dict:
    right, rule = one.right, one.rule
    return {
        "rule": rule.id, "right": right.code, "name": right.name, "state": one.state, "baht": one.baht, "up_to": one.up_to,
        "per": rule.per, "paid_as": right.paid_as, "counted": one.counted, "status": rule.status, "certainty": rule.certainty,
        "why": list(one.why), "against": list(one.against), "dates": [day.isoformat() for day in one.dates],
        "unknown": {fact: asked(fact) for fact in one.unknown}, "until": plain(one.until), "notes": list(one.notes),
        "together_with": list(right.with_), "papers": list(right.papers), "where": right.where, "decides": right.decides,
        "valid_from": plain(rule.valid_from), "valid_to": plain(rule.valid_to), "source": rule.source,
        "checked": rule.checked.isoformat(),
    }  # fmt: skip


def missing_json(one) -> dict:
    return {
        "paid_as": one.paid_as, "name": " + ".join(finding.right.name for finding in one.findings),
        "should": one.should, "has": one.has, "short": one.short, "rules": [finding.rule.id for finding in one.findings],
    }  # fmt: skip


def plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value
