"""Changes to one move. The ledger keeps how it stood before, who changed it, when and why."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from bot.coach.answers import DraftDropped, MoveChanged, MoveShown, RefusalReason, Undone
from bot.coach.cautions import find_caution
from bot.coach.context import DealSession, LedgerChange, compare_exposure
from bot.coach.recording import run_once_in_deal
from bot.coach.records import PendingDay
from bot.coach.refusals import Refused
from bot.coach.requests import (
    ChangeMove,
    Deliver,
    Lapse,
    MakeGoodwill,
    MeetCondition,
    PutAskAgain,
    TakeBack,
    Undo,
    Void,
)
from bot.coach.sentences import ask_again
from bot.coach.services import Services
from bot.domain.calendar import choose_reply_day
from bot.domain.deals import Role
from bot.domain.ids import OfferNo
from bot.domain.issues import Issue, Value
from bot.domain.ledger import Entry, Verb, next_version
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer, OfferState

ChangeAnswer = MoveChanged | MoveShown
Changing = TypeVar("Changing", Move, Offer)
Step = Callable[[DealSession, Move], Move | None]
"""How a move changes; None where its state does not allow it."""


def change(request: ChangeMove, services: Services, verb: Verb, step: Step) -> ChangeAnswer:
    def act(session: DealSession) -> MoveChanged:
        move = seen(session, request)
        after = step(session, move)
        if after is None:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=request.no, move=move)
        return write_change(session, verb, move, after, request.once, why=request.why)

    return run_once_in_deal(services, request, act)


def seen(session: DealSession, request: ChangeMove) -> Move:
    """The move, where it still stands as the person saw it."""
    move = session.move(request.no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.no)
    if move.version != request.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=request.no, move=move)
    return move


def write_change(
    session: DealSession, verb: Verb, before: Move, after: Move, key: str, *, why: str = ""
) -> MoveChanged:
    """Writes one move's change; a move that is gone loses its ties."""
    gone = after.state in GONE
    ties = tuple(session.ledger.ties_of(before.no)) if gone else ()
    written = session.write(
        LedgerChange(verb=verb, moves=(after,), before=(before,), untied=ties, why=why), key
    )
    return MoveChanged(
        deal=session.deal,
        verb=verb,
        before=before,
        move=after,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        why=why,
        sentence=ask_again(after, session.by.today) if verb is Verb.ASKED_AGAIN else None,
        caution=find_caution(written.session, after) if verb is Verb.TAKEN_BACK else None,
    )


GONE = frozenset({State.VOID, State.LAPSED, State.TAKEN_BACK})
"""States in which a move no longer answers anything."""


def drop(session: DealSession, draft: Move, key: str) -> DraftDropped:
    """Takes a draft away; it never counted."""
    gone = next_version(draft, state=State.VOID)
    session.write(LedgerChange(verb=Verb.DROPPED, moves=(gone,), before=(draft,)), key)
    return DraftDropped(deal=session.deal, move=gone)


def void(request: Void, *, services: Services) -> ChangeAnswer:
    """Takes a move out of every sum."""

    def step(_book: DealSession, move: Move) -> Move | None:
        return None if move.state is State.VOID else next_version(move, state=State.VOID)

    return change(request, services, Verb.VOIDED, step)


def meet_condition(request: MeetCondition, *, services: Services) -> ChangeAnswer:
    """A condition came true: from today the move counts."""

    def step(session: DealSession, move: Move) -> Move | None:
        met = move.state is State.CONDITIONAL
        return session.settled(move, State.FIRM) if met else None

    return change(request, services, Verb.MET, step)


def lapse(request: Lapse, *, services: Services) -> ChangeAnswer:
    """A condition will not come true: the move never counts."""

    def step(session: DealSession, move: Move) -> Move | None:
        waits = move.state is State.CONDITIONAL
        return session.settled(move, State.LAPSED) if waits else None

    return change(request, services, Verb.LAPSED, step)


def make_goodwill(request: MakeGoodwill, *, services: Services) -> ChangeAnswer:
    """An open give was goodwill, on purpose, to look at again on its review day."""

    def step(_book: DealSession, move: Move) -> Move | None:
        firm = move.kind is Kind.GIVE and move.state is State.FIRM
        return next_version(move, state=State.GOODWILL, review=request.review) if firm else None

    return change(request, services, Verb.GOODWILL, step)


def deliver(request: Deliver, *, services: Services) -> ChangeAnswer:
    """A promised get was delivered."""

    def step(_book: DealSession, move: Move) -> Move | None:
        return next_version(move, state=State.FIRM) if move.state is State.PROMISED else None

    return change(request, services, Verb.DELIVERED, step)


def take_back(request: TakeBack, *, services: Services) -> ChangeAnswer:
    """They took a get back: what it answered is open again."""

    def step(session: DealSession, move: Move) -> Move | None:
        there = move.kind is Kind.GET and move.state in (State.FIRM, State.PROMISED)
        return session.settled(move, State.TAKEN_BACK) if there else None

    return change(request, services, Verb.TAKEN_BACK, step)


def put_again(request: PutAskAgain, *, services: Services) -> ChangeAnswer:
    """The same ask was put again, with a new day."""

    def act(session: DealSession) -> MoveChanged:
        move = seen(session, request)
        if move.kind is not Kind.ASK or move.state not in UNANSWERED:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=request.no, move=move)
        due = _day_of(session, request)
        if due is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=request.no, move=move)
        return write_change(
            session, Verb.ASKED_AGAIN, move, next_version(move, due=due), request.once
        )

    return run_once_in_deal(services, request, act)


def _day_of(session: DealSession, request: PutAskAgain) -> date | None:
    """By when an ask that is put again wants its answer; None where the day that waited is gone."""
    if not request.line:
        return request.due or choose_reply_day(session.by.today)
    waited = session.work.pending.take(session.by.team, request.line, session.by.person, PendingDay)
    return waited.day if waited is not None else None


LOOKED_BACK = 50
"""How many entries are looked through for the last one of a person."""


def undo(request: Undo, *, services: Services) -> Undone | MoveShown:
    """Undoes an entry of one's own within the policy's time: what it added is void, what it changed stands as before,
    ties are as they were. Refused where something later builds on it."""

    return run_once_in_deal(services, request, lambda session: _undo(session, request))


def _undo(session: DealSession, request: Undo) -> Undone:
    entry = _entry(session, request.seq)
    if entry is None:
        raise Refused(why=RefusalReason.NOTHING_TO_UNDO, deal=session.deal)
    why = _kept_because(session, entry)
    if why is not None:
        move = session.ledger.moves[entry.moves[0].no] if entry.moves else None
        raise Refused(why=why, deal=session.deal, move=move)
    return _undone(session, entry, request.once)


def _entry(session: DealSession, seq: int | None) -> Entry | None:
    """The entry to undo: by its number, or the person's last one that was not undone."""
    if seq is not None:
        entry = session.work.ledger.find_entry(session.by.team, session.deal.id, seq)
        return entry if entry is not None and _did_something(entry) else None
    last = session.work.ledger.list_entries(session.by.team, session.deal.id, last=LOOKED_BACK)
    mine = [e for e in last if e.person == session.by.person and _did_something(e)]
    return next((e for e in reversed(mine) if not _undone_since(e, last)), None)


def _did_something(entry: Entry) -> bool:
    return entry.verb is not Verb.UNDONE and bool(
        entry.moves or entry.tied or entry.untied or entry.offers
    )


def _undone_since(entry: Entry, later: Sequence[Entry]) -> bool:
    undoing = (e for e in later if e.verb is Verb.UNDONE and e.seq > entry.seq)
    return any(
        _alike(e.before, entry.moves)
        and _alike(e.offers_before, entry.offers)
        and (e.untied, e.tied) == (entry.tied, entry.untied)
        for e in undoing
    )


def _alike(some: Iterable[Changing], others: Iterable[Changing]) -> bool:
    """Whether moves or offers say the same, however often they were changed and restored."""
    return [replace(m, version=1) for m in some] == [replace(m, version=1) for m in others]


def _stands(session: DealSession, entry: Entry) -> bool:
    """Whether nothing has happened to its moves, ties and offers since."""
    moves, ties = session.ledger.moves, session.ledger.ties
    tied = ties.issuperset(entry.tied) and ties.isdisjoint(entry.untied)
    return (
        tied
        and _alike((moves[m.no] for m in entry.moves), entry.moves)
        and _offers_stand(session, entry)
    )


def _offers_stand(session: DealSession, entry: Entry) -> bool:
    """Whether its offers are as it left them, and their sides put none on the table since."""
    if not entry.offers:
        return True
    offers = {
        offer.no: offer
        for offer in session.work.offers.list_in_deal(session.by.team, session.deal.id)
    }
    sides = {offer.by for offer in entry.offers}
    last = max(
        no for offer in entry.offers for no in (offer.no, *(reply.after for reply in offer.replies))
    )
    later = any(
        o.no > last and o.by in sides and o.state is not OfferState.VOID for o in offers.values()
    )
    return not later and _alike((offers[offer.no] for offer in entry.offers), entry.offers)


def _kept_because(session: DealSession, entry: Entry) -> RefusalReason | None:
    if entry.person != session.by.person and session.role is not Role.OWNER:
        return RefusalReason.NOT_YOURS
    if session.services.clock.now() - entry.at > timedelta(
        minutes=session.deal.policy.undo_minutes
    ):
        return RefusalReason.TOO_LATE
    if _undone_since(
        entry, session.work.ledger.list_entries(session.by.team, session.deal.id, last=LOOKED_BACK)
    ):
        return RefusalReason.SETTLED
    mine = set(entry.tied)
    added = {m.no for m in entry.moves} - {m.no for m in entry.before}
    later = any(t not in mine for no in added for t in session.ledger.ties_of(no))
    return RefusalReason.CHANGED if later or not _stands(session, entry) else None


def _undone(session: DealSession, entry: Entry, key: str) -> Undone:
    was = {m.no: m for m in entry.before}
    now = tuple(session.ledger.moves[m.no] for m in entry.moves)
    restored = tuple(
        replace(was[m.no], version=m.version + 1)
        if m.no in was
        else next_version(m, state=State.VOID)
        for m in now
    )
    offers_now, offers = _offers_restored(session, entry)
    change = LedgerChange(
        verb=Verb.UNDONE,
        moves=restored,
        before=now,
        tied=entry.untied,
        untied=entry.tied,
        offers=offers,
        offers_before=offers_now,
    )
    written = _without_its_issues(session, entry).write(change, key)
    return Undone(
        deal=session.deal,
        verb=entry.verb,
        moves=entry.moves,
        offers=_about(entry),
        exposure=compare_exposure(session.deal, written.before, written.after),
    )


def _offers_restored(
    session: DealSession, entry: Entry
) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """The entry's offers as they stand now, and as they stood before it; one that it added is void."""
    if not entry.offers:
        return (), ()
    stored = {
        offer.no: offer
        for offer in session.work.offers.list_in_deal(session.by.team, session.deal.id)
    }
    was = {offer.no: offer for offer in entry.offers_before}
    now = tuple(stored[offer.no] for offer in entry.offers)
    restored = tuple(
        replace(
            was.get(o.no, o),
            state=was[o.no].state if o.no in was else OfferState.VOID,
            version=o.version + 1,
        )
        for o in now
    )
    return now, restored


def _without_its_issues(session: DealSession, entry: Entry) -> DealSession:
    """The book whose deal knows no more of the issues and options that the entry's offer brought, where nothing else
    was said of them since."""
    added = {offer.no for offer in entry.offers} - {offer.no for offer in entry.offers_before}
    put = [offer for offer in entry.offers if offer.no in added]
    if not any(offer.opened or offer.options for offer in put):
        return session
    rest = [
        o
        for o in session.work.offers.list_in_deal(session.by.team, session.deal.id)
        if o.no not in added
    ]
    said = {
        pair
        for o in rest
        if o.state is not OfferState.VOID
        for b in (o.values, *o.alternatives)
        for pair in b.items()
    }
    gone = {name for offer in put for name in offer.opened} - {name for name, _ in said}
    options = {pair for offer in put for pair in offer.options} - said
    issues = tuple(
        _without(i, options) for i in session.deal.issues if i.name not in gone or not _bare(i)
    )
    if issues == session.deal.issues:
        return session
    deal = replace(session.deal, issues=issues, version=session.deal.version + 1)
    session.work.deals.update(deal)
    return replace(session, deal=deal)


def _without(issue: Issue, options: Collection[tuple[str, Value]]) -> Issue:
    """The issue without those of its options, unless somebody has said since what they are worth."""
    return (
        issue
        if issue.scales
        else replace(
            issue, options=tuple(o for o in issue.options if (issue.name, o) not in options)
        )
    )


def _bare(issue: Issue) -> bool:
    """Whether nobody has said since what the issue may be or what it is worth."""
    return issue.low is None and issue.high is None and not issue.scales


def _about(entry: Entry) -> tuple[OfferNo, ...]:
    """The offers that an entry put on the table, else those that it answered or changed."""
    before = {offer.no for offer in entry.offers_before}
    added = tuple(offer.no for offer in entry.offers if offer.no not in before)
    return added or tuple(offer.no for offer in entry.offers[:1])
