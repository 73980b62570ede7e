"""Changes to one move. The ledger keeps how it stood before, who changed it, when and why."""

from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.answers import DraftDropped, MoveChanged, RefusalReason
from bot.coach.cautions import find_caution
from bot.coach.changed_answers import follow_changed_get
from bot.coach.context import DealSession, LedgerChange, record_in_deal
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.records import PendingDay
from bot.coach.refusals import Refused
from bot.coach.sentences import ask_again
from bot.coach.services import Services
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.trades import Tie

GONE = frozenset({State.VOID, State.LAPSED, State.TAKEN_BACK})
"""States in which a move no longer answers anything."""


def write_change(
    session: DealSession,
    verb: Verb,
    before: Move,
    after: Move,
    *,
    why: str = "",
    tie: Tie | None = None,
) -> MoveChanged:
    """Writes one move's change, with a new `tie` where there is one; a move that is gone loses its ties. What a get
    answered stands by what is left of it."""
    is_gone = after.state in GONE
    ties = tuple(session.load_group([before.no]).ties_of(before.no)) if is_gone else ()
    answer = follow_changed_get(session, before, after)
    written = session.write(
        LedgerChange(
            verb=verb,
            moves=(after, *answer.moves),
            before=(before, *answer.before),
            tied=(tie, *answer.tied) if tie is not None else answer.tied,
            untied=ties,
            why=why,
        )
    )
    today = session.by.today
    return MoveChanged(
        deal=session.deal,
        verb=verb,
        before=before,
        move=after,
        seq=written.entry.seq,
        today=today,
        exposure=written.exposure,
        why=why,
        reopened=answer.asks,
        firm=answer.firm,
        waiting=answer.waiting,
        sentence=ask_again(after, session.working_days) if verb is Verb.ASKED_AGAIN else None,
        caution=find_caution(written.session, after) if verb is Verb.TAKEN_BACK else None,
    )


def drop_draft(session: DealSession, draft: Move) -> DraftDropped:
    """Takes a draft away; it never counted."""
    gone = next_version(draft, state=State.VOID)
    session.write(LedgerChange(verb=Verb.DROPPED, moves=(gone,), before=(draft,)))
    return DraftDropped(deal=session.deal, move=gone)


def _check_state(session: DealSession, move: Move, *, allows: bool) -> None:
    """Raises `Refused` where the state of the move does not allow the change."""
    if not allows:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)


def void_move(
    actor: Actor, seen: SeenMove, why: str, *, key: str, services: Services
) -> MoveChanged:
    """Takes a move out of every sum."""
    with record_in_deal(services, actor, seen.deal, key, Need.VOID) as session:
        move = load_seen_move(session, seen)
        _check_state(session, move, allows=move.state is not State.VOID)
        void = next_version(move, state=State.VOID)
        return write_change(session, Verb.VOIDED, move, void, why=why)


def lapse_move(actor: Actor, seen: SeenMove, *, key: str, services: Services) -> MoveChanged:
    """A condition will not come true: the move never counts."""
    with record_in_deal(services, actor, seen.deal, key, Need.FOLLOW_UP) as session:
        move = load_seen_move(session, seen)
        _check_state(session, move, allows=move.state is State.CONDITIONAL)
        return write_change(session, Verb.LAPSED, move, session.settle(move, State.LAPSED))


def make_goodwill(
    actor: Actor, seen: SeenMove, review: date, *, key: str, services: Services
) -> MoveChanged:
    """An open give was goodwill, on purpose, to look at again on its review day."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        move = load_seen_move(session, seen)
        is_open = move.kind is Kind.GIVE and move.state is State.FIRM
        _check_state(session, move, allows=is_open)
        goodwill = next_version(move, state=State.GOODWILL, review=review)
        return write_change(session, Verb.GOODWILL, move, goodwill)


def close_as_goodwill(actor: Actor, seen: SeenMove, *, key: str, services: Services) -> MoveChanged:
    """A give that nothing came for was goodwill, and is not looked at again."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        move = load_seen_move(session, seen)
        may_close = move.kind is Kind.GIVE and move.state in (State.FIRM, State.GOODWILL)
        _check_state(session, move, allows=may_close)
        closed = next_version(move, state=State.GOODWILL, review=None)
        return write_change(session, Verb.GOODWILL, move, closed)


def mark_delivered(actor: Actor, seen: SeenMove, *, key: str, services: Services) -> MoveChanged:
    """A promised get was delivered."""
    with record_in_deal(services, actor, seen.deal, key, Need.FOLLOW_UP) as session:
        move = load_seen_move(session, seen)
        _check_state(session, move, allows=move.state is State.PROMISED)
        return write_change(session, Verb.DELIVERED, move, next_version(move, state=State.FIRM))


def repeat_ask(
    actor: Actor,
    seen: SeenMove,
    *,
    due: date | None = None,
    pending_day: str = "",
    key: str,
    services: Services,
) -> MoveChanged:
    """The same ask was put again, with a new day: `due`, or the one that waits under the id `pending_day`, or the next
    reply day. Raises `Refused` where the day that waited is gone."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        ask = load_seen_move(session, seen)
        _check_state(session, ask, allows=ask.kind is Kind.ASK and ask.state in UNANSWERED)
        if pending_day:
            waiting = session.work.pending.take(actor.team, pending_day, actor.person, PendingDay)
            if waiting is None:
                raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=ask.no, move=ask)
            due = waiting.day
        again = next_version(ask, due=due or session.working_days.choose_reply_day())
        return write_change(session, Verb.ASKED_AGAIN, ask, again)
