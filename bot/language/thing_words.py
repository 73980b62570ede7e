"""The words of things under one name for all that mean the same: `references`, `ref`, `Referenz`; with typos."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.vocabulary import WordTable, word_table

_WORDS = word_table("things")
_SHORTEST_CORRECTED = 6
"""Letters of the shortest word that is taken for a known one with a letter changed: `seals` are no `seats`."""
_LONG = 10
"""From that many letters on two may be changed."""
_FREE = "frei"
_SHORTEST_BEHIND_FREE = 4
_SHORTEST_IN_COMPOUND = 5
"""Letters of the shortest word that is looked for at the end of a longer one: `jahresvorauszahlung`."""

_ENDINGS = (
    # ending, what stands for it, how long the word must be
    ("ungen", "ung", 7),
    ("ies", "y", 5),
    ("ings", "", 7),
    ("ing", "", 6),
    ("ied", "y", 6),
    ("ed", "", 6),
    ("en", "", 6),
    ("es", "", 6),
    ("s", "", 4),
    ("e", "", 5),
)
_DOUBLING = ("ing", "ed")
_KEPT_DOUBLE = "lsz"
_NO_PLURAL = ("ss", "us", "is")


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold_text(text: str) -> str:
    """The text as it is compared: in lower case, with `ue` for `ü` and `ss` for `ß`."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)


@lru_cache(maxsize=2048)
def stem_word(word: str) -> str:
    """The word without its ending, in lower case: `references` and `reference` are `referenc`."""
    for ending, instead, length in _ENDINGS:
        if len(word) < length or not word.endswith(ending):
            continue
        if ending == "s" and word.endswith(_NO_PLURAL):
            continue
        return (
            _undouble(word[: -len(ending)] + instead)
            if ending in _DOUBLING
            else word[: -len(ending)] + instead
        )
    return word


def _undouble(stem: str) -> str:
    """`capp`, of `capped`, is `cap`; `fall` and `pass` keep both letters."""
    is_doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _KEPT_DOUBLE
    return stem[:-1] if is_doubled else stem


def split_phrase(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase as the word files write it: `ref_call`."""
    return tuple(stem_word(word) for word in fold_text(phrase).split("_"))


def phrases_of(table: WordTable, key: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a key, as stems."""
    return frozenset(split_phrase(phrase) for phrase in table.words(key, optional=True))


def phrase_meanings(table: WordTable, key: str) -> dict[tuple[str, ...], str]:
    """Each phrase of a key, as stems, with the meaning that it stands under."""
    meanings = {}
    for phrase, meaning in table.meanings(key).items():
        meanings[split_phrase(phrase)] = meaning
    return meanings


def _load_same() -> dict[tuple[str, ...], frozenset[str]]:
    """Each phrase with the words that stand for what it means. Where two meanings claim a phrase, the first has it."""
    same: dict[tuple[str, ...], frozenset[str]] = {}
    for meaning, phrases in _WORDS.groups("same").items():
        # `reference call` are two words, `price_hold` is one.
        names = frozenset(_name_of(word) for word in meaning.split())
        for phrase in (meaning.replace(" ", "_"), *sorted(phrases)):
            same.setdefault(split_phrase(phrase), names)
    return _resolve_chains(same)


def _name_of(meaning: str) -> str:
    return meaning if "_" in meaning else stem_word(meaning)


def _resolve_chains(
    same: Mapping[tuple[str, ...], frozenset[str]],
) -> dict[tuple[str, ...], frozenset[str]]:
    """`reference_call` stands for `reference` and `call`, each under its own name."""
    resolved = {}
    for phrase, names in same.items():
        words: set[str] = set()
        for name in names:
            words |= same.get((name,), frozenset({name}))
        resolved[phrase] = frozenset(words)
    return resolved


_SAME = _load_same()
LONGEST_PHRASE = max(map(len, _SAME))
_SPELLED = phrases_of(_WORDS, "spelled")
_KNOWN = sorted({phrase[0] for phrase in _SAME if len(phrase) == 1})
_TIMES_IN_COMPOUNDS = [
    (stem_word(fold_text(word)), unit)
    for word, unit in _WORDS.meanings("units").items()
    if word in _WORDS.words("units_in_compounds")
]
_IN_COMPOUNDS = sorted(
    {word for word in _KNOWN if len(word) >= _SHORTEST_IN_COMPOUND}
    | {word for word in _WORDS.words("in_compounds") if (word,) in _SAME},
    key=len,
    reverse=True,
)


def find_canonical(phrase: tuple[str, ...]) -> frozenset[str] | None:
    """The words that stand for what these stems mean; None where they are no known phrase."""
    return _SAME.get(phrase)


@lru_cache(maxsize=2048)
def name_word(stem: str) -> frozenset[str]:
    """The words that stand for one stem: its meaning, that of the word it misspells, the parts of a compound, or the
    stem itself."""
    known = _SAME.get((stem,))
    if known is not None:
        return known
    corrected = _correct(stem)
    if corrected is not None:
        return _SAME[corrected,]
    free_of = stem.removeprefix(_FREE)
    if free_of != stem and len(free_of) >= _SHORTEST_BEHIND_FREE:
        # `10 Freispots` are ten spots.
        return name_word(free_of)
    return _split_compound(stem) or frozenset({stem})


def _correct(stem: str) -> str | None:
    """The known word that the stem misspells: `warrenty`."""
    if len(stem) < _SHORTEST_CORRECTED or (stem,) in _SPELLED or not stem.isalpha():
        return None
    most = 2 if len(stem) >= _LONG else 1
    near: list[tuple[int, bool, str]] = []
    for word in _KNOWN:
        if word[0] != stem[0] or len(word) < _SHORTEST_CORRECTED - 1:
            continue
        distance = OSA.distance(word, stem, score_cutoff=most)
        if distance <= most:
            near.append((distance, not _keeps_letters(stem, word), word))
    # `contrct` is a contract before it is a contact: a letter is left out more often than typed for another one.
    return min(near)[2] if near else None


def _keeps_letters(stem: str, word: str) -> bool:
    """Whether the word has all letters of the stem, in their order."""
    letters = iter(word)
    return all(letter in letters for letter in stem)


def split_time(stem: str) -> tuple[str, str] | None:
    """`schulungstag` as `schulung` and `days`; None where no unit of time ends it."""
    for word, unit in _TIMES_IN_COMPOUNDS:
        first = stem.removesuffix(word)
        if first != stem and len(first) >= _SHORTEST_IN_COMPOUND:
            return stem_word(first.removesuffix("s")), unit
    return None


def _split_compound(stem: str) -> frozenset[str]:
    """`jahresvorauszahlung` is a `vorauszahlung`; nothing where no known word ends it."""
    timed = split_time(stem)
    if timed is not None and (timed[0],) in _SAME:
        return _SAME[timed[0],]
    for word in _IN_COMPOUNDS:
        first = stem.removesuffix(word)
        if first != stem and len(first) >= 3:
            return frozenset({first.removesuffix("s")}) | _SAME[word,]
    return frozenset()


def match_phrase(
    tokens: list[str], i: int, phrases: "frozenset[tuple[str, ...]] | dict[tuple[str, ...], str]"
) -> int:
    """How many tokens from `i` are one of the phrases, the longest; 0 where they are none."""
    for length in (3, 2, 1):
        if tuple(map(stem_word, tokens[i : i + length])) in phrases and i + length <= len(tokens):
            return length
    return 0
