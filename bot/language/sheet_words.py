"""What a cell of a sheet says of a move: its kind, who made it, how it stands. By whole phrases first, then by the
words that they are made of, as people vary them: `Their request`, `Concession (them)`, `Give ✅`, `from us`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.deals import Side
from bot.domain.moves import Kind, State
from bot.language.vocabulary import WordTable, word_table

_WORDS = word_table("sheets")

SHORTEST_MISSPELT = 5
"""Letters of a word that may be misspelt by one: in a shorter one a letter makes another word, `get` and `set`."""
LONGEST_PHRASE = 60
"""Characters of the words that may be a phrase at all."""
TWICE_MISSPELT = 9
"""Letters of a word that may be misspelt by two: `Beschreibng`, `Gegenleistugn`."""

_NO_WORD = re.compile(r"[^\w%]+")
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_ARROW = re.compile(r"\s*(?:->|-->|=>|→|⇒|➜|>)\s*")
_ENDS_STATUS = re.compile(r"\s+[-–—]\s+|[:;,/|]")


def normal_words(text: str) -> str:
    """The words of a heading or a cell, to be compared: `Give/Get` is `give get`."""
    return (
        _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).replace("_", " ").strip()
    )


@dataclass(frozen=True, slots=True, eq=False)
class PhraseBook:
    """Phrases by their words, each with what it means; and by how many words they have."""

    meanings: Mapping[str, str]
    by_length: Mapping[int, Sequence[Sequence[str]]]


def build_phrase_book(meanings: Mapping[str, str]) -> PhraseBook:
    """The phrases with these meanings."""
    by_length: dict[int, list[list[str]]] = {}
    for phrase in meanings:
        words = phrase.split()
        by_length.setdefault(len(words), []).append(words)
    return PhraseBook(meanings, by_length)


def load_phrases(table: WordTable) -> PhraseBook:
    """Each phrase of a table of phrases, meaning the key that it stands under; of two keys the first."""
    meanings: dict[str, str] = {}
    for key in dict.fromkeys(key for each in table.tables for key in each):
        for phrase in table.phrases(key):
            meanings.setdefault(normal_words(phrase), key)
    return build_phrase_book(meanings)


@lru_cache(maxsize=1024)
def find_meaning(words: str, book: PhraseBook) -> str | None:
    """What these words mean, as a phrase or as a misspelling of one: `Recieved`, `Descripton`."""
    if words in book.meanings:
        return book.meanings[words]
    if not SHORTEST_MISSPELT <= len(words) <= LONGEST_PHRASE:
        return None
    typed = words.split()
    for meant in book.by_length.get(len(typed), ()):
        if all(map(_is_misspelt, typed, meant)):
            return book.meanings[" ".join(meant)]
    return None


def _is_misspelt(typed: str, meant: str) -> bool:
    """Whether a word is the other one, or that with a slip. A slip seldom takes the first letter, while the opposite of
    a word differs there: `undelivered` is not `delivered`."""
    if typed == meant:
        return True
    if min(len(typed), len(meant)) < SHORTEST_MISSPELT or typed[0] != meant[0]:
        return False
    most = 2 if len(meant) >= TWICE_MISSPELT else 1
    return OSA.distance(typed, meant, score_cutoff=most) <= most


# Who


class Who(StrEnum):
    """One of the two sides of the table."""

    US = "us"
    THEM = "them"

    @property
    def other(self) -> "Who":
        return Who.THEM if self is Who.US else Who.US


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSides:
    """Who sits at the table, as far as it is known: our side of the deal, and the names of the others."""

    side: Side | None = None
    parties: tuple[str, ...] = ()
    names: Mapping[str, Who] = field(init=False, compare=False)
    """Sides by what a sheet may call them."""

    def __post_init__(self) -> None:
        names = {words: Who(key) for words, key in _names_of_roles(self.side).items()}
        names |= {normal_words(party): Who.THEM for party in self.parties if normal_words(party)}
        object.__setattr__(self, "names", names)


_SIDES = _WORDS.subtable("sides")
_SIDE_WORDS = {word: who for who in Who for word in _SIDES.words(who.value)}
_FROM = _SIDES.words("from")
_BY = _SIDES.words("by")
_TO = _SIDES.words("to")
_FILLERS = _SIDES.words("fillers")
_ROLES = _WORDS.groups("roles")


@lru_cache(maxsize=8)
def _names_of_roles(side: Side | None) -> dict[str, str]:
    """What the two sides are called by their roles: the seller is us where we sell."""
    sellers, buyers = _ROLES["sellers"], _ROLES["buyers"]
    match side:
        case Side.SELLING:
            ours, theirs = sellers, buyers
        case Side.BUYING:
            ours, theirs = buyers, sellers
        case Side.HIRING:
            ours, theirs = _ROLES["employers"], _ROLES["candidates"]
        case Side.PARTNERING:
            ours, theirs = frozenset[str](), _ROLES["partners"]
        case _:
            return {}
    return dict.fromkeys(theirs, "them") | dict.fromkeys(ours, "us")


def read_side(text: str, sides: TableSides) -> Who | None:
    """The side that a cell names: `Us`, `their side`, `Customer`, the name of a party. None where it is neither, or
    both."""
    words = normal_words(text)
    named = sides.names.get(words)
    if named is not None:
        return named
    found = set()
    for word in words.split():
        who = _SIDE_WORDS.get(word) or sides.names.get(word)
        if who is not None:
            found.add(who)
        elif word not in _FILLERS | _FROM | _BY:
            return None
    return found.pop() if len(found) == 1 else None


# Kinds


class RowAct(StrEnum):
    """What somebody does in a move."""

    GIVE = "give"
    GET = "get"
    ASK = "ask"
    OFFER = "offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveKind:
    """The kind of a move, and whether it is theirs, as an ask of theirs is. `plain`: the cell names no side, so that
    another column may (`Concession` with `By` us or them)."""

    kind: Kind
    theirs: bool = False
    plain: bool = False


_KIND_PHRASES = load_phrases(_WORDS.subtable("kinds"))
_KINDS: Mapping[str, MoveKind] = {
    "give": MoveKind(kind=Kind.GIVE, plain=True),
    "get": MoveKind(kind=Kind.GET, plain=True),
    "our_ask": MoveKind(kind=Kind.ASK, plain=True),
    "their_ask": MoveKind(kind=Kind.ASK, theirs=True),
}
_ACTS = build_phrase_book(
    {word: act.value for act in RowAct for word in _WORDS.subtable("acts").words(act.value)}
)


@lru_cache(maxsize=1024)
def read_kind(text: str, sides: TableSides) -> MoveKind | None:
    """The kind of move that a cell names; None where it names none, or two."""
    words = normal_words(text)
    whole = find_meaning(words, _KIND_PHRASES)
    if whole is not None:
        return _KINDS[whole]
    giver = _read_giver(text, sides)
    if giver is not None:
        return MoveKind(kind=Kind.GIVE if giver is Who.US else Kind.GET)
    return _read_acts(words.split(), sides)


def names_offer(text: str) -> bool:
    """Whether a cell says that the row is an offer, which is no move."""
    return any(find_act(word) is RowAct.OFFER for word in normal_words(text).split())


def _read_giver(text: str, sides: TableSides) -> Who | None:
    """Who gives in `us → them`."""
    parts = _ARROW.split(text.strip())
    if len(parts) != 2:
        return None
    giver, receiver = (read_side(part, sides) for part in parts)
    return giver if giver is not None and receiver is giver.other else None


def _read_acts(words: list[str], sides: TableSides) -> MoveKind | None:
    """The kind by an act and a side, in whatever order: `we got`, `request from them`, `to us`."""
    acts: set[RowAct] = set()
    actor: Who | None = None
    partner: Who | None = None
    before = ""
    for word in words:
        act = find_act(word)
        who = _SIDE_WORDS.get(word) or sides.names.get(word)
        if act is not None:
            acts.add(act)
        elif who is not None and before in _TO:
            partner = who
        elif who is not None and before in _FROM and RowAct.GET in acts:
            # What was received from them was given by them.
            partner = who
        elif who is not None:
            if actor is not None and actor is not who:
                return None
            actor = who
        elif word not in _FILLERS | _FROM | _BY | _TO:
            return None
        before = word
    if actor is None and partner is not None:
        actor = partner.other
    return _kind_of_act(acts, actor, is_directed=not (_FROM | _BY | _TO).isdisjoint(words))


def _kind_of_act(acts: set[RowAct], actor: Who | None, *, is_directed: bool) -> MoveKind | None:
    if not acts:
        # `from them` is a get, but `ours` alone may be anything of ours.
        if actor is None or not is_directed:
            return None
        return MoveKind(kind=Kind.GIVE if actor is Who.US else Kind.GET)
    if len(acts) > 1 or RowAct.OFFER in acts:
        return None
    (act,) = acts
    if act is RowAct.ASK:
        return MoveKind(kind=Kind.ASK, theirs=actor is Who.THEM, plain=actor is None)
    gives = (act is RowAct.GIVE) == (actor is not Who.THEM)
    return MoveKind(kind=Kind.GIVE if gives else Kind.GET, plain=actor is None)


def find_act(word: str) -> RowAct | None:
    """What somebody does who does what the word says."""
    act = find_meaning(word, _ACTS)
    return RowAct(act) if act is not None else None


# States


LEFT_OUT = "left_out"
"""Instead of a state: nothing moved (`Rejected`), so that the row is no move."""
_STATE_MARKS = _WORDS.groups("state_marks")
_STATES: Mapping[Kind, PhraseBook] = {
    Kind.GIVE: load_phrases(_WORDS.subtable("states_of_gives")),
    Kind.GET: load_phrases(_WORDS.subtable("states_of_gets")),
    Kind.ASK: load_phrases(_WORDS.subtable("states_of_asks")),
}
_UNTIL_NAMED: Mapping[Kind, State] = {
    Kind.GIVE: State.FIRM,
    Kind.GET: State.FIRM,
    Kind.ASK: State.OPEN,
}
"""How a move stands whose row says nothing about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRead:
    """How a move stands; `state` is None where nothing moved. `named`: the cell says so."""

    state: State | None
    named: bool


@lru_cache(maxsize=1024)
def read_status(text: str, kind: Kind) -> StatusRead | None:
    """How a move of that kind stands by its cell; None where that is not understood."""
    has_words = any(mark.isalnum() for mark in text)
    if not has_words and not _find_mark(text):
        # A question mark is no status; a dash says that there is none.
        is_empty = "?" not in text
        return StatusRead(state=_UNTIL_NAMED[kind], named=False) if is_empty else None
    meaning = _find_status(text, _STATES[kind])
    if meaning is None:
        return None
    return StatusRead(state=None if meaning == LEFT_OUT else State(meaning), named=True)


def _find_status(text: str, known: PhraseBook) -> str | None:
    """`Agreed ✅`, `Agreed (by phone)`, `Done - signed 3 Nov`: as a whole, without brackets, then up to the first mark.
    Two that do not agree (`Agreed / pending`) are none."""
    mark = _find_mark(text)
    plain = _BRACKETS.sub(" ", text)
    for part in (text, plain):
        meaning = find_meaning(normal_words(part), known)
        if meaning is not None:
            return meaning
    parts = [normal_words(part) for part in _ENDS_STATUS.split(plain)]
    read = [find_meaning(part, known) for part in parts]
    meanings = {meaning for meaning in read if meaning is not None}
    if len(meanings) == 1 and read[0] is not None:
        return meanings.pop()
    if not meanings and mark and not any(parts):
        return known.meanings.get("yes" if mark == "yes" else "no")
    return None


def _find_mark(text: str) -> str | None:
    for meaning, marks in _STATE_MARKS.items():
        if any(mark in text for mark in marks):
            return meaning
    return None
