"""The mutual view: what both sides may see.

It is shown to one person first, posted only on their word, and never into a channel that is, or may be, shared with
another company.
"""

from dataclasses import replace
from datetime import timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import MutualRow, RefusalReason, Shared, SharePreviewed
from bot.coach.context import DealSession, session_for_preview, session_for_writing
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from bot.language.figures import read_figure_at_end

# A double click sends two requests with keys of their own.
DOUBLE_CLICK = timedelta(seconds=5)

ROWS = 20
"""How many moves the mutual view shows, newest first."""

MUTUAL_STATES = frozenset(
    {State.FIRM, State.PROMISED, State.GRANTED, State.OPEN, State.CONDITIONAL}
)
"""States that both sides know of. Drafts and declined asks stay ours, and goodwill as long as nothing came back."""


def preview_sharing(
    actor: Actor, deal: DealId, *, allowed: bool, services: Services
) -> SharePreviewed:
    """What the channel would see. `allowed` says that the channel is ours alone."""
    with session_for_preview(services, actor, deal, Need.SHARE) as session:
        require_own_channel(session)
        rows = list_mutual_rows(session)
        return SharePreviewed(
            deal=session.deal,
            today=actor.today,
            rows=rows[:ROWS],
            allowed=allowed,
            more=max(0, len(rows) - ROWS),
        )


def share_mutual_view(
    actor: Actor, deal: DealId, *, allowed: bool, once: str, services: Services
) -> Shared | None:
    """The mutual view for the channel; the ledger notes who shared it. None where that was done already: the channel
    sees it once."""
    try:
        with session_for_writing(services, actor, deal, Need.SHARE) as session:
            require_own_channel(session)
            if not allowed:
                raise Refused(why=RefusalReason.SHARED_CHANNEL, deal=session.deal)
            if was_just_shared(session):
                return None
            session.mark_processed(once)
            session.write_audit(Verb.SHARED, "channel")
            rows = list_mutual_rows(session)
            return Shared(
                deal=session.deal,
                by=actor.person,
                today=actor.today,
                rows=rows[:ROWS],
                more=max(0, len(rows) - ROWS),
            )
    except DuplicateSubmission:
        return None


def require_own_channel(session: DealSession) -> None:
    """Refuses where the person is in no channel of the deal: other people would see it."""
    channels = session.work.deals.list_channels(session.by.team, session.deal.id)
    if session.by.channel not in channels:
        raise Refused(why=RefusalReason.NOT_HERE, deal=session.deal)


def was_just_shared(session: DealSession) -> bool:
    """Whether the person shared something of the deal a moment ago: a double click sends two requests."""
    (last,) = session.work.ledger.list_entries(session.by.team, session.deal.id, last=1)
    age = session.services.clock.now() - last.at
    by_same_person = last.person == session.by.person
    return last.verb is Verb.SHARED and by_same_person and age < DOUBLE_CLICK


def list_mutual_rows(session: DealSession, *, with_goodwill: bool = False) -> tuple[MutualRow, ...]:
    """What both sides know, newest first: item, give, get, day; without cost, worth, reasons or anything else that is
    ours alone. Goodwill that nothing came back for is among it only `with_goodwill`."""
    moves = sorted(session.ledger.moves.values(), key=lambda move: (move.on, move.no), reverse=True)
    rows: list[MutualRow] = []
    for move in moves:
        is_goodwill = move.state is State.GOODWILL
        if is_goodwill and (with_goodwill or session.ledger.ties_of(move.no)):
            # They know it as a give like any other: that it was goodwill or a test was our own reason.
            rows.append(
                _mutual_row(session, replace(move, state=State.FIRM, for_what="", review=None))
            )
        elif move.state in MUTUAL_STATES:
            rows.append(_mutual_row(session, move))
    return tuple(rows)


def _mutual_row(session: DealSession, move: Move) -> MutualRow:
    # Also what was typed: it may name the cost in words.
    bare = replace(move, cost=None, worth=None, reason="", typed="", issue="")
    # An amount at the end of its words may be a cost that nobody has marked as one yet.
    found = read_figure_at_end(move.what, session.by.locale)
    if found is not None:
        bare = replace(bare, what=found.rest)
    ties = session.ledger.ties_of(move.no)
    others = tuple(tie.get if move.kind is Kind.GIVE else tie.give for tie in ties)
    return MutualRow(move=bare, ties=others)
