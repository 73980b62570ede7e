"""What words say of a sentence that the rules leave open: each counts for or against what the sentence may do.

The rules seldom see a give, an ask or a tie where there is none; what they miss they take for an ask or for nothing.
There the words are weighed: alone and in pairs, with who speaks and where a price moves.
The weights are a file to be read (`weights.txt`), learned from sentences of our own alone; a word that they do not know
is a `*`. The rules' verdict has its weight too: how often it held where they had not seen the sentences.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.language.patterns import pattern_table
from bot.language.sentences.marks import Turn
from bot.language.sentences.prices import HAGGLERS
from bot.language.sentences.readings import Label
from bot.language.sentences.rules import Verdict
from bot.language.sentences.ties import TYING
from bot.language.sentences.utterances import Utterance

WEIGHTS = Path(__file__).with_name("weights.txt")

VERDICTS = {
    "give": Verdict(Label.GIVE),
    "tied": Verdict(Label.OFFER, explicit=True),
    "ask": Verdict(Label.ASK),
    "accept": Verdict(Label.ACCEPT),
    "other": Verdict(Label.OTHER),
}
"""What is weighed against each other, by the columns of the weights, in their order."""
OPEN = frozenset({Label.GIVE, Label.ASK, Label.OTHER})
"""Verdicts of the rules that the words may overturn; the others seldom fail."""
SHARING_ROLES = frozenset({"camper", "player"})
"""Roles in talk about sharing things out; other roles, but buyers and sellers of one thing, do business."""

Weights = Mapping[str, Sequence[float]]
"""How much a feature speaks for each of `VERDICTS`, in log odds."""

UNKNOWN = "*"
_FIRST, _LAST = "^", "."
_SMALL_NUMBER, _LARGE_NUMBER = "5", "50"
_LENGTHS = (1, 3, 7, 15)
"""Blanks in a sentence at which it counts as longer."""

_WORDS = pattern_table("sentences.weighing")
_TOKEN = _WORDS.expression("token")
_WRITTEN_OUT = _WORDS.meanings("written_out")
_COULD_TIE = _WORDS.expression("could_tie")


def weigh_words(verdict: Verdict, utterance: Utterance, context: Sequence[Turn]) -> Verdict:
    """What a sentence most likely does, where the rules came to `verdict`. The verdict stands where the rules are sure,
    and where the language has no weights."""
    if verdict.label not in OPEN or not utterance.lower or not utterance.language.is_weighed:
        return verdict
    features = find_features(utterance, context, verdict, load_vocabulary())
    return pick_likeliest(utterance, features, load_weights())


def pick_likeliest(utterance: Utterance, features: Iterable[str], weights: Weights) -> Verdict:
    """The verdict that the features speak for most. Nothing is tied in words where no word could tie it."""
    scores = score_verdicts(features, weights)
    best = max(scores, key=scores.__getitem__)
    if best == "tied" and not _could_tie(utterance):
        del scores["tied"]
        best = max(scores, key=scores.__getitem__)
    return VERDICTS[best]


def _could_tie(utterance: Utterance) -> bool:
    if any(act.mark in TYING for act in utterance.acts):
        return True
    return _COULD_TIE.search(utterance.lower) is not None


def score_verdicts(features: Iterable[str], weights: Weights) -> dict[str, float]:
    """What the features that are known add up to, by the columns of the weights."""
    rows = [weights[feature] for feature in features if feature in weights]
    if not rows:
        return dict.fromkeys(VERDICTS, 0.0)
    columns = zip(*rows, strict=True)
    return dict(zip(VERDICTS, map(sum, columns), strict=True))


def find_features(
    utterance: Utterance, context: Sequence[Turn], verdict: Verdict, vocabulary: frozenset[str]
) -> Iterator[str]:
    """What a sentence shows that may have a weight: the rules' verdict, its words, who speaks and what came before.
    Words that are not in the vocabulary are `*`."""
    yield f"= {verdict.label.value}"
    yield from find_grams(tokenize(utterance.lower), vocabulary)
    yield from _describe_speaker(utterance)
    if not context:
        yield "@ first"
    elif "?" in context[-1].words:
        yield "@ after question"


def tokenize(lower: str) -> list[str]:
    """The words of a text in lower case, contractions in full; small numbers are `5`, larger ones `50`."""
    tokens: list[str] = []
    for word in _TOKEN.findall(lower):
        if word in _WRITTEN_OUT:
            tokens.append(_WRITTEN_OUT[word])
        elif word[0].isdigit():
            tokens.append(_SMALL_NUMBER if len(word.rstrip(".,")) == 1 else _LARGE_NUMBER)
        else:
            tokens.append(word)
    return tokens


def find_grams(tokens: Iterable[str], vocabulary: frozenset[str]) -> Iterable[str]:
    """Each word and each pair once, in their order; `^` begins and `.` ends, and unknown words in a row are one `*`.
    Their weights are added up in this order, so that near ties fall the same way in every process."""
    line = [_FIRST]
    for token in tokens:
        if token in vocabulary:
            line.append(token)
        elif line[-1] != UNKNOWN:
            line.append(UNKNOWN)
    line.append(_LAST)
    return dict.fromkeys([*line, *map(" ".join, pairwise(line))])


def kind_of_talk(role: str) -> str:
    """What a speaker with that role talks about: `buyer` and `seller` of one thing, `sharing`, else `business`."""
    if role in HAGGLERS:
        return role
    return "sharing" if role in SHARING_ROLES else "business"


def _describe_speaker(utterance: Utterance) -> Iterator[str]:
    """Who speaks, where a price moves, and how long the sentence is."""
    talk = kind_of_talk(utterance.role)
    yield f"@ {talk}"
    if talk in HAGGLERS:
        direction = utterance.direction.value if utterance.direction else "none"
        yield f"@ price {direction}"
        yield f"@ price {direction} {talk}"
    blanks = utterance.lower.count(" ")
    yield f"@ length {sum(blanks >= length for length in _LENGTHS)}"


@cache
def load_weights() -> Weights:
    """The weights as they were learned, read when a sentence is first weighed."""
    return read_weights(WEIGHTS)


def read_weights(path: Path) -> Weights:
    """The weights of a file, by their features."""
    weights: dict[str, Sequence[float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        feature, _, columns = line.partition("\t")
        if columns and not line.startswith("#"):
            weights[feature] = tuple(map(float, columns.split()))
    return weights


@cache
def load_vocabulary() -> frozenset[str]:
    """The words that have a weight, alone or in a pair."""
    words: set[str] = set()
    for feature in load_weights():
        # Features that begin so are no words: the rules' verdict, and who speaks.
        if not feature.startswith(("=", "@")):
            words.update(feature.split())
    return frozenset(words)
