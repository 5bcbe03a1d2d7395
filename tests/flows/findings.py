"""What lookups may find, and the facts that flows begin with: small and large, of every kind."""

PERSON = {
    "title": "ยาย",
    "given": "คำ",
    "family": "ใจดี",
    "sex": "f",
    "years": 79,
    "birth_year": 1947,
    "groups": ["elderly", "disabled"],
    "disabilities": ["mobility"],
    "cared_for_by": "2",
}
SISTER = {
    **PERSON,
    "given": "บุญ",
    "years": 82,
    "birth_year": 1944,
    "groups": ["elderly"],
    "disabilities": [],
    "cared_for_by": "self",
}
HOME = {
    "head": {"title": "ยาย", "given": "คำ", "family": "ใจดี", "sex": "f", "years": None},
    "no": "12/3",
    "subdistrict": "520607",
    "village_no": 5,
    "village": "ป่าตึง",
    "pin": None,
}
KNOWN = {
    "id": 7,
    "label": "ยายคำ ใจดี",
    "visited_on": "22 ต.ค. 69",
    "people": [PERSON, SISTER],
    "problems": ["income", "debt"],
    "incomes": [{"source": "old_age_allowance", "baht_per_month": 700}, {"source": "family", "baht_per_month": 1000}],
    "interval_days": 30,
    "home": HOME,
    "lines": [["บ้าน", "12/3 หมู่ 5"], ["ปัญหา", "รายได้ไม่พอ"]],
}
HOUSES = [{"id": number, "label": "ก" * 60, "note": "ถึงวันนัด 20 พ.ย. 69"} for number in range(1, 9)]

FINDINGS = {
    "VillagesOf": ([], [["52060704", "สันติสุข"], ["52060705", "ป่าตึง"]], [[f"520607{n:02d}", "ก" * 60] for n in range(1, 31)]),
    "AreasNear": ([], [
        {"code": "52060704", "name": "สันติสุข", "km": 0.31, "from": "pin"},
        {"code": "52060705", "name": "ก" * 60, "km": 1.2, "from": "centre"},
        {"code": "520606", "name": "แม่สุก", "km": 7.5, "from": "centre"},
    ]),
    "VisitOf": (None, *({
        "visit_no": "ย6911-00001", "area_code": "52060705", "head": "ยายคำ ใจดี", "reader": "U1",
        "lines": [["บ้าน", "ก" * 300]] * 20, "photos": photos} for photos in ([], [
            {"id": number, "kind": kind, "state": state, "thumbnail": kind == "image" and state == "kept"}
            for number in range(1, 12) for kind in ("image", "audio", "file") for state in ("kept", "waiting", "unsent")]))),
    "HouseholdsLike": ([], HOUSES[:2]),
    "SamePerson": ([], [{**house, "given": "ก" * 60} for house in HOUSES[:6]]),
    "SameHouse": ([], HOUSES[:1]),
    "HouseholdKnown": (None, KNOWN, {**KNOWN, "people": [PERSON] * 12, "interval_days": None, "problems": [], "incomes": []}),
    "CaseOf": (None, *({
        "id": 1, "case_no": "ฉ6911-00001", "state": state, "area_code": "52060705", "title": "ถูกทำร้าย", "mine": mine,
        "offered": owner == "นางแก้ว", "colleagues": [{"key": "ab", "name": "ก" * 60}] * mine * 8, "reader": "U1",
        "photos": [{"id": 1, "kind": "image", "state": "kept", "thumbnail": True}] * 9, "owner": owner,
        "lines": [["เล่าว่า", "ก" * 1000]] * 4} for state, owner, mine in (
            ("open", "", False), ("acknowledged", "นางสมใจ", True), ("acknowledged", "ก" * 60, False),
            ("referred", "นางแก้ว", False), ("closed", "", False)))),
    "ReferralOf": (None, *({
        "referral_no": "ส6911-00001", "area_code": "52060705", "head": "ก" * 60, "owner": owner, "mine": mine,
        "lines": [["ขาดสิทธิ", "ก" * 400]] * 10} for owner, mine in (("", False), ("นางแก้ว", True), ("ก" * 60, False)))),
    "ApplicationOf": (None, {"name": "นางสมใจ ใจดี", "area_code": "52060705", "lines": [["ชื่อ", "ก" * 120]] * 7}),
}

NOTHING = {
    "people": [], "residents": None, "number": None, "place": {}, "visited_on": None, "next_visit_on": None, "groups": [],
    "problems": None, "incomes": None, "deeds": None,
}  # fmt: skip
STORY = {
    **NOTHING, "residents": 2, "number": "12/3", "place": {"code": "520607", "village_no": 5}, "visited_on": "2026-11-20",
    "next_visit_on": "2026-12-20", "groups": ["elderly", "poor"], "problems": ["housing", "income"],
    "incomes": [{"source": "old_age_allowance", "baht_per_month": 1400}], "deeds": ["advised"],
    "people": [
        {"kin": "ยาย", "title": "ยาย", "given": "คำ", "family": "ใจดี", "sex": "f", "years": 79},
        {"kin": "ตา", "title": "ตา", "given": "มี", "family": "", "sex": "m", "years": 82}],
}  # fmt: skip
RAISED = {"id": 1, "case_no": "ฉ6911-00001", "closed": False, "asked": ""}
TODAY = "2026-11-22"
ME = {"volunteer_id": 1, "area_code": "52060705", "village": "หมู่ 5 ป่าตึง", "village_name": "ป่าตึง", "village_no": 5}
CARD = {"id": 1, "name": "ก" * 120, "number": "52-00001", "place": "หมู่ 5 ป่าตึง ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", "teams": "ผู้สูงอายุ"}

POST = {
    "id": "officer:520607", "role": "officer", "area_code": "520607", "label": "เจ้าหน้าที่ ต.วิเชตนคร", "roster": False, "on": "",
    "others": False, "week": [["จ. 23 พ.ย.", "กลางวัน: ยังไม่มีคน"]], "free": [],
}
SHIFTS = [
    {"id": n, "label": "จ. 23 พ.ย. 20:30–08:30", "note": "ก" * 60, "wanted": n % 2 == 0, "coming": n > 1} for n in range(1, 11)]
FULL_POST = {
    **POST, "roster": True, "week": [["จ. 23 พ.ย.", "วันหยุด" + "ก" * 100 + "\nกลางวัน: " + "ก" * 300]] * 8,
    "free": [{"begins_at": f"2026-11-2{n}T08:30+07:00", "ends_at": f"2026-11-2{n}T20:30+07:00", "label": "จ. 23 พ.ย. กลางวัน",
              "note": "08:30–20:30 น."} for n in range(10)],
}
POSTS = [{**FULL_POST, "id": f"officer:52060{n}", "on": "20:30" if n % 2 else "", "others": n > 4} for n in range(8)]
DUTY = [
    {"shift": None, "posts": [POST], "mine": [], "wanted": []},
    {"shift": None, "posts": [{**POST, "on": "20:30"}], "mine": SHIFTS[:1], "wanted": SHIFTS[1:2]},
    {"shift": None, "posts": POSTS, "mine": SHIFTS, "wanted": SHIFTS},
    {"shift": 12, "posts": [POST], "mine": [], "wanted": []},
]

FACTS = {
    **dict.fromkeys(("duty", "start_duty", "end_duty", "swap_shift", "take_shift"), DUTY),
    "register": [{}],
    "application_state": [
        {"standing": {"state": state, "number": "52-00001", "applied_on": TODAY}} for state in ("applied", "active")
    ],
    "visit": [
        {"me": ME, "mine": []},
        {"me": ME, "mine": HOUSES},
        {"me": ME, "mine": [], "pin": [18.71, 99.56], "media": {"image": 5, "audio": 1}},
        {"me": ME, "mine": HOUSES, "story": [{"id": "1", "text": "ก" * 5000, "read": STORY}]},
        {"me": ME, "mine": [], "story": [
            {"id": "1", "text": "ยายคำ", "read": {**NOTHING, "people": STORY["people"][:1]}},
            {"id": "2", "text": "ม.5", "read": {**NOTHING, "place": {"words": "ต.บ้านใหม่", "offer": ["520607", "520101"]}}}]},
    ],
    "rights": [{"recent": []}, {"recent": [
        {"name": "ก" * 60, "age": {"years": years, "birth_year": 2026 - years}, "disabled": years % 2 == 0,
         "incomes": ["old_age_allowance", "family"]} for years in (0, 5, 17, 60, 79, 80, 91)]}],
    "refer": [{"visit": 12, "lacking": []}, {"visit": None, "lacking": []}, {"visit": None, "lacking": HOUSES}],
    "my_referrals": [
        {"sent": [], "referral_no": ""}, {"sent": [], "referral_no": "ส6911-00001"},
        {"sent": [{"label": "ก" * 60, "stands": "เสร็จแล้ว" + "ก" * 300}] * 8, "referral_no": ""}],
    "referral": [
        {"referral_no": "", "referral": None}, {"referral_no": "ส6911-00001", "referral": None},
        {"referral_no": "ส6911-00001", "referral": 7}],
    "referrals": [{"waiting": [], "count": 0}, {"waiting": HOUSES, "count": 300}],
    "undo": [
        {"recent": []},
        {"recent": [{"id": 1, "label": "ย2611-00001"}]},
        {"recent": [{"id": n, "label": f"ย2611-0000{n}"} for n in range(8)]},
    ],
    "urgent": [
        {"me": None, "phone": None, "phone_shown": ""},
        {"me": ME, "phone": "0812345678", "phone_shown": "081-234-5678"},
        {"me": ME, "phone": "0812345678", "phone_shown": "081-234-5678", "pin": [18.71, 99.56]},
        {"me": None, "phone": None, "phone_shown": "", "heard": "ก" * 1000, "heard_kind": "", "aside": 7},
        {"me": ME, "phone": None, "phone_shown": "", "heard": "ผัวตีเมีย", "heard_kind": "violence", "aside": None},
    ],
    "cases": [{"cases": [], "count": 0}, {"count": 300, "cases": [
        {"case_no": f"ฉ6911-0000{number}", "label": "ก" * 60, "note": "ฉุกเฉิน · 5 นาที · ต.วิเชตนคร"} for number in range(10, 30)]}],
    "case": [{"case_no": "", "verb": ""}, {"case_no": "ฉ6911-00001", "verb": "", "media": {"image": 1}},
             {"case_no": "ฉ6911-00001", "verb": ""}, {"case_no": "ฉ6911-00001", "verb": "take"}],
    "my_cases": [{"raised": []}, {"raised": [{"case_no": f"ฉ6911-0000{n}", "stands": "ก" * 60} for n in range(1, 9)]}],
    "case_reply": [{"raised_case": None}, *({"raised_case": {**RAISED, **more}} for more in (
        {}, {"closed": True}, {"asked": "ก" * 500}))],
    "case_answer": [{"raised_case": None, "verb": ""}, {"raised_case": RAISED, "verb": "helped"}],
    "case_not_helped": [{"raised_case": None, "verb": ""}, {"raised_case": RAISED, "verb": "not_helped"}],
    "photos": [
        {"visits": [], "just_made": None, "began_with": None},
        {"visits": [], "just_made": None, "began_with": "image"},
        {"visits": HOUSES, "just_made": "1", "began_with": None, "media": {"image": 30, "audio": 2, "video": 1, "file": 4}},
        {"visits": HOUSES, "just_made": None, "began_with": "location", "pin": [18.71, 99.56],
         "drafts": [{"id": number, "label": "ก" * 60} for number in range(1, 4)]},
    ],
    "my_houses": [{"houses": [], "count": 0, "due": 0}, {"houses": HOUSES, "count": 120, "due": 3}],
    "my_card": [{"card": CARD}],
    "applications": [{"waiting": [], "count": 0}, {"waiting": HOUSES, "count": 300}],
    "latest_visits": [{"area_code": "52", "visits": []}, {"area_code": "52", "visits": HOUSES}],
    "leave": [{}],
    "notice": [{}],
    "about": [{}],
}
