"""Everything LINE would find wrong with an object."""

from simulator.checks.addresses import address_faults
from simulator.checks.flexforms import form_faults
from simulator.checks.flexrules import flex_faults
from simulator.checks.limits import limit_faults
from simulator.checks.places import place_faults
from simulator.checks.required import required_faults
from simulator.checks.shapes import Fault, Node, model, walk
from simulator.checks.values import value_faults

RULES = (required_faults, limit_faults, address_faults, place_faults, form_faults, flex_faults, value_faults)


def faults_of(base: str, value, path=()) -> list[Fault]:
    """Everything wrong with `value` as the SDK's model `base`: its shape, and every rule on every object in it.

    One Fault a place: two rules that find the same missing word would only confuse.
    """
    found: dict[tuple, Fault] = {}
    for each in walk(model(base), value, path):
        for fault in _faults(each):
            found.setdefault(fault.path, fault)
    return list(found.values())


def _faults(each: Fault | Node):
    if isinstance(each, Fault):
        yield each
        return
    for rule in RULES:
        yield from rule(each)
