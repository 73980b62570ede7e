"""Notions: groups of words and phrases that say about the same, so that sentences in other words are alike.

`knocked 5% off`, `threw in training` and `Rabatt gegeben` all show that something was given. Which words show which
notion stands in `words/questions/<language>.toml`; the notions of all languages are looked for in every sentence.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.languages import LANGUAGES
from bot.language.patterns import compile_late

FOLDER = Path(__file__).with_name("words") / "questions"

PERCENT, MONEY, NUMBER, QUESTION_MARK = "<pct>", "<amt>", "<num>", "?"
MARKS = frozenset({PERCENT, MONEY, NUMBER, QUESTION_MARK})
"""Tokens that stand for something else than a word."""

_CURRENCY = r"(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|bucks|€|\$|£)"
_PERCENT = re.compile(r"(?:\d[\d.,]*\s*(?:%|percent\b|prozent\b|pct\b))")
_MONEY = compile_late(
    rf"[€$£]\s*\d[\d.,]*\s*(?:[kmt]\b|mio\b)?"
    rf"|\b\d[\d.,]*\s*(?:(?:k|m|t|tsd|tausend|mio|grand)\b|{_CURRENCY}(?!\w))"
    r"|\b\d{1,3}[.,]\d{3}\b|\b\d{4,}\b|\b\d+[.,]\d\d\b"
)
_NUMBER = re.compile(r"\b\d+(?:[.,/]\d+)*\b")
_TOKEN = re.compile(r"<\w+>|[^\W_]+(?:[-'/][^\W_]+)*|\?")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_LONGEST = 600
"""Letters of a text that are looked at."""

SHORTEST_RESPELLED = 5
"""Letters of the shortest word in which a typing error is mended: of shorter ones too many are one letter apart."""
LONG_WORD = 8
"""From that length on a word may have two wrong letters."""
_KEY = 3
"""So many letters of a word find the phrases that may begin with it."""


def tokenize(text: str) -> list[str]:
    """The words of a text in lower case; percentages, amounts of money and other numbers each as one mark."""
    low = text[:_LONGEST].casefold().translate(_APOSTROPHES)
    low = _PERCENT.sub(f" {PERCENT} ", low)
    low = _MONEY.sub(f" {MONEY} ", low)
    low = _NUMBER.sub(f" {NUMBER} ", low)
    short = load_short_forms()
    return [short.get(token, token) for token in _TOKEN.findall(low)]


class NotionIndex:
    """The notions of all languages, found word by word."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        self._stems: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.vocabulary: set[str] = set()
        for notion, each in phrases.items():
            for phrase in each:
                self._add(phrase, notion)

    def _add(self, phrase: str, notion: str) -> None:
        words = tuple(_TOKEN_OF_PHRASE.findall(phrase.casefold()))
        if len(words) > 1 and words[0].endswith("*"):
            raise ValueError(f"{phrase!r} begins with a word of any ending")
        self.vocabulary.update(word for word in words if not word.endswith("*"))
        if len(words) > 1:
            self._phrases[words[0]].append((words, notion))
        elif words[0].endswith("*"):
            stem = words[0][:-1]
            self.vocabulary.add(stem)
            self._stems[stem[:_KEY]].append((stem, notion))
        else:
            self._words[words[0]].add(notion)

    def find(self, tokens: Sequence[str]) -> list[frozenset[str]]:
        """The notions that begin at each of the words."""
        return [self._find_at(tokens, at) for at in range(len(tokens))]

    def _find_at(self, tokens: Sequence[str], at: int) -> frozenset[str]:
        word = tokens[at]
        found = set(self._words.get(word, ()))
        for stem, notion in self._stems.get(word[:_KEY], ()):
            if word.startswith(stem):
                found.add(notion)
        for phrase, notion in self._phrases.get(word, ()):
            if notion not in found and _stands_at(phrase, tokens, at):
                found.add(notion)
        return frozenset(found)


_TOKEN_OF_PHRASE = re.compile(r"<\w+>|[^\W_]+(?:[-'/][^\W_]+)*\*?|\?")


def _stands_at(phrase: Sequence[str], tokens: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(tokens):
        return False
    for place, wanted in enumerate(phrase, at):
        token = tokens[place]
        if wanted != token and not (wanted.endswith("*") and token.startswith(wanted[:-1])):
            return False
    return True


class Respeller:
    """Mends typing errors: a word that nobody knows is taken for the known one that is nearest."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SHORTEST_RESPELLED - 1:
                self._by_first[word[0]].append(word)

    def respell(self, tokens: Iterable[str]) -> list[str]:
        """The tokens, with a known word for each that is only spelled wrongly."""
        return [self._respell(token) for token in tokens]

    def _respell(self, token: str) -> str:
        if token in self._known or token in MARKS or len(token) < SHORTEST_RESPELLED:
            return token
        most = 2 if len(token) >= LONG_WORD else 1
        found = process.extractOne(
            token, self._by_first.get(token[0], ()), scorer=OSA.distance, score_cutoff=most
        )
        return token if found is None else str(found[0])


@cache
def load_questions_file(language: str) -> Mapping[str, Mapping[str, object]]:
    """The tables of a language's file about what people mean."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def load_short_forms() -> Mapping[str, str]:
    """What stands for each word that people shorten."""
    return {
        short: full
        for language in LANGUAGES
        for full, listed in load_questions_file(language)["short"].items()
        for short in str(listed).split()
    }


@cache
def load_notions() -> NotionIndex:
    """The notions of all languages."""
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        for notion, listed in load_questions_file(language)["notions"].items():
            phrases[notion] += [part.strip() for part in str(listed).split(",") if part.strip()]
    return NotionIndex(phrases)


@cache
def load_patterns(key: str) -> str:
    """The regular expressions of that name in `[parts]`, of all languages, as the alternatives of one."""
    found: list[str] = []
    for language in LANGUAGES:
        each = load_questions_file(language)["parts"].get(key, ())
        found += [str(pattern) for pattern in each] if isinstance(each, list) else []
    if not found:
        raise KeyError(f"No language has [parts] {key}")
    return "|".join(f"(?:{pattern})" for pattern in found)


def load_pattern_groups(table: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The expressions of a table by their name, one of each language that has it; in the order of the file."""
    found: dict[str, list[re.Pattern[str]]] = {}
    for language in LANGUAGES:
        for name, pattern in load_questions_file(language).get(table, {}).items():
            found.setdefault(name, []).append(compile_late(str(pattern), re.IGNORECASE))
    return {name: tuple(patterns) for name, patterns in found.items()}


def search_patterns(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """Where the first of them that is in the text matches."""
    return next((found for each in patterns if (found := each.search(text))), None)
