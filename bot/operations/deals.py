"""Finds a deal for the operator, by its id or its name."""

from bot.coach.exports import find_deal
from bot.coach.services import Services
from bot.domain.deals import Deal


class NoSuchDeal(Exception):
    """There is no deal with that id or name, or more than one with that name."""


class DealIsClosed(Exception):
    """This deal is closed, so nothing is imported into it. It can be opened again with /deal reopen in its channel."""


def require_deal(name: str, services: Services) -> Deal:
    """The deal with that id or name, of whatever workspace. Raises `NoSuchDeal`."""
    found = find_deal(name, services=services)
    if found is None:
        raise NoSuchDeal(str(NoSuchDeal.__doc__))
    return found


def require_open_deal(name: str, services: Services) -> Deal:
    """The deal with that id or name, for what records in it. Raises `DealIsClosed`."""
    deal = require_deal(name, services)
    if deal.is_closed:
        raise DealIsClosed(str(DealIsClosed.__doc__))
    return deal
