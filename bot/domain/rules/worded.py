"""How rules about words look: at what is about to count, in a review at everything that stands."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from decimal import Decimal

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.moves import Move
from bot.domain.offers import Offer, OfferState
from bot.domain.situation import Situation, said_by
from bot.domain.wordings import Wording

ON_THE_TABLE = frozenset({OfferState.OPEN, OfferState.ACCEPTED})

Says = AbstractSet[Wording]


def moves(situation: Situation) -> Iterable[tuple[Move, Says]]:
    """The move about to count, with what its words say; in a review every move that stands, newest first."""
    if situation.move is not None:
        return [(situation.move, wordings.of(situation.move))]
    if situation.offer is not None:
        return []
    return on_the_table(situation)


def on_the_table(situation: Situation) -> Iterable[tuple[Move, Says]]:
    """The last moves that stand, newest first, each with what its words say."""
    return said_by(situation.recent) if situation.said is None else situation.said


def offers(situation: Situation) -> Iterable[Offer]:
    """The offer about to count; in a review every offer on the table, newest first."""
    if situation.offer is not None:
        return [situation.offer]
    return (
        []
        if situation.move is not None
        else [o for o in reversed(situation.offers) if o.state in ON_THE_TABLE]
    )


def of_offer(offer: Offer) -> Says:
    """What an offer's words say: what it depends on, how the deal will be governed, and its options."""
    options = (str(value) for value in offer.values.values() if not isinstance(value, Decimal))
    return wordings.read(
        "; ".join(filter(None, (*offer.values, *options, offer.condition, offer.rhythm)))
    )


def found(
    rule: str,
    severity: Severity,
    situation: Situation,
    in_move: Callable[[Move, Says], bool],
    in_offer: Callable[[Offer, Says], bool] | None = None,
    *,
    wordless: bool = False,
) -> Iterable[Caution]:
    """One caution for all moves in which a rule finds its words, else one for the first such offer. `wordless`: it may
    also find something where a move's words say nothing that is known."""
    said = [m for m, says in moves(situation) if (says or wordless) and in_move(m, says)]
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
