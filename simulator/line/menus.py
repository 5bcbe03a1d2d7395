"""Rich menus (REF#rich-menu): the menus, their pictures, and who sees which."""

import re

from flask import g, jsonify, request

from simulator.checks.pictures import menu_picture_fault
from simulator.checks.requests import link_faults, menu_faults, unlink_faults
from simulator.checks.shapes import Fault
from simulator.line.gate import body_json, build_gate
from simulator.line.refusal import Refusal, bad_property, not_found, refuse_if
from simulator.world.menus import MOST_MENUS

USER_ID = re.compile(r"U[0-9a-f]{32}")
MENU_ID = re.compile(r"richmenu-[0-9a-f]{32}")


def build_menus():
    """/v2/bot/richmenu…, /v2/bot/user/…/richmenu"""
    gate = build_gate("menus")
    gate.post("/v2/bot/richmenu")(create)
    gate.post("/v2/bot/richmenu/validate")(validate)
    gate.get("/v2/bot/richmenu/list")(everything)
    gate.get("/v2/bot/richmenu/<menu>")(show)
    gate.delete("/v2/bot/richmenu/<menu>")(delete)
    gate.post("/v2/bot/richmenu/<menu>/content")(upload)
    gate.get("/v2/bot/richmenu/<menu>/content")(download)
    gate.post("/v2/bot/user/all/richmenu/<menu>")(set_default)
    gate.get("/v2/bot/user/all/richmenu")(get_default)
    gate.delete("/v2/bot/user/all/richmenu")(clear_default)
    gate.post("/v2/bot/user/<person>/richmenu/<menu>")(link)
    gate.get("/v2/bot/user/<person>/richmenu")(linked)
    gate.delete("/v2/bot/user/<person>/richmenu")(unlink)
    gate.post("/v2/bot/richmenu/bulk/link")(bulk_link)
    gate.post("/v2/bot/richmenu/bulk/unlink")(bulk_unlink)
    return gate


def create():
    """A menu without a picture; nobody can be shown it yet."""
    body = body_json()
    refuse_if(menu_faults(body))
    with g.world.lock:
        if len(g.world.menus.all()) >= MOST_MENUS:
            raise Refusal(400, f"The number of rich menus has reached the limit ({MOST_MENUS})")
        return jsonify(richMenuId=g.world.menus.create(body).id)


def validate():
    """Only looks."""
    refuse_if(menu_faults(body_json()))
    return jsonify({})


def everything():
    """All menus made through the API."""
    with g.world.lock:
        return jsonify(richmenus=[menu.shown() for menu in g.world.menus.all()])


def show(menu):
    """One menu."""
    with g.world.lock:
        return jsonify(_menu(menu).shown())


def delete(menu):
    """A menu goes, also from under the chats that show it."""
    with g.world.lock:
        g.world.menus.delete(_menu(menu).id)
        return _seen_anew()


def upload(menu):
    """The picture, once: LINE lets nobody replace it."""
    data, media_type = request.get_data(), request.mimetype
    with g.world.lock:
        known = _menu(menu)
        if media_type not in ("image/jpeg", "image/png"):
            raise Refusal(415, f"The content type, {media_type or 'null'}, is not supported")
        if known.picture is not None:
            raise Refusal(400, "An image has already been uploaded to the richmenu")
        fault = menu_picture_fault(data, media_type)
        if fault:
            raise Refusal(400, fault)
        known.picture, known.picture_type = data, media_type
        return jsonify({})


def download(menu):
    """The picture as it was uploaded."""
    with g.world.lock:
        known = _menu(menu)
        if known.picture is None:
            raise not_found()
        return known.picture, {"Content-Type": known.picture_type}


def set_default(menu):
    """Everybody without a menu of their own sees this one."""
    with g.world.lock:
        g.world.menus.default = _pictured(menu).id
        return _seen_anew()


def get_default():
    """The default menu's id."""
    with g.world.lock:
        if g.world.menus.default is None:
            raise Refusal(404, "no default richmenu")
        return jsonify(richMenuId=g.world.menus.default)


def clear_default():
    """No default any more."""
    with g.world.lock:
        g.world.menus.default = None
        return _seen_anew()


def link(person, menu):
    """This person sees this menu. 200 also for those who cannot be linked (REF#link-rich-menu-to-user)."""
    _check_user(person)
    with g.world.lock:
        _link([person], _pictured(menu))
        return _seen_anew()


def linked(person):
    """The menu linked to this very person."""
    _check_user(person)
    with g.world.lock:
        menu = g.world.menus.linked(person)
        if menu is None:
            raise Refusal(404, "the user has no richmenu")
        return jsonify(richMenuId=menu)


def unlink(person):
    """This person sees the default menu again."""
    _check_user(person)
    with g.world.lock:
        g.world.menus.unlink(person)
        return _seen_anew()


def bulk_link():
    """Up to 500 people. LINE does it later and says 202; here it is done at once."""
    body = body_json()
    refuse_if(link_faults(body))
    _check_users(body["userIds"])
    with g.world.lock:
        if g.world.menus.get(_menu_id(body["richMenuId"])) is None:
            raise Refusal(404, "richmenu not found")
        _link(body["userIds"], _pictured(body["richMenuId"]))
        return _seen_anew(), 202


def bulk_unlink():
    """Up to 500 people."""
    body = body_json()
    refuse_if(unlink_faults(body))
    _check_users(body["userIds"])
    with g.world.lock:
        for person in body["userIds"]:
            g.world.menus.unlink(person)
        return _seen_anew(), 202


def _check_user(person):
    if not USER_ID.fullmatch(person):
        raise Refusal(400, "The value for the 'userId' parameter is invalid")


def _check_users(people):
    for place, person in enumerate(people):
        if not USER_ID.fullmatch(person):
            raise bad_property(f"'userIds[{place}]'")


def _menu_id(one):
    """An id that cannot be one is told apart from one that is unknown."""
    if not MENU_ID.fullmatch(one):
        refuse_if([Fault("invalid richMenuId", ("richMenuId",))])
    return one


def _menu(one):
    menu = g.world.menus.get(one)
    if menu is None:
        raise not_found()
    return menu


def _pictured(one):
    menu = _menu(one)
    if menu.picture is None:
        raise Refusal(400, "must upload richmenu image before applying it to user")
    return menu


def _link(people, menu):
    for one in people:
        person = g.world.people.get(one)
        if person and person.friend and not person.blocked:
            g.world.menus.link(one, menu.id)


def _seen_anew():
    """Every chat may show another menu now."""
    for person in g.world.people.all():
        g.world.chats.of(person.userId).changed()
    g.world.lock.notify_all()
    return jsonify({})
