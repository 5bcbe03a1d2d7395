"""What a flow is handed: everything it may know. Gathered by the bot before the flow starts."""
from dataclasses import dataclass

from flows.codes import Codes
from thai.nearby import TownMap
from thai.places import Gazetteer


@dataclass(frozen=True)
class Facts:
    """`kept` is plain JSON and stays with the conversation, so that a replay meets the same world; `codes`,
    `places` and `towns` belong to the installation and may grow under a running conversation."""

    kept: dict
    codes: Codes
    places: Gazetteer
    towns: TownMap

    def __getitem__(self, name):
        return self.kept[name]

    def get(self, name, default=None):
        return self.kept.get(name, default)
