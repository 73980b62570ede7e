"""Things that somebody waits for, and that came about: `they pay the deposit` and `deposit paid` are about one."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.language.clean import clean_text
from bot.language.patterns import compile_late
from bot.language.thing_words import fold_text
from bot.language.vocabulary import word_table

_WORDS = word_table("doing")
_MOST_WORDS = 8
"""A longer sentence tells more than one thing."""
_WORD = re.compile(r"[^\W\d_]+")
_WHEN = compile_late(rf"(?<!\w)(?:{_WORDS.pattern('when')})(?!\w)", re.IGNORECASE)
GENERAL = frozenset(map(fold_text, _WORDS.words("general")))
"""Verbs that say of anything that it comes about: `confirmed`, `is there`."""
CHANGING = frozenset(map(fold_text, _WORDS.words("changing")))
"""Verbs that change a thing, of which one is not done by another: `cleaned` is not `painted`."""


_PAYING = frozenset(map(fold_text, _WORDS.words("paying")))
_IN_ADVANCE = tuple(sorted(_WORDS.words("in_advance")))


def _list_forms() -> dict[str, str]:
    """Each form of a verb with the name that all its forms have."""
    forms: dict[str, str] = {}
    for name, words in _WORDS.groups("forms").items():
        folded = fold_text(name)
        for word in (name, *words):
            forms.setdefault(fold_text(word), folded)
    return forms


_FORMS = _list_forms()


_US = _WORDS.words("us")
_DONE = frozenset(map(fold_text, _WORDS.words("done")))


_NOT_SAID = compile_late(rf"\b(?:{'|'.join(_WORDS.phrases('not_said'))})\b", re.IGNORECASE)


_THEIRS = compile_late(rf"(?:{'|'.join(_WORDS.phrases('theirs'))})\s+", re.IGNORECASE)
_FROM_US = compile_late(rf"\b(?:{'|'.join(_WORDS.phrases('from_us'))})\b", re.IGNORECASE)
_SUM_TO_REACH = compile_late(
    rf"\b(?:{'|'.join(_WORDS.phrases('levels'))})\s+(?:\w+\s+)?[$€£]?\s?(?:\d{{3}}|\d[\d.,]*\s?k\b|\d[.,]\d{{3}})",
    re.IGNORECASE,
)
_FUTURE = compile_late(rf"\b(?:{'|'.join(_WORDS.phrases('future'))})\b", re.IGNORECASE)
_TO_COME = compile_late(rf"\b(?:{'|'.join(_WORDS.phrases('to_come'))})\b", re.IGNORECASE)


def may_be_done(text: str) -> bool:
    """Whether a sentence may tell that somebody does a thing: it is short, asks nothing, and neither denies nor wishes
    it."""
    is_short = len(_WORD.findall(text)) <= _MOST_WORDS
    return is_short and "?" not in text and _NOT_SAID.search(text) is None


def tells_of_us(text: str) -> bool:
    """Whether a sentence begins with us, or says that it comes from us: what we do is no answer of theirs."""
    words = _WORD.findall(text.casefold())
    return bool(words) and (words[0] in _US or _FROM_US.search(text) is not None)


def names_sum_to_reach(text: str) -> bool:
    """Whether words name a sum that somebody goes to, of which nobody can tell whether more of it is better: `they go
    to 7300`."""
    return _SUM_TO_REACH.search(text) is not None


def name_their_deed(text: str) -> str:
    """What they do, by a condition that has come true, without who does it: `pay 40%` of `they pay 40%`. Empty where it
    is not said that they do a thing: `they insist`, `the board agrees`."""
    whose = _THEIRS.match(text)
    if whose is None:
        return ""
    named = text[whose.end() :].strip()
    deed = read_deed(named)
    is_thing_done = bool(deed.thing and deed.verbs) or not deed.verbs <= GENERAL
    return named if is_thing_done and may_be_done(named) else ""


def is_to_come(text: str) -> bool:
    """Whether a sentence says that something is still to be done: `photos will come`."""
    return _FUTURE.search(text) is not None


def is_done(text: str) -> bool:
    """Whether a short report says that something is done or there: `deposit paid`, `Anzahlung ist da`, `signed`."""
    if not may_be_done(text) or _TO_COME.search(text) is not None:
        return False
    return not _DONE.isdisjoint(map(fold_text, _WORD.findall(text)))


class ReadDeed(NamedTuple):
    """What a text says: the `thing` without the verbs that say that it comes about, the `whole` with each verb in the
    one form that all have, and the names of those `verbs`."""

    thing: str
    whole: str
    verbs: frozenset[str]


def list_payments_meant(text: str) -> list[str]:
    """What a sentence may mean that says that something was paid: `they paid the 50%` may be what had to be paid in
    advance, which nobody says again. Empty for any other sentence."""
    if _PAYING.isdisjoint(read_deed(text).verbs):
        return []
    return [f"{text} {word}" for word in _IN_ADVANCE]


@lru_cache(maxsize=1024)
def read_deed(text: str) -> ReadDeed:
    """A condition or a report, taken apart into the thing and what is done with it."""
    plain = _join_verb(_WHEN.sub(" ", clean_text(text)))
    verbs = {name for word in _WORD.findall(plain) if (name := _FORMS.get(fold_text(word)))}
    return ReadDeed(
        thing=_put_verbs(plain, keeps=False),
        whole=_put_verbs(plain, keeps=True),
        verbs=frozenset(verbs),
    )


def _join_verb(text: str) -> str:
    """The text with the end of a verb at the verb: `anzahlen 30%` for `zahlen 30% an`."""
    words = text.split()
    for at, word in enumerate(words[:-1]):
        joined = f"{words[-1]}{word}"
        if fold_text(joined) in _FORMS:
            return " ".join([*words[:at], joined, *words[at + 1 : -1]])
    return text


def _put_verbs(text: str, *, keeps: bool) -> str:
    """The text with the known verbs under their one name, or without them."""

    def name_verb(found: re.Match[str]) -> str:
        name = _FORMS.get(fold_text(found[0]))
        if name is None:
            return found[0]
        return name if keeps and name not in GENERAL else ""

    return " ".join(_WORD.sub(name_verb, text).split())
