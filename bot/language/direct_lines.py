"""Lines typed to the bot as commands without their slash, and reports of what we gave.

`concede 5% off cost 12k`, `ask 24-month term worth 30k`, `we gave 3% on the call, cost 7k`.
"""

import re

from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("direct_lines")
_ALWAYS = _WORDS.words("always_commands")
_WITH_FIGURES = _WORDS.words("commands_with_figures")
_LABELS = compile_late(rf"(?<!\w)(?:{_WORDS.pattern('labels')})(?!\w)|#\d", re.IGNORECASE)
_OFFERED = compile_late(rf"(?:{_WORDS.pattern('issues')}\s+)?[€$£]?\d", re.IGNORECASE)
_WE_GAVE = compile_late(rf"\s*(?:{_WORDS.pattern('we_gave')})(?!\w)", re.IGNORECASE)
_NO_REPORT = compile_late(rf"(?<!\w)(?:{_WORDS.pattern('no_report')})(?!\w)|\?", re.IGNORECASE)

_OUR_CONDITION = compile_late(rf"(?<!\w)(?:{_WORDS.pattern('conditions')})(?!\w)", re.IGNORECASE)
_NOTHING_BACK = compile_late(
    rf"[\s,.;–-]+(?:{_WORDS.pattern('nothing_back')})[\s.!]*$", re.IGNORECASE
)
_THEIR_DEED = compile_late(rf"\s*(?:{_WORDS.pattern('their_deeds')})(?!\w)", re.IGNORECASE)
_OUR_DEED = compile_late(rf"\s*(?:{_WORDS.pattern('our_deeds')})(?!\w)", re.IGNORECASE)


def find_command(text: str) -> tuple[str, str] | None:
    """The command and the rest of a line that begins with its name, without a slash; None for a sentence that happens
    to: `got their counter: 2.10 per unit`, `ask them for a discount?`."""
    first, _, rest = text.strip().partition(" ")
    name, rest = first.casefold(), rest.strip()
    if name in _ALWAYS and rest:
        return f"/{name}", rest
    if name not in _WITH_FIGURES or not rest or "?" in rest:
        return None
    is_line = _OFFERED.match(rest) if name == "offer" else _LABELS.search(rest)
    return (f"/{name}", rest) if is_line else None


def is_report_of_give(text: str) -> bool:
    """Whether a sentence only tells what we gave, with a figure: to be recorded like a line after `/concede`."""
    has_figure = any(map(str.isdecimal, text))
    return has_figure and _WE_GAVE.match(text) is not None and not is_more_than_report(text)


def is_more_than_report(text: str) -> bool:
    """Whether a sentence asks, complains or tells a story beside what was given."""
    return _NO_REPORT.search(_OUR_CONDITION.sub(" ", text)) is not None


def leave_out_nothing_back(text: str) -> str:
    """A report of what we gave without the remark that nothing came for it, which the ledger tells anyway: `gave them
    15% off, nothing back`."""
    return _NOTHING_BACK.sub("", text)


def tells_our_deed(text: str) -> bool:
    """Whether a sentence tells what we said to them, paid or do for something, so that it is no offer of theirs: `told
    them pickup is 20 a trip`."""
    return _OUR_DEED.match(text) is not None


def tells_their_deed(text: str) -> bool:
    """Whether a sentence tells what they do or will do, so that it is no wish of theirs: `theyre delivering on the
    20th then`, `he keeps the deposit if we cancel`."""
    return "?" not in text and _THEIR_DEED.match(text) is not None
