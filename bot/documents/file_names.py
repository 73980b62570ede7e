"""What a document is called as a file: safe on every system, and safe to open."""

import unicodedata
from datetime import date

from bot.domain.documents import DocumentForm
from bot.language.formula_signs import begins_formula

LONGEST_NAME = 60
"""Characters of a deal's name in the name of a file; systems take 255 bytes in all."""
_UNSAFE = frozenset('/\\:*?"<>|')
"""What one system or another does not take in the name of a file."""


def build_file_name(deal: str, what: str, day: date, form: DocumentForm) -> str:
    """`Acme renewal, ledger, 2026-11-23.xlsx`."""
    name = clean_file_name(deal)
    parts = (name, what, day.isoformat()) if name else (what, day.isoformat())
    return f"{', '.join(parts)}.{form}"


def clean_file_name(text: str) -> str:
    """What people typed as a part of a file's name, without signs that a system or a spreadsheet would misread."""
    safe = "".join(" " if _is_unsafe(mark) else mark for mark in text)
    safe = " ".join(safe.split())[:LONGEST_NAME].strip(" .'")
    while begins_formula(safe):
        safe = safe[1:].strip(" .'")
    return safe


def _is_unsafe(mark: str) -> bool:
    # Marks of direction and the like are no letters, and can make a name end otherwise than it seems to.
    return mark in _UNSAFE or unicodedata.category(mark).startswith("C")
