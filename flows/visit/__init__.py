"""A visit to a household: which house, who lives there, what was found, what was done, when to come again."""
from flows.outcomes import RecordVisit
from flows.questions import LastLook
from flows.questions.showing import counted
from flows.visit.found import follow_up, found
from flows.visit.house import house
from flows.visit.people import people
from flows.visit.summary import summary
from flows.visit.told import told
from flows.visit.unchanged import ALL_THE_SAME, Before, what_changed

TITLE = "เยี่ยมบ้าน"
PARTS = ("บ้าน", "คนในบ้าน", "สิ่งที่พบ", "ช่วยเหลือ", "ตรวจทาน")


def visit(facts):
    story = told(facts)
    home, known = yield from house(facts, story)
    changed = (yield from what_changed(known, story)) if known else None
    before = Before(known, changed, int(facts["today"][:4]), story)
    residents = yield from people(facts, home, before)
    visited_on, problems, incomes = yield from found(facts, residents, before)
    deeds, promised, next_visit_on, note = yield from follow_up(facts, visited_on, before)
    record = RecordVisit(
        household_id=known["id"] if known else None, house=home, people=residents, visited_on=visited_on.isoformat(),
        problems=problems, incomes=incomes, deeds=deeds, promised=promised,
        next_visit_on=next_visit_on.isoformat() if next_visit_on else None, note=note,
        pin=facts.get("pin"), same_as_before=changed == ALL_THE_SAME and not story.news)
    yield LastLook(
        key="recorded", part="ตรวจทาน", words="บันทึกการเยี่ยมตามนี้นะคะ", lines=summary(facts, record), hint=beside(facts))
    return [record]


def beside(facts) -> str:
    """What was sent with the visit. It is not among the lines that are agreed to: a photo that arrives late changes no words."""
    told = " · ".join(part for part in (counted(facts.get("media", {})), "ตำแหน่งบ้าน" if facts.get("pin") else "") if part)
    return f"ได้รับ {told} แล้ว ส่งเพิ่มได้เลยค่ะ" if told else "ส่งรูปหรือเสียงได้เลยค่ะ"
