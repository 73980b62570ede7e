"""What a question to the coach asks of the ledger, which help is asked for, and how an ask was answered, by the words
of the sentence alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.notions import load_pattern_groups, search_patterns

OVERVIEW = "overview"
GRANTED = "granted"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuestionRead:
    """The kind of question, and the words of the move that it is about."""

    kind: str
    about: str = ""


_QUESTIONS = load_pattern_groups("ledger")
_LANDING = load_pattern_groups("offers")["landing"]
_RIVAL = load_pattern_groups("offers")["rival"]
_HELP = load_pattern_groups("help")
_REPLIES = load_pattern_groups("replies")


def read_ledger_question(text: str) -> LedgerQuestionRead | None:
    """What a sentence asks about the past of the deal; None where it asks how all of it stands."""
    for kind, patterns in _QUESTIONS.items():
        found = search_patterns(patterns, text)
        if found is not None:
            about = found.groupdict().get("about") or ""
            return LedgerQuestionRead(kind=kind, about=about.strip(" ?.!"))
    return None


def asks_where_it_lands(text: str) -> bool:
    """Whether somebody asks at which figure both sides will meet."""
    return search_patterns(_LANDING, text) is not None


def is_offer_of_a_rival(text: str) -> bool:
    """Whether a sentence tells of an offer that somebody else made the other side."""
    return search_patterns(_RIVAL, text) is not None


def read_help_subject(text: str) -> str:
    """What somebody asks how to do; `overview` where it is nothing in particular."""
    return _first_group(_HELP, text) or OVERVIEW


def read_reply(text: str) -> str:
    """How they answered an ask: `partly`, `declined`, else `granted`."""
    return _first_group(_REPLIES, text) or GRANTED


def _first_group(groups: Mapping[str, tuple[re.Pattern[str], ...]], text: str) -> str | None:
    return next((name for name, each in groups.items() if search_patterns(each, text)), None)
