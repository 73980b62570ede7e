"""What the marks of a sentence show that it does.

A give and a get are tied in words where an `if` stands beside one of them, where they are swapped, or where `but`,
`and`, `for` puts one against the other; else they only stand side by side. Of a price counts which way it moves.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.language.patterns import compile_late, pattern_table
from bot.language.sentences.counts import last_words_of_speaker, wants_less
from bot.language.sentences.languages import detect_language
from bot.language.sentences.marks import Mark, Turn
from bot.language.sentences.prices import BUYER, PriceDirection, find_price
from bot.language.sentences.readings import Label
from bot.language.sentences.ties import is_tied
from bot.language.sentences.unmarked import asks_without_mark
from bot.language.sentences.utterances import (
    ENDS,
    GETS,
    GIVES,
    Act,
    Utterance,
    any_gets,
    any_gives,
    first_move,
    has_mark,
    parse_utterance,
    split_sentences,
)

LONGEST_NOD = 8
"""Words of a nod; what says more is about something else."""

_WORDS = pattern_table("sentences.rules")
_WE = _WORDS.expression("we")
_OTHER_PRICE = _WORDS.expression("other_price")
_PLAIN_NO = _WORDS.expression("plain_no")
_FIRM = _WORDS.expression("firm")
_TAKES = _WORDS.expression("takes")
_DOES_THAT = _WORDS.expression("does_that")
_DEAL = _WORDS.expression("deal")
_OPENING_WORDS = compile_late(rf"(?:(?:{_WORDS.alternatives('opening_words')})[ ,.!]*)*")
_OPEN_QUESTION = _WORDS.expression("open_question")
_HAND_OVER_QUESTION = _WORDS.expression("hand_over_question")
_FACT_QUESTION = _WORDS.expression("fact_question")
_SOUNDS = _WORDS.expression("sounds")

_MOVED = (PriceDirection.TOWARD, PriceDirection.AWAY)


class Verdict(NamedTuple):
    """What a sentence does, and whether words tie its give to its get."""

    label: Label
    explicit: bool = False


def judge_by_rules(utterance: Utterance, context: Sequence[Turn]) -> Verdict:
    """What the marks of a sentence show that it does. `context` are the turns before it."""
    if is_tied(utterance):
        return Verdict(Label.OFFER, explicit=True)
    return Verdict(_label_of(utterance, context))


def _label_of(utterance: Utterance, context: Sequence[Turn]) -> Label:
    if _agrees(utterance, context):
        return Label.ACCEPT
    if utterance.direction is PriceDirection.TOWARD:
        return Label.GIVE
    if utterance.direction is PriceDirection.AWAY or _insists(utterance):
        return Label.ASK
    gives = any_gives(_without_handover(utterance))
    gets = any_gets(utterance.acts)
    if gives:
        return Label.OFFER if gets else Label.GIVE
    if not gets and not _asks_without_mark(utterance, context):
        return Label.OTHER
    # In sharing out, wanting less than before gives.
    return Label.GIVE if _wants_less_than_before(utterance, context) else Label.ASK


def says_plain_no(lower: str) -> bool:
    """Whether a text in lower case begins with a no, whatever politeness follows: `nein danke`."""
    return _PLAIN_NO.match(lower) is not None


def _without_handover(utterance: Utterance) -> list[Act]:
    """The acts, without those by which a buyer only says how it will be fetched and paid: `I can pick it up`."""
    if utterance.role != BUYER:
        return list(utterance.acts)
    return [act for act in utterance.acts if act.priced or act.mark is not Mark.HAND]


def _asks_without_mark(utterance: Utterance, context: Sequence[Turn]) -> bool:
    before = context[-1].words.lower() if context else ""
    return asks_without_mark(utterance.lower, utterance.role, before)


def _wants_less_than_before(utterance: Utterance, context: Sequence[Turn]) -> bool:
    """Whether it wants less than its speaker wanted before, and gave nothing then."""
    if utterance.haggles or len(context) < 2:
        return False
    before = last_words_of_speaker(context)
    return wants_less(utterance.lower, before) and not _shows_give(before)


def _shows_give(lower: str) -> bool:
    """Whether any mark of a text in lower case is a give."""
    found = detect_language(lower).marks.scan(lower)
    return any(each.mark in GIVES for each in found)


def _insists(utterance: Utterance) -> bool:
    """Whether it refuses unless it gets what it wants, or refuses to move its price."""
    sentences = list(split_sentences(utterance.acts))
    if any(map(_refuses_unless, sentences)):
        return True
    if not utterance.haggles:
        return False
    if _FIRM.search(utterance.lower):
        return True
    return any(_refuses_other_price(utterance.lower, acts) for acts in sentences)


def _refuses_unless(acts: Sequence[Act]) -> bool:
    """`I won't sign if …`, `no deal unless I get the hats`."""
    refuses = any(act.mark is Mark.REFUSE and _WE.match(act.words) for act in acts)
    if refuses:
        return has_mark(acts, Mark.IF, Mark.UNLESS)
    return has_mark(acts, Mark.UNLESS) and any_gets(acts)


def _refuses_other_price(lower: str, acts: Sequence[Act]) -> bool:
    """`I can't go lower than that`."""
    refusal = next((act for act in acts if act.mark is Mark.REFUSE), None)
    if refusal is None:
        return False
    last = acts[-1]
    refused = lower[refusal.start : last.start + len(last.phrase)]
    return _OTHER_PRICE.search(refused) is not None


def _agrees(utterance: Utterance, context: Sequence[Turn]) -> bool:
    """Whether it takes what is on the table: it says so, and puts nothing else forward after that."""
    acts = utterance.acts
    if utterance.direction in _MOVED or any(map(_suggests, acts)):
        return False
    turned_at = _find_last_turn(acts)
    for sentence in split_sentences(acts[turned_at + 1 :]):
        if _consents(utterance, sentence):
            return True
    if turned_at >= 0:
        return False
    if _names_their_price(utterance) or _takes_what_they_gave(utterance, context):
        return True
    return _nods(utterance) and _is_answer_to_proposal(utterance, context)


def _suggests(act: Act) -> bool:
    """Whether it puts something else forward, in words."""
    return act.mark is Mark.LOWER or (act.mark is Mark.SUGGEST and act.words != "")


def _find_last_turn(acts: Sequence[Act]) -> int:
    """The place of the last `but` or refusal; −1 where there is none."""
    for place in reversed(range(len(acts))):
        if acts[place].mark in (Mark.BUT, Mark.REFUSE):
            return place
    return -1


def _names_their_price(utterance: Utterance) -> bool:
    """Whether it names the price that they named, and does not only ask about it: `is it 400?`."""
    if utterance.direction is not PriceDirection.SAME:
        return False
    asks = has_mark(utterance.acts, Mark.QUESTION)
    return not asks or _FACT_QUESTION.match(utterance.lower) is None


def _consents(utterance: Utterance, acts: Sequence[Act]) -> bool:
    """Whether a sentence agrees. A question only asks for agreement, unless idle words make it one: `deal, if that is
    ok?`."""
    agreement = _find_agreement(acts)
    if agreement is None:
        return False
    up_to_it = utterance.lower[: agreement.end]
    if _DOES_THAT.search(up_to_it) and _shares_out_after(utterance, agreement):
        return False
    if acts[-1].mark is not Mark.QUESTION:
        return True
    return any(act.mark is Mark.IDLE and act.start > agreement.start for act in acts)


def _find_agreement(acts: Sequence[Act]) -> Act | None:
    """The last words that agree. A `deal` after what was just put forward only asks for agreement."""
    agreement = None
    has_moved = False
    for act in acts:
        has_moved = has_moved or act.moves
        asks_for_deal = has_moved and _DEAL.match(act.words)
        if act.mark is Mark.AGREE and not asks_for_deal:
            agreement = act
    return agreement


def _shares_out_after(utterance: Utterance, agreement: Act) -> bool:
    """Whether both sides get something new after that: `let's do that: you get 2 and I get 1`."""
    if utterance.haggles:
        return False
    later = [act for act in utterance.acts if act.start > agreement.start]
    return any_gives(later) and any_gets(later)


def _takes_what_they_gave(utterance: Utterance, context: Sequence[Turn]) -> bool:
    """Whether it takes what they just offered: `ok, I'll take the three`."""
    marks = [act.mark for act in utterance.acts if act.mark not in (Mark.AND, Mark.STOP)]
    if marks[:1] != [Mark.NOD] or set(marks) != {Mark.NOD, Mark.WANT}:
        return False
    if not context or not _TAKES.search(utterance.lower):
        return False
    return _shows_give(context[-1].words.lower())


def _nods(utterance: Utterance) -> bool:
    """Whether it says no more than `yes`."""
    acts, lower = utterance.acts, utterance.lower
    if not has_mark(acts[:1], Mark.NOD) or _asks_something(utterance):
        return False
    if first_move(_without_handover(utterance)) is not None:
        return False
    if not _OPENING_WORDS.fullmatch(lower[: acts[0].start]):
        return False
    return _is_short(utterance) or any(map(_is_about_proposal, acts[:3]))


def _is_short(utterance: Utterance) -> bool:
    """Whether the first sentence is no longer than a nod."""
    end = next((act.start for act in utterance.acts if act.mark in ENDS), None)
    return len(utterance.lower[:end].split()) <= LONGEST_NOD


def _is_about_proposal(act: Act) -> bool:
    """`that sounds good`, which may be said at length."""
    return act.mark is Mark.NOD and _SOUNDS.match(act.words) is not None


def _asks_something(utterance: Utterance) -> bool:
    """Whether it asks anything but, after a price was named, where and when to hand it over."""
    has_question = has_mark(utterance.acts, Mark.QUESTION)
    if not has_question and not _OPEN_QUESTION.search(utterance.lower):
        return False
    if not utterance.haggles:
        return True
    return _HAND_OVER_QUESTION.search(utterance.lower) is None


def _is_answer_to_proposal(utterance: Utterance, context: Sequence[Turn]) -> bool:
    """Whether the turn before put something forward."""
    if not context:
        return False
    before = context[-1].words.lower()
    if utterance.haggles:
        return find_price(before) is not None
    acts = parse_utterance(before, (), "").acts
    return has_mark(acts, Mark.SUGGEST, *GIVES, *GETS)
