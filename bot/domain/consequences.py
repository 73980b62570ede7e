"""What an offer, and the answer to one, mean for the ledger: the gives, gets and asks that follow
from them.

Each side has a level on each issue: the value it opened with, or the one its last concession came
to. An offer that is worse for its side than that level concedes the difference: a give of ours, a
get of theirs. One that is better asks for the difference. One that is back where a pending
concession began takes that concession back.

Several equal bundles in one offer are a menu. What the first bundle of a menu of ours gives is
conditional until they pick one, and goes with the menu. From a menu of theirs nothing follows until
we pick one.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.ids import US, PartyId
from bot.domain.issues import format_value
from bot.domain.matching import NEAR, find_named_move
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.scores import round_sum
from bot.domain.working_ledger import CONCEDED, WE, Consequences, TableState, WorkingLedger

PENDING = frozenset({State.CONDITIONAL, State.PROMISED})
"""States of a concession that a later offer may still take back."""


def derive_moves_from_offer(offer: Offer, table: TableState) -> Consequences:
    """What follows from a new offer. A side's first offer says where it opens, and nothing follows
    from it.

    Of ours: what we moved on is a give, what we took is an ask. Where one offer gives and asks, or
    has a condition, its gives are conditional: one trade, open until it is accepted (Zhang et al.
    2026). Of theirs: what they moved on is a get, promised until signing, which answers our asks
    and open gives as far as it is clear which.
    """
    working = WorkingLedger(table, offer)
    earlier = working.list_earlier_offers()
    if not earlier:
        return working.collect_consequences()
    _withdraw_menu(working, earlier[-1])
    if offer.ours:
        _replace_drafts(working)
    if offer.ours or not offer.is_menu:
        _place_offer(working, earlier)
    return working.collect_consequences()


def derive_moves_from_acceptance(
    offer: Offer,
    accepted_by: Sequence[PartyId],
    table: TableState,
    *,
    another: bool = False,
) -> Consequences:
    """What follows once everybody has said yes to an offer.

    Those who accepted move the rest of the way to its terms, and each such step counts as their
    concession. Conditional gives become firm unless they have a condition of their own, asks that
    the offer reaches are granted, all others are withdrawn. `another` says that of a menu of ours
    they picked a bundle other than the first.
    """
    working = WorkingLedger(table, offer)
    # The ledger stands at the first bundle of a menu of ours, and at none of a menu of theirs.
    is_placed = not another and (offer.ours or not offer.is_menu)
    for each in working.offers:
        if each.no != offer.no or not is_placed:
            _withdraw_menu(working, each)
    earlier = working.list_earlier_offers()
    if earlier and not is_placed:
        _place_offer(working, earlier)
    for issue in offer.values:
        _take_back_concessions(working, WE, issue)

    gets: list[Move] = []
    for party in accepted_by:
        if party != US:
            gets += _record_concessions(working, party)
    if US in accepted_by:
        gives = _record_concessions(working, WE)
        _tie_to_loose_gets(working, gives)
    _confirm_drafts(working)
    _close_asks(working, gets)
    _confirm_conditional_gives(working)
    return working.collect_consequences()


def derive_moves_from_refusal(
    offer: Offer, table: TableState, asks: State = State.DECLINED
) -> Consequences:
    """What follows when an offer is declined, withdrawn or lapses.

    Conditional gives of an offer of ours lapse with it, and what its side asked for gets the state
    `asks`. What they conceded in an offer of theirs stands until they take it back.
    """
    working = WorkingLedger(table, offer)
    if offer.ours:
        for give in working.list_conditional_gives():
            working.settle_move(give, State.LAPSED)
    for ask in working.list_unanswered_asks():
        if ask.frm == offer.by:
            working.settle_move(ask, asks)
    return working.collect_consequences()


# Putting an offer on the table


def _withdraw_menu(working: WorkingLedger, offer: Offer) -> None:
    """Takes off the table what only one of several equal bundles of ours held. Other offers are
    left as they are."""
    if not offer.is_menu:
        return
    for give in working.list_conditional_gives():
        if give.offer == offer.no:
            working.settle_move(give, State.LAPSED)
    for ask in working.list_unanswered_asks():
        if ask.offer == offer.no and ask.ours:
            working.settle_move(ask, State.WITHDRAWN)


def _replace_drafts(working: WorkingLedger) -> None:
    """Takes away what earlier offers of ours gave and nobody has confirmed: this one gives it anew."""
    for draft in working.list_draft_gives():
        working.update_move(replace(draft, state=State.VOID))


def _place_offer(working: WorkingLedger, earlier: Sequence[Offer]) -> None:
    """Records what the offer changes against those its side made before it."""
    offer = working.offer
    before = _find_offer_to_compare(earlier)
    # The order matters: a concession that is taken back changes the level that asks and concessions
    # start from.
    for issue in offer.values:
        _take_back_concessions(working, offer.by, issue)
    asks = _record_asks(working, before)
    _reattach_waiting_gives(working, asks)
    concessions = _record_concessions(working, offer.by)
    if offer.condition:
        _make_conditional(working, concessions)
    if offer.ours:
        _make_one_trade(working, concessions, asks)
        _tie_to_their_moves(working, concessions)
    else:
        _match_gets(working, concessions, before)


def _find_offer_to_compare(earlier: Sequence[Offer]) -> Offer:
    """The last offer that is not a menu, since nobody knows where a menu stands; else the first of
    all."""
    for offer in reversed(earlier):
        if not offer.is_menu:
            return offer
    return earlier[0]


def _take_back_concessions(working: WorkingLedger, side: PartyId, issue: str) -> None:
    """Takes back the side's pending concessions on the issue as far as the offer is no worse for it
    than before them."""
    concessions = working.list_concessions(side, issue)
    while concessions and concessions[-1].state in PENDING:
        level_before = working.find_level_after(concessions[:-1], side, issue)
        gain = working.compute_gain(issue, level_before, working.offer.values[issue], side)
        if gain is None or gain < 0:
            return
        last = concessions.pop()
        working.settle_move(last, State.LAPSED if last.kind is Kind.GIVE else State.TAKEN_BACK)


def _record_asks(working: WorkingLedger, before: Offer) -> list[Move]:
    """Records what the offer asks for beyond what its side asks for already, issue by issue."""
    asks = [_record_ask(working, issue, before) for issue in working.offer.values]
    return [ask for ask in asks if ask is not None]


def _record_ask(working: WorkingLedger, issue: str, before: Offer) -> Move | None:
    """The new ask on an issue, if there is one. What the side no longer wants there is withdrawn."""
    side, wanted = working.offer.by, working.offer.values[issue]
    level = working.find_level(side, issue)
    gain = working.compute_gain(issue, level, wanted, side)
    if level is None or gain is None:
        return None
    open_asks = working.list_open_asks(side, issue)
    if gain <= 0:
        for ask in open_asks:
            working.settle_move(ask, State.WITHDRAWN)
        return None
    if issue not in before.values or before.values[issue] == wanted:
        return None
    asked_before = None
    if open_asks:
        asked_before = working.value_in_offer(open_asks[-1].offer, issue)
    start = level if asked_before is None else asked_before
    gain_beyond = working.compute_gain(issue, start, wanted, side)
    if gain_beyond is None or gain_beyond <= 0:
        return None
    return working.record_move(Kind.ASK, issue, start, wanted, side)


def _reattach_waiting_gives(working: WorkingLedger, new_asks: Sequence[Move]) -> None:
    """Lets gives that waited for a withdrawn ask wait for another of our asks, or makes them firm."""
    withdrawn = {
        move.no
        for move in working.list_changed_moves()
        if move.kind is Kind.ASK and move.state is State.WITHDRAWN
    }
    our_asks = [ask for ask in working.list_unanswered_asks() if ask.ours]
    candidates = [*new_asks, *our_asks]
    for give in working.list_conditional_gives():
        if give.ref in withdrawn:
            _reattach_give(working, give, candidates)


def _reattach_give(working: WorkingLedger, give: Move, asks: Sequence[Move]) -> None:
    """Lets the give wait for the first of the asks. Without any it waits for nothing, and is firm
    unless it depends on something else."""
    if asks:
        working.update_move(replace(give, ref=asks[0].no))
        return
    still_depends = give.condition or working.offer.is_menu
    state = State.CONDITIONAL if still_depends else State.FIRM
    # Nothing was to be had for it until now, so its age runs from this offer.
    working.update_move(
        replace(
            give,
            ref=None,
            state=state,
            on=working.offer.on,
        )
    )


def _record_concessions(working: WorkingLedger, side: PartyId) -> list[Move]:
    """Records what the side concedes by coming to the offer's values, issue by issue."""
    moves = [_record_concession(working, side, issue) for issue in working.offer.values]
    return [move for move in moves if move is not None]


def _record_concession(working: WorkingLedger, side: PartyId, issue: str) -> Move | None:
    """The side's concession on an issue, if the offer's value is worse for it than its level."""
    level, value = working.find_level(side, issue), working.offer.values[issue]
    receiver = working.find_receiver(side)
    own_gain = working.compute_gain(issue, level, value, side)
    gain = working.compute_gain(issue, level, value, receiver)
    if level is None or own_gain is None:
        return None
    helps = gain is not None and gain > 0
    harms = gain is not None and gain < 0
    # What costs a side nothing is still a concession where the other side gains by it.
    is_concession = own_gain < 0 or (own_gain == 0 and helps)
    # What costs them something and us too is no get.
    is_bad_for_us = harms and side != US
    if not is_concession or is_bad_for_us:
        return None
    kind = Kind.GIVE if side == US else Kind.GET
    return working.record_move(kind, issue, level, value, side)


def _make_conditional(working: WorkingLedger, concessions: Sequence[Move]) -> None:
    """Makes what the offer concedes depend on the offer's own condition."""
    offer = working.offer
    for move in concessions:
        conditional = replace(
            move,
            state=State.CONDITIONAL,
            condition=offer.condition,
            due=offer.until,
        )
        working.update_move(conditional)


def _make_one_trade(working: WorkingLedger, gives: Sequence[Move], asks: Sequence[Move]) -> None:
    """Makes the gives of our offer wait for what it asks for. Those of a menu wait until a bundle
    is picked."""
    if not gives or not (asks or working.offer.is_menu):
        return
    first_ask = asks[0].no if asks else None
    for give in gives:
        waiting = replace(
            working.current(give.no),
            state=State.CONDITIONAL,
            ref=first_ask,
            due=working.offer.until,
        )
        working.update_move(waiting)
    for ask in asks[1:]:
        working.update_move(replace(ask, ref=gives[0].no))


def _tie_to_their_moves(working: WorkingLedger, gives: Sequence[Move]) -> None:
    """Ties what our offer gives to what they moved by their offers since our last one: it answers
    that, package by package. What waits for something answers nothing yet."""
    loose = [
        get
        for get in working.table.ledger.loose_gets(working.table.today)
        if working.follows_from_offer(get)
    ]
    for give in gives:
        if working.current(give.no).state is State.FIRM:
            for get in loose:
                working.tie_moves(give.no, get.no)


# What gets answer


def _match_gets(working: WorkingLedger, gets: Sequence[Move], before: Offer) -> None:
    """Ties what they conceded to what it answers: our asks, and what our offers gave since.

    A give is only taken for answered where their offer as a whole is better for us than `before`.
    """
    for get in gets:
        ask = _find_answered_ask(working, get)
        if ask is not None:
            state = State.GRANTED if _reaches_ask(working, get, ask) else State.PARTLY
            working.settle_move(ask, state)
            _answer_ask(working, get, ask)
    if _is_better_for_us(working, before):
        _tie_package(working, gets)


def _tie_package(working: WorkingLedger, gets: Sequence[Move]) -> None:
    """Ties what they moved in one offer to what our offers gave and nothing answers yet.

    A package answers a package: each get is tied to each of those gives, whatever its issue, and
    its worth falls on them by their cost. Where our offers gave nothing, a get answers the one
    other give that is clearly meant.
    """
    gives = _list_open_gives_of_offers(working)
    for get in gets:
        if gives:
            for give in gives:
                working.tie_moves(give.no, get.no)
        elif not working.is_tied_get(get.no):
            _tie_to_answered_give(working, get, gets)


def _list_open_gives_of_offers(working: WorkingLedger) -> list[Move]:
    """What our offers gave that is not fully answered, and what they give if they are accepted."""
    ledger, today = working.table.ledger, working.table.today
    open_gives = [working.current(answer.give.no) for answer in ledger.open_gives(today)]
    open_gives += working.list_conditional_gives()
    # Drafts that were confirmed just now.
    open_gives += [move for move in working.list_changed_moves() if move.kind is Kind.GIVE]
    standing = {give.no: give for give in open_gives if give.state in CONCEDED}
    return [give for give in standing.values() if working.follows_from_offer(give)]


def _is_better_for_us(working: WorkingLedger, before: Offer) -> bool:
    effects = working.table.scores.compute_effects(before.values, working.offer.values, WE)
    return round_sum(effect.share for effect in effects.values()) > 0


def _find_answered_ask(working: WorkingLedger, get: Move) -> Move | None:
    """Our open ask that a get of theirs answers: the last one on the same issue, else one in the
    same words."""
    asks = [working.current(ask.no) for ask in working.table.ledger.unanswered_asks()]
    open_asks = [ask for ask in asks if ask.state in UNANSWERED]
    on_same_issue = [ask for ask in open_asks if _is_same_issue(ask, get)]
    if on_same_issue:
        return on_same_issue[-1]
    value = format_value(working.offer.values[get.issue])
    said = f"{get.issue} {value} {working.find_unit(get.issue)}"
    return find_named_move(said, [ask for ask in open_asks if ask.offer is None])


def _is_same_issue(move: Move, get: Move) -> bool:
    return bool(move.issue) and move.issue.casefold() == get.issue.casefold()


def _reaches_ask(working: WorkingLedger, get: Move, ask: Move) -> bool:
    """Whether a get goes as far as our ask wanted; an ask that no offer put a value to is reached
    by any."""
    wanted = working.value_in_offer(ask.offer, get.issue)
    if wanted is None:
        return True
    gain = working.compute_gain(get.issue, wanted, working.offer.values.get(get.issue), WE)
    return gain is not None and gain >= 0


def _answer_ask(working: WorkingLedger, get: Move, ask: Move) -> None:
    """Ties a get that answers an ask to the gives that waited for the ask and to the one it wanted
    a return for.

    A give of an offer still waits for that offer; any other without a condition of its own becomes
    firm.
    """
    working.update_move(replace(working.current(get.no), ref=ask.no))
    is_granted = working.current(ask.no).state is State.GRANTED
    for give in _list_gives_waiting_for(working, ask):
        working.tie_moves(give.no, get.no)
        if is_granted and give.offer is None and not give.condition:
            working.settle_move(give, State.FIRM)
    give_returned = working.table.ledger.moves.get(ask.ref) if ask.ref else None
    if give_returned is not None and give_returned.state in CONCEDED:
        working.tie_moves(give_returned.no, get.no)


def _list_gives_waiting_for(working: WorkingLedger, ask: Move) -> list[Move]:
    """The conditional gives that wait for the ask, without those that changed meanwhile."""
    return [
        move
        for move in working.list_unchanged_moves()
        if move.kind is Kind.GIVE and move.state is State.CONDITIONAL and move.ref == ask.no
    ]


def _tie_to_answered_give(working: WorkingLedger, get: Move, gets: Sequence[Move]) -> None:
    give = _find_answered_give(working, get, gets)
    if give is not None:
        working.tie_moves(give.no, get.no)


def _find_answered_give(working: WorkingLedger, get: Move, gets: Sequence[Move]) -> Move | None:
    """The open give that a get clearly answers, if there is exactly one.

    That is the only one on its issue, or of several there the only one near in value. Where none is
    on its issue, it is the only one near in value, of those on whose issue no other of `gets` is.
    """
    ledger, today = working.table.ledger, working.table.today
    open_gives = [answer.give for answer in ledger.open_gives(today)]
    free = [give for give in open_gives if not working.is_tied_give(give.no)]
    candidates = [give for give in free if _is_same_issue(give, get)]
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        taken_issues = {each.issue.casefold() for each in gets}
        candidates = [give for give in free if give.issue.casefold() not in taken_issues]
    near = [give for give in candidates if _is_near_in_value(working, give, get)]
    return near[0] if len(near) == 1 else None


def _is_near_in_value(working: WorkingLedger, give: Move, get: Move) -> bool:
    """Whether a give's cost and a get's worth are both known and differ by little."""
    yardstick = working.table.deal.yardstick
    cost = yardstick.amount(give.cost, give.on)
    worth = yardstick.amount(get.worth, get.on)
    if not cost or not worth:
        return False
    return abs(cost - worth) <= NEAR * max(cost, worth)


# Closing the deal


def _tie_to_loose_gets(working: WorkingLedger, gives: Sequence[Move]) -> None:
    """Ties what we conceded by accepting to all they promised by offers that answers nothing yet:
    one trade."""
    promised = working.table.ledger.loose_gets(working.table.today)
    loose = [get for get in promised if working.follows_from_offer(get)]
    loose += [get for get in working.list_new_gets() if not working.is_tied_get(get.no)]
    for give in gives:
        for get in loose:
            working.tie_moves(give.no, get.no)


def _close_asks(working: WorkingLedger, gets: Sequence[Move]) -> None:
    """Grants the asks of either side that the accepted offer reaches, and withdraws the others.

    `gets` are what they conceded by accepting. An ask of ours is answered by the first of them on
    its issue, else by a get of its own. What they conceded answers what our offers gave.
    """
    gets_by_issue: dict[str, Move] = {}
    for get in gets:
        gets_by_issue.setdefault(get.issue, get)
    for ask in working.list_unanswered_asks():
        wanted = working.value_in_offer(ask.offer, ask.issue)
        final = working.offer.values.get(ask.issue)
        gain = working.compute_gain(ask.issue, wanted, final, ask.frm)
        if gain is None or gain < 0:
            working.settle_move(ask, State.WITHDRAWN)
            continue
        working.settle_move(ask, State.GRANTED)
        if ask.ours:
            is_conceded = ask.issue in gets_by_issue
            get = gets_by_issue.pop(ask.issue) if is_conceded else working.record_promise(ask)
            _answer_ask(working, get, ask)
    _tie_package(working, gets)


def _confirm_conditional_gives(working: WorkingLedger) -> None:
    """Makes the conditional gives of offers firm, except those with a condition of their own."""
    for give in working.list_conditional_gives():
        if not give.condition:
            working.settle_move(give, State.FIRM)


def _confirm_drafts(working: WorkingLedger) -> None:
    """Makes the drafts of the accepted offer firm, since who accepts it was told of it."""
    for draft in working.list_draft_gives():
        is_accepted = draft.offer == working.offer.no
        state = State.FIRM if is_accepted else State.VOID
        working.update_move(replace(draft, state=state))
