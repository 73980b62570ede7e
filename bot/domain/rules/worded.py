"""How rules about wordings look: at what is about to count, in a review at everything that
stands."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import cast

from bot.domain.cautions import Caution, Severity, caution_about
from bot.domain.moves import Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.situation import Situation
from bot.domain.trades import ONE
from bot.domain.wordings import Wording

ON_THE_TABLE = frozenset({OfferState.OPEN, OfferState.ACCEPTED})

NOT_ON_THE_TABLE = frozenset(
    {State.DRAFT, State.VOID, State.LAPSED, State.WITHDRAWN, State.DECLINED, State.TAKEN_BACK}
)
"""States of a move whose words do not count any more, or not yet."""

Says = AbstractSet[Wording]
WordedMoves = tuple[tuple[Move, Says], ...]


def moves_with_wordings(situation: Situation) -> Iterable[tuple[Move, Says]]:
    """The move about to count, with what its words say; in a review every move that stands, newest
    first."""
    if situation.move is not None:
        return [(situation.move, situation.wordings_of(situation.move))]
    if situation.offer is not None:
        return []
    return standing_moves_with_wordings(situation)


def standing_moves_with_wordings(situation: Situation) -> Iterable[tuple[Move, Says]]:
    """The last moves that stand, newest first, each with what its words say."""
    # A review asks for them once for each of its rules.
    known = situation.memory.get(standing_moves_with_wordings)
    if known is None:
        known = situation.memory[standing_moves_with_wordings] = tuple(
            (move, situation.wordings_of(move))
            for move in reversed(situation.recent)
            if move.state not in NOT_ON_THE_TABLE
        )
    return cast(WordedMoves, known)


def _offers_to_read(situation: Situation) -> Iterable[Offer]:
    """The offer about to count; in a review every offer on the table, newest first."""
    if situation.offer is not None:
        return [situation.offer]
    if situation.move is not None:
        return []
    return [offer for offer in reversed(situation.offers) if offer.state in ON_THE_TABLE]


def _wordings_of_offer(situation: Situation, offer: Offer) -> Says:
    """What an offer's words say: what it depends on, how the deal will be governed, and its
    options."""
    options = [str(value) for value in offer.values.values() if not isinstance(value, Decimal)]
    texts = (*offer.values, *options, offer.condition, offer.rhythm)
    return situation.wordings_in("; ".join(text for text in texts if text))


def find_worded(
    rule: str,
    severity: Severity,
    situation: Situation,
    in_move: Callable[[Move, Says], bool],
    in_offer: Callable[[Offer, Says], bool] | None = None,
    *,
    wordless: bool = False,
) -> list[Caution]:
    """One caution for all moves in which a rule finds its words, else one for the first such offer.

    `wordless`: the rule may also find something in a move whose words say nothing that is known.
    """
    found = []
    for move, says in moves_with_wordings(situation):
        if (says or wordless) and in_move(move, says):
            found.append(move)
    if found:
        return [caution_about(found, rule=rule, severity=severity)]
    if in_offer is None:
        return []
    for offer in _offers_to_read(situation):
        if in_offer(offer, _wordings_of_offer(situation, offer)):
            return [
                Caution(
                    rule=rule,
                    severity=severity,
                    offer=offer.no,
                    count=1,
                    weight=ONE,
                )
            ]
    return []
