"""What people typed in English, read for a sentence: a thing, what somebody does, or neither for sure."""

import re
from functools import cache

from bot.language.speaking.english_nouns import NounNumber, is_number
from bot.language.speaking.english_parts import (
    add_articles_behind,
    has_finite_verb,
    is_day,
    is_doubtful,
    join_things,
    split_core,
    split_things,
)
from bot.language.speaking.english_spoken import SpokenThing
from bot.language.speaking.english_things import read_thing, read_things
from bot.language.speaking.english_tidying import is_not_english, is_written_small, tidy_text
from bot.language.speaking.english_verbs import ENGLISH, EnglishVerb, load_verbs
from bot.language.speaking.english_words import load_small_words
from bot.language.speaking.lexicon import (
    Remarks,
    compile_pattern,
    load_increase,
    load_remarks,
    load_texts,
    load_words,
    speech_table,
)
from bot.language.speaking.phrase import UNCLEAR, Phrase, PhraseKind

_SENTENCE_MARK = re.compile(r"[!?;:\"“”„/\\]|\.\s|\.\.|--|->|→|\s[-–—]\s|[()\[\]{}<>@#*_`|=]")


@cache
def _load_remarks() -> Remarks:
    return load_remarks(ENGLISH)


def read_english(what: str) -> Phrase:
    """What a sentence can do with a phrase."""
    if load_increase(ENGLISH).fullmatch(what):
        return Phrase(kind=PhraseKind.NOUN, bare=what, definite=what, is_figure=True)
    text = tidy_text(_load_remarks().cut(" ".join(what.replace("’", "'").split())))
    text = load_texts(ENGLISH, "whole").get(text.lower(), text)
    for pattern, said in _load_rewrites():
        text = pattern.sub(said, text)
    if not text or _SENTENCE_MARK.search(text.replace("24/7", "")) or is_not_english(text):
        return UNCLEAR
    if any(pattern.search(text) for pattern in _load_unsaid()):
        return UNCLEAR
    words = text.split()
    if words[-2:] == ["on", "us"] and len(words) > 2:
        # `freight to site on us`
        return _build_clause(load_verbs().by_base["cover"], words[:-2])
    clause = _read_clause(words)
    if clause is not None:
        return clause
    return read_things(text)


@cache
def _load_unsaid() -> list[re.Pattern[str]]:
    """What stands in a note and is not said as it stands."""
    return [re.compile(each) for each in speech_table(ENGLISH, "rewrites").phrases("unsaid")]


@cache
def _load_rewrites() -> list[tuple[re.Pattern[str], str]]:
    """What people write in an order that nobody says, with the words in their order."""
    table = speech_table(ENGLISH, "rewrites")
    patterns = map(compile_pattern, table.phrases("patterns"))
    return list(zip(patterns, table.phrases("said"), strict=True))


# What somebody does


def _read_clause(words: list[str]) -> Phrase | None:
    """The phrase as what somebody does; `UNCLEAR` where it is that, but cannot be said; None where it is none."""
    text = " ".join(words)
    subject = load_small_words().subject.match(text)
    if subject is not None:
        rest = text[subject.end() :].split()
        verb = load_verbs().find_finite(rest[0].lower()) if rest else None
        if verb is None or (
            subject[0].lower().startswith("we") and verb.base in ("get", "have", "receive")
        ):
            return UNCLEAR
        return UNCLEAR if _tells_of_having(verb, rest) else _build_clause(verb, rest[1:])
    verb = _find_leading_verb(words)
    if verb is not None:
        return UNCLEAR if _tells_of_having(verb, words) else _build_clause(verb, words[1:])
    if _is_said_of_somebody(words):
        return UNCLEAR
    return _read_passive(words)


def _tells_of_having(verb: EnglishVerb, words: list[str]) -> bool:
    """`she has the card`: nobody is thanked for having it, but for `having the floor sanded`."""
    verbs = load_verbs().by_participle
    return verb.base == "have" and not any(word.lower() in verbs for word in words[1:])


def _is_said_of_somebody(words: list[str]) -> bool:
    """`Corvid signs`: somebody whom nobody knows does something."""
    kept, verbs, low = load_small_words(), load_verbs(), [word.lower() for word in words]
    is_title = words[0][:1].isupper() and words[0][1:].islower()
    if not is_title or len(words) < 2 or is_written_small(low[0]) or low[0] in kept.capitalised:
        return False
    # `Kanal Nord pays`
    has_second = len(words) > 2 and words[1][:1].isupper() and words[1][1:].islower()
    verb = low[2] if has_second else low[1]
    return verb in verbs.by_third or verb in verbs.by_past


def _find_leading_verb(words: list[str]) -> EnglishVerb | None:
    """The verb that the phrase begins with: `waive the fee`, `approved the forecast`, `waiving the fee`."""
    verbs, kept = load_verbs(), load_small_words()
    first = words[0].lower()
    following = words[1].lower() if len(words) > 1 else ""
    is_led = following in kept.determiners or following in ("us", "you", "them")
    if first in verbs.only_verbs:
        return verbs.by_base[first]
    no_thing = kept.prepositions | kept.behind | verbs.particles
    if first in verbs.if_no_thing_follows and following in verbs.adverbs:
        after = words[2].lower() if len(words) > 2 else ""
        if not after or after in no_thing | kept.determiners:
            return verbs.by_base[first]
    if first in verbs.if_no_thing_follows and (following in no_thing or is_number(following)):
        return verbs.by_base[first]
    told = no_thing | verbs.adverbs
    is_gerund = first in verbs.by_gerund and first not in verbs.gerund_nouns
    is_told_alone = not following or following in told or is_number(following)
    if is_told_alone and following != "of" and is_gerund:
        # `paying early`, `renewing for 2 years`
        return verbs.by_gerund[first]
    if not is_led:
        third = verbs.by_third.get(first)
        is_done = third is not None and third.base in verbs.if_no_thing_follows
        # `stays 12 months`, `starts on 11 Jan`
        goes_on = is_number(following) or following in kept.prepositions
        return third if is_done and goes_on else None
    return verbs.find_finite(first) or verbs.by_gerund.get(first)


def _build_clause(verb: EnglishVerb, rest: list[str]) -> Phrase:
    if verb.base == "agree" and rest and rest[0].lower() not in ("to", "on", "that"):
        rest = ["to", *rest]
    if verb.base == "commit" and rest and rest[0].lower() not in ("to", "that"):
        rest = ["to", *rest]
    if verb.base == "pay" and _is_paid_for(rest):
        # `pay the crane`
        rest = ["for", *rest]
    tail = _read_object(verb, rest)
    if tail is None:
        return UNCLEAR
    tail = f" {tail}" if tail else ""
    return Phrase(
        kind=PhraseKind.CLAUSE,
        deed=f"{verb.base}{tail}",
        naming=f"{verb.gerund}{tail}",
        done=f"{verb.participle}{tail}",
    )


def _is_paid_for(rest: list[str]) -> bool:
    """Whether something is paid for: not a sum, a share or a time, but a thing."""
    low = [word.lower() for word in rest]
    if not low or low[0] not in ("the", "our", "your", "their", "a", "an"):
        return False
    core, _behind = split_core(low[1:])
    payable = load_words(ENGLISH, "payables", "words")
    return bool(core) and core[-1] not in payable and not any(is_number(word) for word in core)


def _read_object(verb: EnglishVerb, rest: list[str]) -> str | None:
    """What is done to what, with its article; None where it cannot be said."""
    kept = load_small_words()
    low = [word.lower().rstrip(",") for word in rest]
    allowed = {"us", "it"} if low[:1] in (["us"], ["it"]) else {"us"}
    if any(word in kept.never and word not in allowed for word in low):
        return None
    if has_finite_verb(low[1:]):
        return None
    lead: list[str] = []
    leading = load_verbs().particles | {"us", "you", "it", "them"}
    if rest and rest[0].lower() in load_verbs().adverbs:
        # `pay quarterly in advance`: what follows says when or where
        lead, rest, leading = [rest[0]], rest[1:], frozenset()
    while rest and rest[0].lower() in leading:
        if _names_a_time(rest[1:]):
            # `start on 4 Jan`: no particle, but the day
            break
        lead.append(rest[0])
        rest = rest[1:]
    if not rest:
        return " ".join(lead)
    first = rest[0].lower()
    if first in kept.prepositions or first in kept.behind or first in kept.determiners:
        return " ".join([*lead, *add_articles_behind(rest)])
    things = split_things(" ".join(rest))
    said = [read_thing(thing) for thing in things]
    if any(thing is None for thing in said):
        return None
    is_there = verb.base in load_verbs().on_what_is_there
    named = [_as_object(thing, is_there=is_there) for thing in said if thing is not None]
    return " ".join([*lead, join_things(named)])


def _names_a_time(words: list[str]) -> bool:
    """`4 Jan`, `January`, `Monday`."""
    if not words:
        return False
    kept, low = load_small_words(), words[0].lower()
    return (
        is_day(words) or low in kept.capitalised or (words[0][:1].isupper() and low in kept.months)
    )


def _as_object(thing: "SpokenThing", *, is_there: bool) -> str:
    """`the setup fee` of what is there already, `a 24-month term` of what is not."""
    is_known = is_there or (thing.number is NounNumber.ONE and not thing.is_counted)
    return thing.definite if is_known and not thing.is_counted else thing.bare


def _read_passive(words: list[str]) -> Phrase | None:
    """`setup fee waived at signing`, said as what somebody does."""
    verbs, kept = load_verbs(), load_small_words()
    for place in range(1, len(words)):
        verb = verbs.by_participle.get(words[place].lower())
        if verb is None or words[place].lower() in kept.behind:
            continue
        following = words[place + 1].lower() if place + 1 < len(words) else ""
        if following and following not in kept.prepositions | kept.behind:
            continue
        before = words[:place]
        if before[-1].lower() in kept.prepositions | kept.determiners or before[-1].endswith("ly"):
            continue
        if before[0].lower() in kept.determiners and before[0].lower() not in (
            "our",
            "your",
            "their",
        ):
            continue
        thing = read_thing(" ".join(before))
        if thing is None or is_doubtful(words[place + 1 :]):
            return UNCLEAR
        next_word = words[place + 2].lower() if place + 2 < len(words) else ""
        is_particle = not next_word or next_word in kept.prepositions
        if following in verbs.particles and is_particle:
            # `samples signed off by 15 Jan` is `sign off the samples by 15 Jan`
            after = add_articles_behind(words[place + 2 :])
            return _clause_of(verb, " ".join([following, thing.definite, *after]))
        behind = add_articles_behind(words[place + 1 :])
        # `legal cover included`, but `the set-up fee waived`
        is_bare = verb.base == "include" and thing.number is NounNumber.MASS
        named = thing.bare if is_bare else thing.definite
        return _clause_of(verb, " ".join([named, *behind]))
    return None


def _clause_of(verb: EnglishVerb, rest: str) -> Phrase:
    return Phrase(
        kind=PhraseKind.CLAUSE,
        deed=f"{verb.base} {rest}",
        naming=f"{verb.gerund} {rest}",
        done=f"{verb.participle} {rest}",
    )
