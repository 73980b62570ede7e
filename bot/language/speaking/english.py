"""What people typed in English, read for a sentence: a thing, what somebody does, or neither for sure."""

import re
from dataclasses import dataclass, replace
from functools import cache

from bot.language.speaking.english_nouns import (
    NounNumber,
    is_number,
    load_nouns,
    repair_word,
    split_hyphenated,
    with_article,
)
from bot.language.speaking.english_verbs import ENGLISH, EnglishVerb, load_verbs
from bot.language.speaking.lexicon import (
    Remarks,
    compile_pattern,
    list_alternatives,
    load_increase,
    load_remarks,
    load_texts,
    load_words,
    speech_table,
)
from bot.language.speaking.phrase import UNCLEAR, Phrase, PhraseKind

_TERM = re.compile(
    r"(?:net \d+|payment (?:in|within|at|after|on|by|before)\b|\d[\d.,]*%? (?:off|down|upfront|up front)\b)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?:[€$£]?\d[\d.,]*k?%?(?: (?:eur|usd|gbp|chf))? off\b|net \d+)", re.IGNORECASE
)
_ATTACHED_UNIT = re.compile(
    r"\b(\d+)(yrs?|years?|mths?|months?|mos?|wks?|weeks?|hrs?|hours?|h)\b(?![/-])", re.IGNORECASE
)
"""`2yr`, `24h`: a number and its unit in one word."""
_LONE_UNIT = re.compile(
    r"\b(\d+) (?:month|year|week|hour|day)(?=$| (?:and|by|from|until|in|for|after|before|a)\b)"
)
"""`18 month` with nothing behind it that it could be of."""
_SENTENCE_MARK = re.compile(r"[!?;:\"“”„/\\]|\.\s|\.\.|--|->|→|\s[-–—]\s|[()\[\]{}<>@#*_`|=]")
LONGEST_THING = 16
"""More words than that name no single thing."""

_FOREIGN_LETTER = re.compile("[äöüß]")
_SHARE_OF_NOTHING = re.compile(
    r"\d ?% free|\b(?:upfront|up front) (?:more|less|extra)\b", re.IGNORECASE
)
"""`key users 50% free`, `20% upfront more`: nobody says it like that, and each may mean several things."""
_TIMES_OVER = re.compile(r"\d+x", re.IGNORECASE)
_TIMES = frozenset(
    (
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
_PERSONS = frozenset(
    ("i", "we", "you", "me", "us", "he", "she", "him", "her", "nobody", "they", "says", "say")
)
"""What a relative clause says of somebody is no part of a thing: `a case study that says you paid less`."""
_LEADING_TO_ONE = frozenset(
    ("with", "from", "to", "on", "in", "at", "off", "before", "after", "during")
)
_OWNERS = frozenset(("the", "our", "your", "their", "his", "her", "its", "my"))
_TO_PREPOSITION = {"payment": "in", "response": "in", "delivery": "in", "response time": "of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallEnglishWords:
    """The small words of English that a reading needs, in lower case."""

    determiners: frozenset[str]
    numbers: frozenset[str]
    prepositions: frozenset[str]
    behind: frozenset[str]
    never: frozenset[str]
    relative: frozenset[str]
    abbreviations: frozenset[str]
    capitalised: frozenset[str]
    months: frozenset[str]
    no_article: frozenset[str]
    only_one: frozenset[str]
    lasting: frozenset[str]
    """Of these one says `a 24-month term`, of anything else that it is there `for 24 months`."""
    within_time: frozenset[str]
    """What happens within a time rather than lasts for it."""
    not_alone: frozenset[str]
    people: frozenset[str]
    other_language: frozenset[str]
    foreign_ending: tuple[str, ...]
    pairs: tuple[str, ...]
    subject: re.Pattern[str]


@cache
def _load_words() -> SmallEnglishWords:
    table = speech_table(ENGLISH, "words")
    subjects = list_alternatives(table.phrases("subjects"))
    helpers = list_alternatives(table.phrases("helpers"))
    return SmallEnglishWords(
        determiners=load_words(ENGLISH, "words", "determiners"),
        numbers=load_words(ENGLISH, "words", "numbers"),
        prepositions=load_words(ENGLISH, "words", "prepositions"),
        behind=load_words(ENGLISH, "words", "behind"),
        never=load_words(ENGLISH, "words", "never"),
        relative=load_words(ENGLISH, "words", "relative"),
        abbreviations=load_words(ENGLISH, "words", "abbreviations"),
        capitalised=load_words(ENGLISH, "words", "capitalised"),
        months=load_words(ENGLISH, "words", "months_beside_a_day"),
        no_article=load_words(ENGLISH, "words", "no_article_behind"),
        within_time=load_words(ENGLISH, "words", "within_time"),
        only_one=load_words(ENGLISH, "words", "only_one"),
        lasting=load_words(ENGLISH, "words", "lasting"),
        not_alone=load_words(ENGLISH, "words", "not_alone"),
        people=load_words(ENGLISH, "words", "people"),
        foreign_ending=table.phrases("foreign_ending"),
        other_language=load_words(ENGLISH, "words", "other_language"),
        pairs=table.phrases("pairs"),
        subject=compile_pattern(rf"(?:{subjects})(?:(?:'|’)\w+)?(?: (?:{helpers}))*\s+"),
    )


@cache
def _load_remarks() -> Remarks:
    return load_remarks(ENGLISH)


def read_english(what: str) -> Phrase:
    """What a sentence can do with a phrase."""
    if load_increase(ENGLISH).fullmatch(what):
        return Phrase(kind=PhraseKind.NOUN, bare=what, definite=what, is_figure=True)
    text = _tidy(_load_remarks().cut(" ".join(what.replace("’", "'").split())))
    text = load_texts(ENGLISH, "whole").get(text.lower(), text)
    for pattern, said in _load_rewrites():
        text = pattern.sub(said, text)
    if not text or _SENTENCE_MARK.search(text.replace("24/7", "")) or is_not_english(text):
        return UNCLEAR
    words = text.split()
    if words[-2:] == ["on", "us"] and len(words) > 2:
        # `freight to site on us`
        return _build_clause(load_verbs().by_base["cover"], words[:-2])
    clause = _read_clause(words)
    if clause is not None:
        return clause
    return _read_things(text)


def tidy_english_clause(clause: str) -> str:
    """A condition or a reason with the capitals of its months and the article of its subject: `season ends`."""
    words, kept = clause.split(), _load_words()
    if not words:
        return clause
    for place, word in enumerate(words):
        bare = word.rstrip(",.")
        low = bare.lower()
        is_month = low in kept.months and (_is_beside_a_day(words, place) or _is_led(words, place))
        if (low in kept.capitalised and bare.islower()) or (is_month and bare.islower()):
            words[place] = bare.capitalize() + word[len(bare) :]
    is_thing = words[0].islower() and load_nouns().find_number([words[0]]) is NounNumber.ONE
    follows = words[1].lower() if len(words) > 1 else ""
    finite = load_words(ENGLISH, "clauses", "finite")
    is_verb = follows in finite or load_verbs().find_finite(follows) is not None
    if is_thing and is_verb:
        words.insert(0, "the")
    return " ".join(words)


def is_not_english(text: str) -> bool:
    """Whether a text is in another language whose small words, letters or endings are known."""
    kept = _load_words()
    for word in text.split():
        bare = word.strip(",.")
        low = bare.lower()
        is_compound = bare[:1].isupper() and low.endswith(kept.foreign_ending)
        if low in kept.other_language or _FOREIGN_LETTER.search(low):
            return True
        if is_compound and not _is_common(low):
            return True
    return False


# SmallEnglishWords as they are written in a sentence


def _tidy(text: str) -> str:
    """The text with its words as they are written: abbreviations in full, names with a capital letter."""
    text = text.strip(" .,;:!?-–—")
    for written, meant in _load_replaced():
        text = written.sub(meant, text)
    text = _ATTACHED_UNIT.sub(_spell_unit, text)
    words = text.split()
    tidied = [_tidy_word(word, words, place) for place, word in enumerate(words)]
    return _LONE_UNIT.sub(_count_unit, " ".join(" ".join(tidied).split()))


def _count_unit(found: re.Match[str]) -> str:
    return found[0] if found[1] == "1" else f"{found[0]}s"


def _spell_unit(found: re.Match[str]) -> str:
    unit = "hour" if found[2].lower() == "h" else repair_word(found[2].lower()).removesuffix("s")
    return f"{found[1]} {unit}" if found[1] == "1" else f"{found[1]} {unit}s"


@cache
def _load_rewrites() -> list[tuple[re.Pattern[str], str]]:
    """What people write in an order that nobody says, with the words in their order."""
    table = speech_table(ENGLISH, "rewrites")
    patterns = map(compile_pattern, table.phrases("patterns"))
    return list(zip(patterns, table.phrases("said"), strict=True))


@cache
def _load_months() -> dict[str, str]:
    return load_texts(ENGLISH, "months")


@cache
def _load_replaced() -> list[tuple[re.Pattern[str], str]]:
    replaced = load_texts(ENGLISH, "phrases")
    return [
        (re.compile(rf"{re.escape(written)}(?![\w])", re.IGNORECASE), meant)
        for written, meant in replaced.items()
    ]


def _tidy_word(word: str, words: list[str], place: int) -> str:
    kept = _load_words()
    bare = word.rstrip(",")
    tail = word[len(bare) :]
    low = bare.lower()
    if "-" in bare and (found := split_hyphenated(bare)) is not None:
        return f"{found[0]}-{found[1]}{tail}"
    if low in kept.months and (_is_beside_a_day(words, place) or _is_led(words, place)):
        return bare.capitalize() + tail
    if low in _load_months() and _is_led(words, place) and not _is_beside_a_day(words, place):
        return _load_months()[low] + tail
    if low in kept.capitalised and bare != bare.upper():
        return bare.capitalize() + tail
    if low in kept.abbreviations:
        return bare.upper() + tail
    is_last = place + 1 == len(words) and place > 0
    if is_last and low in ("prepay", "pre-pay") and not kept.subject.match(" ".join(words)):
        return "prepayment"
    # `HR` is no hour
    repaired = (
        bare
        if bare.isupper() and len(bare) > 1 and bare.isalpha() and len(bare) < 4
        else repair_word(bare)
    )
    if repaired != bare:
        return repaired + tail
    is_title = bare[:1].isupper() and bare[1:].islower()
    # `Case Study` is no name; a name stands beside words that are written small
    if is_title and _is_common(low) and (place == 0 or _is_title_case(words[:place])):
        return low + tail
    return word


def _is_title_case(words: list[str]) -> bool:
    return all(word[:1].isupper() and _is_common(word.lower()) for word in words)


def _is_led(words: list[str], place: int) -> bool:
    """`march` of `in march` or `late march`."""
    return place > 0 and words[place - 1].lower() in _TIMES


def _is_beside_a_day(words: list[str], place: int) -> bool:
    beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
    return any(word.rstrip(",").removesuffix("th").isdigit() for word in beside)


def _is_common(word: str) -> bool:
    """Whether it is written small within a sentence."""
    kept, nouns = _load_words(), load_nouns()
    known = kept.determiners | kept.numbers | kept.prepositions | nouns.known
    return word in known or nouns.singular_of(word) in nouns.known


# What somebody does


def _read_clause(words: list[str]) -> Phrase | None:
    """The phrase as what somebody does; `UNCLEAR` where it is that, but cannot be said; None where it is none."""
    text = " ".join(words)
    subject = _load_words().subject.match(text)
    if subject is not None:
        rest = text[subject.end() :].split()
        verb = load_verbs().find_finite(rest[0].lower()) if rest else None
        if verb is None or (
            subject[0].lower().startswith("we") and verb.base in ("get", "have", "receive")
        ):
            return UNCLEAR
        return _build_clause(verb, rest[1:])
    verb = _find_leading_verb(words)
    if verb is not None:
        return _build_clause(verb, words[1:])
    if _is_said_of_somebody(words):
        return UNCLEAR
    return _read_passive(words)


def _is_said_of_somebody(words: list[str]) -> bool:
    """`Corvid signs`: somebody whom nobody knows does something."""
    kept, verbs, low = _load_words(), load_verbs(), [word.lower() for word in words]
    is_title = words[0][:1].isupper() and words[0][1:].islower()
    if not is_title or len(words) < 2 or _is_common(low[0]) or low[0] in kept.capitalised:
        return False
    return low[1] in verbs.by_third or low[1] in verbs.by_past


def _find_leading_verb(words: list[str]) -> EnglishVerb | None:
    """The verb that the phrase begins with: `waive the fee`, `approved the forecast`, `waiving the fee`."""
    verbs, kept = load_verbs(), _load_words()
    first = words[0].lower()
    following = words[1].lower() if len(words) > 1 else ""
    is_led = following in kept.determiners or following in ("us", "you", "them")
    if first in verbs.only_verbs:
        return verbs.by_base[first]
    no_thing = kept.prepositions | kept.behind | verbs.particles
    if first in verbs.if_no_thing_follows and (following in no_thing or is_number(following)):
        return verbs.by_base[first]
    if not is_led:
        third = verbs.by_third.get(first)
        is_done = third is not None and third.base in verbs.if_no_thing_follows
        # `stays 12 months`
        return third if is_done and is_number(following) else None
    return verbs.find_finite(first) or verbs.by_gerund.get(first)


def _build_clause(verb: EnglishVerb, rest: list[str]) -> Phrase:
    if verb.base == "agree" and rest and rest[0].lower() not in ("to", "on", "that"):
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
    core, _behind = _split_core(low[1:])
    payable = load_words(ENGLISH, "payables", "words")
    return bool(core) and core[-1] not in payable and not any(is_number(word) for word in core)


def _read_object(verb: EnglishVerb, rest: list[str]) -> str | None:
    """What is done to what, with its article; None where it cannot be said."""
    kept = _load_words()
    low = [word.lower().rstrip(",") for word in rest]
    allowed = {"us", "it"} if low[:1] in (["us"], ["it"]) else {"us"}
    if any(word in kept.never and word not in allowed for word in low):
        return None
    if _has_finite_verb(low[1:]):
        return None
    lead: list[str] = []
    while rest and rest[0].lower() in load_verbs().particles | {"us", "you", "it", "them"}:
        if _names_a_time(rest[1:]):
            # `start on 4 Jan`: no particle, but the day
            break
        lead.append(rest[0])
        rest = rest[1:]
    if not rest:
        return " ".join(lead)
    first = rest[0].lower()
    if first in kept.prepositions or first in kept.behind or first in kept.determiners:
        return " ".join([*lead, *_with_articles_behind(rest)])
    things = _split_things(" ".join(rest))
    said = [_read_thing(thing) for thing in things]
    if any(thing is None for thing in said):
        return None
    is_there = verb.base in load_verbs().on_what_is_there
    named = [_as_object(thing, is_there=is_there) for thing in said if thing is not None]
    return " ".join([*lead, _join(named)])


def _names_a_time(words: list[str]) -> bool:
    """`4 Jan`, `January`, `Monday`."""
    return bool(words) and (_is_day(words) or words[0].lower() in _load_words().capitalised)


def _as_object(thing: "SpokenThing", *, is_there: bool) -> str:
    """`the setup fee` of what is there already, `a 24-month term` of what is not."""
    is_known = is_there or (thing.number is NounNumber.ONE and not thing.is_counted)
    return thing.definite if is_known and not thing.is_counted else thing.bare


def _read_passive(words: list[str]) -> Phrase | None:
    """`setup fee waived at signing`, said as what somebody does."""
    verbs, kept = load_verbs(), _load_words()
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
        thing = _read_thing(" ".join(before))
        if thing is None or _is_doubtful(words[place + 1 :]):
            return UNCLEAR
        behind = _with_articles_behind(words[place + 1 :])
        return _clause_of(verb, " ".join([thing.definite, *behind]))
    return None


def _clause_of(verb: EnglishVerb, rest: str) -> Phrase:
    return Phrase(
        kind=PhraseKind.CLAUSE,
        deed=f"{verb.base} {rest}",
        naming=f"{verb.gerund} {rest}",
        done=f"{verb.participle} {rest}",
    )


# What is given, got or asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenThing:
    """One thing in the forms of a sentence."""

    bare: str
    definite: str
    number: NounNumber
    is_counted: bool = False
    """A number leads it, or a word such as `our`: it takes no other article."""


def _read_things(text: str) -> Phrase:
    """The phrase as one thing, or as several that are listed."""
    words = text.lower().split()
    parts = [text] if _find_relative(words) < len(words) else _split_things(text)
    whole = load_texts(ENGLISH, "whole") if len(parts) > 1 else {}
    things = [_read_thing(whole.get(part.lower(), part)) for part in parts]
    said = [thing for thing in things if thing is not None]
    if not said or len(said) < len(things):
        return UNCLEAR
    bare = _join([thing.bare for thing in said])
    return Phrase(
        kind=PhraseKind.NOUN,
        bare=bare,
        definite=_join([thing.definite for thing in said]),
        is_term=_TERM.match(bare) is not None,
        is_figure=_FIGURE.match(bare) is not None,
    )


def _find_relative(low: list[str]) -> int:
    """Where a relative clause begins; the number of words where there is none."""
    relative = _load_words().relative
    for place in range(1, len(low)):
        if low[place] in relative or " ".join(low[place : place + 2]) in relative:
            return place
    return len(low)


def _split_things(text: str) -> list[str]:
    """`ref call, case study and logo` as three."""
    for number, pair in enumerate(_load_words().pairs):
        text = re.sub(re.escape(pair), f"\x00{number}\x00", text, flags=re.IGNORECASE)
    parts = re.split(r",(?!\d)\s*(?:and |& )?|\s+(?:and|&|\+|plus)\s+", text)
    pairs = _load_words().pairs
    return [re.sub("\x00(\\d+)\x00", lambda found: pairs[int(found[1])], part) for part in parts]


def _join(parts: list[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _read_thing(text: str) -> SpokenThing | None:
    words = text.split()
    if not words or len(words) > LONGEST_THING:
        return None
    if words[-2:] == ["for", "free"] and words[0].lower() not in _load_words().determiners:
        words = ["free", *words[:-2]]
    low = [word.lower() for word in words]
    kept = _load_words()
    if low[0] in kept.determiners:
        return _read_determined(words)
    place = _find_relative(low)
    if place < len(words):
        return _with_relative(_read_thing(" ".join(words[:place])), words[place:])
    if low[:2] == ["up", "to"] and len(words) > 3:
        return _with_lead("up to", _read_thing(" ".join(words[2:])))
    is_led = low[0] in kept.prepositions and low[0] not in ("over", "under")
    if is_led or (low[0] in kept.behind and len(words) == 1):
        return None
    return _read_undetermined(words)


def _read_undetermined(words: list[str]) -> SpokenThing | None:
    """A thing without a word such as `the` before it."""
    core, behind = _split_core(words)
    if not core or _is_doubtful(core) or _is_doubtful(behind):
        return None
    if is_number(core[0]) or core[0].lower() in _load_words().numbers:
        return _read_counted(core, behind)
    if (hyphenated := split_hyphenated(core[0])) is not None and len(core) > 1:
        return _read_for_time(*hyphenated, core[1:], behind)
    number = load_nouns().find_number([word.lower() for word in core])
    if number is None or _starts_with_verb(core):
        return None
    if len(core) == 1 and not behind and core[0].lower() in _load_words().not_alone:
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
    is_only = " ".join(core).lower() in _load_words().only_one and behind[:1] == ["of"]
    is_first = core[0].lower() in ("first", "last") and number is NounNumber.ONE and len(core) > 1
    if is_only or (is_first and behind[:1] == ["free"]):
        # `front page of the flyer`, `first month free`: there is one
        return SpokenThing(bare=f"the {text}", definite=f"the {text}", number=number)
    is_dated = behind[-1:] == ["ahead"]
    bare = with_article(text) if number is NounNumber.ONE and not is_dated else text
    if is_dated and len(core) == 1:
        # `the rota 3 weeks ahead`, but `a fixed rota 3 weeks ahead`
        bare = f"the {text}"
    elif is_dated and number is NounNumber.ONE:
        bare = with_article(text)
    return SpokenThing(bare=bare, definite=f"the {text}", number=number)


def _attach(core: list[str], behind: list[str]) -> SpokenThing | None:
    """The thing with what stands behind it: `start 1 February` is `start on 1 February`, `MOQ 300` `MOQ of 300`."""
    if not behind:
        return _plain_thing(" ".join(core))
    if len(behind) > 2 and behind[0].lower() in ("down", "up") and behind[1].lower() == "to":
        # `MOQ down to 200`
        behind = ["of", *behind[2:]] if is_number(behind[2]) else behind
    first = behind[0]
    if not is_number(first):
        return _plain_thing(" ".join([*core, *_with_articles_behind(behind)]))
    head = " ".join(core).lower()
    if head == "net":
        return _plain_thing(" ".join([*core, *behind]))
    if len(behind) == 1 or _is_day(behind):
        link = "on" if _is_day(behind) else "" if head == "net" else "of"
        return _plain_thing(" ".join(filter(None, [*core, link, *behind])))
    unit = load_nouns().units.get(behind[1].lower())
    if unit is None:
        return _plain_thing(" ".join([*core, "of", *behind]))
    return _attach_time(core, behind, unit)


def _attach_time(core: list[str], behind: list[str], unit: str) -> SpokenThing | None:
    """`payment 30 days` is `payment in 30 days`, `warranty 24 months` `24-month warranty`."""
    first, head = behind[0], " ".join(core).lower()
    if _says_when(behind):
        return _plain_thing(" ".join([*core, *behind]))
    link = next((link for end, link in _TO_PREPOSITION.items() if head.endswith(end)), "")
    if link:
        return _plain_thing(" ".join([*core, link, *behind]))
    if len(behind) > 2:
        return None
    number = load_nouns().find_number([word.lower() for word in core])
    is_one = number is not NounNumber.MASS
    if is_one and core[-1].lower() not in _load_words().lasting and not is_number(core[0]):
        # `agronomist 4 days`
        units = unit if first == "1" else f"{unit}s"
        return _plain_thing(" ".join([*core, "for", first, units]))
    return _read_for_time(first, unit, core, [])


def _says_when(behind: list[str]) -> bool:
    """`3 weeks faster` of a delivery, `2 weeks a month` of a shift."""
    if len(behind) == 4:
        return behind[2].lower() in ("a", "per", "every")
    return len(behind) == 3 and behind[2].lower() in _load_words().behind


def _plain_thing(text: str) -> SpokenThing:
    return SpokenThing(bare=text, definite=text, number=NounNumber.MASS)


def _is_day(words: list[str]) -> bool:
    months = _load_words().capitalised | _load_words().months
    return len(words) > 1 and words[0].isdigit() and words[1].lower() in months


def _read_determined(words: list[str]) -> SpokenThing | None:
    """With a word such as `the` or `our` before it; what a relative clause says of it is taken as typed."""
    kept = _load_words()
    first, rest = words[0].lower(), words[1:]
    if first == "no" or not rest:
        return None
    if first in ("more", "less", "fewer", "this", "that") and len(rest) > 6:
        return None
    place = next((i for i, word in enumerate(rest) if word.lower() in kept.relative), len(rest))
    told, relative = rest[:place], rest[place:]
    if relative and (first not in ("a", "an", "the") or {w.lower() for w in relative} & _PERSONS):
        return None
    counted = [word for word in told if not is_number(word) and word.lower() not in kept.numbers]
    core, behind = _split_core(counted) if counted else ([], [])
    if not core or _is_doubtful(core) or _is_doubtful(behind):
        return None
    is_ordinal_or_unit = core[-1].lower() in kept.behind | kept.numbers
    number = load_nouns().find_number([word.lower() for word in core])
    if number is None and not is_ordinal_or_unit:
        return None
    text = " ".join(_hyphenate(rest))
    bare = f"{words[0].lower()} {text}"
    if first in ("a", "an", "one", "another"):
        bare = with_article(text) if first in ("a", "an") else bare
        # `one more shoot day`, and then `the extra shoot day`
        known = text.removeprefix("more ") if first == "one" else text
        extra = "extra " if known != text else ""
        return SpokenThing(
            bare=bare, definite=f"the {extra}{known}", number=NounNumber.ONE, is_counted=True
        )
    return SpokenThing(bare=bare, definite=bare, number=number or NounNumber.MASS, is_counted=True)


def _hyphenate(words: list[str]) -> list[str]:
    """`24 month term` with the hyphen that it takes before a thing."""
    if len(words) < 3 or not is_number(words[0]) or words[1].lower() not in load_nouns().units:
        return words
    if load_nouns().find_number([words[2].lower()]) is not NounNumber.ONE or words[
        1
    ].lower().endswith("s"):
        return words
    return [f"{words[0]}-{words[1]}", *words[2:]]


def _read_counted(core: list[str], behind: list[str]) -> SpokenThing | None:
    """With a number before it: `24 months`, `12 month retainer`, `3% price cut`, `20 more seats`."""
    nouns = load_nouns()
    first, rest = core[0], core[1:]
    if rest[:1] == ["%"]:
        first, rest = f"{first}%", rest[1:]
    if rest and rest[0].lower() in ("eur", "usd", "gbp", "chf", "€", "$", "£"):
        first, rest = f"{first} {rest[0]}", rest[1:]
    if not rest and behind[:1] == ["of"]:
        text = " ".join([first, *behind])
        return SpokenThing(bare=text, definite=text, number=NounNumber.MANY, is_counted=True)
    if not rest:
        # `5% off the rent`, `net` aside; a number alone says nothing
        is_share = first.endswith("%") and bool(behind)
        text = " ".join([first, *_with_articles_behind(behind)])
        return (
            SpokenThing(bare=text, definite=text, number=NounNumber.MASS, is_counted=True)
            if is_share
            else None
        )
    unit = nouns.units.get(rest[0].lower())
    if unit is not None and len(rest) > 1 and rest[1].lower() != "of":
        return _read_for_time(first, unit, rest[1:], behind)
    number = nouns.find_number([word.lower() for word in rest])
    if number is None:
        return None
    text = " ".join([first, *rest, *_with_articles_behind(behind)])
    is_share = not first.replace(".", "").replace(",", "").isdigit() and is_number(first.split()[0])
    if rest[0].lower() in ("more", "less", "fewer"):
        return _read_more(text, is_share=is_share)
    if number is NounNumber.ONE and is_share:
        return SpokenThing(
            bare=with_article(text), definite=f"the {text}", number=number, is_counted=True
        )
    if number is NounNumber.ONE and first not in ("1", "one"):
        last = _make_plural(rest[-1])
        text = " ".join([first, *rest[:-1], last, *_with_articles_behind(behind)])
        number = NounNumber.MANY
    definite = f"the {text}" if number is NounNumber.MANY or is_share else text
    return SpokenThing(bare=text, definite=definite, number=number, is_counted=True)


def _read_more(text: str, *, is_share: bool) -> SpokenThing:
    """`20 more seats`, and then `the 20 additional seats`."""
    known = text
    if not is_share and " more " in text:
        known = f"the {text.replace(' more ', ' additional ', 1)}"
    return SpokenThing(bare=text, definite=known, number=NounNumber.MANY, is_counted=True)


def _read_for_time(first: str, unit: str, rest: list[str], behind: list[str]) -> SpokenThing | None:
    """`24 month term` is `a 24-month term`, `18 months exclusivity` is `18 months of exclusivity`."""
    number = load_nouns().find_number([word.lower() for word in rest])
    tail = _with_articles_behind(behind)
    if rest[0].lower() == "of" or number is None:
        return None
    units = unit if first == "1" else f"{unit}s"
    if rest[-1].lower() == "notice":
        text = " ".join([f"{first} {units}'", *rest, *tail])
        return SpokenThing(bare=text, definite=text, number=NounNumber.MASS, is_counted=True)
    if number is NounNumber.ONE:
        text = " ".join([f"{first}-{unit}", *rest, *tail])
        return SpokenThing(
            bare=with_article(text), definite=f"the {text}", number=number, is_counted=True
        )
    if rest[-1].lower() in _load_words().within_time:
        # `48 h delivery` is no amount of delivery
        text = " ".join([f"{first}-{unit}", *rest, *tail])
        return SpokenThing(bare=text, definite=f"the {text}", number=number, is_counted=True)
    if number is NounNumber.MANY and rest[-1].lower() not in load_nouns().plural:
        # `24h rush jobs`
        text = " ".join([f"{first}-{unit}", *rest, *tail])
        return SpokenThing(bare=text, definite=f"the {text}", number=number, is_counted=True)
    text = " ".join([first, units, "of", *rest, *tail])
    return SpokenThing(bare=text, definite=f"the {text}", number=NounNumber.MANY, is_counted=True)


def _make_plural(word: str) -> str:
    for plural, single in load_nouns().plural_of.items():
        if single == word.lower():
            return plural
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _split_core(words: list[str]) -> tuple[list[str], list[str]]:
    """The thing itself with what stands before it, and what stands behind it."""
    kept = _load_words()
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
    kept = _load_words()
    if words[0].lower() in ("a", "every", "each"):
        return False
    end = next((i for i, w in enumerate(words) if w.lower() in kept.prepositions), len(words))
    rest = [word.lower() for word in words[:end]]
    if len(rest) < 2 or rest[1] in kept.behind:
        return False
    return load_nouns().find_number(rest) is not None


def _with_articles_behind(words: list[str]) -> list[str]:
    """`with plant manager` is `with the plant manager`."""
    kept = _load_words()
    said: list[str] = []
    for place, word in enumerate(words):
        said.append(word)
        if word.lower() not in _LEADING_TO_ONE:
            continue
        rest = words[place + 1 :]
        stops = kept.prepositions | kept.behind
        end = next((i for i, w in enumerate(rest) if w.lower() in stops), len(rest))
        is_verb = word.lower() == "to" and rest and rest[0].lower() in load_verbs().by_base
        if not is_verb and _lacks_article(rest[:end]):
            said.append("the")
    return said


def _lacks_article(named: list[str]) -> bool:
    """Whether what a preposition is followed by is one thing without its article: `CIO`, `test plant`."""
    kept = _load_words()
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


def _starts_with_verb(core: list[str]) -> bool:
    """`buy back stock` names no thing."""
    return core[0].lower() in load_verbs().only_verbs


def _is_doubtful(words: list[str]) -> bool:
    """Whether there are words among these that no name of a thing has."""
    if any(_TIMES_OVER.fullmatch(word) for word in words):
        return True
    if _SHARE_OF_NOTHING.search(" ".join(words)):
        return True
    never = _load_words().never
    low = [word.lower().strip(",") for word in words]
    # `mentioned her treatment`: within a name of a thing no such word stands
    if any(word in _OWNERS for word in low[1:]) and not _load_words().prepositions & set(low):
        return True
    if low[:1] == ["you"] or low[1:2] == ["you"]:
        return True
    for place, word in enumerate(low):
        is_object = word == "us" and place > 0 and low[place - 1] in _load_words().prepositions
        if word in never and not is_object:
            return True
    return _has_finite_verb(low)


def _has_finite_verb(low: list[str]) -> bool:
    """`tells` of `supplier tells`: a verb that is no noun, behind whom it is said of."""
    verbs, nouns = load_verbs(), load_nouns()
    for place, word in enumerate(low[1:], 1):
        verb = verbs.by_third.get(word)
        if verb is not None and low[place - 1] in _load_words().people:
            return True
        is_noun = nouns.find_number([word]) is not None
        if verb is not None and verb.base in verbs.only_verbs and not is_noun:
            return True
        is_base = word in verbs.only_verbs and not is_noun and low[place - 1] != "to"
        if is_base and word not in _load_words().prepositions | _load_words().behind:
            return True
    return False
