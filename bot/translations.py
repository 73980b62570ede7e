"""How our own words read in another language: gettext catalogs,
`templates/locale/<language>/LC_MESSAGES/messages.po`.

English is the text in the templates and in the code, and looked up where it is shown. What people
typed is never looked up. A catalog is read as it stands in the source tree; what it compiles to is
kept beside compiled templates.
"""

import re
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_GAP = re.compile(r"\{(\w+)\}")


def N_(text: str) -> str:  # noqa: N802 - gettext's name for it
    """Marks a text for the catalogs that is translated later, where it is shown."""
    return text


class Messages(GNUTranslations):
    """The messages of a compiled catalog."""

    def with_gaps(self) -> dict[str, str]:
        """Texts of the code in which something is inserted, such as `In {unit}`, with their
        translations."""
        texts = self._catalog  # type: ignore[attr-defined]  # the standard library's own, for classes such as this
        return {text: texts[text] for text in texts if isinstance(text, str) and _GAP.search(text)}


class Catalogue:
    """The words of one language. Without any messages everything reads as it is in English."""

    def __init__(self, messages: Messages | None = None) -> None:
        translations = messages or NullTranslations()
        self.gettext = translations.gettext
        self.pgettext = translations.pgettext
        self.ngettext = translations.ngettext
        self.npgettext = translations.npgettext
        self.is_english = messages is None
        with_gaps = messages.with_gaps() if messages else {}
        # The fullest text is tried first: "In {unit}, {unit} only" before "In {unit}".
        fullest_first = sorted(with_gaps, key=lambda text: len(_GAP.sub("", text)), reverse=True)
        self._patterns = [(_pattern(text), with_gaps[text]) for text in fullest_first]

    def reads(self, text: str) -> str:
        """How a text of the code reads, also one that has something inserted already. English where
        none is known."""
        found = self.gettext(text)
        if found is not text:
            return found
        for pattern, translated in self._patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                return translated.format(**match.groupdict())
        return text

    def translate(self, text: str, /, **values: object) -> str:
        """A text of ours with values in its gaps, as plain text."""
        found = self.gettext(text)
        return found % values if values else found


ENGLISH_CATALOGUE = Catalogue()


@cache
def load_catalogue(folder: Path, language: str) -> Catalogue:
    """The catalog of a language under a folder of templates; English for a language without one."""
    source = folder / "locale" / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return ENGLISH_CATALOGUE
    text = source.read_bytes()
    compiled = folder / "__pycache__" / f"{language}-{sha256(text).hexdigest()[:12]}.mo"
    if compiled.exists():
        return Catalogue(Messages(BytesIO(compiled.read_bytes())))
    content = compile_catalog(text)
    # In an image the folder may not be written to; then each start compiles anew.
    with suppress(OSError):
        compiled.parent.mkdir(exist_ok=True)
        compiled.write_bytes(content)
    return Catalogue(Messages(BytesIO(content)))


def compile_catalog(text: bytes) -> bytes:
    """A catalog in gettext's binary form. What is marked as fuzzy is left out."""
    content = BytesIO()
    write_mo(content, read_po(BytesIO(text)))
    return content.getvalue()


def _pattern(text: str) -> re.Pattern[str]:
    """A text with gaps as a pattern; a gap named twice holds the same both times."""
    names: set[str] = set()
    parts: list[str] = []
    at = 0
    for gap in _GAP.finditer(text):
        parts.append(re.escape(text[at : gap.start()]))
        parts.append(f"(?P={gap[1]})" if gap[1] in names else f"(?P<{gap[1]}>.+?)")
        names.add(gap[1])
        at = gap.end()
    return re.compile("".join(parts) + re.escape(text[at:]), re.DOTALL)
