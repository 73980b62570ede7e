"""What a sentence about business most likely does where its clauses found neither a give nor an ask.

People find more ways to give and to ask than any list of them holds: `we could probably find a further 2 percent`.
There the words are weighed, alone, in pairs and with what the clauses do. The weights are a file to be read
(`guesses.txt`), learned from sentences of our own alone by `make weights`.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.language.sentences.deeds import Doing
from bot.language.sentences.readings import Label
from bot.language.sentences.weighing import VERDICTS, Weights, read_weights, score_verdicts

GUESSES = Path(__file__).with_name("guesses.txt")
SURE_ENOUGH = 0.45
"""How likely a guess must be, of five that a sentence may be."""

_TOKEN = re.compile(r"[^\W\d_]+?(?=n't\b)|n't\b|'(?:ll|d|re|ve|m|s)\b|[^\W\d_]+|\d[\d.,]*|%|[?!:,]")
_LENGTHS = (3, 6, 10, 16)
"""Words in a sentence from which on it counts as longer."""
_NEAR_BEGINNING = 4
"""Words that count once more by standing at the beginning."""


def guess_label(lower: str, doings: Sequence[Doing]) -> Label | None:
    """What a text in lower case most likely does, given what its clauses do; None where nothing is likely enough."""
    weights = load_guesses()
    scores = score_verdicts(find_features(lower, doings), weights)
    best = max(scores, key=scores.__getitem__)
    odds = [math.exp(score - scores[best]) for score in scores.values()]
    return VERDICTS[best].label if 1 / sum(odds) >= SURE_ENOUGH else None


def find_features(lower: str, doings: Sequence[Doing]) -> Iterator[str]:
    """What a sentence shows that may have a weight: its words and pairs of them, what its clauses do, whether it asks
    and how long it is."""
    tokens = ["^", *_tokenize(lower), "."]
    yield "@ always"
    # Each once, and always in the same order: near ties must fall alike in every process.
    yield from dict.fromkeys([*tokens, *map(" ".join, pairwise(tokens))])
    yield from dict.fromkeys(f"@ early {token}" for token in tokens[1:_NEAR_BEGINNING])
    yield from dict.fromkeys(
        f"@ {doing.deed}, {doing.subject}, {doing.clause.tie or '-'}" for doing in doings
    )
    if doings:
        yield f"@ asks {doings[-1].clause.asks}"
    yield f"@ length {sum(len(tokens) >= length for length in _LENGTHS)}"


def _tokenize(lower: str) -> list[str]:
    """The words of a text, all numbers as one."""
    return ["#" if token[0].isdigit() else token for token in _TOKEN.findall(lower)]


@cache
def load_guesses() -> Weights:
    """The weights as they were learned, read when a sentence is first guessed at."""
    return read_weights(GUESSES)
