"""Is a file of rules sound? Each fault is one sentence for whoever wrote the file."""

from datetime import date
from itertools import combinations

from welfare.facts import YES_OR_NO, hardship_kinds

RIGHT = {"name": str, "papers": list, "where": str, "decides": str}
RIGHT_MORE = {"paid_as": str, "held_by": str, "with": list, "rule": list}
ROW = {"id": str, "status": str, "certainty": str, "source": str, "checked": date, "per": str, "amount": dict, "needs": dict}
ROW_MORE = {
    "valid_from": date, "valid_to": date, "announced": date, "times": dict, "deadline": dict, "not_with": dict,
    "last_month": str, "to_verify": list, "note": str,
}  # fmt: skip
CERTAINTIES = ("sourced", "to_verify")
WORDS = {
    "status": ("in_force", "pending", "ended"), "certainty": CERTAINTIES, "per": ("month", "time", "need"),
    "last_month": ("birthday",),
}  # fmt: skip
AMOUNTS = {"fixed": {"baht"}, "ceiling": {"baht"}, "steps": {"steps", "age_on"}, "by_need": set()}
AMOUNT_MORE = {"age_certainty", "age_source"}
YEARS = ("calendar", "fiscal")
NUMBERS = ("age_from", "age_before", "income_per_head_most")


def faults_of(told: dict) -> list[str]:
    """What is wrong with one file, as read; [] if it may be used."""
    faults = shape_faults(told, RIGHT, RIGHT_MORE, "the file")
    rows = told.get("rule") or []
    if not rows:
        faults.append("it has no [[rule]]")
    for row in rows:
        faults += row_faults(row)
    return faults or overlaps(rows)


def row_faults(row: dict) -> list[str]:
    name = row.get("id") or "a [[rule]] without id"
    faults = shape_faults(row, ROW, ROW_MORE, name)
    if faults:
        return faults
    wrong = [(key, allowed) for key, allowed in WORDS.items() if key in row and row[key] not in allowed]
    faults = [f"{name}: {key} is {row[key]!r}; it must be one of {', '.join(allowed)}" for key, allowed in wrong]
    found = [*date_faults(row), *amount_faults(row["amount"], row["per"]), *need_faults(row["needs"]), *limit_faults(row)]
    return faults + [f"{name}: {fault}" for fault in found]


def shape_faults(told: dict, must: dict, may: dict, name: str) -> list[str]:
    faults = [f"{name} lacks {key}" for key in must if told.get(key) in (None, "", [])]
    faults += [f"{name} has {key}, which nobody reads" for key in told if key not in must and key not in may]
    kinds = {**must, **may}
    return faults + [
        f"{name}: {key} must be a {kinds[key].__name__}, not {value!r}"
        for key, value in told.items() if key in kinds and not isinstance(value, kinds[key])
    ]  # fmt: skip


def date_faults(row: dict) -> list[str]:
    if row["status"] == "pending":
        faults = [] if "announced" in row else ["a pending rule needs the day on which it was announced"]
        return faults + [f"a pending rule has no {key}" for key in ("valid_from", "valid_to") if key in row]
    if "valid_from" not in row:
        return ["valid_from is missing"]
    if row["valid_from"] > row.get("valid_to", date.max):
        return ["valid_to lies before valid_from"]
    return ["a rule that ended needs valid_to"] if row["status"] == "ended" and "valid_to" not in row else []


def amount_faults(amount: dict, per: str) -> list[str]:
    kind = amount.get("kind")
    if kind not in AMOUNTS:
        return [f"amount.kind is {kind!r}; it must be one of {', '.join(AMOUNTS)}"]
    wanted = {"kind", *AMOUNTS[kind]}
    if not wanted <= set(amount) <= wanted | AMOUNT_MORE:
        return [f"an amount of kind {kind} has {', '.join(sorted(wanted))}, not {', '.join(sorted(amount))}"]
    if (kind == "by_need") != (per == "need"):
        return ['per = "need" and an amount by need belong together']
    if kind == "steps":
        return step_faults(amount)
    return [] if kind == "by_need" or is_number(amount["baht"], 1) else [f"amount.baht is {amount['baht']!r}: whole baht above 0"]


def step_faults(amount: dict) -> list[str]:
    steps = amount["steps"]
    sound = isinstance(steps, list) and steps and all(isinstance(step, dict) for step in steps)
    sound = sound and all(is_number(step.get("from_years")) and is_number(step.get("baht"), 1) for step in steps)
    if not sound:
        return ["each of amount.steps must look like { from_years = 60, baht = 600 }"]
    ages = [step["from_years"] for step in steps]
    faults = [] if ages == sorted(set(ages), reverse=True) else ["amount.steps must stand from the oldest down, each age once"]
    return faults + ([] if amount["age_on"] in ("birthday", "october") else ["amount.age_on must be birthday or october"])


def need_faults(needs: dict) -> list[str]:
    return [fault for name, value in needs.items() if (fault := need_fault(name, value))]


def need_fault(name: str, value) -> str:
    if name in NUMBERS:
        return "" if is_number(value) else f"needs.{name} is {value!r}: a whole number"
    if name in YES_OR_NO:
        return "" if isinstance(value, bool) else f"needs.{name} is {value!r}: true or false"
    known = {"hardships": tuple(hardship_kinds()), "one_of": YES_OR_NO}.get(name)
    if known is None:
        return f"needs.{name} is no fact of welfare/facts.py"
    strange = [one for one in value if one not in known] if isinstance(value, list) and value else [value]
    return f"needs.{name} does not know {strange}" if strange else ""


def limit_faults(row: dict) -> list[str]:
    faults = []
    times, deadline, other = row.get("times"), row.get("deadline"), row.get("not_with")
    if times is not None and not (is_number(times.get("most"), 1) and is_dated_limit(times, "most")):
        faults.append('times must look like { most = 3, year = "calendar", certainty = "sourced" }')
    if deadline is not None and not (deadline.get("from") == "death_certificate_on" and is_number(deadline.get("months"), 1)):
        faults.append('deadline must look like { from = "death_certificate_on", months = 6 }')
    if other is not None and not (isinstance(other.get("right"), str) and is_dated_limit(other, "right")):
        faults.append('not_with must look like { right = "…", year = "calendar", certainty = "to_verify" }')
    return faults


def is_dated_limit(limit: dict, what: str) -> bool:
    return set(limit) == {what, "year", "certainty"} and limit["year"] in YEARS and limit["certainty"] in CERTAINTIES


def is_number(value, least: int = 0) -> bool:
    return type(value) is int and value >= least


def overlaps(rows: list) -> list[str]:
    """Of one right one version holds on a day."""
    dated = [row for row in rows if row["status"] != "pending"]
    return [
        f"{one['id']} and {other['id']} hold on the same day; end the older one the day before"
        for one, other in combinations(dated, 2)
        if one["valid_from"] <= other.get("valid_to", date.max) and other["valid_from"] <= one.get("valid_to", date.max)
    ]
