"""Asks that no mark shows: read where nothing else was found, by what is wanted rather than by how it is put."""

import re

from bot.language.sentences.prices import BUYER, SELLER

_SOME = r"(?:\d|an?\b|one|two|three|all|both|most|more|extra|the|some|rest|at least|another|any|it all|everything)"
_SHARES = re.compile(
    r"\b(?:i|we|me|us|i'd|we'd)\b(?:(?!\b(?:you|did|had|was|were|when|how)\b)[^.?!;]){0,30}"
    r"\b(?:claim|grab|take|taking|insist on|use|get|getting|keep|keeping|be left with) (?:up )?"
    rf"{_SOME} (?:of (?:the |your )?)?\w+"
    r"|\b(?:spare|help (?:me|us) out|part with|give up|share)\b"
    r"|\bgot any\b|\bany(?: \w+){1,2} (?:left|to spare)\b"
)
_NAMED = re.compile(
    r"(?:(?:and|just|only|ok|okay|no|then|also|maybe)\b[ ,]*)*"
    r"(?:(?:the|all|both|any|\d|one|two|three|at least|everything|extra|more)\b ?)+(?:of )?(?:the )?(?!points?)\w*"
    r"(?: ?(?:,|and|&|or|plus) ?(?:the |all |both |\d |one |two |a )*\w+)*(?: (?:please|then|instead|too|also|only))* ?[.!?]*"
    r"|\w+(?: (?:and|&) \w+)? (?:please|pls|plz)[ .!]*"
)
"""No more than the names of things: `and the ball`."""
_CHEAPER = re.compile(
    r"\b(?:best price|best you can do|best offer|(?:for|take|do|go|accept|pay) (?:a (?:bit|little) )?less|cheaper|discount"
    r"|come down|go down|lower (?:the|your|it)|flexib\w+ (?:on|in|with|at)|price match|match (?:that|it|this)"
    r"|negotiat(?:e|ing)|special offers?|knock (?:some|anything|a bit)|out of my (?:price|budget)"
    r"|(?:over|above|outside) my (?:budget|price)|can(?:'t|not) afford|more than i (?:can|want|planned|wanted|was))\b"
)
_DEARER = re.compile(
    r"\b(?:better offer|make (?:me )?an offer|come up|go (?:any )?higher|closer to (?:my|the|our)|(?:my )?asking price"
    r"|(?:the )?full price|worth (?:every|more|at least|the)|other (?:offers|buyers)|lowball\w*)\b"
)


def asks_loosely(low: str, role: str) -> bool:
    """Whether a text in lower case, in which no mark moves anything, still wants something."""
    if role == BUYER:
        return bool(_CHEAPER.search(low))
    if role == SELLER:
        return bool(_DEARER.search(low))
    return bool(_SHARES.search(low) or _NAMED.fullmatch(low))
