"""Who of a house is still there: its newest visit told them, and some have been found living elsewhere since."""

from models import household


def still_there(tx, last) -> list[dict]:
    """The people of this visit, head first, without those who moved away; who cares for whom is told by their new places."""
    here = {one.given for one in household.residents_of(tx, last.household_id)}
    stays = [place for place, one in enumerate(last.people, 1) if one["given"] in here]
    now = {str(was): str(place) for place, was in enumerate(stays, 1)}
    return [_cared_for(last.people[was - 1], now) for was in stays]


def _cared_for(person: dict, now: dict[str, str]) -> dict:
    """Nobody is known to care for whoever was cared for by one who moved away."""
    carer = person["cared_for_by"]
    return {**person, "cared_for_by": now.get(carer, "") if carer.isdecimal() else carer}
