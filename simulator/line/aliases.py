"""Rich menu aliases (REF#rich-menu-alias): names for menus, so that a menu can switch to another."""

from flask import g, jsonify

from simulator.checks.requests import alias_change_faults, alias_faults
from simulator.line.gate import body_json, build_gate
from simulator.line.refusal import Refusal, refuse_if
from simulator.world.menus import MOST_MENUS


def build_aliases():
    """/v2/bot/richmenu/alias…"""
    gate = build_gate("aliases")
    gate.post("/v2/bot/richmenu/alias")(create_alias)
    gate.get("/v2/bot/richmenu/alias/list")(every_alias)
    gate.get("/v2/bot/richmenu/alias/<alias>")(show_alias)
    gate.post("/v2/bot/richmenu/alias/<alias>")(change_alias)
    gate.delete("/v2/bot/richmenu/alias/<alias>")(delete_alias)
    return gate


def create_alias():
    """A name for a menu, for rich-menu switch actions."""
    body = body_json()
    refuse_if(alias_faults(body))
    with g.world.lock:
        aliases, alias = g.world.menus.aliases, body["richMenuAliasId"]
        if alias in aliases:
            raise Refusal(400, "conflict richmenu alias id")
        if len(aliases) >= MOST_MENUS:
            raise Refusal(400, f"The number of rich menu aliases has reached the limit ({MOST_MENUS})")
        aliases[alias] = _named(body["richMenuId"])
        return jsonify({})


def every_alias():
    """All names."""
    with g.world.lock:
        return jsonify(aliases=[_alias_shown(alias) for alias in g.world.menus.aliases])


def show_alias(alias):
    """What a name stands for."""
    with g.world.lock:
        return jsonify(_alias_shown(_known_alias(alias)))


def change_alias(alias):
    """The name stands for another menu from now on."""
    body = body_json()
    refuse_if(alias_change_faults(body))
    with g.world.lock:
        g.world.menus.aliases[_known_alias(alias)] = _named(body["richMenuId"])
        return jsonify({})


def delete_alias(alias):
    """The name is free again."""
    with g.world.lock:
        del g.world.menus.aliases[_known_alias(alias)]
        return jsonify({})


def _named(one) -> str:
    """Only a menu that has its picture can be named."""
    menu = g.world.menus.get(one)
    if menu is None or menu.picture is None:
        raise Refusal(400, "richmenu not found")
    return one


def _known_alias(alias):
    if alias not in g.world.menus.aliases:
        raise Refusal(404, "richmenu alias not found")
    return alias


def _alias_shown(alias):
    return {"richMenuAliasId": alias, "richMenuId": g.world.menus.aliases[alias]}
