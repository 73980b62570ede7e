"""Things that are given, got or asked for in English, with the article and the forms that a sentence needs."""

import re
from dataclasses import replace

from bot.language.speaking.english_counts import (
    attach_time,
    hyphenate_words,
    read_counted,
    read_for_time,
)
from bot.language.speaking.english_nouns import (
    NounNumber,
    is_number,
    load_nouns,
    split_hyphenated,
    with_article,
)
from bot.language.speaking.english_parts import (
    add_articles_behind,
    find_relative,
    is_day,
    is_doubtful,
    join_things,
    split_core,
    split_things,
    starts_with_verb,
)
from bot.language.speaking.english_spoken import SpokenThing, build_plain_thing
from bot.language.speaking.english_verbs import ENGLISH
from bot.language.speaking.english_words import load_small_words
from bot.language.speaking.lexicon import load_texts
from bot.language.speaking.phrase import UNCLEAR, Phrase, PhraseKind

_TERM = re.compile(
    r"(?:net \d+|(?:weekly|monthly|quarterly|annual|yearly|earlier|early|faster|advance|upfront) (?:pre)?payments?\b"
    r"|prepayment\b|payment (?:in|within|at|after|on|by|before)\b|\d[\d.,]*%? (?:off|down|upfront|up front)\b)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?:[€$£]?\d[\d.,]*k?%?(?: (?:eur|usd|gbp|chf))? off\b|net \d+"
    r"|(?:\d+%|half) (?:upfront|up front|down)\b)",
    re.IGNORECASE,
)
LONGEST_THING = 16
"""More words than that name no single thing."""
_PERSONS = frozenset(
    ("i", "we", "you", "me", "us", "he", "she", "him", "her", "nobody", "they", "says", "say")
)
"""What a relative clause says of somebody is no part of a thing: `a case study that says you paid less`."""


def read_things(text: str) -> Phrase:
    """The phrase as one thing, or as several that are listed."""
    words = text.lower().split()
    parts = [text] if find_relative(words) < len(words) else split_things(text)
    whole = load_texts(ENGLISH, "whole") if len(parts) > 1 else {}
    things = [read_thing(whole.get(part.lower(), part)) for part in parts]
    said = [thing for thing in things if thing is not None]
    if not said or len(said) < len(things):
        return UNCLEAR
    bare = join_things([thing.bare for thing in said])
    return Phrase(
        kind=PhraseKind.NOUN,
        bare=bare,
        definite=join_things([thing.definite for thing in said]),
        is_term=_TERM.match(bare) is not None,
        is_figure=_FIGURE.match(bare) is not None,
    )


def read_thing(text: str) -> SpokenThing | None:
    words = text.split()
    if not words or len(words) > LONGEST_THING:
        return None
    if words[-2:] == ["for", "free"] and words[0].lower() not in load_small_words().determiners:
        words = ["free", *words[:-2]]
    low = [word.lower() for word in words]
    kept = load_small_words()
    if low[0] in kept.determiners:
        return _read_determined(words)
    place = find_relative(low)
    if place < len(words):
        return _with_relative(read_thing(" ".join(words[:place])), words[place:])
    if low[:2] == ["up", "to"] and len(words) > 3:
        return _with_lead("up to", read_thing(" ".join(words[2:])))
    is_led = low[0] in kept.prepositions and low[0] not in ("over", "under")
    if is_led or (low[0] in kept.behind and len(words) == 1):
        return None
    return _read_undetermined(words)


def _read_undetermined(words: list[str]) -> SpokenThing | None:
    """A thing without a word such as `the` before it."""
    core, behind = split_core(words)
    if not core or is_doubtful(core) or is_doubtful(behind):
        return None
    if is_number(core[0]) or core[0].lower() in load_small_words().numbers:
        return read_counted(core, behind)
    if (hyphenated := split_hyphenated(core[0])) is not None and len(core) > 1:
        return read_for_time(*hyphenated, core[1:], behind)
    number = load_nouns().find_number([word.lower() for word in core])
    if number is None or starts_with_verb(core):
        return None
    if len(core) == 1 and not behind and core[0].lower() in load_small_words().not_alone:
        return None
    return _build_thing(core, behind, number)


def _with_relative(thing: SpokenThing | None, relative: list[str]) -> SpokenThing | None:
    """The thing with what a relative clause says of it, taken as typed."""
    low = {word.lower() for word in relative}
    if thing is None or low & _PERSONS:
        return None
    tail = " ".join(relative)
    return replace(thing, bare=f"{thing.bare} {tail}", definite=f"{thing.definite} {tail}")


def _with_lead(lead: str, thing: SpokenThing | None) -> SpokenThing | None:
    if thing is None:
        return None
    return SpokenThing(
        bare=f"{lead} {thing.bare}", definite=f"{lead} {thing.bare}", number=thing.number
    )


def _build_thing(core: list[str], behind: list[str], number: NounNumber) -> SpokenThing | None:
    attached = _attach(core, behind)
    if attached is None:
        return None
    if attached.is_counted:
        return attached
    text = attached.bare
    is_only = " ".join(core).lower() in load_small_words().only_one and behind[:1] == ["of"]
    is_first = core[0].lower() in ("first", "last") and number is NounNumber.ONE and len(core) > 1
    if is_only or (is_first and behind[:1] == ["free"]):
        # `front page of the flyer`, `first month free`: there is one
        return SpokenThing(bare=f"the {text}", definite=f"the {text}", number=number)
    is_done_to_many = core[-1].lower() in load_small_words().done_to and _is_of_many(behind)
    bare = with_article(text) if number is NounNumber.ONE and not is_done_to_many else text
    if behind[-1:] == ["ahead"] and len(core) == 1:
        # `the rota 3 weeks ahead`, but `a fixed rota 3 weeks ahead`
        bare = f"the {text}"
    return SpokenThing(bare=bare, definite=f"the {text}", number=number)


def _is_of_many(behind: list[str]) -> bool:
    """`of weak hives`: an *of* with several things."""
    named, _rest = split_core([word.lower() for word in behind[1:]]) if behind[1:] else ([], [])
    if behind[:1] != ["of"] or not named or named[0] in load_small_words().determiners:
        return False
    return load_nouns().find_number(named) is NounNumber.MANY or named[-1].endswith("s")


def _attach(core: list[str], behind: list[str]) -> SpokenThing | None:
    """The thing with what stands behind it: `start 1 February` is `start on 1 February`, `MOQ 300` `MOQ of 300`."""
    if not behind:
        return build_plain_thing(" ".join(core))
    if len(behind) > 2 and behind[0].lower() in ("down", "up") and behind[1].lower() == "to":
        # `MOQ down to 200`
        behind = ["of", *behind[2:]] if is_number(behind[2]) else behind
    first = behind[0]
    if not is_number(first):
        return build_plain_thing(" ".join([*core, *add_articles_behind(behind)]))
    head = " ".join(core).lower()
    if head == "net":
        return build_plain_thing(" ".join([*core, *behind]))
    if is_day(behind):
        return build_plain_thing(" ".join([*core, "on", *behind]))
    unit = load_nouns().units.get(behind[1].lower()) if len(behind) > 1 else None
    if unit is None:
        if first.isdigit() and not _is_measured(core[-1].lower(), len(behind)):
            # `night crew ward 4`, `parking spots 2`: a name, or a number of them
            return None
        return build_plain_thing(" ".join([*core, "of", *behind]))
    return attach_time(core, behind, unit)


def _is_measured(head: str, words_behind: int) -> bool:
    """Whether a number behind this tells how much: that of `MOQ 300`, or with what it counts `deposit 2,000 EUR`."""
    return words_behind > 1 or head in load_small_words().measured


def _read_determined(words: list[str]) -> SpokenThing | None:
    """With a word such as `the` or `our` before it; what a relative clause says of it is taken as typed."""
    kept = load_small_words()
    first, rest = words[0].lower(), words[1:]
    is_too_long = first in ("more", "less", "fewer", "this", "that") and len(rest) > 6
    if first == "no" or not rest or is_too_long:
        return None
    place = next((i for i, word in enumerate(rest) if word.lower() in kept.relative), len(rest))
    told, relative = rest[:place], rest[place:]
    if relative and (first not in ("a", "an", "the") or {w.lower() for w in relative} & _PERSONS):
        return None
    counted = [word for word in told if not is_number(word) and word.lower() not in kept.numbers]
    core, behind = split_core(counted) if counted else ([], [])
    if not core or is_doubtful(core) or is_doubtful(behind):
        return None
    is_ordinal_or_unit = core[-1].lower() in kept.behind | kept.numbers
    number = load_nouns().find_number([word.lower() for word in core])
    if number is None and not is_ordinal_or_unit:
        return None
    text = " ".join(hyphenate_words(rest))
    if first in ("a", "an", "one", "another"):
        return _build_one(first, text)
    bare = f"{first} {text}"
    return SpokenThing(bare=bare, definite=bare, number=number or NounNumber.MASS, is_counted=True)


def _build_one(first: str, text: str) -> SpokenThing:
    """`a case study`; `one more shoot day`, and then `the extra shoot day`."""
    bare = with_article(text) if first in ("a", "an") else f"{first} {text}"
    definite = f"the {text}"
    if first == "one" and text.startswith("more "):
        definite = f"the extra {text.removeprefix('more ')}"
    return SpokenThing(bare=bare, definite=definite, number=NounNumber.ONE, is_counted=True)
