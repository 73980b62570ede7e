"""Typed English as it is written in a sentence: abbreviations in full, months and names with a capital letter."""

import re
from functools import cache

from bot.language.speaking.english_nouns import (
    NounNumber,
    load_nouns,
    repair_word,
    split_hyphenated,
    with_article,
)
from bot.language.speaking.english_verbs import ENGLISH, load_verbs
from bot.language.speaking.english_words import load_small_words
from bot.language.speaking.lexicon import load_texts, load_words

_ATTACHED_UNIT = re.compile(
    r"\b(\d+)(yrs?|years?|mths?|months?|mos?|wks?|weeks?|hrs?|hours?|h)\b(?![/-])", re.IGNORECASE
)
"""`2yr`, `24h`: a number and its unit in one word."""
_LONE_UNIT = re.compile(
    r"\b(\d+) (?:month|year|week|hour|day)(?=$| (?:and|by|from|until|in|for|after|before|a)\b)"
)
"""`18 month` with nothing behind it that it could be of."""

_LETTERED = re.compile(
    r"\b(room|block|hall|unit|ward|lot|plot|bay|line|tower|building|gate|floor|track|stage|dock) ([b-z])\b",
    re.IGNORECASE,
)
"""`room b`: a letter is its name."""
_FOREIGN_LETTER = re.compile("[äöüß]")
_RECEIVERS = frozenset(("us", "me", "you", "him", "her", "them", "it"))
"""Whom something is given, before the thing: `you send us a photo`."""
_LETTING = ("let", "help")
_TIMES = frozenset(
    (
        "on",
        "til",
        "till",
        "in",
        "by",
        "before",
        "until",
        "from",
        "since",
        "after",
        "of",
        "late",
        "early",
        "mid",
        "next",
    )
)


def tidy_english_clause(clause: str) -> str:
    """A condition or a reason with the capitals of its months and the article of its subject: `season ends`."""
    words, kept = clause.split(), load_small_words()
    if not words:
        return clause
    for place, word in enumerate(words):
        bare = word.rstrip(",.")
        low = bare.lower()
        if (day := load_texts(ENGLISH, "weekdays").get(low)) and _is_led(words, place):
            words[place] = day + word[len(word.rstrip(",")) :].strip(".")
            continue
        is_month = low in kept.months and (_is_beside_a_day(words, place) or _is_led(words, place))
        if (low in kept.capitalised and bare.islower()) or (is_month and bare.islower()):
            words[place] = bare.capitalize() + word[len(bare) :]
        elif bare.islower():
            # `3 yrs`, `warrnty`
            words[place] = repair_word(bare) + word[len(bare) :]
    words = _add_article_to_object(words)
    is_thing = words[0].islower() and load_nouns().find_number([words[0]]) is NounNumber.ONE
    follows = words[1].lower() if len(words) > 1 else ""
    finite = load_words(ENGLISH, "clauses", "finite")
    is_verb = follows in finite or load_verbs().find_finite(follows) is not None
    if is_thing and is_verb:
        words.insert(0, "the")
    return " ".join(words)


def _add_article_to_object(words: list[str]) -> list[str]:
    """`you throw in dj` is `you throw in a DJ`, `you sign contract` `you sign the contract`."""
    verb = load_verbs().by_base.get(words[1].lower()) if len(words) > 2 else None
    if verb is None or words[0].lower() not in ("you", "we"):
        return words
    place = 3 if words[2].lower() in load_verbs().particles else 2
    while place < len(words) and words[place].lower() in _RECEIVERS:
        # `send us dentures`
        place += 1
    thing = [word.lower() for word in words[place:]]
    if verb.base in _LETTING and len(thing) > 1 and thing[0] in load_verbs().by_base:
        # `let us use trailer`
        return [*words[:place], *_add_article_to_object(["you", *words[place:]])[1:]]
    if thing[-2:] == ["as", "well"] or thing[-1:] in (["too"], ["also"]):
        # `send us a photo as well`
        thing = thing[: -2 if thing[-1] == "well" else -1]
    behind = words[place + len(thing) :]
    kept = load_small_words()
    if thing and thing[0].endswith("%") and thing[0][:-1].isdigit() and len(thing) > 1:
        # `pay 10% deposit this week`
        is_one = load_nouns().find_number(thing[1:2]) is NounNumber.ONE
        return [*words[:place], "a", *words[place:]] if is_one else words
    if thing and thing[0] in _load_day_names():
        # `start in February`
        return words
    if thing[:2] in (["cost", "of"], ["costs", "of"]):
        return _add_articles_around_of(words, place, len(behind))
    no_article = kept.determiners | kept.prepositions | kept.behind | kept.no_article
    if not thing or thing[0] in no_article or not all(word.isalpha() for word in thing):
        return words
    if load_nouns().find_number(thing) is not NounNumber.ONE:
        return words
    named = [word.upper() if word in kept.abbreviations else word for word in thing]
    is_there = verb.base in load_verbs().on_what_is_there
    said = f"the {' '.join(named)}" if is_there else with_article(" ".join(named))
    return [*words[:place], *said.split(), *behind]


def _add_articles_around_of(words: list[str], place: int, behind: int) -> list[str]:
    """`cover cost of crane` is `cover the cost of the crane`."""
    end = len(words) - behind
    tail = words[place + 2 : end]
    is_one = load_nouns().find_number([word.lower() for word in tail]) is NounNumber.ONE
    is_led = bool(tail) and tail[0].lower() in load_small_words().determiners
    led = ["the", *tail] if is_one and not is_led else tail
    return [*words[:place], "the", words[place], "of", *led, *words[end:]]


def is_not_english(text: str) -> bool:
    """Whether a text is in another language whose small words, letters or endings are known."""
    kept = load_small_words()
    for word in text.split():
        bare = word.strip(",.")
        low = bare.lower()
        is_compound = bare[:1].isupper() and low.endswith(kept.foreign_ending)
        if low in kept.other_language or _FOREIGN_LETTER.search(low):
            return True
        if is_compound and not is_written_small(low):
            return True
    return False


# Words as they are written in a sentence


def tidy_text(text: str) -> str:
    """The text with its words as they are written: abbreviations in full, names with a capital letter."""
    text = text.strip(" .,;:!?-–—")
    for written, meant in _load_replaced():
        text = written.sub(meant, text)
    text = _LETTERED.sub(lambda found: f"{found[1]} {found[2].upper()}", text)
    text = _ATTACHED_UNIT.sub(_spell_unit, text)
    words = text.split()
    tidied = [_tidy_word(word, words, place) for place, word in enumerate(words)]
    return _LONE_UNIT.sub(_count_unit, " ".join(" ".join(tidied).split()))


def _count_unit(found: re.Match[str]) -> str:
    return found[0] if found[1] == "1" else f"{found[0]}s"


def _spell_unit(found: re.Match[str]) -> str:
    unit = "hour" if found[2].lower() == "h" else repair_word(found[2].lower()).removesuffix("s")
    return f"{found[1]} {unit}" if found[1] == "1" else f"{found[1]} {unit}s"


_MINUTES = ("min", "mins")
_MOST_MINUTES = 240


@cache
def _load_months() -> dict[str, str]:
    return load_texts(ENGLISH, "months")


@cache
def _load_day_names() -> frozenset[str]:
    """Months, weekdays and feasts, which have no article."""
    names = {*load_texts(ENGLISH, "months"), *load_texts(ENGLISH, "weekdays")}
    kept = load_small_words()
    return frozenset(name.lower() for name in names) | kept.months | kept.capitalised


@cache
def _load_replaced() -> list[tuple[re.Pattern[str], str]]:
    replaced = load_texts(ENGLISH, "phrases")
    return [
        (re.compile(rf"{re.escape(written)}(?![\w])", re.IGNORECASE), meant)
        for written, meant in replaced.items()
    ]


def _tidy_word(word: str, words: list[str], place: int) -> str:
    kept = load_small_words()
    bare = word.rstrip(",")
    tail = word[len(bare) :]
    low = bare.lower()
    if "-" in bare and (found := split_hyphenated(bare)) is not None:
        return f"{found[0]}-{found[1]}{tail}"
    if low in _MINUTES and _counts_minutes(words[place - 1] if place else ""):
        return f"minutes{tail}"
    capital = _write_with_capitals(bare, words, place)
    if capital is not None:
        return capital + tail
    is_last = place + 1 == len(words) and place > 0
    if is_last and low in ("prepay", "pre-pay") and not kept.subject.match(" ".join(words)):
        return "prepayment"
    # `HR` is no hour
    is_short_name = bare.isupper() and bare.isalpha() and 1 < len(bare) < 4
    repaired = bare if is_short_name else repair_word(bare)
    if repaired != bare:
        return repaired + tail
    is_title = bare[:1].isupper() and bare[1:].islower()
    # `Case Study` is no name; a name stands beside words that are written small
    if is_title and is_written_small(low) and (place == 0 or _is_title_case(words[:place])):
        return low + tail
    return word


def _counts_minutes(number: str) -> bool:
    """Whether *min* behind a word is so many minutes, and no minimum: `30 min`, but not `200 kg min` or `500 min`."""
    return number.isdecimal() and 1 < int(number) <= _MOST_MINUTES


def _write_with_capitals(bare: str, words: list[str], place: int) -> str | None:
    """A month, a name or an abbreviation as it is written; None for any other word."""
    kept, months, low = load_small_words(), _load_months(), bare.lower()
    is_beside_a_day, is_led = _is_beside_a_day(words, place), _is_led(words, place)
    if low in kept.months and (is_beside_a_day or is_led):
        return bare.capitalize()
    if low in months and is_led and not is_beside_a_day:
        return months[low]
    if low in kept.capitalised and bare != bare.upper():
        return bare.capitalize()
    return bare.upper() if low in kept.abbreviations else None


def _is_title_case(words: list[str]) -> bool:
    return all(word[:1].isupper() and is_written_small(word.lower()) for word in words)


def _is_led(words: list[str], place: int) -> bool:
    """`march` of `in march` or `late march`."""
    return place > 0 and words[place - 1].lower() in _TIMES


def _is_beside_a_day(words: list[str], place: int) -> bool:
    beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
    return any(word.rstrip(",").removesuffix("th").isdigit() for word in beside)


def is_written_small(word: str) -> bool:
    """Whether it is written small within a sentence."""
    kept, nouns = load_small_words(), load_nouns()
    known = kept.determiners | kept.numbers | kept.prepositions | nouns.known
    return word in known or nouns.singular_of(word) in nouns.known
