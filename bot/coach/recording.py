"""One thing that somebody does in one deal: counted once, in one transaction."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.coach.actors import Actor
from bot.coach.context import DealSession, record_in_deal
from bot.coach.services import Services
from bot.domain.ids import DealId

Done = TypeVar("Done")


class Request(Protocol):
    """What every order about a deal says. `typed` goes back to the person where nothing was done."""

    @property
    def by(self) -> Actor: ...
    @property
    def deal(self) -> DealId | None: ...
    @property
    def once(self) -> str: ...


def run_once_in_deal(
    services: Services, request: Request, act: Callable[[DealSession], Done]
) -> Done:
    """Runs `act` on the open deal, for somebody who may record in it. Raises as `record_in_deal` does."""
    typed = getattr(request, "typed", "")
    with record_in_deal(services, request.by, request.deal, request.once, typed=typed) as session:
        return act(session)
