"""A chat as the text that a conversation test reads: `>` the person, `<` the bot, `~` the clock."""

from simulator.world.chats import Chat

UNITS = ((86400, "วัน"), (3600, "ชั่วโมง"), (60, "นาที"), (1, "วินาที"))
DEEDS = {
    "follow": "เพิ่มเพื่อน",
    "block": "บล็อก",
    "unblock": "เลิกบล็อก",
    "unsend": "ลบข้อความ",
    "sticker": "สติกเกอร์",
    "image": "รูป",
    "audio": "เสียง",
    "video": "วิดีโอ",
    "file": "ไฟล์",
    "location": "ตำแหน่ง",
}


def transcript(chat: Chat) -> str:
    """One line an item (a set of pictures is one line), and one for every turn of the clock."""
    lines, turns = [], list(chat.turns)
    for item in chat.items:
        lines += [_turned(seconds) for _, seconds in _take(turns, item["n"] - 1)]
        if _is_first_of_its_set(chat, item):
            lines.append(_line(chat, item))
    return "\n".join(lines + [_turned(seconds) for _, seconds in turns]) + "\n"


def _take(turns, before):
    """Take from the front the turns made before item number `before` + 1."""
    while turns and turns[0][0] <= before:
        yield turns.pop(0)


def _is_first_of_its_set(chat, item) -> bool:
    """True as well of everything that is in no set."""
    return item in _set_of(chat, item)[:1]


def _set_of(chat, item) -> list[dict]:
    """The items of that item's set of pictures, as they left; of anything else, the item alone."""
    one = _set_id(item)
    return [each for each in chat.items if _set_id(each) == one] if one else [item]


def _set_id(item) -> str | None:
    return item["message"].get("imageSet", {}).get("id") if item["from"] == "person" else None


def _line(chat, item) -> str:
    if item["from"] == "bot":
        return f"< {_bots(item['message'])}".rstrip()
    many = len(_set_of(chat, item))
    return f"> (รูป {many})" if many > 1 else f"> {_persons(item['message'])}"


def _persons(message) -> str:
    kind = message["type"]
    if kind == "text":
        return message["text"].replace("\n", "\\n")
    if kind == "postback":
        return _tapped(message)
    if kind == "location":
        return f"(ตำแหน่ง {message['latitude']:.5f},{message['longitude']:.5f})"
    return f"({DEEDS[kind]})"


def _tapped(message) -> str:
    params = message.get("params", {})
    picked = next((params[mode] for mode in ("date", "datetime", "time") if mode in params), None)
    return f"(วันที่ {picked})" if picked else f"[{message.get('label') or message.get('displayText') or message['data']}]"


def _bots(message) -> str:
    """The first line of what it says; the rest would only make a test brittle. A picture says nothing."""
    said = message.get("text") or message.get("altText") or message.get("title") or ""
    return next((line.strip() for line in said.splitlines() if line.strip()), "")


def _turned(seconds: float) -> str:
    size, unit = next((unit for unit in UNITS if round(seconds) % unit[0] == 0), UNITS[-1])
    return f"~ {round(seconds) // size} {unit}"
