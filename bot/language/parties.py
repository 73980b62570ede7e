"""Which of several parties a line is about: `5% off to Beta`, `reference call from Acme`, `Beta: 5% off`."""

import re
from collections.abc import Iterable

from bot.language.vocabulary import word_table

_TOWARDS = word_table("parties").pattern("towards")


def find_party(what: str, names: Iterable[str]) -> str:
    """The name in a wording as the deal writes it; "" where none of them ends or begins the wording. The longest name
    wins, so that *Beta Labs* is not taken for *Beta*."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        named = re.escape(name)
        # Only the end or the beginning: `a Beta licence` is a thing.
        at_end = rf".*\S\s+{_TOWARDS}\s+(?:the\s+)?{named}"
        at_beginning = rf"{named}\s*:\s*\S.*"
        if re.fullmatch(f"{at_end}|{at_beginning}", what, re.IGNORECASE | re.DOTALL):
            return name
    return ""


def split_names(text: str) -> tuple[str, ...]:
    """The names in a field that takes several, separated by commas, each once whatever its case."""
    names: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        name = " ".join(part.split())
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())
