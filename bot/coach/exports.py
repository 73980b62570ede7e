"""A deal for taking along: everything its ledger holds, as values that a document or JSON is made from."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import NotDone, RefusalReason
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


def export_deal(deal: str, *, today: date, services: Services) -> DealExport | NotDone:
    """The deal with that id, or the only open one with that name. For the operator of the store, who may see every
    ledger; nothing private to a person's plan is in it."""
    found = find_deal(deal, services=services)
    if isinstance(found, NotDone):
        return found
    with services.store.reading() as work:
        return collect_export(work, found.team, found, today)


def find_deal(deal: str, *, services: Services) -> Deal | NotDone:
    """The deal with that id, or the only one with that name, of whatever workspace; for the operator."""
    with services.store.reading() as work:
        deals = work.deals.list_all()
    found = [d for d in deals if d.id == deal] or [
        d for d in deals if d.name.casefold() == deal.casefold()
    ]
    return (
        found[0]
        if len(found) == 1
        else NotDone(
            why=RefusalReason.MANY_DEALS if found else RefusalReason.NO_DEAL, deals=tuple(found)
        )
    )


def collect_export(work: UnitOfWork, team: TeamId, deal: Deal, today: date) -> DealExport:
    """Everything the ledger of a deal holds."""
    ledger = work.ledger.load(team, deal.id)
    return DealExport(
        deal=deal,
        day=today,
        moves=tuple(sorted(ledger.moves.values(), key=lambda m: m.no)),
        ties=tuple(sorted(ledger.ties)),
        picture=compute_picture(ledger, deal, today),
        entries=tuple(work.ledger.list_entries(team, deal.id)),
    )
