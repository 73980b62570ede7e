"""A cleaned line cut into words. What a piece of text is, apart from the line it stands in, is found out once."""

import re
from functools import lru_cache

from bot.language import asides, phrases
from bot.language.amounts import CODES
from bot.language.marker_words import MARKER_WORDS
from bot.language.paste import asks_for_a_look
from bot.language.words import (
    DENIES,
    FILLS,
    FORCES,
    LOOKS_ODD,
    MARKS,
    NO_GAPS,
    NO_WORDS,
    PRICES,
    RETURNS,
    SIGNS,
    Words,
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
_USUAL = 400
"""The longest line whose pieces are remembered, in characters; so what is remembered stays small."""

_TRIMMED = 1 << 8
"""A piece with more than its word: punctuation at its ends, or no word at all."""


def split(text: str) -> Words:
    """Cut a cleaned line into words. Punctuation between words goes to the gap before the next one."""
    pieces = text.split(" ") if text else []
    lowered = _lowered(text)
    cut = _cut if len(text) <= _USUAL else _cut.__wrapped__
    low: list[str] = []
    gap: list[str] = []
    stops: list[int] = []
    edges: dict[int, tuple[int, int]] = {}
    before, seen = "", 0
    raws = pieces if lowered == text else lowered.split(" ")
    for k, raw in enumerate(raws):
        lead, word, trail, does = cut(raw)
        seen |= does
        if does & _TRIMMED:
            edges[k] = len(lead), len(raw) - len(lead) - len(word)
            before += lead
            if not word:
                before += trail
                continue
        if before or does & MARKS:
            stops.append(len(low))
        low.append(word)
        gap.append(before)
        before = trail
    count = len(low)
    place = [k for k, raw in enumerate(raws) if cut(raw)[1]] if count < len(raws) else []
    gap += NO_GAPS
    low += NO_WORDS
    return Words(text, pieces, low, gap, count, place, edges, stops, seen)


@lru_cache(maxsize=4096)
def _cut(raw: str) -> tuple[str, str, str, int]:
    """What stands before the word of a piece, the word, what stands after it, and what the word does."""
    if raw.isalnum():
        lead, word, trail = "", raw, ""
    elif raw[-1:] == "," and raw[:-1].isalnum():
        lead, word, trail = "", raw[:-1], ","
    else:
        lead, word, trail = _edges(raw)
    return lead, word, trail, _does(word, raw) | (_TRIMMED if word != raw or not word else 0)


def _does(word: str, raw: str) -> int:
    return (
        (MARKS if word in MARKER_WORDS else 0)
        | (FILLS if phrases.is_noise(word) else 0)
        | (DENIES if word in asides.NOTHING else 0)
        | (FORCES if word in asides.FORCING else 0)
        | (RETURNS if word in asides.RETURNING or "took" in word else 0)
        | (PRICES if word in CODES or not _CURRENCIES.isdisjoint(raw) else 0)
        | (SIGNS if word[:1] in _SIGNS else 0)
        | (LOOKS_ODD if asks_for_a_look(raw, word) else 0)
    )


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _edges(raw: str) -> tuple[str, str, str]:
    """What stands before the word, the word, what stands after it; ("", "", "") for what only decorates."""
    if raw[:1] not in _OPENING_SET and raw[-1:] not in _CLOSING_SET and len(raw) > 1 and raw.isascii():
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
