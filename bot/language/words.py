"""A cleaned line cut into words, each with its place in the text and the punctuation before it."""

import re
from dataclasses import dataclass

_EMOJI = re.compile(r":[a-z0-9_+'-]+:+")
_OPENING = "([{\"'*_|–—/=:,;.!?`•-"
_CLOSING = ")]}\"'*_|–—/=:,;.!?`…\n-"
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
    low: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    gap: list[str] = []
    at, pending = 0, ""
    for raw in _lowered(text).split(" "):
        stop = at + len(raw)
        left, right, trailing = at, stop, ""
        if not raw.isalnum():
            lead, core, trailing = _edges(raw)
            pending += lead
            left, right = at + len(lead), at + len(lead) + len(core)
            raw = core
        if raw:
            low.append(raw)
            begin.append(left)
            end.append(right)
            gap.append(pending)
            pending = trailing
        at = stop + 1
    gap.append(pending + ".")
    count = len(low)
    low += [""] * AHEAD
    gap += ["."] * AHEAD
    return Words(text, low, begin, end, gap, count)


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _edges(raw: str) -> tuple[str, str, str]:
    """What stands before the word, the word, what stands after it; ("", "", "") for what only decorates."""
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
