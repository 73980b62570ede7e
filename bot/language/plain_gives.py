"""What we give, told as a sentence without a command and with what it costs us: `we give them a second bartender, cost
150`, `wir stellen die Putzmittel, kostet 35`; and a reason that stands before the give (`they waived the fee so free
coffee`)."""

import re

from bot.language.clean import clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("plain_gives")
_LONGEST = 250
"""Characters of a line that is looked at."""
_FIRST = rf"(?:(?:{_WORDS.alternatives('first')})[,\s]+)*"
_WE_GIVE = "|".join(_WORDS.expressions("we_give"))
_ABOUT = rf"(?:(?:{_WORDS.alternatives('about')})\s*)?"
_MONEY = rf"(?:\s?(?:{_WORDS.alternatives('money')}))?"
_AMOUNT = rf"(?P<amount>{_ABOUT}[$€£]?\s?\d[\d.,]*\s?k?{_MONEY})"
_COST = rf"[,;\s]+(?:{_WORDS.alternatives('costs')})\s+{_AMOUNT}[\s.!]*"
_GIVES = compile_late(rf"{_FIRST}(?:{_WE_GIVE})\s+(?P<thing>\S.*?){_COST}", re.IGNORECASE)
_DOES = compile_late(
    rf"{_FIRST}(?:{_WORDS.alternatives('we')})\s+(?P<verb>{_WORDS.alternatives('does')})(?:\s+(?:{_WORDS.alternatives('them')}))?\s+(?P<thing>\S.*?){_COST}",
    re.IGNORECASE,
)
_FREE = compile_late(
    rf"{_FIRST}(?P<thing>(?:{_WORDS.alternatives('free')})\s+\S.*?)(?:{_COST}|,\s+(?P<bare>[$€£]?\d[\d.,]*\s?k?)[\s.!]*)",
    re.IGNORECASE,
)
_NO_REPORT = _WORDS.expression("no_report", re.IGNORECASE)
_COST_WORD = str(_WORDS.alternatives("cost_word"))
_VERB_LAST = _WORDS.spellings("verb_last")
_REASON_FIRST = compile_late(
    rf"{_FIRST}(?P<reason>(?:{_WORDS.alternatives('they')})\s+(?:{_WORDS.alternatives('did')})(?!\w).*?),?\s+(?:{_WORDS.alternatives('so')})"
    rf"(?:\s+(?:{_WORDS.alternatives('so_we')}))?\s+"
    rf"(?!(?:{_WORDS.alternatives('so_no_give')})(?!\w))(?P<give>\S.*)",
    re.IGNORECASE,
)
_HELPED = compile_late(
    rf"(?P<who>\S+(?:\s\S+)?)\s+(?P<verb>{_WORDS.alternatives('helped')})\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)


def find_plain_give(text: str) -> str | None:
    """The line of a give that a sentence tells with its cost, as it stands after the command; None for any other: what
    is asked, thought of or hangs on something is read as that."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or "?" in typed or _NO_REPORT.search(typed) is not None:
        return None
    found = _GIVES.fullmatch(typed)
    if found is not None:
        return _write_line(found["thing"], found["amount"])
    found = _DOES.fullmatch(typed)
    if found is not None:
        verb = found["verb"].casefold()
        last = _VERB_LAST.get(verb)
        thing = f"{found['thing']} {last}" if last else f"{verb} {found['thing']}"
        return _write_line(thing, found["amount"])
    found = _FREE.fullmatch(typed)
    if found is None:
        return None
    return _write_line(found["thing"], found["amount"] or found["bare"])


def _write_line(thing: str, amount: str) -> str:
    return f"{thing.rstrip(' ,')}, {_COST_WORD} {amount.strip()}"


def put_reason_last(text: str) -> str:
    """A line that tells a reason before what is given for it, with the reason behind it: `free coffee because they
    waived the fee`; any other as it is."""
    typed = clean_text(text[: _LONGEST * 4])
    found = _REASON_FIRST.fullmatch(typed) if len(typed) <= _LONGEST else None
    if found is None:
        return text
    helped = _HELPED.fullmatch(found["reason"])
    give = found["give"].strip(" .!")
    if helped is None:
        return f"{give} because {found['reason']}"
    # In German the helping verb goes to the end of the reason.
    return f"{give}, weil {helped['who']} {helped['rest']} {helped['verb']}"
