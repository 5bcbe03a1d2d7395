"""The page of the rules, docs/rights.md, made of the data: `python -m programme.rights_page` writes it."""

from pathlib import Path

from welfare import read_rights
from welfare.conditions import said
from welfare.vectors import read_vectors, result_of

PAGE = Path(__file__).parent.parent / "docs" / "rights.md"
HEAD = """# Rights

Made from `welfare/rules/` and `welfare/vectors.toml` by `python -m programme.rights_page`. Do not edit it: change the data.

Volunteers advise; officers decide. Only a rule that is in force on the day and whose source we have seen is counted. What is
pending is shown as "ยังไม่ประกาศใช้", what is still to be verified is shown as such; neither is counted.

- The sources are pages of newspapers, local governments and departments, seldom the Royal Gazette itself: the amounts need
  the Gazette's text before they are relied on.
- Papers, places and who decides are general knowledge and are to be verified for each province.
- What holds for nearly everybody (Thai, in a house register, no pension, in no institution, no other help) does not keep a
  right back while nobody has asked; it is named beside it as not known.
- An age that is told without a birthday is counted at the least that it may be worth.
- W19 (data protection) and W20 (the duty to report) of our research are no rights of a person, and stand in no rule.

"""
STATES = {
    "not_entitled": "no, with the reason", "limit_reached": "refused, with the dates",
    "ask_officer": "to the officer, not refused",
    "pending": "ยังไม่ประกาศใช้, not counted", "maybe": "something must be known first",
}  # fmt: skip


def page() -> str:
    return HEAD + "\n".join([*rule_lines(), "", *right_lines(), "", *vector_lines(), ""])


def rule_lines() -> list[str]:
    lines = [
        "## Rules", "",
        "| id | right | baht | conditions | in force | status | certainty | still to verify | source | checked |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for right in read_rights():
        lines += [rule_line(right, rule) for rule in right.rules]
    return lines


def rule_line(right, rule) -> str:
    unsure = "; ".join([*rule.to_verify, *age_words(rule)])
    cells = (
        rule.id, right.name, amount_words(rule), " · ".join(conditions(rule)), days(rule), rule.status,
        rule.certainty, unsure, rule.source, rule.checked.isoformat(),
    )  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def conditions(rule):
    """Each condition as words, and the limits behind them."""
    for name, value in rule.needs.items():
        yield said(name, value)
    if rule.times:
        yield f"ไม่เกิน {rule.times['most']} ครั้งต่อปี ({rule.times['year']}, {rule.times['certainty']})"
    if rule.deadline:
        yield f"ภายใน {rule.deadline['months']} เดือนจากใบมรณบัตร"
    if rule.not_with:
        yield f"ไม่พร้อม {rule.not_with['right']} ในปีเดียวกัน ({rule.not_with['certainty']})"


def amount_words(rule) -> str:
    amount, per = rule.amount, {"month": "/month", "time": " a time", "need": ""}[rule.per]
    if amount["kind"] == "by_need":
        return "by need"
    if amount["kind"] == "steps":
        return "; ".join(f"{step['baht']:,}{per} from {step['from_years']}" for step in reversed(amount["steps"]))
    return ("≤ " if amount["kind"] == "ceiling" else "") + f"{amount['baht']:,}{per}"


def age_words(rule) -> list[str]:
    if rule.amount.get("age_on") != "october":
        return []
    return [f"W1e: นับอายุ ณ 1 ต.ค. ({rule.amount['age_certainty']}: {rule.amount['age_source']})"]


def days(rule) -> str:
    if rule.status == "pending":
        return f"announced {rule.announced}"
    return f"{rule.valid_from} – {rule.valid_to or ''}".strip()


def right_lines() -> list[str]:
    lines = ["## Papers, places, who decides", ""]
    lines += ["| right | papers | where | who decides | together with |", "|---|---|---|---|---|"]
    return lines + [
        f"| {right.name} | {', '.join(right.papers)} | {right.where} | {right.decides} | {', '.join(right.with_)} |"
        for right in read_rights()
    ]


def vector_lines() -> list[str]:
    lines = ["## Vectors", "", "What is found is reckoned when this page is made.", "",
             "| who | on | rule | expected | found | as expected |", "|---|---|---|---|---|---|"]  # fmt: skip
    for vector in read_vectors():
        found = vector.found()
        for rule, expected in vector.expects.items():
            result = result_of(found[rule]) if rule in found else "no rule that day"
            good = "yes" if result == expected else "NO"
            lines.append(f"| {vector.who} | {vector.on} | {rule} | {shown(expected)} | {shown(result)} | {good} |")
    return lines


def shown(result: int | str) -> str:
    return f"{result:,}" if isinstance(result, int) else STATES.get(result, result)


if __name__ == "__main__":
    PAGE.write_text(page())
