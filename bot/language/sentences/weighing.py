"""What words say of a sentence that the rules leave open: each counts for or against what the sentence may do.

The rules seldom see a give, an ask or a tie where there is none; what they miss they take for an ask or for nothing.
There the words are weighed: alone and in pairs, with who speaks and where a price moves.
The weights are a file to be read (`weights.txt`), learned from sentences of our own alone; a word that they do not know
is a `*`. The rules' verdict has its weight too: how often it held where they had not seen the sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bot.language.sentences.german import GERMAN
from bot.language.sentences.heard import Heard, tongue_of
from bot.language.sentences.marks import Turn
from bot.language.sentences.prices import HAGGLERS
from bot.language.sentences.saying import Label
from bot.language.sentences.ties import TYING

WEIGHTS = Path(__file__).with_name("weights.txt")


class Verdict(NamedTuple):
    """What a sentence does, and whether words tie its give to its get."""

    label: Label
    explicit: bool = False


VERDICTS = (
    Verdict(Label.GIVE),
    Verdict(Label.OFFER, explicit=True),
    Verdict(Label.ASK),
    Verdict(Label.ACCEPT),
    Verdict(Label.OTHER),
)
"""What is weighed against each other, in the order of the columns of the weights."""
NAMES = ("give", "tied", "ask", "accept", "other")
OPEN = frozenset({Label.GIVE, Label.ASK, Label.OTHER})
"""Verdicts of the rules that the words may overturn; the others seldom fail."""

Weights = Mapping[str, Sequence[float]]
"""How much a feature speaks for each of `VERDICTS`, in log odds."""

_WORD = re.compile(r"[a-zäöüß]+?(?=n't\b)|n't\b|'(?:ll|d|re|ve|m|s)\b|[a-zäöüß]+|\d[\d.,]*|\?")
_PLAIN = {
    "'ll": "will",
    "'d": "would",
    "n't": "not",
    "ca": "can",
    "wo": "will",
    "'re": "are",
    "'ve": "have",
} | {
    "'m": "am",
    "'s": "is",
    "one": "5",
    "two": "5",
    "three": "5",
}
_TIED = NAMES.index("tied")
_THEN = re.compile(
    r"\b(?:then|when|unless|suppose|against|after|before|until|case|return|trade|cash)\b"
)
_LENGTHS = (1, 3, 7, 15)


def weighed(verdict: Verdict, heard: Heard, said: Sequence[Turn]) -> Verdict:
    """What a sentence most likely does, where the rules came to `verdict`. Only English was learned."""
    if verdict.label not in OPEN or not heard.low or tongue_of(heard.low) is GERMAN:
        return verdict
    return likeliest(heard, features(heard, said, verdict, vocabulary()), weights())


def likeliest(heard: Heard, found: Iterator[str], known: Weights) -> Verdict:
    """The verdict that the features speak for most. Nothing is tied in words where no word could tie it."""
    sums = scores(found, known)
    if sums[_TIED] == max(sums) and not _ties(heard):
        sums[_TIED] = min(sums)
    return VERDICTS[sums.index(max(sums))]


def _ties(heard: Heard) -> bool:
    return any(act.mark in TYING for act in heard.acts) or _THEN.search(heard.low) is not None


def scores(found: Iterator[str], known: Weights) -> list[float]:
    """What the features that are known add up to, for each of `VERDICTS`."""
    rows = [row for row in map(known.get, found) if row is not None]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(VERDICTS)


def features(
    heard: Heard, said: Sequence[Turn], verdict: Verdict, words: frozenset[str] | None = None
) -> Iterator[str]:
    """What a sentence shows that may have a weight; `words` are those to know, else those of the weights."""
    yield f"= {verdict.label.value}"
    yield from grams(tokens(heard.low), vocabulary() if words is None else words)
    yield from _around(heard)
    yield from _before(said)


def tokens(low: str) -> list[str]:
    """The words of a text in lower case, contractions in full; small numbers are `5`, larger ones `50`."""
    return [
        _PLAIN.get(word) or (_number(word) if word[0].isdigit() else word)
        for word in _WORD.findall(low)
    ]


def _number(word: str) -> str:
    return "5" if len(word.rstrip(".,")) == 1 else "50"


def grams(found: Sequence[str], words: frozenset[str]) -> Iterator[str]:
    """Each word and each pair; `^` begins and `.` ends, what is not known is one `*`."""
    line = ["^"]
    for word in found:
        known = word if word in words else "*"
        if known != "*" or line[-1] != "*":
            line.append(known)
    line.append(".")
    yield from {*line, *map(" ".join, pairwise(line))}


def _around(heard: Heard) -> Iterator[str]:
    who = (
        heard.role
        if heard.role in HAGGLERS
        else "sharing"
        if heard.role in ("camper", "player")
        else "business"
    )
    yield f"@ {who}"
    if heard.way is not None or who in HAGGLERS:
        way = heard.way.value if heard.way else "none"
        yield f"@ price {way}"
        yield f"@ price {way} {who}"
    count = heard.low.count(" ")
    yield f"@ length {sum(count >= length for length in _LENGTHS)}"


def _before(said: Sequence[Turn]) -> Iterator[str]:
    if not said:
        yield "@ first"
    elif "?" in said[-1][1]:
        yield "@ after question"


@cache
def weights() -> Weights:
    """The weights as they were learned, read when a sentence is first weighed."""
    known = {}
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        feature, _, columns = line.partition("\t")
        if columns and line[0] != "#":
            known[feature] = tuple(map(float, columns.split()))
    return known


@cache
def vocabulary() -> frozenset[str]:
    """The words that have a weight, alone or in a pair."""
    return frozenset(
        word for feature in weights() if feature[0] not in "@=" for word in feature.split()
    )
