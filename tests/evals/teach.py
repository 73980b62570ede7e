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

from bot.language.sentences import guesses
from bot.language.sentences.exchanges import read_exchange
from bot.language.sentences.grammar import load_clause_grammar
from bot.language.sentences.prices import HAGGLERS
from bot.language.sentences.readings import Label
from bot.language.sentences.rules import Verdict, judge_by_rules
from bot.language.sentences.utterances import Utterance, clean_sentence, parse_utterance
from bot.language.sentences.weighing import (
    OPEN,
    SHARING_ROLES,
    VERDICTS,
    WEIGHTS,
    Weights,
    find_features,
    load_vocabulary,
    load_weights,
    pick_likeliest,
    tokenize,
)
from tests.evals.say import LabelledSentence, load_ours, macro_f1, measure

HERE = Path(__file__).parents[1] / "language"
TAUGHT = (
    "sayings.txt",
    "sayings_fresh.txt",
    "sayings_taught.txt",
    "sayings_chats.txt",
    "sayings_hasty.txt",
)
"""The sentences that are learned from. Those that only measure are not among them."""

GUESSED = (
    "sayings.txt",
    "sayings_fresh.txt",
    "sayings_taught.txt",
    "sayings_kept.txt",
    "sayings_unseen.txt",
    "sayings_trades.txt",
    "sayings_drafts.txt",
    "sayings_hasty.txt",
    "sayings_offhand.txt",
)
"""The sentences that guesses about business are learned from: those of nobody who haggles or shares things out."""
LEAST_GUESS = 0.08
"""The smallest weight of a guess worth writing down."""

HELD = {
    Label.GIVE: (125, 15, 3, 2, 4),
    Label.ASK: (6, 27, 196, 2, 17),
    Label.OTHER: (27, 19, 63, 13, 203),
}
"""What the sentences were, of 985, to which the rules gave that verdict before they were made with them; by verdict."""
DOUBT = 3
"""Sentences, shared among the verdicts as they are in all, that are added to those counts: few seen prove little."""

WORDS_SHARE = 0.7
"""How far the words' weights count beside the rules' verdict: words that follow one another say things twice."""
ROUNDS, STEP_SIZE, PENALTY = 100, 0.5, 1.0
LEAST_SENTENCES = 4
"""Sentences that a word must stand in to be known."""
LEAST_WEIGHT = 0.04
"""The smallest weight worth writing down."""

COLUMNS = tuple(VERDICTS.values())
WeightTable = dict[str, list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The features of a sentence, and the column of what it does."""

    features: tuple[str, ...]
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Weights, and the words that they know."""

    weights: WeightTable
    vocabulary: frozenset[str]

    def judge(self, sentence: LabelledSentence) -> Verdict:
        """What the rules and the weights together make of a sentence."""
        utterance = parse(sentence)
        verdict = judge_by_rules(utterance, sentence.context)
        if verdict.label not in OPEN:
            return verdict
        features = find_features(utterance, sentence.context, verdict, self.vocabulary)
        return pick_likeliest(utterance, features, self.weights)


def parse(sentence: LabelledSentence) -> Utterance:
    return parse_utterance(sentence.text, sentence.context, sentence.role)


def learn(sentences: Sequence[LabelledSentence]) -> Learned:
    """The weights that these sentences teach. Gives and gets that only stand side by side teach nothing."""
    usable = [s for s in sentences if Verdict(s.label, s.explicit) in COLUMNS]
    vocabulary = find_vocabulary(usable)
    examples = [build_example(sentence, vocabulary) for sentence in usable]
    examples = drop_rare_features(examples)
    shares = find_shares(examples)
    weights = weigh_rules(shares)
    for feature, row in fit(examples, shares).items():
        scaled = [WORDS_SHARE * weight for weight in row]
        if max(map(abs, scaled)) >= LEAST_WEIGHT:
            weights[feature] = scaled
    return Learned(weights=weights, vocabulary=vocabulary)


def learn_guesses(sentences: Sequence[LabelledSentence]) -> Weights:
    """The weights of guesses that these sentences teach, what is usual among them first."""
    examples = drop_rare_features([build_guess(sentence) for sentence in sentences])
    shares = find_shares(examples)
    weights: WeightTable = {"@ always": [math.log(share) for share in shares]}
    for feature, row in fit(examples, shares).items():
        if max(map(abs, row)) >= LEAST_GUESS and feature != "@ always":
            weights[feature] = row
    return weights


def build_guess(sentence: LabelledSentence) -> Example:
    """What a sentence about business shows, and the column of what it does."""
    cleaned = clean_sentence(sentence.text)
    grammar = load_clause_grammar(cleaned.language.code)
    read = read_exchange(cleaned.text, cleaned.lower, grammar, "")
    # A give and a get that only stand side by side are an offer all the same.
    explicit = sentence.explicit or sentence.label is Label.OFFER
    return Example(
        features=tuple(guesses.find_features(cleaned.lower, read.doings)),
        column=COLUMNS.index(Verdict(sentence.label, explicit)),
    )


def load_business() -> list[LabelledSentence]:
    """The sentences of our own that are about business."""
    return [
        sentence
        for name in GUESSED
        for sentence in load_ours(HERE / name, packages=True)
        if sentence.role not in SHARING_ROLES | HAGGLERS
    ]


def find_vocabulary(sentences: Sequence[LabelledSentence]) -> frozenset[str]:
    """The words that stand in enough sentences, and in more than one kind of talk."""
    count: Counter[str] = Counter()
    talks: defaultdict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        talk = "sharing" if sentence.role in SHARING_ROLES else sentence.role
        for word in set(tokenize(parse(sentence).lower)):
            count[word] += 1
            talks[word].add(talk)
    return frozenset(
        word for word in count if count[word] >= LEAST_SENTENCES and len(talks[word]) > 1
    )


def build_example(sentence: LabelledSentence, vocabulary: frozenset[str]) -> Example:
    """What a sentence shows beside the verdict of the rules, whose weight is not learned."""
    any_verdict = Verdict(Label.OTHER)
    features = find_features(parse(sentence), sentence.context, any_verdict, vocabulary)
    return Example(
        features=tuple(feature for feature in features if not feature.startswith("=")),
        column=COLUMNS.index(Verdict(sentence.label, sentence.explicit)),
    )


def drop_rare_features(examples: Sequence[Example]) -> list[Example]:
    """The examples without what only one of them shows."""
    count = Counter(feature for example in examples for feature in example.features)
    return [
        Example(
            features=tuple(feature for feature in example.features if count[feature] > 1),
            column=example.column,
        )
        for example in examples
    ]


def find_shares(examples: Sequence[Example]) -> list[float]:
    """How large a share of the examples each verdict has, none of them zero."""
    count = Counter(example.column for example in examples)
    total = len(examples) + len(COLUMNS)
    return [(count[column] + 1) / total for column in range(len(COLUMNS))]


def fit(examples: Sequence[Example], shares: Sequence[float]) -> WeightTable:
    """The weights that make the verdicts of these examples likeliest, with their squares held down."""
    features = {feature: None for example in examples for feature in example.features}
    weights: WeightTable = {feature: [0.0] * len(COLUMNS) for feature in features}
    squares: WeightTable = {feature: [1e-6] * len(COLUMNS) for feature in features}
    bias = [math.log(share) for share in shares]
    for _ in range(ROUNDS):
        slopes: WeightTable = {}
        for feature, row in weights.items():
            slopes[feature] = [PENALTY * weight for weight in row]
        for example in examples:
            rows = [weights[feature] for feature in example.features]
            scores = [start + sum(column) for start, *column in zip(bias, *rows, strict=True)]
            errors = find_errors(scores, example.column)
            for feature in example.features:
                add_to(slopes[feature], errors)
        take_step(weights, squares, slopes)
    return weights


def find_errors(scores: Sequence[float], column: int) -> list[float]:
    """How far the likelihood of each verdict is from what it should be: 1 in that column, 0 in others."""
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    total = sum(odds)
    errors = [each / total for each in odds]
    errors[column] -= 1
    return errors


def add_to(row: list[float], more: Sequence[float]) -> None:
    for column, each in enumerate(more):
        row[column] += each


def take_step(weights: WeightTable, squares: WeightTable, slopes: WeightTable) -> None:
    """Moves the weights down their slopes, less the more they moved before (AdaGrad)."""
    for feature, row in weights.items():
        square = squares[feature]
        for column, slope in enumerate(slopes[feature]):
            square[column] += slope * slope
            row[column] -= STEP_SIZE * slope / math.sqrt(square[column])


def weigh_rules(shares: Sequence[float]) -> WeightTable:
    """What the rules' verdicts weigh: how often each held, on sentences that the rules had not met."""
    weights: WeightTable = {}
    for label, held in HELD.items():
        total = sum(held) + DOUBT
        weights[f"= {label.value}"] = [
            math.log((count + DOUBT * share) / total)
            for count, share in zip(held, shares, strict=True)
        ]
    return weights


def format_weights(weights: Weights, count: int) -> str:
    """The weights as a file, those of the rules first, then the weightiest."""
    lines = [
        f"# How much each feature speaks for a verdict, learned from {count} sentences of our own by `make weights`.",
        "# Words and pairs: * is any other word, 5 any small number, 50 any larger one; ^ begins and . ends all.",
        "# = is the verdict of the rules, @ who speaks, where a price moves, how long it is and what came before.",
        "# feature\t" + " ".join(VERDICTS),
    ]

    def order(feature: str) -> tuple[bool, float, str]:
        return not feature.startswith("="), -max(map(abs, weights[feature])), feature

    for feature in sorted(weights, key=order):
        columns = " ".join(f"{weight:.2f}" for weight in weights[feature])
        lines.append(f"{feature}\t{columns}")
    return "\n".join(lines) + "\n"


def explain(
    sentence: LabelledSentence, weights: Weights, vocabulary: frozenset[str], most: int = 6
) -> str:
    """What made a verdict: the features that speak for it most, each with how much."""
    utterance = parse(sentence)
    verdict = judge_by_rules(utterance, sentence.context)
    features = find_features(utterance, sentence.context, verdict, vocabulary)
    known = [feature for feature in features if feature in weights]
    if verdict.label in OPEN:
        verdict = pick_likeliest(utterance, known, weights)
    column = COLUMNS.index(verdict)
    loudest = sorted(known, key=lambda feature: -weights[feature][column])[:most]
    spoke = [f"{feature!r} {weights[feature][column]:+.2f}" for feature in loudest]
    return f"{list(VERDICTS)[column]}: {', '.join(spoke)}"


def cross_validate(sentences: Sequence[LabelledSentence], folds: int) -> Iterator[str]:
    """How well each fold is read with weights learned from the others; the rules had met them all."""
    verdicts: dict[int, Verdict] = {}
    for fold in range(folds):
        learned = learn([s for place, s in enumerate(sentences) if place % folds != fold])
        for sentence in sentences[fold::folds]:
            verdicts[id(sentence)] = learned.judge(sentence)
    scores, tied = measure(sentences, lambda sentence: verdicts[id(sentence)])
    yield f"{folds} folds: macro-F1 {macro_f1(scores):.3f}, tied {tied.f1:.3f}"
    for label, each in scores.items():
        yield f"  {label.value:20} P {each.precision:.2f}  R {each.recall:.2f}  F1 {each.f1:.2f}"


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
        sentence = LabelledSentence(
            text=asked.why, context=(), role="", label=Label.OTHER, explicit=False
        )
        sys.stdout.write(explain(sentence, load_weights(), load_vocabulary()) + "\n")
        return
    sentences = [sentence for name in TAUGHT for sentence in load_ours(HERE / name)]
    if asked.folds:
        sys.stdout.write("\n".join(cross_validate(sentences, asked.folds)) + "\n")
        return
    learned = learn(sentences)
    WEIGHTS.write_text(format_weights(learned.weights, len(sentences)), encoding="utf-8")
    business = load_business()
    text = format_weights(learn_guesses(business), len(business))
    guesses.GUESSES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
