"""A document before it becomes a file: its title, its sections, and what stands at the foot of each page."""

from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError

from bot.coach.document_parts import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a document holds. `title` says what it is, `name` which deal it is of; `note` is said on each page, `empty`
    where there is no section."""

    title: str
    name: str
    day: date
    sections: tuple[Section, ...]
    note: str = ""
    empty: str = ""


def parse_locale(locale: str) -> Locale:
    """The locale with that tag; American English where there is none."""
    try:
        return Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en-US", sep="-")
