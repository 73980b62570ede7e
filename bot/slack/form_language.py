"""Forms in the language of whoever opened them. Forms are declared in English; what they say is
looked up here."""

from collections.abc import Iterable

from bot.slack import limits_table as limits
from bot.slack.blocks import Block, plain_text
from bot.slack.markup import truncate
from bot.translations import Catalogue

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


class Typed(str):
    """A text in a form that somebody typed: it stays as it is in every language."""

    __slots__ = ()


def as_typed(element: Block) -> Block:
    """An option of a form whose label somebody typed."""
    return element | {
        "text": plain_text(element["text"]["text"]) | {"text": Typed(element["text"]["text"])}
    }


def translate_view(view: Block, catalogue: Catalogue) -> Block:
    """A form in a language: its title, its buttons, its questions; what was typed into it stays."""
    if catalogue.is_english:
        return view
    return FormTranslation(catalogue).view(view)


class FormTranslation:
    """The parts of a form, one by one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def view(self, view: Block) -> Block:
        """The form with all of its parts."""
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
        translated = self._catalogue.reads(said)
        return part | {"text": truncate(translated, longest) if longest else translated}
