"""What a draft sentence gives and gets, in its own words, and the same put better: our offer first, tied to the get."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.language.languages import language_of
from bot.language.patterns import compile_late, pattern_table, table_of_language
from bot.language.sentences.marks import Mark
from bot.language.sentences.prices import Price
from bot.language.sentences.readings import Label
from bot.language.sentences.ties import COUNTER_THING
from bot.language.sentences.utterances import GIVES, Act, Utterance, first_move

GAP = "…"
"""Stands where nothing is known: what to ask for is the person's to say."""

_GOES_ON = frozenset({Mark.IDLE, Mark.NOD})
"""Marks that belong to what was said before them."""
_ENDS_CONDITION = frozenset({Mark.STOP, Mark.QUESTION, Mark.BUT})

_WORDS = pattern_table("sentences.rewording")
_CLAUSE_END = compile_late(
    rf"[,;:](?!\d)|\s[-–—(]|[-–—]\s|\s(?:{_WORDS.alternatives('because')})\s"
)
_LEADING = compile_late(rf"^(?:(?:{_WORDS.alternatives('leading')})\b ?)+", re.IGNORECASE)
_TRAILING = compile_late(rf"(?:[ ,]+(?:{_WORDS.alternatives('trailing')}))+$", re.IGNORECASE)
_JOINING = compile_late(rf"(?:[ ,]+(?:{_WORDS.alternatives('joining')}))+$", re.IGNORECASE)
_MAIN_CLAUSE = _WORDS.expression("main_clause")
_LEADS_TO_PRICE = _WORDS.expression("leads_to_price")
_GOES_WITH_PRICE = _WORDS.expression("goes_with_price")
_LIGHT_VERBS = _WORDS.words("light_verbs")
_PARTICLES = _WORDS.words("particles")
_PERSONS = _WORDS.words("persons")
_SAYS_I = _WORDS.expression("says_i")
_EDGES = " ,.;:!?"
_LAST_CLAUSE = re.compile(r"[^.,;:!?\n]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceParts:
    """What a sentence gives and gets; the part that gives, which can stand alone; and the sentence put better. Each is
    empty where there is none."""

    give: str = ""
    get: str = ""
    clause: str = ""
    suggestion: str = ""


def find_parts(utterance: Utterance, label: Label, *, explicit: bool) -> SentenceParts:
    """The parts of a sentence that does what the label says; `explicit`: words tie its give to its get."""
    acts = utterance.acts
    if label in (Label.ACCEPT, Label.OTHER) and first_move(acts) is None:
        return SentenceParts()
    giving = next((act for act in acts if act.gives), None)
    tie = _find_tie(acts) if label is Label.OFFER else None
    get = _find_get(utterance, tie)
    if giving is None:
        return SentenceParts(get=get)
    give = _thing_of(utterance, giving)
    clause = _clause_of(utterance, giving)
    suggestion = ""
    if clause and label in (Label.GIVE, Label.OFFER):
        if tie is not None and tie.mark is Mark.IF and tie.start < giving.start:
            # `If you sign, we can do 10% off`: our offer comes first instead.
            suggestion = f"{clause} {_condition_of(utterance, tie)}."
        elif not explicit:
            suggestion = _tie_to_get(utterance, clause, get)
    return SentenceParts(give=give, get=get, clause=clause, suggestion=suggestion)


def can_be_needed(wanted: str, locale: str) -> bool:
    """Whether what a draft wants can stand behind `we need`: `a 24-month term`; not `weekly or monthly`."""
    return _fits("can_be_needed", wanted, locale)


def can_be_done(wanted: str, locale: str) -> bool:
    """Whether what a draft wants can stand behind `could you`: `sign by Friday`."""
    return _fits("can_be_done", wanted, locale)


def _fits(key: str, words: str, locale: str) -> bool:
    pattern = table_of_language(language_of(locale), "sentences.rewording").get(key)
    if not words or pattern is None:
        return False
    return re.fullmatch(str(pattern), words, re.IGNORECASE | re.VERBOSE) is not None


def _find_tie(acts: Sequence[Act]) -> Act | None:
    """The first act that ties a give to what it names."""
    for act in acts:
        if act.mark in (Mark.IF, Mark.EXCHANGE) or _is_for_return(act):
            return act
    return None


def _is_for_return(act: Act) -> bool:
    """`for a case study`."""
    return act.mark is Mark.FOR and COUNTER_THING.match(act.about) is not None


def _find_get(utterance: Utterance, tie: Act | None) -> str:
    """What comes back: what the condition says, where it says it, else what the first ask is about."""
    getting = next((act for act in utterance.acts if act.gets), None)
    if tie is not None and (getting is None or _opens(tie, getting)):
        return _tidy(utterance.text[tie.end : _end_of_condition(utterance, tie)])
    return _thing_of(utterance, getting) if getting else ""


def _opens(tie: Act, getting: Act) -> bool:
    """Whether an `if` opens what they are to do, so that its own words name it: `if you sign`."""
    return tie.mark is Mark.IF and tie.start < getting.start <= tie.end + 1


def _condition_of(utterance: Utterance, tie: Act) -> str:
    """The condition as it continues a sentence: in lower case, without punctuation at its ends."""
    condition = utterance.text[tie.start : _end_of_condition(utterance, tie)]
    return _tidy(condition[:1].lower() + condition[1:])


def _tie_to_get(utterance: Utterance, clause: str, get: str) -> str:
    """The part that gives, tied to what we get, or to a gap, in a sentence of its language."""
    section = table_of_language(utterance.language.code, "sentences.rewording")
    frames = cast("Mapping[str, str]", section["tied" if get else "tied_to_gap"])
    frame = frames["i" if _SAYS_I.search(utterance.lower) else "we"]
    return frame.format(clause=clause, get=get or GAP)


def _clause_of(utterance: Utterance, act: Act) -> str:
    """The part that gives as a sentence of its own; empty where it has no subject."""
    if act.mark not in GIVES | {Mark.WANT} or not _MAIN_CLAUSE.match(utterance.lower, act.start):
        return ""
    before = _LAST_CLAUSE.search(utterance.lower, 0, act.start)
    if before is not None and before[0].strip():
        # `With the drawings we can start`: what stands before it would be lost.
        return ""
    words = utterance.text[act.start : _end_of(utterance, act)].strip(_EDGES)
    words = _JOINING.sub("", words).strip(_EDGES)
    return words[:1].upper() + words[1:]


def _end_of_condition(utterance: Utterance, tie: Act) -> int:
    """Where a condition ends: before the part that gives, or with its sentence."""
    for act in utterance.acts:
        if act.start > tie.start and (act.gives or act.mark in _ENDS_CONDITION):
            return act.start
    return len(utterance.text)


def _thing_of(utterance: Utterance, act: Act) -> str:
    """What an act is about, with its verb where that says more than giving or getting."""
    text = utterance.text
    if act.priced and utterance.price is not None:
        return _price_with_words(utterance, utterance.price)
    end = _end_of(utterance, act)
    if act.mark is Mark.CLAIM:
        return _tidy(text[act.start : end])
    thing = _tidy(_LEADING.sub("", text[act.end : end].strip(" ,")))
    if act.mark not in (Mark.HAND, Mark.REQUEST, Mark.LOWER):
        return thing
    verb = _verb_of(act.words)
    return f"{verb} {thing}".strip() if verb else thing


def _price_with_words(utterance: Utterance, price: Price) -> str:
    """The price with what is said of it: `go up to 405`, `89 a night`."""
    before = _LEADS_TO_PRICE.search(utterance.lower, 0, price.start)
    after = _GOES_WITH_PRICE.match(utterance.lower, price.end)
    begin = before.start() if before else price.start
    return utterance.text[begin : after.end() if after else price.end].strip()


def _verb_of(words: str) -> str:
    """The verb at the end of a mark's words, with its particle (`throw in`); empty where it says no more than that
    something is given or got."""
    named = [word for word in words.split() if word not in _PERSONS]
    has_particle = len(named) > 1 and named[-1] in _PARTICLES
    verb = named[-2:] if has_particle else named[-1:]
    if len(named) == 1 or verb[0] in _LIGHT_VERBS or "'" in verb[0]:
        return ""
    return " ".join(verb)


def _end_of(utterance: Utterance, act: Act) -> int:
    """Where what an act is about ends: where something else begins, or at the end of its clause."""
    text = utterance.text
    rest = utterance.acts[utterance.acts.index(act) + 1 :]
    until = len(text)
    for place, other in enumerate(rest):
        if _begins_something_else(other, rest[place + 1 : place + 2]):
            until = other.start
            break
    clause_end = _CLAUSE_END.search(text, act.end + 1, until)
    return clause_end.start() if clause_end else until


def _begins_something_else(act: Act, following: Sequence[Act]) -> bool:
    """Whether a mark begins another act; an `and` does right before one, a `for` where it names what comes back."""
    if act.mark is Mark.AND:
        return not act.about and first_move(following) is not None
    if act.mark is Mark.FOR:
        return _is_for_return(act)
    return act.mark not in _GOES_ON


def _tidy(words: str) -> str:
    return _TRAILING.sub("", words.strip(_EDGES)).strip(_EDGES)
