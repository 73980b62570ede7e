"""Every text that is looked up in a catalog, found in the templates and in the code that speaks to
people."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from bot.domain.deals import DealState
from bot.domain.moves import State
from bot.domain.offers import OfferState
from tests.words.code_texts import code_texts

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
KEYWORDS = {**DEFAULT_KEYWORDS, "translate": None, "_translate": None, "_plural": (1, 2)}
ENUMERATIONS: tuple[tuple[str, type[StrEnum]], ...] = (
    ("state", State),
    ("state of an offer", OfferState),
    ("state of a deal", DealState),
)
"""Values that are shown as they are called, with the context that they are looked up in."""
JINJA = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "silent": "false"}


def extract_catalog() -> Catalog:
    """A catalog of all texts, without any translation."""
    catalog = Catalog(project="giveget", version="", charset="utf-8", fuzzy=False)
    for path, method, options in sources():
        name = str(path.relative_to(ROOT))
        with path.open("rb") as file:
            found = extract(method, file, KEYWORDS, ["L10n:"], options)
            for _line, text, comments, context in found:
                catalog.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
    for context, values in ENUMERATIONS:
        for value in values:
            catalog.add(value.replace("_", " "), context=context)
    for each in code_texts():
        message = catalog.add(each.text, locations=[(each.file, 0)])
        # Nothing is inserted with % in these, so that "5 % of the month" is no format.
        message.flags.discard("python-format")
    return catalog


def sources() -> Iterator[tuple[Path, str, Mapping[str, str]]]:
    """Each file with texts in it, how they are found, and the options for that."""
    for path in sorted(TEMPLATES.rglob("*.j2")):
        if path.relative_to(TEMPLATES).parts[0] not in {"overrides", "de"}:
            yield path, "jinja2.ext:babel_extract", JINJA
    for path in sorted((TEMPLATES / "documents").glob("*.*")):
        yield path, "jinja2.ext:babel_extract", JINJA
    for folder in ("slack", "documents"):
        for path in sorted((ROOT / "bot" / folder).rglob("*.py")):
            yield path, "python", {}
