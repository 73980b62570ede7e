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
from bot.domain.ledger import Ledger, Verb
from bot.domain.moves import MUTUAL_STATES, Kind, Move, State
from bot.language.figures import read_figure_at_end

# A double click sends two requests with keys of their own.
DOUBLE_CLICK = timedelta(seconds=5)

ROWS = 20
"""How many moves the mutual view shows, newest first."""


def preview_sharing(
    actor: Actor, deal: DealId, *, allowed: bool, services: Services
) -> SharePreviewed:
    """What the channel would see. `allowed` says that the channel is ours alone."""
    with session_for_preview(services, actor, deal, Need.SHARE) as session:
        require_own_channel(session)
        rows, more = read_latest_rows(session)
        return SharePreviewed(
            deal=session.deal, today=actor.today, rows=rows, allowed=allowed, more=more
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
            rows, more = read_latest_rows(session)
            return Shared(
                deal=session.deal, by=actor.person, today=actor.today, rows=rows, more=more
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


def read_latest_rows(session: DealSession) -> tuple[tuple[MutualRow, ...], int]:
    """The last rows of what both sides know, newest first, and how many there are before them. However long the ledger
    is, only these moves are read."""
    pages, team, deal = session.work.move_pages, session.by.team, session.deal.id
    moves = pages.list_mutual(team, deal, ROWS)
    ledger = session.load_group(move.no for move in moves)
    rows = tuple(_mutual_row(session, ledger, show_as_they_know_it(move)) for move in moves)
    count = session.snapshot.totals.last - pages.count_not_mutual(team, deal)
    return rows, max(0, count - ROWS)


def list_mutual_rows(session: DealSession, *, with_goodwill: bool = False) -> tuple[MutualRow, ...]:
    """What both sides know, newest first: item, give, get, day; without cost, worth, reasons or anything else that is
    ours alone. Goodwill that nothing came back for is among it only `with_goodwill`."""
    ledger = session.ledger
    moves = sorted(ledger.moves.values(), key=lambda move: (move.on, move.no), reverse=True)
    rows: list[MutualRow] = []
    for move in moves:
        is_known = move.state in MUTUAL_STATES
        if move.state is State.GOODWILL:
            is_known = with_goodwill or bool(ledger.ties_of(move.no))
        if is_known:
            rows.append(_mutual_row(session, ledger, show_as_they_know_it(move)))
    return tuple(rows)


def show_as_they_know_it(move: Move) -> Move:
    """They know goodwill as a give like any other: that it was goodwill or a test was our own reason."""
    if move.state is not State.GOODWILL:
        return move
    return replace(move, state=State.FIRM, for_what="", review=None)


def strip_private_fields(move: Move, locale: str) -> Move:
    """The move without what is ours alone: its figures, its reason, and what was typed, which may name the cost in
    words."""
    bare = replace(move, cost=None, worth=None, reason="", typed="", issue="")
    # An amount at the end of its words may be a cost that nobody has marked as one yet.
    found = read_figure_at_end(move.what, locale)
    return bare if found is None else replace(bare, what=found.rest)


def _mutual_row(session: DealSession, ledger: Ledger, move: Move) -> MutualRow:
    others = tuple(
        tie.get if move.kind is Kind.GIVE else tie.give for tie in ledger.ties_of(move.no)
    )
    return MutualRow(move=strip_private_fields(move, session.by.locale), ties=others)
