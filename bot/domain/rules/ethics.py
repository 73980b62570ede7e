"""Rules of law and fairness. They read words and may be wrong; they never judge, they say who should have a look."""

from collections.abc import Iterable
from decimal import Decimal

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.deals import Side
from bot.domain.moves import Kind, Move
from bot.domain.rules.rule import OUR_GIVES, Rule
from bot.domain.rules.shifts import on_price
from bot.domain.rules.worded import Says, found
from bot.domain.situation import Situation
from bot.domain.wordings import Wording

_THEIR_SHARE = {Side.SELLING: Wording.BUY_FROM_THEM, Side.BUYING: Wording.BUY_FROM_US}
"""What has no place in a deal on that side of the table: the purchase the other way round."""


def find_buy_from_us_if(situation: Situation) -> Iterable[Caution]:
    """What we buy from them is tied to what they buy from us. That is a matter of antitrust law: ask legal."""
    other_way = _THEIR_SHARE.get(situation.deal.side)

    def tied(_said: object, says: Says) -> bool:
        both = Wording.BUY_FROM_US in says and Wording.BUY_FROM_THEM in says
        return both or Wording.BOTH_BUY in says or other_way in says

    return found("buy_from_us_if", Severity.STRONG, situation, tied, tied)


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
    return found("personal_gift", Severity.STRONG, situation, _gift, _gift)


PERSONAL_GIFT = Rule(
    id="personal_gift",
    label="Personal gift",
    about="gifts to persons",
    check=find_personal_gift,
    rank=20,
    severity=Severity.STRONG,
    words=frozenset({Wording.GIFT}),
)


def _gift(_said: object, says: Says) -> bool:
    return Wording.GIFT in says


def find_undisclosed_reference(situation: Situation) -> Iterable[Caution]:
    """A discount for a reference, with no word that it will be disclosed."""
    move = situation.move
    if move is not None and not on_price(move):
        return ()
    returns = None if move is None else {move.ref, *(tie.get for tie in situation.ties)}
    secret = {
        m.no
        for group in (situation.open_asks, situation.recent)
        for m in group
        if (returns is None or m.no in returns) and _secret(wordings.of(m))
    }
    tied = {tie.give for tie in situation.ties if tie.get in secret} if secret else set()

    def undisclosed(give: Move, says: Says) -> bool:
        if give.kind is not Kind.GIVE or not on_price(give) or Wording.DISCLOSED in says:
            return False
        return _secret(says) or give.ref in secret or give.no in tied

    return found("undisclosed_reference", Severity.CAUTION, situation, undisclosed, wordless=True)


UNDISCLOSED_REFERENCE = Rule(
    id="undisclosed_reference",
    label="Undisclosed reference",
    about="discounts for references",
    check=find_undisclosed_reference,
    rank=190,
    severity=Severity.CAUTION,
    occasions=OUR_GIVES,
)


def _secret(says: Says) -> bool:
    return Wording.REFERENCE in says and Wording.DISCLOSED not in says


def find_unsuitable(situation: Situation) -> Iterable[Caution]:
    """Trading gives may not suit here: somebody said so at the opening, the deal is run as a tender or an auction, or
    they take and never answer.

    `thing` is "said" with `count` of what speaks against it; `what` is the name that sounds like a tender; else four
    gives or more had nothing back and no ask was agreed to, with `count` of those gives.
    """
    now, deal = situation.totals, situation.deal
    if deal.style.doubts:
        count = len(deal.style.doubts)
        yield Caution(
            rule="unsuitable",
            severity=Severity.NOTE,
            count=count,
            thing="said",
            weight=Decimal(count),
        )
        return
    if Wording.TENDER in wordings.read(deal.name):
        yield Caution(
            rule="unsuitable",
            severity=Severity.NOTE,
            what=deal.name,
            count=1,
            weight=Decimal(1),
        )
        return
    refused = now.asks - now.granted - now.open_asks
    if now.gives >= deal.policy.one_way_gives and not now.gets and not now.granted and refused:
        yield Caution(
            rule="unsuitable",
            severity=Severity.NOTE,
            count=now.gives,
            thing="one way",
            weight=Decimal(1),
        )


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
