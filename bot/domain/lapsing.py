"""What time alone ends."""

from datetime import date

from bot.domain.moves import Move, State
from bot.domain.policy import Policy


def has_lapsed(move: Move, policy: Policy, today: date) -> bool:
    """Whether a move lapses today or should have: a condition once its day has passed everywhere on earth, a draft
    after the days that drafts are kept. It is over from then on, whoever comes to write that down."""
    if move.state is State.DRAFT:
        return (today - move.at.date()).days > policy.draft_days
    return move.state is State.CONDITIONAL and move.due is not None and (today - move.due).days > 1
