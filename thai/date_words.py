"""The words and shapes dates are typed in, as regular expressions. Data only; `dates.py` gives them meaning."""

import re

# Each month as it is really typed: full, short with and without dots, spoken, common slips, English.
_MONTH_FORMS = (
    "มกราคม|มกรา|มค|ม.ค|jan(?:uary)?",
    "กุมภาพันธ์|กุมภาพันธุ์|กุมภาพัน|กุมพาพันธ์|กุมภา|กพ|ก.พ|feb(?:ruary)?",
    "มีนาคม|มีนา|มีค|มี.ค|มีคม|mar(?:ch)?",
    "เมษายน|เมษายา|เมษา|เมย|เม.ย|apr(?:il)?",
    "พฤษภาคม|พฤษาคม|พฤศภาคม|พฤกษภาคม|พฤษภา|พค|พ.ค|may",
    "มิถุนายน|มิถุนา|มิย|มิ.ย|june?",
    "กรกฎาคม|กรกฏาคม|กรกดาคม|กรกฎา|กรกฏา|กรกดา|กค|ก.ค|july?",
    "สิงหาคม|สิงหา|สค|ส.ค|aug(?:ust)?",
    "กันยายน|กันยา|กย|ก.ย|sept?(?:ember)?",
    "ตุลาคม|ตุลา|ตค|ต.ค|oct(?:ober)?",
    "พฤศจิกายน|พฤษจิกายน|พฤจิกายน|พฤศจิกา|พฤษจิกา|พฤศจิ|พย|พ.ย|nov(?:ember)?",
    "ธันวาคม|ธันวา|ธค|ธ.ค|dec(?:ember)?",
)
MONTH = "(?:" + "|".join(f"(?P<m{number}>{_form})" for number, _form in enumerate(
    (forms.replace(".", r"\.\s?") for forms in _MONTH_FORMS), start=1)) + r")(?![A-Za-z])\.?"  # fmt: skip

# Monday first. อาทิตย์ is also "week": only with วัน, or where no week is meant.
WEEKDAYS = ("จันท์|จันทร์", "อังคาร", "พุธ|พุทธ|พุด", "พฤหัสบดี|พฤหัสฯ|พฤหัส|พฤ\\.", "ศุกร์|สุกร์|ศุก", "เสาร์|เสา", "อาทิตย์|อาทิต|อาทิด")
WEEKDAY = "(?:" + "|".join(f"(?P<w{number}>{forms})" for number, forms in enumerate(WEEKDAYS)) + ")"

_COUNTED = r"(?!\d|\s*(?:คน|ราย|ปี|ขวบ|บาท|ครัว|หลัง|ครั้ง|น\.|โมง|ชุด|กล่อง|วัน|เดือน)|[.:]\d)"
_ERA = r"(?:ปี\s*)?(?P<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*"
YEAR = rf"(?:\s*[,/.-]?\s*{_ERA}['’]?(?P<year>\d{{4}}(?!\d)|\d{{2}}{_COUNTED}))"
DAY = r"(?<![\d/.])(?P<day>\d{1,2})(?!\d)"
_LEAD = rf"(?:(?:วัน)?{WEEKDAY}\s*)?(?:(?:วัน)?ที่\s*)?"

NAMED = re.compile(rf"{_LEAD}{DAY}\s*[-/.,]?\s*(?:เดือน\s*)?{MONTH}{YEAR}?", re.I)
RANGE = re.compile(
    rf"(?:(?:วัน)?ที่\s*)?(?<![\d/.])(?P<first>\d{{1,2}})\s*(?:-|–|ถึง|กับ|และ|,)\s*{DAY}\s*(?:เดือน\s*)?{MONTH}{YEAR}?", re.I
)
ENGLISH = re.compile(rf"(?<![A-Za-z]){MONTH}\s*{DAY}(?:st|nd|rd|th)?(?:,?\s*(?P<year>\d{{4}})(?!\d))?", re.I)
SPOKEN = re.compile(rf"{_LEAD}{DAY}\s*เดือน\s*(?P<month>\d{{1,2}})(?!\d){YEAR}?")
_MARK = r"\s?[/.\-]\s?"
SLASHED = re.compile(rf"{_LEAD}(?<![\d/.\-]){DAY}{_MARK}(?P<month>\d{{1,2}}){_MARK}(?P<year>\d{{4}}|\d{{2}})(?!\d|[/\-]\d|\.\d)")
ISO = re.compile(r"(?<![\d/.\-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d|[/\-]\d)")
WHICH = r"(?P<which>เดือนนี้|เดือนหน้า|เดือนที่แล้ว|เดือนก่อน|ที่ผ่านมา|ที่แล้ว|ก่อน|นี้|หน้า|ที่จะถึง)"
_NOT_DAY = r"(?!\d|[/.:]\d|\s*(?:ของ)?ทุกเดือน|\s*(?:โมง|น\.))"
_OTHER_WEEKDAY = WEEKDAY.replace("<w", "<v")  # a group's name may stand only once in a pattern
DAY_ONLY = re.compile(rf"(?:วัน\s*{WEEKDAY}\s*(?:ที่\s*)?|{_OTHER_WEEKDAY}\s*ที่\s*|วันที่\s*)(?P<day>\d{{1,2}}){_NOT_DAY}\s*{WHICH}?")
DAY_OF_MONTH = re.compile(rf"{DAY}\s*(?P<which>เดือนนี้|เดือนหน้า|เดือนที่แล้ว|เดือนก่อน)")
_OTHER_MONTH, _OTHER_YEAR = MONTH.replace("<m", "<n"), YEAR.replace("<year", "<year2").replace("<era", "<era2")
MONTH_ONLY = re.compile(rf"เดือน\s*{MONTH}{YEAR}?|{_OTHER_MONTH}{_OTHER_YEAR}", re.I)

# Shapes that are a date only when they are the whole answer: "24/4", "5", "24 4 62", "24042562", "พุธ", "เมษา 62".
LOOSE = (
    re.compile(r"(?:วันที่|ที่)?\s*(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})(?:[/.\- ](?P<year>\d{4}|\d{2}))?"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})"),
    re.compile(rf"(?:วันที่|ที่)?\s*(?P<day>\d{{1,2}})\s*{WHICH}?"),
    re.compile(rf"(?:เดือน)?\s*{MONTH}{YEAR}?", re.I),
)
