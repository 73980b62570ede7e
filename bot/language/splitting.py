"""A cleaned line cut into words. What a piece of text is, apart from the line it stands in, is found out once."""

import re
from functools import lru_cache

from bot.language import asides, phrases
from bot.language.corrections import CORRECTING
from bot.language.currencies import CURRENCY_WORDS
from bot.language.currencies import SIGNS as CURRENCY_SIGNS
from bot.language.denials import NOTHING
from bot.language.marker_words import MARKER_WORDS
from bot.language.not_moves import flags_of_triggers
from bot.language.paste import LONG_WORD, SUSPECT, is_odd_piece
from bot.language.repair_words import MULTIPLYING, REPAIRING
from bot.language.respelling import load_respelling, respell_words
from bot.language.vocabulary import word_table
from bot.language.word_list import (
    CORRECTS,
    DENIES,
    FILLS,
    FORCES,
    LOOKS_ODD,
    MARKS,
    NO_GAPS,
    NO_WORDS,
    PRICES,
    REPAIRS,
    RETURNS,
    SHORTENED,
    SIGNS,
    SUMS,
    TRANSLATED,
    VERB_LAST,
    WordList,
)

_EMOJI = re.compile(r":[a-z0-9_+'-]+:+")
_OPENING = "([{\"'*_|–—/=:,;.!?`•-"
_CLOSING = ")]}\"'*_|–—/=:,;.!?`…\n-"
_CLOSING_BUT_COLON = _CLOSING.replace(":", "")
_OPENING_SET = frozenset(_OPENING)
_CLOSING_SET = frozenset(_CLOSING)
_ARROWS = frozenset({"->", "-->", "=>", "→", "⇒", "<-", "<->"})
_SYMBOL_WORDS = frozenset("~≈%+&<>≥≤×#@") | CURRENCY_SIGNS
_SYMBOLS_AT_END = frozenset("%+>") | CURRENCY_SIGNS
_SIGNS = frozenset("~≈#-−")
_DASHES = frozenset("-–−")
_DIGITS = frozenset("0123456789")
_AMOUNT_STARTS = _DIGITS | CURRENCY_SIGNS
_STOPS = MARKS | SIGNS
"""Where a clause may begin."""

_SHORTHAND = word_table("shorthand").meanings("same")
_SUM_WORDS = {phrase.split()[0] for phrase in word_table("item_lists").phrases("in_all")}

_LONGEST_CACHED = 40
_MOST_CACHED = 8192
"""Longer pieces are not kept, in characters, nor more of them, so that what people type cannot fill the memory."""

_TRIMMED = 1 << 8
"""A piece with more than its word: punctuation at its ends, or no word at all."""


def split_words(text: str) -> WordList:
    """Cut a cleaned line into words. Punctuation between words goes to the gap before the next one."""
    pieces = text.split(" ") if text else []
    lowered = _lower_in_place(text)
    low = pieces.copy() if lowered == text else lowered.split(" ")
    count = len(low)
    gaps = [""] * count
    gaps += NO_GAPS
    stops: list[int] = []
    seen = 0
    words = WordList(text, pieces, low, gaps, count, [], {}, stops, seen)
    for k, flags in enumerate(map(_FLAGS.__getitem__, low)):
        if flags:
            seen |= flags
            if flags & _TRIMMED:
                _move_punctuation(words, k, flags)
            elif flags & _STOPS and not gaps[k]:
                stops.append(k)
    words.flags = seen
    if seen & SIGNS and _begins_with_bullet(words):
        del stops[0]
    if seen & _TRIMMED and "" in low:
        _drop_empty_pieces(words)
    low += NO_WORDS
    return words


def split_line(text: str, locale: str) -> WordList:
    """Cut a cleaned line into words; in a locale whose language is respelled, with English words for the foreign
    ones."""
    words = split_words(text)
    if words.flags & SHORTENED:
        _write_out_shorthand(words)
    respelling = load_respelling(locale[:2])
    if respelling is None:
        return words
    changed = respell_words(respelling, words.low, words.gaps, words.count)
    if not changed:
        return words
    words.flags |= TRANSLATED
    if respelling.verb_last:
        words.flags |= VERB_LAST
    _update_stops(words, changed)
    return words


def _write_out_shorthand(words: WordList) -> None:
    """Reads `theyre` as `they're` and `wld` as `would`."""
    changed = [k for k in range(words.count) if words.low[k] in _SHORTHAND]
    for k in changed:
        words.low[k] = _SHORTHAND[words.low[k]]
    _update_stops(words, changed)


def _update_stops(words: WordList, changed: list[int]) -> None:
    """Takes account of words that are read as others now."""
    stops = set(words.stops)
    for k in changed:
        flags = _FLAGS[words.low[k]]
        words.flags |= flags & ~_TRIMMED
        if flags & _STOPS or words.gaps[k]:
            stops.add(k)
        else:
            stops.discard(k)
    words.stops = sorted(stops)


def _move_punctuation(words: WordList, k: int, flags: int) -> None:
    """Move the punctuation at a piece's ends into the gaps around it; nothing is left of a lone separator."""
    before = words.gaps[k]
    lead, word, trail, words.edges[k] = _cut_piece(words.low[k])
    words.low[k] = word
    words.gaps[k] += lead
    # A lone separator leaves its place soon, and its punctuation to the word after it.
    words.gaps[k + 1] = trail if word else before + lead + trail
    if not before and (lead or flags & _STOPS):
        words.stops.append(k)
    if words.gaps[k + 1] and k + 1 < words.count:
        words.stops.append(k + 1)


def _begins_with_bullet(words: WordList) -> bool:
    """Whether the line begins with `-5k` and has no other sign: that dash is a hyphen or a bullet."""
    if words.low[0][:1] != "-" or words.gaps[0]:
        return False
    return not any(sign in words.text for sign in ("~", "#", "≈", " -", "−"))


def _drop_empty_pieces(words: WordList) -> None:
    """Drop the pieces that had no word."""
    words.place = [k for k, word in enumerate(words.low) if word]
    words.gaps = [words.gaps[k] for k in words.place] + NO_GAPS
    words.low[:] = [words.low[k] for k in words.place]
    words.count = len(words.place)
    words.stops = [k for k, word in enumerate(words.low) if words.gaps[k] or _FLAGS[word] & _STOPS]


class _FlagCache(dict[str, int]):
    """What each piece met so far does; a plain lookup, since every word of every line takes one."""

    def __missing__(self, raw: str) -> int:
        flags = _flags_of_piece(raw)
        if len(self) >= _MOST_CACHED:
            self.clear()
        if len(raw) <= _LONGEST_CACHED:
            self[raw] = flags
        return flags


_FLAGS = _FlagCache()


def _flags_of_piece(raw: str) -> int:
    """What the word of a piece does, and whether the piece is more than its word."""
    if raw.isalnum():
        flags = _FLAGS_BY_WORD.get(raw, 0) | _find_multiplying(raw)
        return flags | LOOKS_ODD if len(raw) >= LONG_WORD else flags
    _, word, _, _ = _cut_piece(raw)
    flags = _FLAGS_BY_WORD.get(word, 0) | _find_multiplying(raw)
    if word != raw or not word:
        flags |= _TRIMMED
    if not CURRENCY_SIGNS.isdisjoint(raw):
        flags |= PRICES
    if word[:1] in _SIGNS:
        flags |= SIGNS
    # No word of a language is that long; keys, hashes and addresses are.
    if len(word) >= LONG_WORD or is_odd_piece(raw):
        flags |= LOOKS_ODD
    return flags


def _find_multiplying(raw: str) -> int:
    return REPAIRS if MULTIPLYING.match(raw) is not None else 0


def _collect_flags() -> dict[str, int]:
    flags_by_word: dict[str, int] = {}
    for words, flag in (
        (MARKER_WORDS, MARKS),
        (phrases.FILLERS, FILLS),
        (NOTHING, DENIES),
        (asides.FORCING, FORCES),
        (asides.RETURNING, RETURNS),
        (CURRENCY_WORDS, PRICES),
        (SUSPECT, LOOKS_ODD),
        *flags_of_triggers(),
        (CORRECTING, CORRECTS),
        (_SUM_WORDS, SUMS),
        (_SHORTHAND, SHORTENED),
        (REPAIRING, REPAIRS),
    ):
        for word in words:
            flags_by_word[word] = flags_by_word.get(word, 0) | flag
    return flags_by_word


_FLAGS_BY_WORD = _collect_flags()


@lru_cache(maxsize=1024)
def _cut_piece(raw: str) -> tuple[str, str, str, tuple[int, int]]:
    """What stands before the word of a piece, the word, what stands after it, and how much is cut off the piece."""
    if raw.isalnum():
        lead, word, trail = "", raw, ""
    elif raw[-1:] == "," and raw[:-1].isalnum():
        lead, word, trail = "", raw[:-1], ","
    else:
        lead, word, trail = _cut_edges(raw)
    return lead, word, trail, (len(lead), len(raw) - len(lead) - len(word))


def _lower_in_place(text: str) -> str:
    """The text in lower case, character by character where that would change its length: `İ` is two in lower case,
    and the places of words in the text must stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _cut_edges(raw: str) -> tuple[str, str, str]:
    """What stands before the word, the word, what stands after it; ("", "", "") for what only decorates."""
    is_bare = raw[:1] not in _OPENING_SET and raw[-1:] not in _CLOSING_SET
    if is_bare and len(raw) > 1 and raw.isascii():
        return "", raw, ""
    core = raw.lstrip(_OPENING)
    word = core.rstrip(_CLOSING)
    if not any(map(str.isalnum, word)):
        return _cut_symbol(raw)
    if _EMOJI.fullmatch(raw.rstrip(_CLOSING_BUT_COLON)):
        return "", "", ""
    lead = raw[: len(raw) - len(core)]
    if lead[-1:] in _DASHES and word[0] in _AMOUNT_STARTS:
        # `-5k` is a negative amount, `(-5k` as well: the dash stays with the figure.
        lead, word = lead[:-1], lead[-1] + word
    elif lead[-1:] == "." and word[0] in _DIGITS:
        # `.50` is half a dollar, not fifty.
        lead, word = lead[:-1], "." + word
    trail = raw[len(lead) + len(word) :]
    if len(word) == 1 and trail.startswith("/"):
        # `w/` is `with`.
        word, trail = word + "/", trail[1:]
    if word.isascii():
        return lead, word, trail
    return _cut_symbols_at_end(lead, word, trail)


def _cut_symbol(raw: str) -> tuple[str, str, str]:
    """A piece without letters or digits: a word (`€`, `~`), a separator (`-`), or decoration (an arrow, an emoji)."""
    if raw in _ARROWS:
        return "", "", ""
    core = raw.strip("()[],.;:")
    if core in _SYMBOL_WORDS:
        at = raw.index(core)
        return raw[:at], core, raw[at + 1 :]
    is_separator = not raw.strip(_OPENING + _CLOSING)
    return raw if is_separator else "", "", ""


def _cut_symbols_at_end(lead: str, word: str, trail: str) -> tuple[str, str, str]:
    """`rabatt✅` is `rabatt`; the signs of amounts stay (`5€`)."""
    end = len(word)
    while end and not (word[end - 1].isalnum() or word[end - 1] in _SYMBOLS_AT_END):
        end -= 1
    return lead, word[:end], word[end:] + trail
