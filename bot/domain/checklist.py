"""The checklist: eight things to do and five to avoid, each held against what the deal shows."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.moves import State
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Plan, StakeholderPart
from bot.domain.rhythms import Rhythm, TriggerResponse
from bot.domain.totals import compute_totals


class CheckPoint(StrEnum):
    """What is looked at. The first eight are to be done, the last five to be avoided."""

    LIMITS = "limits"
    """Alternative and walk-away have figures, later costs counted in."""
    PEOPLE = "people"
    """Who decides is known, and what moves them."""
    EQUAL_OFFERS = "equal_offers"
    """Several equal offers, tied to how the deal is governed."""
    LOG = "log"
    """Gives and gets are recorded."""
    RHYTHM = "rhythm"
    """Cadence, owners and escalation are set."""
    CRITERIA = "criteria"
    """Hard messages can stand on evidence that is nobody's opinion."""
    EXITS = "exits"
    """Ways to pause and to reopen are written down."""
    DEBRIEF = "debrief"
    FREE_GIVES = "free_gives"
    """No give stands without anything back."""
    VAGUE_PROMISES = "vague_promises"
    """No promise stands without a day, in writing."""
    ONE_WAY_REFERENCES = "one_way_references"
    HIDDEN_RENEWALS = "hidden_renewals"
    """Nothing renews by itself, and nothing counts as agreed by silence."""
    HARMONY = "harmony"
    """What may go wrong is named early."""


AVOID = frozenset(
    {
        CheckPoint.FREE_GIVES,
        CheckPoint.VAGUE_PROMISES,
        CheckPoint.ONE_WAY_REFERENCES,
        CheckPoint.HIDDEN_RENEWALS,
        CheckPoint.HARMONY,
    }
)
VAGUE_RULES = frozenset({"unwritten_get", "unwritten_give", "vague_rhythm"})
ONE_WAY_RULES = frozenset({"one_way_reference", "undisclosed_reference"})
HIDDEN_RULES = frozenset({"surprise_renewal", "silence_as_consent", "one_sided_credit"})
"""Rules that find what the last points are about."""


class CheckState(StrEnum):
    """How a point stands."""

    YES = "yes"
    NOT_YET = "not_yet"
    UNCLEAR = "unclear"
    """Nothing recorded tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPoint:
    """A point of the checklist with how it stands; `count` is how many things stand against it, and
    `amount` what they come to in the deal's unit."""

    point: CheckPoint
    state: CheckState
    count: int = 0
    amount: Decimal | None = None

    @property
    def is_to_avoid(self) -> bool:
        return self.point in AVOID


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistEvidence:
    """What the checklist is held against.

    `plan` is None where there is none or the person may not see one; `may_plan` says whether they
    would see it. `found` are the rules that find something in the deal.
    """

    deal: Deal
    ledger: Ledger
    today: date
    offers: Collection[Offer]
    rhythm: Rhythm
    found: Collection[str]
    plan: Plan | None
    may_plan: bool


def check_deal(evidence: ChecklistEvidence) -> tuple[CheckedPoint, ...]:
    """Every point of the checklist against a deal, in its order."""
    return tuple(_CHECKS[point](evidence, point) for point in CheckPoint)


def _judge_plan(evidence: ChecklistEvidence, point: CheckPoint, *, is_done: bool) -> CheckedPoint:
    """A point that the plan tells of. Who would not see a plan learns nothing of it."""
    if not evidence.may_plan:
        return CheckedPoint(point=point, state=CheckState.UNCLEAR)
    return _judge(point, is_done=is_done)


def _judge(point: CheckPoint, *, is_done: bool) -> CheckedPoint:
    return CheckedPoint(point=point, state=CheckState.YES if is_done else CheckState.NOT_YET)


def _check_limits(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    plan = evidence.plan or Plan()
    has_alternative = any(each.comes_to is not None for each in plan.alternatives)
    has_later_costs = plan.later_costs is not None or any(
        each.later_costs is not None for each in plan.alternatives
    )
    is_done = has_alternative and has_later_costs and plan.walk_away is not None
    return _judge_plan(evidence, point, is_done=is_done)


def _check_people(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    people = evidence.plan.people if evidence.plan is not None else ()
    has_decider = any(each.part is StakeholderPart.DECIDES for each in people)
    has_incentives = any(each.incentives for each in people)
    return _judge_plan(evidence, point, is_done=has_decider and has_incentives)


def _check_equal_offers(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    gone = (OfferState.VOID, OfferState.WITHDRAWN)
    menus = [
        offer
        for offer in evidence.offers
        if offer.ours and offer.is_menu and offer.state not in gone
    ]
    is_done = any(offer.rhythm for offer in menus)
    check = _judge(point, is_done=is_done)
    return CheckedPoint(point=point, state=check.state, count=len(menus))


def _check_log(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    today = evidence.today
    recorded = len(evidence.ledger.gives(today)) + len(evidence.ledger.gets(today))
    return CheckedPoint(
        point=point,
        state=CheckState.YES if recorded else CheckState.NOT_YET,
        count=recorded,
    )


def _check_rhythm(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    rhythm = evidence.rhythm
    has_owner = rhythm.owner is not None
    is_done = rhythm.cadence is not None and has_owner and bool(rhythm.escalation)
    return _judge(point, is_done=is_done)


def _check_criteria(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    plan = evidence.plan or Plan()
    is_done = bool(plan.evidence or plan.anchor.evidence)
    return _judge_plan(evidence, point, is_done=is_done)


def _check_exits(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    rhythm = evidence.rhythm
    reopening = (TriggerResponse.PAUSE, TriggerResponse.REOPEN)
    has_trigger = any(measure.response in reopening for measure in rhythm.measures)
    is_done = bool(rhythm.exits.pause or rhythm.exits.reopen) or has_trigger
    return _judge(point, is_done=is_done)


def _check_debrief(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    # What was learned is not recorded anywhere yet, so a closed deal tells nothing of it.
    state = CheckState.UNCLEAR if evidence.deal.is_closed else CheckState.NOT_YET
    return CheckedPoint(point=point, state=state)


def _check_free_gives(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    totals = compute_totals(evidence.ledger, evidence.today)
    return CheckedPoint(
        point=point,
        state=CheckState.NOT_YET if totals.open_gives else CheckState.YES,
        count=totals.open_gives,
        amount=totals.exposure or None,
    )


def _check_vague_promises(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    promised = [move for move in evidence.ledger.moves.values() if move.state is State.PROMISED]
    count = len(VAGUE_RULES & set(evidence.found)) + len(promised)
    if count:
        return CheckedPoint(point=point, state=CheckState.NOT_YET, count=count)
    recorded = evidence.ledger.gives(evidence.today) or evidence.ledger.gets(evidence.today)
    return CheckedPoint(point=point, state=CheckState.YES if recorded else CheckState.UNCLEAR)


def _check_one_way_references(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    return _judge(point, is_done=not ONE_WAY_RULES & set(evidence.found))


def _check_hidden_renewals(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    count = len(HIDDEN_RULES & set(evidence.found))
    rhythm = evidence.rhythm
    if count or (rhythm.renewal is not None and rhythm.notice is None):
        return CheckedPoint(point=point, state=CheckState.NOT_YET, count=count)
    # Without a day of renewal nobody can tell whether one hides in the contract.
    state = CheckState.YES if rhythm.renewal is not None else CheckState.UNCLEAR
    return CheckedPoint(point=point, state=state)


def _check_harmony(evidence: ChecklistEvidence, point: CheckPoint) -> CheckedPoint:
    return _judge(point, is_done=bool(evidence.rhythm.risks))


_CHECKS: dict[CheckPoint, Callable[[ChecklistEvidence, CheckPoint], CheckedPoint]] = {
    CheckPoint.LIMITS: _check_limits,
    CheckPoint.PEOPLE: _check_people,
    CheckPoint.EQUAL_OFFERS: _check_equal_offers,
    CheckPoint.LOG: _check_log,
    CheckPoint.RHYTHM: _check_rhythm,
    CheckPoint.CRITERIA: _check_criteria,
    CheckPoint.EXITS: _check_exits,
    CheckPoint.DEBRIEF: _check_debrief,
    CheckPoint.FREE_GIVES: _check_free_gives,
    CheckPoint.VAGUE_PROMISES: _check_vague_promises,
    CheckPoint.ONE_WAY_REFERENCES: _check_one_way_references,
    CheckPoint.HIDDEN_RENEWALS: _check_hidden_renewals,
    CheckPoint.HARMONY: _check_harmony,
}
"""What judges each point."""
