"""What somebody earned so far, which has no place in a hiring deal."""

import re

from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_PAY_HISTORY = compile_late(rf"\b{word_table('pay_history').pattern('mentions')}\b", re.IGNORECASE)


def mentions_pay_history(text: str) -> bool:
    """Whether a text speaks of what somebody earned so far."""
    return _PAY_HISTORY.search(text) is not None
