"""An amount on its own, as typed into a field of a form."""

from bot.domain.worth import Worth
from bot.language.amounts import amount_at
from bot.language.clean import clean
from bot.language.pieces import split_in


def read_amount(text: str, locale: str) -> Worth | None:
    """The amount that the whole text names (`12k`, `12,000 EUR`, `10-15k`, `M`), or None where it names none or more
    than that."""
    words = split_in(clean(text), locale)
    found = amount_at(words, 0, locale) if words.count else None
    return found.worth if found is not None and found.after >= words.count else None
