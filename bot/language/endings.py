"""How a deal ended, as people type it: `won`, `lost, too expensive`, `verloren wegen Preis`."""

import re
from dataclasses import dataclass
from functools import cache

from bot.domain.deals import DealOutcome
from bot.language.clean import clean_text
from bot.language.languages import ENGLISH, language_of
from bot.language.vocabulary import WordTable, load_languages, word_table

_WORDS = word_table("endings")
_OUTCOMES = {word: DealOutcome(outcome) for word, outcome in _WORDS.meanings("outcomes").items()}
_FILLERS = _WORDS.words("fillers")
_JOINERS = _WORDS.words("joiners")
_OPENERS = _WORDS.words("openers")

_EDGES = " \t\n,;:.!-–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRead:
    """How a deal ended, None where the text does not say it, and why, as typed."""

    outcome: DealOutcome | None
    why: str = ""


def read_ending(text: str) -> EndingRead:
    """What was typed after `/deal close`. The outcome is the first word, small words such as *as* or *deal* aside; what
    follows it is the reason. Without an outcome all of it is the reason."""
    words = clean_text(text).split()
    for index, word in enumerate(words):
        outcome = _find_outcome(word)
        following = words[index + 1 :]
        if outcome is not None and following and _find_outcome(following[0]) not in (None, outcome):
            # `won lost`: whoever types both is asked.
            break
        if outcome is not None:
            return EndingRead(outcome=outcome, why=read_reason(following))
        if word.strip(_EDGES).casefold() not in _FILLERS:
            break
    says_more = any(word.strip(_EDGES).casefold() not in _FILLERS for word in words)
    return EndingRead(outcome=None, why=read_reason(words) if says_more else "")


def _find_outcome(word: str) -> DealOutcome | None:
    return _OUTCOMES.get(word.strip(_EDGES).casefold())


def read_reason(words: list[str]) -> str:
    """The words as a reason: without the punctuation at its ends and without a *because* before it."""
    reason = " ".join(words).strip(_EDGES)
    first, _, rest = reason.partition(" ")
    if rest and first.strip(_EDGES).casefold() in _JOINERS:
        reason = rest.strip(_EDGES)
    return reason


def without_opener(text: str) -> str:
    """What follows `/deal reopen` without the second half of *wieder öffnen*."""
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if first.casefold() in _OPENERS else text.strip()


def read_new_name(text: str, locale: str) -> str:
    """The name in what was typed after `/deal rename`: without the *to* before it or quotes around it."""
    name = " ".join(clean_text(text).split())
    # By the reader's language alone: `umbenennen in Acme`, but In Motion is a name in English.
    name = re.sub(
        _pattern_before_a_name(language_of(locale)), "", name, count=1, flags=re.IGNORECASE
    )
    return name.strip(" \"'“”„»«")


@cache
def _pattern_before_a_name(language: str) -> str:
    languages = load_languages()
    tables = [languages[each]["endings"] for each in {ENGLISH, language} & languages.keys()]
    return WordTable("endings", tuple(tables)).pattern("before_a_name")
