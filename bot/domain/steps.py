"""What one side changed from one of its offers to the next, and how the other side responded."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import OfferNo, PartyId
from bot.domain.issues import Value
from bot.domain.measures import MoveClass


class Status(StrEnum):
    """How the other side responded to an offer, up to the mover's next changed offer."""

    ACCEPTED = "accepted"
    RECIPROCATED = "reciprocated"
    """Their offers since then gained us something."""
    HELD = "held"
    """They made an offer that changed nothing for us."""
    RETALIATED = "retaliated"
    """Their offers since then are worse for us than those before."""
    OPP_OPENING = "opp_opening"
    """They made their first offer, which can be compared with nothing."""
    NO_OFFER = "no_offer"
    """We moved again before they did anything."""
    ENDED = "ended"
    """Nothing happened any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed on one issue: from, to, and what that means to the mover and to the other side, as a share of the
    whole each (0..1); None where nobody said what the issue is worth."""

    issue: str
    before: Value
    after: Value
    own: Decimal | None
    other: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The difference between two offers of one side. `gives` are issues where the mover lost (or lost nothing while the
    other gained), `takes` those where it gained; `opens` issues named for the first time. `kind` is the class of the
    whole, None where only issues were opened. `against_self`: a concession while the other side put nothing on the
    table since the offer before."""

    offer: OfferNo
    before: OfferNo
    by: PartyId
    own: Decimal
    other: Decimal
    gives: tuple[Change, ...] = ()
    takes: tuple[Change, ...] = ()
    opens: tuple[str, ...] = ()
    kind: MoveClass | None = None
    against_self: bool = False
    estimate: bool = False

    @property
    def packaged(self) -> bool:
        """Whether it gives and takes at once."""
        return bool(self.gives and self.takes)

    @property
    def concession(self) -> bool:
        """Whether the mover lost and the other side gained by it."""
        return self.own < 0 < self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How the other side responded to an offer, and by which offer of theirs: the first that says so. `gain` is what
    their offers changed for the mover, in all."""

    status: Status
    by: OfferNo | None = None
    gain: Decimal | None = None
