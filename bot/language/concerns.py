"""Questions of law and fairness that a text raises, whoever had the idea.

Each kind has its ingredients (who gets something, who pays, what is hidden, what hangs on what), which are phrases of
the files in `words/concerns`. A kind is there where its ingredients stand together and nothing takes it back: that it
is disclosed, in the contract, or about goods. It is a reading and may be wrong, so it leads to a question only.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.concern_rules import RULES, Ingredients
from bot.language.concern_weighing import choose_kind, list_features, raises_concern
from bot.language.phrase_finder import PhraseFinder, PhraseSpan
from bot.language.sentences.own_refusals import (
    cut_whom_to_tell,
    refuses_plainly,
    tells_one_thing,
)
from bot.language.vocabulary import load_subject

_NOT_BY_REFUSING = frozenset(
    {Concern.FALSE_CLAIM, Concern.GIFT, Concern.ONE_SIDED_CREDIT, Concern.LINKING}
)
LONGEST = 1500
"""How much of a text is looked at."""


@lru_cache(maxsize=1024)
def find_concerns(text: str, side: Side) -> tuple[Concern, ...]:
    """The concern that a text raises on that side of the table; none for nearly all of them."""
    found = find_ingredients(text, side)
    seen = apply_rules(found)
    features = list_features(found, seen)
    if not raises_concern(features):
        return ()
    kind = choose_kind(features, side)
    if kind is Concern.SILENCE_CONSENT and not found.has("silence"):
        # `sonst liefern wir nicht`: nobody's silence counts as anything
        return ()
    told = cut_whom_to_tell(text)
    may_claim = kind is Concern.FALSE_CLAIM
    if told != text and (tells_one_thing(told) if may_claim else not seen):
        # `tell them we have no room in March`: what is to be said raises it, not that it is said
        return find_concerns(told, side)
    # `we won't cover the freight` claims nothing, and gives nothing
    is_plain_no = kind in _NOT_BY_REFUSING and refuses_plainly(text)
    return () if is_plain_no else (kind,)


def find_ingredients(text: str, side: Side) -> Ingredients:
    """What of the word files a text has."""
    words, spans = _find_phrases(text)
    return Ingredients(spans, side, words)


@lru_cache(maxsize=64)
def _find_phrases(text: str) -> tuple[tuple[str, ...], dict[str, list[PhraseSpan]]]:
    words = tuple(split_words(text[:LONGEST]))
    return words, _finder().find(words)


def apply_rules(found: Ingredients) -> list[Concern]:
    """The concerns that the rules see in a text, before anything is weighed."""
    return [concern for concern, raises in RULES.items() if raises(found)]


_FIGURES = re.compile(
    r"\b(?:worth|costs?|kostet|kosten|wert)(?: (?:about|ca|etwa|rund))? [€$£]?\d[\d.,]*\w*"
    r"(?: (?:lakh|eur|euro|usd|gbp|inr|chf|k)\b)?"
)
"""What a move costs or is worth, which is no money that somebody is paid."""
_CONTRACTED = re.compile(r"n['’]t\b")
_ENDINGS = re.compile(r"['’](ll|d|re|ve|s|m)\b")
_ENDING = {"ll": " will", "d": " would", "re": " are", "ve": " have", "s": " s", "m": " am"}
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "’": "'",
        "—": " , ",
        "–": " , ",
        **dict(zip("éèçáóíàñ", "eecaoian", strict=True)),
        "€": " eur ",
        "$": " usd ",
        "£": " gbp ",
    }
)
"""Letters that people type in two ways, and signs that stand for words."""
_WORD = re.compile(r"\d[\d.,]*\d(?:k|m|bn|tsd|mio)?\b|\d(?:k|m|bn)?\b|[^\W_]+|[.,;:!?%#()\"]")


def split_words(text: str) -> list[str]:
    """A text as words in lower case and punctuation, umlauts as two letters, and what people shorten written out."""
    low = _FIGURES.sub(" ", text.lower().translate(_LETTERS))
    if "'" in low:
        low = low.replace("can't", "can not").replace("won't", "will not")
        low = _CONTRACTED.sub(" not", low)
        low = _ENDINGS.sub(lambda ending: _ENDING[ending[1]], low)
    low = low.replace("no one", "noone").replace("how much", "howmuch").replace("w/o", "without")
    short, words = _short_words(), []
    for word in _WORD.findall(low):
        if word in short:
            words.extend(short[word])
        else:
            words.append(word)
    return words


@cache
def _short_words() -> dict[str, list[str]]:
    """What people type without an apostrophe or shorten, with what it stands for."""
    return {
        short: str(full).split() for table in _list_tables("short") for short, full in table.items()
    }


@cache
def _finder() -> PhraseFinder:
    """The phrases of all languages."""
    phrases: dict[str, list[str]] = {}
    for table in _list_tables("phrases"):
        for name, listed in table.items():
            for phrase in cast("Sequence[str]", listed):
                written = phrase.translate(_LETTERS).replace("no one", "noone")
                phrases.setdefault(name, []).append(written.replace("how much", "howmuch"))
    return PhraseFinder(phrases)


@cache
def join_pattern(key: str) -> str:
    """The patterns of all languages under that key, as one."""
    return "|".join(str(table[key]) for table in _list_tables("patterns"))


def _list_tables(name: str) -> list[Mapping[str, object]]:
    """The table of that name in each language."""
    return [tables[name] for tables in load_subject("concerns").values() if name in tables]
