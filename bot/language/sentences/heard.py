"""A text taken apart: its marks with what each is about, and the price it puts forward."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.language.clean import LONGEST, clean_text
from bot.language.sentences.english import ENGLISH
from bot.language.sentences.german import GERMAN
from bot.language.sentences.marks import Found, Mark, Marks, Turn
from bot.language.sentences.prices import (
    HAGGLERS,
    LastPrices,
    Price,
    Way,
    proposed,
    standing,
    way_of,
)

GIVES = frozenset({Mark.YIELD, Mark.HAND})
GETS = frozenset({Mark.WANT, Mark.CLAIM, Mark.REQUEST, Mark.LOWER})
ENDS = frozenset({Mark.STOP, Mark.QUESTION})

_SLOPPY = re.compile(
    r"\s+'\s*(?=(?:s|d|m|ll|re|ve|t)\b)|(n)\"(?=t\b)|\b(?:(i)(?=m\b)|(that|let)(?=s\b)|(you)(?=(?:ll|d|re)\b)"
    r"|(it)(?=s (?:an?|ok|okay|fine|good|yours|fair)\b)"
    r"|(i)(?=ll (?:give|take|do|pay|have|let|go|be|pick|need|throw|offer|keep|get)\b)"
    r"|(i)(?=d (?:like|take|want|do|need|prefer|be|give|love|accept|go|rather)\b))",
    re.IGNORECASE,
)
"""Where an apostrophe stands apart or was left out: `i ' d`, `id like`, `thats`."""
_GERMAN = re.compile(
    r"\b(?:wir|ich|ihnen|nicht|können|könnten|würden|wenn|sofern|bekommen|erhalten|einverstanden|abgemacht|dafür"
    r"|gegenzug|für)\b"
    r"|\b(?:sie|und|der|das|den|dem|ein|eine|einen|ist|bei|mit|auf|haben|uns|ihr|ihre|dann|falls|bis|im|gern|gerne"
    r"|bitte)\b.*"
    r"\b(?:sie|und|der|das|den|dem|die|ein|eine|einen|ist|bei|mit|auf|haben|uns|ihr|ihre|dann|bis|gern|gerne|bitte"
    r"|dazu|mir)\b"
)
_SHARED = re.compile(
    r"(?:^|[ ,])(?:\d+|one|two|three|all|both|rest|half)(?: (?!points?\b)\w+){0,2},? $"
)
_ALLOTTED = re.compile(
    r"(?:^|[.,;!?&:]|\b(?:and|but|then|so|if|ok|okay|yes|sure|alright|fine))[ ,]*"
    r"(?:(?:the|all|both|my|your|these|those|\d+|one|two|three|any|other|last) )*(?:of )?(?:the )?"
    r"(?!(?:what|that|this|it|here|there|which|nothing|something|up|down|way|out|over|back|same|true|not|no|yes|look"
    r"|more|better|best|enough|help|happy|new|sorry|nice|good|great|fine|fair|cool|perfect|works?|sounds|seems"
    r"|matters?|thanks?|time|room|points?|deal|him|her|them|lot|important|easy|hard|tough|bad|okay|ok)\b)"
    r"[^\W\d]{3,}(?: (?:is|are|will be|would be|goes|go|comes|come|can go|should go))? $"
)
"""A thing right before `for me` or `to you`: `hats to me`, `the wood goes to you`."""
_SHORT = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "gimme": "give me",
    "gonna": "going to",
    "wanna": "want to",
}
_SHORTENED = re.compile(rf"(?<![\w'&])(?:{'|'.join(_SHORT)})(?![\w'&])", re.IGNORECASE)
"""Words cut short in chat."""
_CARELESS = re.compile(
    r"\s'|n\"t|\b(?:u|ur|r|n|id|im|ill|thats|lets|youll|youd|youre|its|gimme|gonna|wanna)\b",
    re.IGNORECASE,
)
"""Whether anything in a text may have to be written out."""
_DIGIT = re.compile(r"\d")
_LIKING = re.compile(r"\b(?:more|most|best)$")
_TRADES = re.compile(
    r"\b(?:lower|drop|less|down|off|discount|throw|include|deliver|accept|reduce|knock|hold|cut|up|waive|cover|pay"
    r"|sign|cash|price"
    r"|pick|bring|ship|meet|cheaper|split|free|trade|have to|need to|must)\b"
)
_NEARER = re.compile(r"(?:to )?(?:come|go|meet|get) (?:up|down|closer|higher|lower)\b")
_MOVING = re.compile(r"(?:up|down)\b")
_MEETING = re.compile(r"\b(?:come|coming|meet|send|help|hold|make|sell|keep|have|get|take|pick)$")


class Act(NamedTuple):
    """A mark with what it is about: the words up to the next mark, which end at `until`. `priced` where they name the
    price put forward."""

    mark: Mark
    start: int
    end: int
    until: int
    about: str
    priced: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A text taken apart, in lower case; `shown` is as it was written. `price` is what it puts forward where a bare
    price is a move, `way` where that moves."""

    low: str
    shown: str
    role: str
    acts: tuple[Act, ...]
    price: Price | None
    way: Way | None
    granting: bool = False
    """Whether the turn before wanted something, so that a `yes` grants it."""

    def gives(self, act: Act) -> bool:
        if act.priced:
            return self.way is Way.TOWARD
        return act.mark in GIVES and not self._held_back(act)

    def gets(self, act: Act) -> bool:
        if act.priced:
            return self.way is Way.AWAY
        return act.mark in GETS or self._held_back(act) or self._counted(act)

    def _counted(self, act: Act) -> bool:
        """Whether it puts forward no more than a number: `how about 2?`."""
        return act.mark is Mark.SUGGEST and self.role not in HAGGLERS and act.about[:1].isdigit()

    def moves(self, act: Act) -> bool:
        return act.priced or act.mark in GIVES or act.mark in GETS

    def _held_back(self, act: Act) -> bool:
        """Whether it says how little they may have."""
        return act.mark is Mark.YIELD and "only" in self.low[act.start : act.until].split()

    def sentences(self) -> Iterator[tuple[Act, ...]]:
        """The acts of one sentence after the other, its end included."""
        yield from sentences(self.acts)


def hear(text: str, said: Sequence[Turn], role: str) -> Heard:
    """Takes a text apart."""
    shown = clean_text(text[:LONGEST])
    marks = tongue_of(shown.lower())
    if marks is ENGLISH:
        shown = _written_out(shown)
    low = shown.lower()
    if len(low) != len(shown):
        shown = low
    stands = standing(role, said) if role in HAGGLERS and _DIGIT.search(low) else LastPrices()
    price = proposed(low, near=stands) if role in HAGGLERS else None
    way = way_of(price, low, role, said, stands) if price else None
    found = list(_with_price(list(_acts(low, marks.scan(low), price)), price))
    acts = tuple(_without_noise(low, found) if role in HAGGLERS else _without_likings(found))
    nods = any(act.mark is Mark.NOD for act in acts[:1]) and any(
        act.mark is Mark.BUT for act in acts
    )
    return Heard(low, shown, role, acts, price, way, granting=nods and _wanted(said, role))


def _wanted(said: Sequence[Turn], role: str) -> bool:
    return bool(said) and role not in HAGGLERS


def _written_out(text: str) -> str:
    """A text with its apostrophes and with words cut short in chat written out."""
    if not _CARELESS.search(text):
        return text
    return _SHORTENED.sub(lambda found: _SHORT[found[0].lower()], _SLOPPY.sub(_apostrophe, text))


def _apostrophe(found: re.Match[str]) -> str:
    return f"{found[found.lastindex]}'" if found.lastindex else "'"


def is_german(text: str) -> bool:
    """Whether a text is written in German."""
    return tongue_of(text.lower()) is GERMAN


def tongue_of(low: str) -> Marks:
    """The marks of the language that a text in lower case is written in."""
    return GERMAN if _GERMAN.search(low) else ENGLISH


def sentences(acts: Sequence[Act]) -> Iterator[tuple[Act, ...]]:
    """The acts of one sentence after the other, its end included."""
    first = 0
    for i, act in enumerate(acts, 1):
        if act.mark in ENDS:
            yield tuple(acts[first:i])
            first = i
    if first < len(acts):
        yield tuple(acts[first:])


def _acts(low: str, found: Sequence[Found], price: Price | None) -> Iterator[Act]:
    since = 0
    for i, each in enumerate(found):
        until = found[i + 1].start if i + 1 < len(found) else len(low)
        priced = price is not None and each.start <= price.start < until and each.mark not in ENDS
        about = low[each.end : until].strip(" ,")
        mark = each.mark if price else _allotted(low, each, since)
        yield Act(mark, each.start, each.end, until, about, priced)
        since = each.end


def _allotted(low: str, found: Found, since: int) -> Mark:
    """The mark, where `2 for me, 1 for you` shares something out."""
    if found.mark is not Mark.IDLE or not low.startswith(("for ", "to "), found.start):
        return found.mark
    to, _, whose = low[found.start : found.end].partition(" ")
    if not (
        (to == "for" and _SHARED.search(low[since : found.start]))
        or _ALLOTTED.search(low, 0, found.start)
    ):
        return found.mark
    return (
        Mark.WANT
        if whose in ("me", "us", "myself")
        else Mark.YIELD
        if whose == "you"
        else found.mark
    )


def _with_price(acts: list[Act], price: Price | None) -> Iterator[Act]:
    """The acts, and the price as one of its own where no mark stands before it."""
    if price is not None and not any(act.priced for act in acts):
        acts.append(Act(Mark.SUGGEST, price.start, price.start, price.end, "", priced=True))
        acts.sort(key=lambda act: act.start)
    yield from acts


def _without_noise(low: str, acts: Sequence[Act]) -> Iterator[Act]:
    """Where one thing is for sale, wanting or seeing it moves nothing, nor does what they are free to do. What is
    wanted right after a price, or turned against it, does."""
    trading = any(act.priced or act.mark in (Mark.IF, Mark.HAND) for act in acts)
    before: Act | None = None
    for act in acts:
        beside = before is not None and trading and (before.priced or before.mark is Mark.BUT)
        wants = act.mark is Mark.WANT and not beside and not _TRADES.search(act.about)
        meets = (
            act.mark is Mark.REQUEST
            and _MEETING.search(low, act.start, act.end)
            and not _MOVING.match(act.about)
        )
        idle = act.mark is Mark.CLAIM and not trading and not _NEARER.match(act.about)
        sold = act.mark is Mark.YIELD and low.endswith("yours", act.start, act.end)
        if act.priced or not (wants or meets or idle or sold):
            yield act
        before = act


def _without_likings(acts: Sequence[Act]) -> Iterator[Act]:
    """What somebody likes most wants nothing yet where the same breath gives something."""
    gives = any(act.mark in GIVES for act in acts)
    for act in acts:
        if not (
            gives and act.mark is Mark.WANT and act.about != "more" and _LIKING.search(act.about)
        ):
            yield act
