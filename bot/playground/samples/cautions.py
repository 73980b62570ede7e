"""Every caution, each in an answer that records a give. Only here and in their own golden do all
rules occur."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import GiveRecorded
from bot.coach.answers.base import Answer
from bot.domain.cautions import Caution, Severity
from bot.domain.ids import MoveNo, OfferNo
from bot.domain.rules import RULES

RULES_THAT_ALSO_SPEAK_OF_ONE_MOVE = (
    *(rule.id for rule in RULES if rule.words and rule.id != "split_the_difference"),
    "no_way_out",
    "scope_creep",
)
RULES_THAT_ALSO_SPEAK_OF_OFFERS = (
    "near_walk_away",
    "top_priority_issue",
    "inflated_anchor",
    "shrinking_steps",
    "split_the_difference",
    "takes_back",
    "scope_creep",
    "vague_rhythm",
    "no_way_out",
    "silence_as_consent",
    "surprise_renewal",
    "one_sided_credit",
    "buy_from_us_if",
    "personal_gift",
)


def sample_caution(rule: str) -> Caution:
    """A caution of that rule with something in each of its fields."""
    return Caution(
        rule=rule,
        severity=Severity.CAUTION,
        moves=(MoveNo(1), MoveNo(3), MoveNo(6)),
        offer=OfferNo(2),
        what="5% off",
        other="24-month term",
        amount=Decimal(15_000),
        share=Decimal("0.0625"),
        count=3,
        days=7,
        day=date(2026, 12, 1),
        weight=Decimal(15_000),
    )


def _of_one_move(rule: str) -> Caution:
    return replace(sample_caution(rule), moves=(MoveNo(1),), count=1, other="")


def _of_an_offer(rule: str) -> Caution:
    share = Decimal("1.1") if rule == "near_walk_away" else Decimal("0.4")
    other = "60,000 EUR" if rule == "inflated_anchor" else ""
    return replace(sample_caution(rule), moves=(), what="price", count=1, other=other, share=share)


def caution_samples(recorded: GiveRecorded) -> list[tuple[str, Answer]]:
    """The answer `recorded` with each caution, and with each other form that a caution has."""
    found = [(rule.id, sample_caution(rule.id)) for rule in RULES]
    found += [(f"{rule}, one", _of_one_move(rule)) for rule in RULES_THAT_ALSO_SPEAK_OF_ONE_MOVE]
    found += [(f"{rule}, an offer", _of_an_offer(rule)) for rule in RULES_THAT_ALSO_SPEAK_OF_OFFERS]
    found += [
        (
            "planned_order_broken, its day",
            replace(sample_caution("planned_order_broken"), other=""),
        ),
        (
            "open_give, in part",
            replace(sample_caution("open_give"), partly=True, loose=(MoveNo(4), MoveNo(7))),
        ),
        ("unsuitable, one way", replace(sample_caution("unsuitable"), what="")),
        (
            "unwritten_get, today",
            replace(_of_one_move("unwritten_get"), days=0, other="24-month term"),
        ),
        (
            "split_the_difference, no figures",
            replace(sample_caution("split_the_difference"), amount=None, other=""),
        ),
    ]
    return [(f"caution: {name}", replace(recorded, caution=caution)) for name, caution in found]
