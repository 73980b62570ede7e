"""What the offers of a situation shift for us, as several rules ask it."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from bot.domain.ids import US, PartyId
from bot.domain.issues import Value
from bot.domain.matching import subject_words
from bot.domain.measures.pace import compute_midpoint
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.plans import Plan
from bot.domain.scores import Scores, build_scores
from bot.domain.situation import Situation

PRICE = frozenset(
    "price discount rate rabatt nachlass preisnachlass skonto preis preissenkung".split()
)
"""What a wording about the price is about, after `matching.subject`."""

_KEPT = frozenset("lock freeze hold cap guarantee protection garantie bindung schutz match".split())
"""With these the price is only kept as it is."""

_NUMBER = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?: ?(k|m)\b)?", re.IGNORECASE)
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000}


def on_price(move: Move) -> bool:
    """Whether a move is about the price alone."""
    return _names_price(move.issue) if move.issue else _on_price(move.what)


@lru_cache(maxsize=1024)
def _names_price(issue: str) -> bool:
    return bool(subject_words(issue) & PRICE)


@lru_cache(maxsize=4096)
def _on_price(what: str) -> bool:
    words = subject_words(what)
    return bool(words & PRICE) and not words & _KEPT


def on_issue(move: Move, issue: str) -> bool:
    """Whether a move is about an issue: by its name, or because its words are all in what moves."""
    if move.issue:
        return move.issue.casefold() == issue.casefold()
    words = subject_words(issue)
    return bool(words) and (
        words <= subject_words(move.what) or (bool(words & PRICE) and on_price(move))
    )


def number_in(text: str) -> Decimal | None:
    """The only number that a text names: `95k EUR` is 95,000; None where it names none, or more than one."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    digits, scale = found[0]
    whole, _, rest = digits.replace(",", ".").rpartition(".")
    grouped = not whole or len(rest) == 3
    whole = whole.replace(".", "")
    return Decimal(f"{whole}{rest}" if grouped else f"{whole}.{rest}") * _SCALE[scale.lower()]


def before(offer: Offer, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the same side made before it."""
    return next((o for o in reversed(offers) if o.by == offer.by and o.no < offer.no), None)


def effects(situation: Situation, earlier: Offer, later: Offer) -> dict[str, Decimal]:
    """What a side's step from one offer to the next means to us, by issue that changed: above zero is better for us.
    Issues of which nobody said which way is better are told by where the two sides stand."""
    scores = build_scores(situation.deal)
    found = {}
    for name, effect in scores.compute_effects(earlier.values, later.values, PartyId(US)).items():
        sign = (
            effect.share
            if effect.share is not None
            else _by_stands(situation, name, earlier, later)
        )
        if sign:
            found[name] = sign
    return found


def _by_stands(situation: Situation, issue: str, earlier: Offer, later: Offer) -> Decimal | None:
    change = number(later.values.get(issue)), number(earlier.values.get(issue))
    more = more_is_ours(situation, issue)
    if more is None or change[0] is None or change[1] is None:
        return None
    return change[0] - change[1] if more else change[1] - change[0]


def more_is_ours(situation: Situation, issue: str) -> bool | None:
    """Whether a higher number is better for us: as somebody said, else as the first offers of both sides show it."""
    told = next((i.more_is_ours for i in situation.deal.issues if i.name == issue), None)
    if told is not None:
        return told
    scores: Scores = build_scores(situation.deal)
    up = scores.compute_effects({issue: Decimal(0)}, {issue: Decimal(1)}, PartyId(US)).get(issue)
    if up is not None and up.share:
        return up.share > 0
    ours, theirs = (values(situation.offers_by(ours=side), issue) for side in (True, False))
    return None if not ours or not theirs or ours[0] == theirs[0] else ours[0] > theirs[0]


def number(value: Value | None) -> Decimal | None:
    """A value where it is a number."""
    return value if isinstance(value, Decimal) else None


def values(offers: Iterable[Offer], issue: str) -> list[Decimal]:
    """The numbers that offers put on an issue, one for each time it changed, oldest first."""
    named = [v for offer in offers if (v := number(offer.values.get(issue))) is not None]
    return named[:1] + [after for earlier, after in pairwise(named) if after != earlier]


def middle(situation: Situation, issue: str) -> Decimal | None:
    """Half way between where we stand and where they stand on an issue."""
    ours, theirs = (values(situation.offers_by(ours=side), issue) for side in (True, False))
    return compute_midpoint(ours[-1], theirs[-1]) if ours and theirs else None


def target(plan: Plan | None, issue: str) -> str:
    """What the plan aims for on an issue, as typed; "" where it does not say, or nobody may see it."""
    planned = (
        (p for p in plan.issues if p.issue.casefold() == issue.casefold())
        if plan is not None
        else ()
    )
    return next((p.target.text for p in planned if p.target is not None), "")
