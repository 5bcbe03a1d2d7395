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
    "PinsNear": ([], ["520607", "520606"]),
    "HouseholdsLike": ([], HOUSES[:2]),
    "SamePerson": ([], HOUSES[:6]),
    "SameHouse": ([], HOUSES[:1]),
    "HouseholdKnown": (None, KNOWN, {**KNOWN, "people": [PERSON] * 12, "interval_days": None, "problems": [], "incomes": []}),
    "ApplicationOf": (None, {"name": "นางสมใจ ใจดี", "area_code": "52060705", "lines": [["ชื่อ", "ก" * 120]] * 7}),
}

TODAY = "2026-11-22"
ME = {"volunteer_id": 1, "area_code": "52060705", "village": "หมู่ 5 ป่าตึง", "village_name": "ป่าตึง", "village_no": 5}
CARD = {"id": 1, "name": "ก" * 120, "number": "52-00001", "place": "หมู่ 5 ป่าตึง ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", "teams": "ผู้สูงอายุ"}

FACTS = {
    "register": [{}],
    "application_state": [
        {"standing": {"state": state, "number": "52-00001", "applied_on": TODAY}} for state in ("applied", "active")
    ],
    "visit": [{"me": ME, "mine": []}, {"me": ME, "mine": HOUSES}],
    "undo": [
        {"recent": []},
        {"recent": [{"id": 1, "label": "ย2611-00001"}]},
        {"recent": [{"id": n, "label": f"ย2611-0000{n}"} for n in range(8)]},
    ],
    "my_houses": [{"houses": [], "count": 0, "due": 0}, {"houses": HOUSES, "count": 120, "due": 3}],
    "my_card": [{"card": CARD}],
    "applications": [{"waiting": [], "count": 0}, {"waiting": HOUSES, "count": 300}],
    "latest_visits": [{"area_code": "52", "visits": []}, {"area_code": "52", "visits": HOUSES}],
    "leave": [{}],
    "notice": [{}],
    "about": [{}],
}
