"""Whether words tie a give to a get: `if` beside one, a swap, `in return`, or `but`, `and`, `for` between them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.language.patterns import compile_late, pattern_table
from bot.language.sentences.marks import Mark
from bot.language.sentences.prices import BUYER
from bot.language.sentences.utterances import (
    GETS,
    GIVES,
    Act,
    Utterance,
    first_move,
    has_mark,
    says_only,
    split_sentences,
)

TYING = frozenset(
    {Mark.IF, Mark.UNLESS, Mark.SWAP, Mark.EXCHANGE, Mark.FOR, Mark.AND, Mark.BUT, Mark.HAND}
)
"""Marks without which nothing is tied; what is handed over may be, to a price or with an `and` of its own."""

SENTENCES_LOOKED_THROUGH = 20
"""Marks beside a tie that are looked at: a sentence that people write has no more."""

_WORDS = pattern_table("sentences.ties")
_COMMITMENTS = _WORDS.alternatives("commitments")
COUNTER_THING = compile_late(
    rf"(?!(?:{_WORDS.alternatives('how_long')})(?! ?(?:{_COMMITMENTS})))"
    rf"(?:{_WORDS.alternatives('quantities')}"
    rf"|(?:{_WORDS.alternatives('determiners')}) "
    rf"(?:{_WORDS.alternatives('counts')}|[\w-]* ?(?:{_COMMITMENTS})))"
)
"""What follows `for` where it names what is to come back: `for a case study`. `for a few weeks` says how long."""
_WISH = _WORDS.expression("wish")
_WE = _WORDS.expression("we")
_YOU = _WORDS.expression("you")
_MEASURED = _WORDS.expression("measured")
_SERVICE = _WORDS.expression("service")
_AT_A_PRICE = _WORDS.expression("at_a_price")
_ONLY_BEFORE = _WORDS.expression("only_before")
_AND = _WORDS.expression("and")
_PUTS_FORWARD = _WORDS.expression("puts_forward")
_SETTLES_FOR = _WORDS.expression("settles_for")
_LAST_SENTENCE = re.compile(r"[^.!?]*$")


def is_tied(utterance: Utterance) -> bool:
    """Whether a give and a get hang on each other in words."""
    marks = {act.mark for act in utterance.acts}
    if utterance.price is None and marks.isdisjoint(TYING):
        return False
    for acts in split_sentences(utterance.acts):
        if _TieFinder(utterance, acts).is_tied():
            return True
    return Mark.BUT in marks and _is_tied_by_but(utterance)


class _TieFinder:
    """Looks for what ties a give to a get within one sentence, whose acts these are."""

    def __init__(self, utterance: Utterance, acts: Sequence[Act]) -> None:
        self._utterance = utterance
        self._acts = acts
        self._marks = {act.mark for act in acts}
        self._buys = utterance.role == BUYER

    def is_tied(self) -> bool:
        marks = self._marks
        if Mark.SWAP in marks:
            return True
        if Mark.UNLESS in marks:
            return self._has_price() or not marks.isdisjoint(GIVES)
        if self._puts_service_at_price():
            return True
        if marks.isdisjoint(TYING):
            return False
        if self._begins_with_for() or self._begins_with_only_if():
            return True
        if Mark.IF in marks and self._has_something_to_tie():
            return self._gives_something() or self._states_wish() or self._grants_if()
        return Mark.EXCHANGE in marks or self._is_joined()

    def _has_price(self) -> bool:
        return any(act.priced for act in self._acts)

    def _puts_service_at_price(self) -> bool:
        """Whether a service is put against a price: `I could throw in the helmet at 270`."""
        price = self._utterance.price
        if price is None:
            return False
        for act in self._acts:
            if act.priced and act.mark is Mark.HAND and _is_service(act):
                between = self._utterance.lower[act.end : price.start]
                return _AT_A_PRICE.search(between) is not None
        return False

    def _begins_with_for(self) -> bool:
        """Whether it opens with what it wants something for: `for 2 of yours I'd give 2 of mine`."""
        first, *rest = self._acts
        before = self._utterance.lower[: first.start].rstrip()
        opens = before == "" or before.endswith((".", "!", "?"))
        if first.mark is not Mark.FOR or not opens:
            return False
        if first.priced:
            return has_mark(rest, Mark.WANT, Mark.CLAIM) or any(map(_is_service, rest))
        return has_mark(rest, Mark.HAND) and _names_counter_thing(first)

    def _begins_with_only_if(self) -> bool:
        first = self._acts[0]
        before = self._utterance.lower[: first.start]
        return first.mark is Mark.IF and _ONLY_BEFORE.search(before) is not None

    def _has_something_to_tie(self) -> bool:
        has_consent = not self._marks.isdisjoint({Mark.AGREE, Mark.NOD})
        return has_consent or first_move(self._acts) is not None

    def _gives_something(self) -> bool:
        """Whether something is given, agreed to, or taken less of: `I'd only take 2 if you throw in …`."""
        is_given = not self._marks.isdisjoint(GIVES | {Mark.AGREE})
        takes_less = any(map(_takes_only, self._acts))
        return is_given or self._has_price() or (takes_less and Mark.CLAIM in self._marks)

    def _states_wish(self) -> bool:
        """Whether what they wish stands beside an `if`, or what we do where we ask: `can you …, if we …`."""
        conditions = [act.about for act in self._acts if act.mark is Mark.IF]
        if any(map(_WISH.match, conditions)):
            return True
        asks = Mark.REQUEST in self._marks
        return asks and any(map(_WE.match, conditions))

    def _grants_if(self) -> bool:
        """Whether a `yes` hangs on the `if` right after it: `ok, if you deliver`. A question only asks for that."""
        acts = self._acts
        if acts[-1].mark is Mark.QUESTION:
            return False
        is_about_them = any(act.mark in GETS or _YOU.match(act.about) for act in acts)
        marks = (act.mark for act in acts if act.mark is not Mark.BUT)
        return is_about_them and (Mark.NOD, Mark.IF) in pairwise(marks)

    def _is_joined(self) -> bool:
        """Whether `and` or `for` puts what we hand over against what they would do, or a price against a service."""
        for place, act in enumerate(self._acts):
            before = self._acts[max(0, place - SENTENCES_LOOKED_THROUGH) : place]
            after = self._acts[place : place + SENTENCES_LOOKED_THROUGH]
            if _is_and(act) and self._is_against(before, after):
                return True
            if act.mark is Mark.FOR and self._is_for_return(before, act):
                return True
        return False

    def _is_against(self, before: Sequence[Act], after: Sequence[Act]) -> bool:
        """Whether the last move before an `and` and the first after it are put against each other."""
        first, second = first_move(reversed(before)), first_move(after)
        if first is None or second is None:
            return False
        if first.priced and not second.priced:
            return self._is_paid_for(price=first, service=second)
        if second.priced and not first.priced:
            return self._is_paid_for(price=second, service=first)
        if first.gives == second.gives or first.gets == second.gets:
            return False
        if first.gives:
            # A want after a give may stand by itself: `I'll give you 1 and I want 2`.
            return first.mark is Mark.HAND and second.mark is Mark.CLAIM
        if first.mark is Mark.WANT:
            return second.mark is Mark.HAND
        return first.mark is Mark.CLAIM

    def _is_paid_for(self, *, price: Act, service: Act) -> bool:
        """Whether a price stands against what is done for it: by them, or, where it is theirs to pay, by us."""
        if service.mark in GETS:
            return True
        is_theirs_to_pay = self._buys or price.mark in (Mark.REQUEST, Mark.CLAIM)
        return is_theirs_to_pay and service.mark is Mark.HAND

    def _is_for_return(self, before: Sequence[Act], act: Act) -> bool:
        """Whether `for` names what is to come back for what was put forward before it in the sentence."""
        offered = [each for each in before if _may_be_for_something(each)]
        if act.priced:
            is_handed_over = self._buys and has_mark(offered, Mark.HAND)
            return is_handed_over or any(map(_is_service, offered))
        if offered:
            return any(map(_may_be_swapped, offered)) and _names_counter_thing(act)
        return not before and self._is_between_quantities(act)

    def _is_between_quantities(self, act: Act) -> bool:
        """Whether `for` stands between quantities and nothing else comes before: `2 packages for 3`."""
        before = _LAST_SENTENCE.search(self._utterance.lower, 0, act.start)
        if before is None or self._utterance.price is not None:
            return False
        first = _MEASURED.match(before[0].strip())
        return first is not None and _MEASURED.match(act.about) is not None


def _takes_only(act: Act) -> bool:
    """`I'd only take 2`."""
    return act.mark is Mark.WANT and says_only(act.phrase)


def _is_service(act: Act) -> bool:
    """`throw in`, `deliver`: what may be done for a price."""
    return _SERVICE.search(act.words) is not None


def _names_counter_thing(act: Act) -> bool:
    return COUNTER_THING.match(act.about) is not None


def _is_and(act: Act) -> bool:
    """`and`, by itself or as the beginning of what is handed over: `and I pay cash`."""
    is_handed_over = act.mark is Mark.HAND and _AND.match(act.phrase) is not None
    return is_handed_over or act.mark is Mark.AND


def _may_be_for_something(act: Act) -> bool:
    """Whether it moves something, agrees to or puts forward something, which may be for something."""
    return act.mark in (Mark.AGREE, Mark.SUGGEST) or act.moves or _puts_forward(act)


def _may_be_swapped(act: Act) -> bool:
    is_handed = act.mark in (Mark.HAND, Mark.YIELD, Mark.REQUEST, Mark.AGREE) and not act.priced
    return is_handed or _puts_forward(act)


def _puts_forward(act: Act) -> bool:
    """`how about 2 for 1`."""
    return _PUTS_FORWARD.match(act.phrase) is not None


def _is_tied_by_but(utterance: Utterance) -> bool:
    """Whether a give and a get stand on the two sides of a `but`, if only in two sentences."""
    acts = utterance.acts
    buts = [place for place, act in enumerate(acts) if act.mark is Mark.BUT]
    return any(_is_turned_at(utterance, place) for place in buts[:SENTENCES_LOOKED_THROUGH])


def _is_turned_at(utterance: Utterance, place: int) -> bool:
    """Whether the `but` at that place turns a get against a give."""
    before = _find_before_but(utterance, utterance.acts[:place])
    sentence = next(split_sentences(utterance.acts[place:]))
    after = first_move(sentence)
    return before is not None and after is not None and _is_opposed(before, after)


def _find_before_but(utterance: Utterance, acts: Sequence[Act]) -> Act | None:
    """What a `but` turns against: the last move or agreement before it, or the `yes` to what they wanted."""
    for act in reversed(acts):
        if act.moves or act.mark is Mark.AGREE:
            return act
    return acts[0] if acts and utterance.answers_wish else None


def _is_opposed(before: Act, after: Act) -> bool:
    """Whether one side of a `but` gives and the other gets."""
    settles = before.priced or _SETTLES_FOR.search(before.words) is not None
    if settles and after.mark in (Mark.CLAIM, Mark.WANT):
        return True
    if before.mark in (Mark.AGREE, Mark.NOD) and not before.priced:
        return after.gets and after.mark is not Mark.LOWER
    return before.gives != after.gives and before.gets != after.gets
