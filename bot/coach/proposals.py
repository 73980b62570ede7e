"""What to ask for: from this deal's open asks, the plan where the person may see it, and the library of its side."""

from bot.coach.book import Book
from bot.coach.plans import plan_for
from bot.domain.moves import Move
from bot.domain.tradeables import AskFirst, Library, Proposal, ask_first, what_to_ask
from bot.domain.tradeables import find_proposal as find


def proposals(book: Book, give: Move | None) -> tuple[Proposal, ...]:
    """The best three things to ask for, in return for that give or at all."""
    return tuple(what_to_ask(book.situation(give), _library(book), plan_for(book)))


def find_proposal(book: Book, key: str) -> Proposal | None:
    """The proposal with that key, where it can still be asked for."""
    return find(key, book.situation(None), _library(book), plan_for(book)) if key else None


def first_asks(book: Book, theirs: Move) -> AskFirst:
    """What to ask before answering an ask of theirs, and a reversible test to offer instead of a no."""
    return ask_first(theirs, book.situation(theirs), _library(book), plan_for(book))


def _library(book: Book) -> Library:
    return book.desk.tradeables(book.by.locale, book.deal.side)
