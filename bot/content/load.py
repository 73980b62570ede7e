"""Loads the content files of every language, once in a program's life."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.content.cards import build_deck, parse_card, parse_findings
from bot.content.libraries import (
    parse_library,
    parse_tradeables,
    translate_library,
    translate_tradeables,
)
from bot.content.objections import parse_objections
from bot.content.playbooks import parse_playbook
from bot.domain.cards import Deck
from bot.domain.deals import Side
from bot.domain.industries import Industry
from bot.domain.objections import Objection
from bot.domain.playbooks import Playbook
from bot.domain.tradeables import Library, Tradeable
from bot.language.languages import ENGLISH, LANGUAGES
from bot.language.vocabulary import word_table
from bot.shipped import shipped_path

TEMPLATES = shipped_path("templates")
"""The folder of templates and content."""


@cache
def load_libraries(folder: Path = TEMPLATES) -> Mapping[str, Mapping[Side, Library]]:
    """The starter libraries of tradeables, by language and side."""
    return {
        language: {side: _load_library(folder, language, side) for side in Side}
        for language in LANGUAGES
    }


@cache
def load_trade_libraries(
    folder: Path = TEMPLATES,
) -> Mapping[str, Mapping[tuple[Industry, Side], tuple[Tradeable, ...]]]:
    """What can be asked for in each trade that has a library of its own, by language, trade and side."""
    return {language: dict(_load_trades(folder, language)) for language in LANGUAGES}


def _load_trades(
    folder: Path, language: str
) -> Iterator[tuple[tuple[Industry, Side], tuple[Tradeable, ...]]]:
    for industry in Industry:
        for side in Side:
            path = f"library/{industry.value}/{side.value}.toml"
            if not (folder / path).exists():
                continue
            tradeables = parse_tradeables(_read(folder / path))
            translation = _read_translation(path, language, folder)
            if translation:
                tradeables = translate_tradeables(tradeables, translation, language)
            yield (industry, side), tradeables


def _load_library(folder: Path, language: str, side: Side) -> Library:
    path = f"library/{side.value}.toml"
    library = parse_library(_read(folder / path))
    translation = _read_translation(path, language, folder)
    return translate_library(library, translation, language) if translation else library


@cache
def load_decks(folder: Path = TEMPLATES) -> Mapping[str, Deck]:
    """The tactic cards by language. A card that nobody translated is there in English."""
    return {language: _load_deck(folder, language) for language in LANGUAGES}


def _load_deck(folder: Path, language: str) -> Deck:
    # People mix languages, so the filler of all of them is left out in each.
    filler = word_table("cards").words("filler")
    cards = []
    for path in sorted((folder / "cards").glob("*.toml")):
        translation = _read_translation(f"cards/{path.name}", language, folder)
        cards.append(parse_card(path.stem, _read(path), translation, filler=filler))
    findings = parse_findings(_read(content_path("evidence.toml", language, folder)))
    return build_deck(cards, findings, filler=filler)


@cache
def load_playbooks(folder: Path = TEMPLATES) -> Mapping[str, Mapping[Side, Playbook]]:
    """The playbooks by language and side, on the cards of the same language."""
    playbooks: dict[str, dict[Side, Playbook]] = {}
    for language, deck in load_decks(folder).items():
        playbooks[language] = {}
        for side in Side:
            path = content_path(f"playbooks/{side.value}.toml", language, folder)
            playbooks[language][side] = parse_playbook(_read(path), deck)
    return playbooks


@cache
def load_objections(
    folder: Path = TEMPLATES,
) -> Mapping[str, Mapping[Side, tuple[Objection, ...]]]:
    """Their objections with the trades that answer them, by language and side."""
    objections: dict[str, dict[Side, tuple[Objection, ...]]] = {}
    for language in LANGUAGES:
        objections[language] = {}
        for side in Side:
            path = content_path(f"objections/{side.value}.toml", language, folder)
            objections[language][side] = parse_objections(_read(path))
    return objections


def content_path(path: str, language: str, folder: Path = TEMPLATES) -> Path:
    """Where a content file stands in a language; the English one where nobody translated it."""
    translated = folder / language / path
    return translated if language != ENGLISH and translated.exists() else folder / path


def _read_translation(path: str, language: str, folder: Path) -> str:
    """What stands in a language instead of an English file; nothing where nobody translated it."""
    translated = content_path(path, language, folder)
    return "" if translated == folder / path else _read(translated)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
