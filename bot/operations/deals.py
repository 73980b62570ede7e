"""Finds a deal for the operator, by its id or its name."""

from bot.coach.exports import find_deal
from bot.coach.services import Services
from bot.domain.deals import Deal


class NoSuchDeal(Exception):
    """There is no deal with that id or name, or more than one with that name."""


def require_deal(name: str, services: Services) -> Deal:
    """The deal with that id or name, of whatever workspace. Raises `NoSuchDeal`."""
    found = find_deal(name, services=services)
    if found is None:
        raise NoSuchDeal(str(NoSuchDeal.__doc__))
    return found
