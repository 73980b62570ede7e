"""Tactic cards from TOML files: one card in each, and one file of the findings they stand on."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from bot.content.parsing import (
    Table,
    UnreadableContent,
    parse_toml,
    report_unreadable,
    take_text,
    take_texts,
)
from bot.domain.cards import Card, Deck, Findings, ResearchFinding, extract_keywords
from bot.domain.deals import Side
from bot.domain.fillings import parse_sentence
from bot.domain.phases import Phase
from bot.domain.stuck import Happening, Matter

NAME_AT_MOST, LINE_AT_MOST, TEXT_AT_MOST = 60, 200, 600
"""How long a card's texts may be, so that a card and a page of cards fit into one message."""


def parse_findings(text: str) -> dict[str, ResearchFinding]:
    """The findings of a file, by id. Raises `UnreadableContent`."""
    findings = {}
    with report_unreadable("findings"):
        for id_, table in parse_toml(text).items():
            if not isinstance(table, dict):
                raise TypeError(f"{id_} is not a table")
            finding, source = take_text(table, "finding"), take_text(table, "source")
            findings[id_] = ResearchFinding(id=id_, finding=finding, source=source)
    return findings


def parse_card(
    id_: str, text: str, translation: str = "", *, filler: AbstractSet[str] = frozenset()
) -> Card:
    """The card of a file, in the words of its translation where there is one. Raises
    `UnreadableContent`.

    `filler` are words that say nothing of the situation a card is for.
    """
    with report_unreadable(id_):
        table = parse_toml(text)
        return _build_card(id_, table, parse_toml(translation) if translation else table, filler)


def _build_card(id_: str, table: Table, wording: Table, filler: AbstractSet[str]) -> Card:
    """`table` says what the card is for, `wording` says it in the reader's language."""
    situations = " ".join(take_texts(wording, "situations"))
    return Card(
        id=id_,
        name=_take_plain(wording, "name", NAME_AT_MOST),
        aka=take_texts(wording, "aka"),
        line=_take_plain(wording, "line", LINE_AT_MOST),
        when=_take_plain(wording, "when"),
        say=parse_sentence(take_text(wording, "say", most=TEXT_AT_MOST)),
        stop=_take_plain(wording, "stop"),
        safeguard=_take_plain(wording, "safeguard"),
        counter=_take_plain(wording, "counter"),
        combines=take_texts(table, "combines"),
        phases=frozenset(map(Phase, take_texts(table, "phases"))),
        sides=frozenset(map(Side, take_texts(table, "sides"))),
        situations=extract_keywords(situations, filler),
        happening=tuple(map(Happening, take_texts(table, "happening"))),
        matters=frozenset(map(Matter, take_texts(table, "matters"))),
        evidence=take_texts(table, "evidence"),
        source=str(wording.get("source", table.get("source", ""))),
        recognise=table.get("recognise", False) is True,
        says=take_texts(wording, "says"),
    )


def _take_plain(table: Table, key: str, most: int = TEXT_AT_MOST) -> str:
    """A text without blanks: only what a card says to the other side may have some."""
    text = take_text(table, key, most=most)
    if "{" in text:
        raise ValueError(f"{key} has a blank; only say may have some")
    return text


def build_deck(
    cards: Sequence[Card], findings: Findings, *, filler: AbstractSet[str] = frozenset()
) -> Deck:
    """A deck of cards that fit together, by name.

    Raises `UnreadableContent` where two cards share an id or a name, where a card names a card or a
    finding that is not there, or where it has no phase or stands on neither a finding nor a source.
    """
    _require_distinct(card.id for card in cards)
    _require_distinct(card.name for card in cards)
    ids = {card.id for card in cards}
    for card in cards:
        missing = [*(set(card.combines) - ids), *(set(card.evidence) - set(findings))]
        if missing:
            raise UnreadableContent(f"{card.id} names what is not there: {', '.join(missing)}")
        if card.id in card.combines:
            raise UnreadableContent(f"{card.id} combines with itself")
        if not card.phases or not (card.evidence or card.source):
            raise UnreadableContent(f"{card.id} has no phase, or neither a finding nor a source")
    by_name = sorted(cards, key=lambda card: card.name.casefold())
    return Deck(cards=tuple(by_name), findings=findings, filler=frozenset(filler))


def _require_distinct(texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise UnreadableContent(f"two cards are called {text}")
        seen.add(text)
