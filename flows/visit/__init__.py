"""A visit to a household: which house, who lives there, what was found, what was done, when to come again."""
from flows.outcomes import RecordVisit
from flows.questions import Confirm
from flows.visit.found import follow_up, found
from flows.visit.house import house
from flows.visit.people import people
from flows.visit.summary import summary
from flows.visit.unchanged import ALL_THE_SAME, Before, what_changed

TITLE = "เยี่ยมบ้าน"
PARTS = ("บ้าน", "คนในบ้าน", "สิ่งที่พบ", "ช่วยเหลือ", "ตรวจทาน")


def visit(facts):
    home, known = yield from house(facts)
    changed = (yield from what_changed(known)) if known else None
    before = Before(known, changed, int(facts["today"][:4]))
    residents = yield from people(facts, home, before)
    visited_on, problems, incomes = yield from found(facts, residents, before)
    deeds, promised, next_visit_on, note = yield from follow_up(facts, visited_on, before)
    record = RecordVisit(
        household_id=known["id"] if known else None, house=home, people=residents, visited_on=visited_on.isoformat(),
        problems=problems, incomes=incomes, deeds=deeds, promised=promised,
        next_visit_on=next_visit_on.isoformat() if next_visit_on else None, note=note,
        same_as_before=changed == ALL_THE_SAME)
    yield Confirm(key="recorded", part="ตรวจทาน", words="บันทึกการเยี่ยมตามนี้นะคะ", lines=summary(facts, record))
    return [record]
