"""A cleaned line cut into words. What a piece of text is, apart from the line it stands in, is found out once."""

import re
from functools import lru_cache

from bot.language import asides, german, phrases
from bot.language.amounts import CURRENCY_WORDS
from bot.language.marker_words import MARKER_WORDS
from bot.language.paste import LONG_WORD, SUSPECT, is_odd_piece
from bot.language.word_list import (
    DENIES,
    FILLS,
    FORCES,
    GERMAN,
    LOOKS_ODD,
    MARKS,
    NO_GAPS,
    NO_WORDS,
    PRICES,
    RETURNS,
    SIGNS,
    WordList,
)

_EMOJI = re.compile(r":[a-z0-9_+'-]+:+")
_OPENING = "([{\"'*_|–—/=:,;.!?`•-"
_CLOSING = ")]}\"'*_|–—/=:,;.!?`…\n-"
_OPENING_SET = frozenset(_OPENING)
_CLOSING_SET = frozenset(_CLOSING)
_SILENT = {"->", "-->", "=>", "→", "⇒", "<-", "<->"}
_WORDLIKE = set("€£$¥₹~≈%+&<>≥≤×#@")
_KEPT_ENDS = set("%€£$¥₹+>")
_CURRENCIES = frozenset("$€£¥₹")
_SIGNS = frozenset("~≈#-−")
_STOPS = MARKS | SIGNS
"""Where a clause may begin."""

_USUAL, _REMEMBERED = 40, 8192
"""The longest piece that is remembered, in characters, and how many are: what is remembered stays small."""

_TRIMMED = 1 << 8
"""A piece with more than its word: punctuation at its ends, or no word at all."""


def split_words(text: str) -> WordList:
    """Cut a cleaned line into words. Punctuation between words goes to the gap before the next one."""
    pieces = text.split(" ") if text else []
    lowered = _lowered(text)
    low = pieces.copy() if lowered == text else lowered.split(" ")
    count = len(low)
    gap = [""] * count
    gap += NO_GAPS
    stops: list[int] = []
    seen = 0
    words = WordList(text, pieces, low, gap, count, [], {}, stops, seen)
    for k, does in enumerate(list(map(_DOES.__getitem__, low))):
        if does:
            seen |= does
            if does & _TRIMMED:
                _trim(words, k, does)
            elif does & _STOPS and not gap[k]:
                stops.append(k)
    words.flags = seen
    if seen & SIGNS and _is_first_figure(words):
        del stops[0]
    if seen & _TRIMMED:
        _close_up(words)
    low += NO_WORDS
    return words


def split_line(text: str, locale: str) -> WordList:
    """Cut a cleaned line into words, in a language that a person with this locale may type."""
    words = split_words(text)
    if locale[:2] == "de" and (
        changed := german.respell_german(words.low, words.gaps, words.count)
    ):
        _mark_anew(words, changed)
    return words


def _mark_anew(words: WordList, changed: list[int]) -> None:
    """Takes account of words that are read as others now."""
    stops = set(words.stops)
    words.flags |= GERMAN
    for k in changed:
        does = _DOES[words.low[k]]
        words.flags |= does & ~_TRIMMED
        if does & _STOPS or words.gaps[k]:
            stops.add(k)
        else:
            stops.discard(k)
    words.stops = sorted(stops)


def _trim(words: WordList, k: int, does: int) -> None:
    """Move the punctuation at a piece's ends into the gaps around it; nothing is left of a lone separator."""
    raw, before = words.low[k], words.gaps[k]
    lead, word, trail, words.edges[k] = _cut(raw)
    words.low[k] = word
    words.gaps[k] += lead
    words.gaps[k + 1] = trail if word else before + lead + trail
    if not before and (lead or does & _STOPS):
        words.stops.append(k)
    if words.gaps[k + 1] and k + 1 < words.count:
        words.stops.append(k + 1)


def _is_first_figure(words: WordList) -> bool:
    """Whether the line begins with `-5k` and has no other sign: that dash is a hyphen or a bullet."""
    signs = ("~", "#", "≈", " -", "−")
    return (
        words.low[0][:1] == "-"
        and not words.gaps[0]
        and not any(sign in words.text for sign in signs)
    )


def _close_up(words: WordList) -> None:
    """Drop the pieces that had no word."""
    if "" not in words.low:
        return
    words.place = [k for k, word in enumerate(words.low) if word]
    words.gaps = [words.gaps[k] for k in words.place] + NO_GAPS
    words.low[:] = [words.low[k] for k in words.place]
    words.count = len(words.place)
    words.stops = [k for k, word in enumerate(words.low) if words.gaps[k] or _DOES[word] & _STOPS]


class _Does(dict[str, int]):
    """What each piece met so far does; a plain lookup, since every word of every line takes one."""

    def __missing__(self, raw: str) -> int:
        does = _does(raw)
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(raw) <= _USUAL:
            self[raw] = does
        return does


_DOES = _Does()


def _does(raw: str) -> int:
    """What the word of a piece does, and whether the piece is more than its word."""
    if raw.isalnum():
        return _BY_WORD.get(raw, 0) | (LOOKS_ODD if len(raw) >= LONG_WORD else 0)
    _, word, _, _ = _cut(raw)
    return (
        _BY_WORD.get(word, 0)
        | (_TRIMMED if word != raw or not word else 0)
        | (PRICES if not _CURRENCIES.isdisjoint(raw) else 0)
        | (SIGNS if word[:1] in _SIGNS else 0)
        | (LOOKS_ODD if len(word) >= LONG_WORD or is_odd_piece(raw) else 0)
    )


def _by_word() -> dict[str, int]:
    found: dict[str, int] = {}
    for words, does in (
        (MARKER_WORDS, MARKS),
        (phrases.FILLERS, FILLS),
        (asides.NOTHING, DENIES),
        (asides.FORCING, FORCES),
        (asides.RETURNING, RETURNS),
        (CURRENCY_WORDS, PRICES),
        (SUSPECT, LOOKS_ODD),
    ):
        for word in words:
            found[word] = found.get(word, 0) | does
    return found


_BY_WORD = _by_word()


@lru_cache(maxsize=1024)
def _cut(raw: str) -> tuple[str, str, str, tuple[int, int]]:
    """What stands before the word of a piece, the word, what stands after it, and how much is cut off the piece."""
    if raw.isalnum():
        lead, word, trail = "", raw, ""
    elif raw[-1:] == "," and raw[:-1].isalnum():
        lead, word, trail = "", raw[:-1], ","
    else:
        lead, word, trail = _edges(raw)
    return lead, word, trail, (len(lead), len(raw) - len(lead) - len(word))


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _edges(raw: str) -> tuple[str, str, str]:
    """What stands before the word, the word, what stands after it; ("", "", "") for what only decorates."""
    if (
        raw[:1] not in _OPENING_SET
        and raw[-1:] not in _CLOSING_SET
        and len(raw) > 1
        and raw.isascii()
    ):
        return "", raw, ""
    core = raw.lstrip(_OPENING)
    lead = raw[: len(raw) - len(core)]
    bare = core.rstrip(_CLOSING)
    if not bare or not any(map(str.isalnum, bare)):
        return _mark(raw)
    if _EMOJI.fullmatch(raw.rstrip(_CLOSING.replace(":", ""))):
        return "", "", ""
    if lead[-1:] in "-–−" and lead and bare[0] in "0123456789$€£":
        lead, bare, core = lead[:-1], lead[-1] + bare, lead[-1] + core
    if core.startswith(bare + "/") and len(bare) == 1:
        bare += "/"
    if not bare.isascii():
        bare = _without_symbols(bare)
    return lead, bare, core[len(bare) :]


def _mark(raw: str) -> tuple[str, str, str]:
    """A piece without letters or digits: a word (`€`, `~`), a separator (`-`), or decoration (an arrow, an emoji)."""
    if raw in _SILENT:
        return "", "", ""
    core = raw.strip("()[],.;:")
    if core in _WORDLIKE:
        return raw[: raw.index(core)], core, raw[raw.index(core) + 1 :]
    return (raw if raw.strip(_OPENING + _CLOSING) == "" else ""), "", ""


def _without_symbols(bare: str) -> str:
    while bare and not (bare[-1].isalnum() or bare[-1] in _KEPT_ENDS):
        bare = bare[:-1]
    return bare
