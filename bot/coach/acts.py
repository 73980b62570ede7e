"""One thing that somebody does in one deal: taken once, in one transaction, on an opened book."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.coach.access import Need
from bot.coach.answers import MoveShown, NotDone
from bot.coach.book import Book, opened
from bot.coach.desk import Desk, once
from bot.coach.log import shown
from bot.coach.ports import Once, Work
from bot.coach.requests import Actor
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


def once_in_book(
    desk: Desk, request: Request, act: Callable[[Book], Answer]
) -> Answer | MoveShown | NotDone:
    """Runs `act` on the deal's book, for somebody who may record in it. A request taken before gets the answer it
    had, or the move that it led to."""

    def run(work: Work) -> Answer | MoveShown | NotDone:
        book = opened(
            desk, work, request.by, request.deal, Need.RECORD, getattr(request, "typed", "")
        )
        return book if isinstance(book, NotDone) else act(book)

    def again(work: Work, taken: Once) -> Answer | MoveShown | NotDone:
        return shown(desk, work, request.by, taken)

    return once(desk, request.by, request.once, run, again)
