"""Trades: tie gives to gets, and undo it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, Sentence, SentenceKind
from bot.coach.answers.trades import (
    LeftAlone,
    Matched,
    MatchedPair,
    MatchedSeveral,
    MatchedTogether,
    Unmatched,
)
from bot.coach.context import (
    DealSession,
    LedgerChange,
    WrittenEntry,
    open_session,
    record_in_deal,
)
from bot.coach.likeness import list_gives_to_match
from bot.coach.moves import SeenMove
from bot.coach.next_steps import step_after_get
from bot.coach.refusals import Refused
from bot.coach.sentences import credit
from bot.coach.services import Services
from bot.domain.calendar import WorkingDays
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import NextStep
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, Tie
from bot.domain.worth import Worth, sum_known

MOST_TIES = 50
"""How many ties one entry makes at most: more are a slip of the keys, and would not fit into a message."""


def match_moves(actor: Actor, deal: DealId, tie: Tie, *, key: str, services: Services) -> Matched:
    """Ties a give to a get. A give that waited for it, or was made as goodwill, counts from then on."""
    with record_in_deal(services, actor, deal, key) as session:
        give = _find_tieable_give(session, tie.give)
        get = _find_tieable_get(session, tie.get)
        if tie in session.load_group([tie.give]).ties:
            raise Refused(why=RefusalReason.ALREADY_TIED, deal=session.deal, no=give.no, move=get)
        counted = _count_from_now_on(session, [give], [get])
        written = _write_ties(session, [tie], counted)
        ledger = written.session.load_group([give.no])
        step = step_after_get(written.session, get)
        return Matched(
            deal=session.deal,
            give=ledger.moves[give.no],
            get=get,
            seq=written.entry.seq,
            share=ledger.share(tie, actor.today),
            left=ledger.find_answer(ledger.moves[give.no], actor.today).left,
            exposure=written.exposure,
            step=step,
            sentence=_ask_for_rest(step, session.working_days),
            was_goodwill=give.state is State.GOODWILL,
        )


def _ask_for_rest(step: NextStep, days: WorkingDays) -> Sentence | None:
    """Credits what was tied and asks for the rest; None where nothing is left to ask for."""
    said = credit(step, days)
    return said if said is not None and said.kind is SentenceKind.REST else None


def match_together(
    actor: Actor, deal: DealId, numbers: Sequence[MoveNo], *, key: str, services: Services
) -> Matched | MatchedTogether:
    """Ties all the gives among the numbers to all the gets among them. Refused where there is not one of each."""
    with record_in_deal(services, actor, deal, key) as session:
        gives, gets = _sort_by_kind(session, numbers)
        ties = [Tie(give=give.no, get=get.no) for give in gives for get in gets]
        known = session.load_group(numbers).ties
        new = [tie for tie in ties if tie not in known]
        if len(new) > MOST_TIES:
            raise Refused(why=RefusalReason.NOT_A_PAIR, deal=session.deal)
        if not new:
            no, get = gives[0].no, gets[0]
            raise Refused(why=RefusalReason.ALREADY_TIED, deal=session.deal, no=no, move=get)
        counted = _count_from_now_on(session, gives, gets)
        written = _write_ties(session, new, counted)
        return _describe_match(written, new, counted)


def tie_in_session(
    session: DealSession,
    pairs: Sequence[tuple[MoveNo, MoveNo]],
    *,
    cost: Worth | None = None,
) -> Matched | MatchedTogether:
    """Ties gives to gets, by their numbers, in a deal that is open already. `cost` is what the first give costs, where
    that was not known before."""
    gives = [_find_tieable_give(session, no) for no in dict.fromkeys(give for give, _ in pairs)]
    gets = [_find_tieable_get(session, no) for no in dict.fromkeys(get for _, get in pairs)]
    counted = _count_from_now_on(session, gives, gets)
    if cost is not None:
        counted = _with_cost(counted, gives[0], cost)
    ties = [Tie(give=give, get=get) for give, get in pairs]
    return _describe_match(_write_ties(session, ties, counted), ties, counted)


def _sort_by_kind(session: DealSession, numbers: Sequence[MoveNo]) -> tuple[list[Move], list[Move]]:
    gives: list[Move] = []
    gets: list[Move] = []
    for no in numbers:
        move = session.find_move(no)
        if move is None or move.kind is Kind.ASK:
            raise _not_tieable(session, no, move)
        if move.kind is Kind.GIVE:
            gives.append(_find_tieable_give(session, no))
        else:
            gets.append(_find_tieable_get(session, no))
    if not gives or not gets:
        raise Refused(why=RefusalReason.NOT_A_PAIR, deal=session.deal)
    return gives, gets


@dataclass(frozen=True, slots=True)
class _Counted:
    """Gives that count by their match, as they stood and as they stand."""

    before: tuple[Move, ...]
    after: tuple[Move, ...]

    def list_newly_counted(self) -> list[Move]:
        """Without those of which only the cost is new."""
        pairs = zip(self.before, self.after, strict=True)
        return [after for before, after in pairs if after.state is not before.state]


def _count_from_now_on(
    session: DealSession, gives: Iterable[Move], gets: Sequence[Move]
) -> _Counted:
    """Those of the gives that count once they are matched: a condition is met by a get that came; and goodwill that
    got something back is no goodwill any more, else its match would change no sum."""
    before: list[Move] = []
    after: list[Move] = []
    has_come = any(get.state is not State.CONDITIONAL for get in gets)
    for give in gives:
        if give.state is State.CONDITIONAL and has_come:
            before.append(give)
            after.append(session.settle(give, State.FIRM))
        elif give.state is State.GOODWILL and has_come:
            before.append(give)
            after.append(next_version(give, state=State.FIRM, review=None))
    return _Counted(before=tuple(before), after=tuple(after))


def _with_cost(counted: _Counted, give: Move, cost: Worth) -> _Counted:
    """The changes with the cost of a give, whether or not it changes by its match as well."""
    if give.no in {move.no for move in counted.before}:
        after = [replace(move, cost=cost) if move.no == give.no else move for move in counted.after]
        return _Counted(before=counted.before, after=tuple(after))
    priced = next_version(give, cost=cost)
    return _Counted(before=(*counted.before, give), after=(*counted.after, priced))


def _write_ties(session: DealSession, ties: Sequence[Tie], counted: _Counted) -> WrittenEntry:
    return session.write(
        LedgerChange(
            verb=Verb.MATCHED, moves=counted.after, before=counted.before, tied=tuple(ties)
        )
    )


def _describe_match(
    written: WrittenEntry, ties: Sequence[Tie], counted: _Counted
) -> Matched | MatchedTogether:
    session, today = written.session, written.session.by.today
    ledger = session.load_group(no for tie in ties for no in (tie.give, tie.get))
    left = {
        no: ledger.find_answer(ledger.moves[no], today).left
        for no in dict.fromkeys(tie.give for tie in ties)
    }
    if len(ties) == 1:
        tie = ties[0]
        step = step_after_get(session, ledger.moves[tie.get])
        return Matched(
            deal=session.deal,
            give=ledger.moves[tie.give],
            get=ledger.moves[tie.get],
            seq=written.entry.seq,
            share=ledger.share(tie, today),
            left=left[tie.give],
            exposure=written.exposure,
            step=step,
            sentence=_ask_for_rest(step, session.working_days),
            was_goodwill=any(move.state is State.GOODWILL for move in counted.before),
        )
    pairs = [
        MatchedPair(
            give=ledger.moves[tie.give],
            get=ledger.moves[tie.get],
            share=ledger.share(tie, today),
        )
        for tie in ties
    ]
    return MatchedTogether(
        deal=session.deal,
        pairs=tuple(pairs),
        left=tuple((no, amount) for no, amount in left.items() if amount),
        seq=written.entry.seq,
        exposure=written.exposure,
        counted=tuple(counted.list_newly_counted()),
    )


def match_get_with_gives(
    actor: Actor, seen: SeenMove, numbers: Sequence[MoveNo], *, key: str, services: Services
) -> MatchedSeveral:
    """Ties a get to several gives. Those among them that waited, or were goodwill, count from then on."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        get = _find_tieable_get(session, seen.no)
        gives = [_find_tieable_give(session, no) for no in numbers]
        ties = [Tie(give=give.no, get=get.no) for give in gives]
        tied_before = session.load_group([get.no]).ties
        new_ties = tuple(tie for tie in ties if tie not in tied_before)
        if not new_ties:
            raise Refused(why=RefusalReason.ALREADY_TIED, deal=session.deal, no=get.no, move=get)
        written = _write_ties(session, new_ties, _count_from_now_on(session, gives, [get]))
        ledger = written.session.load_group(numbers)
        matched = tuple(ledger.moves[no] for no in sorted(set(numbers)))
        known = [ledger.find_answer(give, actor.today).left for give in matched]
        return MatchedSeveral(
            deal=session.deal,
            gives=matched,
            get=get,
            seq=written.entry.seq,
            left=sum_known(known),
            exposure=written.exposure,
        )


def leave_alone(
    actor: Actor, seen: SeenMove, *, asked_about_gives: bool, services: Services
) -> LeftAlone:
    """A get that answers none of what was proposed. Nothing changes; unless it was asked already, the gives that it may
    be tied to are proposed."""
    with services.store.reading() as work:
        session = open_session(services, work, actor, seen.deal, Need.READ)
        get = session.find_move(seen.no)
        if get is None or get.kind is not Kind.GET:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=seen.no)
        suggested = () if asked_about_gives else list_gives_to_match(session, get)
        return LeftAlone(deal=session.deal, get=get, suggested=suggested)


def _find_tieable_give(session: DealSession, no: MoveNo) -> Move:
    give = session.work.ledger.find_move(session.by.team, session.deal.id, no)
    if give is None or give.kind is not Kind.GIVE or give.state not in TIEABLE_GIVES:
        raise _not_tieable(session, no, give)
    return give


def _find_tieable_get(session: DealSession, no: MoveNo) -> Move:
    get = session.work.ledger.find_move(session.by.team, session.deal.id, no)
    if get is None or get.kind is not Kind.GET or get.state not in TIEABLE_GETS:
        raise _not_tieable(session, no, get)
    return get


def _not_tieable(session: DealSession, no: MoveNo, move: Move | None) -> Refused:
    seen = move if move is not None and session.may_see(move) else None
    why = RefusalReason.WRONG_KIND if seen else RefusalReason.NO_MOVE
    return Refused(why=why, deal=session.deal, no=no, move=seen)


def unmatch_moves(
    actor: Actor, deal: DealId, tie: Tie, *, key: str, services: Services
) -> Unmatched:
    """Undoes a tie; everything stands as it did without it."""
    with record_in_deal(services, actor, deal, key) as session:
        if tie not in session.load_group([tie.give]).ties:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=tie.give)
        return _untie(session, [tie])


def unmatch_together(
    actor: Actor, deal: DealId, numbers: Sequence[MoveNo], *, key: str, services: Services
) -> Unmatched:
    """Undoes the ties between the moves of these numbers; of one number its only tie. Refused where they are not tied,
    or where it is not plain which tie is meant."""
    with record_in_deal(services, actor, deal, key) as session:
        for no in numbers:
            if session.find_move(no) is None:
                raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
        group = session.load_group(numbers)
        if len(numbers) == 1:
            ties = group.ties_of(numbers[0])
        else:
            named = set(numbers)
            ties = [tie for tie in sorted(group.ties) if {tie.give, tie.get} <= named]
        if not ties or (len(numbers) == 1 and len(ties) > 1):
            move = session.find_move(numbers[0])
            why = RefusalReason.NOT_TIED if not ties else RefusalReason.MANY_TIES
            raise Refused(why=why, deal=session.deal, no=numbers[0], move=move)
        return _untie(session, ties)


def _untie(session: DealSession, ties: Sequence[Tie]) -> Unmatched:
    written = session.write(LedgerChange(verb=Verb.UNMATCHED, moves=(), untied=tuple(ties)))
    moves = session.load_group(no for tie in ties for no in (tie.give, tie.get)).moves
    first, *others = [(moves[tie.give], moves[tie.get]) for tie in ties]
    return Unmatched(
        deal=session.deal,
        give=first[0],
        get=first[1],
        seq=written.entry.seq,
        exposure=written.exposure,
        others=tuple(others),
    )
