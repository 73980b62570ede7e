"""Answers about cards, playbooks, being stuck, and whether coaching suits a deal."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.cards import Card, ResearchFinding
from bot.domain.fillings import SentencePart
from bot.domain.moves import Move
from bot.domain.phases import Phase
from bot.domain.playbook_lines import PlaybookAdvice
from bot.domain.stuck import Happening, Matter
from bot.domain.styles import Style, Unsuited


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown(DealAnswer):
    """One card in full, its sentence filled from the deal. `combined` are the cards it goes well with; `open_give` is
    what they have from us with nothing back."""

    card: Card
    said: tuple[SentencePart, ...]
    findings: tuple[ResearchFinding, ...] = ()
    combined: tuple[Card, ...] = ()
    open_give: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSaid(Answer):
    """A card's sentence alone, to be copied, in the style of its deal."""

    said: tuple[SentencePart, ...]
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsFound(DealAnswer):
    """Which card was meant? The nearest; none where nothing is near."""

    typed: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsListed(DealAnswer):
    """One page of the cards for the deal's side, of one phase where it was named."""

    cards: tuple[Card, ...]
    page: int
    pages: int
    phase: Phase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayStep:
    """One step of a playbook, its sentence filled from the deal, and its cards."""

    do: str
    said: tuple[SentencePart, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookShown(DealAnswer):
    """One phase of the playbook for the deal's side; `guessed` where the ledger named the phase, not the person."""

    phase: Phase
    goal: str
    steps: tuple[PlayStep, ...]
    guessed: bool = False
    learned: tuple[PlaybookAdvice, ...] = ()
    """What debriefs of this workspace added for this side and trade."""
    debriefs: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckAsked(DealAnswer):
    """The two questions of somebody who is stuck: what is happening, then what matters now. `likely` is what the ledger
    looks like, None where it tells nothing."""

    happening: Happening | None = None
    likely: Happening | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckAdvised(DealAnswer):
    """Three cards for somebody who is stuck, and what was looked at: open gives, asks past their day, the phase."""

    happening: Happening
    matter: Matter
    cards: tuple[Card, ...]
    phase: Phase
    open_gives: int
    late_asks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitabilityJudged(DealAnswer):
    """How far give and get, and this coach, suit the deal, after what was said about it."""

    doubts: frozenset[Unsuited]
