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
    """One line an item, and one for every turn of the clock."""
    lines, turns = [], list(chat.turns)
    for item in chat.items:
        lines += [_turned(seconds) for _, seconds in _take(turns, item["n"] - 1)]
        lines.append(_line(item))
    return "\n".join(lines + [_turned(seconds) for _, seconds in turns]) + "\n"


def _take(turns, before):
    """Take from the front the turns made before item number `before` + 1."""
    while turns and turns[0][0] <= before:
        yield turns.pop(0)


def _line(item) -> str:
    return f"< {_bots(item['message'])}".rstrip() if item["from"] == "bot" else f"> {_persons(item['message'])}"


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
