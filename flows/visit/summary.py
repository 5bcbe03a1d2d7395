"""A visit in a few lines: before it is recorded, when it is recorded, and at the next visit."""

from datetime import date

from flows.questions.telling import called
from flows.visit.people import ITSELF, NOBODY, OUTSIDE
from thai.dates import show_date

SEX = {"f": "หญิง", "m": "ชาย"}
IN_FULL = 6  # people shown with all that is known of them; more are listed by name and age
CARE = {ITSELF: "ดูแลตัวเองได้", OUTSIDE: "คนนอกบ้านมาดูแล", NOBODY: "ไม่มีใครดูแล"}


def summary(facts, record) -> tuple:
    """(label, text) lines of a RecordVisit."""
    lines = [("วันที่เยี่ยม", show_date(date.fromisoformat(record.visited_on), short=True)), ("บ้าน", home_line(facts, record.house))]
    lines += people_lines(facts, record.people)
    lines += [
        ("ปัญหา", facts.codes.labels("problems", record.problems) or "ไม่พบ"),
        ("รายได้", income_line(facts, record.incomes)),
        ("สิ่งที่ทำ", facts.codes.labels("deeds", record.deeds)),
    ]
    if record.promised:
        lines.append(("สัญญาไว้", record.promised))
    lines.append(
        ("นัดครั้งหน้า", show_date(date.fromisoformat(record.next_visit_on), short=True) if record.next_visit_on else "ไม่ได้นัด")
    )
    if record.note:
        lines.append(("บันทึก", record.note))
    return tuple(lines)


def home_line(facts, home) -> str:
    village = f"หมู่ {home['village_no']} {home['village']}".strip() if home["village_no"] else f"ชุมชน{home['village']}"
    village = village if home["village"] or home["village_no"] else ""
    number = f"{home['no']} " if home["no"] else ""
    return f"{number}{village} {facts.places.name(home['subdistrict'])}"


def people_lines(facts, people) -> list:
    if len(people) > IN_FULL:
        return [("คนในบ้าน", "\n".join(f"{called(person)} {person['years']} ปี" for person in people))]
    return [
        (f"คนที่ {place}" if len(people) > 1 else "คนในบ้าน", person_line(facts, person, people))
        for place, person in enumerate(people, 1)
    ]


def person_line(facts, person, people) -> str:
    told = [f"{called(person)} {SEX[person['sex']]} {person['years']} ปี"]
    if person["groups"]:
        told.append(facts.codes.labels("groups", person["groups"]))
    if person["disabilities"]:
        told.append("พิการ: " + facts.codes.labels("disabilities", person["disabilities"]))
    if person["cared_for_by"]:
        told.append(care_line(person["cared_for_by"], people))
    if moved := person.get("moved_from"):
        told.append(f"ย้ายมาจากบ้าน {moved['label']}")
    return "\n".join(told)


def care_line(carer: str, people) -> str:
    if carer in CARE:
        return CARE[carer]
    return f"{called(people[int(carer) - 1])} ดูแล" if carer.isdecimal() and int(carer) <= len(people) else ""


def income_line(facts, incomes) -> str:
    if not incomes:
        return "ไม่มี"
    parts = [f"{facts.codes.label('sources', one['source'])} {one['baht_per_month']:,}" for one in incomes]
    total = sum(one["baht_per_month"] for one in incomes)
    return "\n".join(parts) + (f"\nรวม {total:,} บาท/เดือน" if len(parts) > 1 else " บาท/เดือน")
