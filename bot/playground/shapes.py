"""A small way to write down what a JSON value may look like, in the words Slack's refusals use."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.workspace import JsonValue

Check = Callable[[Any, str, "Findings"], None]


@dataclass(slots=True)
class Findings:
    """What is wrong, each with a pointer to where."""

    messages: list[str] = field(default_factory=list)

    def add(self, at: str, complaint: str) -> None:
        self.messages.append(f"[ERROR] {complaint} [json-pointer:{at}]")


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these fields and no others."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)

    def __call__(self, value: JsonValue, at: str, found: Findings) -> None:
        if not isinstance(value, dict):
            found.add(at, "must be an object")
            return
        for name in self.required.keys() - value.keys():
            found.add(at, f"missing required field: {name}")
        for name, part in value.items():
            check = self.required.get(name) or self.optional.get(name)
            if check is None:
                found.add(at, f"invalid additional property: {name}")
            else:
                check(part, f"{at}/{name}", found)


def string(most: int, *, least: int = 1) -> Check:
    def check(value: JsonValue, at: str, found: Findings) -> None:
        if not isinstance(value, str):
            found.add(at, "must be a string")
        elif len(value) > most:
            found.add(at, f"must be less than {most + 1} characters")
        elif len(value) < least or (least and not value.strip()):
            found.add(at, f"must be more than {max(least - 1, 0)} characters")

    return check


def matching(pattern: str, meaning: str) -> Check:
    def check(value: JsonValue, at: str, found: Findings) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            found.add(at, f"must be {meaning}")

    return check


def boolean(value: JsonValue, at: str, found: Findings) -> None:
    if not isinstance(value, bool):
        found.add(at, "must be a boolean")


def number(value: JsonValue, at: str, found: Findings) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        found.add(at, "must be a number")


def positive(value: JsonValue, at: str, found: Findings) -> None:
    number(value, at, found)
    if isinstance(value, int | float) and value <= 0:
        found.add(at, "must be more than 0")


def integer(least: int, most: int) -> Check:
    def check(value: JsonValue, at: str, found: Findings) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            found.add(at, "must be an integer")
        elif not least <= value <= most:
            found.add(at, f"must be from {least} to {most}")

    return check


def one_of(*allowed: object) -> Check:
    def check(value: JsonValue, at: str, found: Findings) -> None:
        if isinstance(value, bool | list | dict) or value not in allowed:
            found.add(at, f"must be one of {', '.join(map(str, allowed))}")

    return check


def many(check_one: Check, most: int, *, least: int = 1) -> Check:
    def check(value: JsonValue, at: str, found: Findings) -> None:
        if not isinstance(value, list):
            found.add(at, "must be an array")
            return
        if len(value) > most:
            found.add(at, f"no more than {most} items allowed")
        if len(value) < least:
            found.add(at, f"no fewer than {least} items allowed")
        for index, one in enumerate(value):
            check_one(one, f"{at}/{index}", found)

    return check


def by_type(shapes: Mapping[str, Check], allowed: Iterable[str] | None = None) -> Check:
    """Any of the shapes whose `type` says which it is."""
    names = shapes.keys() if allowed is None else set(allowed)

    def check(value: JsonValue, at: str, found: Findings) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in names:
            found.add(at, f"unsupported type: {kind}")
        else:
            shapes[kind](value, at, found)

    return check


def typed(
    kind: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
) -> Shape:
    return Shape({"type": one_of(kind), **(required or {})}, optional or {})


def unique(values: Iterable[object], at: str, what: str, found: Findings) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            found.add(at, f"{what} {value!r} is used more than once")
        seen.add(value)
