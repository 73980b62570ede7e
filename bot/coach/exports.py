"""A deal for taking along: everything its ledger holds, as values that a document or JSON is made from."""

from dataclasses import dataclass
from datetime import date

from bot.coach.ports import UnitOfWork
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import TeamId
from bot.domain.ledger import Entry
from bot.domain.measures.picture import Picture, compute_picture
from bot.domain.moves import Move
from bot.domain.trades import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class DealExport:
    """A deal with its moves as they stand, its ties, its measures of that day, and every entry in order."""

    deal: Deal
    day: date
    moves: tuple[Move, ...]
    ties: tuple[Tie, ...]
    picture: Picture
    entries: tuple[Entry, ...]


def find_deal(name: str, *, services: Services) -> Deal | None:
    """The deal with that id, else the only one with that name, of whatever workspace. None where there is none, or more
    than one has that name. For the operator, who may see every ledger."""
    with services.store.reading() as work:
        deals = work.deals.list_all()
    # The id first: a deal may be named like another one's id.
    found = [deal for deal in deals if deal.id == name]
    if not found:
        found = [deal for deal in deals if deal.name.casefold() == name.casefold()]
        # A deal that goes on is meant rather than one of its name that is closed.
        found = [deal for deal in found if not deal.is_closed] or found
    return found[0] if len(found) == 1 else None


def collect_export(work: UnitOfWork, team: TeamId, deal: Deal, today: date) -> DealExport:
    """Everything the ledger of a deal holds; nothing of its private plan."""
    ledger = work.ledger.load(team, deal.id)
    return DealExport(
        deal=deal,
        day=today,
        moves=tuple(sorted(ledger.moves.values(), key=lambda move: move.no)),
        ties=tuple(sorted(ledger.ties)),
        picture=compute_picture(ledger, deal, today),
        entries=tuple(work.ledger.list_entries(team, deal.id)),
    )
