"""A person asks to become a volunteer."""

from datetime import date

from flows import privacy, whereabouts
from flows.outcomes import Apply, GiveConsent, WithdrawConsent
from flows.questions import BirthDate, Choice, Choices, Confirm, Name, Phone, Text, Village
from flows.questions.dating import birthday
from flows.questions.telling import called
from flows.steps import Do, Option, Say
from thai.dates import show_date, years_between

TITLE = "สมัคร อพม."
PARTS = ("ยินยอม", "ตัวคุณ", "ที่อยู่", "ทีม", "ตรวจทาน")
LEAST_YEARS = 18  # years old on the day of application (the province's invitation, Phetchabun 2562)


def register(facts):
    agreed = yield from consent()
    if not agreed:
        yield Say("ไม่เป็นไรค่ะ เราไม่ได้เก็บข้อมูลของคุณ เปลี่ยนใจเมื่อไร พิมพ์ “สมัคร” นะคะ")
        return [WithdrawConsent()]
    yield Do(f"consented.{privacy.VERSION}", GiveConsent(privacy.VERSION, agreed.seal()))
    name, born, phone, occupations = yield from yourself(facts)
    place, village = yield from home(facts)
    teams = yield Choices(
        key="teams", part="ทีม", label="ทีม", words="อยากช่วยกลุ่มไหนคะ เลือกได้หลายกลุ่ม", choices=facts.codes.options("groups")
    )
    yield Confirm(
        key="applied",
        part="ตรวจทาน",
        words="ตรวจดูอีกครั้งนะคะ ถูกต้องแล้วกดส่งใบสมัครได้เลย",
        yes="ถูกต้อง ส่งใบสมัคร",
        lines=summary(facts, name, born, phone, occupations, place, village, teams),
    )
    return [
        Apply(
            title=name["title"],
            given=name["given"],
            family=name["family"],
            birth_date=born.isoformat(),
            phone=phone,
            occupations=occupations,
            subdistrict=place["code"],
            village_no=village["number"],
            village=village["name"],
            teams=teams,
            consent_version=privacy.VERSION,
        )
    ]


def consent():
    """Yields the notice; gives the question that was agreed to (it knows its seal), or None."""
    yield Say("สวัสดีค่ะ ยินดีที่อยากมาเป็น อพม. นะคะ\nสมัครฟรี ไม่มีค่าใช้จ่าย ถ้าใครเรียกเงิน อย่าให้ และโทร 1300 ค่ะ")
    notice = Confirm(
        key=f"consent.{privacy.VERSION}",
        part="ยินยอม",
        editable=False,
        yes="ยอมรับ",
        no="ไม่ยอมรับ",
        words=f"ก่อนเริ่ม ขออนุญาตเก็บข้อมูลตามนี้นะคะ (ประกาศฉบับที่ {privacy.VERSION})",
        lines=privacy.NOTICE,
    )
    return notice if (yield notice) else None


def yourself(facts):
    name = yield Name(key="name", part="ตัวคุณ", label="ชื่อ", words="ชื่อ นามสกุล อะไรคะ", hint="เช่น นางสมใจ ใจดี")
    if not name["family"]:
        family = yield Text(key="family", part="ตัวคุณ", label="นามสกุล", words=f"นามสกุลของ{name['given']}คะ", least=2, most=60)
        name = {**name, "family": family}
    if not name["title"] or not name["sex"]:
        title = yield Choice(
            key="title",
            part="ตัวคุณ",
            label="คำนำหน้า",
            words=f"{name['given']} ใช้คำนำหน้าว่าอะไรคะ",
            choices=(Option("นาย", "นาย"), Option("นาง", "นาง"), Option("นางสาว", "นางสาว")),
        )
        name = {**name, "title": title}
    born = yield BirthDate(
        key="birth_date",
        part="ตัวคุณ",
        label="วันเกิด",
        words="เกิดวันที่เท่าไรคะ",
        hint="เช่น 24 เม.ย. 2501",
        years=LEAST_YEARS,
        on=facts["today"],
        last=facts["today"],
    )
    years = years_between(born, date.fromisoformat(facts["today"]))
    phone = yield Phone(
        key="phone",
        part="ตัวคุณ",
        label="เบอร์โทร",
        words=f"เกิด {birthday(born)} อายุ {years} ปีนะคะ\nเบอร์โทรที่ติดต่อได้คะ",
        hint="เช่น 081 234 5678",
    )
    occupations = yield Choices(
        key="occupations",
        part="ตัวคุณ",
        label="อาชีพ",
        words="ตอนนี้ทำอะไรอยู่คะ เลือกได้หลายข้อ",
        choices=facts.codes.options("occupations"),
    )
    return name, born, phone, occupations


def home(facts):
    place = yield from whereabouts.sub_district(
        facts, key="place", part="ที่อยู่", words="บ้านอยู่ตำบลไหน อำเภอไหนคะ", hint="พิมพ์ส่วนไหนก็ได้ เช่น วิเชตนคร แจ้ห่ม หรือส่งตำแหน่งที่อยู่"
    )
    village = yield from whereabouts.village(facts, place, part="ที่อยู่")
    return place, village


def summary(facts, name, born, phone, occupations, place, village, teams) -> tuple:
    return (
        ("ชื่อ", called(name)),
        ("วันเกิด", birthday(born)),
        ("เบอร์โทร", Phone(key="", words="").show(phone)),
        ("อาชีพ", facts.codes.labels("occupations", occupations)),
        ("ที่อยู่", f"{Village(key='', words='', within=place['code']).show(village)} {facts.places.name(place['code'])}"),
        ("ทีม", facts.codes.labels("groups", teams)),
    )


def applied(waiting_for: str) -> Say:
    return Say(f"ส่งใบสมัครแล้วค่ะ เจ้าหน้าที่ {waiting_for} จะตรวจให้ และบอกผลทางไลน์นี้ ขอบคุณมากนะคะ", title="รับใบสมัครแล้ว", receipt=True)


def standing(volunteer) -> Say:
    """What to say to a person who applies again. `volunteer`: {"state", "number", "applied_on", "reason"}."""
    if volunteer["state"] == "applied":
        on = show_date(date.fromisoformat(volunteer["applied_on"]), short=True)
        return Say(f"ส่งใบสมัครไว้แล้วเมื่อ {on} ค่ะ ตอนนี้รอเจ้าหน้าที่ตรวจอยู่ ไม่ต้องส่งซ้ำนะคะ")
    return Say(f"คุณเป็น อพม. อยู่แล้วค่ะ เลขที่ {volunteer['number']} พิมพ์ “บัตร” เพื่อดูบัตรได้เลย")
