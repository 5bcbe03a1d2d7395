"""What a person may look at: one's card, one's houses, the latest visits, and who we are."""
from flows import privacy
from flows.lookups import VisitOf
from flows.outcomes import NoteRead
from flows.questions import Choice
from flows.questions.showing import counted
from flows.register import standing
from flows.steps import Do, Look, Option, Say

TITLE = "การเยี่ยมล่าสุด"
PARTS = ("",)


def my_card(facts):
    yield Say("", card=facts["card"])
    return []


def my_houses(facts):
    if not facts["houses"]:
        yield Say("ยังไม่มีบ้านที่คุณบันทึกค่ะ แตะ “เยี่ยมบ้าน” เพื่อเริ่มได้เลย", buttons=(Option("เยี่ยมบ้าน", "เยี่ยมบ้าน"),))
        return []
    lines = tuple((one["label"], one["note"]) for one in facts["houses"])
    yield Say(f"บ้านของคุณ {facts['count']} หลัง ถึงวันนัดแล้ว {facts['due']} หลังค่ะ", title="บ้านของฉัน", lines=lines,
              buttons=(Option("เยี่ยมบ้าน", "เยี่ยมบ้าน"),))
    return []


def latest_visits(facts):
    if not facts["visits"]:
        yield Say("ยังไม่มีการเยี่ยมบ้านในพื้นที่ของคุณค่ะ")
        return []
    yield Do("read", NoteRead("visits:latest", facts["area_code"]))
    picked = yield Choice(
        key="visit", part=PARTS[0], words=f"การเยี่ยม {len(facts['visits'])} ครั้งล่าสุดในพื้นที่ค่ะ เปิดดูครั้งไหนคะ",
        choices=tuple(Option(str(one["id"]), one["label"], one["note"]) for one in facts["visits"]))
    found = yield Look(f"visit.{picked}", VisitOf(int(picked)))
    if found is None:
        yield Say("การเยี่ยมครั้งนี้ถูกยกเลิกไปแล้วค่ะ", buttons=ANOTHER)
        return []
    yield Do(f"read.{picked}", NoteRead(f"visit:{picked}", found["area_code"]))
    lines = tuple(tuple(line) for line in found["lines"])
    yield Say("", title=f"{found['head']} ({found['visit_no']})", lines=lines, buttons=ANOTHER)
    if told := shown(found["photos"]):
        yield Say(told, gallery={
            "of": "visit", "id": int(picked), "reader": found["reader"], "photos": found["photos"]})
    return []


ANOTHER = (Option("การเยี่ยมล่าสุด", "ดูครั้งอื่น"),)


def shown(photos: list) -> str:
    """What there is to look at, what is still on its way, and what could not be kept; "" for nothing."""
    states = {state: [one["kind"] for one in photos if one["state"] in of] for state, of in STATES.items()}
    told = {state: counted({kind: kinds.count(kind) for kind in kinds}) for state, kinds in states.items()}
    return "\n".join(words.format(told[state]) for state, words in SHOWN.items() if told[state])


STATES = {"kept": ("kept",), "waiting": ("waiting",), "gone": ("lost", "refused")}     # what was taken back is not named
SHOWN = {"kept": "{}", "waiting": "กำลังรับจากไลน์: {}", "gone": "รับไม่ได้: {}"}


def notice(facts):
    yield Say(f"ประกาศความเป็นส่วนตัว ฉบับที่ {privacy.VERSION}", title="ข้อมูลของคุณ", lines=privacy.NOTICE)
    return []


def about(facts):
    yield Say(
        "อพม. คืออาสาสมัครของกระทรวง พม. ที่ไปเยี่ยมและช่วยคนเดือดร้อนในหมู่บ้าน\n"
        "อายุ 18 ปีขึ้นไป สมัครได้ทุกคน ฟรีค่ะ", title="อพม. คืออะไร", buttons=(Option("สมัคร", "สมัครเป็น อพม."),))
    return []


def application_state(facts):
    """What became of one's application."""
    yield standing(facts["standing"])
    return []
