"""The parts of a sentence typed to the coach: what would be given, the draft to look at, how they answered."""

import re
from collections.abc import Iterable
from itertools import islice

from bot.language.clean import LONGEST, clean_text
from bot.language.notions import load_patterns
from bot.language.patterns import compile_late
from bot.language.wishes import find_wish

_GIVE_LEAD = compile_late(load_patterns("give_lead"), re.IGNORECASE)
_GIVE_TAIL = compile_late(rf"(?:{load_patterns('give_tail')})\s*[?!.]*$", re.IGNORECASE)
_GIVE_LAST = compile_late(rf"(?:{load_patterns('give_last')})\s*[?!.]*$", re.IGNORECASE)
_DRAFT = re.compile(r"[:\n]\s*(?P<draft>\S.{7,})$", re.DOTALL)
_QUOTED = re.compile(
    r"[\"“„«](?P<draft>[^\"“”„«»]{6,})[\"”“»]|(?:^|\s)['‘‚](?P<single>[^'’]{6,}(?:['’]\w[^'’]*)*)['’](?=\s|$|[?.!,])"
)
_SAID_FIRST = compile_late(load_patterns("say_lead"), re.IGNORECASE)
_REPLY_LEAD = compile_late(load_patterns("reply_lead"), re.IGNORECASE)
_OBJECTION_LEAD = compile_late(load_patterns("objection_lead"), re.IGNORECASE)

_OFFER_LEAD = compile_late(load_patterns("offer_lead"), re.IGNORECASE)

_WISH_TAIL = compile_late(load_patterns("wish_tail"), re.IGNORECASE)
_CLAUSE_START = compile_late(load_patterns("clause_start"), re.IGNORECASE)

SHORTEST_GIVE = 2
MOST_CLAUSES = 8


def find_thought_give(text: str) -> str:
    """What would be given, where somebody asks whether we may: `10%` of `can I give 10%?`; "" where it is not named."""
    line = clean_text(text[:LONGEST])
    lead = _GIVE_LEAD.match(line)
    if lead is None:
        return ""
    rest = line[lead.end() :]
    rest = _GIVE_TAIL.sub("", rest).strip(" ?!.,;:")
    # German puts the verb last: `kann ich 10 % geben?`
    rest = _GIVE_LAST.sub("", rest).strip(" ?!.,;:")
    return rest if len(rest) >= SHORTEST_GIVE else ""


def find_draft(text: str) -> str:
    """The sentence that somebody wants looked at: in quotes, or behind a colon; "" where there is none."""
    quoted = _QUOTED.search(text)
    if quoted is not None:
        return (quoted["draft"] or quoted["single"]).strip()
    behind = _DRAFT.search(text)
    if behind is not None:
        return behind["draft"].strip()
    lead = _SAID_FIRST.match(text)
    return text[lead.end() :].strip(" ?") if lead is not None else ""


def find_replied_thing(text: str) -> str:
    """What they said yes or no to: `the reference` of `they agreed to the reference`; the whole where nothing shows."""
    line = clean_text(text[:LONGEST])
    lead = _REPLY_LEAD.match(line)
    return line[lead.end() :].strip(" .!?") if lead is not None else line.strip(" .!?")


def find_objected_thing(text: str) -> str:
    """What they object to, without who says so."""
    line = clean_text(text[:LONGEST])
    lead = _OBJECTION_LEAD.match(line)
    return line[lead.end() :].strip() if lead is not None else line


def find_offered_thing(text: str) -> str:
    """What they offer, without who says so."""
    line = clean_text(text[:LONGEST])
    lead = _OFFER_LEAD.match(line)
    return line[lead.end() :].strip() if lead is not None else line


def find_wished_thing(text: str) -> str:
    """What they want, without who says so."""
    line = clean_text(text[:LONGEST])
    return find_told_wish(line) or line.strip(" .!?")


def find_told_wish(text: str, names: Iterable[str] = ()) -> str | None:
    """What they want, where the sentence begins with it or gets to it: `had the call, now they want us to pay the
    freight`; None where nobody can say what is wanted."""
    line = clean_text(text[:LONGEST])
    known = tuple(names)
    clauses = (line, *split_clauses(line))
    wish = next((found for each in clauses if (found := find_wish(each, known))), None)
    # What the person says of themselves behind it is no part of it: `a rebate, what do I say`.
    return _WISH_TAIL.split(wish, maxsplit=1)[0].strip() if wish else None


def split_clauses(line: str) -> list[str]:
    """What stands behind each beginning of a clause within the line, the first few."""
    starts = islice(_CLAUSE_START.finditer(line), MOST_CLAUSES)
    return [line[found.end() :] for found in starts]
