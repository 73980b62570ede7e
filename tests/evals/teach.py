"""`make weights`: learns how much words say of what a sentence does, from sentences of our own alone.

A linear model: each feature of `bot.language.sentences.weighing` gets a weight for each verdict (multinomial logistic
regression, held small by an L2 penalty, by full passes of AdaGrad in a fixed order). Words are known that stand in
several sentences of more than one kind of talk: names of what is shared out or sold teach nothing. How much the rules'
own verdict weighs is not learned here, since the rules were made with these sentences: it was counted on sentences of
our own that they had not met. `--folds` tells how well sentences are read that the weights were not learned from.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.language.sentences.heard import hear
from bot.language.sentences.reader import by_rules
from bot.language.sentences.saying import Label
from bot.language.sentences.weighing import (
    NAMES,
    OPEN,
    VERDICTS,
    WEIGHTS,
    Verdict,
    Weights,
    features,
    likeliest,
    tokens,
    vocabulary,
    weights,
)
from tests.evals.say import Labelled, macro_f1, measured, ours

HERE = Path(__file__).parents[1] / "language"
TAUGHT = ("sayings.txt", "sayings_fresh.txt", "sayings_taught.txt", "sayings_chats.txt")
"""The sentences that are learned from. Those that only measure are not among them."""

HELD = {
    Label.GIVE: (125, 15, 3, 2, 4),
    Label.ASK: (6, 27, 196, 2, 17),
    Label.OTHER: (27, 19, 63, 13, 203),
}
"""What the sentences were, of 985, to which the rules gave that verdict before they were made with them; by verdict."""
SHARE = 0.7
"""How far the words' weights count beside the rules' verdict: words that follow one another say things twice."""
ROUNDS, PACE, PENALTY = 100, 0.5, 1.0
SEEN, LEAST = 4, 0.04
"""Sentences that a word must stand in to be known; the smallest weight worth writing down."""

Row = tuple[tuple[str, ...], int]
Table = dict[str, list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Weights, and the words that they know."""

    table: Table
    words: frozenset[str]

    def reads(self, sentence: Labelled) -> Verdict:
        """What the rules and the weights together make of a sentence."""
        heard = hear(sentence.text, sentence.said, sentence.role)
        verdict = by_rules(heard, sentence.said)
        if verdict.label not in OPEN:
            return verdict
        return likeliest(heard, features(heard, sentence.said, verdict, self.words), self.table)


def learn(sentences: Sequence[Labelled]) -> Learned:
    """The weights that these sentences teach. Gives and gets that only stand side by side teach nothing."""
    usable = [s for s in sentences if Verdict(s.label, s.explicit) in VERDICTS]
    words = _words(usable)
    rows = [_row(sentence, words) for sentence in usable]
    seen = Counter(feature for found, _ in rows for feature in found)
    rows = [(tuple(f for f in found if seen[f] > 1), label) for found, label in rows]
    table, share = _fitted(rows), _shares(rows)
    kept = {
        f: [SHARE * w for w in ws] for f, ws in table.items() if max(map(abs, ws)) * SHARE >= LEAST
    }
    return Learned(table=kept | _trust(share), words=words)


def _words(sentences: Sequence[Labelled]) -> frozenset[str]:
    count: Counter[str] = Counter()
    talks: defaultdict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for word in set(tokens(hear(sentence.text, sentence.said, sentence.role).low)):
            count[word] += 1
            talks[word].add("sharing" if sentence.role in ("camper", "player") else sentence.role)
    return frozenset(word for word in count if count[word] >= SEEN and len(talks[word]) > 1)


def _row(sentence: Labelled, words: frozenset[str]) -> Row:
    heard = hear(sentence.text, sentence.said, sentence.role)
    found = features(heard, sentence.said, Verdict(Label.OTHER), words)
    return tuple(f for f in found if not f.startswith("=")), VERDICTS.index(
        Verdict(sentence.label, sentence.explicit)
    )


def _shares(rows: Sequence[Row]) -> list[float]:
    count = Counter(label for _, label in rows)
    return [(count[i] + 1) / (len(rows) + len(VERDICTS)) for i in range(len(VERDICTS))]


def _fitted(rows: Sequence[Row]) -> Table:
    """The weights that make these labels likeliest, with their squares held down."""
    table: Table = {f: [0.0] * len(VERDICTS) for found, _ in rows for f in found}
    squares: Table = {f: [1e-6] * len(VERDICTS) for f in table}
    bias = [math.log(share) for share in _shares(rows)]
    for _ in range(ROUNDS):
        slopes: Table = {f: [PENALTY * w for w in ws] for f, ws in table.items()}
        for found, label in rows:
            off = _off(
                [b + sum(c) for b, *c in zip(bias, *map(table.__getitem__, found), strict=True)],
                label,
            )
            for feature in found:
                slope = slopes[feature]
                for i, each in enumerate(off):
                    slope[i] += each
        _step(table, squares, slopes)
    return table


def _off(sums: Sequence[float], label: int) -> list[float]:
    """How far each verdict is from what it should be likely, 0..1."""
    top = max(sums)
    odds = [math.exp(each - top) for each in sums]
    total = sum(odds)
    return [odd / total - (i == label) for i, odd in enumerate(odds)]


def _step(table: Table, squares: Table, slopes: Table) -> None:
    for feature, ws in table.items():
        square = squares[feature]
        for i, slope in enumerate(slopes[feature]):
            square[i] += slope * slope
            ws[i] -= PACE * slope / math.sqrt(square[i])


def _trust(share: Sequence[float]) -> Table:
    """What the rules' verdict weighs: how often it held, each label 3 times its share more often than was seen."""
    table: Table = {}
    for label, held in HELD.items():
        table[f"= {label.value}"] = [
            math.log((n + 3 * s) / (sum(held) + 3)) for n, s in zip(held, share, strict=True)
        ]
    return table


def written(learned: Learned, count: int) -> str:
    """The weights as a file, the weightiest first."""
    lines = [
        f"# How much each feature speaks for a verdict, learned from {count} sentences of our own by `make weights`.",
        "# Words and pairs: * is any other word, 5 any small number, 50 any larger one; ^ begins and . ends all.",
        "# = is the verdict of the rules, @ who speaks, where a price moves, how long it is and what came before.",
        "# feature\t" + " ".join(NAMES),
    ]
    order = sorted(
        learned.table.items(), key=lambda row: (row[0][0] != "=", -max(map(abs, row[1])), row[0])
    )
    lines += [f"{feature}\t" + " ".join(f"{w:.2f}" for w in ws) for feature, ws in order]
    return "\n".join(lines) + "\n"


def why(sentence: Labelled, table: Weights, words: frozenset[str], most: int = 6) -> str:
    """What made a verdict: the features that speak for it most, each with how much."""
    heard = hear(sentence.text, sentence.said, sentence.role)
    rules = by_rules(heard, sentence.said)
    found = [f for f in features(heard, sentence.said, rules, words) if f in table]
    verdict = likeliest(heard, iter(found), table) if rules.label in OPEN else rules
    column = VERDICTS.index(verdict)
    spoke = sorted(found, key=lambda f: -table[f][column])[:most]
    return f"{NAMES[column]}: " + ", ".join(f"{f!r} {table[f][column]:+.2f}" for f in spoke)


def crossed(sentences: Sequence[Labelled], folds: int) -> Iterator[str]:
    """How well each fold is read with weights learned from the others; the rules had met them all."""
    found: dict[int, Verdict] = {}
    for fold in range(folds):
        learned = learn([s for i, s in enumerate(sentences) if i % folds != fold])
        found |= {i: learned.reads(s) for i, s in enumerate(sentences) if i % folds == fold}
    at = {id(s): found[i] for i, s in enumerate(sentences)}
    each, tied = measured(sentences, lambda s: at[id(s)])
    yield f"{folds} folds: macro-F1 {macro_f1(each):.3f}, tied {tied.f1:.3f}"
    yield from (
        f"  {label.value:20} P {f.precision:.2f}  R {f.recall:.2f}  F1 {f.f1:.2f}"
        for label, f in each.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--folds", type=int, help="only tell how well sentences are read that were left out"
    )
    parser.add_argument(
        "--why",
        metavar="SENTENCE",
        help="only tell which words make what this sentence is taken for",
    )
    asked = parser.parse_args()
    if asked.why:
        sentence = Labelled(text=asked.why, said=(), role="", label=Label.OTHER, explicit=False)
        sys.stdout.write(why(sentence, weights(), vocabulary()) + "\n")
        return
    sentences = [s for name in TAUGHT for s in ours(HERE / name)]
    if asked.folds:
        sys.stdout.write("\n".join(crossed(sentences, asked.folds)) + "\n")
        return
    WEIGHTS.write_text(written(learn(sentences), len(sentences)), encoding="utf-8")


if __name__ == "__main__":
    main()
