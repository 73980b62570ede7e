"""The mutual view: what both sides may see. Shown to one person first, posted only on their word, and never into a
channel that is, or may be, shared with another company."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import MutualRow, NotDone, RefusalReason, Shared, SharePreviewed
from bot.coach.context import DealSession, open_session, session_for_preview
from bot.coach.ports import DuplicateSubmission
from bot.coach.records import ProcessedRequest
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State

DOUBLE_CLICK = timedelta(seconds=5)

ROWS = 20
"""How many moves the mutual view shows, newest first."""

MUTUAL = frozenset({State.FIRM, State.PROMISED, State.GRANTED, State.OPEN, State.CONDITIONAL})
"""States that both sides know of; drafts, declined asks and goodwill stay ours, but for goodwill that was answered."""


def preview_sharing(
    by: Actor, deal: DealId, *, allowed: bool, services: Services
) -> SharePreviewed | NotDone:
    """What the channel would see."""
    with session_for_preview(services, by, deal, Need.SHARE) as session:
        if not _at_home(session):
            return NotDone(why=RefusalReason.NOT_HERE, deal=session.deal)
        rows = list_mutual_rows(session)
        return SharePreviewed(
            deal=session.deal,
            today=by.today,
            rows=rows[:ROWS],
            allowed=allowed,
            more=max(0, len(rows) - ROWS),
        )


def share_mutual_view(
    by: Actor, deal: DealId, *, allowed: bool, once: str, services: Services
) -> Shared | NotDone | None:
    """The mutual view for the channel; the ledger notes who shared it. None where this was done already: the channel
    sees it once."""
    try:
        return _share(by, deal, allowed=allowed, once=once, services=services)
    except DuplicateSubmission:
        return None


def _share(
    by: Actor, deal: DealId, *, allowed: bool, once: str, services: Services
) -> Shared | NotDone | None:
    now = services.clock.now()
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SHARE)
        if not _at_home(session):
            return NotDone(why=RefusalReason.NOT_HERE, deal=session.deal)
        if not allowed:
            return NotDone(why=RefusalReason.SHARED_CHANNEL, deal=session.deal)
        (last,) = work.ledger.list_entries(by.team, deal, last=1)
        if last.verb is Verb.SHARED and last.person == by.person and now - last.at < DOUBLE_CLICK:
            return None
        work.keys.mark_processed(
            by.team, once, ProcessedRequest(deal=deal, seq=session.snapshot.entries + 1), now
        )
        session.note(Verb.SHARED, "channel")
        rows = list_mutual_rows(session)
        return Shared(
            deal=session.deal,
            by=by.person,
            today=by.today,
            rows=rows[:ROWS],
            more=max(0, len(rows) - ROWS),
        )


def _at_home(session: DealSession) -> bool:
    """Whether the person is in a channel of the deal, so that it is this deal's people who will see it."""
    return session.by.channel in session.work.deals.list_channels(session.by.team, session.deal.id)


def list_mutual_rows(session: DealSession) -> tuple[MutualRow, ...]:
    """Item, give, get, day: without cost, worth, reasons or anything else that is ours alone."""
    moves = sorted(session.ledger.moves.values(), key=lambda m: (m.on, m.no), reverse=True)
    return tuple(_row(session, m) for m in moves if m.state in MUTUAL or _returned(session, m))


def _returned(session: DealSession, move: Move) -> bool:
    """Whether it is goodwill, or a test, that something came back for."""
    return move.state is State.GOODWILL and bool(session.ledger.ties_of(move.no))


def _row(session: DealSession, move: Move) -> MutualRow:
    move = (
        replace(move, state=State.FIRM, for_what="", review=None)
        if _returned(session, move)
        else move
    )
    bare = replace(move, cost=None, worth=None, reason="", typed="", issue="")
    ties = session.ledger.ties_of(move.no)
    return MutualRow(
        move=bare, ties=tuple(t.get if move.kind is Kind.GIVE else t.give for t in ties)
    )
