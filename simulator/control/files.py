"""The page, its font, and every file it shows."""

from pathlib import Path

import fontpkg_sarabun
import urllib3
from flask import Blueprint, Response, redirect, request, send_from_directory

from simulator.hands.outcome import CannotDo
from simulator.world import World

PAGE = Path(__file__).parent.parent / "page"
FONT = Path(fontpkg_sarabun.__file__).parent / "files"
# Seconds a picture or page of the bot may take.
FETCH_SECONDS = 10


def build_files(world: World, public: dict[str, str]) -> Blueprint:
    """/, /page/… and the files under /sim/; `public` maps the bot's https addresses to where it really listens."""
    files = Blueprint("files", __name__)
    http = urllib3.PoolManager(retries=False)
    files.get("/", endpoint="home")(lambda: send_from_directory(PAGE, "index.html", max_age=0))
    files.get("/page/font/<path:name>", endpoint="font")(lambda name: send_from_directory(FONT, name))
    files.get("/page/<path:name>", endpoint="page")(lambda name: send_from_directory(PAGE, name, max_age=0))
    files.get("/sim/contents/<one>", endpoint="content")(lambda one: _content(world, one))
    files.get("/sim/menus/<one>/image", endpoint="menu")(lambda one: _menu(world, one))
    files.get("/sim/proxy", endpoint="proxy")(lambda: _proxy(http, public))
    return files


def _content(world: World, one: str):
    with world.lock:
        content = world.contents.get(one)
        if content is None or content.unsent:
            raise CannotDo(404, "there are no such bytes")
        stuff = content.stuff
    told = {"Content-Length": str(stuff.size), "Cache-Control": "no-store"}  # a browser would show it after it was unsent
    return Response(stuff.pieces(), content_type=stuff.media_type, headers=told)


def _menu(world: World, one: str):
    with world.lock:
        menu = world.menus.get(one)
        if menu is None or menu.picture is None:
            raise CannotDo(404, "that menu has no picture")
        return Response(menu.picture, mimetype=menu.picture_type)


def _proxy(http, public: dict[str, str]):
    """Fetches a picture; a link that the browser opens as a page is sent on, so that its forms work."""
    url = request.args.get("url", "")
    inside = next((real + url[len(https) :] for https, real in public.items() if _begins(url, https)), None)
    if inside is None:
        raise CannotDo(400, "only the bot's own public addresses are fetched here", public=list(public))
    if request.headers.get("Sec-Fetch-Dest") == "document":
        return redirect(inside)
    return _fetch(http, inside)


def _begins(url: str, https: str) -> bool:
    """Does `url` lie under `https`? (https://a.example must not let https://a.example.evil through.)"""
    return url == https or url.startswith((https + "/", https + "?", https + "#"))


def _fetch(http, inside: str) -> Response:
    try:
        answer = http.request("GET", inside, redirect=False, timeout=FETCH_SECONDS)
    except urllib3.exceptions.HTTPError as problem:
        raise CannotDo(502, f"the bot does not answer: {problem}") from None
    kept = {name: value for name, value in answer.headers.items() if name.lower() in ("content-type", "location")}
    return Response(answer.data, answer.status, kept)
