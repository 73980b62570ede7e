"""Tactic cards: one named tactic each, read from files that people edit and translate without touching the program."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeAlias

from bot.domain.deals import Side
from bot.domain.fillings import BlankValues, SentencePart, list_blanks, parse_sentence
from bot.domain.phases import Phase
from bot.domain.stuck import Happening, Matter

NAME_AT_MOST, LINE_AT_MOST, TEXT_AT_MOST = 60, 200, 600
"""How long a card's texts may be, so that a card and a page of cards fit into one message."""

TEXTS = ("name", "line", "when", "say", "stop", "safeguard", "counter")
"""What every card says in words; a translation says them all anew."""

FOUND_AT_MOST = 5
ADVISED = 3
"""How many cards are proposed to somebody who is stuck."""
CLOSE_ENOUGH = 0.72
"""From this likeness on a text is taken for a card's name."""
CLEARLY = 0.1
"""By this much the best card must exceed the next one to be the only one meant."""
_FILLER = frozenset(
    "a about an and are at be by do for from has have i in is it just me my no not of on only or our say says so that "
    "the their them then they this to us we what when with you your "
    "als am an auf auch das dem den der des die ein eine einen er es für haben hat ich im in ist mit nicht nur oder "
    "sie sind und uns unser von was wenn wir zu zum".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchFinding:
    """What was found, with its limits, and where."""

    id: str
    finding: str
    source: str


Findings: TypeAlias = Mapping[str, ResearchFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One tactic. `line` says it in one line, `say` is a sentence with blanks, `stop` the signal to stop, `counter`
    what to do when it is used on us. `recognise` marks a tactic that is only explained so that people recognise it:
    `say` is then the answer to it. No `sides` means all of them. `happening` and `matters` say when `/coach stuck`
    thinks of it, what it was made for first; `evidence` are ids of findings, `source` is said where there are none."""

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

    def suits_side(self, side: Side) -> bool:
        """Whether it is a card for that side of the table."""
        return not self.sides or side in self.sides


class UnreadableCard(ValueError):
    """A card's file lacks something, says something unknown, or says too much."""


def read_findings(text: str) -> dict[str, ResearchFinding]:
    """The findings of a file, by id."""
    return {
        id_: ResearchFinding(id=id_, finding=row["finding"], source=row["source"])
        for id_, row in tomllib.loads(text).items()
    }


def read_card(id_: str, text: str, translation: str = "") -> Card:
    """The card that a TOML file describes, in the words of its translation where there is one. Raises
    `UnreadableCard`."""
    try:
        row = tomllib.loads(text)
        said = tomllib.loads(translation) if translation else row
        return _card(id_, row, said)
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        raise UnreadableCard(f"{id_}: {reason}") from reason


def _card(id_: str, row: Mapping[str, object], said: Mapping[str, object]) -> Card:
    texts = {name: _text(said, name) for name in TEXTS}
    return Card(
        id=id_,
        name=texts["name"],
        aka=_list(said, "aka"),
        line=texts["line"],
        when=texts["when"],
        say=parse_sentence(texts["say"]),
        stop=texts["stop"],
        safeguard=texts["safeguard"],
        counter=texts["counter"],
        combines=_list(row, "combines"),
        phases=frozenset(map(Phase, _list(row, "phases"))),
        sides=frozenset(map(Side, _list(row, "sides"))),
        situations=extract_keywords(" ".join(_list(said, "situations"))),
        happening=tuple(map(Happening, _list(row, "happening"))),
        matters=frozenset(map(Matter, _list(row, "matters"))),
        evidence=_list(row, "evidence"),
        source=str(said.get("source", row.get("source", ""))),
        recognise=row.get("recognise", False) is True,
    )


def _text(row: Mapping[str, object], name: str) -> str:
    text = row[name]
    most = {"name": NAME_AT_MOST, "line": LINE_AT_MOST}.get(name, TEXT_AT_MOST)
    if not isinstance(text, str) or not 0 < len(text) <= most or "\n" in text:
        raise ValueError(f"{name} is one line of 1 to {most} characters")
    if name != "say" and "{" in text:
        raise ValueError(f"{name} has a blank; only say may have some")
    return text


def _list(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ValueError(f"{name} is a list of texts")
    return tuple(found)


@dataclass(frozen=True)
class Deck:
    """All cards of one language, and the findings they stand on."""

    cards: tuple[Card, ...]
    findings: Findings

    @cached_property
    def _by_id(self) -> dict[str, Card]:
        return {card.id: card for card in self.cards}

    def card(self, id_: str) -> Card | None:
        """The card with that id."""
        return self._by_id.get(id_)

    def select_cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards with those ids, in their order; ids of none are passed over."""
        return tuple(card for card in map(self.card, ids) if card is not None)

    def evidence(self, card: Card) -> tuple[ResearchFinding, ...]:
        """The findings a card stands on."""
        return tuple(self.findings[id_] for id_ in card.evidence)

    def list_cards(self, side: Side, phase: Phase | None = None) -> tuple[Card, ...]:
        """The cards for a side of the table, of one phase where it is named."""
        return tuple(
            c for c in self.cards if c.suits_side(side) and (phase is None or phase in c.phases)
        )

    def recommend_cards(
        self, happening: Happening, matter: Matter, *, side: Side, phase: Phase, known: BlankValues
    ) -> tuple[Card, ...]:
        """The three cards that help most in that situation, best first: made for what is happening, then for what
        matters, then those whose sentence the deal can fill, then those of its phase."""

        def merit(card: Card) -> int:
            filled = [known.has_value(blank) for blank in list_blanks(card.say)]
            return (
                12 * (happening in card.happening)
                + 3 * (card.happening[:1] == (happening,))
                + 6 * (matter in card.matters)
                + filled.count(True)
                - filled.count(False)
                + (phase in card.phases)
                - 2 * card.recognise
            )

        suited = [
            c
            for c in self.cards
            if c.suits_side(side) and (happening in c.happening or matter in c.matters)
        ]
        return tuple(sorted(suited, key=merit, reverse=True)[:ADVISED])

    def search_cards(self, text: str, side: Side) -> tuple[Card, ...]:
        """The cards that a text means, best first: one where it is clearly meant, by its name (`splitdiff` will do) or
        by words of its situation (`they are silent`); cards for that side of the table come first."""
        wanted = _closed(text)
        exact = [c for c in self.cards if wanted in _names(c)]
        if exact:
            return tuple(exact[:1])
        asked = extract_keywords(text)
        named = _ranked(
            (max(_likeness(wanted, n) for n in _names(c)), c)
            for c in self.cards
            if not _in_name(asked, c)
        )
        named = _ranked([*((1.0, c) for c in self.cards if _in_name(asked, c)), *named])
        if named and named[0][0] >= CLOSE_ENOUGH:
            return _clear([pair for pair in named if pair[0] >= CLOSE_ENOUGH])
        situated = _ranked(
            (_situated(asked, c) + (0.1 if c.suits_side(side) else 0), c) for c in self.cards
        )
        return _clear([pair for pair in situated if pair[0] >= 1])


def build_deck(cards: Sequence[Card], findings: Findings) -> Deck:
    """A deck whose cards fit together. Raises `UnreadableCard` where two share an id or a name, or where a card names
    a card or a finding that is not there, or stands on neither a finding nor a source."""
    ids = {card.id for card in cards}
    _differ([card.id for card in cards])
    _differ([card.name for card in cards])
    for card in cards:
        lost = [*(set(card.combines) - ids), *(set(card.evidence) - set(findings))]
        if (
            lost
            or card.id in card.combines
            or not card.phases
            or not (card.evidence or card.source)
        ):
            raise UnreadableCard(
                f"{card.id}: {', '.join(lost) or 'links to itself, or has no phase or no source'}"
            )
    return Deck(tuple(sorted(cards, key=lambda card: card.name.casefold())), findings)


def _differ(texts: Collection[str]) -> None:
    if len(set(texts)) < len(texts):
        raise UnreadableCard("two cards are called the same")


def extract_keywords(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return frozenset(w for w in re.findall(r"[^\W_]+", text.casefold()) if w not in _FILLER)


def _closed(text: str) -> str:
    """A name as one word: `Split the difference` as `splitthedifference`."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def _names(card: Card) -> list[str]:
    return [_closed(name) for name in (card.id, card.name, *card.aka)]


def _in_name(asked: frozenset[str], card: Card) -> bool:
    """Whether all that was asked for stands in one of the card's names."""
    return bool(asked) and any(asked <= extract_keywords(name) for name in (card.name, *card.aka))


def _likeness(wanted: str, name: str) -> float:
    """How surely a text is that name, 0..1; the beginning of a name counts for more."""
    if not wanted:
        return 0.0
    begins = 0.15 if name.startswith(wanted[:4]) and len(wanted) >= 4 else 0.0
    return SequenceMatcher(None, wanted, name, autojunk=False).ratio() + begins


def _situated(asked: frozenset[str], card: Card) -> float:
    return float(sum(any(_akin(word, known) for known in card.situations) for word in asked))


def _akin(word: str, other: str) -> bool:
    """Whether two words share their stem: `silent`, `silence`."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    stem = max(4, len(short) - 2)
    return len(short) >= 4 and short[:stem] == long[:stem] and len(long) - len(short) <= 4


def _ranked(pairs: Iterable[tuple[float, Card]]) -> list[tuple[float, Card]]:
    return sorted(pairs, key=lambda pair: -pair[0])


def _clear(ranked: Sequence[tuple[float, Card]]) -> tuple[Card, ...]:
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= CLEARLY:
        ranked = ranked[:1]
    return tuple(card for _, card in ranked[:FOUND_AT_MOST])
