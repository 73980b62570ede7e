"""Learns anew how much words and ingredients speak for a question of law or fairness: `make concern-weights`.

`concerns.tsv` beside this file holds lines of our own: a kind (or `none`), 1 where it is to be questioned, the side of
the table, and the line.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.concern_weighing import KINDS, WEIGHTS, list_features
from bot.language.concerns import apply_rules, find_ingredients
from tests.evals.say import load_ours

LINES = Path(__file__).with_name("concerns.tsv")
SIDES = {"s": Side.SELLING, "b": Side.BUYING, "p": Side.PARTNERING, "h": Side.HIRING}
HERE = Path(__file__).parents[1] / "language"
DRAFTS = ("sayings_trades.txt", "sayings_drafts.txt")
"""Lawful sentences of our own, in `tests/language`."""
COMMANDS = ("/concede ", "/ask ", "/got ", "/offer ", "/coach ")

LEAN = 0.9
"""Added to what speaks for a question: lawful drafts are many more among these lines than among what is typed."""
ROUNDS, STEP, PULL = 15, 0.3, 1e-4
LEAST_WEIGHT = 0.5
"""The smallest weight worth writing down."""
KIND_ROUNDS, KIND_SEEN = 15, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledLine:
    """A line of our own with what it is about and whether it is to be questioned."""

    kind: str
    questioned: bool
    side: Side
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A line as its features."""

    line: LabelledLine
    features: tuple[str, ...]


def load_lines() -> Iterator[LabelledLine]:
    """The lines of our own."""
    for row in LINES.read_text(encoding="utf-8").splitlines():
        kind, questioned, side, text = row.split("\t")
        yield LabelledLine(kind=kind, questioned=questioned == "1", side=SIDES[side], text=text)


def load_lawful_drafts() -> Iterator[LabelledLine]:
    """Drafts of our own that negotiate and raise nothing: without them ordinary words (`I'll throw in`) seem to."""
    for name in DRAFTS:
        for place, sentence in enumerate(load_ours(HERE / name, packages=True)):
            side = (Side.SELLING, Side.BUYING)[place % 2]
            yield LabelledLine(kind="none", questioned=False, side=side, text=sentence.text)


def strip_command(text: str) -> str:
    """What follows the command, as the bot reads it."""
    for command in COMMANDS:
        if text.startswith(command):
            return text.removeprefix(command)
    return text


def build_examples(lines: Iterable[LabelledLine]) -> list[Example]:
    """Each line with what is weighed of it."""
    examples = []
    for line in lines:
        found = find_ingredients(strip_command(line.text), line.side)
        features = list_features(found, apply_rules(found))
        examples.append(Example(line=line, features=tuple(sorted(features))))
    return examples


def learn_weights(examples: Sequence[Example]) -> dict[str, float]:
    """A logistic regression by steps that get smaller for what was often seen."""
    # What occurs in one line alone is learned too: else what it shares with others would have to explain it.
    rows = [
        (example.features, sqrt(len(example.features)), example.line.questioned)
        for example in examples
    ]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    bias, bias_square = 0.0, 1e-6
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(rows)
        for features, length, questioned in rows:
            score = sum([weights[feature] for feature in features]) / length + bias
            error = 1 / (1 + exp(-max(-30.0, min(30.0, score)))) - questioned
            bias_square += error * error
            bias -= STEP * error / sqrt(bias_square)
            for feature in features:
                slope = error / length + PULL * weights[feature]
                squares[feature] += slope * slope
                weights[feature] -= STEP * slope / sqrt(squares[feature])
    return {**weights, "bias": bias + LEAN}


def learn_kinds(examples: Sequence[Example]) -> dict[str, list[float]]:
    """How much words and ingredients speak for each kind, whether it is to be questioned or not."""
    kinds = list(Concern)
    known = [example for example in examples if example.line.kind in set(Concern)]
    chosen = [
        (
            [each for each in example.features if each[:2] in ("w:", "p:", "c:", "r:")],
            kinds.index(Concern(example.line.kind)),
        )
        for example in known
    ]
    counts = Counter(feature for features, _ in chosen for feature in features)
    rows = [([f for f in features if counts[f] >= KIND_SEEN], kind) for features, kind in chosen]
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(kinds))
    squares: dict[str, list[float]] = defaultdict(lambda: [1e-6] * len(kinds))
    chance = random.Random(1)
    for _ in range(KIND_ROUNDS):
        chance.shuffle(rows)
        for features, kind in rows:
            length = sqrt(len(features) or 1)
            scores = [
                sum([weights[f][column] for f in features]) / length for column in range(len(kinds))
            ]
            highest = max(scores)
            parts = [exp(score - highest) for score in scores]
            whole = sum(parts)
            for column, part in enumerate(parts):
                slope = (part / whole - (column == kind)) / length
                for feature in features:
                    pull = slope + PULL * weights[feature][column]
                    squares[feature][column] += pull * pull
                    weights[feature][column] -= STEP * pull / sqrt(squares[feature][column])
    return weights


def write_weights(examples: Sequence[Example]) -> None:
    """Writes both files anew."""
    count = len(examples)
    rows = [
        f"# How much each feature speaks for a question, learned from {count} lines of our own.",
        "# w a word, p how it begins, b and k two words, c an ingredient, o two, r the rules.",
    ]
    for feature, weight in sorted(learn_weights(examples).items()):
        if abs(weight) >= LEAST_WEIGHT or feature == "bias":
            rows.append(f"{feature}\t{weight:.1f}")
    WEIGHTS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    columns = " ".join(Concern)
    rows = ["# How much each feature speaks for each kind.", f"# feature\t{columns}"]
    for feature, weights in sorted(learn_kinds(examples).items()):
        rows.append(f"{feature}\t{' '.join(f'{weight:.1f}' for weight in weights)}")
    KINDS.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_weights(build_examples([*load_lines(), *load_lawful_drafts()]))
