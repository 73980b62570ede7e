"""What people typed in German, read for a sentence: a thing, what somebody does, or neither for sure.

Every form is an accusative, since the sentences are built so that nothing else is needed: *Dafür bräuchten wir …*,
*Danke für …*, *Wir können Ihnen … anbieten*. A word whose gender nobody knows is only named as what the talk is about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.speaking import english_nouns
from bot.language.speaking.german_days import spell_days
from bot.language.speaking.german_words import (
    DEFINITE,
    GERMAN,
    INDEFINITE,
    PERCENT,
    Gender,
    GermanNoun,
    decline,
    find_noun,
    is_listed,
    is_plural,
    load_dative,
    load_nouns,
    load_repaired,
    load_verbs,
    repair_noun,
)
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
_AND = re.compile(r",(?!\d)\s*(?:und |& )?|\s+(?:und|&|\+|sowie)\s+")
_DIGITS = re.compile(r"[€$£]?\d[\d.,]*(?:-\d+)?(?:k|%|\.)?", re.IGNORECASE)
_DAY_WITHOUT_STOP = re.compile(r"(?<![\d.,])(\d{1,2}\.\d{1,2})(?![\d.,])")
"""*4.1* for *4.1.*, whose last full stop ended the line."""
_AS_SUBJECT = {
    Gender.MASCULINE: "er",
    Gender.FEMININE: "e",
    Gender.NEUTER: "es",
    Gender.PLURAL: "e",
}
"""The ending of an adjective before a subject without an article, as people type it."""
_LONGEST = 18
SHORTEST_SMALL_NOUN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallGermanWords:
    """The small words of German that a reading needs, in lower case."""

    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    at_once: frozenset[str]
    """When a share of the price may be paid."""
    times: tuple[str, ...]
    lasting: tuple[str, ...]
    """What things end with that last for a time, rather than are there for it."""
    unchanged: frozenset[str]
    articles: frozenset[str]
    not_alone: frozenset[str]
    prepositions: frozenset[str]
    free: frozenset[str]
    behind: frozenset[str]
    never: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    often: frozenset[str]
    counted_alike: frozenset[str]
    no_article: frozenset[str]
    """What takes no article behind *für*."""
    there_alone: tuple[str, ...]
    """What ends the words that take their article behind *mit*: of these there is one."""
    small_nouns: tuple[str, ...]
    """What nouns end with that people write small."""
    genitives: frozenset[str]
    english: frozenset[str]
    abbreviations: frozenset[str]
    subjects: tuple[str, ...]
    tail: re.Pattern[str]


@cache
def _load_words() -> SmallGermanWords:
    def words(key: str) -> frozenset[str]:
        return load_words(GERMAN, "words", key)

    table = speech_table(GERMAN, "words")
    return SmallGermanWords(
        numbers=words("numbers"),
        lead_numbers=words("lead_numbers"),
        at_once=words("at_once"),
        times=table.phrases("times"),
        lasting=table.phrases("lasting"),
        unchanged=words("unchanged"),
        articles=words("articles"),
        not_alone=words("not_alone"),
        prepositions=words("prepositions"),
        free=words("free"),
        behind=words("behind"),
        never=words("never"),
        months=words("months"),
        weekdays=words("weekdays"),
        often=words("often"),
        counted_alike=words("counted_alike"),
        no_article=words("no_article_behind"),
        there_alone=table.phrases("there_alone"),
        small_nouns=table.phrases("small_nouns"),
        genitives=words("genitives"),
        english=words("english"),
        abbreviations=words("abbreviations"),
        subjects=tuple(f"{subject} " for subject in table.phrases("subjects")),
        tail=re.compile(table.pattern("tails")),
    )


@cache
def _load_remarks() -> Remarks:
    return load_remarks(GERMAN)


def read_german(what: str) -> Phrase:
    """What a sentence can do with a phrase."""
    if load_increase(GERMAN).fullmatch(what):
        spaced = PERCENT.sub(r"\1 %", what)
        return _noun(spaced, spaced)
    text = _tidy(_load_remarks().cut(" ".join(what.split())))
    for pattern, said in _load_rewrites():
        text = pattern.sub(said, text)
    if any(pattern.search(text) for pattern in _load_unsaid()):
        return UNCLEAR
    words = text.split()
    if not words or len(words) > _LONGEST or _SENTENCE_MARK.search(text) or _is_english(words):
        return UNCLEAR
    clause = _read_clause(words)
    if clause is not None:
        return clause
    return _read_things(text)


@cache
def _load_rewrites() -> list[tuple[re.Pattern[str], str]]:
    """What people write in an order or a short form that nobody says, and how it is said."""
    table = speech_table(GERMAN, "rewrites")
    patterns = [re.compile(pattern) for pattern in table.phrases("patterns")]
    return list(zip(patterns, table.phrases("said"), strict=True))


@cache
def _load_unsaid() -> list[re.Pattern[str]]:
    """What stands in a note and is not said as it stands."""
    return [re.compile(each) for each in speech_table(GERMAN, "rewrites").phrases("unsaid")]


# SmallGermanWords as they are written in a sentence


def _tidy(text: str) -> str:
    """The text with its words as they are written: abbreviations in full, nouns with a capital letter."""
    text = PERCENT.sub(r"\1 %", text.strip(" ,;:!?-–—"))
    if text.endswith(".") and not text[-2:-1].isdigit():
        text = text[:-1]
    words = text.split()
    is_small = not any(word[:1].isupper() for word in words)
    return " ".join(_tidy_word(word, is_small=is_small) for word in words)


def _tidy_word(word: str, *, is_small: bool) -> str:
    """A word as it is written; nouns get their capital letter where everything was typed small."""
    bare = word.rstrip(",")
    tail = word[len(bare) :]
    low = bare.lower()
    if low in load_repaired():
        return load_repaired()[low] + tail
    if low in _load_words().abbreviations:
        return bare.upper() + tail
    if bare[:1].isupper() and find_noun(bare) is None:
        return repair_noun(bare) + tail
    if _is_noun_written_small(bare):
        return bare.capitalize() + tail
    if not is_small or not bare.islower() or _is_small(low):
        return word
    noun = find_noun(bare)
    return noun.written + tail if noun is not None else word


def _is_small(low: str) -> bool:
    """Whether the word is none that takes a capital letter in whatever place."""
    kept, verbs = _load_words(), load_verbs()
    small = kept.prepositions | kept.articles | kept.behind | kept.never | kept.free | kept.numbers
    is_verb = low in verbs.participles or low in verbs.by_participle or low in verbs.by_third
    # *kürzere*, *weitere*, *namentliche*: an ending of adjectives, with no noun that is written like it
    return (
        low in small
        or is_verb
        or low.endswith(("liche", "lichen", "licher", "ige", "igen", "ere", "eren"))
    )


def _is_english(words: Sequence[str]) -> bool:
    """Whether the phrase is English, which a German sentence cannot hold."""
    known_pairs = load_nouns().genders
    english = english_nouns.load_nouns().known
    for place, word in enumerate(words):
        low = word.lower().strip(",")
        pairs = (" ".join(words[place : place + 2]), " ".join(words[max(0, place - 1) : place + 1]))
        if any(" " in pair and pair.lower() in known_pairs for pair in pairs):
            continue
        if low in _load_words().english:
            return True
        is_foreign = low in english and len(low) > 3 and not _is_small(low)
        if is_foreign and find_noun(word.strip(",")) is None:
            return True
    return False


def tidy_german_clause(clause: str) -> str:
    """A condition or a reason with the capitals of its days, months and known things: *Sie bis freitag bestellen*."""
    words = [_tidy_name(word) for word in clause.split()]
    if is_not_german(clause):
        return " ".join(words)
    return spell_days(_DAY_WITHOUT_STOP.sub(r"\1.", " ".join(words)))


def _tidy_name(word: str) -> str:
    bare = word.rstrip(",.")
    is_name = bare.islower() and bare in _load_words().months | _load_words().weekdays
    if is_name or _is_noun_written_small(bare):
        return bare.capitalize() + word[len(bare) :]
    return word


def _is_noun_written_small(word: str) -> bool:
    """*mindestlaufzeit*, *lieferung*: long enough to be no other word, and with an ending that only nouns have."""
    is_long = len(word) >= SHORTEST_SMALL_NOUN and word.islower() and word.isalpha()
    return (
        is_long
        and word.endswith(_load_words().small_nouns)
        and (find_noun(word.capitalize()) is not None)
    )


def is_not_german(text: str) -> bool:
    """Whether a text is English."""
    low = [word.lower().strip(",.") for word in text.split()]
    return any(word in _load_words().english for word in low)


# What somebody does


def _read_clause(words: list[str]) -> Phrase | None:
    """The phrase as what somebody does; `UNCLEAR` where it is that, but cannot be said; None where it is none."""
    text = " ".join(words)
    subject = next((s for s in _load_words().subjects if text.lower().startswith(s)), None)
    if subject is not None:
        words = text[len(subject) :].split()
    found = _find_verb(words) or _find_participle_within(words)
    if found is None:
        return None if subject is None else UNCLEAR
    verb, rest = found
    if not rest or _is_doubtful(rest):
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
    if last[:1].islower() and len(words) > 1:
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
    verbs, kept = load_verbs(), _load_words()
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
    kept = _load_words()
    first = rest[0].lower()
    if first in kept.prepositions or first in kept.articles or first in kept.behind:
        return " ".join(rest)
    if first in ("uns", "sie", "ihnen"):
        return None
    thing = _read_things(" ".join(rest))
    if thing.kind is not PhraseKind.NOUN or thing.is_topic:
        return None
    # *die 10 % Einbehalt* would be said of several
    is_counted = _is_number(rest[0]) and rest[1:2] != ["%"]
    return thing.definite if verb in load_verbs().there and not is_counted else thing.bare


# What is given, got or asked for


def _read_things(text: str) -> Phrase:
    """The phrase as one thing, or as several that are listed."""
    head, comma, tail = text.partition(", ")
    is_told = bool(comma) and _load_words().tail.match(tail) is not None
    parts = [head] if is_told else _AND.split(text)
    things = [_read_thing(part.split()) for part in parts]
    if any(thing.kind is PhraseKind.UNCLEAR for thing in things):
        return UNCLEAR
    if len(things) == 1:
        only = things[0]
        if not is_told:
            return only
        if only.is_topic:
            return UNCLEAR
        return _noun(f"{only.bare}, {tail}", f"{only.definite}, {tail}")
    if any(thing.is_topic for thing in things):
        return UNCLEAR
    return _noun(
        _join([thing.bare for thing in things]), _join([thing.definite for thing in things])
    )


def _join(parts: list[str]) -> str:
    if len(parts) < 3:
        return " und ".join(parts)
    return f"{', '.join(parts[:-1])} und {parts[-1]}"


def _noun(bare: str, definite: str) -> Phrase:
    return Phrase(kind=PhraseKind.NOUN, bare=bare, definite=definite)


def _read_thing(words: list[str]) -> Phrase:
    if not words or _is_doubtful(words):
        return UNCLEAR
    if _is_number(words[0]):
        return _read_counted(words)
    if words[0].lower() in _load_words().lead_numbers and len(words) > 2 and _is_number(words[1]):
        counted = _read_counted(words[1:])
        text = f"{words[0].lower()} {counted.bare}"
        return counted if counted.kind is PhraseKind.UNCLEAR else _noun(text, text)
    if words[0].lower() in _load_words().articles:
        return _read_determined(words)
    return _read_bare(words)


def _is_number(word: str) -> bool:
    return _DIGITS.fullmatch(word) is not None or word.lower() in _load_words().numbers


def _read_counted(words: list[str]) -> Phrase:
    """With a number before it, which takes no article: *24 Monate Laufzeit*, *2 gemeinsame Webinare*."""
    kept = _load_words()
    rest = words[1:]
    if rest[:1] == ["%"] and " ".join(rest[1:]).lower() in kept.at_once:
        # *50 % vorab*
        return _noun(" ".join(words), f"die {' '.join(words)}")
    lead = [word for word in rest if word.lower() not in kept.unchanged]
    if not lead or not any(word[:1].isupper() for word in lead):
        return UNCLEAR
    if any(word[:1].isupper() and _is_odd_name(word) for word in lead[:1]):
        return UNCLEAR
    bare = " ".join(words)
    if rest[0] == "%" and len(rest) == 3 and rest[1].islower():
        return _read_by_how_much(words[0], rest[1], rest[2])
    if rest[0] in ("%", "Prozent"):
        is_plain = len(rest) == 2 or (len(rest) > 2 and rest[2].lower() in kept.prepositions)
        noun = find_noun(rest[1]) if is_plain else None
        if noun is None or noun.gender is Gender.PLURAL:
            return _noun(bare, bare)
        # *3 % Rabatt*, and then *der Rabatt von 3 %*
        known = [DEFINITE[noun.gender], rest[1], "von", words[0], rest[0], *rest[2:]]
        return _noun(bare, " ".join(known))
    noun = find_noun(rest[1]) if len(rest) == 2 else None
    is_time = rest[0].lower().startswith(kept.times)
    if is_time and noun is not None and not noun.is_mass and rest[1].lower().endswith(kept.lasting):
        # *24 Monate Laufzeit*, and then *die Laufzeit von 24 Monaten*
        dative = load_dative().get(rest[0].lower(), rest[0])
        return _noun(bare, f"{DEFINITE[noun.gender]} {noun.written} von {words[0]} {dative}")
    if len(rest) == 1 and _is_singular(rest[0]) and words[0] not in ("1", "ein"):
        # *3 Vertrag*
        return UNCLEAR
    if words[0] == "1":
        return _noun(bare, bare)
    known = [
        _weaken(word) if place < _first_noun(rest) else word for place, word in enumerate(rest)
    ]
    return _noun(bare, " ".join(["die", words[0], *known]))


def _is_singular(word: str) -> bool:
    """Whether a noun can only be one thing: *Vertrag*, not *Techniker* or *Stück*, which are written alike for many."""
    noun = find_noun(word)
    if noun is None or noun.gender is Gender.PLURAL or noun.is_mass or is_plural(word.lower()):
        return False
    if word.lower() in _load_words().unchanged | _load_words().counted_alike:
        return False
    return noun.gender is Gender.FEMININE or not word.endswith(("er", "el", "en", "chen"))


def _read_by_how_much(number: str, adjective: str, written: str) -> Phrase:
    """*3 % niedrigere Sätze*, *7 % niedrigerer Preis*: *einen um 7 % niedrigeren Preis*."""
    noun = find_noun(written)
    if noun is None:
        return UNCLEAR
    strong = decline(adjective, noun.gender, weak=False)
    weak = decline(adjective, noun.gender, weak=True)
    if strong is None or weak is None:
        return UNCLEAR
    article = [] if noun.gender is Gender.PLURAL else [INDEFINITE[noun.gender]]
    bare = " ".join([*article, "um", number, "%", strong, written])
    return _noun(bare, f"{DEFINITE[noun.gender]} um {number} % {weak} {written}")


def _is_odd_name(word: str) -> bool:
    return word.isupper() and len(word) > 5


def _first_noun(words: list[str]) -> int:
    return next((i for i, word in enumerate(words) if word[:1].isupper()), len(words))


def _weaken(word: str) -> str:
    """*gemeinsame* of *2 gemeinsame Webinare*, behind *die*."""
    is_adjective = word.islower() and word.endswith("e") and word not in _load_words().unchanged
    return f"{word}n" if is_adjective else word


def _read_determined(words: list[str]) -> Phrase:
    """With an article, which is put into the accusative."""
    article = words[0].lower()
    place = next((i for i, word in enumerate(words[1:], 1) if word[:1].isupper()), None)
    if place is None or article in ("kein", "keine", "keinen", "dem", "einem", "einer"):
        return UNCLEAR
    noun, place = _noun_at(words, place)
    adjectives, behind = words[1:place], words[place + 1 :]
    if not _may_stand_behind(behind):
        return UNCLEAR
    as_typed = " ".join([words[0] if words[0].startswith("Ihr") else article, *words[1:]])
    if article in ("ein", "eine", "einen"):
        return _with_indefinite(article, adjectives, noun, words[place], behind)
    if article == "der":
        if noun is None or noun.gender is not Gender.MASCULINE:
            return UNCLEAR
        changed = [_accusative_weak(adjective) for adjective in adjectives]
        text = " ".join(["den", *changed, words[place], *behind])
        return _noun(text, text)
    if article in ("ihr", "unser", "dieser") and (noun is None or noun.gender is Gender.MASCULINE):
        return UNCLEAR
    return _noun(as_typed, as_typed)


def _with_indefinite(
    article: str, adjectives: list[str], noun: GermanNoun | None, written: str, behind: list[str]
) -> Phrase:
    gender = noun.gender if noun is not None else None
    if gender is Gender.PLURAL or gender is None:
        if article == "ein":
            return UNCLEAR
        gender = Gender.FEMININE if article == "eine" else Gender.MASCULINE
    if article == "eine" and gender is not Gender.FEMININE:
        return UNCLEAR
    if article == "einen" and gender is not Gender.MASCULINE:
        return UNCLEAR
    return _build(adjectives, written, gender, behind, is_mass=False) or UNCLEAR


def _accusative_weak(adjective: str) -> str:
    return f"{adjective}n" if adjective.endswith("e") else adjective


def _read_bare(words: list[str]) -> Phrase:
    """Without an article: *Referenzgespräch*, *kürzere Lieferzeit*, *Zahlung in 15 Tagen*."""
    place = next((i for i, word in enumerate(words) if word[:1].isupper()), None)
    if place is None or place > 3:
        return UNCLEAR
    noun, place_of_noun = _noun_at(words, place)
    adjectives, written = words[:place], " ".join(words[place : place_of_noun + 1])
    behind = words[place_of_noun + 1 :]
    if any(word.lower() in _load_words().prepositions for word in adjectives):
        return UNCLEAR
    if not _may_stand_behind(behind):
        return UNCLEAR
    if noun is not None:
        if len(behind) == 1 and behind[0] in _load_words().often:
            # *Mengenvorschau monatlich*
            adjectives, behind = [*adjectives, behind[0] + _AS_SUBJECT[noun.gender]], []
        if not adjectives and not behind and written.lower() in _load_words().not_alone:
            return UNCLEAR
        found = _build(adjectives, written, noun.gender, behind, is_mass=noun.is_mass)
        # *kostenlose Muster* are many, though one is written alike
        return found or _build(adjectives, written, Gender.PLURAL, behind, is_mass=False) or UNCLEAR
    gender = _gender_of_ending(adjectives)
    if gender is not None:
        return _build(adjectives, written, gender, behind, is_mass=False) or UNCLEAR
    return UNCLEAR


def _noun_at(words: list[str], place: int) -> tuple[GermanNoun | None, int]:
    """The noun at this place, which may be written as two words: *Case Study*."""
    pair = " ".join(words[place : place + 2])
    if " " in pair and pair.lower() in load_nouns().genders:
        return find_noun(pair), place + 1
    return find_noun(words[place]), place


def _gender_of_ending(adjectives: list[str]) -> Gender | None:
    """*neues* tells that what follows is a neuter, *längerer* a masculine."""
    if not adjectives:
        return None
    if adjectives[-1].endswith("es"):
        return Gender.NEUTER
    return Gender.MASCULINE if adjectives[-1].endswith("er") else None


def _build(
    adjectives: list[str], written: str, gender: Gender, behind: list[str], *, is_mass: bool
) -> Phrase | None:
    """The thing first named and as something known."""
    strong = _decline_all(adjectives, gender, weak=False)
    weak = _decline_all(adjectives, gender, weak=True)
    if strong is None or weak is None:
        return None
    kept = _load_words()
    share = _read_increase(behind)
    if share and not adjectives:
        return _noun(f"{share} mehr {written}", f"die {share} mehr {written}")
    tail = _link(written, behind)
    if tail is None:
        return None
    tail = _with_articles_behind(tail)
    led = [] if adjectives[:1] and adjectives[0] in kept.unchanged else [DEFINITE[gender]]
    definite = " ".join([*led, *weak, written, *tail])
    is_known = bool(tail) and (tail[0].lower() in kept.genitives or tail[0].lower() in kept.free)
    if is_known and tail[0].lower() in kept.free and len(tail) == 1:
        # *die Fensterreinigung inklusive* is asked for, the thanks are for *die kostenlose Fensterreinigung*
        is_weak_n = gender in (Gender.MASCULINE, Gender.PLURAL)
        free = "kostenlosen" if is_weak_n else "kostenlose"
        return _noun(definite, " ".join([DEFINITE[gender], free, *weak, written]))
    # *die Küche ab 5 Uhr*, *den Dienstplan 3 Wochen vorher*, *die Lieferung 3 Wochen früher*
    is_dated = len(tail) > 2 and _is_number(tail[0]) and tail[2].lower() in ("nach", "vor")
    is_timed = (
        is_dated
        or tail[-1:] == ["vorher"]
        or (is_mass and tail[-1:] in (["früher"], ["schneller"]))
    )
    is_known = is_known or is_timed or (tail[:1] == ["ab"] and tail[-1] == "Uhr")
    if is_known and gender is not Gender.PLURAL:
        return _noun(definite, definite)
    is_measured = len(tail) > 1 and tail[0] == "von" and _is_number(tail[1])
    article = (
        []
        if (is_mass and not is_measured) or gender is Gender.PLURAL or not led
        else [INDEFINITE[gender]]
    )
    return _noun(" ".join([*article, *strong, written, *tail]), definite)


def _decline_all(adjectives: list[str], gender: Gender, *, weak: bool) -> list[str] | None:
    declined: list[str] = []
    for adjective in adjectives:
        # *Berliner* is written alike everywhere
        is_place = adjective.endswith("er") and adjective[:1].isupper()
        if is_place or adjective.lower() in _load_words().unchanged:
            declined.append(adjective)
            continue
        form = decline(adjective, gender, weak=weak)
        if form is None:
            return None
        declined.append(form)
    return declined


def _with_articles_behind(words: list[str]) -> list[str]:
    """*für Putzkammer* is *für die Putzkammer*, *mit Werksleiter* is *mit dem Werksleiter*."""
    kept = _load_words()
    if len(words) != 2 or words[0].lower() not in ("für", "mit"):
        return words
    low = words[1].lower()
    if words[0].lower() == "mit":
        # *Leiterin* and *Leitung*, but *Leiter*
        dative = "der" if low.endswith(("in", "ung")) else "dem"
        return [words[0], dative, words[1]] if low.endswith(kept.there_alone) else words
    noun = find_noun(words[1])
    if noun is None or not is_listed(low) or low in kept.no_article or low == "lkw":
        return words
    # *Mitarbeiter* and *LKW* are written alike for one and for many
    is_ambiguous = noun.gender is not Gender.FEMININE and low.endswith(("er", "el", "en", "chen"))
    if noun.is_mass or noun.gender is Gender.PLURAL or is_ambiguous or words[1].isupper():
        return words
    return [words[0], DEFINITE[noun.gender], words[1]]


def _read_increase(behind: list[str]) -> str:
    """*10 %* of *Abnahmemenge plus 10 %*; empty where nothing like it stands there."""
    if len(behind) == 3 and behind[0].lower() in ("plus", "+") and behind[2] == "%":
        return f"{behind[1]} %"
    return ""


def _link(written: str, behind: list[str]) -> list[str] | None:
    """What stands behind a thing, with the word that ties a number or a day to it; None where nobody can tell."""
    if not behind or not _is_number(behind[0]):
        return behind
    if len(behind) > 1 and behind[1].lower().rstrip(".") in _load_words().months:
        return ["am", *behind]
    if len(behind) == 1:
        return ["von", *behind] if not behind[0].endswith(".") else ["am", *behind]
    unit = behind[1]
    if len(behind) > 2 and behind[2].lower() in ("nach", "vor"):
        # *Restzahlung 30 Tage nach Lieferung*
        return behind
    if behind[-1].lower() in _load_words().behind:
        # *Start zwei Wochen früher*
        return behind
    dative = load_dative().get(unit.lower(), unit)
    is_time = unit.lower().startswith(_load_words().times)
    if is_time and not written.lower().endswith(_load_words().lasting):
        # *einen Seitenlader für 2 Wochen*, but *eine Garantie von 2 Jahren*
        return ["für", *behind]
    return ["von", behind[0], dative, *behind[2:]]


def _may_stand_behind(words: list[str]) -> bool:
    kept = _load_words()
    if not words:
        return True
    first, last = words[0].lower(), words[-1]
    known = kept.behind | kept.free | kept.prepositions | kept.numbers
    # a word written small at the end is a verb that nobody listed: *die Freigabe erteilen*
    if last[:1].islower() and last.lower().rstrip(".,") not in known and len(last) > 3:
        return False
    if last.lower() == "frei" and len(words) > 1:
        # *Einbehalt früher frei*
        return False
    is_led = first in kept.prepositions | kept.free | kept.behind | kept.genitives
    return is_led or _is_number(words[0])


def _is_doubtful(words: list[str]) -> bool:
    """Whether there are words among these that no name of a thing has."""
    never = _load_words().never
    low = [word.lower().strip(",") for word in words]
    if any(word in never for word in low):
        return True
    # a verb that agrees with somebody: *Stimmung war gut*, *Kunde zahlt Fracht*
    return any(word in load_verbs().by_third for word in low[1:-1]) and words[0][:1].isupper()
