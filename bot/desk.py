"""What a turn may use besides its transaction: this installation's lists, places and outbox."""
from dataclasses import dataclass

from bot.ladders import read_ladders
from bot.links import Links
from bot.outbox import Outbox
from flows.codes import Codes, read_codes
from flows.facts import Facts
from thai.nearby import TownMap
from thai.places import Gazetteer


@dataclass(frozen=True)
class Desk:
    codes: Codes
    places: Gazetteer
    towns: TownMap
    outbox: Outbox
    links: Links
    ladders: dict       # {urgency: bot/ladders.py Ladder}

    @classmethod
    def opened(cls, codes_file, ladders_file, outbox: Outbox, links: Links) -> "Desk":
        """Reads this installation's lists. Raises ValueError that says what is wrong in which file."""
        return cls(read_codes(codes_file), Gazetteer(), TownMap(), outbox, links, read_ladders(ladders_file))

    def facts(self, kept: dict) -> Facts:
        return Facts(kept, self.codes, self.places, self.towns)
