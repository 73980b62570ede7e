"""What a draft sentence gives away that is better thought of before it is said."""

from enum import StrEnum

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import pattern_table


class Risk(StrEnum):
    """Why a sentence might hurt whoever says it."""

    UNTRUE = "untrue"
    """Its own words say that it is not so."""
    ULTIMATUM = "ultimatum"
    """It leaves them a yes or a no."""
    LIMIT = "limit"
    """It names how far the speaker would go."""
    SILENCE = "silence"
    """Saying nothing, or letting a day pass, is to count as a yes."""
    BOTH_BUY = "both_buy"
    """Each is to buy from the other."""


_WORDS = pattern_table("sentences.risks")
_FOUND_BY_WORDS = {
    risk: _WORDS.expression(risk.value)
    for risk in (Risk.UNTRUE, Risk.ULTIMATUM, Risk.LIMIT, Risk.SILENCE, Risk.BOTH_BUY)
}


def find_risks(text: str) -> tuple[Risk, ...]:
    """What the words of a sentence give away, the gravest first."""
    lower = clean_text(text[:LONGEST]).lower()
    return tuple(risk for risk, words in _FOUND_BY_WORDS.items() if words.search(lower))
