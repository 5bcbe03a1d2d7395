"""How often, until when and beside what: limits that need the history of help."""

from dataclasses import dataclass
from datetime import date

from welfare.facts import Facts
from welfare.years import months_later, same_year


@dataclass(frozen=True)
class Limited:
    """state: "limit_reached", "ask_officer", or "" where it may still be asked for; `dates` of the help that counts."""

    state: str = ""
    words: str = ""
    dates: tuple = ()


def limited(right, rule, person: Facts, on: date, aid) -> Limited:
    """A limit that is not certain never refuses: the officer decides."""
    looked = (_times(right, rule, on, aid), _late(rule, person, on), _beside(rule, on, aid))
    return next((one for one in looked if one.state), None) or next((one for one in looked if one.words), Limited())


def _times(right, rule, on: date, aid) -> Limited:
    if not rule.times:
        return Limited()
    names = {right.code, *(version.id for version in right.rules)}
    most, year = rule.times["most"], rule.times["year"]
    dates = tuple(sorted(one.on for one in aid if one.right in names and one.on <= on and same_year(one.on, on, year)))
    if len(dates) < most:
        return Limited("", f"ครั้งนี้เป็นครั้งที่ {len(dates) + 1} จาก {most} ครั้งในปีนี้" if dates else "", dates)
    sure = rule.times["certainty"] == "sourced"
    return Limited("limit_reached" if sure else "ask_officer", f"ได้ครบ {most} ครั้งในปีนี้แล้ว", dates)


def _late(rule, person: Facts, on: date) -> Limited:
    """Too late is told and handed on, not refused: the officer may know of a reason."""
    began = getattr(person, rule.deadline["from"]) if rule.deadline else None
    if began is None or on <= months_later(began, rule.deadline["months"]):
        return Limited()
    return Limited("ask_officer", f"เลย {rule.deadline['months']} เดือนแล้ว ส่งให้เจ้าหน้าที่พิจารณา", (began,))


def _beside(rule, on: date, aid) -> Limited:
    other = rule.not_with
    dates = tuple(one.on for one in aid if other and one.right == other["right"] and same_year(one.on, on, other["year"]))
    if not dates:
        return Limited()
    sure = other["certainty"] == "sourced"
    return Limited("limit_reached" if sure else "ask_officer", "บ้านนี้ได้เงินซ่อมบ้านอีกทางหนึ่งในปีนี้แล้ว", dates)
