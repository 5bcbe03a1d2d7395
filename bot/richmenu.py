"""The big buttons under the chat: what LINE holds of them, and who sees which.

A menu is a picture and, beside it in bot/richmenus/, the fields it was drawn from. LINE replaces neither: what changed
is made anew. Guests see the account's default; everybody else is linked by the id that LINE gave to their role's menu.
PCs show no rich menu, so nothing here can be done only here.
"""

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from sqlalchemy import select, update

from bot.heard import say_button
from bot.line import BULK, Line
from models import people, work
from models.db import Database
from models.people import Friend

FOLDER = Path(__file__).parent / "richmenus"
PREFIX = "thuengbaan:"  # how we know our own menus among those of other tools
GUEST = "guest"
ROLES = (GUEST, "volunteer", "officer")


@dataclass(frozen=True)
class Field:
    """A part of the picture. `says` is sent in the person's name; `calls` is a number to ring."""

    bounds: tuple  # left, top, width, height in pixels
    lines: tuple
    icon: str
    look: str = "plain"
    says: str = ""
    calls: str = ""

    @property
    def width(self) -> int:
        return self.bounds[2]

    @property
    def action(self) -> dict:
        if self.calls:
            return {"type": "uri", "label": f"โทร {self.calls}", "uri": f"tel:{self.calls}"}
        return {"type": "postback", "label": self.says, "data": say_button(self.says), "displayText": self.says,
                "inputOption": "closeRichMenu"}     # a menu that stays open covers the question it led to


@dataclass(frozen=True)
class Menu:
    role: str
    chat_bar: str
    size: tuple  # width, height in pixels
    fields: tuple
    png: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """Changes when anything a person could notice does."""
        seen = orjson.dumps([self.chat_bar, self.size, [[each.bounds, each.action] for each in self.fields]])
        return hashlib.sha256(seen + self.png).hexdigest()[:16]

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.role}:{self.digest}"

    def on_line(self) -> dict:
        """LINE's rich menu object."""
        width, height = self.size
        return {
            "size": {"width": width, "height": height},
            "selected": True,
            "name": self.name,
            "chatBarText": self.chat_bar,
            "areas": [_area(each) for each in self.fields],
        }


def read_menu(role: str) -> Menu:
    told = tomllib.loads((FOLDER / f"{role}.toml").read_text(encoding="utf-8"))
    picture = FOLDER / f"{role}.png"
    fields = (Field(**{**each, "bounds": tuple(each["bounds"]), "lines": tuple(each["lines"])}) for each in told["field"])
    return Menu(role, told["chat_bar"], tuple(told["size"]), tuple(fields), picture.read_bytes() if picture.exists() else b"")


def _area(each: Field) -> dict:
    left, top, width, height = each.bounds
    return {"bounds": {"x": left, "y": top, "width": width, "height": height}, "action": each.action}


@dataclass(frozen=True)
class Report:
    """What put_on_line did: the roles whose menu was made anew or was right already, and how many people and old menus."""

    created: list
    kept: list
    linked: int
    removed: int


def put_on_line(db: Database, line: Line) -> Report:
    """Brings LINE to what the repository holds. Safe to repeat, also after it died half-way. Raises LineFailed."""
    there = {menu["richMenuId"]: menu["name"] for menu in line.rich_menus()}
    ids, created = {}, []
    for menu in map(read_menu, ROLES):
        ids[menu.role] = _still_there(db, menu, there)
        if ids[menu.role] is None:
            ids[menu.role] = _create(db, line, menu)
            created.append(menu.role)
    if line.default_rich_menu() != ids[GUEST]:
        line.set_default_rich_menu(ids[GUEST])
    linked = sum(_relink(db, line, role, ids[role]) for role in ROLES if role != GUEST)
    removed = _remove_others(line, there, set(ids.values()))
    return Report(created, [role for role in ROLES if role not in created], linked, removed)


def link(line: Line, db: Database, line_user_id: str, role: str):
    """This person sees the menu of this role. Does nothing while that menu is not on LINE: put_on_line links them then.

    Always asks LINE, even if we think they are linked: somebody who blocked us has lost their menu. Raises LineFailed.
    """
    with db.reading() as tx:
        menu = work.menus_on_line(tx).get(role)
    if role == GUEST:
        line.unlink_rich_menu(line_user_id)
    elif menu:
        line.link_rich_menu(line_user_id, menu.rich_menu_id)
    else:
        return
    with db.transaction() as tx:
        people.change_friend(tx, line_user_id, menu_linked="" if role == GUEST else menu.rich_menu_id)


def linker(db: Database, line: Line):
    """The handler of the job "menu", payload {"line_user_id"}: links the menu that the person should see by now."""

    def handle(job):
        who = job.payload["line_user_id"]
        with db.reading() as tx:
            role = tx.value(select(Friend.menu).where(Friend.line_user_id == who))
        if role is not None:
            link(line, db, who, role or GUEST)

    return handle


def _still_there(db: Database, menu: Menu, there: dict) -> str | None:
    """Its id, if we made exactly this one to the end and LINE still has it."""
    with db.reading() as tx:
        known = work.menus_on_line(tx).get(menu.role)
    return known.rich_menu_id if known and known.digest == menu.digest and known.rich_menu_id in there else None


def _create(db: Database, line: Line, menu: Menu) -> str:
    rich_menu_id = line.create_rich_menu(menu.on_line())
    line.upload_rich_menu_picture(rich_menu_id, menu.png)
    with db.transaction() as tx:  # only now: one that has no picture cannot be shown
        work.keep_menu(tx, menu.role, rich_menu_id, menu.digest)
    return rich_menu_id


def _relink(db: Database, line: Line, role: str, rich_menu_id: str) -> int:
    """Everybody of this role who was linked to another menu, BULK at a time; how many."""
    count = 0
    while True:
        with db.reading() as tx:
            some = [
                row.line_user_id
                for row in tx.all(
                    select(Friend.line_user_id)
                    .where(Friend.menu == role, Friend.menu_linked != rich_menu_id)
                    .order_by(Friend.line_user_id)
                    .limit(BULK)
                )
            ]
        if not some:
            return count
        line.link_rich_menu_to_many(some, rich_menu_id)
        with db.transaction() as tx:
            tx.execute(update(Friend).where(Friend.line_user_id.in_(some)).values(menu_linked=rich_menu_id))
        count += len(some)


def _remove_others(line: Line, there: dict, ours: set) -> int:
    """Menus that we made once and no longer use, a crash's leftovers among them. Other tools' menus are let be."""
    old = [rich_menu_id for rich_menu_id, name in there.items() if name.startswith(PREFIX) and rich_menu_id not in ours]
    for rich_menu_id in old:
        line.delete_rich_menu(rich_menu_id)
    return len(old)
