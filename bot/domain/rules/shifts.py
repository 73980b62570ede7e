"""What the offers of a situation shift for us, as several rules ask it."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from bot.domain.ids import US, PartyId
from bot.domain.matching import subject_words
from bot.domain.measures.pace import compute_midpoint
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.plans import Plan
from bot.domain.scores import build_scores
from bot.domain.situation import Situation
from bot.domain.trades import ONE, ZERO

_NUMBER = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?: ?(k|m)\b)?", re.IGNORECASE)
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000}


def is_on_price(situation: Situation, move: Move) -> bool:
    """Whether a move is about the price alone."""
    wordings = situation.wordings
    return wordings.mentions_price(move.issue) if move.issue else wordings.moves_price(move.what)


def is_on_issue(situation: Situation, move: Move, issue: str) -> bool:
    """Whether a move is about an issue: by its name, or because its words are all in what moves."""
    if move.issue:
        return move.issue.casefold() == issue.casefold()
    words = subject_words(issue)
    if not words:
        return False
    # "5% off" is on the issue "price", though it does not say the word.
    if situation.wordings.mentions_price(issue) and is_on_price(situation, move):
        return True
    return words <= subject_words(move.what)


def parse_only_number(text: str) -> Decimal | None:
    """The only number that a text names: `95k EUR` is 95,000; None where it names none, or more
    than one."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    digits, scale = found[0]
    whole, _, rest = digits.replace(",", ".").rpartition(".")
    whole = whole.replace(".", "")
    # Three digits after the last mark are thousands: 95,000 and 95.000 are the same number.
    is_grouped = not whole or len(rest) == 3
    number = f"{whole}{rest}" if is_grouped else f"{whole}.{rest}"
    return Decimal(number) * _SCALE[scale.lower()]


def previous_offer(offer: Offer, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the same side made before it; `offers` are the oldest first."""
    for earlier in reversed(offers):
        if earlier.by == offer.by and earlier.no < offer.no:
            return earlier
    return None


def effects_for_us(situation: Situation, earlier: Offer, later: Offer) -> dict[str, Decimal]:
    """What a side's step from one offer to the next means to us, by issue that changed: above zero
    is better for us. Issues of which nobody said which way is better are told by where the two
    sides stand."""
    scores = build_scores(situation.deal)
    found = {}
    for name, effect in scores.compute_effects(earlier.values, later.values, PartyId(US)).items():
        share = effect.share
        if share is None:
            share = _effect_by_stands(situation, name, earlier, later)
        if share:
            found[name] = share
    return found


def _effect_by_stands(
    situation: Situation, issue: str, earlier: Offer, later: Offer
) -> Decimal | None:
    numbers = numbers_on(issue, (earlier, later))
    more_is_better = is_more_better(situation, issue)
    if more_is_better is None or len(numbers) < 2:
        return None
    change = numbers[1] - numbers[0]
    return change if more_is_better else -change


def is_more_better(situation: Situation, issue: str) -> bool | None:
    """Whether a higher number is better for us: as somebody said, else as the first offers of both
    sides show it. None where neither tells."""
    declared = situation.deal.find_issue(issue)
    if declared is not None and declared.more_is_ours is not None:
        return declared.more_is_ours
    one_more = build_scores(situation.deal).compute_effects(
        {issue: ZERO}, {issue: ONE}, PartyId(US)
    )
    effect = one_more.get(issue)
    if effect is not None and effect.share:
        return effect.share > 0
    ours = values_on(issue, situation.offers_by(ours=True))
    theirs = values_on(issue, situation.offers_by(ours=False))
    # Both sides start on the side that is better for them.
    if not ours or not theirs or ours[0] == theirs[0]:
        return None
    return ours[0] > theirs[0]


def numbers_on(issue: str, offers: Iterable[Offer]) -> list[Decimal]:
    """The numbers that offers put on an issue, in their order; those that put none are left out."""
    values = [offer.values.get(issue) for offer in offers]
    return [value for value in values if isinstance(value, Decimal)]


def values_on(issue: str, offers: Iterable[Offer]) -> list[Decimal]:
    """The numbers that offers put on an issue, one for each time it changed, oldest first."""
    return [number for number, _ in groupby(numbers_on(issue, offers))]


def middle_between_sides(situation: Situation, issue: str) -> Decimal | None:
    """Half way between where we stand and where they stand on an issue."""
    ours = values_on(issue, situation.offers_by(ours=True))
    theirs = values_on(issue, situation.offers_by(ours=False))
    if not ours or not theirs:
        return None
    return compute_midpoint(ours[-1], theirs[-1])


def planned_target(plan: Plan | None, issue: str) -> str:
    """What the plan aims for on an issue, as typed; "" where it does not say, or nobody may see
    it."""
    if plan is None:
        return ""
    targets = {each.issue.casefold(): each.target for each in reversed(plan.issues) if each.target}
    target = targets.get(issue.casefold())
    return target.text if target is not None else ""
