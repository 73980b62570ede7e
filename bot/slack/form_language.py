"""Forms in the language of whoever opened them. Forms are declared in English; what they say is
looked up here."""

from bot.slack import limits_table as limits
from bot.slack.blocks import Block, Element, Part, plain_text
from bot.slack.markup import truncate
from bot.translations import Catalogue

LONGEST = {
    "title": limits.VIEW_TITLE,
    "submit": limits.VIEW_TITLE,
    "close": limits.VIEW_TITLE,
    "placeholder": limits.PLACEHOLDER,
    "description": limits.OPTION_TEXT,
    "option": limits.OPTION_TEXT,
}
"""How many characters fit, by the place in a form; a translation is cut to that."""
TRANSLATED_BLOCKS = frozenset({"input", "section"})
"""The blocks of a form that Python writes; all others are a template's, and in its language."""

_TEXT_TYPES = frozenset({"plain_text", "mrkdwn"})


class Typed(str):
    """A text in a form that somebody typed: it stays as it is in every language."""

    __slots__ = ()


def as_typed(element: Block) -> Block:
    """An option of a form whose label somebody typed."""
    label = plain_text(element["text"]["text"])
    return element | {"text": label | {"text": Typed(label["text"])}}


def translate_view(view: Block, catalogue: Catalogue) -> Block:
    """A form in a language: its title, its buttons, its questions; what was typed into it stays."""
    if catalogue.is_english:
        return view
    translated: Block = {}
    for name, part in view.items():
        if name == "blocks":
            translated[name] = [_translate_block(block, catalogue) for block in part]
        else:
            translated[name] = _translate_part(name, part, catalogue)
    return translated


def _translate_block(block: Block, catalogue: Catalogue) -> Element:
    if block["type"] not in TRANSLATED_BLOCKS:
        return block
    return {name: _translate_part(name, part, catalogue) for name, part in block.items()}


def _translate_part(place: str, part: Part, catalogue: Catalogue) -> Part:
    """A part of a form with every text in it translated; `place` is the key that it stands under."""
    if isinstance(part, list):
        return [_translate_part(place, each, catalogue) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") in _TEXT_TYPES and isinstance(part.get("text"), str):
        return _translate_text(place, part, catalogue)
    # An option is known by its value; its text has another limit than other texts have.
    is_option = "value" in part
    return {
        name: _translate_part("option" if is_option and name == "text" else name, each, catalogue)
        for name, each in part.items()
    }


def _translate_text(place: str, part: Element, catalogue: Catalogue) -> Element:
    if isinstance(part["text"], Typed):
        return part
    translated = catalogue.reads(part["text"])
    if place in LONGEST:
        translated = truncate(translated, LONGEST[place])
    return part | {"text": translated}
