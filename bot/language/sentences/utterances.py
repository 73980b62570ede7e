"""A text taken apart: its marks with what each is about, and the price it puts forward."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import pattern_table
from bot.language.sentences.languages import (
    SentenceLanguage,
    detect_by_words,
    find_words,
    restore_spelling,
)
from bot.language.sentences.marks import FoundMark, Mark, Turn
from bot.language.sentences.prices import (
    HAGGLERS,
    Price,
    PriceDirection,
    direction_of,
    find_last_prices,
    find_price,
)

GIVES = frozenset({Mark.YIELD, Mark.HAND})
GETS = frozenset({Mark.WANT, Mark.CLAIM, Mark.REQUEST, Mark.LOWER})
ENDS = frozenset({Mark.STOP, Mark.QUESTION})

_WORDS = pattern_table("sentences.utterances")
_COUNTED = _WORDS.expression("counted")
_ALLOTTED = _WORDS.expression("allotted")
_LIKED = _WORDS.expression("liked")
_TRADE_WORDS = _WORDS.expression("trade_words")
_COME_NEARER = _WORDS.expression("come_nearer")
_UP_OR_DOWN = _WORDS.expression("up_or_down")
_MEET = _WORDS.expression("meet")
_AFTER_QUANTITY = _WORDS.words("after_quantity")
_AFTER_THING = _WORDS.words("after_thing")
_SPEAKER = _WORDS.words("speaker")
_OTHER = _WORDS.words("other")
_ONLY = _WORDS.words("only")
_YOURS = tuple(_WORDS.words("yours"))
_DIGIT = re.compile(r"\d")


class Act(NamedTuple):
    """A mark with what it is about: the words up to the next mark."""

    mark: Mark
    start: int
    end: int
    """Where the mark's own words begin and end."""
    words: str
    phrase: str
    """The mark's own words, and with them those that follow up to the next mark; in lower case."""
    about: str
    """The words that follow, without blanks and commas at their ends."""
    priced: bool = False
    """Whether these words name the price put forward."""
    gives: bool = False
    gets: bool = False

    @property
    def moves(self) -> bool:
        """Whether it is about a move, also where nobody gives or gets by it: naming the price that they named."""
        return self.priced or self.mark in GIVES or self.mark in GETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A text taken apart. `text` is as it was written and `lower` the same in lower case, so that places in one are
    places in the other. `price` is what it puts forward where a bare price is a move, `direction` where that moves."""

    text: str
    lower: str
    language: SentenceLanguage
    role: str
    acts: tuple[Act, ...]
    price: Price | None
    direction: PriceDirection | None
    answers_wish: bool = False
    """Whether it begins with a `yes` to what the turn before wanted, and goes on with a `but`."""

    @property
    def haggles(self) -> bool:
        """Whether it is about the price of one thing."""
        return self.role in HAGGLERS


class CleanText(NamedTuple):
    """A text as it is read: with its spelling restored, the same in lower case, and the language it is written in."""

    text: str
    lower: str
    language: SentenceLanguage


def clean_sentence(text: str) -> CleanText:
    """A text as a person meant it, in the spelling of its language."""
    text = clean_text(text[:LONGEST])
    lower = text.lower()
    words = find_words(lower)
    language = detect_by_words(lower, words)
    text = restore_spelling(text, language, words)
    lower = text.lower()
    # `İ` is two characters in lower case: places in one text must be places in the other.
    if len(lower) != len(text):
        text = lower
    return CleanText(text, lower, language)


def parse_utterance(text: str, context: Sequence[Turn], role: str) -> Utterance:
    """Takes a text apart. `context` are the turns before it, `role` who speaks."""
    return parse_clean_text(clean_sentence(text), context, role)


def parse_clean_text(cleaned: CleanText, context: Sequence[Turn], role: str) -> Utterance:
    """Takes a text apart that was made clean."""
    text, lower, language = cleaned
    haggles = role in HAGGLERS
    price, direction = None, None
    if haggles and _DIGIT.search(lower):
        last = find_last_prices(role, context)
        price = find_price(lower, last=last)
        if price is not None:
            direction = direction_of(price, lower, role, context, last)
    finder = _ActFinder(lower, role, price, direction)
    acts = finder.find_acts(language.marks.scan(lower))
    acts = _drop_noise(acts) if haggles else _drop_likings(acts)
    return Utterance(
        text=text,
        lower=lower,
        language=language,
        role=role,
        acts=acts,
        price=price,
        direction=direction,
        answers_wish=bool(context) and not haggles and _nods_but(acts),
    )


def split_sentences(acts: Sequence[Act]) -> Iterator[tuple[Act, ...]]:
    """The acts of one sentence after the other, its end included."""
    sentence: list[Act] = []
    for act in acts:
        sentence.append(act)
        if act.mark in ENDS:
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)


def has_mark(acts: Iterable[Act], *marks: Mark) -> bool:
    """Whether any of the acts shows one of these marks."""
    return not {act.mark for act in acts}.isdisjoint(marks)


def first_move(acts: Iterable[Act]) -> Act | None:
    """The first act that is about a move."""
    return next((act for act in acts if act.moves), None)


def any_gives(acts: Iterable[Act]) -> bool:
    return any(act.gives for act in acts)


def any_gets(acts: Iterable[Act]) -> bool:
    return any(act.gets for act in acts)


def says_only(phrase: str) -> bool:
    """Whether it says `only`: `you can only have 2`."""
    return not _ONLY.isdisjoint(phrase.split())


def _nods_but(acts: Sequence[Act]) -> bool:
    return has_mark(acts[:1], Mark.NOD) and has_mark(acts, Mark.BUT)


class _ActFinder:
    """Finds what the marks of a text are about, and which of them give and get."""

    def __init__(
        self, lower: str, role: str, price: Price | None, direction: PriceDirection | None
    ) -> None:
        self._lower, self._role, self._price, self._direction = lower, role, price, direction

    def find_acts(self, found: Sequence[FoundMark]) -> tuple[Act, ...]:
        """The marks with what each is about; the price is an act of its own where no mark stands before it."""
        acts: list[Act] = []
        end_of_last = 0
        for each, following in zip_longest(found, found[1:]):
            until = following.start if following else len(self._lower)
            mark = each.mark if self._price else _mark_in_sharing(self._lower, each, end_of_last)
            acts.append(self._build_act(mark, each.start, each.end, until))
            end_of_last = each.end
        price = self._price
        if price is not None and not any(act.priced for act in acts):
            acts.append(self._build_act(Mark.SUGGEST, price.start, price.start, price.end))
            acts.sort(key=lambda act: act.start)
        return tuple(acts)

    def _build_act(self, mark: Mark, start: int, end: int, until: int) -> Act:
        price = self._price
        phrase = self._lower[start:until]
        about = self._lower[end:until].strip(" ,")
        priced = price is not None and mark not in ENDS and start <= price.start < until
        gives, gets = self._read_move(mark, phrase, about, priced=priced)
        words = self._lower[start:end]
        return Act(mark, start, end, words, phrase, about, priced, gives, gets)

    def _read_move(self, mark: Mark, phrase: str, about: str, *, priced: bool) -> tuple[bool, bool]:
        """Whether the speaker gives by it, and whether the speaker gets."""
        if priced:
            toward = self._direction is PriceDirection.TOWARD
            return toward, self._direction is PriceDirection.AWAY
        if mark is Mark.YIELD and says_only(phrase):
            # `you can only have 2` says how little they may have: it claims the rest.
            return False, True
        if mark is Mark.SUGGEST:
            # `how about 2?` puts forward no more than a number.
            return False, about[:1].isdigit() and self._role not in HAGGLERS
        return mark in GIVES, mark in GETS


def _mark_in_sharing(lower: str, found: FoundMark, end_of_last: int) -> Mark:
    """The mark of `for me` and `to you` where they share something out: `2 for me, 1 for you`."""
    if found.mark is not Mark.IDLE:
        return found.mark
    preposition, _, person = lower[found.start : found.end].partition(" ")
    if preposition not in _AFTER_THING:
        return found.mark
    between = lower[end_of_last : found.start]
    is_counted = preposition in _AFTER_QUANTITY and _COUNTED.search(between)
    if not is_counted and not _ALLOTTED.search(lower, 0, found.start):
        return found.mark
    if person in _SPEAKER:
        return Mark.WANT
    return Mark.YIELD if person in _OTHER else found.mark


def _drop_noise(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Where one thing is for sale, wanting or seeing it moves nothing, nor does what they are free to do. What is
    wanted right after a price, or turned against it, does."""
    is_trading = any(act.priced or act.mark in (Mark.IF, Mark.HAND) for act in acts)
    left: list[Act] = []
    answers_price = False
    for act in acts:
        if act.priced or not _is_noise(act, is_trading=is_trading, answers_price=answers_price):
            left.append(act)
        answers_price = is_trading and (act.priced or act.mark is Mark.BUT)
    return tuple(left)


def _is_noise(act: Act, *, is_trading: bool, answers_price: bool) -> bool:
    match act.mark:
        case Mark.WANT:
            return not answers_price and not _TRADE_WORDS.search(act.about)
        case Mark.REQUEST:
            return _MEET.search(act.words) is not None and not _UP_OR_DOWN.match(act.about)
        case Mark.CLAIM:
            return not is_trading and not _COME_NEARER.match(act.about)
        case Mark.YIELD:
            return act.words.endswith(_YOURS)
        case _:
            return False


def _drop_likings(acts: Sequence[Act]) -> tuple[Act, ...]:
    """What somebody likes most wants nothing yet where the same breath gives something."""
    if not any(act.mark in GIVES for act in acts):
        return tuple(acts)
    return tuple(act for act in acts if not _is_liking(act))


def _is_liking(act: Act) -> bool:
    """`I like the books most`; a bare `more` is wanted."""
    if act.mark is not Mark.WANT or act.about == "more":
        return False
    return _LIKED.search(act.about) is not None
