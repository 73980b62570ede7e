"""The day on which something that waits lapses, kept beside the move so that the tick need not look at every move."""

from datetime import date, timedelta

from bot.domain.moves import Move, State

DRAFTS_KEPT = timedelta(days=7)


def lapses(move: Move) -> date | None:
    """The last day of a condition or of a draft; None where nothing lapses."""
    if move.state is State.CONDITIONAL:
        return move.due
    return move.at.date() + DRAFTS_KEPT if move.state is State.DRAFT else None
