"""The buttons a person can see and tap."""

from dataclasses import dataclass, field

from simulator.world import Person, World

ACTION_TYPES = {"postback", "message", "uri", "datetimepicker", "camera", "cameraRoll", "location", "richmenuswitch", "clipboard"}
STAYING = ("camera", "cameraRoll", "location")


@dataclass(frozen=True)
class Button:
    """What stands on it and what it does."""

    label: str
    action: dict = field(hash=False)


def visible(world: World, person: Person) -> list[Button]:
    """The buttons in the order a tap looks for its label: the last message, its quick replies, older messages
    (newest first), the rich menu."""
    chat = world.chats.of(person.userId)
    messages = [item["message"] for item in reversed(chat.items) if item["from"] == "bot"]
    menu = world.menu_of(person)
    found = in_message(messages[0]) if messages else []
    found += quick_replies(world, person)
    found += [button for message in messages[1:] for button in in_message(message)]
    return found + (_in_menu(menu.object) if menu else [])


def quick_replies(world: World, person: Person) -> list[Button]:
    """Those of the very last message, until somebody says something or one of them is tapped; none on a PC
    (DOC/using-quick-reply). Taking back what was said brings them back."""
    chat = world.chats.of(person.userId)
    last = next((item for item in reversed(chat.items) if item["from"] == "bot" or _said(item)), None)
    if person.pc or last is None or last["from"] != "bot" or last["n"] == chat.tapped:
        return []
    offered = last["message"].get("quickReply", {}).get("items", [])
    return [_button(item["action"], item) for item in offered]


def note_tap(world: World, person: Person, action: dict):
    """If that was a quick reply, they go; those that open the camera, the album or the map stay."""
    replies = quick_replies(world, person)
    if action.get("type") not in STAYING and any(action == button.action for button in replies):
        chat = world.chats.of(person.userId)
        chat.tapped = max(item["n"] for item in chat.items if item["from"] == "bot")


def in_message(message: dict) -> list[Button]:
    """Every button in a message, in the order it is read, without its quick replies."""
    return _within({name: part for name, part in message.items() if name != "quickReply"})


def _said(item: dict) -> bool:
    """Does this item of a person stand in the room as words or a picture?"""
    return bool(item.get("displayText")) or ("id" in item["message"] and not item["unsent"])


def _words(part) -> list[str]:
    """Texts and titles in a part of a message, in the order they are read."""
    if isinstance(part, list):
        return [word for each in part for word in _words(each)]
    if not isinstance(part, dict) or part.get("type") in ACTION_TYPES:
        return []
    own = [part[name] for name in ("title", "text") if isinstance(part.get(name), str)]
    return own + [word for each in part.values() for word in _words(each)]


def _in_menu(menu: dict) -> list[Button]:
    return [_button(area["action"], area) for area in menu.get("areas", [])]


def _within(part) -> list[Button]:
    if isinstance(part, list):
        return [button for each in part for button in _within(each)]
    if not isinstance(part, dict):
        return []
    found = []
    for name, each in part.items():
        found += _within(each)
        if name in ("action", "defaultAction"):
            found.append(_button(each, part))
        elif name == "actions":
            found += [_button(action, action) for action in each]
    return found


def _button(action: dict, holder: dict) -> Button:
    """Named by its label, else by the first words inside what holds it, else by what it says or opens."""
    own = (action.get(name) for name in ("displayText", "text", "uri", "data", "type"))
    label = action.get("label") or next(iter(_words(holder)), None) or next(filter(None, own), "")
    return Button(label, action)
