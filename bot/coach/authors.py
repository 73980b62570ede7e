"""People as roles, where an admin chose that for a works council: nobody reads who did something, but in which role."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from bot.coach.data_rules import load_data_rules
from bot.coach.ports.store import UnitOfWork
from bot.domain.deals import Role
from bot.domain.ids import DealId, PersonId, TeamId

T = TypeVar("T")
_ID = re.compile(r"(?<![A-Za-z0-9])[UW][A-Z0-9]{2,}(?![A-Za-z0-9])")
"""What may be the id of a person of Slack's."""
_MENTIONED = re.compile(r"(?<![\w.@])@[A-Za-z][\w.-]*")
COLLEAGUE = "colleague"
"""Somebody without a role in the deal that is spoken of, and where none is."""


def shows_roles(work: UnitOfWork, team: TeamId) -> bool:
    """Whether people of the workspace are shown as roles."""
    return load_data_rules(work, team).authors_as_roles


def load_author_roles(
    work: UnitOfWork, team: TeamId, deal: DealId | None
) -> Mapping[PersonId, str] | None:
    """The role of everybody in the deal, by which they are shown; None where names are shown. Whoever is not in it is a
    `COLLEAGUE`."""
    if not shows_roles(work, team):
        return None
    roles = work.roles.list_in_deal(team, deal) if deal else ()
    return {person: role.value for person, role in roles if role is not Role.NOBODY}


def put_roles_for_people(value: T, roles: Mapping[str, str]) -> T:
    """The value with the role of each of these people in the place of their id, in whatever it is made of."""
    if type(value) is str:
        # Whom somebody mentioned in what they typed was kept as a name.
        without_mentions = _MENTIONED.sub(COLLEAGUE, str(value))
        return cast(T, _ID.sub(lambda found: roles.get(found[0], found[0]), without_mentions))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            held = getattr(value, field.name)
            put = put_roles_for_people(held, roles)
            if put is not held and put != held:
                changed[field.name] = put
        return cast(T, replace(value, **changed)) if changed else value
    if isinstance(value, Mapping):
        put_in = {
            put_roles_for_people(key, roles): put_roles_for_people(held, roles)
            for key, held in value.items()
        }
        return cast(T, put_in)
    if isinstance(value, tuple | list | frozenset):
        return cast(T, type(value)(put_roles_for_people(part, roles) for part in value))
    return value


def find_people_in(value: object) -> Sequence[PersonId]:
    """Whatever in a value may be the id of a person of Slack's, in whatever it is made of."""
    return [PersonId(found) for found in sorted(set(_find_ids(value)))]


def _find_ids(value: object) -> Iterator[str]:
    if type(value) is str:
        yield from _ID.findall(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _find_ids(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _find_ids(key)
            yield from _find_ids(held)
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _find_ids(part)
