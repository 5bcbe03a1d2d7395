"""What a person may look at: one's card, one's houses, the latest visits, and who we are."""
from flows import privacy
from flows.outcomes import NoteRead
from flows.register import standing
from flows.steps import Do, Option, Say

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
    yield Say(f"การเยี่ยม {len(facts['visits'])} ครั้งล่าสุดในพื้นที่ค่ะ", title="การเยี่ยมล่าสุด",
              lines=tuple((one["label"], one["note"]) for one in facts["visits"]))
    return []


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
