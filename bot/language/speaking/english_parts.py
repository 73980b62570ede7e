"""Parts of what was typed in English: a thing, what stands behind it, a list, and signs that it names none."""

import re

from bot.language.speaking.english_nouns import NounNumber, is_number, load_nouns
from bot.language.speaking.english_verbs import ENGLISH, load_verbs
from bot.language.speaking.english_words import load_small_words
from bot.language.speaking.lexicon import load_words

_SHARE_OF_NOTHING = re.compile(
    r"\d ?% free|\b(?:upfront|up front) (?:more|less|extra)\b", re.IGNORECASE
)
"""`key users 50% free`, `20% upfront more`: nobody says it like that, and each may mean several things."""
_TIMES_OVER = re.compile(r"\d+x", re.IGNORECASE)
_LEADING_TO_ONE = frozenset(
    ("with", "from", "to", "on", "in", "at", "off", "before", "after", "during", "near", "beside")
)
_OWNERS = frozenset(("the", "our", "your", "their", "his", "her", "its", "my"))


def find_relative(low: list[str]) -> int:
    """Where a relative clause begins; the number of words where there is none."""
    relative = load_small_words().relative
    for place in range(1, len(low)):
        if low[place] in relative or " ".join(low[place : place + 2]) in relative:
            return place
    return len(low)


def split_things(text: str) -> list[str]:
    """`ref call, case study and logo` as three."""
    for number, pair in enumerate(load_small_words().pairs):
        text = re.sub(re.escape(pair), f"\x00{number}\x00", text, flags=re.IGNORECASE)
    parts = re.split(r",(?!\d)\s*(?:and |& )?|\s+(?:and|&|\+|plus)\s+", text)
    pairs = load_small_words().pairs
    return [re.sub("\x00(\\d+)\x00", lambda found: pairs[int(found[1])], part) for part in parts]


def join_things(parts: list[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def is_day(words: list[str]) -> bool:
    months = load_small_words().capitalised | load_small_words().months
    return len(words) > 1 and words[0].isdigit() and words[1].lower() in months


def split_core(words: list[str]) -> tuple[list[str], list[str]]:
    """The thing itself with what stands before it, and what stands behind it."""
    kept = load_small_words()
    for place, word in enumerate(words):
        if place == 0:
            continue
        low = word.lower()
        pair = " ".join([low, *(following.lower() for following in words[place + 1 : place + 2])])
        if pair in kept.prepositions:
            return words[:place], words[place:]
        is_behind = low in kept.behind and (
            place + 1 == len(words) or not _leads_to_thing(words[place:])
        )
        if low in kept.prepositions or is_behind or (is_number(word) and not is_number(words[0])):
            return words[:place], words[place:]
        if is_number(word) and place > 1:
            return words[:place], words[place:]
    return words, []


def _leads_to_thing(words: list[str]) -> bool:
    """Whether a thing follows: `extra` of `3 extra years` stands before it, that of `3 seats extra` behind it."""
    kept = load_small_words()
    if words[0].lower() in ("a", "every", "each"):
        return False
    end = next((i for i, w in enumerate(words) if w.lower() in kept.prepositions), len(words))
    rest = [word.lower() for word in words[:end]]
    if len(rest) < 2 or rest[1] in kept.behind:
        return False
    return load_nouns().find_number(rest) is not None


def add_articles_behind(words: list[str]) -> list[str]:
    """`with plant manager` is `with the plant manager`."""
    kept = load_small_words()
    said: list[str] = []
    for place, word in enumerate(words):
        said.append(word)
        if word.lower() not in _LEADING_TO_ONE:
            continue
        rest = words[place + 1 :]
        stops = kept.prepositions | kept.behind
        end = next((i for i, w in enumerate(rest) if w.lower() in stops), len(rest))
        is_verb = word.lower() == "to" and bool(rest) and _is_verb_behind_to(rest[0].lower())
        if not is_verb and _lacks_article(rest[:end]):
            said.append("the")
    return said


def _is_verb_behind_to(low: str) -> bool:
    return low in load_verbs().by_base or low in load_words(ENGLISH, "verbs", "behind_to")


def _lacks_article(named: list[str]) -> bool:
    """Whether what a preposition is followed by is one thing without its article: `CIO`, `test plant`."""
    kept = load_small_words()
    if not named or named[0].lower() in kept.determiners | kept.no_article or is_number(named[0]):
        return False
    if named[0].upper() == named[0] and named[0].lower() in kept.abbreviations:
        return len(named) == 1
    low = [word.lower() for word in named]
    if len(low) == 1 and low[0].endswith("ing") and low[0][:-3] not in ("mean", "ceil"):
        # `closing on time` is done rather than there
        return False
    if named[0][:1].isupper() or " ".join(low) in kept.no_article or is_number(named[-1]):
        return False
    return load_nouns().find_number(low) is NounNumber.ONE


def starts_with_verb(core: list[str]) -> bool:
    """`buy back stock` names no thing."""
    return core[0].lower() in load_verbs().only_verbs


def is_doubtful(words: list[str]) -> bool:
    """Whether there are words among these that no name of a thing has."""
    if any(_TIMES_OVER.fullmatch(word) for word in words):
        return True
    if _SHARE_OF_NOTHING.search(" ".join(words)):
        return True
    never = load_small_words().never
    low = [word.lower().strip(",") for word in words]
    # `mentioned her treatment`: within a name of a thing no such word stands
    if any(word in _OWNERS for word in low[1:]) and not load_small_words().prepositions & set(low):
        return True
    if low[:1] == ["you"] or low[1:2] == ["you"]:
        return True
    for place, word in enumerate(low):
        is_object = word == "us" and place > 0 and low[place - 1] in load_small_words().prepositions
        if word in never and not is_object:
            return True
    return has_finite_verb(low)


def has_finite_verb(low: list[str]) -> bool:
    """`tells` of `supplier tells`: a verb that is no noun, behind whom it is said of."""
    verbs, nouns = load_verbs(), load_nouns()
    for place, word in enumerate(low[1:], 1):
        verb = verbs.by_third.get(word)
        if verb is not None and low[place - 1] in load_small_words().people:
            return True
        is_noun = nouns.find_number([word]) is not None
        if verb is not None and verb.base in verbs.only_verbs and not is_noun:
            return True
        is_base = word in verbs.only_verbs and not is_noun and low[place - 1] != "to"
        if is_base and word not in load_small_words().prepositions | load_small_words().behind:
            return True
    return False
