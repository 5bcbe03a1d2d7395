"""What happens when an action object is performed (REF#action-objects)."""

import re

from simulator.hands.buttons import note_tap
from simulator.hands.outcome import CannotDo, Done, send
from simulator.webhooks.events import new_event, new_message
from simulator.world import Person, World

# The form of each mode's answer (REF#datetime-picker-action).
PICKED = {"date": r"\d{4}-\d{2}-\d{2}", "time": r"\d{2}:\d{2}", "datetime": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"}


def perform(world: World, person: Person, action: dict, label: str | None, params: dict | None) -> Done:
    """Do what the button says; `params` is what a picker was set to, e.g. {"date": "2019-04-24"}."""
    kind = action.get("type")
    if kind not in PERFORMED:
        raise CannotDo(400, f"there is no action {kind!r}; there are {', '.join(PERFORMED)}")
    check, do = PERFORMED[kind]
    params = check(action, params)
    note_tap(world, person, action)
    done = do(world, person, {**action, "label": label} if label else action, params)
    done.label = label
    return done


def _message(world, person, action, params) -> Done:
    return send(world, person, new_message(world, "text", text=action["text"]))


def _picked(action, params) -> dict:
    """What the picker was set to; it cannot be set beyond its own limits."""
    mode = action["mode"]
    picked = (params or {}).get(mode)
    if not isinstance(picked, str) or not re.fullmatch(PICKED[mode], picked):
        raise CannotDo(400, f'this button needs params {{"{mode}": …}}', action=action)
    least, most = (action.get(name, "").replace("t", "T") for name in ("min", "max"))
    if picked < least or (most and picked > most):
        raise CannotDo(400, f"{picked} lies outside {least} to {most}", action=action)
    return {mode: picked}


def _nothing(action, params) -> None:
    """Other actions are not set to anything."""


def _switch_menu(world, person, action, params) -> Done:
    alias = action["richMenuAliasId"]
    menu = world.menus.get(world.menus.aliases.get(alias))
    if menu:
        world.menus.link(person.userId, menu.id)
        world.chats.of(person.userId).changed()
        return _postback(world, person, action, {"newRichMenuAliasId": alias, "status": "SUCCESS"})
    unknown = "RICHMENU_NOTFOUND" if alias in world.menus.aliases else "RICHMENU_ALIAS_ID_NOTFOUND"
    return _postback(world, person, action, {"status": unknown})


def _opens(world, person, action, params) -> Done:
    """Opens a link, the camera, the album, the map or copies a text: the bot hears nothing of it."""
    return Done(opens=action)


def _postback(world, person, action, params) -> Done:
    postback = {"data": action["data"], **({"params": params} if params else {})}
    event = new_event(world, person, "postback", postback=postback)
    shown = {"displayText": action["displayText"]} if action.get("displayText") else {}
    item = {"type": "postback", "label": action.get("label"), **postback, **shown}
    world.chats.of(person.userId).add("person", item, event["timestamp"], **shown)
    return Done([event])


# type → what it must be given, what it does
PERFORMED = {
    "postback": (_nothing, _postback),
    "message": (_nothing, _message),
    "datetimepicker": (_picked, _postback),
    "richmenuswitch": (_nothing, _switch_menu),
    **dict.fromkeys(("uri", "camera", "cameraRoll", "location", "clipboard"), (_nothing, _opens)),
}
