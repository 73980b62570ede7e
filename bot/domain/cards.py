"""Tactic cards: one named tactic each, and how the card is found that somebody means or needs."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeAlias

from bot.domain.deals import Side
from bot.domain.fillings import BlankValues, SentencePart, list_blanks
from bot.domain.phases import Phase
from bot.domain.stuck import Happening, Matter

FOUND_AT_MOST = 5
RECOMMENDED = 3
"""How many cards are proposed to somebody who is stuck."""
CLOSE_ENOUGH = 0.72
"""From this likeness on a text is taken for a card's name: one wrong letter in a word will do."""
CLEARLY = 0.1
"""By this much the best card must exceed the next one to be the only one meant."""
BEGINNING = 4
"""So many letters at the beginning of two words show that they may be akin."""
BEGINS_ALIKE = 0.15
"""What the same beginning adds to the likeness of two names: people type the first word and guess
the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchFinding:
    """What was found, with its limits, and where."""

    id: str
    finding: str
    source: str


Findings: TypeAlias = Mapping[str, ResearchFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One tactic.

    `line` says it in one line, `say` is a sentence with blanks, `stop` the signal to stop,
    `counter` what to do when it is used on us. `recognise` marks a tactic that is only explained so
    that people recognise it: `say` is then the answer to it. No `sides` means all of them.
    `happening` and `matters` say when `/coach stuck` thinks of it, what it was made for first.
    `evidence` are ids of findings, `source` is said where there are none. `says` are sentences in
    which people tell that they are in its situation.
    """

    id: str
    name: str
    aka: tuple[str, ...]
    line: str
    when: str
    say: tuple[SentencePart, ...]
    stop: str
    safeguard: str
    counter: str
    combines: tuple[str, ...]
    phases: frozenset[Phase]
    sides: frozenset[Side]
    situations: frozenset[str]
    happening: tuple[Happening, ...]
    matters: frozenset[Matter]
    evidence: tuple[str, ...]
    source: str
    recognise: bool
    says: tuple[str, ...] = ()

    def suits_side(self, side: Side) -> bool:
        """Whether it is a card for that side of the table."""
        return not self.sides or side in self.sides

    @property
    def joined_names(self) -> list[str]:
        """Everything it is called, each as one word."""
        return [_join_words(name) for name in (self.id, self.name, *self.aka)]


@dataclass(frozen=True, kw_only=True)
class Deck:
    """All cards of one language by name, and the findings they stand on. `filler` are words that
    say nothing of what a text is about."""

    cards: tuple[Card, ...]
    findings: Findings
    filler: frozenset[str] = frozenset()

    @cached_property
    def _cards_by_id(self) -> dict[str, Card]:
        return {card.id: card for card in self.cards}

    def find_card(self, id_: str) -> Card | None:
        """The card with that id."""
        return self._cards_by_id.get(id_)

    def select_cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards with those ids, in their order; ids of none are passed over."""
        return tuple(card for card in map(self.find_card, ids) if card is not None)

    def list_findings(self, card: Card) -> tuple[ResearchFinding, ...]:
        """The findings that a card stands on."""
        return tuple(self.findings[id_] for id_ in card.evidence)

    def list_cards(self, side: Side, phase: Phase | None = None) -> tuple[Card, ...]:
        """The cards for a side of the table, of one phase where it is named."""
        cards = [card for card in self.cards if card.suits_side(side)]
        return tuple(card for card in cards if phase is None or phase in card.phases)

    def recommend_cards(
        self,
        happening: Happening,
        matter: Matter,
        *,
        side: Side,
        phase: Phase,
        known: BlankValues,
    ) -> tuple[Card, ...]:
        """The three cards that help most in that situation, best first.

        Those made for what is happening come first, then those for what matters, those whose
        sentence the deal can fill, and those of its phase.
        """

        def rate(card: Card) -> int:
            # Weights by judgement: each reason outweighs the ones below it, and two small ones do
            # not make up for it.
            filled = [known.has_value(blank) for blank in list_blanks(card.say)]
            rating = filled.count(True) - filled.count(False)
            if happening in card.happening:
                rating += 12
            if card.happening[:1] == (happening,):
                rating += 3
            if matter in card.matters:
                rating += 6
            if phase in card.phases:
                rating += 1
            if card.recognise:
                rating -= 2
            return rating

        suited = [
            card
            for card in self.list_cards(side)
            if happening in card.happening or matter in card.matters
        ]
        return tuple(sorted(suited, key=rate, reverse=True)[:RECOMMENDED])

    def search_cards(self, text: str, side: Side) -> tuple[Card, ...]:
        """The cards that a text means, best first: one where it is clearly meant, else at most
        `FOUND_AT_MOST`.

        They are found by name (`splitdiff` will do) or by words of their situation (`they are
        silent`); of the latter those for that side of the table come first.
        """
        wanted = _join_words(text)
        for card in self.cards:
            if wanted in card.joined_names:
                return (card,)
        keywords = extract_keywords(text, self.filler)
        # Cards with all keywords in one name stand first, so that they win a draw.
        in_name = [card for card in self.cards if self._has_in_name(keywords, card)]
        by_name = [(1.0, card) for card in in_name]
        for card in self.cards:
            if card not in in_name:
                likeness = max(_measure_likeness(wanted, name) for name in card.joined_names)
                by_name.append((likeness, card))
        named = _rank_from(CLOSE_ENOUGH, by_name)
        if named:
            return _keep_clear_ones(named)
        by_situation = []
        for card in self.cards:
            rating = float(_count_known(keywords, card.situations))
            by_situation.append((rating + (0.1 if card.suits_side(side) else 0), card))
        return _keep_clear_ones(_rank_from(1, by_situation))

    def _has_in_name(self, keywords: frozenset[str], card: Card) -> bool:
        """Whether all keywords stand in one of the card's names."""
        names = (card.name, *card.aka)
        return bool(keywords) and any(
            keywords <= extract_keywords(name, self.filler) for name in names
        )


def extract_keywords(text: str, filler: AbstractSet[str]) -> frozenset[str]:
    """The words of a text that say what it is about, in lower case."""
    return frozenset(word for word in _split_words(text) if word not in filler)


def _split_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _join_words(text: str) -> str:
    """A name as one word: `Split the difference` as `splitthedifference`."""
    return "".join(_split_words(text))


def _measure_likeness(wanted: str, name: str) -> float:
    """How surely a text is that name, 0..1, and a little more where it begins like it."""
    if not wanted:
        return 0.0
    begins_alike = len(wanted) >= BEGINNING and name.startswith(wanted[:BEGINNING])
    likeness = SequenceMatcher(None, wanted, name, autojunk=False).ratio()
    return likeness + (BEGINS_ALIKE if begins_alike else 0.0)


def _count_known(keywords: Collection[str], situations: Collection[str]) -> int:
    """How many of the keywords, or words akin to them, belong to a card's situations."""
    known = 0
    for keyword in keywords:
        if any(_are_akin(keyword, word) for word in situations):
            known += 1
    return known


def _are_akin(word: str, other: str) -> bool:
    """Whether two words share their stem: `silent`, `silence`."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    if len(short) < BEGINNING or len(long) - len(short) > 4:
        return False
    # The shorter word may have an ending of two letters that the longer one replaces.
    stem = max(BEGINNING, len(short) - 2)
    return short[:stem] == long[:stem]


def _rank_from(least: float, rated: Iterable[tuple[float, Card]]) -> list[tuple[float, Card]]:
    """The cards rated at least so high, best first."""
    ranked = sorted(rated, key=lambda pair: -pair[0])
    return [(rating, card) for rating, card in ranked if rating >= least]


def _keep_clear_ones(ranked: Sequence[tuple[float, Card]]) -> tuple[Card, ...]:
    """The best card alone where it clearly exceeds the next one, else the best few."""
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= CLEARLY:
        ranked = ranked[:1]
    return tuple(card for _, card in ranked[:FOUND_AT_MOST])
