"""What time alone ends."""

from datetime import date

from bot.domain.moves import Move, State
from bot.domain.policy import Policy


def has_lapsed(move: Move, policy: Policy, today: date) -> bool:
    """Whether a move lapses today or should have: a condition once its day has passed everywhere on
    earth, a draft after the days that drafts are kept. It has lapsed from then on, whoever comes to
    write that down."""
    if move.state is State.DRAFT:
        return (today - move.at.date()).days > policy.draft_days
    if move.state is not State.CONDITIONAL or move.due is None:
        return False
    # The day after is still the day itself somewhere west of us.
    return (today - move.due).days > 1
