"""Levels of issues as people type them, and words that a plan must not hold."""

import re
from decimal import Decimal

from bot.domain.worth import Figure
from bot.language.amounts import parse_amount
from bot.language.clean import clean_text
from bot.language.figures import read_amount
from bot.language.splitting import split_words

_NUMBER = re.compile(r"[-−]?\d[\d.,'’]*\d|[-−]?\d")
_PAY_HISTORY = re.compile(
    r"\b(?:(?:salary|pay|wage|compensation) history|(?:current|previous|last|present|former|old) "
    r"(?:\w+ )?(?:salary|pay|wage|wages|compensation|package)|(?:earns|earned|makes|made|is paid|was paid) "
    r"(?:now|today|currently|before|at|there)|gehaltshistorie|gehaltsverlauf|"
    r"(?:aktuelle[sn]?|bisherige[sn]?|letzte[sn]?|jetzige[sn]?|derzeitige[sn]?|frühere[sn]?) (?:\w+)?gehalt|"
    r"verdient (?:jetzt|heute|derzeit|aktuell|bisher|dort))\b",
    re.IGNORECASE,
)


def read_number(text: str, locale: str) -> Decimal | None:
    """The number that a level names: of `95k` 95,000, of `24 months` 24, of `net 60` 60; None where it names none or
    more than one."""
    worth = read_amount(text, locale)
    if isinstance(worth, Figure):
        return worth.amount
    found = _NUMBER.findall(clean_text(text))
    if len(found) != 1:
        return None
    only = read_amount(found[0].lstrip("-−"), locale)
    if not isinstance(only, Figure):
        return None
    return -only.amount if found[0][0] in "-−" else only.amount


def mentions_amount(text: str, amount: Decimal, locale: str) -> bool:
    """Whether a sentence names that amount, in whatever spelling."""
    words = split_words(clean_text(text))
    found = (parse_amount(words, i, locale, sized=False) for i in range(words.count))
    return any(
        a is not None and isinstance(a.worth, Figure) and amount in _ends(a.worth) for a in found
    )


def _ends(figure: Figure) -> tuple[Decimal | None, ...]:
    return figure.amount, figure.low, figure.high


def mentions_pay_history(text: str) -> bool:
    """Whether a text speaks of what somebody earned so far, which has no place in a hiring deal."""
    return _PAY_HISTORY.search(text) is not None
