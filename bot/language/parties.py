"""Which of several parties a line is about: `5% off to Beta`, `reference call from Acme`, `Beta: 5% off`."""

import re
from collections.abc import Iterable

_TOWARDS = r"(?:to|for|from|with|by|an|für|von|mit|bei)"


def find_party(what: str, names: Iterable[str]) -> str:
    """The name in a wording as the deal writes it; "" where none of them ends or begins the wording. The longest name
    wins, so that *Beta Labs* is not taken for *Beta*."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        named = re.escape(name)
        if re.fullmatch(
            rf".*\S\s+{_TOWARDS}\s+(?:the\s+)?{named}|{named}\s*:\s*\S.*",
            what,
            re.IGNORECASE | re.DOTALL,
        ):
            return name
    return ""


def split_names(text: str) -> tuple[str, ...]:
    """The names in a field that takes several, separated by commas, each once."""
    names = (re.sub(r"\s+", " ", name).strip() for name in re.split(r"[,;\n]", text))
    found: dict[str, str] = {}
    for name in filter(None, names):
        found.setdefault(name.casefold(), name)
    return tuple(found.values())
