"""Things that are given, got or asked for in German, as accusatives with their article.

A word whose gender nobody knows is only named as what the talk is about.
"""

import re
from dataclasses import replace

from bot.language.speaking.german_small_words import load_small_words
from bot.language.speaking.german_words import (
    DEFINITE,
    GERMAN,
    INDEFINITE,
    Gender,
    GermanNoun,
    decline,
    find_noun,
    is_listed,
    is_plural,
    load_dative,
    load_nouns,
    load_verbs,
)
from bot.language.speaking.lexicon import load_words
from bot.language.speaking.phrase import UNCLEAR, Phrase, PhraseKind

_AND = re.compile(r",(?!\d)\s*(?:und |& )?|\s+(?:und|&|\+|sowie)\s+")
_DIGITS = re.compile(r"[€$£]?\d[\d.,]*(?:-\d+)?(?:k|%|\.)?", re.IGNORECASE)
_THE_SAME = {
    Gender.MASCULINE: "denselben",
    Gender.FEMININE: "dieselbe",
    Gender.NEUTER: "dasselbe",
    Gender.PLURAL: "dieselben",
}
_AS_SUBJECT = {
    Gender.MASCULINE: "er",
    Gender.FEMININE: "e",
    Gender.NEUTER: "es",
    Gender.PLURAL: "e",
}
"""The ending of an adjective before a subject without an article, as people type it."""
LONGEST_TEXT = 18


def read_things(text: str) -> Phrase:
    """The phrase as one thing, or as several that are listed."""
    head, comma, tail = text.partition(", ")
    is_told = bool(comma) and load_small_words().tail.match(tail) is not None
    parts = [head] if is_told else _AND.split(text)
    things = [read_thing(part.split()) for part in parts]
    if any(thing.kind is PhraseKind.UNCLEAR for thing in things):
        return UNCLEAR
    if len(things) == 1:
        only = things[0]
        if not is_told:
            return only
        if only.is_topic:
            return UNCLEAR
        return build_noun(f"{only.bare}, {tail}", f"{only.definite}, {tail}")
    if any(thing.is_topic for thing in things):
        return UNCLEAR
    return build_noun(
        join_things([thing.bare for thing in things]),
        join_things([thing.definite for thing in things]),
    )


def join_things(parts: list[str]) -> str:
    if len(parts) < 3:
        return " und ".join(parts)
    return f"{', '.join(parts[:-1])} und {parts[-1]}"


def build_noun(bare: str, definite: str) -> Phrase:
    return Phrase(kind=PhraseKind.NOUN, bare=bare, definite=definite)


def read_thing(words: list[str]) -> Phrase:
    if not words or is_doubtful(words):
        return UNCLEAR
    if is_number(words[0]):
        return _read_counted(words)
    if (
        words[0].lower() in load_small_words().lead_numbers
        and len(words) > 2
        and is_number(words[1])
    ):
        counted = _read_counted(words[1:])
        text = f"{words[0].lower()} {counted.bare}"
        return counted if counted.kind is PhraseKind.UNCLEAR else build_noun(text, text)
    if words[0].lower() in load_small_words().articles:
        return _read_determined(words)
    return _read_bare(words)


def is_number(word: str) -> bool:
    return _DIGITS.fullmatch(word) is not None or word.lower() in load_small_words().numbers


def _read_counted(words: list[str]) -> Phrase:
    """With a number before it, which takes no article: *24 Monate Laufzeit*, *2 gemeinsame Webinare*."""
    kept = load_small_words()
    rest = words[1:]
    if rest[:1] == ["%"] and " ".join(rest[1:]).lower() in kept.at_once:
        # *50 % vorab*
        return build_noun(" ".join(words), f"die {' '.join(words)}")
    lead = [word for word in rest if word.lower() not in kept.unchanged]
    if not any(word[:1].isupper() for word in lead) or _is_odd_name(lead[0]):
        return UNCLEAR
    if not _may_end(words[-1]):
        # *30 Minuten länger tanzen*: what is done, by a verb that nobody listed
        return UNCLEAR
    if rest[0] == "%" and len(rest) == 3 and rest[1].islower():
        return _read_by_how_much(words[0], rest[1], rest[2])
    if rest[0] in ("%", "Prozent"):
        return _read_share(words)
    lasting = _read_lasting(words)
    if lasting is not None:
        return lasting
    if len(rest) == 1 and _is_singular(rest[0]) and words[0] not in ("1", "ein"):
        # *3 Vertrag*
        return UNCLEAR
    bare = " ".join(words)
    if words[0] == "1":
        return build_noun(bare, bare)
    place = find_first_noun(rest)
    known = [*map(_weaken, rest[:place]), *rest[place:]]
    return build_noun(bare, " ".join(["die", words[0], *known]))


def _read_share(words: list[str]) -> Phrase:
    """*3 % Rabatt*, and then *der Rabatt von 3 %*."""
    number, sign, *named = words
    bare = " ".join(words)
    prepositions = load_small_words().prepositions
    is_plain = len(named) == 1 or (len(named) > 1 and named[1].lower() in prepositions)
    noun = find_noun(named[0]) if is_plain else None
    if noun is None or noun.gender is Gender.PLURAL:
        return build_noun(bare, bare)
    known = [DEFINITE[noun.gender], named[0], "von", number, sign, *named[1:]]
    return build_noun(bare, " ".join(known))


def _read_lasting(words: list[str]) -> Phrase | None:
    """*24 Monate Laufzeit*, and then *die Laufzeit von 24 Monaten*; None for anything else."""
    if len(words) != 3:
        return None
    number, unit, written = words
    kept = load_small_words()
    is_time = unit.lower().startswith(kept.times)
    noun = find_noun(written)
    if not is_time or noun is None or noun.is_mass or not written.lower().endswith(kept.lasting):
        return None
    dative = load_dative().get(unit.lower(), unit)
    known = f"{DEFINITE[noun.gender]} {noun.written} von {number} {dative}"
    return build_noun(" ".join(words), known)


def _is_singular(word: str) -> bool:
    """Whether a noun can only be one thing: *Vertrag*, not *Techniker* or *Stück*, which are written alike for many."""
    noun = find_noun(word)
    if noun is None or noun.gender is Gender.PLURAL or noun.is_mass or is_plural(word.lower()):
        return False
    if word.lower() in load_small_words().unchanged | load_small_words().counted_alike:
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
    return build_noun(bare, f"{DEFINITE[noun.gender]} um {number} % {weak} {written}")


def _is_odd_name(word: str) -> bool:
    return word.isupper() and len(word) > 5


def find_first_noun(words: list[str]) -> int:
    return next((i for i, word in enumerate(words) if word[:1].isupper()), len(words))


def _weaken(word: str) -> str:
    """*gemeinsame* of *2 gemeinsame Webinare*, behind *die*."""
    is_adjective = (
        word.islower() and word.endswith("e") and word not in load_small_words().unchanged
    )
    return f"{word}n" if is_adjective else word


def _read_determined(words: list[str]) -> Phrase:
    """With an article, which is put into the accusative."""
    article = words[0].lower()
    place = next((i for i, word in enumerate(words[1:], 1) if word[:1].isupper()), None)
    if place is None or article in ("kein", "keine", "keinen", "dem", "einem", "einer"):
        return UNCLEAR
    noun, place = find_noun_at(words, place)
    adjectives, behind = words[1:place], words[place + 1 :]
    if not _may_stand_behind(behind):
        return UNCLEAR
    as_typed = " ".join([words[0] if words[0].startswith("Ihr") else article, *words[1:]])
    if article in ("ein", "eine", "einen"):
        one = _with_indefinite(article, adjectives, noun, words[place], behind)
        # *ein Wochenende im Monat* is no known one
        is_often = len(behind) == 2 and behind[0].lower() in ("im", "pro", "je")
        return replace(one, definite=one.bare) if is_often else one
    if article == "der":
        if noun is None or noun.gender is not Gender.MASCULINE:
            return UNCLEAR
        changed = [_accusative_weak(adjective) for adjective in adjectives]
        written = _with_weak_ending(words[place], noun.gender)
        text = " ".join(["den", *changed, written, *behind])
        return build_noun(text, text)
    if article in ("ihr", "unser", "dieser") and (noun is None or noun.gender is Gender.MASCULINE):
        return UNCLEAR
    return build_noun(as_typed, as_typed)


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
    noun, place_of_noun = find_noun_at(words, place)
    adjectives, written = words[:place], " ".join(words[place : place_of_noun + 1])
    behind = words[place_of_noun + 1 :]
    if any(word.lower() in load_small_words().prepositions for word in adjectives):
        return UNCLEAR
    if not _may_stand_behind(behind):
        return UNCLEAR
    if noun is not None:
        if len(behind) == 1 and behind[0] in load_small_words().often:
            # *Mengenvorschau monatlich*
            adjectives, behind = [*adjectives, behind[0] + _AS_SUBJECT[noun.gender]], []
        if not adjectives and not behind and written.lower() in load_small_words().not_alone:
            return UNCLEAR
        found = _build(adjectives, written, noun.gender, behind, is_mass=noun.is_mass)
        # *kostenlose Muster* are many, though one is written alike
        return found or _build(adjectives, written, Gender.PLURAL, behind, is_mass=False) or UNCLEAR
    gender = _gender_of_ending(adjectives)
    if gender is not None:
        return _build(adjectives, written, gender, behind, is_mass=False) or UNCLEAR
    return UNCLEAR


def find_noun_at(words: list[str], place: int) -> tuple[GermanNoun | None, int]:
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
    written = _with_weak_ending(written, gender)
    strong = _decline_all(adjectives, gender, weak=False)
    weak = _decline_all(adjectives, gender, weak=True)
    if strong is None or weak is None:
        return None
    kept = load_small_words()
    share = _read_increase(behind)
    if share and not adjectives:
        return build_noun(f"{share} mehr {written}", f"die {share} mehr {written}")
    tail = _link(written, behind)
    if tail is None:
        return None
    tail = add_articles_behind(tail)
    if adjectives[:1] and adjectives[0] in (
        "gleich",
        "gleiche",
        "gleicher",
        "gleiches",
        "gleichen",
    ):
        # *gleiche Kraft*: nobody says *eine gleiche Kraft*
        same = " ".join([_THE_SAME[gender], *weak[1:], written, *tail])
        return build_noun(same, same)
    led = [] if adjectives[:1] and adjectives[0] in kept.unchanged else [DEFINITE[gender]]
    definite = " ".join([*led, *weak, written, *tail])
    if len(tail) == 1 and tail[0].lower() in kept.free:
        # *die Fensterreinigung inklusive* is asked for, the thanks are for *die kostenlose Fensterreinigung*
        is_weak_n = gender in (Gender.MASCULINE, Gender.PLURAL)
        free = "kostenlosen" if is_weak_n else "kostenlose"
        return build_noun(definite, " ".join([DEFINITE[gender], free, *weak, written]))
    if gender is not Gender.PLURAL and not adjectives and _is_known_event(written, tail):
        return build_noun(definite, definite)
    if gender is not Gender.PLURAL and _tells_which(tail, is_mass=is_mass):
        return build_noun(definite, definite)
    is_measured = len(tail) > 1 and tail[0] == "von" and is_number(tail[1])
    takes_article = bool(led) and gender is not Gender.PLURAL and (is_measured or not is_mass)
    article = [INDEFINITE[gender]] if takes_article else []
    return build_noun(" ".join([*article, *strong, written, *tail]), definite)


def _with_weak_ending(written: str, gender: Gender) -> str:
    """*Lieferanten* of *Lieferant*, which has an ending wherever it is not the subject."""
    if gender is not Gender.MASCULINE:
        return written
    if not written.lower().endswith(tuple(load_words(GERMAN, "words", "weak_nouns"))):
        return written
    return f"{written}n" if written.endswith("e") else f"{written}en"


def _is_known_event(written: str, tail: list[str]) -> bool:
    """*die Nutzung am Samstag*, *die Lieferung in 10 Tagen*, *die Abholung*: what is done once has its article."""
    known, low = load_small_words().known_on_a_day, written.lower()
    if tail and tail[0] == "am":
        return low.endswith(known)
    # but *eine Notlieferung innerhalb von 24 Stunden*
    is_in_days = len(tail) > 2 and tail[0] in ("in", "innerhalb") and any(map(is_number, tail))
    return low in known and (not tail or is_in_days)


def _tells_which(tail: list[str], *, is_mass: bool) -> bool:
    """Whether what stands behind a thing tells which one is meant, so that it is known already: *die Küche ab 5 Uhr*,
    *den Dienstplan 3 Wochen vorher*, *die Lieferung 3 Wochen früher*."""
    if not tail:
        return False
    kept, first, last = load_small_words(), tail[0], tail[-1]
    if first.lower() in kept.genitives or first.lower() in kept.free:
        return True
    if len(tail) > 2 and is_number(first) and tail[2].lower() in ("nach", "vor"):
        return True
    if last == "vorher" or (is_mass and last in ("früher", "schneller")):
        return True
    if len(tail) == 1 and first in ("früher", "eher"):
        # *den Schlüssel früher*
        return True
    if last == "Uhr" and first.lower() in kept.prepositions:
        # *die Lieferung vor 5 Uhr*, but *ein Zeitfenster vor 7 Uhr*
        return is_mass or first == "ab"
    # *die Wartung im ersten Jahr*
    return is_mass and first == "im" and len(tail) == 3


def _decline_all(adjectives: list[str], gender: Gender, *, weak: bool) -> list[str] | None:
    declined: list[str] = []
    for adjective in adjectives:
        # *Berliner* is written alike everywhere
        is_place = adjective.endswith("er") and adjective[:1].isupper()
        if is_place or adjective.lower() in load_small_words().unchanged:
            declined.append(adjective)
            continue
        form = decline(adjective, gender, weak=weak)
        if form is None:
            return None
        declined.append(form)
    return declined


def add_articles_behind(words: list[str]) -> list[str]:
    """*für Putzkammer* is *für die Putzkammer*, *mit Werksleiter* is *mit dem Werksleiter*."""
    kept = load_small_words()
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
    if not behind or not is_number(behind[0]):
        return behind
    if len(behind) > 1 and behind[1].lower().rstrip(".") in load_small_words().months:
        return ["am", *behind]
    if len(behind) == 1:
        return ["von", *behind] if not behind[0].endswith(".") else ["am", *behind]
    unit = behind[1]
    if len(behind) > 2 and behind[2].lower() in ("nach", "vor"):
        # *Restzahlung 30 Tage nach Lieferung*
        return behind
    if behind[-1].lower() in load_small_words().behind:
        # *Start zwei Wochen früher*
        return behind
    dative = load_dative().get(unit.lower(), unit)
    if (
        behind[0] != "1"
        and dative == unit
        and is_plural(unit.lower())
        and not unit.endswith(("n", "s"))
    ):
        # *von 200.000 Wörtern*
        dative = f"{unit}n"
    is_time = unit.lower().startswith(load_small_words().times)
    if is_time and not written.lower().endswith(load_small_words().lasting):
        # *einen Seitenlader für 2 Wochen*, but *eine Garantie von 2 Jahren*
        return ["für", *behind]
    return ["von", behind[0], dative, *behind[2:]]


def _may_end(last: str) -> bool:
    """Whether a name of a thing may end with the word. One written small is a verb that nobody listed: *die Freigabe
    erteilen*."""
    kept = load_small_words()
    known = kept.behind | kept.free | kept.prepositions | kept.numbers | kept.unchanged
    return not last[:1].islower() or last.lower().rstrip(".,") in known or len(last) <= 3


def _may_stand_behind(words: list[str]) -> bool:
    kept = load_small_words()
    if not words:
        return True
    first, last = words[0].lower(), words[-1]
    if not _may_end(last):
        return False
    if last.lower() == "frei" and len(words) > 1:
        # *Einbehalt früher frei*
        return False
    is_led = first in kept.prepositions | kept.free | kept.behind | kept.genitives
    return is_led or is_number(words[0])


def is_doubtful(words: list[str]) -> bool:
    """Whether there are words among these that no name of a thing has."""
    never = load_small_words().never
    low = [word.lower().strip(",") for word in words]
    if any(word in never for word in low):
        return True
    # a verb that agrees with somebody: *Stimmung war gut*, *Kunde zahlt Fracht*
    return any(word in load_verbs().by_third for word in low[1:-1]) and words[0][:1].isupper()
