"""How rules about words look: at what is about to count, in a review at everything that stands."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from decimal import Decimal

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.moves import Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.situation import Situation
from bot.domain.wordings import Wording

GONE = frozenset({State.DRAFT, State.VOID, State.LAPSED, State.WITHDRAWN, State.DECLINED, State.TAKEN_BACK})
"""States of a move that is not on the table: nothing its words say counts any more, or not yet."""

ON_THE_TABLE = frozenset({OfferState.OPEN, OfferState.ACCEPTED})

Says = AbstractSet[Wording]


def moves(situation: Situation) -> Iterable[Move]:
    """The move about to count; in a review every move that stands, newest first."""
    if situation.move is not None:
        return [situation.move]
    return [] if situation.offer is not None else [m for m in reversed(situation.recent) if m.state not in GONE]


def offers(situation: Situation) -> Iterable[Offer]:
    """The offer about to count; in a review every offer on the table, newest first."""
    if situation.offer is not None:
        return [situation.offer]
    return [] if situation.move is not None else [o for o in reversed(situation.offers) if o.state in ON_THE_TABLE]


def of_offer(offer: Offer) -> Says:
    """What an offer's words say: what it depends on, how the deal will be governed, and its options."""
    options = (str(value) for value in offer.values.values() if not isinstance(value, Decimal))
    return wordings.read("; ".join(filter(None, (*offer.values, *options, offer.condition, offer.rhythm))))


def found(
    rule: str,
    severity: Severity,
    situation: Situation,
    in_move: Callable[[Move, Says], bool],
    in_offer: Callable[[Offer, Says], bool] | None = None,
) -> Iterable[Caution]:
    """One caution for all moves in which a rule finds its words, else one for the first such offer."""
    said = [m for m in moves(situation) if in_move(m, wordings.of(m))]
    if said:
        yield Caution(
            rule=rule,
            severity=severity,
            moves=tuple(m.no for m in said),
            what=said[0].what,
            count=len(said),
            weight=Decimal(len(said)),
        )
    elif in_offer is not None:
        offer = next((o for o in offers(situation) if in_offer(o, of_offer(o))), None)
        if offer is not None:
            yield Caution(rule=rule, severity=severity, offer=offer.no, count=1, weight=Decimal(1))
