"""How near a sentence is to wordings that are sorted under labels: by its words, its notions, and pairs of them.

Two looks are added up: how much what the sentence shows speaks for each label against all others (as naive Bayes has
it), and how alike it is to the two wordings of a label that are nearest. What many labels share counts for little.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations, pairwise

from bot.language.notions import MONEY, NUMBER, PERCENT, QUESTION_MARK, NotionIndex, tokenize

AMOUNT = "amount"
"""The notion of a figure, whatever it counts."""
_KINDS = {"w": 1.0, "n": 1.2, "?": 0.6, "f": 0.5, "p": 0.45, "b": 0.5}
"""How much a feature counts, by the letter that it begins with: word, notion, question mark, first word, pair of
notions anywhere, pair of neighbours. Pairs say again what their parts say."""
_SMOOTHING = 4.0
_NEAREST = 2
_BAYES_SHARE, _LIKENESS_SHARE = 0.5, 10.0
_ENDINGS = (
    *("ungen", "ingly", "ation", "ments", "ment", "ing", "ung", "ies", "est", "ers", "end"),
    *("ed", "en", "er", "es", "em", "ly", "e", "s", "t", "n"),
)
_SHORTEST_STEM, _LONGEST_STEM = 4, 7
_CONTRACTED = ("'s", "'d", "'re", "'ve", "'ll", "'m")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The word without its ending, and without what makes long words differ at their end."""
    for ending in _CONTRACTED:
        word = word.removesuffix(ending)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:_LONGEST_STEM]


class FeatureFinder:
    """What a sentence shows. `filler` are words that say nothing."""

    def __init__(self, notions: NotionIndex, filler: Iterable[str]) -> None:
        self._notions = notions
        self._filler = frozenset(filler)

    def find(self, tokens: list[str]) -> frozenset[str]:
        """The features of a tokenized sentence."""
        notions = self._notions.find(tokens)
        all_notions = set().union(*notions)
        if {PERCENT, MONEY} & set(tokens):
            all_notions.add(AMOUNT)
        features = {f"n {notion}" for notion in all_notions}
        if QUESTION_MARK in tokens:
            features.add("?")
            all_notions.add(QUESTION_MARK)
        if NUMBER in tokens:
            features.add("n number")
        line: list[str] = []
        for token, found in zip(tokens, notions, strict=True):
            is_word = token[0].isalpha()
            if is_word and token not in self._filler:
                features.add(f"w {stem(token)}")
            if found:
                line.append(f"<{min(found)}>")
            elif token not in self._filler:
                line.append(stem(token) if is_word else token)
        features.update(f"p {one} {other}" for one, other in combinations(sorted(all_notions), 2))
        features.update(f"b {one} {other}" for one, other in pairwise(line))
        if line:
            features.add(f"f {line[0]}")
        return frozenset(features)


class WordingScores:
    """Scores sentences against wordings under labels."""

    def __init__(self, wordings: Mapping[str, Iterable[str]], finder: FeatureFinder) -> None:
        self._finder = finder
        examples = [
            (label, finder.find(tokenize(wording)))
            for label, each in wordings.items()
            for wording in each
        ]
        self._labels = [label for label, _ in examples]
        self._count = Counter(self._labels)
        self._share: dict[str, float] = {}
        self._rarity: dict[str, float] = {}
        self._odds: dict[str, dict[str, float]] = {}
        self._places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._weigh(examples)

    def knows_word(self, word: str) -> bool:
        """Whether any wording has that word, in whatever form."""
        return f"w {stem(word)}" in self._share

    def _weigh(self, examples: list[tuple[str, frozenset[str]]]) -> None:
        total = len(examples)
        seen: Counter[str] = Counter()
        seen_with: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for label, features in examples:
            seen.update(features)
            for feature in features:
                seen_with[feature][label] += 1
        for feature, count in seen.items():
            share = count / total
            self._share[feature] = share
            self._rarity[feature] = math.log(1 + total / count) * _KINDS[feature[0]]
            self._odds[feature] = {
                label: math.log(
                    (with_label + _SMOOTHING * share) / (self._count[label] + _SMOOTHING) / share
                )
                for label, with_label in seen_with[feature].items()
            }
        self._absent = {
            label: math.log(_SMOOTHING / (count + _SMOOTHING))
            for label, count in self._count.items()
        }
        for place, (_, features) in enumerate(examples):
            for feature, weight in self._normalize(features).items():
                self._places[feature].append((place, weight))

    def _normalize(self, features: Iterable[str]) -> dict[str, float]:
        weights = {each: self._rarity[each] for each in features if each in self._rarity}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}

    def score(self, tokens: list[str]) -> dict[str, float]:
        """How much speaks for each label. Nothing known in the sentence: no labels."""
        features = self._finder.find(tokens)
        known = [feature for feature in features if feature in self._share]
        if not known:
            return {}
        odds = self._weigh_odds(known)
        likeness = self._measure_likeness(known)
        length = math.sqrt(len(known))
        return {
            label: _BAYES_SHARE * odds[label] / length + _LIKENESS_SHARE * likeness.get(label, 0.0)
            for label in self._count
        }

    def _weigh_odds(self, known: Iterable[str]) -> dict[str, float]:
        total = dict.fromkeys(self._count, 0.0)
        for feature in known:
            weight, odds = _KINDS[feature[0]], self._odds[feature]
            for label, absent in self._absent.items():
                total[label] += weight * odds.get(label, absent)
        return total

    def _measure_likeness(self, known: Iterable[str]) -> dict[str, float]:
        near: defaultdict[int, float] = defaultdict(float)
        for feature, weight in self._normalize(known).items():
            for place, other in self._places[feature]:
                near[place] += weight * other
        by_label: defaultdict[str, list[float]] = defaultdict(list)
        for place, value in near.items():
            by_label[self._labels[place]].append(value)
        return {
            label: sum(sorted(values, reverse=True)[:_NEAREST]) / _NEAREST
            for label, values in by_label.items()
        }
