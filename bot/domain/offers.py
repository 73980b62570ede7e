"""Offers: packages of terms over issues, put on the table by one side until they are answered or
replaced."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import US, OfferNo, PartyId, PersonId
from bot.domain.issues import Bundle


class OfferState(StrEnum):
    """How an offer stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"
    """Its side put a later offer on the table."""
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    """It was recorded by mistake; as if it had never been."""


_LEAST_WHOLE_FIGURE = 1000
"""A smaller figure that somebody says of an offer may be meant in thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferReply:
    """What another party said to an offer: yes or no, on which day, and after which offer of the
    deal."""

    by: PartyId
    accepted: bool
    on: date
    after: OfferNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One offer of one side, as it stands after `version` changes.

    `values` is where its side stands after it on every issue it ever named. `stated` names the
    issues that this offer itself spoke of, `opened` those of them that the deal did not know
    before, and `options` the choices (issue and option) that were new on issues it knew.

    `alternatives` are further bundles put beside it as equally good (with it a MESO). `leaned` is
    the place of the bundle that the other side leaned to or took: 0 for the offer itself, then the
    alternatives.

    `rhythm` is its line on how the deal will be governed, `condition` what all of it depends on, in
    words. It lapses after `until`.
    """

    no: OfferNo
    by: PartyId
    values: Bundle
    stated: frozenset[str]
    opened: frozenset[str] = frozenset()
    options: frozenset[tuple[str, str]] = frozenset()
    alternatives: tuple[Bundle, ...] = ()
    on: date
    at: datetime
    person: PersonId
    state: OfferState = OfferState.OPEN
    replies: tuple[OfferReply, ...] = ()
    leaned: int | None = None
    until: date | None = None
    rhythm: str = ""
    condition: str = ""
    typed: str = ""
    version: int = 1

    @property
    def ours(self) -> bool:
        """Whether our side made it."""
        return self.by == US

    @property
    def is_menu(self) -> bool:
        """Whether several equal bundles lie side by side, of which the other side picks one."""
        return bool(self.alternatives)

    @property
    def with_pick_first(self) -> "Offer":
        """The same offer with the bundle that the other side leaned to as its own values, the
        others beside it."""
        if not self.leaned:
            return self
        bundles = list(list_bundles(self))
        picked = bundles.pop(self.leaned)
        return replace(
            self,
            values=picked,
            alternatives=tuple(bundles),
            leaned=0,
        )


def list_bundles(offer: Offer) -> tuple[Bundle, ...]:
    """The bundles of an offer in full: its own, then those beside it. An alternative that does not
    name an issue says on it what the offer says."""
    alternatives = [{**offer.values, **alternative} for alternative in offer.alternatives]
    return (offer.values, *alternatives)


def names_figure_of(offer: Offer, figure: Decimal) -> bool:
    """Whether a figure is one of an offer, in any of its packages: 21.5 is that of 21,500."""
    meant = {figure, figure * 1000} if figure < _LEAST_WHOLE_FIGURE else {figure}
    return any(not meant.isdisjoint(bundle.values()) for bundle in list_bundles(offer))


def list_valid_offers(offers: Iterable[Offer]) -> list[Offer]:
    """The offers that were really made, by number: those recorded by mistake are left out."""
    valid = [offer for offer in offers if offer.state is not OfferState.VOID]
    return sorted(valid, key=lambda offer: offer.no)
