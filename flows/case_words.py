"""What the bot says of an urgent case beside the questions: alarms, news for officers. A locked screen may be read by others:
it shows the kind, the sub-district and the number, and no name."""

from flows.steps import Option, Say

ROLES = {("officer", 6): "เจ้าหน้าที่ตำบล", ("officer", 4): "เจ้าหน้าที่อำเภอ", ("officer", 2): "เจ้าหน้าที่จังหวัด"}
ROLE_NAMES = {"officer": "เจ้าหน้าที่", "hotline": "สายด่วน 1300"}
HOLES = {"off_duty": "ไม่มีใครอยู่เวร", "blocked": "ไม่มีใครรับข้อความจากบัญชีนี้ได้"}
DOUBTS = {"pranks": "ผู้แจ้งเคยแจ้งเล่น", "many": "แจ้งหลายครั้งใน 1 วัน"}


HEADS = {"first": "เหตุด่วน", "again": "ยังไม่มีใครรับ", "back": "ต้องหาคนรับใหม่"}


def alarm(case_no: str, kind: str, place: str, alike: str, how: str) -> Say:
    near = f"\nอาจเป็นเรื่องเดียวกับ {alike}" if alike else ""
    return Say(
        f"{kind}\n{place or 'ยังไม่ทราบที่'}\nเลขที่ {case_no}{near}", title=HEADS[how],
        buttons=(take(case_no), Option(case_no, "ดูรายละเอียด")), alarm=True,
    )  # fmt: skip


def take(case_no: str) -> Option:
    return Option(f"รับเรื่อง {case_no}", "รับเรื่อง")


def opens(case_no: str, label: str = "เปิดเคส") -> tuple:
    return (Option(case_no, label),)


def went_on(case_no: str, role: str, digits: int) -> Say:
    to = ROLES.get((role, digits)) or ROLE_NAMES.get(role, role)
    words = f"เคส {case_no} ยังไม่มีใครรับ แจ้ง{to} แล้วค่ะ ถ้าช่วยได้ กดรับได้เลย"
    return Say(words, buttons=(take(case_no), Option(case_no, "ดูรายละเอียด")))


def flood(count: int, case_no: str, kind: str, place: str) -> Say:
    more = f"และเรื่องอื่นอีก {count - 1} เรื่อง\n" if count > 1 else ""
    return Say(
        f"{kind}\n{place or 'ยังไม่ทราบที่'}\nเลขที่ {case_no}\n{more}ยังไม่มีใครรับค่ะ", title=f"เหตุด่วนใหม่ {count} เรื่อง",
        buttons=(take(case_no), Option("เคสด่วน", "ดูทั้งหมด")), alarm=True,
    )  # fmt: skip


def hole(role: str, place: str, why: str) -> Say:
    return Say(f"{ROLE_NAMES.get(role, role)} {place}: {HOLES[why]} มีเหตุด่วนแจ้งไปไม่ถึง จึงแจ้งขั้นต่อไปแล้วค่ะ", title="ไม่มีคนรับแจ้ง")


def not_yours(case_no: str) -> Say:
    return Say(f"เคส {case_no} ไม่อยู่ในพื้นที่ของคุณแล้วค่ะ")


def more(case_no: str) -> Say:
    return Say(f"เคส {case_no} ที่คุณรับไว้มีข้อมูลเพิ่มค่ะ", buttons=opens(case_no))


def not_urgent(case_no: str) -> Say:
    return Say(f"ผู้แจ้งเคส {case_no} บอกว่าไม่ใช่เหตุด่วนค่ะ โปรดตรวจสอบก่อนปิดเคส", buttons=opens(case_no))


def took(case_no: str) -> Say:
    return Say(f"คุณรับเรื่อง {case_no} แล้วค่ะ", buttons=opens(case_no), receipt=True)


def others(case_no: str, who: str) -> Say:
    words = f"เคส {case_no} {who} รับไปก่อนแล้วค่ะ" if who else f"เคส {case_no} ปิดไปแล้วค่ะ"
    return Say(words, buttons=(Option("เคสด่วน", "ดูเคสอื่น"),))


def noted(case_no: str) -> Say:
    return Say(f"บันทึกในเคส {case_no} แล้วค่ะ", buttons=opens(case_no))


def kept(case_no: str) -> Say:
    return Say(f"เก็บไว้กับเคส {case_no} แล้วค่ะ", buttons=opens(case_no))


def asked(case_no: str) -> Say:
    return Say(f"ส่งคำถามให้ผู้แจ้งแล้วค่ะ ถ้าตอบกลับมาจะแจ้งให้รู้ เคส {case_no}", buttons=opens(case_no))


def answered(case_no: str) -> Say:
    return Say(f"ผู้แจ้งเคส {case_no} ตอบมาแล้วค่ะ", buttons=opens(case_no, "อ่านคำตอบ"))


def referred(case_no: str, agency: str) -> Say:
    return Say(f"ส่งต่อเคส {case_no} ไป{agency}แล้วค่ะ เคสยังเป็นของคุณจนกว่าจะปิด", buttons=opens(case_no), receipt=True)


def offered(case_no: str, who: str) -> Say:
    return Say(f"{who} ขอให้คุณรับเคส {case_no} ต่อค่ะ", buttons=(take(case_no), Option(case_no, "ดูรายละเอียด")))


def offer_sent(case_no: str, who: str) -> Say:
    return Say(f"ขอให้ {who} รับเคส {case_no} ต่อแล้วค่ะ ระหว่างนี้เคสยังเป็นของคุณ", buttons=opens(case_no))


def nobody_there(case_no: str) -> Say:
    return Say(f"ตอนนี้ส่งเคส {case_no} ให้คนนี้ไม่ได้แล้วค่ะ", buttons=opens(case_no))


def handed(case_no: str, who: str) -> Say:
    return Say(f"{who} รับเคส {case_no} ต่อจากคุณแล้วค่ะ")


def let_go(case_no: str) -> Say:
    return Say(f"ปล่อยเคส {case_no} แล้วค่ะ แจ้งคนอื่นต่อให้แล้ว")


def not_closed(case_no: str) -> Say:
    return Say(f"ยังไม่ได้ปิดเคส {case_no} ค่ะ", buttons=opens(case_no))


def shut(case_no: str) -> Say:
    return Say(f"ปิดเคส {case_no} แล้วค่ะ", buttons=(Option("เคสด่วน", "ดูเคสอื่น"),), receipt=True)


def remind(case_no: str) -> Say:
    words = f"เคส {case_no} ที่คุณรับไว้ยังไม่มีอะไรคืบหน้าค่ะ บันทึกไว้ หรือปล่อยให้คนอื่นรับก็ได้ ถ้าเงียบไป จะเปิดให้คนอื่นรับแทนนะคะ"
    return Say(words, buttons=opens(case_no))


def remind_referred(case_no: str) -> Say:
    return Say(f"เคส {case_no} ที่ส่งต่อหน่วยงานไว้ ช่วยกันถึงไหนแล้วคะ บันทึกไว้หรือปิดเคสได้เลย", buttons=opens(case_no))


def taken_away(case_no: str) -> Say:
    return Say(f"เคส {case_no} ไม่มีความคืบหน้า เปิดให้คนอื่นรับแล้วค่ะ")


def confirmed(case_no: str) -> Say:
    return Say(f"ผู้แจ้งเคส {case_no} ยืนยันว่าได้รับความช่วยเหลือแล้วค่ะ")


def said_helped(case_no: str) -> Say:
    return Say(f"ผู้แจ้งเคส {case_no} บอกว่าได้รับความช่วยเหลือแล้วค่ะ ตรวจสอบแล้วปิดเคสได้เลย", buttons=opens(case_no))


def not_helped(case_no: str) -> Say:
    return Say(f"ผู้แจ้งเคส {case_no} บอกว่ายังไม่ได้รับความช่วยเหลือค่ะ ถ้าไปไม่ได้ กดปล่อยให้คนอื่นรับนะคะ", buttons=opens(case_no))


def reopened(case_no: str) -> Say:
    return Say(f"ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ เคส {case_no} เปิดใหม่แล้วค่ะ")


def cannot_ask(case_no: str) -> Say:
    return Say(f"ผู้แจ้งเคส {case_no} ปิดรับข้อความไว้ค่ะ ลองโทรหาแทนนะคะ", buttons=opens(case_no))
