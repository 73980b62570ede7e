"""What time alone ends."""

from datetime import date

from bot.domain.moves import Move, State


def has_lapsed(move: Move, today: date) -> bool:
    """Whether a condition lapses today or should have: once its day has passed everywhere on earth. It has lapsed from
    then on, whoever comes to write that down. A draft lapses only after its author was told so, which its row says."""
    if move.state is not State.CONDITIONAL or move.due is None:
        return False
    # The day after is still the day itself somewhere west of us.
    return (today - move.due).days > 1
