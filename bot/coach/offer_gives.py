"""What an offer of ours gives with nothing in return: checked as a give typed after `/concede`, and kept as a draft."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.coach.answers import DraftDropped
from bot.coach.context import DealSession, LedgerChange
from bot.coach.offer_changes import list_deal_offers, with_state
from bot.domain.checks import check_give
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import OfferState, list_valid_offers
from bot.domain.trades import Tie
from bot.domain.working_ledger import Consequences
from bot.domain.worth import Figure


def keep_bare_gives(session: DealSession, found: Consequences) -> Consequences:
    """What follows from an offer, with its bare gives as drafts where they are no first small ones."""
    bare = find_bare_gives(found)
    if not bare or check_give(session.situation(combine_gives(session, bare))) is None:
        return found
    numbers = {give.no for give in bare}
    new = [replace(each, state=State.DRAFT) if each.no in numbers else each for each in found.new]
    return replace(found, new=tuple(new))


def find_bare_gives(found: Consequences) -> list[Move]:
    """The gives for which nothing comes back: no get is tied to them, and they wait for nothing."""
    tied = {tie.give for tie in found.tied}
    return [
        move
        for move in found.new
        if move.kind is Kind.GIVE and move.state is State.FIRM and move.no not in tied
    ]


def combine_gives(session: DealSession, gives: Sequence[Move]) -> Move:
    """All gives of one offer as one, to be weighed together; without a figure where one of them has none."""
    yardstick = session.deal.yardstick
    total = Decimal(0)
    for give in gives:
        cost = yardstick.amount(give.cost, give.on)
        if cost is None:
            return replace(gives[0], cost=None)
        total += cost
    return replace(gives[0], cost=Figure(amount=total, unit=session.deal.unit))


def with_rest_of_offer(
    session: DealSession, change: LedgerChange, placed: Move, draft: Move
) -> LedgerChange:
    """The change that confirms a draft, with the other drafts of the same offer: one decision is about all of them.

    Those that count are tied to what the other side moved by its offers meanwhile.
    """
    rest = _list_other_drafts(session, draft)
    confirmed = [
        replace(
            placed,
            no=other.no,
            what=other.what,
            issue=other.issue,
            cost=other.cost,
            worth=other.worth,
            version=other.version + 1,
        )
        for other in rest
    ]
    ties = set(change.tied)
    if placed.state is State.FIRM:
        gives = [placed, *confirmed]
        ties |= {Tie(give=give.no, get=get) for give in gives for get in _list_loose_gets(session)}
    return replace(
        change,
        moves=(*change.moves, *confirmed),
        before=(*change.before, *rest),
        tied=tuple(sorted(ties)),
    )


def _list_other_drafts(session: DealSession, draft: Move) -> list[Move]:
    drafts = session.list_moves(Kind.GIVE, State.DRAFT)
    return [move for move in drafts if move.offer == draft.offer and move.no != draft.no]


def _list_loose_gets(session: DealSession) -> list[MoveNo]:
    loose = session.recent_ledger.loose_gets(session.by.today)
    return [get.no for get in loose if get.offer is not None]


def drop_offer(session: DealSession, draft: Move) -> DraftDropped:
    """Takes the drafts of an offer away, and the offer with them: it was never said. Where it still stands, our offer
    before it stands again."""
    drafts = [draft, *_list_other_drafts(session, draft)]
    gone = [next_version(each, state=State.VOID) for each in drafts]
    offers = [each for each in list_valid_offers(list_deal_offers(session)) if each.ours]
    dropped = next((each for each in offers if each.no == draft.offer), None)
    before = [dropped] if dropped is not None and dropped.state is OfferState.OPEN else []
    after = [with_state(each, OfferState.VOID) for each in before]
    earlier = [each for each in offers if dropped is not None and each.no < dropped.no]
    if before and earlier and earlier[-1].state is OfferState.REPLACED:
        before.append(earlier[-1])
        after.append(with_state(earlier[-1], OfferState.OPEN))
    session.write(
        LedgerChange(
            verb=Verb.DROPPED,
            moves=tuple(gone),
            before=tuple(drafts),
            offers=tuple(after),
            offers_before=tuple(before),
        )
    )
    return DraftDropped(deal=session.deal, move=gone[0])
