"""Asks that no mark shows: read where nothing else was found, by what is wanted rather than by how it is put."""

import re

from bot.language.sentences.prices import BUYER, SELLER

_SOME = r"(?:\d|an?\b|one|two|three|all|both|most|more|extra|the|some|rest|at least|another|any|it all|everything)"
_SHARES = re.compile(
    r"\b(?:i|we|me|us|i'd|we'd)\b(?:(?!\b(?:you|did|had|was|were|when|how)\b)[^.?!;]){0,30}"
    r"\b(?:claim|grab|take|taking|insist on|use|get|getting|keep|keeping|be left with) (?:up )?"
    rf"{_SOME} (?:of (?:the |your )?)?\w+"
    r"|\byou\b[^.?!]{0,25}\b(?:spare|part with|give up|share)\b|\bhelp (?:me|us) out\b|\bspare (?:me|us|some|one)\b"
    r"|\b(?:\d|one|two|three|extra|more|additional|another|all)\b[^.?!]{0,30} would (?:really )?(?:be \w+|help)\b"
    r"|\b(?:is|are) (?:a must|essential|crucial|vital|a necessity)\b"
    r"|\bgot any\b|\bany(?: \w+){1,2} (?:left|to spare)\b"
)
_WISHED = re.compile(
    r"\b(?:what|which)\b[^.?!]*\b(?:you|your)\b[^.?!]*\b(?:need|want|looking|like|prefer|preference"
    r"|priorit\w+|after)\b[^.?!]*\??\s*$"
)
_OPEN = re.compile(
    r"^(?:what|which|how|why|you|do|are|is|hi|hello|hey|i am going|we are going)\b|\b(?:flexible"
    r"|whatever|not sure|don't (?:know|care|have|mind)"
    r"|depends|anything|either|your?)\b|\?"
)
"""What answers the question what one wants without naming it."""
_NAMED = re.compile(
    r"(?:(?:and|just|only|ok|okay|no|then|also|maybe)\b[ ,]*)*"
    r"(?:(?:the|all|both|any|\d|one|two|three|at least|everything|extra|more)\b ?)+(?:of )?(?:the )?(?!points?)\w*"
    r"(?: ?(?:,|and|&|or|plus) ?(?:the |all |both |\d |one |two |a )*\w+)*(?: (?:please|then|instead"
    r"|too|also|only))* ?[.!?]*"
    r"|\w+(?: (?:and|&) \w+)? (?:please|pls|plz)[ .!]*"
)
"""No more than the names of things: `and the ball`."""
_CHEAPER = re.compile(
    r"\b(?:best price|best you can do|best offer|(?:for|take|do|go|accept|pay) (?:a (?:bit"
    r"|little) )?less|cheaper|discount"
    r"|come down|go down|lower (?:the|your|it)|flexib\w+ (?:on|in|with|at)|price match|match (?:that|it|this)"
    r"|negotiat(?:e|ing)|special offers?|knock (?:some|anything|a bit)|out of my (?:price|budget)"
    r"|(?:over|above|outside) my (?:budget|price)|can(?:'t|not) afford|more than i (?:can|want|planned|wanted|was))\b"
)
_DEARER = re.compile(
    r"\b(?:better offer|make (?:me )?an offer|come up|go (?:any )?higher|closer to (?:my|the|our)"
    r"|(?:my )?asking price"
    r"|(?:the )?full price|worth (?:every|more|at least|the)|other (?:offers|buyers)|lowball\w*)\b"
)


def asks_loosely(low: str, role: str, before: str = "") -> bool:
    """Whether a text in lower case, in which no mark moves anything, still wants something. `before` is the turn it
    answers, in lower case."""
    if role == BUYER:
        return bool(_CHEAPER.search(low))
    if role == SELLER:
        return bool(_DEARER.search(low))
    if _SHARES.search(low) or _NAMED.fullmatch(low):
        return True
    return bool(_WISHED.search(before)) and not _OPEN.search(low)
