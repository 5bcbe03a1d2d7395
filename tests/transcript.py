"""Conversations as text. `<` the bot, `>` the person, `~` the clock; a name and a colon in front for another person.

> words                 typed            > [label]       a tap          > (สติกเกอร์)    and other things in brackets
> (รูป)                  a picture        > (รูป 5)       five at once, as one set
< words                 must be in the bot's next message; a message that nobody expected fails the test
~ 3 วัน                 turns the clock
"""

import re

SPANS = {"วินาที": 1, "นาที": 60, "ชั่วโมง": 3600, "วัน": 86400}
LINE = re.compile(r"^(?:(?P<who>[^<>~:]+):\s*)?(?P<mark>[<>~])\s?(?P<said>.*)$")
THINGS = {
    "สติกเกอร์": {"do": "sticker"},
    "รูป": {"do": "image"},
    "เสียง": {"do": "audio"},
    "วิดีโอ": {"do": "video"},
    "ไฟล์": {"do": "file", "name": "ก.pdf"},
    "เพิ่มเพื่อน": {"do": "follow"},
    "บล็อก": {"do": "block"},
    "เลิกบล็อก": {"do": "unblock"},
    "ลบข้อความ": {"do": "unsend"},
}


def read(text: str):
    """(who or "", mark, said) of each line; blank lines and lines that begin with # are left out."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = LINE.match(line)
        assert match, f"this line of a transcript begins with neither <, > nor ~: {line!r}"
        yield match["who"] or "", match["mark"], match["said"]


def act(said: str) -> dict:
    """What the simulator is told for a line that a person says."""
    if said.startswith("[") and said.endswith("]"):
        return {"do": "tap", "label": said[1:-1]}
    if not (said.startswith("(") and said.endswith(")")):
        return {"do": "text", "text": said.replace("\\n", "\n")}
    thing, _, more = said[1:-1].partition(" ")
    if thing == "วันที่":
        return {"do": "date", "date": more}
    if thing == "ตำแหน่ง":
        latitude, longitude = map(float, more.split(","))
        return {"do": "location", "latitude": latitude, "longitude": longitude}
    return {**THINGS[thing], "count": int(more)} if more else THINGS[thing]


def span(said: str) -> int:
    """ "3 วัน" in seconds."""
    number, unit = said.split()
    return int(number) * SPANS[unit]


def told(message: dict) -> str:
    """Everything that can be read in a LINE message: its text or altText, and every text and label inside."""
    return "\n".join(dict.fromkeys(words_in(message))).replace("\u00a0", " ")


def words_in(part):
    if isinstance(part, list):
        for one in part:
            yield from words_in(one)
    elif isinstance(part, dict):
        for name in ("text", "altText", "label", "title"):
            if isinstance(part.get(name), str):
                yield part[name]
        for value in part.values():
            if isinstance(value, (dict, list)):
                yield from words_in(value)
