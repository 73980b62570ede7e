"""One thing that somebody does in one deal: taken once, in one transaction, on an opened book."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.coach.access import Need
from bot.coach.answers import MoveShown
from bot.coach.context import DealSession, open_session
from bot.coach.log import shown
from bot.coach.ports import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.requests import Actor
from bot.coach.services import Services, run_once
from bot.domain.ids import DealId

Answer = TypeVar("Answer")


class Request(Protocol):
    """What every order about a deal says. `typed` goes back to the person where nothing was done."""

    @property
    def by(self) -> Actor: ...
    @property
    def deal(self) -> DealId | None: ...
    @property
    def once(self) -> str: ...


def run_once_in_deal(
    services: Services, request: Request, act: Callable[[DealSession], Answer]
) -> Answer | MoveShown:
    """Runs `act` on the deal's book, for somebody who may record in it. A request taken before gets the answer it
    had, or the move that it led to."""

    def run(work: UnitOfWork) -> Answer | MoveShown:
        session = open_session(
            services, work, request.by, request.deal, Need.RECORD, getattr(request, "typed", "")
        )
        return act(session)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> Answer | MoveShown:
        return shown(services, work, request.by, taken)

    return run_once(services, request.by, request.once, run, again)
