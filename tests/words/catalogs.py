"""The catalogs of all languages, read, brought up to date and checked against what templates and
code hold."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tests.words.extraction import TEMPLATES

LOCALE = TEMPLATES / "locale"
HEADERS = ('"Language:', '"Plural-Forms:', '"MIME-Version:', '"Content-T')
"""What the head of a catalog says; names and dates would change with each update."""
LEFT_OUT = frozenset({"%(kind)s %(what)s, %(state)s"})
"""Texts of which a language may leave a gap out, since what stands there reads well without it."""

_PLACE = re.compile(r"%\((\w+)\)s|(?<!%)%(?!%)|\{(\w+)\}")


def translated_languages() -> list[str]:
    """The languages that have a catalog; English needs none."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/messages.po"))


def path_of(language: str) -> Path:
    """Where the catalog of a language is."""
    return LOCALE / language / "LC_MESSAGES" / "messages.po"


def read_catalog_file(language: str) -> Catalog:
    """The catalog of a language; an empty one where it has none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="giveget", version="", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update_catalog(language: str, extracted: Catalog) -> Catalog:
    """The catalog of a language with all texts of today, written back.

    A text that is new has no translation; one whose English changed a little keeps its old one,
    marked as fuzzy.
    """
    catalog = read_catalog_file(language)
    catalog.update(extracted)
    text = BytesIO()
    write_po(text, catalog, width=100, ignore_obsolete=True, include_lineno=False)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_without_dates(text.getvalue().decode()), encoding="utf-8")
    return catalog


def _without_dates(text: str) -> str:
    """A catalog's text with nothing in its head but what a reader needs."""
    head, _, messages = text.partition("\n\n")
    entries = [line for line in head.splitlines() if not line.startswith("#")]
    kept = [line for line in entries if not line.startswith('"') or line.startswith(HEADERS)]
    return "\n".join(kept) + "\n\n" + messages


def find_problems(catalog: Catalog, extracted: Catalog) -> Iterator[str]:
    """What keeps a catalog from being complete: texts that are missing, fuzzy, broken or no longer
    used."""
    wanted = {_key(message): message for message in extracted if message.id}
    known = {_key(message): message for message in catalog if message.id}
    for key in wanted.keys() - known.keys():
        yield f"missing: {key}"
    for key in known.keys() - wanted.keys():
        yield f"no longer used: {key}"
    for key in wanted.keys() & known.keys():
        message = known[key]
        if not all(_forms(message.string)):
            yield f"not translated: {key}"
        elif message.fuzzy:
            yield f"fuzzy, look at it again: {key}"
        elif not _has_same_places(message):
            yield f"other placeholders than in English: {key}"


def _has_same_places(message: Message) -> bool:
    """Whether a translation has the gaps of the English, and no other."""
    english, translated = _forms(message.id), _forms(message.string)
    expected, found = _places("".join(english)), _places("".join(translated))
    # A number may be left to the word beside it, as in "every week" or "one side alone".
    return found <= expected and (found | {"num"} >= expected or not LEFT_OUT.isdisjoint(english))


def _places(text: str) -> set[str]:
    return {found[1] or found[2] or found[0] for found in _PLACE.finditer(text)}


def _forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def _key(message: Message) -> tuple[str, ...]:
    return (message.context or "", *_forms(message.id))
