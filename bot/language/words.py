"""A cleaned line cut into words, each with its place in the text and the punctuation before it."""

import re
from dataclasses import dataclass

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

_NO_WORDS = [""] * AHEAD
_NO_GAPS = ["."] * AHEAD


@dataclass(slots=True)
class Words:
    """`low` is in lower case; `gap` is the punctuation before a word ("" where there is none; "." past the end).

    A word stands in the piece of the text that `place` names, between as many characters of punctuation as `edges`
    says; both are empty for most lines.
    """

    text: str
    low: list[str]
    gap: list[str]
    count: int
    place: list[int]
    edges: dict[int, tuple[int, int]]

    def typed(self, first: int, after: int) -> str:
        """The words from `first` up to, not including, `after`, as typed."""
        start, stop = first, after - 1
        if self.place:
            start, stop = self.place[start], self.place[stop]
        part = " ".join(self.text.split(" ", stop + 1)[start : stop + 1])
        lead = self.edges[start][0] if start in self.edges else 0
        trail = self.edges[stop][1] if stop in self.edges else 0
        if trail and part[-trail] == ")" and part.count("(", lead) > part.count(")", lead, len(part) - trail):
            trail -= 1
        part = part[lead : len(part) - trail]
        return " ".join(part.split()) if "\n" in part else part


def split(text: str) -> Words:
    """Cut a cleaned line into words. Punctuation between words goes to the gap before the next one."""
    low = _lowered(text).split(" ") if text else []
    words = Words(text, low, [""] * len(low) + _NO_GAPS, len(low), [], {})
    for k, raw in enumerate(low):
        if raw.isalnum():
            continue
        if raw[-1:] == "," and raw[:-1].isalnum():
            low[k], words.edges[k], words.gap[k + 1] = raw[:-1], (0, 1), ","
        else:
            _trim(words, k, raw)
    if "" in low:
        _close_up(words)
    words.low += _NO_WORDS
    return words


def _trim(words: Words, k: int, raw: str) -> None:
    """Move the punctuation at a piece's ends into the gaps around it; nothing is left of a lone separator."""
    lead, core, trail = _edges(raw)
    if core and not lead and not trail and core == raw:
        return
    words.low[k] = core
    words.edges[k] = len(lead), len(raw) - len(lead) - len(core)
    words.gap[k] += lead
    words.gap[k + 1] = (trail if core else words.gap[k] + trail) + words.gap[k + 1]


def _close_up(words: Words) -> None:
    words.place = [k for k, word in enumerate(words.low) if word]
    words.gap = [words.gap[k] for k in words.place] + _NO_GAPS
    words.low = [words.low[k] for k in words.place]
    words.count = len(words.place)


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
