"""Answers about what to do when they do not answer: what was missed, the menu, the hold."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.ladder import FIRM_FROM, Miss, MissKind
from bot.domain.measures.picture import Outline
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.tradeables import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """That they did not answer, as part of other answers. `give` is our give that has been open for longest, `ask` the
    ask to put again, where one is past its day, else `proposals` what to ask for."""

    misses: tuple[Miss, ...]
    give: Move
    ask: Move | None = None
    proposals: tuple[Proposal, ...] = ()
    sentence: Answer | None = None
    """From the second miss on: the `Sentence` that says in neutral words that nothing came back."""

    @property
    def firm(self) -> bool:
        """Whether it is time for the menu and for a hold."""
        return len(self.misses) >= FIRM_FROM

    @property
    def miss(self) -> Miss:
        """The last miss."""
        return self.misses[-1]

    @property
    def judged(self) -> bool:
        """Whether the last miss is a test whose day has come."""
        return self.miss.kind is MissKind.TEST


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderShown(DealAnswer):
    """What to do when they do not answer; `waited` is None where nothing was missed, or the deal is on hold."""

    today: date
    waited: Waited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderPaused(DealAnswer):
    """A pause to compare: what the deal holds so far beside what happens without it. `alternatives` are those of the
    plan, for people who may see it, else none."""

    picture: Outline
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderAsked(DealAnswer):
    """Something specific to ask for in return for the give that has been open for longest."""

    give: Move | None
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderAccepted(DealAnswer):
    """Accepting it as it stands: the open gives that would be goodwill then."""

    gives: tuple[Move, ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DealHeld(DealAnswer):
    """A deal is on hold. `conditional` gives and our open `offers` lapse on their day, and may be withdrawn before.
    `again` where it was on hold already."""

    conditional: tuple[Move, ...] = ()
    offers: tuple[Offer, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded(DealAnswer):
    """A deal goes on; `was` is false where it was not on hold."""

    was: bool = True
