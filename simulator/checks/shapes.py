"""Shapes: does an object look as LINE's own models say, all the way down, with nothing unknown in it?

line-bot-sdk ships those models, but checks only what is on top: `Message`, `Action`, `Template`, `FlexComponent` are
bases without contents. Here every `type` is followed to its model, however deep.
"""

import inspect
from dataclasses import dataclass
from functools import cache

import linebot.v3.messaging.models as models
from pydantic.v1 import BaseModel
from pydantic.v1.errors import AnyStrMaxLengthError, AnyStrMinLengthError
from pydantic.v1.fields import SHAPE_DICT, SHAPE_LIST

# LINE's limits of length are checked in LINE's units (limits.py). The models count code points, and so would
# refuse valid Thai.
LENGTHS = (AnyStrMaxLengthError, AnyStrMinLengthError)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a path such as ("messages", 0, "text")."""

    said: str
    path: tuple

    def dotted(self) -> str:
        """As LINE writes most places: messages[0].text"""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).lstrip(".")


@dataclass(frozen=True)
class Node:
    """An object found on the way: its value, the name of its model, and the objects that hold it, nearest last."""

    value: dict
    kind: str
    path: tuple
    holders: tuple["Node", ...] = ()

    @property
    def holder(self) -> "Node | None":
        """The object that holds this one."""
        return self.holders[-1] if self.holders else None


def model(name: str) -> type[BaseModel]:
    """The SDK's model of that name."""
    return getattr(models, name)


def walk(base: type[BaseModel], value, path=(), holders=()):
    """Yields a Fault for everything that does not fit `base`, and a Node for every object that could be read."""
    kind = _resolve(base, value)
    if kind is None:
        yield _unknown_kind(base, value, path)
        return
    node = Node(value, kind.__name__, path, holders)
    yield node
    yield from (Fault("Unknown property", (*path, name)) for name in value if name not in _fields(kind))
    for name, field in _fields(kind).items():
        yield from _walk_property(node, kind, name, field)


@cache
def _fields(kind) -> dict:
    return {field.alias: field for field in kind.__fields__.values()}


@cache
def _kinds(base) -> dict[str, str] | None:
    """type → name of the model, if `base` is only a base."""
    return getattr(base, f"_{base.__name__}__discriminator_value_class_map", None)


def _resolve(base, value):
    """The model that `value` says it is, or None."""
    if not isinstance(value, dict):
        return None
    said = value.get("type")
    if _kinds(base):
        name = _kinds(base).get(said) if isinstance(said, str) else None
        return model(name) if name else None
    field = _fields(base).get("type")
    return base if field is None or said == field.default else None


def _unknown_kind(base, value, path) -> Fault:
    if not isinstance(value, dict):
        return Fault("Must be an object", path)
    known = list(_kinds(base) or [_fields(base)["type"].default])
    return Fault(f"Must be one of the following values: [{', '.join(known)}]", (*path, "type"))


def _walk_property(node: Node, kind, name: str, field):
    value, place = node.value.get(name), (*node.path, name)
    if value is None:
        if field.required:
            yield Fault("May not be empty", place)
    elif _is_model(field):
        yield from _walk_inside(field, value, place, (*node.holders, node))
    else:
        yield from _scalar_faults(kind, field, value, place)


def _walk_inside(field, value, place, holders):
    if field.shape == SHAPE_LIST:
        if not isinstance(value, list):
            yield Fault("Must be an array", place)
            return
        for index, each in enumerate(value):
            yield from walk(field.type_, each, (*place, index), holders)
    elif field.shape == SHAPE_DICT:
        if not isinstance(value, dict):
            yield Fault("Must be an object", place)
            return
        for name, each in value.items():
            yield from walk(field.type_, each, (*place, name), holders)
    else:
        yield from walk(field.type_, value, place, holders)


@cache
def _is_model(field) -> bool:
    return inspect.isclass(field.type_) and issubclass(field.type_, BaseModel)


def _scalar_faults(kind, field, value, place):
    _, errors = field.validate(value, {}, loc=field.alias, cls=kind)
    for error in errors if isinstance(errors, list) else [errors]:
        if error is not None and not isinstance(error.exc, LENGTHS):
            yield Fault(str(error.exc), place)
