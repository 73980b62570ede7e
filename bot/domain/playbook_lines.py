"""What a workspace learned from its own deals: lines of debriefs, put into its playbook by a press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.deals import Side
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.industries import Industry
from bot.domain.matching import STRONG, compute_likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookLine:
    """One line that a deal added. `place` tells the lines of one deal apart; `industry` is the deal's line of business
    at that time, None where nobody said."""

    team: TeamId
    deal: DealId
    place: int
    side: Side
    industry: Industry | None = None
    what: str
    person: PersonId
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookAdvice:
    """What one or more deals said, in the words of the latest: how many deals, and since when."""

    what: str
    deals: int
    since: date


def merge_lines(lines: Iterable[PlaybookLine]) -> tuple[PlaybookAdvice, ...]:
    """Lines that say nearly the same taken together, what most deals said first, then the latest."""
    groups: list[list[PlaybookLine]] = []
    for line in sorted(lines, key=lambda each: each.on, reverse=True):
        for group in groups:
            if compute_likeness(group[0].what, line.what) >= STRONG:
                group.append(line)
                break
        else:
            groups.append([line])
    merged = [
        PlaybookAdvice(
            what=group[0].what,
            deals=len({line.deal for line in group}),
            since=min(line.on for line in group),
        )
        for group in groups
    ]
    # The sort is stable, and the groups stand by their latest line.
    return tuple(sorted(merged, key=lambda each: -each.deals))
