"""Whether words tie a give to a get: `if` beside one, a swap, `in return`, or `but`, `and`, `for` between them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.language.sentences.heard import ENDS, GETS, GIVES, Act, Heard
from bot.language.sentences.marks import Mark
from bot.language.sentences.prices import BUYER

TYING = frozenset(
    {Mark.IF, Mark.UNLESS, Mark.SWAP, Mark.EXCHANGE, Mark.FOR, Mark.AND, Mark.BUT, Mark.HAND}
)
"""Marks without which nothing is tied; what is handed over may be, to a price or with an `and` of its own."""
_CLAIMS = frozenset({Mark.CLAIM, Mark.WANT})
_WISH = re.compile(
    r"you(?: guys)?(?:'re| are|'d| would)?(?: \w+)? (?:want|need|like|asking|prefer) (?!to\b)\w"
)
_WE = re.compile(r"(?:i|we)\b")
_COMMITS = (
    "term|commitment|signature|contract|agreement|reference|referral|case study|volume|prepayment|payment|exclusivity"
    "|logo|quote"
    "|testimonial|renewal|introduction|intro|forecast|extension|guarantee"
)
_LASTS = (
    r"(?:few|while|good|week|month|year|day|long|better|fresh|quick|total|people|users|seats)s?"
)
RETURN = re.compile(
    rf"(?!(?:an? |\d+ |one |two |three ){_LASTS}\b(?! ?(?:{_COMMITS})))"
    r"(?:\d|an?\b|all\b|both\b|half\b|one\b|two\b|three\b|more\b|einen?\b|eine[rs]?\b"
    rf"|(?:the|your|our) (?:\d|two|three|all|[\w-]* ?(?:{_COMMITS})))"
)
_MEASURED = re.compile(r"\d|\b(?:one|two|three|all|both)\b")
_SENTENCE = re.compile(r"[^.!?]*$")
_EXTRA = re.compile(
    r"(?:throw in|toss in|include|deliver|add|bring|cover|fix|supply)(?: (?:you|it|them))?$"
)
_AT_A_PRICE = re.compile(r" (?:at|for) (?:only |just )?[$€£]?$")


def is_tied(heard: Heard) -> bool:
    """Whether a give and a get hang on each other in words."""
    marks = {act.mark for act in heard.acts}
    if marks.isdisjoint(TYING) and heard.price is None:
        return False
    return any(_within(heard, acts) for acts in heard.sentences()) or (
        Mark.BUT in marks and _turned(heard)
    )


def _within(heard: Heard, acts: Sequence[Act]) -> bool:
    marks = {act.mark for act in acts}
    moves = any(heard.moves(act) or act.mark is Mark.AGREE for act in acts)
    if Mark.SWAP in marks:
        return True
    if Mark.UNLESS in marks:
        return any(act.priced or act.mark in GIVES for act in acts)
    if marks.isdisjoint(TYING):
        return _at_a_price(heard, acts)
    if _at_a_price(heard, acts) or _for_first(heard, acts):
        return True
    if acts[0].mark is Mark.IF and heard.low[: acts[0].start].endswith("only "):
        return True
    if Mark.IF in marks and (moves or Mark.NOD in marks):
        return _given(heard, acts) or _wished(acts) or _granted(acts)
    return Mark.EXCHANGE in marks or _joined(heard, acts)


def _at_a_price(heard: Heard, acts: Sequence[Act]) -> bool:
    """Whether a service is put against a price: `I could throw in the helmet at 270`."""
    price = heard.price
    return price is not None and any(
        act.priced
        and act.mark is Mark.HAND
        and _EXTRA.search(heard.low, act.start, act.end)
        and _AT_A_PRICE.search(heard.low, act.end, price.start)
        for act in acts
    )


def _for_first(heard: Heard, acts: Sequence[Act]) -> bool:
    """Whether a sentence opens with what it wants something for: `for 2 of yours I'd give 2 of mine`."""
    first = acts[0]
    if first.mark is not Mark.FOR or heard.low[: first.start].rstrip()[-1:] not in (
        "",
        ".",
        "!",
        "?",
    ):
        return False
    if first.priced:
        return any(
            a.mark in (Mark.WANT, Mark.CLAIM) or _EXTRA.search(heard.low, a.start, a.end)
            for a in acts[1:]
        )
    return bool(RETURN.match(first.about)) and any(act.mark is Mark.HAND for act in acts[1:])


def _given(heard: Heard, acts: Sequence[Act]) -> bool:
    """Whether something is given, agreed to, or taken less of."""
    less = any(
        act.mark is Mark.WANT and "only" in heard.low[act.start : act.until].split() for act in acts
    )
    claims = any(act.mark is Mark.CLAIM for act in acts)
    return (less and claims) or any(
        act.priced or act.mark in GIVES or act.mark is Mark.AGREE for act in acts
    )


def _wished(acts: Sequence[Act]) -> bool:
    """Whether what they wish stands on one side of an `if`, or what we do beside what we ask."""
    asked = any(act.mark is Mark.REQUEST for act in acts)
    return any(
        a.mark is Mark.IF and (_WISH.match(a.about) or (asked and _WE.match(a.about))) for a in acts
    )


def _granted(acts: Sequence[Act]) -> bool:
    """Whether a `yes` at the beginning hangs on the `if` right after it."""
    hangs = acts[-1].mark is not Mark.QUESTION and any(
        one.mark is Mark.NOD and other.mark is Mark.IF
        for one, other in pairwise(act for act in acts if act.mark is not Mark.BUT)
    )
    return hangs and any(act.mark in GETS or act.about.startswith("you ") for act in acts)


def _joined(heard: Heard, acts: Sequence[Act]) -> bool:
    """Whether `and` or `for` puts something we hand over against what they would do, or a price against a service."""
    for i, act in enumerate(acts):
        before = [a for a in acts[:i] if heard.moves(a)]
        joins = act.mark is Mark.AND or (
            act.mark is Mark.HAND and heard.low.startswith("and ", act.start)
        )
        if joins and before and _against(heard, before[-1], acts[i:]):
            return True
        if act.mark is Mark.FOR and _for_a_return(
            heard, acts[0], [a for a in acts[:i] if _trades(heard, a)], act
        ):
            return True
    return False


def _trades(heard: Heard, act: Act) -> bool:
    """Whether something moves, is agreed to or put forward, which may be for something."""
    put = act.mark in (Mark.AGREE, Mark.SUGGEST) or heard.low.startswith(
        ("how ", "what "), act.start
    )
    return put or heard.moves(act)


def _against(heard: Heard, one: Act, rest: Sequence[Act]) -> bool:
    other = next((act for act in rest if heard.moves(act)), None)
    if other is None:
        return False
    if one.priced != other.priced:
        return _paid(heard, one if one.priced else other, other if one.priced else one)
    if heard.gives(one) == heard.gives(other) or heard.gets(one) == heard.gets(other):
        return False
    give, get = (one, other) if heard.gives(one) else (other, one)
    if get is one and get.mark is Mark.CLAIM:
        return True
    claims = get.priced or get.mark is Mark.CLAIM or (get is one and get.mark is Mark.WANT)
    return claims and (give.mark is Mark.HAND or give.priced)


def _for_a_return(heard: Heard, first: Act, before: Sequence[Act], act: Act) -> bool:
    if act.priced:
        buys = heard.role == BUYER
        return any(
            (buys and a.mark is Mark.HAND) or _EXTRA.search(heard.low, a.start, a.end)
            for a in before
        )
    if not before:
        return (
            act is first
            and not heard.price
            and bool(_MEASURED.match(act.about))
            and _after_a_quantity(heard, act)
        )
    swaps = any(
        (a.mark in (Mark.HAND, Mark.YIELD, Mark.REQUEST, Mark.AGREE) and not a.priced)
        or heard.low.startswith(("how ", "what "), a.start)
        for a in before
    )
    return swaps and bool(RETURN.match(act.about))


def _after_a_quantity(heard: Heard, act: Act) -> bool:
    """Whether nothing but a quantity comes before: `2 packages for 3`."""
    words = _SENTENCE.search(heard.low, 0, act.start)
    return words is not None and bool(_MEASURED.match(words[0].strip()))


def _turned(heard: Heard) -> bool:
    """Whether a give and a get stand on the two sides of a `but`."""
    for i, act in enumerate(heard.acts):
        if act.mark is not Mark.BUT:
            continue
        before = next(
            (a for a in reversed(heard.acts[:i]) if heard.moves(a) or a.mark is Mark.AGREE), None
        )
        if before is None and i and heard.granting and heard.acts[0].mark is Mark.NOD:
            before = heard.acts[0]
        after = next((a for a in heard.acts[i:] if heard.moves(a) or a.mark in ENDS), None)
        if before and after and heard.moves(after) and _opposed(heard, before, after):
            return True
    return False


def _paid(heard: Heard, price: Act, service: Act) -> bool:
    """Whether a price stands against what is done for it: by them, or, where it is theirs to pay, by us."""
    ours = heard.role == BUYER or price.mark in (Mark.REQUEST, Mark.CLAIM)
    return service.mark in GETS or (ours and service.mark is Mark.HAND)


def _opposed(heard: Heard, before: Act, after: Act) -> bool:
    if (
        before.priced or heard.low.endswith("settle for", before.start, before.end)
    ) and after.mark in _CLAIMS:
        return True
    if before.mark in (Mark.AGREE, Mark.NOD) and not before.priced:
        return heard.gets(after) and after.mark is not Mark.LOWER
    return heard.gives(before) != heard.gives(after) and heard.gets(before) != heard.gets(after)
