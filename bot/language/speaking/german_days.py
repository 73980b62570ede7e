"""Days in what people typed in German, as they are said: *bis zum 11. Dezember* for *bis 11. Dez*."""

import re

from bot.language.patterns import compile_late

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_BY_START = {month[:3].lower(): month for month in _MONTHS} | {"mrz": "März"}
_DAY_OF_MONTH = compile_late(
    r"(?P<by>\bbis (?:zum )?)?\b(?P<day>\d{1,2})\.? ?"
    rf"(?P<month>{'|'.join(_BY_START)})[a-zäöü]*\b\.?",
    re.IGNORECASE,
)
_BY_NUMBERS = re.compile(r"\bbis (?=\d{1,2}\.\d{1,2}\.)")
_LATE_DAY = re.compile(
    r"^(?P<who>Sie|wir) (?P<what>\S.*?) (?P<day>bis (?:zum \d{1,2}\. \w+|\w+tag)) (?P<verb>\w+en)$"
)


def spell_days(clause: str) -> str:
    """The clause with its days written out, and a last day before what is done by then: *Sie bis zum 27. November 500
    Stück bestellen*."""
    dated = _DAY_OF_MONTH.sub(_spell_day, _BY_NUMBERS.sub("bis zum ", clause))
    return _LATE_DAY.sub(r"\g<who> \g<day> \g<what> \g<verb>", dated)


def _spell_day(found: re.Match[str]) -> str:
    by = "bis zum " if found["by"] else ""
    return f"{by}{found['day']}. {_BY_START[found['month'].lower()]}"
