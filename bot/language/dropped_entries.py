"""What somebody wants gone that was typed before, by its name: `forget the notice`, `let's drop the logo`, `vergiss die
Wallbox`, `das Jobticket streichen`."""

import re
from dataclasses import dataclass

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table
from bot.language.vocabulary import word_table

_WORDS = pattern_table("dropped_entries")
_THING = r"(?P<thing>[^;]{2,100}?)"
_LONGEST_LINE = 160
"""Characters of a line that says no more than that."""


def _compile(key: str) -> tuple[re.Pattern[str], ...]:
    leads = rf"(?:(?:{_WORDS.alternatives('leads')})[\s,:!.–-]+)*"
    tails = rf"(?:[\s,]+(?:{_WORDS.alternatives('tails')}))*"
    before = rf"(?:(?:{_WORDS.alternatives('before_thing')})\s+)?"
    patterns: list[re.Pattern[str]] = []
    for expression in _WORDS.expressions(key):
        text = expression.replace("<thing>", before + _THING)
        patterns.append(compile_late(leads + text + tails, re.IGNORECASE))
    return tuple(patterns)


_SURELY = _compile("surely")
_PERHAPS = _compile("perhaps")
_REASON = compile_late(
    rf"(?P<line>.+?)(?:\s*[,;–-]\s+(?:{_WORDS.alternatives('reasons')})"
    rf"|\s+(?:{_WORDS.alternatives('reasons_without_comma')})).*",
    re.IGNORECASE,
)
_NO_MORE = word_table("dropped_entries").words("no_more")
_CLAUSES = word_table("take_backs").words("clauses")
"""Words that only a move has beside its thing: `remove 2 seats, cost 1k`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedEntry:
    """What a line calls the entry that is to go. `sure`: it can mean nothing else (`forget the logo`); else only where
    an entry is called so, since `drop the setup fee` may be a give."""

    what: str
    sure: bool


def read_dropped_entry(text: str) -> DroppedEntry | None:
    """What a line wants gone; None where it says something else."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE or "\n" in text.strip() or line.endswith("?"):
        return None
    return _match(without_reason(line)) or _match(line)


def _match(line: str) -> DroppedEntry | None:
    for sure, patterns in ((True, _SURELY), (False, _PERHAPS)):
        for pattern in patterns:
            found = pattern.fullmatch(line)
            if found is not None and (sure or _CLAUSES.isdisjoint(line.casefold().split())):
                return DroppedEntry(what=found["thing"].strip(" ,:"), sure=sure)
    return None


def without_reason(line: str) -> str:
    """The line without why: `forget the logo, we don't need it anymore`."""
    found = _REASON.fullmatch(line)
    return found["line"] if found is not None else line


def begins_with_dropping(text: str) -> bool:
    """Whether a wording is itself about dropping something: an ask `drop the penalty` is no entry called `penalty`."""
    return read_dropped_entry(text) is not None


def says_no_more(word: str) -> bool:
    """Whether a word beside the name of a thing makes it no other thing: `the notice period`, `the deposit thing`."""
    return word.casefold() in _NO_MORE
