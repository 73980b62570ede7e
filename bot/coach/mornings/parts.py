"""Rows of a morning's message put together, and what is stored of them."""

from collections.abc import Iterable

from bot.coach.answers.mornings import DealPart, DueLine, MorningRow
from bot.coach.ports.store import UnitOfWork
from bot.domain.deals import Deal
from bot.domain.digests import Printed
from bot.domain.ids import DealId


def group_by_deal(work: UnitOfWork, rows: Iterable[MorningRow]) -> tuple[DealPart, ...]:
    """A part for each deal, in the order in which the deals first come up."""
    by_deal: dict[DealId, list[MorningRow]] = {}
    for row in rows:
        by_deal.setdefault(row.line.deal.id, []).append(row)
    return tuple(_build_part(work, of_deal) for of_deal in by_deal.values())


def _build_part(work: UnitOfWork, rows: list[MorningRow]) -> DealPart:
    deal: Deal = rows[0].line.deal
    channels = work.deals.list_channels(deal.team, deal.id)
    return DealPart(deal=deal, rows=tuple(rows), channel=channels[0] if channels else None)


def print_line(line: DueLine, *, is_over: bool = False) -> Printed:
    """What is stored of a line, to be compared with how things stand later."""
    return Printed(
        about=line.about,
        deal=line.deal.id,
        no=line.no,
        version=line.version,
        subject=line.subject,
        stage=line.stage,
        is_over=is_over,
    )
