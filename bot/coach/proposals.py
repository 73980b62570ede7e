"""What to ask for: from this deal's asks and the library of tradeables of its side."""

from dataclasses import dataclass

from bot.coach.book import Book
from bot.domain.moves import Move
from bot.domain.tradeables import Proposal, ask_first, what_to_ask


def proposals(book: Book, give: Move | None) -> tuple[Proposal, ...]:
    """The best three things to ask for, in return for that give or at all."""
    return tuple(what_to_ask(book.situation(give), book.desk.library[book.deal.side]))
