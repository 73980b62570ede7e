"""What a deal is called in other systems, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.references import DealReference
from bot.language.deal_references import ReferenceFlaw


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesShown(DealAnswer):
    """What the deal is called in other systems. `saved` was just set, instead of `before` where there was one of that
    system; `removed` was just taken out. `mine` says that the person may change them; `not_used` are words that went
    into no field."""

    mine: bool
    saved: DealReference | None = None
    before: DealReference | None = None
    removed: DealReference | None = None
    not_used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceAsked(DealAnswer):
    """Nothing was set: why, and what was typed. Without `why` there is no reference of that system, or no room."""

    typed: str
    why: ReferenceFlaw | None = None
    full: bool = False
