"""What the volunteer did, in a told story: "เอาข้าวสารไปให้", "ประสาน อบต. แล้ว", "วัดความดัน"; not what is wished or planned."""

import re

from thai.numerals import arabic
from thai.report_words import any_of, names
from thai.text import normalise

LOOK_BACK = 16      # letters from a deed back to "จะ", "อยากให้", "ลูกชาย" (our own default)

_LOOSE = re.compile(any_of("deed_limits", "loose"))
_NOT = re.compile(any_of("deed_limits", "not_done") + "(?:ได้|ไป|มา|ช่วย)*$")
_WISHED = re.compile(any_of("deed_limits", "wished") + "[ก-์]{0,6}$")
_OTHERS = re.compile(any_of("deed_limits", "others") + "(?:ก็|เป็นคน|มา|ไป|ได้|โทร)*$")
_MINE = re.compile(rf"(?:^|[\s,+\-]|{any_of('deed_limits', 'mine')})$")
_ASKED = re.compile(r"[ก-์. ]{0,24}?" + any_of("deed_limits", "asked"))
_DONE = re.compile(r"[ก-์. ]{0,20}?" + any_of("deed_limits", "done"))
_HERE = "[ก-์a-zA-Z0-9. ]"
_SAID = {code: re.compile(any_of("deeds", code)) for code in names("deeds")}
# What is given stands between the two verbs: "เอาข้าวสารกับปลากระป๋องไปให้".
_GAVE = re.compile(rf"{any_of('deed_limits', 'take')}{_HERE}{{1,24}}?{any_of('deed_limits', 'to_them')}")
_TOOK = re.compile(rf"พา{_HERE}{{0,14}}?{any_of('deed_limits', 'to_care')}")


def find_deeds(text: str) -> dict[str, str]:
    """{code of a deed (flows/codes.toml): the words it was taken from}, in the order of the codes. Any text; never raises."""
    text = arabic(normalise(text))
    patterns = {code: (said, _GAVE, _TOOK) if code == "coordinated" else (said,) for code, said in _SAID.items()}
    done = {code: next((words for one in ways if (words := _done(one, text))), None) for code, ways in patterns.items()}
    return {code: words for code, words in done.items() if words}


def _done(pattern: re.Pattern, text: str) -> str | None:
    """The first words of a deed that the teller has done."""
    return next((match.group() for match in pattern.finditer(text) if _by_the_teller(match, text)), None)


def _by_the_teller(match: re.Match, text: str) -> bool:
    before, done = text[max(0, match.start() - LOOK_BACK) : match.start()], _DONE.match(text, match.end())
    if _NOT.search(before) or _OTHERS.search(before):
        return False
    if not done and (_WISHED.search(before) or _ASKED.match(text, match.end())):
        return False
    return bool(done or _MINE.search(before) or not _LOOSE.match(match.group()))
