"""Rich menus: the menus themselves, their pictures, their aliases, and who sees which."""

from dataclasses import dataclass

from simulator.world.identifiers import rich_menu_id

# Menus, and aliases, one account may have through the API (REF#create-rich-menu, REF#create-rich-menu-alias).
MOST_MENUS = 1000


@dataclass
class Menu:
    """A rich menu as created, and its picture once uploaded."""

    id: str
    object: dict
    picture: bytes | None = None
    picture_type: str = ""

    def shown(self) -> dict:
        """As LINE's API shows it."""
        return {"richMenuId": self.id, **self.object}


class Menus:
    """All menus of the account. A person's own menu goes before the default one."""

    def __init__(self):
        self._menus: dict[str, Menu] = {}
        self.aliases: dict[str, str] = {}
        self.default: str | None = None
        self._linked: dict[str, str] = {}

    def create(self, described: dict) -> Menu:
        """A new menu without a picture."""
        menu = Menu(rich_menu_id(), described)
        self._menus[menu.id] = menu
        return menu

    def get(self, one: str | None) -> Menu | None:
        """The menu with that id."""
        return self._menus.get(one)

    def all(self) -> list[Menu]:
        """In the order they were made."""
        return list(self._menus.values())

    def delete(self, one: str):
        """Gone for everybody who saw it."""
        del self._menus[one]
        self._linked = {person: menu for person, menu in self._linked.items() if menu != one}
        if self.default == one:
            self.default = None

    def link(self, person: str, one: str):
        """Show that menu to that person."""
        self._linked[person] = one

    def unlink(self, person: str):
        """Show that person the default menu again."""
        self._linked.pop(person, None)

    def linked(self, person: str) -> str | None:
        """The id of the menu linked to that very person."""
        return self._linked.get(person)

    def seen_by(self, person: str) -> Menu | None:
        """The menu under that person's chat."""
        return self.get(self._linked.get(person) or self.default)
