"""The coach's rules: each looks at a situation and returns what it found, as facts. Their order is their rank."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.policy import Policy
from bot.domain.rules.closing import unwritten_get, unwritten_give
from bot.domain.rules.ethics import buy_from_us_if, personal_gift, undisclosed_reference, unsuitable
from bot.domain.rules.limits import (
    near_walk_away,
    planned_order_broken,
    price_only,
    top_priority_issue,
)
from bot.domain.rules.offers import (
    no_way_out,
    one_sided_credit,
    one_way_reference,
    silence_as_consent,
    surprise_renewal,
    vague_rhythm,
)
from bot.domain.rules.pace import drip, growing_steps, no_reason, second_in_a_row, too_much_too_soon
from bot.domain.rules.reciprocity import (
    no_asks,
    one_get_many_gives,
    open_give,
    stalled_ask,
    wrong_variable,
)
from bot.domain.rules.their_moves import (
    inflated_anchor,
    scope_creep,
    shrinking_steps,
    split_the_difference,
    takes_back,
    throw_away,
)
from bot.domain.situation import Occasion, Situation, situation_of
from bot.domain.wordings import Wording

__all__ = ["RULES", "Rule", "aloud", "check", "situation_of", "speaking"]

_OURS = frozenset({Occasion.GIVE, Occasion.REVIEW})
_ANY = frozenset(Occasion)
_BUT_THEIR_ASK = _ANY - {Occasion.THEIR_ASK}
_OFFERS = frozenset({Occasion.OFFER, Occasion.REVIEW})
_THEIRS = _OFFERS | {Occasion.GET}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `severity` is the most that its cautions weigh; `evidence` are ids of the evidence page, none where it
    is a matter of law or of plain sense. It looks on `occasions` only, and where it is about words, at a move only
    where one of these `words` was found in it.
    """

    id: str
    check: Callable[[Situation], Iterable[Caution]]
    severity: Severity
    evidence: tuple[str, ...] = ()
    occasions: frozenset[Occasion] = _ANY
    words: frozenset[Wording] = frozenset()


RULES = (
    Rule(id="buy_from_us_if", check=buy_from_us_if, severity=Severity.STRONG,
         words=frozenset({Wording.BUY_FROM_US, Wording.BUY_FROM_THEM, Wording.BOTH_BUY})),
    Rule(id="personal_gift", check=personal_gift, severity=Severity.STRONG, words=frozenset({Wording.GIFT})),
    Rule(id="near_walk_away", check=near_walk_away, severity=Severity.STRONG, evidence=("E24",),
         occasions=_OFFERS | {Occasion.GIVE}),
    Rule(id="second_in_a_row", check=second_in_a_row, severity=Severity.STRONG, evidence=("E3", "E4"), occasions=_OURS),
    Rule(id="open_give", check=open_give, severity=Severity.CAUTION, evidence=("E1", "E2", "E5", "E17"),
         occasions=_BUT_THEIR_ASK),
    Rule(id="too_much_too_soon", check=too_much_too_soon, severity=Severity.CAUTION, evidence=("E8",), occasions=_OURS),
    Rule(id="drip", check=drip, severity=Severity.CAUTION, evidence=("E4", "E5"), occasions=_OURS),
    Rule(id="stalled_ask", check=stalled_ask, severity=Severity.CAUTION, evidence=("E1", "E17"),
         occasions=_BUT_THEIR_ASK),
    Rule(id="unwritten_get", check=unwritten_get, severity=Severity.CAUTION, evidence=("E23",),
         occasions=_BUT_THEIR_ASK),
    Rule(id="unwritten_give", check=unwritten_give, severity=Severity.CAUTION, occasions=_OURS,
         words=frozenset({Wording.UNWRITTEN})),
    Rule(id="takes_back", check=takes_back, severity=Severity.CAUTION, evidence=("E20",), occasions=_THEIRS),
    Rule(id="top_priority_issue", check=top_priority_issue, severity=Severity.CAUTION, evidence=("E14",),
         occasions=_OFFERS | {Occasion.GIVE}),
    Rule(id="one_get_many_gives", check=one_get_many_gives, severity=Severity.CAUTION, evidence=("E3",),
         occasions=_BUT_THEIR_ASK),
    Rule(id="no_asks", check=no_asks, severity=Severity.CAUTION, evidence=("E21",), occasions=_OURS),
    Rule(id="growing_steps", check=growing_steps, severity=Severity.CAUTION, evidence=("E7",), occasions=_OURS),
    Rule(id="price_only", check=price_only, severity=Severity.CAUTION, evidence=("E14",), occasions=_OURS),
    Rule(id="inflated_anchor", check=inflated_anchor, severity=Severity.CAUTION, evidence=("E9",),
         occasions=_OFFERS | {Occasion.THEIR_ASK}),
    Rule(id="split_the_difference", check=split_the_difference, severity=Severity.CAUTION, evidence=("E4", "E6"),
         words=frozenset({Wording.SPLIT})),
    Rule(id="undisclosed_reference", check=undisclosed_reference, severity=Severity.CAUTION, occasions=_OURS),
    Rule(id="silence_as_consent", check=silence_as_consent, severity=Severity.CAUTION,
         words=frozenset({Wording.SILENCE})),
    Rule(id="surprise_renewal", check=surprise_renewal, severity=Severity.CAUTION, words=frozenset({Wording.RENEWAL})),
    Rule(id="scope_creep", check=scope_creep, severity=Severity.CAUTION, occasions=_OFFERS | {Occasion.THEIR_ASK}),
    Rule(id="throw_away", check=throw_away, severity=Severity.NOTE, evidence=("E3",), occasions=_THEIRS),
    Rule(id="wrong_variable", check=wrong_variable, severity=Severity.NOTE, evidence=("E5",), occasions=_THEIRS),
    Rule(id="shrinking_steps", check=shrinking_steps, severity=Severity.NOTE, evidence=("E7",), occasions=_THEIRS),
    Rule(id="planned_order_broken", check=planned_order_broken, severity=Severity.NOTE, occasions=_OURS),
    Rule(id="one_way_reference", check=one_way_reference, severity=Severity.NOTE,
         words=frozenset({Wording.REFERENCE})),
    Rule(id="one_sided_credit", check=one_sided_credit, severity=Severity.NOTE, words=frozenset({Wording.CREDIT})),
    Rule(id="no_way_out", check=no_way_out, severity=Severity.NOTE),
    Rule(id="vague_rhythm", check=vague_rhythm, severity=Severity.NOTE, occasions=_OFFERS),
    Rule(id="unsuitable", check=unsuitable, severity=Severity.NOTE, occasions=_OURS),
    Rule(id="no_reason", check=no_reason, severity=Severity.NOTE, evidence=("E21",), occasions=_OURS),
)  # fmt: skip

_ON = {
    occasion: tuple(rule for rule in RULES if occasion in rule.occasions) for occasion in Occasion
}
_PLAIN = {
    occasion: tuple(rule for rule in rules if not rule.words) for occasion, rules in _ON.items()
}


def check(situation: Situation, *, muted: AbstractSet[str] = frozenset()) -> list[Caution]:
    """What all rules found but those muted, the weightiest first: by severity, then by the rules' rank."""
    found = [
        c for rule in _looking(situation) if rule.id not in muted for c in rule.check(situation)
    ]
    found.sort(key=_severity, reverse=True)
    return found


def _looking(situation: Situation) -> Iterable[Rule]:
    """The rules that may find something: of those about words only where a move says one of theirs."""
    occasion, move = situation.occasion, situation.move
    if move is None:
        return _ON[occasion]
    says = wordings.of(move)
    return [r for r in _ON[occasion] if not r.words or r.words & says] if says else _PLAIN[occasion]


def _severity(caution: Caution) -> Severity:
    return caution.severity


def aloud(cautions: Iterable[Caution], policy: Policy) -> Iterator[Caution]:
    """The cautions of rules that speak up by themselves, the weightiest first."""
    return (c for c in cautions if c.rule in policy.speaking)


def speaking(cautions: Iterable[Caution], policy: Policy) -> Caution | None:
    """The one caution to say unasked: the first of a rule that speaks up by itself."""
    return next(aloud(cautions, policy), None)
