"""What a spreadsheet may take for the beginning of a formula, in one place for the sheets that are read and those that
are written."""

from unicodedata import normalize

FORMULA_SIGNS = frozenset("=+-@−")
"""Signs that begin a formula, whatever form they are typed in: spreadsheets set for Asian languages take the full-width
ones (＝ ＋ － ＠) for the same, and some take the minus of typesetters."""

GUARD = "'"
"""What keeps a cell from being calculated. A spreadsheet that reads a file shows it as part of the text."""


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may calculate a cell with this text: it begins with one of the signs, blanks and control
    characters before it aside, or with a character that may end the cell before it."""
    # A tab or a line break at the beginning splits a cell where a file is pasted, and what follows begins a cell.
    if text[:1] in ("\t", "\r", "\n"):
        return True
    first = next((mark for mark in text if mark.isprintable() and not mark.isspace()), "")
    return bool(first) and normalize("NFKC", first)[0] in FORMULA_SIGNS


def guard_formula(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    return f"{GUARD}{text}" if begins_formula(text) else text


def without_guard(text: str) -> str:
    """The text of a cell without the apostrophe that kept it from being calculated."""
    is_guarded = text.startswith(GUARD) and begins_formula(text[1:])
    return text[1:] if is_guarded else text
