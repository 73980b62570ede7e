"""What there is to settle at the close of a deal, read from what is stored."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.context import DealSession
from bot.coach.ports.store import UnitOfWork
from bot.domain.closing import (
    CloseItem,
    CloseLine,
    CloseStatus,
    Closing,
    ClosingState,
    list_close_items,
    read_close_lines,
)
from bot.domain.deals import Deal
from bot.domain.moves import Move
from bot.domain.offers import OfferState
from bot.language.figures import read_figure_at_end


def list_close_lines(session: DealSession) -> list[CloseLine]:
    """Everything to settle at the close, with where it stands."""
    work, deal = session.work, session.deal
    moves = session.ledger.moves.values()
    return read_lines_of_deal(work, deal, list(moves))


def read_lines_of_deal(work: UnitOfWork, deal: Deal, moves: Sequence[Move]) -> list[CloseLine]:
    """The same for a deal whose moves are `moves`, without a person."""
    accepted = {agreement.offer for agreement in deal.agreed}
    offers = [
        offer
        for offer in work.offers.list_in_deal(deal.team, deal.id)
        if offer.no in accepted and offer.state is not OfferState.VOID
    ]
    notes = {note.no: note.what for note in work.signals.list_in_deal(deal.team, deal.id)}
    state = ClosingState(offers=tuple(offers), issues=deal.issues, moves=tuple(moves), notes=notes)
    closing = work.closings.find(deal.team, deal.id) or Closing()
    commitments = work.commitments.list_in_deal(deal.team, deal.id)
    return read_close_lines(list_close_items(state), closing, commitments)


def list_close_questions(work: UnitOfWork, deal: Deal) -> list[CloseLine]:
    """What was left as a question at the close and has no answer yet."""
    closing = work.closings.find(deal.team, deal.id)
    if closing is None or not any(d.status is CloseStatus.QUESTION for d in closing.decisions):
        return []
    moves = list(work.ledger.load(deal.team, deal.id).moves.values())
    lines = read_lines_of_deal(work, deal, moves)
    return [line for line in lines if line.status is CloseStatus.QUESTION]


def without_own_figures(item: CloseItem, locale: str) -> CloseItem:
    """The item without what only we know: its move, and an amount at the end of its words, which may be a cost."""
    if item.move is None:
        return item
    found = read_figure_at_end(item.said, locale)
    return replace(item, move=None, said=found.rest if found is not None else item.said)
