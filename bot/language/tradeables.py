"""What is typed about things that can be asked for: `add extended warranty cost 2k`, `retire spare kit`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.worth import Worth
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine
from bot.language.vocabulary import word_table

_WORDS = word_table("tradeables")
_VERBS = _WORDS.meanings("verbs")
LONGEST_WHAT = 70
"""In characters; a longer one is no name of a thing."""


class TradeableVerb(StrEnum):
    """What a line does to a thing that can be asked for."""

    SAVE = "save"
    """Adds it, or changes what it costs."""
    RETIRE = "retire"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeableLine:
    """A line about a thing that can be asked for."""

    verb: TradeableVerb
    what: str
    cost: Worth | None = None
    worth: Worth | None = None


def read_tradeable(text: str, *, locale: str, today: date) -> TradeableLine | None:
    """What the line says; None where it names no thing, or says more than what it is and costs."""
    words = clean_text(text).split(maxsplit=1)
    if not words:
        return None
    verb = _VERBS.get(words[0].casefold())
    rest = words[1] if verb and len(words) > 1 else "" if verb else clean_text(text)
    if not rest:
        return None
    if verb in (TradeableVerb.RETIRE, TradeableVerb.RETURN):
        return TradeableLine(verb=TradeableVerb(verb), what=rest)
    # Read as a give, whose line may say what it costs its giver and what it is worth to who gets it.
    reading = read_line(rest, command=Command.CONCEDE, locale=locale, today=today)
    if not isinstance(reading, ParsedLine) or reading.not_read or reading.for_what:
        return None
    if not reading.what or len(reading.what) > LONGEST_WHAT:
        return None
    return TradeableLine(
        verb=TradeableVerb.SAVE, what=reading.what, cost=reading.cost, worth=reading.worth
    )
