"""A cleaned line cut into words, each with its place in the text and the punctuation before it."""

import re
from dataclasses import dataclass
from itertools import accumulate

_EMOJI = re.compile(r":[a-z0-9_+'-]+:+")
_OPENING = "([{\"'*_|–—/=:,;.!?`•-"
_CLOSING = ")]}\"'*_|–—/=:,;.!?`…\n-"
_OPENING_SET = frozenset(_OPENING)
_CLOSING_SET = frozenset(_CLOSING)
_SILENT = {"->", "-->", "=>", "→", "⇒", "<-", "<->"}
_WORDLIKE = set("€£$¥₹~≈%+&<>≥≤×#@")
_KEPT_ENDS = set("%€£$¥₹+>")
AHEAD = 6
"""How many empty words stand after the last one, so that looking ahead needs no check."""


@dataclass(slots=True)
class Words:
    """`low` is in lower case; `gap` is the punctuation before a word ("" where there is none; "." past the end)."""

    text: str
    low: list[str]
    begin: list[int]
    end: list[int]
    gap: list[str]
    count: int

    def typed(self, first: int, after: int) -> str:
        """The words from `first` up to, not including, `after`, as typed."""
        stop = self.end[after - 1]
        part = self.text[self.begin[first] : stop]
        if "(" in part and part.count("(") > part.count(")") and self.text[stop : stop + 1] == ")":
            part += ")"
        return " ".join(part.split()) if "\n" in part else part


def split(text: str) -> Words:
    """Cut a cleaned line into words. Punctuation between words goes to the gap before the next one."""
    low = _lowered(text).split(" ") if text else []
    count = len(low)
    begin = [start + k for k, start in enumerate(accumulate(map(len, low), initial=0))]
    end = [after - 1 for after in begin[1:]]
    words = Words(text, low, begin, end, [""] * count + ["."] * AHEAD, count)
    edgy = [k for k, raw in enumerate(low) if not raw.isalnum()]
    for k in edgy:
        _trim(words, k)
    if "" in low:
        _close_up(words)
    words.low += [""] * AHEAD
    return words


def _trim(words: Words, k: int) -> None:
    """Move the punctuation at a piece's ends into the gaps around it; nothing is left of a lone separator."""
    lead, core, trail = _edges(words.low[k])
    words.low[k] = core
    words.begin[k] += len(lead)
    words.end[k] = words.begin[k] + len(core)
    words.gap[k] += lead
    words.gap[k + 1] = (trail if core else words.gap[k] + trail) + words.gap[k + 1]


def _close_up(words: Words) -> None:
    kept = [k for k, word in enumerate(words.low) if word]
    words.gap = [words.gap[k] for k in kept] + ["."] * AHEAD
    words.low = [words.low[k] for k in kept]
    words.begin = [words.begin[k] for k in kept]
    words.end = [words.end[k] for k in kept]
    words.count = len(kept)


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
