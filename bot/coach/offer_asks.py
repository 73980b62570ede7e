"""Asks that somebody typed, and that an accepted offer contains: it grants them, whole or in part."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.context import DealSession, LedgerChange
from bot.coach.likeness import thing_of
from bot.coach.settlements import Settlement, work_out_settlement
from bot.domain.comparison import compare
from bot.domain.ids import MoveNo
from bot.domain.issues import format_value
from bot.domain.ledger import Verb
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.things import Likeness, is_seller, resolve_direction
from bot.language.things import read_thing

VERBS = {
    Likeness.SAME: Verb.GRANTED,
    Likeness.MORE: Verb.GRANTED,
    Likeness.LESS: Verb.PARTLY,
}


def grant_asks_in_offer(session: DealSession, change: LedgerChange, offer: Offer) -> LedgerChange:
    """The change that accepts an offer, with the typed asks that its terms answer: those of ours are promised by it,
    those of theirs are closed."""
    changed = {move.no for move in change.moves}
    for ask in session.list_moves(Kind.ASK, *sorted(UNANSWERED)):
        if ask.offer is not None or ask.no in changed:
            continue
        issue = _find_answering_issue(session, ask, offer)
        if issue is not None:
            change = _grant(session, change, offer, ask, *issue)
    return change


def _find_answering_issue(session: DealSession, ask: Move, offer: Offer) -> tuple[str, Verb] | None:
    """The issue of the offer that an ask is about, and how far its value goes."""
    units = {issue.name: issue.unit for issue in session.deal.issues}
    for name, value in offer.values.items():
        text = f"{name} {format_value(value)} {units.get(name, '')}"
        thing = read_thing(text, session.by.locale)
        resolved = resolve_direction(thing, is_seller(session.deal.side, ours=ask.ours))
        verb = VERBS.get(compare(resolved, thing_of(session, ask)))
        if verb is not None and (verb is Verb.GRANTED or ask.state is State.OPEN):
            return name, verb
    return None


def _grant(
    session: DealSession, change: LedgerChange, offer: Offer, ask: Move, issue: str, verb: Verb
) -> LedgerChange:
    get = _find_or_build_get(session, change, offer, ask, issue) if ask.ours else None
    settlement = work_out_settlement(session, ask, verb, get)
    return _with_settlement(change, settlement)


def _find_or_build_get(
    session: DealSession, change: LedgerChange, offer: Offer, ask: Move, issue: str
) -> Move:
    """What they promise by the offer on that issue: what they moved there, else just what was asked for."""
    known = {move.no for move in change.before}
    new = [move for move in change.moves if move.no not in known]
    moved = [move for move in new if move.kind is Kind.GET and move.issue == issue]
    if moved:
        return replace(moved[0], ref=ask.no, worth=moved[0].worth or ask.worth)
    return Move(
        no=MoveNo(session.next_no + len(new)),
        kind=Kind.GET,
        what=ask.what,
        state=State.PROMISED,
        on=session.by.today,
        at=session.services.clock.now(),
        person=session.by.person,
        frm=ask.to,
        to=ask.frm,
        issue=issue,
        cost=ask.cost,
        worth=ask.worth,
        ref=ask.no,
        offer=offer.no,
    )


def _with_settlement(change: LedgerChange, settlement: Settlement) -> LedgerChange:
    return replace(
        change,
        moves=_put_in_place(change.moves, settlement.moves),
        before=(*change.before, *settlement.before),
        tied=tuple(sorted({*change.tied, *settlement.tied})),
    )


def _put_in_place(moves: Sequence[Move], later: Sequence[Move]) -> tuple[Move, ...]:
    """The moves, with the later state of those that changed once more."""
    by_number = {move.no: move for move in (*moves, *later)}
    return tuple(by_number.values())
