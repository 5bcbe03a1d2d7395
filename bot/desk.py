"""What a turn may use besides its transaction: this installation's lists, places and outbox."""
from dataclasses import dataclass, field

from bot.duty_pattern import Pattern, read_pattern
from bot.ladders import read_ladders
from bot.links import Links
from bot.outbox import Outbox
from bot.second import Second
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
    second: Second = Second()   # the other ways to tell of an urgent case; as it comes, none

    duty: Pattern = field(default_factory=read_pattern)     # the shifts of a day

    @classmethod
    def opened(cls, codes_file, ladders_file, outbox: Outbox, links: Links, second: Second) -> "Desk":
        """Reads this installation's lists. Raises ValueError that says what is wrong in which file."""
        return cls(read_codes(codes_file), Gazetteer(), TownMap(), outbox, links, read_ladders(ladders_file), second)

    def facts(self, kept: dict) -> Facts:
        return Facts(kept, self.codes, self.places, self.towns)
