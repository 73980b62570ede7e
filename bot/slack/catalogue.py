"""How our own words read in another language: gettext catalogs, `templates/locale/<language>/LC_MESSAGES/messages.po`.

English is the text in the templates and in the code, and looked up where it is shown. What people typed is never
looked up. A catalog is read as it stands in the source tree; what it compiles to is kept beside compiled templates.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.slack import limits_table as limits
from bot.slack.blocks import Block, words
from bot.slack.markup import cut

COMMANDS = "commands"
"""The table of a file that lists what may be typed instead of an English word."""

LONGEST = {
    "title": limits.VIEW_TITLE,
    "submit": limits.VIEW_TITLE,
    "close": limits.VIEW_TITLE,
    "placeholder": limits.PLACEHOLDER,
    "description": limits.OPTION_TEXT,
}
OPTION = limits.OPTION_TEXT
ASKING = frozenset({"input", "section"})
"""The blocks of a form that Python writes; all others are a template's."""

TEXTS = frozenset({"plain_text", "mrkdwn"})
_GAP = re.compile(r"\{(\w+)\}")


class Typed(str):
    """A text in a form that somebody typed: it stays as it is in every language."""

    __slots__ = ()


class UnusableCatalogue(ValueError):
    """A catalogue says one thing in two ways, or a translation lacks a part of its English."""


class Catalogue:
    """The words of one language. Without any, everything reads as it is."""

    def __init__(
        self,
        texts: Mapping[str, str] | None = None,
        commands: Mapping[str, str] | None = None,
        translations: NullTranslations | None = None,
    ) -> None:
        messages = translations or NullTranslations()
        self.gettext = messages.gettext
        self.pgettext = messages.pgettext
        self.ngettext = messages.ngettext
        self.npgettext = messages.npgettext
        self.texts = dict(texts or {})
        self.commands = dict(commands or {})
        with_gaps = sorted(
            (text for text in self.texts if _GAP.search(text)), key=_written, reverse=True
        )
        self._patterns = [(_pattern(text), self.texts[text]) for text in with_gaps]

    def reads(self, text: str) -> str:
        """How a text of ours reads; `{unit}` in an entry stands for whatever is there. English where none is known."""
        found = self.texts.get(text) or self.gettext(text)
        if found is not text or not self._patterns:
            return found
        return self._filled(text)

    def translate(self, text: str, /, **values: object) -> str:
        """A text of ours with values in its gaps, as plain text."""
        found = self.gettext(text)
        return found % values if values else found

    def _filled(self, text: str) -> str:
        for pattern, translated in self._patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                return _GAP.sub(lambda gap: match[gap[1]], translated)  # noqa: B023 - called before the next round
        return text

    def command(self, word: str) -> str:
        """The English word of a command that was typed in this language."""
        return self.commands.get(word, word)

    def view(self, view: Block) -> Block:
        """A form in this language: its title, its buttons, its questions; what was typed into it stays."""
        if not self.texts:
            return view
        return {
            name: self._blocks(part) if name == "blocks" else self._part(name, part)
            for name, part in view.items()
        }

    def _blocks(self, blocks: Iterable[Block]) -> list[object]:
        return [self._part("", block) if block["type"] in ASKING else block for block in blocks]

    def _part(self, place: str, part: object) -> object:
        if isinstance(part, list):
            return [self._part(place, each) for each in part]
        if not isinstance(part, dict):
            return part
        if part.get("type") in TEXTS and isinstance(part.get("text"), str):
            return self._text(place, part)
        inside = "option" if "value" in part else ""
        return {
            name: self._part(inside if name == "text" and inside else name, each)
            for name, each in part.items()
        }

    def _text(self, place: str, part: Block) -> Block:
        said = part["text"]
        if isinstance(said, Typed):
            return part
        longest = OPTION if place == "option" else LONGEST.get(place, 0)
        translated = self.reads(said)
        return part | {"text": cut(translated, longest) if longest else translated}


def read_translations(folder: Path, language: str) -> NullTranslations:
    """The messages of a language under a folder of templates; none for a language without a catalog."""
    source = folder / "locale" / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    text = source.read_bytes()
    digest = sha256(text).hexdigest()[:12]
    compiled = folder / "__pycache__" / f"{language}-{digest}.mo"
    if not compiled.exists():
        content = _compile(text)
        # In an image the folder may not be written to; then each start compiles anew.
        with suppress(OSError):
            compiled.parent.mkdir(exist_ok=True)
            compiled.write_bytes(content)
        return GNUTranslations(BytesIO(content))
    return GNUTranslations(BytesIO(compiled.read_bytes()))


def _compile(text: bytes) -> bytes:
    content = BytesIO()
    write_mo(content, read_po(BytesIO(text)))
    return content.getvalue()


def as_typed(element: Block) -> Block:
    """An option of a form whose label somebody typed."""
    return element | {
        "text": words(element["text"]["text"]) | {"text": Typed(element["text"]["text"])}
    }


def read_catalogue(folder: Path, translations: NullTranslations | None = None) -> Catalogue:
    """The catalogue of all files in a folder. Raises `UnusableCatalogue`."""
    texts: dict[str, str] = {}
    commands: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        _keep(commands, _command_words(table.pop(COMMANDS, {})), path.name)
        _keep(texts, table.items(), path.name)
    for english, translated in texts.items():
        if set(_GAP.findall(english)) != set(_GAP.findall(translated)):
            raise UnusableCatalogue(english)
    return Catalogue(texts, commands, translations)


def _command_words(table: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    """Each translated word with its English one."""
    return ((word.casefold(), english) for english, those in table.items() for word in those)


def _keep(kept: dict[str, str], said: Iterable[tuple[str, str]], source: str) -> None:
    for english, translated in said:
        if kept.setdefault(english, translated) != translated:
            raise UnusableCatalogue(f"{source}: {english}")


def _written(text: str) -> int:
    """How much of an entry is words of its own: the fullest one is tried first."""
    return len(_GAP.sub("", text))


def _pattern(text: str) -> re.Pattern[str]:
    names: set[str] = set()
    parts: list[str] = []
    at = 0
    for gap in _GAP.finditer(text):
        parts.append(re.escape(text[at : gap.start()]))
        parts.append(f"(?P={gap[1]})" if gap[1] in names else f"(?P<{gap[1]}>.+?)")
        names.add(gap[1])
        at = gap.end()
    return re.compile("".join(parts) + re.escape(text[at:]), re.DOTALL)


ENGLISH_CATALOGUE = Catalogue()
