"""What a turn may use besides its transaction: this installation's lists, places and outbox."""
from dataclasses import dataclass

from bot.outbox import Outbox
from flows.codes import Codes
from flows.facts import Facts
from thai.nearby import TownMap
from thai.places import Gazetteer


@dataclass(frozen=True)
class Desk:
    codes: Codes
    places: Gazetteer
    towns: TownMap
    outbox: Outbox
    public_url: str     # https, without a slash at the end
    secret_key: str     # signs the links we hand out

    def facts(self, kept: dict) -> Facts:
        return Facts(kept, self.codes, self.places, self.towns)
