"""Rules of law and fairness. They read words and may be wrong; they never judge, they say who
should have a look."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from functools import partial

from bot.domain.cautions import Caution, Severity
from bot.domain.deals import Side
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind, Move
from bot.domain.rules.rule import OUR_GIVES, Rule
from bot.domain.rules.shifts import is_on_price
from bot.domain.rules.worded import Says, find_worded
from bot.domain.situation import Situation
from bot.domain.trades import ONE
from bot.domain.wordings import Wording

_PURCHASE_THE_OTHER_WAY = {
    Side.SELLING: Wording.BUY_FROM_THEM,
    Side.BUYING: Wording.BUY_FROM_US,
}
"""What has no place in a deal on that side of the table."""


def find_buy_from_us_if(situation: Situation) -> Iterable[Caution]:
    """What we buy from them is tied to what they buy from us. That is a matter of antitrust law:
    ask legal."""
    other_way = _PURCHASE_THE_OTHER_WAY.get(situation.deal.side)
    is_tied = partial(_is_tied_purchase, other_way)
    return find_worded("buy_from_us_if", Severity.STRONG, situation, is_tied, is_tied)


def _is_tied_purchase(other_way: Wording | None, _said: object, says: Says) -> bool:
    if Wording.BOTH_BUY in says or other_way in says:
        return True
    return says >= {Wording.BUY_FROM_US, Wording.BUY_FROM_THEM}


BUY_FROM_US_IF = Rule(
    id="buy_from_us_if",
    label="Buy from us if",
    about="purchases tied both ways",
    check=find_buy_from_us_if,
    rank=10,
    severity=Severity.STRONG,
    words=frozenset({Wording.BUY_FROM_US, Wording.BUY_FROM_THEM, Wording.BOTH_BUY}),
)


def find_personal_gift(situation: Situation) -> Iterable[Caution]:
    """Something is meant for a person, not for the party that person acts for."""
    return find_worded("personal_gift", Severity.STRONG, situation, _is_gift, _is_gift)


PERSONAL_GIFT = Rule(
    id="personal_gift",
    label="Personal gift",
    about="gifts to persons",
    check=find_personal_gift,
    rank=20,
    severity=Severity.STRONG,
    words=frozenset({Wording.GIFT}),
)


def _is_gift(_said: object, says: Says) -> bool:
    return Wording.GIFT in says


def find_undisclosed_reference(situation: Situation) -> Iterable[Caution]:
    """A discount for a reference, with no word that it will be disclosed."""
    move = situation.move
    if move is not None and not is_on_price(situation, move):
        return ()
    secret = _undisclosed_returns(situation)
    gives = {tie.give for tie in situation.ties if tie.get in secret}
    return find_worded(
        "undisclosed_reference",
        Severity.CAUTION,
        situation,
        partial(_is_discount_for_reference, situation, secret, gives),
        # The reference may stand in the words of what comes back, and not in those of the discount.
        wordless=True,
    )


def _is_discount_for_reference(
    situation: Situation,
    secret: AbstractSet[MoveNo],
    gives: AbstractSet[MoveNo],
    move: Move,
    says: Says,
) -> bool:
    """Whether it is a give on price for one of the `secret` returns: by its own words, by the ask
    that it waits for, or as one of the `gives` that are tied to them."""
    if move.kind is not Kind.GIVE or not is_on_price(situation, move) or Wording.DISCLOSED in says:
        return False
    return _is_undisclosed(says) or move.ref in secret or move.no in gives


UNDISCLOSED_REFERENCE = Rule(
    id="undisclosed_reference",
    label="Undisclosed reference",
    about="discounts for references",
    check=find_undisclosed_reference,
    rank=190,
    severity=Severity.CAUTION,
    occasions=OUR_GIVES,
)


def _undisclosed_returns(situation: Situation) -> set[MoveNo]:
    """Our asks and recent moves that are about a reference nobody will disclose: with a move about
    to count only those that it waits for or is tied to."""
    move = situation.move
    candidates = [*situation.open_asks, *situation.recent]
    if move is not None:
        returns = {move.ref, *(tie.get for tie in situation.ties)}
        candidates = [each for each in candidates if each.no in returns]
    return {each.no for each in candidates if _is_undisclosed(situation.wordings_of(each))}


def _is_undisclosed(says: Says) -> bool:
    return Wording.REFERENCE in says and Wording.DISCLOSED not in says


def find_unsuitable(situation: Situation) -> Iterable[Caution]:
    """Trading gives may not suit here: somebody said so at the opening, the deal is run as a tender
    or an auction, or they take and never answer.

    `thing` is "said" with `count` of what speaks against it; `what` is the name that sounds like a
    tender; else four gives or more had nothing back and no ask was agreed to, with `count` of those
    gives.
    """
    totals, deal = situation.totals, situation.deal
    caution = Caution(
        rule="unsuitable",
        severity=Severity.NOTE,
        count=1,
        weight=ONE,
    )
    # What somebody said at the opening weighs more than what a name sounds like, and that more than
    # the sums.
    if deal.style.doubts:
        count = len(deal.style.doubts)
        return [replace(caution, count=count, thing="said", weight=Decimal(count))]
    if Wording.TENDER in situation.wordings_in(deal.name):
        return [replace(caution, what=deal.name)]
    if totals.gives < deal.policy.one_way_gives or totals.gets or totals.granted:
        return []
    refused_asks = totals.asks - totals.open_asks
    if not refused_asks:
        return []
    return [replace(caution, count=totals.gives, thing="one way")]


UNSUITABLE = Rule(
    id="unsuitable",
    label="Unsuitable",
    about="whether trading suits here",
    check=find_unsuitable,
    rank=310,
    severity=Severity.NOTE,
    thresholds=("one_way_gives",),
    occasions=OUR_GIVES,
)


RULES = (
    BUY_FROM_US_IF,
    PERSONAL_GIFT,
    UNDISCLOSED_REFERENCE,
    UNSUITABLE,
)
