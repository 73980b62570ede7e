"""An amount on its own, as typed into a field of a form."""

from bot.domain.worth import Worth
from bot.language.amounts import parse_amount
from bot.language.clean import clean_text
from bot.language.splitting import split_line


def read_amount(text: str, locale: str) -> Worth | None:
    """The amount that the whole text names (`12k`, `12,000 EUR`, `10-15k`, `M`), or None where it names none or more
    than that."""
    words = split_line(clean_text(text), locale)
    found = parse_amount(words, 0, locale) if words.count else None
    return found.worth if found is not None and found.after >= words.count else None
