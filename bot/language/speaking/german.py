"""What people typed in German, read for a sentence: a thing, what somebody does, or neither for sure.

Every form is an accusative, since the sentences are built so that nothing else is needed: *Dafür bräuchten wir …*,
*Danke für …*, *Wir können Ihnen … anbieten*. A word whose gender nobody knows is only named as what the talk is about.
"""

import re
from functools import cache

from bot.language.speaking.german_capitals import ends_with_known_verb, write_nouns_large
from bot.language.speaking.german_small_words import load_small_words
from bot.language.speaking.german_things import (
    LONGEST_TEXT,
    build_noun,
    is_doubtful,
    is_number,
    read_things,
)
from bot.language.speaking.german_tidying import is_english, load_unsaid, tidy_text
from bot.language.speaking.german_words import DEFINITE, GERMAN, PERCENT, find_noun, load_verbs
from bot.language.speaking.lexicon import (
    Remarks,
    load_increase,
    load_remarks,
    load_words,
    speech_table,
)
from bot.language.speaking.phrase import UNCLEAR, Phrase, PhraseKind

_SENTENCE_MARK = re.compile(
    r"[!?;\"“”„/\\]|\.\s+[A-ZÄÖÜ][a-zäöü]+ [a-zäöü]|\.\.|--|->|→|\s[-–—]\s|[()\[\]{}<>@#*_`|=]"
)


@cache
def _load_remarks() -> Remarks:
    return load_remarks(GERMAN)


def read_german(what: str) -> Phrase:
    """What a sentence can do with a phrase."""
    if load_increase(GERMAN).fullmatch(what):
        spaced = PERCENT.sub(r"\1 %", what)
        return build_noun(spaced, spaced)
    text = tidy_text(_load_remarks().cut(" ".join(what.split())))
    for pattern, said in _load_rewrites():
        text = pattern.sub(said, text)
    if any(pattern.search(text) for pattern in load_unsaid()):
        return UNCLEAR
    words = text.split()
    if write_nouns_large(words, ends_with_verb=ends_with_known_verb(words)).is_doubtful:
        return UNCLEAR
    if not words or len(words) > LONGEST_TEXT or _SENTENCE_MARK.search(text) or is_english(words):
        return UNCLEAR
    clause = _read_clause(words)
    if clause is not None:
        return clause
    return read_things(text)


@cache
def _load_rewrites() -> list[tuple[re.Pattern[str], str]]:
    """What people write in an order or a short form that nobody says, and how it is said."""
    table = speech_table(GERMAN, "rewrites")
    patterns = [re.compile(pattern) for pattern in table.phrases("patterns")]
    return list(zip(patterns, table.phrases("said"), strict=True))


# What somebody does


def _read_clause(words: list[str]) -> Phrase | None:
    """The phrase as what somebody does; `UNCLEAR` where it is that, but cannot be said; None where it is none."""
    text = " ".join(words)
    subject = next((s for s in load_small_words().subjects if text.lower().startswith(s)), None)
    if subject is not None:
        words = text[len(subject) :].split()
    found = _find_verb(words) or _find_participle_within(words)
    if found is None:
        return None if subject is None else UNCLEAR
    verb, rest = found
    if not rest or is_doubtful(rest) or verb in load_words(GERMAN, "words", "used"):
        return UNCLEAR
    if verb in load_words(GERMAN, "words", "without_object") and not _tells_how_long(rest):
        # *der Preis bleibt*
        return UNCLEAR
    objects = _read_object(verb, rest)
    if objects is None:
        return UNCLEAR
    return Phrase(
        kind=PhraseKind.CLAUSE,
        deed=f"{objects} {verb}",
        naming=f"{objects} {verb}",
        done=f"{objects} {load_verbs().participles[verb]}",
    )


def _tells_how_long(words: list[str]) -> bool:
    """*fünf Jahre*, *eine Stunde länger*, *bis März*."""
    kept = load_small_words()
    if words[0].lower() in kept.prepositions:
        return True
    is_article = words[0].lower() in ("ein", "eine", "einen")
    is_counted = is_number(words[0]) or is_article
    return is_counted and len(words) > 1 and words[1].lower().startswith(kept.times)


def _find_verb(words: list[str]) -> tuple[str, list[str]] | None:
    """The infinitive of what is done, and everything else."""
    verbs = load_verbs()
    if not words:
        return None
    first, last = words[0], words[-1]
    if first[:1].islower():
        verb = first if first in verbs.participles else verbs.by_third.get(first)
        # *zahlen im Voraus*, *verzichtet auf die Gebühr*
        if verb is not None and len(words) > 1:
            return verb, words[1:]
    # *Anlieferung an 4 schulen*: a number counts things, and no verb stands behind it
    is_counted = len(words) > 1 and is_number(words[-2])
    if last[:1].islower() and len(words) > 1 and not is_counted:
        verb = last if last in verbs.participles else None
        # *das erste Jahr im Voraus bezahlt* is a thing
        if verb is None and words[0].lower() not in ("das", "die", "den", "der"):
            verb = verbs.by_participle.get(last)
        if verb is not None:
            return verb, words[:-1]
        if last in verbs.by_third:
            return verbs.by_third[last], words[:-1]
    return None


def _find_participle_within(words: list[str]) -> tuple[str, list[str]] | None:
    """*Dieselzuschlag gedeckelt auf 6 %*: what is done stands before how far."""
    verbs, kept = load_verbs(), load_small_words()
    for place in range(1, len(words) - 1):
        verb = verbs.by_participle.get(words[place])
        if verb is not None and words[place + 1].lower() in kept.prepositions:
            noun = find_noun(words[place - 1])
            if place != 1 or noun is None:
                return None
            known = f"{DEFINITE[noun.gender]} {words[0]}"
            return verb, [*known.split(), *words[place + 1 :]]
    return None


def _read_object(verb: str, rest: list[str]) -> str | None:
    kept = load_small_words()
    first = rest[0].lower()
    if first in kept.prepositions or first in kept.articles or first in kept.behind:
        return " ".join(rest)
    if first in ("uns", "sie", "ihnen"):
        return None
    thing = read_things(" ".join(rest))
    if thing.kind is not PhraseKind.NOUN or thing.is_topic:
        return None
    # *die 10 % Einbehalt* would be said of several
    is_counted = is_number(rest[0]) and rest[1:2] != ["%"]
    return thing.definite if verb in load_verbs().there and not is_counted else thing.bare
