"""Orders about issues and offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.coach.actors import Actor
from bot.domain.ids import DealId, OfferNo, PartyId
from bot.domain.issues import Bundle, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class SetIssues:
    """Replace what a deal negotiates about, as seen at `version`. An issue that offers already speak of stays."""

    by: Actor
    deal: DealId
    version: int
    issues: tuple[Issue, ...]
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOffer:
    """Put an offer of one side on the table. `party` is whose it is: `US`, or one of the deal's parties; None where
    that must be asked, with `who` for the words that name them. `values` are
    what it says; issues it does not name stay where that side last put them. Issues that the deal does not know yet are
    opened by it, in the `units` that were typed with them. `alternatives` are further bundles put beside it as equally
    good, `condition` what all of it depends on, in words."""

    by: Actor
    deal: DealId | None = None
    party: PartyId | None
    who: str = ""
    values: Bundle
    guesses: tuple[str, ...] = ()
    """Names among the issues that nobody knows: asked about before they become issues."""
    not_read: str = ""
    """What the line says that was made nothing of."""
    alternatives: tuple[Bundle, ...] = ()
    on: date | None = None
    until: date | None = None
    rhythm: str = ""
    condition: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    anyway: bool = False
    """Whether the person was asked, where the deal is on hold."""
    confirmed: bool = False
    """Whether it is known to have been said, so that what it gives with nothing in return counts at once."""
    guess_texts: Mapping[str, str] = field(default_factory=dict)
    """What the line says of them, as typed: `w/o lights`."""
    bare_prices: tuple[str, ...] = ()
    """Names of the prices that were typed as a bare number, without a currency and without a `k`."""
    accepted: str = ""
    """The figure that the line says was accepted, where no open offer holds it."""
    once: str


class OfferChoice(StrEnum):
    """What a person answered when they were asked about an offer."""

    ANYWAY = "anyway"
    """It goes on the table although the deal is on hold."""
    WHOSE = "whose"
    """It is of the party that the answer names."""
    NEW_ISSUES = "new_issues"
    """The words that nobody knew are issues."""
    NO_ISSUES = "no_issues"
    """They are none, and are left out."""
    IN_THOUSANDS = "in_thousands"
    """Its price was meant in thousands, or in millions."""
    AS_TYPED = "as_typed"
    """Its price is as small as it was typed."""
    CORRECTS = "corrects"
    """It stands in the place of an offer that was typed wrong, which is undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutHeldOffer:
    """Go on with the offer that was asked about; `key` is that of its own order, `party` whose it is where that was
    asked."""

    by: Actor
    deal: DealId
    key: str
    choice: OfferChoice = OfferChoice.ANYWAY
    party: PartyId | None = None
    undoes: int = 0
    """The entry of the offer that it corrects."""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOffer:
    """Ask whether the person's last offer is put right by what a line says: `values` are the right ones, `old` what
    they replace where the line says it."""

    by: Actor
    deal: DealId
    values: Bundle
    units: Mapping[str, str] = field(default_factory=dict)
    old: Bundle = field(default_factory=dict)
    until: date | None = None
    typed: str = ""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOffer:
    """An offer was accepted or declined by `party`; `no` None: the other side's latest open one."""

    by: Actor
    deal: DealId
    no: OfferNo | None
    party: PartyId
    accepted: bool
    version: int | None = None
    """The version that the person saw; None where it was typed."""
    bundle: int | None = None
    """Which of several equal bundles is accepted: 0 for the offer itself, then its alternatives."""
    checked: bool = False
    """Whether what there is to ask before has been asked: what the plan holds against it, which package they picked."""
    anyway: bool = False
    """Whether the person was asked, where the deal is on hold."""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOffer:
    """Take an offer of ours off the table; the conditional gives in it lapse."""

    by: Actor
    deal: DealId
    no: OfferNo
    version: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeanTo:
    """They leaned to one of the bundles of an offer of ours: 0 for the offer itself, then its alternatives."""

    by: Actor
    deal: DealId
    no: OfferNo
    version: int
    bundle: int
    once: str
