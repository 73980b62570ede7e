"""How much a line speaks for a concern, and for which.

What the rules see in a line counts, and so do its ingredients, in which order they stand, and its words alone and in
pairs: most of what people type has nothing to do with law, and the rules alone would miss too much of the rest.
The weights are files to be read (`concern_weights.txt`, `concern_kinds.txt`), learned from lines of our own alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import sqrt
from pathlib import Path

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.concern_rules import Ingredients

WEIGHTS = Path(__file__).with_name("concern_weights.txt")
KINDS = Path(__file__).with_name("concern_kinds.txt")

PREFIX = 5
"""How many letters of a longer word count as its beginning."""
APART = 4
"""How far words of a pair may stand apart."""
INGREDIENTS_APART = 6
LEAST = -0.15
"""From where on a line is questioned: a question asked too often is not read any more."""
_MARKS = frozenset(',.;:"()!%')
_FIGURE = "#"


def list_word_features(words: Sequence[str]) -> Iterator[str]:
    """The words of a line, their beginnings, and those that stand together."""
    plain = [_FIGURE if word[0].isdigit() else word for word in words]
    for word in plain:
        yield f"w:{word}"
        if len(word) > PREFIX:
            yield f"p:{word[:PREFIX]}"
    before = "^"
    for word in plain:
        yield f"b:{before}_{word}"
        before = word
    yield f"b:{before}_$"
    spoken = [word for word in plain if word not in _MARKS]
    for place, word in enumerate(spoken):
        for other in spoken[place + 1 : place + 1 + APART]:
            yield f"k:{word}_{other}"


def list_ingredient_features(text: Ingredients) -> Iterator[str]:
    """The ingredients of a line, alone, with the side of the table, and in their order."""
    placed: list[tuple[int, str]] = []
    for name, spans in text.spans.items():
        yield f"c:{name}"
        yield f"c:{name}@{text.side}"
        placed.extend((span.start, name) for span in spans)
    placed.sort()
    for place, (start, name) in enumerate(placed):
        for other_start, other in placed[place + 1 : place + 12]:
            if other_start - start > INGREDIENTS_APART:
                break
            if other != name:
                yield f"o:{name}_{other}"


def list_features(text: Ingredients, raised: Sequence[Concern]) -> set[str]:
    """All that is weighed of a line in which the rules see these concerns."""
    features = set(list_word_features(text.words))
    features.update(list_ingredient_features(text))
    features.update(f"r:{concern}" for concern in raised)
    features.add("r:some" if raised else "r:none")
    features.add(f"s:{text.side}")
    return features


def raises_concern(features: set[str]) -> bool:
    """Whether the features speak for a concern."""
    return weigh(features) > LEAST


def weigh(features: set[str]) -> float:
    """How much the features speak for a concern."""
    weights = load_weights()
    total = sum([weights[each] for each in features if each in weights])
    return total / sqrt(len(features)) + weights["bias"]


def choose_kind(features: set[str], side: Side) -> Concern:
    """The concern that a line is about, if it is about any."""
    table = load_kinds()
    totals = [0.0] * len(Concern)
    for feature in features:
        row = table.get(feature)
        if row is not None:
            totals = [total + weight for total, weight in zip(totals, row, strict=True)]
    scored = dict(zip(Concern, totals, strict=True))
    if side is not Side.HIRING:
        del scored[Concern.SALARY_HISTORY]
    return max(scored, key=scored.__getitem__)


@cache
def load_weights() -> Mapping[str, float]:
    """How much each feature speaks for a concern."""
    return {feature: float(weight) for feature, weight in _read_rows(WEIGHTS)}


@cache
def load_kinds() -> Mapping[str, Sequence[float]]:
    """How much each feature speaks for each of the concerns, in their order."""
    return {
        feature: [float(weight) for weight in weights.split()]
        for feature, weights in _read_rows(KINDS)
    }


def _read_rows(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        # `w:#` is a feature; what explains the file begins with a sign and a blank.
        if not line.startswith("# "):
            feature, _, weights = line.partition("\t")
            yield feature, weights
