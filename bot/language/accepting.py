"""What a person types when they wonder whether to accept: `should I accept 95k?`, `can we take offer 2`."""

from dataclasses import dataclass

from bot.domain.worth import Figure
from bot.language.amounts import parse_amount
from bot.language.clean import LONGEST, clean_text
from bot.language.splitting import split_words
from bot.language.word_list import WordList

_ACCEPT = frozenset(
    "accept take agree agreed sign accepting taking annehmen akzeptieren nehmen zustimmen".split()
)
_OFFER = frozenset("offer angebot offers".split())
_AFTER = frozenset(
    "annehmen akzeptieren nehmen zustimmen or now from as for today in on instead then oder jetzt".split()
)
"""Words that may follow an amount; after any other one the number counts something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepting:
    """What would be accepted: a figure, the offer with a number, or neither: their last one."""

    amount: Figure | None = None
    offer: int | None = None


def read_accepting(text: str, *, locale: str) -> Accepting | None:
    """What the line asks about accepting; None where it asks something else, or about something without a figure."""
    words = split_words(clean_text(text[:LONGEST]).rstrip("?! "))
    if not any(word in _ACCEPT for word in words.low[: words.count]):
        return None
    offer = _offer(words)
    if offer is not None:
        return Accepting(offer=offer)
    amount = _amount(words, locale)
    if amount is not None:
        return Accepting(amount=amount)
    return None if any(char.isdecimal() for char in text) else Accepting()


def _offer(words: WordList) -> int | None:
    for i in range(words.count):
        number = words.low[i + 1].lstrip("#")
        if words.low[i] in _OFFER and number.isdecimal() and len(number) < 6:
            return int(number)
    return None


def _amount(words: WordList, locale: str) -> Figure | None:
    for i in range(words.count):
        found = parse_amount(words, i, locale, sized=False)
        if found is None or not isinstance(found.worth, Figure) or found.worth.amount <= 0:
            continue
        following = words.low[found.after]
        return found.worth if found.after >= words.count or following in _AFTER else None
    return None
